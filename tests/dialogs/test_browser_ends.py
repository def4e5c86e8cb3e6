"""Ends, releases, contacts and right words in a real browser, by two officers."""

import pytest
from playwright.sync_api import expect

from intake.actions.recheck import recheck_due
from intake.domain.diary import diary_of_flag
from tests.build_desk import PASSWORD, a_history, an_officer
from tests.dialogs.at_the_desk import a_page, console_of, is_clean
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
        (flag,) = work.flags.of(1)
        for entry in diary_of_flag(flag, office.policy.diary, at=work.at):
            work.dispatch.owe(entry)
    for login, name, desk, role in (
        ("ferry", "O. Ferry", "southfen_police", "duty_officer"),
        ("head", "S. Head", "southfen_police", "manager"),
    ):
        an_officer(office, login=login, name=name, desk=desk, role=role, password=PASSWORD)
    with served(console_of(office)) as url:
        yield url
    office.archive.close()


def the_person(page, address, link):
    page.goto(f"{address}/desk/persons/1?because=review")
    page.get_by_role("link", name=link).click()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_p12_an_end_is_answered_by_name_approved_by_a_second_and_a_release_item_by_item(
    browser, address, size, look
):
    page = a_page(browser, address, login="ferry", size=size, look=look)
    the_person(page, address, "What holds, and until when")
    expect(page.get_by_text("next warning")).to_be_visible()
    page.get_by_role("button", name="Keep the hold").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what it is.")
    page.get_by_label("What it is").select_option("bail")
    page.get_by_label("Until", exact=True).fill("1 2 2027")
    page.get_by_label("What it forbids or asks").fill("No contact with the flat; PC Oakapple.")
    is_clean(page, "holds-form", size, look)
    page.get_by_role("button", name="Keep the hold").click()
    expect(page.get_by_text("1 February 2027").first).to_be_visible()

    page.get_by_role("radio", name="Bail until 1 February 2027").check()
    page.get_by_label("Its last day after all").fill("20 11 2026")
    page.get_by_label("Why, and by whose decision").fill("Acquitted by the crown court.")
    page.get_by_role("button", name="End it sooner").click()
    expect(page.get_by_text("sooner than 1 Feb 2027")).to_be_visible()

    page.get_by_role("link", name="Say what follows").first.click()
    expect(page.get_by_role("heading", name="Bail ends: say what follows")).to_be_visible()
    page.get_by_role("button", name="Keep the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Say by name who manages")
    is_clean(page, "end-refused", size, look)
    page.get_by_label("No hold: somebody manages").check()
    page.get_by_label("What follows: the new order").fill("Visited weekly, unannounced.")
    page.get_by_label("Where no hold follows: who manages").fill("PC Oakapple")
    page.get_by_label("Second officer").fill("head")
    page.get_by_label("Their password").fill(PASSWORD)
    page.get_by_role("button", name="Keep the answer").click()
    expect(page.get_by_role("heading", name="Diary", exact=True)).to_be_visible()
    the_person(page, address, "What holds, and until when")
    expect(page.get_by_text("approved by S. Head")).to_be_visible()
    is_clean(page, "holds-managed", size, look)

    page.goto(f"{address}/desk/persons/1/events")
    page.get_by_label("What", exact=True).select_option("release")
    page.get_by_label("On", exact=True).fill("16 11 2026")
    page.get_by_label("What is to be known").fill("Out on Monday.")
    page.get_by_role("button", name="Write it down and tell them").click()
    expect(page.get_by_text("Not answered:")).to_be_visible()
    page.goto(f"{address}/desk/persons/1/holds")
    expect(page.get_by_text("6 items of 6 open")).to_be_visible()
    page.get_by_label("Item", exact=True).select_option("household")
    page.get_by_label("What is known").fill("None; asked the aunt.")
    page.get_by_role("button", name="Keep the item").click()
    expect(page.get_by_text("5 items of 6 open")).to_be_visible()
    is_clean(page, "release", size, look)
    page.goto(f"{address}/desk/diary")
    page.get_by_role("link", name="Say what follows from what happened").click()
    expect(page.get_by_role("heading", name="This cannot be settled yet")).to_be_visible()
    is_clean(page, "release-refused", size, look)


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_t11_an_interview_beside_him_is_warned_of_marked_and_closes_nothing(
    browser, address, size, look
):
    page = a_page(browser, address, login="ferry", size=size, look=look)
    the_person(page, address, "Who was spoken to, seen apart")
    page.get_by_label("Who was spoken to").fill("Ms Mossop, mother")
    page.get_by_label("On", exact=True).fill("17 11 2026")
    page.get_by_label("How", exact=True).select_option("interview")
    page.get_by_label("He himself").check()
    page.get_by_label("Their names").fill("Mr Thistlewood")
    page.get_by_label("What was said, in their words").fill("Nothing ever happened.")
    page.get_by_label("They said that nothing happened").check()
    page.get_by_label("They were warned about him").check()
    page.get_by_role("button", name="Keep the contact").click()
    expect(page.get_by_role("heading", name="Not kept yet: they were not alone")).to_be_visible()
    expect(page.get_by_label("Their names")).to_have_value("Mr Thistlewood")
    is_clean(page, "contact-warned", size, look)
    page.get_by_label("Who is to be reached").fill("Ms Mossop")
    page.get_by_label("By which way").fill("Through the school nurse")
    page.get_by_label("At which times").fill("Thursdays at ten")
    page.get_by_label("Code word").fill("the blue coat")
    page.get_by_label("Never by").fill("the telephone in the hall")
    page.get_by_role("button", name="Keep the plan").click()
    expect(page.get_by_role("heading", name="The plan is kept.")).to_be_visible()
    expect(page.get_by_text("the blue coat")).to_be_visible()
    expect(page.get_by_label("Their names")).to_have_value("Mr Thistlewood")
    expect(page.get_by_label("They were warned about him")).to_be_checked()
    is_clean(page, "contact-plan-kept", size, look)
    page.get_by_label("Not alone: why").fill("He would not leave the room.")
    page.get_by_role("button", name="Keep the contact").click()
    expect(page.get_by_text("Not free to speak.")).to_be_visible()
    expect(page.get_by_role("heading", name="Nobody has been seen apart yet")).to_be_visible()
    expect(page.get_by_text("Warned only:")).to_be_visible()
    is_clean(page, "contacts", size, look)
    page.goto(f"{address}/desk/diary")
    page.get_by_role("link", name="Somebody was only warned").click()
    expect(page.get_by_role("heading", name="Somebody was only warned")).to_be_visible()


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_p24_a_family_is_told_in_exact_words_by_two_and_says_it_back(
    browser, address, size, look
):
    page = a_page(browser, address, login="ferry", size=size, look=look)
    the_person(page, address, "What families are told")
    page.get_by_label("Scheme").select_option("csods")
    page.get_by_label("Came on").fill("16 11 2026")
    page.get_by_label("Who asks").fill("Ms Mossop; through the school nurse")
    page.get_by_label("What they are to the child").fill("mother")
    page.get_by_label("Whom it is to protect").fill("her two children")
    page.get_by_role("button", name="Keep the application").click()
    expect(page.get_by_text("Interview face to face").first).to_be_visible()
    page.get_by_label("What was done").fill("Checked; nothing immediate.")
    page.get_by_role("button", name="Keep the step").click()
    expect(page.get_by_text("Checked; nothing immediate.")).to_be_visible()

    page.get_by_role("radio", name="Tell", exact=True).check()
    page.get_by_role("button", name="Keep the decision").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose by which right.")
    page.get_by_label("By which right").select_option("csods")
    page.get_by_label("It answers").select_option(index=1)
    page.get_by_label("To whom, by name").fill("Ms Mossop, mother of two")
    page.get_by_label("Said by", exact=True).fill("20 11 2026")
    page.get_by_label("Asked how it went on").fill("1 12 2026")
    page.get_by_label("What may be told").fill("That he may not be alone with children.")
    page.get_by_label("What they are asked to do").fill("Not to leave them with him.")
    page.get_by_label("Why, or why not").fill("He collects them from school.")
    page.get_by_label("Authorised by").fill("head")
    page.get_by_label("Their password").fill(PASSWORD)
    page.get_by_role("button", name="Keep the decision").click()
    expect(page.get_by_role("alert")).to_contain_text("Write the exact words.")
    is_clean(page, "telling-refused", size, look)
    page.get_by_label("The exact words").fill("He is not allowed to be alone with children.")
    page.get_by_label("Their password").fill(PASSWORD)
    page.get_by_role("button", name="Keep the decision").click()
    expect(page.get_by_text("authorised by S. Head")).to_be_visible()

    page.get_by_text("Write down that it was said").click()
    page.get_by_label("On", exact=True).fill("17 11 2026")
    page.get_by_label("Who said it").fill("PC Oakapple")
    page.get_by_label("Language, and through whom").fill("English")
    page.get_by_label("Understood").select_option("yes")
    page.get_by_label("What was said in fact").fill("The same, twice.")
    page.get_by_role("button", name="Keep that it was said").click()
    expect(page.get_by_text("Said and understood")).to_be_visible()
    is_clean(page, "tellings", size, look)


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_p10_told_of_in_another_area_the_owner_reads_the_report_and_says_who_keeps_him(
    browser, address, size, look
):
    page = a_page(browser, address, login="ferry", size=size, look=look)
    page.goto(f"{address}/desk/diary")
    page.get_by_role("link", name="Told of in another area").click()
    expect(page.get_by_text("tells of a place outside your area")).to_be_visible()
    page.get_by_role("button", name="Keep the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what was done")
    is_clean(page, "moved", size, look)
    page.get_by_role("link", name="DR-").first.click()
    expect(page.get_by_role("heading", name="Who might this be?")).to_be_visible()
    page.goto(f"{address}/desk/diary")
    page.get_by_role("link", name="Told of in another area").click()
    expect(page.get_by_text("tells of a place outside your area")).to_be_visible()
    page.get_by_label("What you looked at").fill("His aunt lives there; he visits on Sundays.")
    page.get_by_role("button", name="Keep the answer").click()
    expect(page.get_by_role("heading", name="Diary", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Told of in another area")).to_have_count(0)
