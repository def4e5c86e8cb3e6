"""What holds a person, who was spoken to and what families are told, attacked as a stranger would."""

import pytest

from intake.actions.keep_contact import keep_contact
from intake.domain.contact import WhoElse
from intake.domain.private import private
from tests.build_desk import PASSWORD, a_hidden_man, a_listed_man, a_report, an_officer, judged_same
from tests.build_office import HandClock, a_mention, an_office
from tests.dialogs.duty.test_coding_room import a_desk, sent
from tests.dialogs.duty.test_console import TOKEN
from tests.intake.actions.test_keep_contact import a_contact

PAGES = ("holds", "contacts", "tellings")
FORMS = (
    ("holds", "holds"),
    ("holds", "holds/sooner"),
    ("contacts", "contacts"),
    ("contacts", "contacts/plan"),
    ("tellings", "tellings"),
    ("tellings", "tellings/application"),
)
RUBBISH = {
    "flag": "999999", "kind": "x", "ends_on": "31 2 2027", "starts_on": "0", "hold": "7--9",
    "last_on": "99 99 99999", "how": "<b>", "who_else": "?", "held_on": "soon", "decided": "maybe",
    "route": "", "application": "10000000000000000", "scheme": "csodsx", "received_on": "1 1 9999",
    "reference": "DR-NOPE", "say_by_on": "-1", "follow_up_on": "31 12 9999",
}  # fmt: skip


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    a_listed_man(office, birth="1979-02-14")
    for login, name, desk, role in (
        ("ferry", "O. Ferry", "southfen_police", "duty_officer"),
        ("sedge", "P. Sedge", "southfen_children", "manager"),
        ("moor", "N. Moor", "northmoor_police", "duty_officer"),
    ):
        an_officer(office, login=login, name=name, desk=desk, role=role, password=PASSWORD)
    yield office
    office.archive.close()


def posted(desk, page, form, **fields):
    where = f"/desk/persons/1/{page}"
    token = TOKEN.search(desk.get(where).text)
    return desk.post(f"/desk/persons/1/{form}", data={"t": token[1], **fields})


@pytest.mark.parametrize(("page", "form"), FORMS)
@pytest.mark.parametrize("told", [{}, RUBBISH], ids=["empty", "rubbish"])
def test_a_form_of_nothing_or_of_rubbish_is_answered_and_keeps_nothing(office, page, form, told):
    answer = posted(a_desk(office, "ferry"), page, form, **told)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    with office.look() as work:
        families = work.families
        shelves = (families.contacts, families.safe_plans, families.decisions)
        assert [shelf.all() for shelf in (*shelves, families.applications)] == [(), (), (), ()]
        assert work.flags.of(1)[0].terms == ()


@pytest.mark.parametrize(
    "form", ["tellings/77/said", "tellings/application/77/step", "holds/release/77"]
)
def test_what_is_not_there_or_is_somebody_elses_is_not_found(office, form):
    told = {"understood": "yes", "said_understood": "yes", "said_on": "17 11 2026",
            "step": "checks", "step_words": "x", "item": "household", "found": "x"}  # fmt: skip
    answer = posted(a_desk(office, "ferry"), form.partition("/")[0], form, **told)
    assert answer.status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_p13_a_hidden_man_has_no_pages_for_another_desk(office, page):
    hidden = a_hidden_man(office)
    assert a_desk(office, "ferry").get(f"/desk/persons/{hidden.id}/{page}").status_code == 200
    assert a_desk(office, "moor").get(f"/desk/persons/{hidden.id}/{page}").status_code == 404


def test_row_t11_a_closing_on_what_was_said_beside_him_is_refused_with_the_way_to_mend_it(office):
    kept = a_report(
        office,
        a_mention("Corrin Thistlewood", age="47", place="Lido Row, Southfen"),
        area="southfen",
    )
    with office.look() as work:
        people = {one.login: one for one in work.staff.everybody()}
    judged_same(office, kept, by=people["sedge"])
    beside = a_contact(
        1, WhoElse.HIMSELF, "C. Thistlewood", "He stayed.", words=private("Nothing happened.")
    )
    keep_contact(office, officer=people["sedge"], contact=beside)

    desk = a_desk(office, "sedge")
    answer = sent(
        desk,
        f"/desk/concerns/{kept.reference}/close",
        how="not_safeguarding",
        reason="She says that nothing happened.",
        look_again_on="1 2 2027",
    )
    assert answer.status_code == 409
    assert "heard beside him" in answer.text
    assert 'href="/desk/persons/1/contacts"' in answer.text
    assert "She says that nothing happened." in answer.text


def test_p10_no_word_of_a_family_stands_in_an_address(office):
    answer = posted(
        a_desk(office, "ferry"),
        "contacts",
        "contacts",
        with_whom="Tansy Mossop",
        how="visit",
        held_on="17 11 2026",
        who_else="nobody",
        words="He is never there, she says.",
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/desk/persons/1/contacts"


def test_nothing_typed_is_lost_where_a_plan_is_kept_from_the_warning_or_the_other_way_round(office):
    desk = a_desk(office, "ferry")
    contact = {
        "with_whom": "Tansy Mossop",
        "how": "visit",
        "held_on": "17 11 2026",
        "who_else": "himself",
        "present": "Mr Thistlewood",
        "words": "He is never there, she says.",
        "is_denial": "yes",
    }
    plan = {
        "plan_with_whom": "Tansy Mossop",
        "plan_how": "Through the school",
        "plan_when": "Thursdays",
        "plan_code": "the blue coat",
        "plan_never": "the telephone",
    }
    warned = posted(desk, "contacts", "contacts", **contact, **plan)
    assert "Not kept yet: they were not alone" in warned.text
    assert 'value="the blue coat"' in warned.text

    kept = posted(desk, "contacts", "contacts/plan", **contact, **plan, joint="1")
    assert "The plan is kept." in kept.text
    assert "Not kept yet: they were not alone" in kept.text
    for words in ("Mr Thistlewood", "17 11 2026", "He is never there, she says."):
        assert words in kept.text
    assert 'value="the blue coat"' not in kept.text

    begun = {"plan_how": "Through the school"}
    why = {"why_joint": "He would not leave."}
    other = posted(desk, "contacts", "contacts", **contact, **why, **begun)
    assert "The contact is kept." in other.text
    assert 'value="Through the school"' in other.text
    with office.look() as work:
        assert len(work.families.contacts.all()) == 1
        assert len(work.families.safe_plans.all()) == 1
