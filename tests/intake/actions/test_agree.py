"""Agreements are looked at until they end; a miss climbs, a breach is told, nothing is lowered."""

from datetime import timedelta

import pytest

from intake.actions.agree import check_term, end_agreement, keep_agreement
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.weigh_person import known_of
from intake.domain.agreement import Found
from intake.domain.diary import DiaryKind
from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.held import View
from tests.build_desk import an_officer
from tests.build_office import HandClock
from tests.intake.actions.test_note_event import a_county
from tests.intake.domain.test_agreement import a_term


def an_agreement(office, man, officer, *terms):
    with office.look() as work:
        last = office.policy.diary.office.local_day(work.at) + timedelta(days=60)
    return keep_agreement(
        office,
        officer=officer,
        person_id=man.id,
        parties="Ms Mossop and her sister",
        why="He may come back to the flat.",
        terms=terms or (a_term(), a_term(every_days=14)),
        expires_on=last,
    )


def looked(office, officer, agreement, found=Found.KEPT, term=0, words="Visited, alone."):
    return check_term(
        office,
        officer=officer,
        agreement_id=agreement.id,
        term=term,
        found=found,
        words=words,
    )


def owed(office, agreement):
    with office.look() as work:
        return work.dispatch.owed(f"agreement:{agreement.id}", DiaryKind.AGREEMENT_CHECK)


def test_row_p25_each_term_owes_a_look_and_a_look_owes_the_next():
    clock = HandClock()
    office, man, officer = a_county(clock)
    agreement = an_agreement(office, man, officer)
    first = {one.cause for one in owed(office, agreement)}
    assert len(first) == 2

    clock.at += timedelta(days=7)
    looked(office, officer, agreement)
    second = {one.cause for one in owed(office, agreement)}
    assert len(second) == 2
    assert len(first & second) == 1


def test_row_p25_a_missed_look_climbs_and_one_that_could_not_be_made_goes_on_climbing():
    clock = HandClock()
    office, man, officer = a_county(clock)
    agreement = an_agreement(office, man, officer, a_term())
    clock.at += timedelta(days=9)
    looked(office, officer, agreement, Found.NOT_CHECKED, words="Nobody opened.")
    for _ in range(4):
        clock.at += timedelta(days=1)
        while escalate_overdue(office):
            pass

    (entry,) = owed(office, agreement)
    assert entry.rung > 1


def test_row_p47_a_breach_is_told_to_the_childrens_services_of_every_linked_area():
    office, man, officer = a_county()
    agreement = an_agreement(office, man, officer)

    looked(office, officer, agreement, Found.BREACHED, words="His car stood there at seven.")

    with office.look() as work:
        (event,) = work.stewards.events_of(man.id)
        told = {one.desk for one in work.stewards.told_of_events([event.id])}
    assert {"northmoor_children", "southfen_children"} <= told


def test_p05_no_agreement_and_no_kept_term_lowers_a_standing():
    office, man, officer = a_county()
    with office.look() as work:
        before = known_of(office, work, man.id, View.WHOLE)
    agreement = an_agreement(office, man, officer)
    looked(office, officer, agreement)

    with office.look() as work:
        assert known_of(office, work, man.id, View.WHOLE) == before


def test_an_ended_agreement_owes_nothing_and_only_its_desk_may_look_or_end():
    office, man, officer = a_county()
    agreement = an_agreement(office, man, officer)
    other = an_officer(office, login="vole", name="R. Vole", desk="northmoor_children")
    with pytest.raises(TransitionRefusedError):
        looked(office, other, agreement)
    with pytest.raises(JudgementRefusedError):
        looked(office, officer, agreement, term=7)
    with pytest.raises(JudgementRefusedError):
        end_agreement(office, officer=officer, agreement_id=agreement.id, because=" ")

    end_agreement(office, officer=officer, agreement_id=agreement.id, because="She moved.")
    with office.look() as work:
        assert work.dispatch.owed(f"agreement:{agreement.id}") == ()
    with pytest.raises(ConflictError):
        looked(office, officer, agreement)
