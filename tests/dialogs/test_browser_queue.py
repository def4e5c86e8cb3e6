"""The queue in a real browser: one man is one row, which opens without script."""

import pytest
from playwright.sync_api import expect

from dialogs.duty.console import duty_routes
from intake.duty.door import DutyDoor
from tests.build_desk import PASSWORD, a_child, a_report, an_officer
from tests.build_office import a_mention, an_office
from tests.dialogs.browsing import LOOKS, chromium, served
from tests.dialogs.site import a_site
from tests.dialogs.test_browser_desk import a_page, is_clean, signed_in

pytestmark = pytest.mark.browser
TOLD = 6


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    office = an_office(url=f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}")
    an_officer(office, login="tarn", name="N. Tarn", password=PASSWORD)
    for number in range(TOLD):
        name = ("Corrin Thistlewood", "Corin Thistlewood")[number % 2]
        a_report(
            office,
            a_mention(name, birth="1981-05-02", place="Mill Lane, Northmoor"),
            a_child(age="9", place="Northmoor"),
            account=f"teller {number}",
        )
    a_report(office, a_mention("Bram Fennimore"), a_child("Pip Quill"), account="somebody else")
    door = DutyDoor(office)
    with served(
        lambda url: a_site(
            url=url, duty=lambda pages: duty_routes(door, pages.render, secure=False)
        )
    ) as url:
        yield url
    office.archive.close()


@pytest.mark.parametrize(("size", "look"), LOOKS)
def test_a_queue_with_a_man_told_of_often_is_clean_folded_and_open(browser, address, size, look):
    page = signed_in(a_page(browser, size=size, look=look), address)
    expect(page.locator("tr.row")).to_have_count(2)
    is_clean(page, "queue folded", size, look)
    page.locator("tr.also summary").first.click()
    expect(page.locator("tr.also li")).to_have_count(TOLD - 1)
    is_clean(page, "queue open", size, look)
    page.context.close()


def test_each_alert_folded_away_is_one_press_from_the_queue_without_script(browser, address):
    page = signed_in(a_page(browser, script=False), address)
    more = page.locator("tr.also")
    expect(more).to_contain_text(f"{TOLD - 1} more that may be the same person")
    expect(more).to_contain_text(f"{TOLD - 1} without a name")
    more.locator("summary").focus()
    page.keyboard.press("Enter")
    link = more.get_by_role("link").last
    leads = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**{leads}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.context.close()
