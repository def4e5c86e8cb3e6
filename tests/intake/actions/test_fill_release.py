"""A release is in hand when address, household, children, owner, orders and ends are known."""

from datetime import date

import pytest

from intake.actions.answer_diary import answer_diary
from intake.actions.fill_release import fill_release
from intake.actions.note_event import note_event
from intake.domain.diary import DiaryKind
from intake.domain.diary_answer import DiaryAnswer
from intake.domain.errors import JudgementRefusedError, TransitionRefusedError
from intake.domain.event import EventKind
from intake.domain.private import private
from intake.domain.release import ReleaseItem
from intake.duty.door import DutyDoor
from tests.build_desk import an_officer
from tests.build_office import HandClock
from tests.intake.actions.test_hold import a_held_man, a_term


def a_release(office, man, officer, kind=EventKind.RELEASE):
    return note_event(
        office,
        officer=officer,
        person_id=man.id,
        kind=kind,
        happened_on=date(2026, 11, 17),
        words="Out on Monday.",
    )


def filled(office, officer, event, item, words="Known; seen by N. Tarn."):
    return fill_release(office, officer=officer, event_id=event.id, item=item, words=words)


def settled(office, officer, event):
    with office.look() as work:
        (owed,) = work.dispatch.owed(f"event:{event.id}", DiaryKind.AFTER_EVENT)
    said = DiaryAnswer(private("All in hand."), second="P. Sedge")
    return answer_diary(office, officer=officer, diary_id=owed.id, answer=said)


def test_row_t02_a_release_with_an_empty_household_stays_open_on_the_board_and_ages():
    clock = HandClock()
    office, man, _, officer = a_held_man(a_term(), clock=clock)
    head = an_officer(office, login="head", name="S. Head", desk="northmoor_children",
                      role="manager")  # fmt: skip
    door = DutyDoor(office)
    event = a_release(office, man, officer)
    for item in ReleaseItem:
        if item is not ReleaseItem.HOUSEHOLD:
            filled(office, officer, event, item.value)
    clock.move(days=12)

    with pytest.raises(JudgementRefusedError) as refusal:
        settled(office, officer, event)
    assert refusal.value.facts["missing"] == ("checklist",)
    strand = next(one for one in door.radar(officer=head).strands if one.code == "releases")
    (line,) = strand.lines
    assert (line.words, line.since) == ("Released; not known: household", date(2026, 11, 17))
    (release,) = door.holds_page(officer=officer, person_id=man.id).releases
    assert release.open == ("household",)

    filled(office, head, event, "household", "None; asked the aunt and the school.")
    settled(office, officer, event)
    strand = next(one for one in door.radar(officer=head).strands if one.code == "releases")
    assert strand.count == 0


def test_nothing_written_fills_nothing_and_only_a_release_has_a_checklist():
    office, man, _, officer = a_held_man(a_term())
    event = a_release(office, man, officer)
    for item, words, missing in (
        ("household", " ", ("words",)),
        ("rumour", "He lives there.", ("item",)),
    ):
        with pytest.raises(JudgementRefusedError) as refusal:
            filled(office, officer, event, item, words)
        assert refusal.value.facts["missing"] == missing
    recall = a_release(office, man, officer, EventKind.RECALL)
    with pytest.raises(TransitionRefusedError):
        filled(office, officer, recall, "household")
