"""Two children's cases in a real browser: side by side, and one closed by itself."""

import pytest
from playwright.sync_api import expect

from tests.build_desk import PASSWORD, an_officer
from tests.build_office import HandClock, an_office
from tests.dialogs.at_the_desk import console_of, is_clean
from tests.dialogs.browsing import CROSSED, chromium, served
from tests.intake.actions.test_open_child_cases import two_children

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture
def desk(tmp_path):
    office = an_office(url=f"sqlite:///{tmp_path / 'desk.db'}", clock=HandClock())
    an_officer(office, password=PASSWORD)
    concern = two_children(office)
    with served(console_of(office)) as url:
        yield url, concern.reference
    office.archive.close()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_p46_each_childs_case_stands_beside_the_other_and_closes_by_itself(
    browser, desk, size, look
):
    url, reference = desk
    page = browser.new_context(viewport=size, color_scheme=look).new_page()
    page.goto(f"{url}/desk")
    page.get_by_label("Name to sign in with").fill("birchall")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Everything open")).to_be_visible()
    is_clean(page, "queue", size, look)

    page.goto(f"{url}/desk/concerns/{reference}")
    expect(page.get_by_role("heading", name="A case for each child")).to_be_visible()
    page.get_by_text("Close this child’s case", exact=True).click()
    is_clean(page, "cases", size, look)
    page.get_by_label("What was done for this child").fill("Seen alone; therapy begins.")
    page.get_by_role("button", name="Propose to close it").click()
    expect(page.get_by_text("Waits for a second officer")).to_be_visible()
    expect(page.get_by_text("Open since")).to_be_visible()

    page.get_by_role("link", name="Open this child’s alert").click()
    expect(page.get_by_role("heading", name="their own case")).to_be_visible()
    expect(page.get_by_text("(this alert)")).to_be_visible()
    is_clean(page, "alert", size, look)
