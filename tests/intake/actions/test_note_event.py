"""What happens to a person is told to every desk that must know; silence and refusal climb."""

from datetime import UTC, date, datetime, timedelta

import pytest

from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.kept_from import about_of
from intake.actions.note_event import answer_told, note_event
from intake.domain.alert import AlertKind, AlertState
from intake.domain.band import Band
from intake.domain.diary import DiaryKind
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.event import EventKind, ToldAnswer
from intake.domain.held import View
from intake.domain.person import SeenBy
from intake.duty.door import DutyDoor
from tests.build_desk import (
    NIGHT,
    a_child,
    a_hidden_man,
    a_listed_man,
    a_report,
    an_officer,
    judged_same,
)
from tests.build_office import HandClock, a_flag, a_mention, an_office

NOON_OF = date(2026, 3, 2)


def a_county(clock=None):
    """A man flagged in Northmoor, with a child reported in Southfen years ago."""
    office = an_office(clock=clock) if clock else an_office()
    man = a_listed_man(office, flag=a_flag(owner_desk="northmoor_police"), birth="1979-02-14")
    officer = an_officer(office, login="tarn", name="N. Tarn", desk="northmoor_probation")
    kept = a_report(
        office,
        a_mention("Corrin Thistlewood", age="47", place="Northmoor"),
        a_child(place="Lido Row, Southfen"),
        area="northmoor",
    )
    judged_same(office, kept, by=officer)
    with office.begin() as work:
        work.people.give(man.id, desk="northmoor_police", why="owns the first flag")
    return office, man, officer


def noted(office, man, officer, kind=EventKind.RELEASE, **told):
    return note_event(
        office,
        officer=officer,
        person_id=man.id,
        kind=kind,
        happened_on=NOON_OF,
        words="He is out on Monday and will stay with a friend.",
        **told,
    )


def told_of(office, event):
    with office.look() as work:
        return {one.desk: one for one in work.stewards.told_of_events([event.id])}


@pytest.mark.parametrize("kind", list(EventKind))
def test_row_t10_no_event_passes_without_the_childrens_services_of_every_linked_area(kind):
    office, man, officer = a_county()

    told = told_of(office, noted(office, man, officer, kind))

    assert {"northmoor_children", "southfen_children"} <= set(told)
    assert all(one.alert_id for one in told.values() if one.desk != officer.desk)


def test_row_t01_a_release_stands_unacknowledged_at_each_desk_and_silence_climbs():
    clock = HandClock()
    office, man, officer = a_county(clock)
    event = noted(office, man, officer)
    with office.look() as work:
        alerts = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.EVENT]
    assert {one.state for one in alerts} == {AlertState.PLANNED}
    assert {one.cause for one in alerts} == {f"event:{event.id}"}

    clock.at += timedelta(days=3)
    while escalate_overdue(office):
        pass
    with office.look() as work:
        for alert in alerts:
            (entry,) = work.dispatch.owed(f"alert:{alert.id}", DiaryKind.ACKNOWLEDGE)
            assert entry.rung > 1


def test_row_t12_one_tap_answers_and_a_refusal_goes_to_the_next():
    office, man, officer = a_county()
    told = told_of(office, noted(office, man, officer))
    sedge = an_officer(office, login="sedge", name="P. Sedge", desk="southfen_children")
    vole = an_officer(office, login="vole", name="R. Vole", desk="northmoor_children")

    one = answer_told(
        office,
        officer=sedge,
        alert_id=told["southfen_children"].alert_id,
        answer=ToldAnswer.NOTHING_HELD,
        words="",
    )
    two = answer_told(
        office,
        officer=vole,
        alert_id=told["northmoor_children"].alert_id,
        answer=ToldAnswer.REFUSED,
        words="Closed in 2024.",
    )

    assert one.is_answered
    assert not two.is_answered
    with office.look() as work:
        assert work.dispatch.alerts.get(one.alert_id).state is AlertState.DECIDED
        refused = work.dispatch.alerts.get(two.alert_id)
        assert refused.state is AlertState.DECLINED
        (entry,) = work.dispatch.owed(f"alert:{refused.id}", DiaryKind.ACKNOWLEDGE)
        assert entry.rung > 1


def test_row_p09_a_recall_marks_the_flag_for_good_and_raises_him():
    office, man, officer = a_county()

    noted(office, man, officer, EventKind.RECALL)

    with office.look() as work:
        assert work.flags.of(man.id)[0].recalled
        assert Band(work.people.standing(man.id, View.OPEN).band) >= Band.REVIEW


def test_row_p11_an_acquittal_clears_nothing_and_asks_the_owner_what_manages_him_now():
    office, man, officer = a_county()

    event = noted(office, man, officer, EventKind.ACQUITTAL)

    with office.look() as work:
        assert work.flags.of(man.id)[0].status.value == "active"
        (owed,) = work.dispatch.owed(f"event:{event.id}", DiaryKind.AFTER_EVENT)
    assert owed.desk == "northmoor_police"


SUNDAY = datetime(2026, 3, 1, 15, 0, tzinfo=UTC)
BY_DAY, BY_NIGHT = "northmoor_children", "northmoor_night"


@pytest.mark.parametrize(
    ("kind", "sits"),
    [
        pytest.param(EventKind.RELEASE, True, id="a release cannot wait for Monday"),
        pytest.param(EventKind.MOVE, False, id="a move can"),
    ],
)
def test_p07_of_what_cannot_wait_whoever_sits_there_on_a_sunday_hears(kind, sits):
    office, man, officer = a_county(HandClock(SUNDAY - timedelta(days=2)))
    office.clock.at = SUNDAY
    told = told_of(office, noted(office, man, officer, kind))

    assert (BY_NIGHT in told) is sits
    with office.look() as work:
        alert = work.dispatch.alerts.get(told[BY_DAY].alert_id)
    assert alert.held_until == SUNDAY.replace(hour=8) + timedelta(days=1)


def test_p13_nobody_whom_it_is_about_sits_in_for_who_is_told():
    clock = HandClock(SUNDAY - timedelta(days=2))
    office = an_office(clock=clock)
    officer = an_officer(office, login="tarn", name="N. Tarn", desk="northmoor_probation")
    about = a_report(office, a_mention("Corrin Thistlewood", work="Northmoor children's services"))
    with office.look() as work:
        [mention] = work.concerns.mentions_of(about.id)
        man = work.people.records.get(work.people.links_of_mentions([mention.id])[0].person_id)
    barred = BY_NIGHT in _own_desks(office, about)
    clock.at = SUNDAY
    told = told_of(office, noted(office, man, officer))
    assert barred
    assert BY_NIGHT not in told
    with office.look() as work:
        alerts = [work.dispatch.alerts.get(one.alert_id) for one in told.values() if one.alert_id]
    assert any(one.held_until is None for one in alerts)


def _own_desks(office, concern):
    with office.look() as work:
        facts = about_of(office, work, [concern])
    desks = office.policy.duty.desks.values()
    return facts.about_desks | {one.name for one in desks if one.agency in facts.about_agencies}


def test_p13_of_a_hidden_man_nobody_else_is_told_and_the_owner_owes_a_word():
    office, _, _ = a_county()
    hidden = a_hidden_man(office)
    owner = an_officer(office, login="reed", name="J. Reed", desk="southfen_police")
    with office.begin() as work:
        work.people.give(hidden.id, desk="southfen_police", why="owns the first flag")

    event = noted(office, hidden, owner)

    assert set(told_of(office, event)) == {"southfen_police"}
    with office.look() as work:
        owed = work.dispatch.owed(f"event:{event.id}", DiaryKind.TELL_OTHERS)
    assert [one.only_desk for one in owed] == ["southfen_police"]


def test_p13_nobody_sits_in_at_night_for_the_one_desk_that_may_know():
    office = an_office(clock=HandClock(NIGHT))
    only = "southfen_children"
    hidden = a_listed_man(
        office,
        names=("Perrin Gorsehill",),
        flag=a_flag(owner_desk=only, seen_by=SeenBy.OWNER),
        only_desk=only,
    )
    told = told_of(office, noted(office, hidden, an_officer(office, desk=only)))
    assert set(told) == {only}


def test_p13_the_area_of_a_hidden_flag_is_not_told_and_that_flag_bears_no_mark():
    office = an_office()
    man = a_listed_man(office, flag=a_flag(owner_desk="northmoor_police", area="northmoor"))
    with office.begin() as work:
        work.flags.add(a_flag(seen_by=SeenBy.OWNER, person_id=man.id))
    officer = an_officer(office, desk="northmoor_police")

    event = noted(office, man, officer, EventKind.RECALL)

    assert event.areas == ("northmoor",)
    assert {one.partition("_")[0] for one in told_of(office, event)} == {"northmoor"}
    with office.look() as work:
        marks = {one.owner_desk: one.recalled for one in work.flags.of(man.id)}
    assert marks == {"northmoor_police": True, "southfen_police": False}


def test_p13_who_alone_knows_of_a_further_area_owes_its_childrens_services_a_word():
    clock = HandClock()
    office = an_office(clock=clock)
    man = a_listed_man(office, flag=a_flag(owner_desk="northmoor_police", area="northmoor"))
    with office.begin() as work:
        work.flags.add(a_flag(seen_by=SeenBy.OWNER, person_id=man.id))
    officer = an_officer(office, desk="northmoor_police", role="manager")

    event = noted(office, man, officer)

    with office.look() as work:
        (owed,) = work.dispatch.owed(f"event:{event.id}", DiaryKind.TELL_OTHERS)
    assert (owed.desk, owed.only_desk) == ("southfen_police", "southfen_police")
    door = DutyDoor(office)
    assert owed.id not in {one.diary_id for one in door.diary(officer=officer)}
    keeper = an_officer(office, login="reed", name="J. Reed", desk="southfen_police")
    assert owed.id in {one.diary_id for one in door.diary(officer=keeper)}
    assert door.diary_page(officer=keeper, diary_id=owed.id)
    with office.look() as work:
        assert "diary.opened" in {one.event for one in work.audit.lines()}
    clock.move(days=3)
    while escalate_overdue(office):
        pass
    with office.look() as work:
        asked = {one.recipient for one in work.dispatch.deliveries_of(owed.id)}
    assert asked
    assert all(one.startswith("southfen_police") for one in asked)

    known = noted(office, man, officer, areas=("southfen",))
    with office.look() as work:
        assert work.dispatch.owed(f"event:{known.id}", DiaryKind.TELL_OTHERS) == ()


def test_nothing_is_written_without_day_and_words_or_about_nobody():
    office, man, officer = a_county()

    with pytest.raises(JudgementRefusedError):
        note_event(
            office,
            officer=officer,
            person_id=man.id,
            kind=EventKind.BAIL,
            happened_on=None,
            words="",
        )
    with pytest.raises(NotFoundError):
        note_event(
            office,
            officer=officer,
            person_id=999,
            kind=EventKind.BAIL,
            happened_on=NOON_OF,
            words="x",
        )
    with office.look() as work:
        assert work.stewards.events.all() == ()
