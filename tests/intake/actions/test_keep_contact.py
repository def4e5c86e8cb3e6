"""Who is heard beside him is marked as not free to speak; it lowers, clears and closes nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.actions.close_concern import close_concern
from intake.actions.keep_contact import keep_contact, keep_plan
from intake.actions.note_down import add_note
from intake.actions.record_outcome import record_outcome
from intake.actions.set_standing import set_standing
from intake.actions.weigh_person import known_of
from intake.domain.band import Band
from intake.domain.contact import (
    Contact,
    ContactHow,
    SafePlan,
    WhoElse,
    are_all_beside_him,
    names_him,
)
from intake.domain.diary import DiaryKind
from intake.domain.errors import ClosureRefusedError, JudgementRefusedError, NotFoundError
from intake.domain.held import View
from intake.domain.private import private
from intake.duty.door import DutyDoor
from tests.build_decided import said
from tests.build_desk import a_hidden_man, a_listed_man, a_report, an_officer, judged_same
from tests.build_office import TUESDAY, HandClock, a_flag, a_mention, an_office

TODAY = date(2026, 11, 17)


def a_case():
    office = an_office(clock=HandClock())
    man = a_listed_man(office, birth="1979-02-14")
    officer = an_officer(
        office, login="sedge", name="P. Sedge", desk="southfen_children", role="manager"
    )
    kept = a_report(
        office,
        a_mention("Corrin Thistlewood", age="47", place="Lido Row, Southfen"),
        area="southfen",
        signs=("GC1",),
    )
    judged_same(office, kept, by=officer)
    return office, man, officer, kept


def a_contact(person_id=1, who=WhoElse.NOBODY, present="", why="", **facts):
    dull = {
        "with_whom": private("Ms Mossop, mother"),
        "how": ContactHow.VISIT,
        "held_on": TODAY,
        "words": private("Nothing ever happened."),
        "officer": "",
        "desk": "",
        "at": TUESDAY,
        "is_denial": True,
    }
    return Contact(
        person_id=person_id,
        who_else=who,
        present=private(present),
        why_joint=private(why),
        **{**dull, **facts},
    )


def beside_him(office, officer, man, **facts):
    why = "He would not leave the room."
    contact = a_contact(man.id, WhoElse.HIMSELF, "C. Thistlewood", why, **facts)
    return keep_contact(office, officer=officer, contact=contact)


def missing_of(act):
    with pytest.raises((JudgementRefusedError, ClosureRefusedError)) as refusal:
        act()
    return set(refusal.value.facts["missing"])


@pytest.mark.parametrize(
    ("contact", "missing"),
    [
        pytest.param(a_contact(who=WhoElse.HIMSELF, present="him"), {"apart"}, id="he was there"),
        pytest.param(
            a_contact(who=WhoElse.HOUSEHOLD, present="his aunt"), {"apart"}, id="his aunt"
        ),
        pytest.param(a_contact(who=WhoElse.NOT_KNOWN), {"apart"}, id="nobody knows who listened"),
        pytest.param(a_contact(present="her sister"), {"present"}, id="nobody, and her sister"),
        pytest.param(a_contact(who=WhoElse.OTHERS), {"present"}, id="others without a name"),
        pytest.param(
            a_contact(who=WhoElse.OTHERS, present="a friend, Corrin"),
            {"he_is_named"},
            id="a friend called as he is",
        ),
        pytest.param(
            a_contact(with_whom=private(""), words=private("")), {"with_whom", "words"}, id="empty"
        ),
    ],
)
def test_row_t11_an_officer_is_warned_before_what_was_not_said_alone_is_kept(contact, missing):
    office, man, officer, _ = a_case()
    about = replace(contact, person_id=man.id)
    assert missing_of(lambda: keep_contact(office, officer=officer, contact=about)) == missing
    with office.look() as work:
        assert work.families.contacts_of([man.id]) == ()


def test_row_t11_a_denial_beside_him_weighs_nothing_and_closes_clears_and_lowers_nothing():
    office, man, officer, kept = a_case()
    with office.look() as work:
        before = known_of(office, work, man.id, View.OPEN).weight
    contact = beside_him(office, officer, man)
    assert not contact.is_free
    with office.look() as work:
        assert known_of(office, work, man.id, View.OPEN).weight == before

    def closing(how="not_safeguarding", beside=""):
        return close_concern(
            office,
            officer=officer,
            concern_id=kept.id,
            how=how,
            detail="N. Tarn, probation",
            reason="The mother says that nothing happened.",
            look_again_on=date(2027, 2, 1),
            said=said("GC1", beside=beside),
        )

    lacks = {"seen_apart", "who_was_there"}
    assert missing_of(closing) == lacks
    assert missing_of(lambda: closing("no_further_action")) == lacks
    reason = "The mother says that nothing happened."
    for kind in ("unfounded", "unsubstantiated"):
        told = {"officer": officer, "person_id": man.id, "kind": kind, "reason": reason}
        told["said"] = said()
        assert missing_of(lambda one=told: record_outcome(office, **one)) == {"seen_apart"}
    lift = {"officer": officer, "person_id": man.id, "second": "A. Birchall"}
    set_standing(office, to=Band.REVIEW, reason="Talked over.", **lift)
    lower = {"to": Band.NOTE, "reason": reason, "said": said(), **lift}
    assert missing_of(lambda: set_standing(office, **lower)) == {"seen_apart"}

    keep_contact(office, officer=officer, contact=a_contact(man.id))
    assert closing(beside="apart").state == "waiting"
    set_standing(office, **lower)


def test_row_t11_what_was_said_beside_him_is_no_bar_to_passing_it_on():
    office, man, officer, kept = a_case()
    beside_him(office, officer, man)
    closing = close_concern(
        office,
        officer=officer,
        concern_id=kept.id,
        how="passed_on",
        detail="N. Tarn, probation",
        reason="They see her apart.",
        look_again_on=date(2027, 2, 1),
    )
    assert closing.state == "waiting"


@given(st.lists(st.sampled_from(list(WhoElse))), st.lists(st.sampled_from(list(WhoElse))))
def test_one_free_account_is_enough_and_more_beside_him_never_changes_that(some, more):
    def of(kinds):
        return [a_contact(who=one) for one in kinds]

    free = {WhoElse.NOBODY, WhoElse.OTHERS}
    assert are_all_beside_him(of(some), today=TODAY) == (bool(some) and not free & set(some))
    if free & set(some):
        assert not are_all_beside_him(of(some + more), today=TODAY)


def test_a_plan_for_tomorrow_is_no_account_yet():
    tomorrow = a_contact(held_on=date(2026, 11, 18))
    assert not are_all_beside_him([replace(tomorrow, who_else=WhoElse.HIMSELF)], today=TODAY)
    joint = a_contact(who=WhoElse.HIMSELF)
    assert are_all_beside_him([joint, tomorrow], today=TODAY)


@pytest.mark.parametrize(
    ("present", "is_he"),
    [
        ("Corrin", True),
        ("MR THISTLEWOOD, in the kitchen", True),
        ("her sister Tansy", False),
        ("", False),
    ],
)
def test_who_is_called_as_he_is_is_noticed(present, is_he):
    assert names_him(present, ["Corrin Thistlewood"]) is is_he


@pytest.mark.parametrize("way", ["ticked", "in the account", "in a note"])
def test_row_p24_warned_without_words_opens_the_decision_what_to_tell(way):
    office, man, officer, _ = a_case()
    if way == "in a note":
        add_note(office, officer=officer, subject=f"person:{man.id}", words="Warned the mother.")
    else:
        words = "Warned mother about him." if way == "in the account" else "She listened."
        contact = a_contact(man.id, words=private(words), was_warned=way == "ticked")
        keep_contact(office, officer=officer, contact=contact)

    with office.look() as work:
        (owed,) = work.dispatch.owed(f"person:{man.id}", DiaryKind.WARNED_ONLY)
    assert (owed.desk, owed.due_at.date()) == ("southfen_children", date(2026, 11, 24))


def test_row_p24_a_warning_with_its_words_opens_nothing():
    office, man, officer, _ = a_case()
    told = private("That he may not be alone with her children; a court said so.")
    contact = a_contact(man.id, was_warned=True, told=told)
    keep_contact(office, officer=officer, contact=contact)
    with office.look() as work:
        assert work.dispatch.owed(f"person:{man.id}", DiaryKind.WARNED_ONLY) == ()


def test_a_safe_plan_lacks_nothing_and_is_read_only_where_ways_of_reaching_people_are():
    office, man, officer, _ = a_case()
    whole = SafePlan(
        person_id=man.id,
        with_whom=private("Ms Mossop"),
        how=private("Through the school nurse, 01632 960123"),
        when=private("Thursdays at ten"),
        code=private("the blue coat"),
        never=private("the telephone in the hall"),
        officer="",
        desk="",
        at=TUESDAY,
    )
    lacking = replace(whole, code=private(""), never=private(" ".strip()))
    assert missing_of(lambda: keep_plan(office, officer=officer, plan=lacking)) == {"code", "never"}
    keep_plan(office, officer=officer, plan=whole)

    door = DutyDoor(office)
    page = door.contacts_page(officer=officer, person_id=man.id)
    assert [one.code for one in page.plans] == ["the blue coat"]
    probation = an_officer(office, login="vale", name="R. Vale", desk="southfen_probation")
    page = door.contacts_page(officer=probation, person_id=man.id)
    assert (page.plans, page.sees_plans) == ((), False)


def test_p13_contacts_around_a_hidden_man_bar_nobody_elses_closing_and_show_nowhere():
    office = an_office()
    hidden = a_hidden_man(office)
    owner = an_officer(office, login="of", name="O. Ferry", desk="southfen_police")
    beside_him(office, owner, hidden)
    other = an_officer(office, login="nm", name="N. Moor", desk="northmoor_police")
    with pytest.raises(NotFoundError):
        DutyDoor(office).contacts_page(officer=other, person_id=hidden.id)
    listed = a_listed_man(office, names=("Wilf Oakapple",), flag=a_flag())
    assert DutyDoor(office).contacts_page(officer=owner, person_id=listed.id).contacts == ()
