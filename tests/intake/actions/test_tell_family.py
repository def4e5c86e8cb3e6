"""What a family is told: by two, in exact words, understood, followed up; schemes have clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from intake.actions.apply_for_telling import keep_application, take_step
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.keep_contact import keep_contact
from intake.actions.tell_family import decide_telling, keep_said
from intake.domain.diary import DiaryKind
from intake.domain.disclosing import (
    Application,
    Decided,
    Decision,
    LegalRoute,
    Said,
    Scheme,
    Step,
    Understood,
)
from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.private import private
from intake.duty.door import DutyDoor
from tests.build_desk import a_hidden_man, an_officer
from tests.build_office import TUESDAY, HandClock, an_office
from tests.intake.actions.test_keep_contact import a_case, a_contact

SECOND = "S. Head"


def a_decision(person_id=1, **facts):
    dull = {
        "decided": Decided.TELL,
        "what": private("That he may not be alone with children. Not of what he was convicted."),
        "to_whom": private("Ms Mossop, mother of two"),
        "route": LegalRoute.CSODS,
        "words": private("He is not allowed to be alone with anybody under eighteen."),
        "asked_of": private("Not to leave the children with him, and to ring us if he comes."),
        "why": private("He collects them from school."),
        "authorised_by": SECOND,
        "say_by_on": date(2026, 11, 19),
        "follow_up_on": date(2026, 12, 1),
        "officer": "",
        "desk": "",
        "at": TUESDAY,
    }
    return Decision(person_id=person_id, **{**dull, **facts})


def a_saying(decision_id, understood=Understood.YES, **facts):
    dull = {
        "said_on": date(2026, 11, 17),
        "by_whom": private("PC Oakapple"),
        "words": private("He is not allowed to be alone with anybody under eighteen."),
        "language": private("English"),
        "officer": "",
        "desk": "",
        "at": TUESDAY,
    }
    return Said(decision_id=decision_id, understood=understood, **{**dull, **facts})


def an_application(person_id, scheme=Scheme.CSODS, at=TUESDAY):
    return Application(
        person_id=person_id,
        scheme=scheme,
        applicant=private("Ms Mossop; through the school nurse"),
        relation=private("mother"),
        protects=private("her two children"),
        received_at=at,
        officer="",
        desk="",
        at=at,
    )


def missing_of(act):
    with pytest.raises(JudgementRefusedError) as refusal:
        act()
    return set(refusal.value.facts["missing"])


def owed(office, subject):
    with office.look() as work:
        return {one.kind: one for one in work.dispatch.owed(subject)}


NOTHING = private("")
LACKING = [
    pytest.param({"words": NOTHING}, {"words"}, id="no words"),
    pytest.param({"words": private("She was warned.")}, {"words"}, id="warned is no content"),
    pytest.param({"what": NOTHING, "to_whom": NOTHING}, {"what", "to_whom"}, id="what, to whom"),
    pytest.param({"asked_of": NOTHING, "why": NOTHING}, {"asked_of", "why"}, id="asked of, why"),
    pytest.param({"say_by_on": None}, {"say_by_on"}, id="no day to say it"),
    pytest.param({"say_by_on": date(2026, 11, 1)}, {"say_by_on"}, id="a day that has passed"),
    pytest.param({"follow_up_on": date(2026, 11, 18)}, {"follow_up_on"}, id="asked before said"),
    pytest.param({"authorised_by": ""}, {"second"}, id="authorised by nobody"),
    pytest.param({"authorised_by": "P. Sedge"}, {"second"}, id="by the same human"),
]


@pytest.mark.parametrize(("facts", "missing"), LACKING)
def test_row_p24_a_decision_without_its_words_or_its_second_human_is_refused(facts, missing):
    office, man, officer, _ = a_case()
    decision = a_decision(man.id, **facts)
    assert missing_of(lambda: decide_telling(office, officer=officer, decision=decision)) == missing


def test_row_p24_a_decision_answers_a_bare_warning_and_is_said_understood_and_followed_up():
    office, man, officer, _ = a_case()
    keep_contact(office, officer=officer, contact=a_contact(man.id, was_warned=True))
    assert DiaryKind.WARNED_ONLY in owed(office, f"person:{man.id}")

    kept = decide_telling(office, officer=officer, decision=a_decision(man.id))
    assert DiaryKind.WARNED_ONLY not in owed(office, f"person:{man.id}")
    assert set(owed(office, f"telling:{kept.id}")) == {DiaryKind.DISCLOSE}

    for lacks in ({"words": NOTHING}, {"by_whom": NOTHING}, {"said_on": date(2027, 1, 1)}):
        saying = a_saying(kept.id, **lacks)
        refused = missing_of(lambda one=saying: keep_said(office, officer=officer, said=one))
        assert refused == set(lacks)
    keep_said(office, officer=officer, said=a_saying(kept.id, Understood.NO))
    assert set(owed(office, f"telling:{kept.id}")) == {DiaryKind.DISCLOSE}

    keep_said(office, officer=officer, said=a_saying(kept.id))
    assert set(owed(office, f"telling:{kept.id}")) == {DiaryKind.DISCLOSURE_FOLLOW_UP}
    with pytest.raises(ConflictError):
        keep_said(office, officer=officer, said=a_saying(kept.id))


def test_what_is_not_told_is_looked_at_again_and_cannot_be_said():
    office, man, officer, _ = a_case()
    decision = a_decision(
        man.id, decided=Decided.NOT_TELL, words=NOTHING, asked_of=NOTHING, say_by_on=None
    )
    kept = decide_telling(office, officer=officer, decision=decision)
    assert set(owed(office, f"telling:{kept.id}")) == {DiaryKind.DISCLOSURE_FOLLOW_UP}
    with pytest.raises(TransitionRefusedError):
        keep_said(office, officer=officer, said=a_saying(kept.id))


def test_p07_words_that_nobody_says_climb():
    office, man, officer, _ = a_case()
    kept = decide_telling(office, officer=officer, decision=a_decision(man.id))
    office.clock.move(days=9)
    while escalate_overdue(office):
        office.clock.move(minutes=1)
    assert owed(office, f"telling:{kept.id}")[DiaryKind.DISCLOSE].rung > 0


def test_row_p40_csods_has_its_clocks_and_each_step_is_owed_until_it_is_decided():
    clock = HandClock(datetime(2026, 11, 17, 10, 0, tzinfo=UTC))
    office, man, officer, _ = a_case()
    kept = keep_application(office, officer=officer, application=an_application(man.id))
    with office.look() as work:
        due = {one.cause.rpartition(":")[2]: one.due_at for one in work.dispatch.owed(
            f"application:{kept.id}")}  # fmt: skip
    at = clock.at
    assert due == {
        "checks": at + timedelta(hours=24),
        "interview": at + timedelta(days=10),
        "decision": at + timedelta(days=28),
    }

    step = {"officer": officer, "application_id": kept.id}
    assert missing_of(lambda: take_step(office, step="decision", words="Told.", **step)) == {"step"}
    assert missing_of(lambda: take_step(office, step="checks", words=" ", **step)) == {"words"}
    take_step(office, step="checks", words="Checked; seen today.", **step)
    with pytest.raises(ConflictError):
        take_step(office, step="checks", words="Again.", **step)
    with office.look() as work:
        assert len(work.dispatch.owed(f"application:{kept.id}")) == 2

    decided = a_decision(man.id, application_id=kept.id)
    decide_telling(office, officer=officer, decision=decided)
    with office.look() as work:
        assert work.dispatch.owed(f"application:{kept.id}") == ()
        assert {one.step for one in work.families.steps_of([kept.id])} == {
            Step.CHECKS,
            Step.DECISION,
        }
    with pytest.raises(ConflictError):
        decide_telling(office, officer=officer, decision=decided)


def test_row_p40_dvds_is_decided_within_28_days_and_a_missed_clock_climbs():
    office, man, officer, _ = a_case()
    application = an_application(man.id, Scheme.DVDS)
    kept = keep_application(office, officer=officer, application=application)
    (entry,) = owed(office, f"application:{kept.id}").values()
    assert entry.due_at == TUESDAY + timedelta(days=28)
    office.clock.move(days=31)
    while escalate_overdue(office):
        office.clock.move(minutes=1)
    (late,) = owed(office, f"application:{kept.id}").values()
    assert late.rung > 0
    lacking = replace(application, protects=NOTHING, received_at=TUESDAY + timedelta(days=400))
    refused = missing_of(lambda: keep_application(office, officer=officer, application=lacking))
    assert refused == {"protects", "received_on"}


def test_p13_what_is_told_about_a_hidden_man_is_owed_and_read_at_his_owners_desk_alone():
    office = an_office()
    hidden = a_hidden_man(office)
    owner = an_officer(office, login="of", name="O. Ferry", desk="southfen_police")
    kept = decide_telling(office, officer=owner, decision=a_decision(hidden.id))
    (entry,) = owed(office, f"telling:{kept.id}").values()
    assert entry.only_desk == "southfen_police"
    door = DutyDoor(office)
    assert len(door.telling_page(officer=owner, person_id=hidden.id).decisions) == 1
    assert [one.words for one in door.diary(officer=owner)] != []
