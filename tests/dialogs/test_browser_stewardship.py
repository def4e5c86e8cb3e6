"""Stewardship in a real browser: handover, event, agreement, board, and a meeting to its minutes."""

import pytest
from playwright.sync_api import expect

from intake.actions.recheck import recheck_due
from tests.build_desk import PASSWORD, a_history, an_officer
from tests.dialogs.at_the_desk import SHOTS, a_page, console_of, is_clean
from tests.dialogs.browsing import CROSSED, chromium, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture
def address(tmp_path):
    office, _ = a_history(f"sqlite:///{tmp_path / 'desk.db'}")
    while recheck_due(office):
        pass
    with office.begin() as work:
        work.people.give(1, desk="northmoor_police", why="owns the first flag")
    for login, name, desk in (
        ("tarn", "N. Tarn", "northmoor_police"),
        ("sedge", "P. Sedge", "southfen_children"),
    ):
        an_officer(office, login=login, name=name, desk=desk, password=PASSWORD)
    an_officer(
        office,
        login="head",
        name="S. Head",
        desk="southfen_children",
        role="manager",
        password=PASSWORD,
    )
    with served(console_of(office)) as url:
        yield url
    office.archive.close()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_p10_a_man_who_moved_is_offered_read_and_accepted_in_writing(
    browser, address, size, look
):
    old = a_page(browser, address, login="tarn", size=size, look=look)
    old.goto(f"{address}/desk/persons/1?because=review")
    old.get_by_role("link", name="Hand over").click()
    old.get_by_role("button", name="Offer").click()
    expect(old.get_by_role("alert")).to_contain_text("Choose a desk")
    old.get_by_label("Desk", exact=True).select_option("southfen_children")
    old.get_by_label("Why: where the person lives now").fill("He lives in Lido Row, Southfen.")
    is_clean(old, "handover-offer", size, look)
    old.get_by_role("button", name="Offer").click()
    expect(old.get_by_role("heading", name="The offer that stands")).to_be_visible()

    new = a_page(browser, address, login="sedge", size=size, look=look)
    new.goto(f"{address}/desk/diary")
    new.get_by_role("link", name="Accept or refuse the handover").click()
    expect(new.get_by_text("He lives in Lido Row, Southfen.")).to_be_visible()
    is_clean(new, "handover-asked", size, look)
    new.get_by_role("button", name="Accept").click()
    expect(new.get_by_role("alert")).to_contain_text("Write it in words")
    new.get_by_label("What you take on").fill("Ours; P. Sedge visits on Thursday.")
    new.get_by_role("button", name="Accept").click()
    expect(new.get_by_text("accepted by P. Sedge")).to_be_visible()
    is_clean(new, "handover-accepted", size, look)

    old.reload()
    expect(old.get_by_text("accepted by P. Sedge")).to_be_visible()
    expect(old.get_by_role("button", name="Offer")).to_have_count(0)


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_t09_a_conviction_is_told_answered_in_two_acts_and_the_silent_are_named(
    browser, address, size, look
):
    old = a_page(browser, address, login="tarn", size=size, look=look)
    old.goto(f"{address}/desk/persons/1?because=review")
    old.get_by_role("link", name="What happened, and who answered").click()
    old.get_by_role("button", name="Write it down and tell them").click()
    expect(old.get_by_role("alert")).to_contain_text("Choose what happened.")
    old.get_by_label("What", exact=True).select_option("conviction")
    old.get_by_label("On", exact=True).fill("16 11 2026")
    old.get_by_label("What is to be known").fill("Assault on the mother; bail ends on Friday.")
    old.get_by_role("button", name="Write it down and tell them").click()
    expect(old.get_by_text("Not answered:")).to_contain_text("Southfen children, day")
    is_clean(old, "events", size, look)

    new = a_page(browser, address, login="sedge", size=size, look=look)
    is_clean(new, "event-queue", size, look)
    new.locator(".also summary").first.click()
    new.get_by_role("link", name="Something happened: say what your agency").click()
    expect(new.get_by_text("Assault on the mother")).to_be_visible()
    is_clean(new, "event-asked", size, look)
    new.get_by_label("We refuse, because").check()
    new.get_by_role("button", name="Answer").click()
    expect(new.get_by_role("alert")).to_contain_text("Write what is held")
    new.get_by_label("Something is held: call us").check()
    new.get_by_label("What is held and whom to call").fill("Two children; P. Sedge.")
    new.get_by_role("button", name="Answer").click()
    expect(new.get_by_text("Two children; P. Sedge.").first).to_be_visible()

    old.reload()
    expect(old.get_by_text("Two children; P. Sedge.")).to_be_visible()
    expect(old.get_by_text("Not answered:")).not_to_contain_text("Southfen children, day")
    is_clean(old, "event-answered", size, look)


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_p25_an_agreement_is_refused_without_a_check_and_a_breach_is_told(
    browser, address, size, look
):
    old = a_page(browser, address, login="tarn", size=size, look=look)
    old.goto(f"{address}/desk/persons/1?because=review")
    old.get_by_role("link", name="Written agreements").click()
    old.get_by_label("Who agreed").fill("Ms Mossop")
    old.get_by_label("What it is for").fill("He may come back to the flat.")
    old.get_by_label("Until").fill("1 2 2027")
    first = old.get_by_role("group", name="Term 1")
    first.get_by_label("What is agreed").fill("He does not stay the night.")
    first.get_by_label("Every how many days").fill("7")
    old.get_by_role("button", name="Keep the agreement").click()
    expect(old.get_by_role("alert")).to_contain_text("how it is verified")
    is_clean(old, "agreement-refused", size, look)
    first.get_by_label("How it is verified").fill("An unannounced visit.")
    first.get_by_label("By whom").fill("P. Sedge")
    first.get_by_label("What follows").fill("A strategy discussion the same day.")
    old.get_by_role("button", name="Keep the agreement").click()
    expect(old.get_by_text("Never verified since")).to_be_visible()

    old.get_by_text("Write down a look").click()
    old.get_by_label("Breached").check()
    old.get_by_label("How it was seen").fill("His car stood there at seven.")
    old.get_by_role("button", name="Keep the look").click()
    expect(old.get_by_text("His car stood there at seven.")).to_be_visible()
    is_clean(old, "agreement", size, look)
    old.goto(f"{address}/desk/persons/1/events")
    expect(old.get_by_text("Not answered:")).to_contain_text("Southfen children, day")

    head = a_page(browser, address, login="head", size=size, look=look)
    head.get_by_role("link", name="Board").click()
    expect(head.get_by_role("heading", name="Told of something, and no answer")).to_be_visible()
    is_clean(head, "board", size, look)


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_t05_a_meeting_is_read_children_first_and_closes_with_none_left_out(
    browser, address, size, look
):
    old = a_page(browser, address, login="tarn", size=size, look=look)
    old.goto(f"{address}/desk/persons/1?because=review")
    old.get_by_role("link", name="Meetings").click()
    old.get_by_label("What kind").select_option("mappa_2")
    old.get_by_label("On", exact=True).fill("17 11 2026")
    old.get_by_label("Where, when, and what for").fill("Room 4, ten.")
    is_clean(old, "meetings", size, look)
    old.get_by_role("button", name="Set it and invite them").click()
    expect(old.get_by_role("heading", name="1. Children within reach")).to_be_visible()
    is_clean(old, "meeting-pack", size, look)
    old.get_by_label("What was decided").fill("Level 2 stays.")
    old.get_by_role("button", name="Close the minutes").click()
    expect(old.get_by_role("alert")).to_contain_text("Child 1: write the risk.")
    expect(old.get_by_label("What was decided")).to_have_value("Level 2 stays.")
    for place, group in enumerate(old.get_by_role("group").all(), 1):
        if "Child" not in group.inner_text():
            continue
        group.get_by_label("Known to").fill("Health visitor")
        group.get_by_label("Risk to this child").fill(f"He visits ({place}).")
        group.get_by_label("What is done").fill("A visit alone.")
        group.get_by_label("By whom").fill("P. Sedge")
        group.get_by_label("By which day").fill("27 11 2026")
    for came in old.locator("select[name^=came-]").all():
        came.select_option("apologies")
    old.get_by_role("button", name="Close the minutes").click()
    expect(old.get_by_text("Not joint")).to_be_visible()
    old.get_by_role("button", name="Sign for").click()
    expect(old.get_by_role("button", name="Sign for")).to_have_count(0)
    is_clean(old, "meeting-closed", size, look)
    if SHOTS:
        old.pdf(path=f"{SHOTS}/meeting-{size['width']}-{look}.pdf")
