"""The board in a real browser: figures, an area's diary, rotas, a shift's end, a desk that closes."""

import pytest
from playwright.sync_api import expect

from intake.actions.answer_alert import acknowledge_alert
from tests.build_county import County, meet, report
from tests.build_desk import PASSWORD, an_officer
from tests.dialogs.at_the_desk import SHOTS, a_page, console_of, is_clean
from tests.dialogs.browsing import CROSSED, chromium, served

pytestmark = pytest.mark.browser

DESK, NEW = "northmoor_police", "southfen_police"


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture
def address(tmp_path):
    county = County(4, url=f"sqlite:///{tmp_path / 'county.db'}")
    office = county.office
    for login, name, desk, role in (
        ("tarn", "N. Tarn", DESK, "duty_officer"),
        ("reed", "J. Reed", DESK, "duty_officer"),
        ("head", "S. Head", DESK, "manager"),
        ("heir", "P. Sedge", NEW, "supervisor"),
        ("counts", "B. Finch", "northmoor_scrutiny", "analyst"),
    ):
        an_officer(office, login=login, name=name, desk=desk, role=role, password=PASSWORD)
    while not an_alert_of(office):
        report(county)
    meet(county)
    with office.look() as work:
        tarn = work.staff.by_login("tarn")
    acknowledge_alert(office, officer=tarn, alert_id=an_alert_of(office))
    with served(console_of(office)) as url:
        yield url
    office.archive.close()


def an_alert_of(office):
    with office.look() as work:
        return next((one.id for one in work.dispatch.open_alerts([DESK])), 0)


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_an_analyst_reads_the_figures_of_a_month_and_takes_them_away(browser, address, size, look):
    page = a_page(browser, address, login="counts", size=size, look=look, heading="Is it working?")
    is_clean(page, "figures", size, look)
    page.get_by_role("combobox", name="Period").select_option("2026-10")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="Is it working? October 2026")).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("link", name="Figures as a file").click()
    assert got.value.suggested_filename == "figures-2026-10.csv"
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="As it stands now")).to_be_visible()
    if SHOTS:
        page.pdf(path=f"{SHOTS}/figures-{size['width']}-{look}.pdf")


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_a_head_reads_what_is_owed_missed_and_off_the_radar(browser, address, size, look):
    page = a_page(browser, address, login="head", size=size, look=look)
    page.get_by_role("link", name="Board").click()
    expect(page.get_by_role("heading", name="What might fall off the radar")).to_be_visible()
    page.get_by_role("link", name="Diary of the area").click()
    expect(page.get_by_role("heading", name="What is owed in Northmoor")).to_be_visible()
    expect(page.get_by_text("N. Tarn").first).to_be_visible()
    is_clean(page, "area-diary", size, look)
    page.get_by_role("link", name="Meetings missed").click()
    expect(page.get_by_role("heading", name="Does it get better?")).to_be_visible()
    is_clean(page, "missed", size, look)


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_at_a_shifts_end_all_is_passed_on_in_one_act_and_taken_back(browser, address, size, look):
    page = a_page(browser, address, login="tarn", size=size, look=look)
    page.goto(f"{address}/desk/diary")
    page.get_by_role("link", name="End of shift").click()
    expect(page.get_by_role("heading", name="What you still hold")).to_be_visible()
    is_clean(page, "shift", size, look)
    page.get_by_role("button", name="Pass on 1 alert").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a colleague")
    page.get_by_label("Colleague", exact=True).select_option("reed")
    page.get_by_label("Why, and what they must know").fill("My shift ends; she calls at nine.")
    page.get_by_role("button", name="Pass on 1 alert").click()
    expect(page.get_by_text("Nothing is held.")).to_be_visible()
    expect(page.get_by_text("she calls at nine")).to_be_visible()
    is_clean(page, "shift-passed", size, look)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("taken back", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Pass on 1 alert")).to_be_visible()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_p10_a_desk_that_closes_offers_all_and_the_other_accepts_all(
    browser, address, size, look
):
    old = a_page(browser, address, login="head", size=size, look=look)
    old.goto(f"{address}/desk/diary")
    old.get_by_role("link", name="Hand over all").click()
    expect(old.get_by_role("heading", name="Offer all of them at once")).to_be_visible()
    is_clean(old, "leaving", size, look)
    old.get_by_role("button", name="Offer 1 person").click()
    expect(old.get_by_role("alert")).to_contain_text("Choose another desk")
    old.get_by_label("Desk", exact=True).select_option(NEW)
    old.get_by_label("Why").fill("The team ends in March.")
    old.get_by_role("button", name="Offer 1 person").click()
    expect(old.get_by_role("cell", name="Southfen police, public protection")).to_be_visible()
    expect(old.get_by_role("button", name="Offer 1 person")).to_have_count(0)

    new = a_page(browser, address, login="heir", size=size, look=look)
    new.goto(f"{address}/desk/leaving")
    expect(new.get_by_role("heading", name="offers 1 person to this desk")).to_be_visible()
    is_clean(new, "leaving-asked", size, look)
    new.get_by_label("What you take on").fill("All ours; P. Sedge reads them this week.")
    new.get_by_role("button", name="Accept all 1").click()
    expect(new.get_by_role("heading", name="offers 1 person to this desk")).to_have_count(0)
    expect(new.get_by_role("cell", name="Corrin Thistlewood")).to_be_visible()
    old.reload()
    expect(old.get_by_text("Nobody.")).to_be_visible()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_rotas_are_read_and_a_test_of_a_channel_gets_its_receipt(browser, address, size, look):
    page = a_page(browser, address, login="tarn", size=size, look=look)
    page.get_by_role("link", name="Duty").click()
    page.get_by_role("link", name="The days that come").click()
    expect(page.get_by_role("heading", name="Who holds each place")).to_be_visible()
    page.get_by_role("button", name="Test every channel").click()
    expect(page.get_by_role("button", name="It arrived").first).to_be_visible()
    is_clean(page, "rota", size, look)
    before = page.get_by_role("button", name="It arrived").count()
    page.get_by_role("button", name="It arrived").first.click()
    expect(page.get_by_role("button", name="It arrived")).to_have_count(before - 1)
    expect(page.get_by_role("cell", name="N. Tarn").first).to_be_visible()
