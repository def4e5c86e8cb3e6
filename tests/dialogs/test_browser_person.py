"""A person's page in a real browser: looking back, steps in words, the link chart."""

import pytest
from playwright.sync_api import expect

from dialogs.duty.console import duty_routes
from intake.duty.door import DutyDoor
from tests.build_desk import PASSWORD, a_history, an_officer
from tests.dialogs.browsing import CROSSED, axe_faults, chromium, is_scrolled_sideways, served
from tests.dialogs.site import a_site
from tests.dialogs.test_browser_desk import TAGS, a_page, is_clean, signed_in

pytestmark = pytest.mark.browser

PERSON = "/desk/persons/1?because=review"
LINKS = "/desk/persons/1/links?because=review"


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    office, _ = a_history(f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}")
    an_officer(office, login="tarn", name="N. Tarn", desk="southfen_police", password=PASSWORD)
    door = DutyDoor(office)
    with served(
        lambda url: a_site(
            url=url, duty=lambda pages: duty_routes(door, pages.render, secure=False)
        )
    ) as url:
        yield url
    office.archive.close()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_looking_back_and_the_chart_are_clean_at_every_width_and_look(browser, address, size, look):
    page = signed_in(a_page(browser, size=size, look=look), address)
    for name, path in (("month", f"{PERSON}&month=2026-03"), ("links", f"{LINKS}&hops=3")):
        page.goto(f"{address}{path}")
        is_clean(page, name, size, look)
    page.context.close()


def test_the_smallest_telephone_scrolls_no_page_sideways(browser, address):
    page = signed_in(a_page(browser, size={"width": 320, "height": 640}), address)
    for path in (PERSON, LINKS):
        page.goto(f"{address}{path}")
        assert not is_scrolled_sideways(page)
        assert axe_faults(page, runOnly={"type": "tag", "values": TAGS}) == []
    page.context.close()


def test_a_year_is_gone_through_month_by_month_without_script(browser, address):
    page = signed_in(a_page(browser, script=False), address)
    page.goto(f"{address}{PERSON}")
    for _ in range(6):
        page.get_by_role("link", name="Month before").click()
    expect(page.locator(".then")).to_contain_text("May 2026, at its end")
    expect(page.locator(".then")).to_contain_text("Discuss on record then")
    page.get_by_role("link", name="Step before").click()
    expect(page.locator(".then")).to_contain_text("February 2026, at its end")
    expect(page.locator("#step-3")).to_be_visible()
    assert page.locator("#step-4").count() == 0
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "February 2026")
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".then")).to_contain_text("December 2025, at its end")
    page.get_by_role("link", name="Now", exact=True).click()
    expect(page.locator(".then")).to_have_count(0)
    page.context.close()


def test_the_slider_says_its_month_while_it_moves(browser, address):
    page = signed_in(a_page(browser), address)
    page.goto(f"{address}{PERSON}")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-month]")).to_have_text("October 2026")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "October 2026")
    page.context.close()


def test_a_step_says_itself_where_it_has_the_focus_and_leads_to_its_row(browser, address):
    page = signed_in(a_page(browser), address)
    page.goto(f"{address}{PERSON}")
    step = page.get_by_role("link", name="Step 3, 27 Feb 2026")
    assert step.locator(".tip").evaluate("tip => getComputedStyle(tip).visibility") == "hidden"
    page.get_by_role("link", name="Step 2, 11 Feb 2026").focus()
    page.keyboard.press("Tab")
    assert step.locator(".tip").evaluate("tip => getComputedStyle(tip).visibility") == "visible"
    page.keyboard.press("Enter")
    page.wait_for_url("**#step-3")
    expect(page.locator("#step-3")).to_be_in_viewport()
    page.context.close()


def test_a_line_of_the_chart_opens_its_concern_and_a_mark_its_row(browser, address):
    page = signed_in(a_page(browser, script=False), address)
    page.goto(f"{address}{LINKS}")
    page.get_by_role("link", name="4", exact=True).click()
    mark = page.locator(".node a").nth(1)
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#link-*")
    line = page.locator("a.lk[href^='/desk/concerns/']").first
    reference = line.get_attribute("href").rsplit("/", 1)[1]
    page.goto(f"{address}{line.get_attribute('href')}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert reference in page.url
    page.context.close()


def test_in_print_the_pictures_stay_and_what_only_screens_need_goes(browser, address):
    page = signed_in(a_page(browser), address)
    page.goto(f"{address}{PERSON}")
    page.emulate_media(media="print")
    expect(page.locator(".wplot")).to_be_visible()
    expect(page.locator(".months")).to_be_hidden()
    expect(page.locator(".tip-rest")).to_be_hidden()
    page.goto(f"{address}{LINKS}")
    box = page.locator(".fig.links svg").bounding_box()
    assert box["width"] <= page.viewport_size["width"]
    page.context.close()
