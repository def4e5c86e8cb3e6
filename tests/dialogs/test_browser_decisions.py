"""Deciding in a real browser: a closing refused and made, another agency asked, a late fact."""

import pytest
from playwright.sync_api import expect

from intake.actions.ask_again import ask_again
from intake.actions.recheck import recheck_due
from tests.build_desk import (
    PASSWORD,
    a_child,
    a_history,
    a_report,
    an_officer,
    judged_same,
)
from tests.build_office import a_mention
from tests.dialogs.at_the_desk import a_page, console_of, is_clean
from tests.dialogs.browsing import CROSSED, chromium, served

pytestmark = pytest.mark.browser

HIM = {"birth": "1979-02-14", "place": "Lido Row, Southfen"}


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture
def county(tmp_path):
    office, _ = a_history(f"sqlite:///{tmp_path / 'desk.db'}")
    while recheck_due(office):
        pass
    with office.begin() as work:
        work.people.give(1, desk="southfen_police", why="owns the first flag")
    sedge = an_officer(
        office, login="sedge", name="P. Sedge", desk="southfen_children", password=PASSWORD
    )
    for login, name, desk, role in (
        ("head", "S. Head", "southfen_children", "manager"),
        ("tarn", "N. Tarn", "southfen_police", "supervisor"),
        ("moor", "D. Moor", "northmoor_police", "supervisor"),
    ):
        an_officer(office, login=login, name=name, desk=desk, role=role, password=PASSWORD)
    kept = a_report(
        office,
        a_mention("Corrin Thistlewood", **HIM),
        a_child("Nell Mossop", age="9"),
        story="He gives her lifts, and she is quiet about it.",
        signs=("GC1",),
        area="southfen",
    )
    judged_same(office, kept, by=sedge)
    with served(console_of(office)) as url:
        yield url, office, kept
    office.archive.close()


def open_the_earlier(page, url):
    """Open each earlier concern, as a decider must; the page stays where it is."""
    for link in page.locator("section:has(#c2) li a").all():
        page.context.request.get(f"{url}{link.get_attribute('href')}")


def refused_at_first(browser, county, size, look):
    """Try to close on silence and on a denial made beside him; nothing typed is lost."""
    url, _, kept = county
    page = a_page(browser, url, login="sedge", size=size, look=look)
    page.goto(f"{url}/desk/concerns/{kept.reference}/close")
    page.get_by_label("No further action").check()
    page.get_by_label("Why, in your own words").fill("The girl was seen and said nothing.")
    page.get_by_label("It was denied", exact=True).check()
    page.get_by_label("With him, or somebody of his household, in the room").check()
    page.get_by_role("button", name="Ask the second officer").click()
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("that nothing was said is no reason")
    expect(refused).to_contain_text("A denial beside him")
    expect(refused).to_contain_text("GC1")
    expect(refused).to_contain_text("nobody outside your agency has answered")
    expect(page.get_by_label("Why, in your own words")).to_have_value(
        "The girl was seen and said nothing."
    )
    is_clean(page, "closing-refused", size, look)
    return page


def asked_and_answered(browser, county, size, look):
    """Ask the police for their view, and have them answer."""
    url, _, kept = county
    page = a_page(browser, url, login="sedge", size=size, look=look)
    page.goto(f"{url}/desk/concerns/{kept.reference}/ask")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a desk that may be asked.")
    page.get_by_label("Which desk").select_option("southfen_police")
    page.get_by_label("What you pass on").fill("Corrin Thistlewood, born 14 February 1979")
    page.get_by_label("What you ask").fill("We mean to close this. What do you hold and think?")
    page.get_by_label("A child may be at risk of harm").check()
    is_clean(page, "ask", size, look)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("no answer, by")).to_be_visible()

    other = a_page(browser, url, login="tarn", size=size, look=look)
    other.goto(f"{url}/desk/diary")
    other.get_by_role("link", name="Answer what was asked").click()
    expect(other.get_by_text("What do you hold and think?")).to_be_visible()
    is_clean(other, "asked", size, look)
    other.get_by_label("We refuse, because").check()
    other.get_by_role("button", name="Answer").click()
    expect(other.get_by_role("alert")).to_contain_text("Write why.")
    other.get_by_label("Nothing is held").check()
    other.get_by_role("button", name="Answer").click()
    expect(other.get_by_text("Answered", exact=True)).to_be_visible()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_p27_a_closing_is_refused_with_all_that_lacks_then_made_by_two_with_a_view_had(
    browser, county, size, look
):
    url, office, kept = county
    page = refused_at_first(browser, county, size, look)
    asked_and_answered(browser, county, size, look)
    page.goto(f"{url}/desk/concerns/{kept.reference}/close")
    open_the_earlier(page, url)
    page.goto(f"{url}/desk/concerns/{kept.reference}/close")
    expect(page.get_by_text("View of another agency had")).to_contain_text("Southfen police")
    page.get_by_label("No further action").check()
    page.get_by_label("Why, in your own words").fill("She was seen alone at school, twice.")
    page.get_by_label("GC1").fill("The lifts are to a match; her coach and aunt say so too.")
    page.get_by_label("The child was seen and heard alone").check()
    page.get_by_label("Look again on").fill("5 1 2027")
    page.get_by_role("button", name="Ask the second officer").click()
    expect(page.get_by_text("Waits for a second officer").first).to_be_visible()

    head = a_page(browser, url, login="head", size=size, look=look)
    head.goto(f"{url}/desk/concerns/{kept.reference}/close")
    is_clean(head, "closing-waits", size, look)
    head.get_by_role("button", name="Confirm and close").click()
    expect(head.get_by_role("link", name="Decisions", exact=True)).to_be_visible()
    head.goto(f"{url}/desk/concerns/{kept.reference}/decisions")
    expect(head.get_by_role("heading", name="Concern closed: stands")).to_be_visible()

    a_report(office, a_mention("Corrin Thistlewood", **HIM), story="Him again.", area="southfen")
    while recheck_due(office) or ask_again(office):
        pass
    page.goto(f"{url}/desk/diary")
    page.get_by_role("link", name="Something came late").click()
    expect(page.get_by_role("heading", name="Something came late")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="not there")).not_to_have_count(0)
    is_clean(page, "late-fact", size, look)
    page.get_by_role("button", name="No: undo it").click()
    expect(page.get_by_role("alert")).to_contain_text("Write why.")
    page.get_by_label("Why, in your own words").fill(
        "Two of them now. It is not a lift to a match."
    )
    page.get_by_role("button", name="No: undo it").click()
    expect(page.get_by_role("heading", name="does not stand any more")).to_be_visible()
    page.goto(f"{url}/desk/concerns/{kept.reference}")
    expect(page.get_by_role("link", name="Close this concern")).to_be_visible()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_p36_another_agency_challenges_and_takes_it_to_the_next_level(
    browser, county, size, look
):
    url, _, kept = county
    page = a_page(browser, url, login="sedge", size=size, look=look)
    page.goto(f"{url}/desk/concerns/{kept.reference}/close")
    open_the_earlier(page, url)
    page.get_by_label("No further action").check()
    page.get_by_label("Why, in your own words").fill("She was seen alone at school, twice.")
    page.get_by_label("GC1").fill("The lifts are to a match.")
    page.get_by_label("The child was seen and heard alone").check()
    page.get_by_label("Why no other agency was asked").fill("The officer was away until Friday.")
    page.get_by_label("Look again on").fill("5 1 2027")
    page.get_by_role("button", name="Ask the second officer").click()
    expect(page.get_by_text("Waits for a second officer").first).to_be_visible()
    head = a_page(browser, url, login="head", size=size, look=look)
    head.goto(f"{url}/desk/concerns/{kept.reference}/close")
    head.get_by_role("button", name="Confirm and close").click()
    expect(head.get_by_role("link", name="Decisions", exact=True)).to_be_visible()

    other = a_page(browser, url, login="tarn", size=size, look=look)
    other.goto(f"{url}/desk/concerns/{kept.reference}/decisions")
    expect(other.get_by_text("She was seen alone at school")).to_have_count(0)
    other.get_by_text("Challenge this decision").click()
    other.get_by_label("Why it is wrong").fill("We hold two lifts that went elsewhere.")
    other.get_by_role("button", name="Challenge it").click()
    expect(other.get_by_text("waits for an answer")).to_be_visible()

    page.goto(f"{url}/desk/diary")
    page.get_by_role("link", name="A decision is challenged").click()
    expect(page.get_by_text("We hold two lifts")).to_be_visible()
    page.get_by_label("Your answer, in words").fill("We stay with it.")
    page.get_by_role("button", name="It stands").click()
    expect(page.get_by_role("alert")).to_contain_text("Whoever decided cannot answer this")
    is_clean(page, "challenged", size, look)
    head.goto(f"{url}/desk/diary")
    head.get_by_role("link", name="A decision is challenged").click()
    head.get_by_label("Your answer, in words").fill("The coach was asked; it stands.")
    head.get_by_role("button", name="It stands").click()
    expect(head.get_by_text("answered: the decision stands")).to_be_visible()
    other.reload()
    other.get_by_label("If the answer does not do: why").fill("Nobody asked the school.")
    other.get_by_role("button", name="Take it to the next level").click()
    expect(other.get_by_text("A manager of the desk that decided")).to_be_visible()
    expect(other.get_by_role("heading", name="Concern closed: stands")).to_be_visible()
    is_clean(other, "challenge-next-level", size, look)


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_p34_a_flag_is_proposed_agreed_and_accepted_by_three_desks(browser, county, size, look):
    url, _, _ = county
    page = a_page(browser, url, login="sedge", size=size, look=look)
    page.goto(f"{url}/desk/persons/1?because=review")
    page.get_by_role("link", name="Propose a flag").click()
    expect(page.get_by_role("heading", name="Propose a flag")).to_be_visible()
    page.get_by_label("What", exact=True).select_option("mappa")
    page.get_by_label("MAPPA category").fill("3")
    page.get_by_label("Level", exact=True).fill("1")
    page.get_by_label("Why", exact=True).fill("Three agencies hold a piece of it.")
    page.get_by_label("By what right it is kept").fill("DPA 2018 Schedule 1 paragraph 18")
    page.get_by_label("Asked to agree, of another agency").select_option("southfen_police")
    page.get_by_label("Asked to own it").select_option("southfen_police")
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_role("alert")).to_contain_text("category 3 is level 2 or 3 only")
    expect(page.get_by_label("Why", exact=True)).to_have_value("Three agencies hold a piece of it.")
    page.get_by_label("Level", exact=True).fill("2")
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_text("waits for a second agency")).to_be_visible()
    expect(page.get_by_role("button", name="Agree")).to_have_count(0)
    is_clean(page, "proposed", size, look)

    other = a_page(browser, url, login="tarn", size=size, look=look)
    other.goto(f"{url}/desk/diary")
    other.get_by_role("link", name="A flag is proposed").click()
    expect(other.get_by_text("Three agencies hold a piece of it.")).to_be_visible()
    other.get_by_label("What your agency holds").fill("Two reports of lifts.")
    other.get_by_role("button", name="Agree").click()
    expect(other.get_by_text("agreed by two agencies")).to_be_visible()
    other.get_by_role("button", name="Own it, and list it").click()
    expect(other.get_by_role("alert")).to_contain_text("Write a day to look again")
    other.get_by_label("Look again on").fill("4 5 2027")
    other.get_by_role("button", name="Own it, and list it").click()
    expect(other.get_by_text("accepted, and on the list", exact=True)).to_be_visible()
    expect(other.get_by_text("Managed under MAPPA, category 3, level 2").first).to_be_visible()
    is_clean(other, "proposal-accepted", size, look)
