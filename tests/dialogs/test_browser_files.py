"""Files in a real browser, without script: added to a report, opened at a desk, sealed away."""

import os
import re
from pathlib import Path

import pytest

from dialogs.shell.site import site_of
from intake.store.office import wall_clock
from tests.build_desk import PASSWORD, an_officer
from tests.build_files import check_all
from tests.build_office import an_office
from tests.dialogs.browsing import NARROW, WIDE, axe_faults, chromium, is_scrolled_sideways, served
from tests.files import a_photo

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("DUEREGARD_SHOTS", "")


class Well:
    """A process that is well."""

    def missing(self):
        return ()

    def faults(self):
        return ()

    def counts(self):
        return {}


@pytest.fixture
def office(tmp_path):
    office = an_office(clock=wall_clock, url=f"sqlite:///{tmp_path / 'files.db'}")
    an_officer(office, password=PASSWORD)
    yield office
    office.archive.close()


def looked_at(page, name):
    """Return what axe finds and whether the page must be scrolled sideways; take a picture.

    axe is script itself, so it looks only where script runs.
    """
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    has_script = name.startswith("script")
    return (axe_faults(page), is_scrolled_sideways(page)) if has_script else ([], False)


@pytest.mark.parametrize(
    ("size", "script"),
    [
        pytest.param(WIDE, False, id="without script"),
        pytest.param(NARROW, True, id="with script at 390 pixels"),
    ],
)
def test_a_photo_goes_from_the_story_to_an_officers_eyes(office, tmp_path, size, script):
    mode = "script" if script else "plain"
    photo = tmp_path / "Corrin Thistlewood.jpg"
    photo.write_bytes(a_photo(size=(900, 600)))
    found = []
    with (
        chromium() as browser,
        served(lambda url: site_of(office, public_url=url, health=Well())) as url,
    ):
        context = browser.new_context(viewport=size, java_script_enabled=script, base_url=url)
        page = context.new_page()
        page.goto("/report")
        for words in ("No", "A neighbour, friend or relative"):
            label = re.compile(rf"^\s*{words}\b")
            page.locator(".govuk-radios__label").filter(has_text=label).first.click()
            page.get_by_role("button", name="Continue").click()
        page.locator("textarea").fill("He was there again.")
        page.get_by_role("button", name="Save, and add a file").click()
        found.append(looked_at(page, f"{mode}-files"))
        page.get_by_label("Choose one file").set_input_files(photo)
        page.get_by_role("button", name="Add this file").click()
        found.append(looked_at(page, f"{mode}-files-kept"))
        assert page.get_by_text("We have your file").is_visible()
        page.get_by_role("link", name="Back to what you told us").click()
        while page.get_by_role("button", name="Send", exact=True).count() == 0:
            page.get_by_role("button", name="Skip").click()
        page.get_by_role("button", name="Send", exact=True).click()
        assert page.get_by_text("It has been sent").first.is_visible()
        check_all(office)
        with office.look() as work:
            (concern,) = work.concerns.records.all()

        desk = browser.new_context(viewport=size, java_script_enabled=script, base_url=url)
        page = desk.new_page()
        page.goto("/desk/sign-in")
        page.get_by_label("Name to sign in with").fill("birchall")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.goto(f"/desk/concerns/{concern.reference}")
        found.append(looked_at(page, f"{mode}-concern-files"))
        page.get_by_role("link", name="Open or seal away").click()
        found.append(looked_at(page, f"{mode}-file-before"))
        page.get_by_role("button", name="Open it").click()
        found.append(looked_at(page, f"{mode}-file-open"))
        picture = page.locator("main img")
        assert picture.evaluate("one => one.naturalWidth") == 900
        assert "Thistlewood" not in page.url
        page.get_by_label("Why, in a few words").fill("It may be unlawful.")
        page.get_by_role("button", name="Seal it away").click()
        assert page.get_by_text("Sealed away").first.is_visible()

    assert found == [([], False)] * len(found)
