"""The report pages in a real browser: mouse, keyboard, no script, two widths, light and dark."""

import os
import re
from pathlib import Path

import pytest

from tests.dialogs.browsing import (
    CROSSED,
    NARROW,
    WIDE,
    axe_faults,
    chromium,
    is_scrolled_sideways,
    served,
)
from tests.dialogs.doors import CODE, DoorInMemory
from tests.dialogs.site import a_site

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("DUEREGARD_SHOTS", "")
STORY = (
    "A man called Corry is at the flat below whenever I come home. He collects the girl from "
    "the bus in his white van and buys her things. Her mum says he is a great help."
)
AWAY = "/health/live"
"""Stands for the weather: a page of this server, so that nothing is fetched from elsewhere."""
STEPS = (
    ("Who are you?", "choose:A neighbour, friend or relative"),
    ("What are you worried about?", f"write:{STORY}"),
    ("Did we understand you?", "pass:Yes, all of it is right"),
    ("Which child is it?", "write:A girl, about 9, Mill Lane"),
    ("Do you know one more thing about Corry?", "write:about 45, white van"),
    ("Which town or village is that in?", "pass:I do not know"),
    ("When did it last happen?", "pass:I do not know"),
    ("How often does it happen?", "choose:More and more"),
    ("How do you know?", "choose:I saw or heard it myself"),
    ("Who else is worried?", "pass:Skip"),
    ("Do you fear for a child because of this person?", "choose:Yes"),
    ("How can we reach you safely?", "pass:I would rather not say"),
)


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def door():
    return DoorInMemory()


@pytest.fixture(scope="module")
def address(door):
    with served(lambda url: a_site(door, url=url, away=f"{url}{AWAY}")) as url:
        yield url


@pytest.fixture
def visit(browser, address):
    opened, hosts = [], set()

    def open_page(**more):
        context = browser.new_context(base_url=address, **more)
        page = context.new_page()
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        opened.append(context)
        page.goto("/report")
        return page

    yield open_page
    for context in opened:
        context.close()
    assert {host.partition(":")[0] for host in hosts} == {"127.0.0.1"}


class Look:
    """Takes a picture where asked, and lets axe look at every page."""

    def __init__(self, page, name=""):
        self.page, self.name, self.count = page, name, 0
        self.faults = {}

    def __call__(self, what):
        self.count += 1
        found = axe_faults(self.page)
        sideways = is_scrolled_sideways(self.page)
        if found or sideways:
            self.faults[what] = (found, "scrolls sideways" if sideways else "")
        if SHOTS and self.name:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            path = Path(SHOTS) / f"report-{self.count:02}-{what}-{self.name}.png"
            self.page.screenshot(path=path, full_page=True)


def label(page, words):
    text = re.compile(rf"^\s*{re.escape(words)}\b")
    return page.locator(".govuk-radios__label").filter(has_text=text).first


def radio(page, words):
    return page.locator(f"[id='{label(page, words).get_attribute('for')}']")


def by_mouse(page, how, words):
    if how == "choose":
        label(page, words).click()
        page.get_by_role("button", name="Continue").click()
    elif how == "write":
        page.locator("#answer").fill(words)
        page.get_by_role("button", name="Continue").click()
    else:
        page.get_by_role("button", name=words, exact=True).click()


def tab_to(page, wanted):
    """Press Tab until what has focus fits; every stop must be one that can be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(() => { const e = document.activeElement;"
            " return (e.labels && e.labels[0] ? e.labels[0].innerText : e.innerText || '') })()"
        )
        if re.fullmatch(wanted, " ".join(told.split())):
            return
    raise AssertionError(f"no way by Tab to {wanted}")


def by_keyboard(page, how, words):
    if how == "choose":
        page.keyboard.press("Tab")
        first = page.locator(".govuk-radios__input").first
        while not first.evaluate("e => e === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        while not radio(page, words).is_checked():
            page.keyboard.press("ArrowDown")
        tab_to(page, "Continue")
        page.keyboard.press("Enter")
    elif how == "write":
        while not page.locator("#answer").evaluate("e => e === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.type(words)
        tab_to(page, "Continue")
        page.keyboard.press("Enter")
    else:
        tab_to(page, re.escape(words))
        page.keyboard.press("Enter")


def whole_report(page, act, look=lambda _what: None):
    look("danger")
    act(page, "choose", "No")
    for question, answer in STEPS:
        page.get_by_role("heading", name=question, exact=False).first.wait_for()
        page.wait_for_load_state("load")
        how, _, words = answer.partition(":")
        look(re.sub(r"\W+", "-", question.lower()).strip("-")[:20])
        act(page, how, words)
    page.get_by_role("heading", name="Check what you have told us").wait_for()
    look("check")
    if act is by_keyboard:
        tab_to(page, "Send")
        page.keyboard.press("Enter")
    else:
        page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("heading", name="Thank you").wait_for()
    look("sent")


@pytest.mark.parametrize(("size", "scheme"), CROSSED)
def test_a_whole_report_by_mouse_has_no_axe_finding_on_any_page(visit, size, scheme):
    page = visit(viewport=size, color_scheme=scheme)
    look = Look(page, f"{size['width']}-{scheme}")

    whole_report(page, by_mouse, look)

    assert CODE in page.content()
    assert look.faults == {}


def test_a_whole_report_by_keyboard_alone(visit, door):
    before = len(door.sent)
    page = visit(viewport=WIDE)

    whole_report(page, by_keyboard)

    assert len(door.sent) == before + 1


def test_a_whole_report_without_script(visit, door):
    before = len(door.sent)
    page = visit(viewport=NARROW, java_script_enabled=False)

    whole_report(page, by_mouse)

    assert len(door.sent) == before + 1


@pytest.mark.parametrize(("size", "scheme"), CROSSED)
def test_the_other_pages_have_no_axe_finding_either(visit, size, scheme):
    page = visit(viewport=size, color_scheme=scheme)
    look = Look(page, f"{size['width']}-{scheme}")
    page.get_by_role("button", name="Continue").click()
    look("nothing-chosen")
    by_mouse(page, "choose", "Yes")
    page.get_by_text("Ask for the police").first.wait_for()
    look("danger-yes")
    page.get_by_role("link", name="Show what I said so far").click()
    look("conversation")
    for path in ("/report/about", "/report/return", "/nowhere"):
        page.goto(path)
        look(path.rpartition("/")[2])

    assert look.faults == {}


def test_signs_stopping_and_despair_have_no_axe_finding(visit):
    page = visit(viewport=NARROW, color_scheme="dark")
    look = Look(page, "390-dark")
    by_mouse(page, "choose", "No")
    by_mouse(page, "choose", "I work with children or families")
    for _ in range(12):
        if "Do any of these fit" in page.content():
            break
        if page.locator("#answer[type=radio]").count():
            page.locator(".govuk-radios__input").first.check()
            page.get_by_role("button", name="Continue").click()
        else:
            by_mouse(page, "write", "He buys her things.")
    page.get_by_text("Choose from the list of signs").click()
    look("signs")
    by_mouse(page, "write", "stop")
    look("stopped")
    by_mouse(page, "write", "I want to kill myself")
    look("despair")

    assert look.faults == {}


def test_nothing_scrolls_sideways_on_the_smallest_phone(visit):
    page = visit(viewport={"width": 320, "height": 640})
    look = Look(page)

    whole_report(page, by_mouse, look)

    assert look.faults == {}


def test_three_presses_of_shift_leave_and_back_does_not_return_to_the_words(visit, door):
    page = visit(viewport=NARROW)
    by_mouse(page, "choose", "No")
    page.get_by_role("heading", name="Who are you?").wait_for()
    drafts = len(door.drafts)

    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"**{AWAY}")

    assert "live" in page.content()
    assert len(door.drafts) == drafts - 1
    page.go_back()
    assert "Who are you?" not in page.content()


def test_exit_this_page_is_in_sight_and_leaves_at_once(visit):
    page = visit(viewport=NARROW)
    page.mouse.wheel(0, 2000)

    button = page.get_by_role("button", name="Exit this page")
    assert button.bounding_box()["y"] < 100
    button.click()
    page.wait_for_url(f"**{AWAY}")


def test_first_screen_of_a_phone_holds_the_question_and_its_answers(visit):
    page = visit(viewport=NARROW)

    box = page.get_by_role("button", name="Continue").bounding_box()
    assert box["y"] + box["height"] <= 844


def test_the_error_takes_the_focus(visit):
    page = visit(viewport=WIDE)
    page.get_by_role("button", name="Continue").click()
    page.locator(".govuk-error-summary").wait_for()

    page.wait_for_function("document.activeElement.className.startsWith('govuk-error-summary')")


def test_every_target_is_large_enough_for_a_thumb(visit):
    page = visit(viewport=NARROW)
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main label, header a')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 44)"
        ".map(e => e.innerText)"
    )

    assert small == []
