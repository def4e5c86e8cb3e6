"""A person passes to another desk when that desk accepts in writing; until then nothing moves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.hand_over import (
    accept_handover,
    offer_handover,
    refuse_handover,
    take_back_handover,
)
from intake.actions.note_event import note_event
from intake.domain.diary import DiaryKind
from intake.domain.errors import DueRegardError
from intake.domain.event import EventKind
from intake.domain.owner import owner_at
from tests.build_desk import a_hidden_man, a_listed_man, a_report, an_officer
from tests.build_office import HandClock, a_flag, a_mention, an_office

OLD, NEW, THIRD = "northmoor_police", "southfen_police", "northmoor_mappa"


def a_county(clock=None):
    office = an_office(clock=clock) if clock else an_office()
    man = a_listed_man(office, flag=a_flag(owner_desk=OLD))
    give(office, man.id, OLD)
    names = {OLD: "A. Birchall", NEW: "S. Lanternley", THIRD: "N. Tarn"}
    people = {
        desk: an_officer(office, login=f"of_{desk}", name=name, desk=desk)
        for desk, name in names.items()
    }
    return office, man, people


def give(office, person_id, desk):
    with office.begin() as work:
        work.people.give(person_id, desk=desk, why="owns the first flag")


def offered(office, man, people, to=NEW):
    return offer_handover(
        office, officer=people[OLD], person_id=man.id, to_desk=to, reason="He lives there now."
    )


def diary_of(office, desk):
    with office.look() as work:
        return work.dispatch.owed_by_desks([desk])


def owed_by(office, desk):
    return [one.kind for one in diary_of(office, desk)]


def owner_and_flag(office, man):
    with office.look() as work:
        return work.people.owner(man.id).desk, work.flags.of(man.id)[0].owner_desk


def test_row_p10_until_acceptance_the_old_owner_keeps_duty_and_clocks():
    office, man, people = a_county()
    a_report(office, a_mention("Corrin Thistlewood", age="47"))

    offer = offered(office, man, people)
    assert owner_and_flag(office, man) == (OLD, OLD)
    assert owed_by(office, NEW).count(DiaryKind.HANDOVER) == 1
    assert DiaryKind.HANDOVER_AWAITED in owed_by(office, OLD)
    assert any(one.startswith("DR-") for one in offer.attached)
    assert any(one.startswith("flag:") for one in offer.attached)

    accept_handover(office, officer=people[NEW], handover_id=offer.id, words="Ours from today.")
    assert owner_and_flag(office, man) == (NEW, NEW)
    assert DiaryKind.HANDOVER not in owed_by(office, NEW)
    assert DiaryKind.HANDOVER_AWAITED not in owed_by(office, OLD)


def test_row_p11_what_manages_him_now_is_the_new_owners_to_say_and_hidden_questions_stay():
    office, man, people = a_county()
    note_event(
        office,
        officer=people[OLD],
        person_id=man.id,
        kind=EventKind.ACQUITTAL,
        happened_on=date(2026, 11, 17),
        words="Not guilty.",
    )
    (asked,) = (one for one in diary_of(office, OLD) if one.kind is DiaryKind.AFTER_EVENT)
    offer = offered(office, man, people)
    assert f"diary:{asked.id}" in offer.attached
    with office.begin() as work:
        hidden = replace(
            asked, id=0, kind=DiaryKind.MOVED, subject=f"person:{man.id}", only_desk=OLD, cause="x"
        )
        work.dispatch.owe(hidden)

    accept_handover(office, officer=people[NEW], handover_id=offer.id, words="Ours.")
    assert DiaryKind.AFTER_EVENT in owed_by(office, NEW)
    assert DiaryKind.AFTER_EVENT not in owed_by(office, OLD)
    (stayed,) = (one for one in diary_of(office, OLD) if one.kind is DiaryKind.MOVED)
    assert stayed.only_desk == OLD


def test_row_p43_an_unanswered_offer_climbs_on_both_sides_until_somebody_answers():
    clock = HandClock()
    office, man, people = a_county(clock)
    offer = offered(office, man, people)
    with office.look() as work:
        entries = work.dispatch.owed(f"handover:{offer.id}")

    clock.at = offer.answer_by + timedelta(minutes=1)
    for _ in range(12):
        while escalate_overdue(office):
            pass
        clock.at += timedelta(days=1)

    with office.look() as work:
        told = {one.desk: len(work.dispatch.deliveries_of(one.id)) for one in entries}
        rungs = {one.desk: one.rung for one in work.dispatch.owed(f"handover:{offer.id}")}
    assert set(told) == {OLD, NEW}
    assert min(told.values()) > 2
    assert min(rungs.values()) > 1
    assert owner_and_flag(office, man)[0] == OLD


def test_row_p10_a_refusal_leaves_the_owner_and_asks_who_keeps_him():
    office, man, people = a_county()
    offer = offered(office, man, people)

    refuse_handover(office, officer=people[NEW], handover_id=offer.id, words="Not in our area.")
    assert owner_and_flag(office, man)[0] == OLD
    assert DiaryKind.HANDOVER_REFUSED in owed_by(office, OLD)

    offered(office, man, people, to=THIRD)
    assert DiaryKind.HANDOVER_REFUSED not in owed_by(office, OLD)


def test_p13_of_a_hidden_man_only_desks_that_may_know_of_him_are_asked():
    office, _, people = a_county()
    hidden = a_hidden_man(office)
    give(office, hidden.id, NEW)

    with pytest.raises(DueRegardError):
        offer_handover(
            office, officer=people[NEW], person_id=hidden.id, to_desk=OLD, reason="He moved."
        )


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["offer", "accept", "refuse", "take_back", "wait", "fall"]),
        st.sampled_from([OLD, NEW, THIRD]),
        st.sampled_from([OLD, NEW, THIRD]),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_p08_after_any_history_of_offers_and_crashes_one_desk_owns_at_every_instant(steps):
    clock = HandClock()
    office, man, people = a_county(clock)
    moments = [clock.at]
    for step, by, to in steps:
        clock.at += timedelta(hours=7)
        moments.append(clock.at)
        try:
            take(office, step, man, people[by], to)
        except (DueRegardError, RuntimeError):
            continue

    with office.look() as work:
        rows = work.people.owned
        periods = rows.all(rows.row.person_id == man.id)
        offers = work.stewards.handovers.all()
    for at in moments:
        assert owner_at(periods, at)
    assert sum(one.is_open for one in offers) <= 1
    taken = [one for one in offers if one.state.value == "accepted"]
    assert [one.desk for one in periods] == [OLD, *(one.to_desk for one in taken)]


def take(office, step, man, officer, to):
    with office.look() as work:
        standing = work.stewards.offer_of(man.id)
    number = standing.id if standing else 0
    if step == "offer":
        offer_handover(office, officer=officer, person_id=man.id, to_desk=to, reason="He moved.")
    elif step == "accept":
        accept_handover(office, officer=officer, handover_id=number, words="Ours.")
    elif step == "refuse":
        refuse_handover(office, officer=officer, handover_id=number, words="Not ours.")
    elif step == "take_back":
        take_back_handover(office, officer=officer, handover_id=number, words="We keep him.")
    elif step == "fall":
        with office.begin() as work:
            work.people.give(man.id, desk=to, why="a transaction that never ends")
            raise RuntimeError("the process fell here")
    else:
        while escalate_overdue(office):
            pass
