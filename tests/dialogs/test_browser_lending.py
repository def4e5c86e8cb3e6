"""Lending in a real browser: parts chosen, read at the other desk, ended, and gone."""

import pytest
from playwright.sync_api import expect

from tests.build_desk import PASSWORD, a_child, a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office
from tests.dialogs.at_the_desk import a_page, console_of, is_clean
from tests.dialogs.browsing import CROSSED, chromium, served

pytestmark = pytest.mark.browser

STORY = "He waits at the swings every day, and asks her to come along."


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture
def county(tmp_path):
    office = an_office(clock=HandClock(), url=f"sqlite:///{tmp_path / 'desk.db'}")
    for login, name, desk, role in (
        ("head", "S. Head", "northmoor_children", "manager"),
        ("elm", "E. Elm", "southfen_nurse", "duty_officer"),
    ):
        an_officer(office, login=login, name=name, desk=desk, role=role, password=PASSWORD)
    kept = a_report(
        office,
        a_mention("Corrin Thistlewood", place="Lido Row, Northmoor"),
        a_child("Nell Mossop", age="9"),
        story=STORY,
        area="northmoor",
    )
    with served(console_of(office)) as url:
        yield url, kept
    office.archive.close()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_t20_parts_are_lent_read_at_the_other_desk_ended_and_gone(browser, county, size, look):
    url, kept = county
    page = a_page(browser, url, login="head", size=size, look=look)
    page.goto(f"{url}/desk/concerns/{kept.reference}")
    page.get_by_role("link", name="Lend parts of it").click()
    expect(page.get_by_role("heading", name="Lend parts of it to another desk")).to_be_visible()
    page.get_by_label("Which desk").select_option("southfen_nurse")
    page.get_by_label("The words of the report").check()
    page.get_by_label("Who is named or described").check()
    page.get_by_label("The last day").fill("20 11 2026")
    page.get_by_label("A child may be at risk of harm").check()
    page.get_by_role("button", name="Lend it").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what it is for.")
    expect(page.get_by_label("The words of the report")).to_be_checked()
    is_clean(page, "lend-refused", size, look)
    page.get_by_label("What it is for").fill("To assess the children together.")
    page.get_by_role("button", name="Lend it").click()
    expect(page.get_by_text("Until the end of 20 November 2026")).to_be_visible()
    is_clean(page, "lend", size, look)

    other = a_page(browser, url, login="elm", size=size, look=look)
    other.goto(f"{url}/desk/diary")
    other.get_by_role("link", name="Lent, by us and to us").click()
    expect(other.get_by_role("heading", name="To your desk")).to_be_visible()
    is_clean(other, "loans", size, look)
    other.get_by_role("link", name=f"{kept.reference}, loan 1").click()
    expect(other.get_by_text(STORY)).to_be_visible()
    expect(other.get_by_text("Nell Mossop")).to_have_count(0)
    is_clean(other, "loan-read", size, look)

    page.get_by_role("link", name=f"{kept.reference}, loan 1").click()
    expect(page.get_by_role("heading", name="End it now")).to_be_visible()
    is_clean(page, "loan-given", size, look)
    page.get_by_label("Why", exact=True).fill("They have assessed.")
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("Ended early")).to_be_visible()

    other.reload()
    expect(other.get_by_role("heading", name="Not found")).to_be_visible()
    expect(other.get_by_text(STORY)).to_have_count(0)
    is_clean(other, "loan-over", size, look)
