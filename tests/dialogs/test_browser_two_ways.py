"""After sending, in a real browser: a code, a question and its answer, a disagreement, a release."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dialogs.shell.site import site_of
from tests.build_desk import PASSWORD, an_officer
from tests.build_office import HandClock, an_office
from tests.dialogs.browsing import CROSSED, WIDE, axe_faults, chromium, is_scrolled_sideways, served
from tests.journeys.walking import GOLDEN, Walk

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("DUEREGARD_SHOTS", "")
NEIGHBOUR = next(file for file in GOLDEN if file.stem == "neighbour_tells_of_a_man")
QUESTION = "Thank you for telling us. Which bus stop was it?"


class _Well:
    """A service that is well."""

    def missing(self):
        return ()

    def faults(self):
        return ()

    def counts(self):
        return {}


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture
def office(tmp_path):
    made = an_office(url=f"sqlite:///{tmp_path / 'two.db'}", clock=HandClock())
    an_officer(made, login="birchall", name="A. Birchall", role="supervisor", password=PASSWORD)
    yield made
    made.archive.close()


@pytest.fixture
def address(office):
    with served(lambda url: site_of(office, public_url=url, health=_Well())) as url:
        yield url


@pytest.fixture
def receipt(office):
    walk = Walk(office)
    walk.play(NEIGHBOUR)
    return walk.replies[-1].receipt


def a_page(browser, address, *, size=WIDE, look="light", script=True):
    context = browser.new_context(
        base_url=address,
        viewport=size,
        color_scheme=look,
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    return context.new_page()


def come_back(page, receipt):
    page.goto("/report/return")
    page.get_by_label("Your code").fill(receipt.return_code.upper())
    page.get_by_label("Your reference").fill(receipt.reference)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="What you told us", exact=True)).to_be_visible()


def at_the_reporter(page, receipt):
    page.goto(f"/desk/sign-in?next=/desk/concerns/{receipt.reference}/reporter")
    page.get_by_label("Name").fill("birchall")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"/desk/concerns/{receipt.reference}/reporter")


def shot(page, name):
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def is_sound(page):
    assert axe_faults(page) == []
    assert not is_scrolled_sideways(page)


def test_a_question_is_put_answered_and_read_and_neither_sees_an_address(browser, address, receipt):
    desk = a_page(browser, address)
    at_the_reporter(desk, receipt)
    desk.get_by_label("A question to be answered").check()
    desk.get_by_label("The words that they read").fill("The police ask: which bus stop was it?")
    desk.get_by_role("button", name="Send").click()
    expect(desk.get_by_role("heading", name="Not sent yet: read this first")).to_be_visible()
    shot(desk, "two_warned_1280_light")
    is_sound(desk)
    desk.get_by_label("The words that they read").fill(QUESTION)
    desk.get_by_label("Why it goes all the same").fill("")
    desk.get_by_role("button", name="Send it with this reason").click()
    expect(desk.get_by_text("Waits to be fetched, not read")).to_be_visible()

    teller = a_page(browser, address, script=False)
    come_back(teller, receipt)
    expect(teller.get_by_text(QUESTION)).to_be_visible()
    assert "Birchall" not in teller.content()
    assert "Northmoor children" not in teller.locator("main").inner_text()
    teller.get_by_label("Your answer").fill("The one by the mill.")
    teller.get_by_role("button", name="Send your answer").click()
    expect(teller.get_by_text("You have answered this.")).to_be_visible()
    expect(teller.get_by_text("We added it to what you told us. Thank you.")).to_be_visible()

    desk.reload()
    expect(desk.get_by_text("The one by the mill.")).to_be_visible()
    assert receipt.return_code not in desk.content()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_both_pages_are_sound_at_each_width_and_look(browser, address, receipt, size, look):
    name = f"{size['width']}_{look}"
    desk = a_page(browser, address, size=size, look=look)
    at_the_reporter(desk, receipt)
    desk.get_by_label("A question to be answered").check()
    desk.get_by_label("The words that they read").fill(QUESTION)
    desk.get_by_role("button", name="Send").click()

    teller = a_page(browser, address, size=size, look=look)
    teller.goto("/report/return")
    shot(teller, f"two_return_{name}")
    is_sound(teller)
    come_back(teller, receipt)
    teller.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    shot(teller, f"two_mine_{name}")
    is_sound(teller)
    teller.get_by_label("What was not taken seriously?").fill("Nobody came.")
    teller.get_by_role("button", name="Ask for a second look").click()
    expect(teller.get_by_text("A person will look at it again").first).to_be_visible()

    desk.reload()
    desk.get_by_text("Release something").click()
    shot(desk, f"two_reporter_{name}")
    is_sound(desk)


def test_a_draft_is_left_with_a_code_and_goes_on_in_another_browser(browser, address):
    first = a_page(browser, address)
    first.goto("/report")
    first.get_by_role("radio", name="No", exact=True).or_(
        first.locator('input[value="danger=no"]')
    ).first.check()
    first.get_by_role("button", name="Continue").click()
    first.get_by_label("A neighbour, friend or relative").check()
    first.get_by_role("button", name="Continue").click()
    first.get_by_role("textbox").first.fill("He waits at the bus stop every day.")
    first.get_by_role("button", name="Continue").click()
    first.get_by_role("button", name="Save and come back later").click()
    code = first.locator(".code--words").inner_text()
    shot(first, "two_code_1280_light")
    is_sound(first)

    second = a_page(browser, address, size={"width": 390, "height": 844})
    second.goto("/report/return")
    second.get_by_label("Your code").fill(code.title())
    second.get_by_role("button", name="Continue").click()
    expect(second.get_by_text("Welcome back. What you wrote is still here.")).to_be_visible()
    shot(second, "two_resumed_390_light")
    is_sound(second)
    first.goto("/report")
    expect(first.get_by_text("Is a child in danger now?").first).to_be_visible()
