"""What the diary asks is answered by a named officer in words, and stays owed until then."""

from datetime import date

import pytest

from intake.actions.answer_diary import answer_diary
from intake.actions.escalate_overdue import escalate_overdue
from intake.domain.diary import DiaryEntry, DiaryKind, DiaryState, diary_of_flag
from intake.domain.diary_answer import DiaryAnswer
from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.person import FlagTerm, TermKind
from intake.domain.private import private
from tests.build_office import HandClock, a_flag, a_flagged_person, an_office, an_officer

SECOND = "S. Lanternley"
BAIL = FlagTerm(TermKind.BAIL, date(2026, 12, 1), date(2026, 1, 1))


def a_flag_with_its_diary():
    clock = HandClock()
    office = an_office(clock=clock)
    with office.begin() as work:
        person = a_flagged_person(work, flag=a_flag(terms=(BAIL,), review_on=date(2026, 12, 20)))
        (flag,) = work.flags.of(person.id)
        owed = [
            work.dispatch.owe(one) for one in diary_of_flag(flag, office.policy.diary, at=work.at)
        ]
    return office, clock, person, flag, {one.kind: one for one in owed}


def answer(office, entry, **said):
    words = private(said.pop("words", "Visited with the school; nothing new."))
    return answer_diary(
        office,
        officer=an_officer(desk=entry.desk),
        diary_id=entry.id,
        answer=DiaryAnswer(words=words, **said),
    )


def missing_of(office, entry, **said):
    with pytest.raises(JudgementRefusedError) as refusal:
        answer(office, entry, **said)
    return set(refusal.value.facts["missing"])


def test_p05_a_review_that_is_answered_opens_the_next_and_moves_the_flags_day():
    office, _, person, flag, owed = a_flag_with_its_diary()
    review = owed[DiaryKind.REVIEW]
    assert missing_of(office, review) == {"again_on"}
    assert missing_of(office, review, again_on=date(2028, 1, 1)) == {"again_on"}

    met = answer(office, review, again_on=date(2027, 6, 1))

    assert (met.state, met.met_by) == (DiaryState.MET, "A. Birchall")
    with office.look() as work:
        assert work.flags.one(flag.id).review_on == date(2027, 6, 1)
        reviews = work.dispatch.owed(f"flag:{flag.id}", DiaryKind.REVIEW)
        assert [one.due_at.date() for one in reviews] == [date(2027, 6, 1)]
        (note,) = work.concerns.notes_of(f"person:{person.id}")
        assert "nothing new" in note.words.reveal()


def test_row_p12_the_end_of_bail_is_answered_by_two_with_what_manages_him_now():
    office, clock, _, flag, owed = a_flag_with_its_diary()
    bail = owed[DiaryKind.BAIL_END]
    assert missing_of(office, bail, words="", second="") == {"words", "second", "managed_by"}
    who = private("PC Oakapple, public protection")
    assert missing_of(office, bail, second="A. Birchall", managed_by=who) == {"second"}

    words = "Civil order applied for, hearing on the 9th."
    answer(office, bail, words=words, second=SECOND, managed_by=who)

    with office.look() as work:
        assert work.dispatch.owed(f"flag:{flag.id}", DiaryKind.BAIL_END) == ()
    clock.move(days=14)
    while escalate_overdue(office):
        pass
    with office.look() as work:
        assert work.dispatch.diary.get(bail.id).state is DiaryState.MET


def test_p07_what_nobody_answers_is_missed_and_climbs():
    office, clock, _, _, owed = a_flag_with_its_diary()
    clock.move(days=15)
    while escalate_overdue(office):
        clock.move(minutes=1)
    with office.look() as work:
        late = work.dispatch.diary.get(owed[DiaryKind.BAIL_END].id)
        assert late.state is DiaryState.MISSED
        assert late.rung > 0


def test_p13_not_telling_needs_a_reason_and_a_second_name_and_betrays_nothing():
    office, _, person, _, owed = a_flag_with_its_diary()
    bail = owed[DiaryKind.BAIL_END]
    with office.begin() as work:
        told = work.dispatch.owe(
            DiaryEntry(
                kind=DiaryKind.TELL_OTHERS,
                subject=f"person:{person.id}",
                desk=bail.desk,
                due_at=bail.due_at,
                opened_at=bail.opened_at,
                next_at=bail.next_at,
                ladder=bail.ladder,
                cause="tell_others:1",
                only_desk=bail.desk,
            )
        )
    assert missing_of(office, told, was_told=False) == {"second"}

    answer(office, told, was_told=False, second=SECOND, words="It would endanger a source.")

    with office.look() as work:
        assert work.concerns.notes_of(f"person:{person.id}") == ()
        (note,) = work.concerns.notes_of(f"diary:{told.id}")
        assert note.words.reveal().startswith("Not told. ")


def test_an_answer_is_given_once_and_an_alerts_deadline_is_answered_at_the_alert():
    office, _, _, _, owed = a_flag_with_its_diary()
    review = owed[DiaryKind.REVIEW]
    answer(office, review, again_on=date(2027, 6, 1))
    with pytest.raises(ConflictError):
        answer(office, review, again_on=date(2027, 6, 1))
    with office.begin() as work:
        alert = work.dispatch.owe(
            DiaryEntry(
                kind=DiaryKind.ACKNOWLEDGE,
                subject="alert:1",
                desk=review.desk,
                due_at=review.due_at,
                opened_at=review.opened_at,
                next_at=review.next_at,
                ladder=review.ladder,
                cause="alert:1",
            )
        )
    with pytest.raises(TransitionRefusedError):
        answer(office, alert)
