"""Voices, grades and outcomes in a real browser: done by hand, axe, two widths, light and dark."""

import pytest
from playwright.sync_api import expect

from dialogs.duty.console import duty_routes
from intake.actions.recheck import recheck_due
from intake.duty.door import DutyDoor
from tests.build_desk import PASSWORD, a_history, an_officer
from tests.dialogs.browsing import CROSSED, chromium, served
from tests.dialogs.site import a_site
from tests.dialogs.test_browser_desk import a_page, is_clean

pytestmark = pytest.mark.browser

STAFF = (("wren", "N. Wren", "supervisor"), ("finch", "B. Finch", "manager"))


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture
def office(tmp_path):
    office, _ = a_history(f"sqlite:///{tmp_path / 'desk.db'}")
    while recheck_due(office):
        pass
    for login, name, role in STAFF:
        an_officer(
            office, login=login, name=name, desk="southfen_police", role=role, password=PASSWORD
        )
    yield office
    office.archive.close()


@pytest.fixture
def address(office):
    door = DutyDoor(office)

    def app_at(url):
        return a_site(url=url, duty=lambda pages: duty_routes(door, pages.render, secure=False))

    with served(app_at) as url:
        yield url


def signed_in(browser, address, login, **facts):
    page = a_page(browser, **facts)
    page.goto(f"{address}/desk")
    page.get_by_label("Name to sign in with").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Everything open")).to_be_visible()
    return page


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_p11_voices_grades_and_the_way_out_are_done_by_hand_and_clean(browser, address, size, look):
    page = signed_in(browser, address, "wren", size=size, look=look)
    page.goto(f"{address}/desk/persons/1?because=review")
    page.get_by_role("link", name="What counts as one voice, and why").click()
    page.get_by_role("checkbox", name="Voice A: health").check()
    page.get_by_role("checkbox", name="Voice C: school").check()
    page.get_by_role("button", name="Count them as one").click()
    expect(page.get_by_role("alert")).to_contain_text("Write why")
    page.get_by_label("Why they are one source").fill("The school rang the ward before writing.")
    page.get_by_role("button", name="Count them as one").click()
    expect(page.get_by_text("Joined by N. Wren").first).to_be_visible()
    page.get_by_text("Part it: some of these").first.click()
    is_clean(page, "voices", size, look)

    page.locator("table.thin a").first.click()
    page.get_by_role("link", name="Grade it").first.click()
    page.get_by_role("radio", name="2 Untested").check()
    page.get_by_role("radio", name="C Known indirectly").check()
    page.get_by_role("radio", name="P May be shared").check()
    page.get_by_label("Why", exact=True).fill("Heard it from a colleague.")
    page.get_by_role("button", name="Grade it").click()
    expect(page.get_by_role("heading", name="Grade in force: 2 C P")).to_be_visible()
    is_clean(page, "grade", size, look)

    page.goto(f"{address}/desk/persons/1?because=review")
    page.get_by_role("link", name="Outcomes, statement and review").click()
    is_clean(page, "outcomes-open", size, look)
    page.get_by_label("Their words").fill("I drive for the club. I was never alone with a child.")
    page.get_by_label("Said on").fill("16 11 2026")
    page.get_by_role("button", name="Keep the statement").click()
    page.get_by_role("radio", name="Unfounded: it was looked into").check()
    page.get_by_label("Why", exact=True).fill("Looked into with the school and the club.")
    page.get_by_label("Why no other agency was asked").fill("The club was asked, and answered.")
    page.get_by_role("button", name="Ask the second officer").click()
    expect(page.get_by_text("Somebody else, who may confirm").first).to_be_visible()

    other = signed_in(browser, address, "finch", size=size, look=look)
    other.goto(f"{address}/desk/persons/1/outcomes?because=review")
    is_clean(other, "outcomes-waiting", size, look)
    other.get_by_role("button", name="Yes, that is how it came out").click()
    expect(other.get_by_text("Cleared: unfounded").first).to_be_visible()
    is_clean(other, "outcomes", size, look)
    other.goto(f"{address}/desk/persons/1?because=review")
    expect(other.get_by_text("I was never alone with a child.")).to_be_visible()
    is_clean(other, "person-cleared", size, look)
    for one in (page, other):
        allowed = (f"{address}/", "Failed to load resource")
        assert [said for said in one.strange if not said.startswith(allowed)] == []
        one.context.close()
