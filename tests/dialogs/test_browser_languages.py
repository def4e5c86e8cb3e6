"""The report pages in other languages in a real browser: right to left, on a phone, by keyboard."""

import os
from pathlib import Path

import pytest

from tests.build_talk import all_tongues
from tests.dialogs.browsing import (
    CROSSED,
    NARROW,
    axe_faults,
    chromium,
    is_scrolled_sideways,
    served,
)
from tests.dialogs.doors import DoorInMemory
from tests.dialogs.site import a_site

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("DUEREGARD_SHOTS", "")
STORY = "وہ ہر رات آتا ہے اور بچی کے لیے چیزیں لاتا ہے۔ He has a white van."
FIRST = "Is a child in danger now?"


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def address():
    door = DoorInMemory()
    with served(lambda url: a_site(door, url=url)) as url:
        yield url


@pytest.fixture
def visit(browser, address):
    opened = []

    def open_page(where="/report", **more):
        context = browser.new_context(base_url=address, **more)
        page = context.new_page()
        opened.append(context)
        page.goto(where)
        return page

    yield open_page
    for context in opened:
        context.close()


def shot(page, name):
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def is_whole(page):
    assert axe_faults(page) == []
    assert not is_scrolled_sideways(page)


@pytest.mark.parametrize("code", ["ur", "ar"])
@pytest.mark.parametrize(("size", "scheme"), CROSSED)
def test_the_first_page_stands_from_right_to_left(visit, code, size, scheme):
    page = visit(f"/report?lang={code}", viewport=size, color_scheme=scheme)
    shot(page, f"first-{code}-{size['width']}-{scheme}")

    assert page.get_attribute("html", "dir") == "rtl"
    assert page.get_attribute("html", "lang") == code
    english = page.locator("legend .dr-en")
    assert english.inner_text() == FIRST
    assert english.get_attribute("dir") == "ltr"
    mark = page.locator(".govuk-radios__input").first.bounding_box()
    words = page.locator(".govuk-radios__label").first.bounding_box()
    assert mark["x"] > words["x"] + words["width"] / 2
    is_whole(page)


@pytest.mark.parametrize("code", [code for code in all_tongues() if code != "en"])
def test_a_report_is_told_on_a_phone_and_switched_midway(visit, code):
    tongue = all_tongues()[code]
    page = visit(f"/report?lang={code}", viewport=NARROW, java_script_enabled=True)

    page.locator("label", has_text=tongue.say("No", "danger")).last.click()
    page.locator("form .govuk-button").last.click()
    page.locator(".govuk-radios__label").first.click()
    page.locator("main form[data-once] .govuk-button").first.click()
    page.locator("textarea").fill(STORY)
    shot(page, f"story-{code}")
    is_whole(page)
    page.locator("main form[data-once] .govuk-button").first.click()
    page.goto("/report/language")
    shot(page, f"languages-{code}")
    is_whole(page)
    page.get_by_role("button", name="English", exact=True).click()

    assert page.get_attribute("html", "lang") == "en"
    page.goto("/report/language")
    page.get_by_role("button", name=tongue.name, exact=True).click()
    assert page.get_attribute("html", "lang") == code
    assert tongue.say("Which child is it?") in page.content() or "dr-en" in page.content()
    is_whole(page)


def test_the_language_of_the_phone_is_offered_and_not_taken(visit):
    page = visit(viewport=NARROW, locale="ur-PK")

    assert page.get_attribute("html", "lang") == "en"
    offer = page.locator(".dr-offer")
    assert offer.get_attribute("lang") == "ur"
    is_whole(page)
    offer.get_by_role("link").click()
    assert page.get_attribute("html", "lang") == "ur"


def test_the_language_is_chosen_by_keyboard_without_a_script(visit):
    page = visit(viewport=NARROW, java_script_enabled=False)

    page.get_by_role("link", name="العربية").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**lang=ar")

    assert page.get_attribute("html", "dir") == "rtl"


def test_english_stays_as_it_was(visit):
    page = visit(viewport=NARROW)

    assert page.get_attribute("html", "dir") == "ltr"
    assert page.locator(".dr-en").count() == 0
    assert page.locator(".dr-tongues a").count() == len(all_tongues()) - 1
