"""A closed desk's successor is alerted now, and the desk itself when it opens (promise P7)."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.actions.add_files import tell_of_files
from intake.actions.add_words import Added, add_words, tell_of_words
from intake.actions.close_concern import close_concern
from intake.actions.recheck import ask_for_recheck, recheck_due
from intake.actions.report_concern import report_concern
from intake.actions.seats import seats_of
from intake.actions.tell_danger import tell_danger
from intake.domain.concern import DangerKind
from intake.domain.diary import DiaryKind
from intake.domain.facts import Facts
from intake.domain.held import View
from intake.domain.private import private
from tests.build_desk import a_child
from tests.build_office import (
    HandClock,
    a_flag,
    a_flagged_person,
    a_mention,
    a_submission,
    an_office,
    an_officer,
)

FRIDAY = datetime(2026, 1, 9, 11, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 1, 11, 15, 0, tzinfo=UTC)
MONDAY = datetime(2026, 1, 12, 11, 0, tzinfo=UTC)
OPENS = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
DAY, NIGHT = "northmoor_children", "northmoor_night"


def reported(office, *mentions):
    with office.begin() as work:
        told = a_submission(*mentions, a_child(age="9", place="Northmoor"))
        return report_concern(office, work, told).concern


def an_office_of_friday():
    """Give an office where a concern of Friday is led by a desk that is closed by now."""
    clock = HandClock(FRIDAY)
    office = an_office(clock=clock)
    concern = reported(office, a_mention(birth="1981-05-02", place="Southfen"))
    clock.at = SUNDAY
    return office, concern


def words_added(office, work, concern):
    kept = add_words(office, work, concern, Added(private("He was there again.")))
    tell_of_words(office, work, concern, kept)


def file_added(office, work, concern):
    tell_of_files(office, work, concern)


def danger_told(office, work, concern):
    assert tell_danger(office, work, concern, DangerKind.DANGER_YES)


def listed(work, cause, **facts):
    a_flagged_person(work, flag=a_flag(owner_desk=DAY), **facts)
    version = work.people.new_list_version("test")
    ask_for_recheck(work, cause=f"{cause}:{version}")


def hit(office, work, concern):
    listed(work, "flag", birth="1981-05-02")


def hit_of_an_import(office, work, concern):
    listed(work, "import", places=("Southfen",))


def alerted(office, act, concern):
    """Play an act; gives the alerts that it raised."""
    with office.look() as work:
        before = {one.id for one in work.dispatch.alerts.all()}
    with office.begin() as work:
        act(office, work, work.concerns.records.get(concern.id))
    while recheck_due(office):
        pass
    with office.look() as work:
        new = [one for one in work.dispatch.alerts.all() if one.id not in before]
    return [one for one in new if not one.cause.startswith("crossing")]


ACTS = [words_added, file_added, danger_told, hit, hit_of_an_import]


@pytest.mark.parametrize("act", ACTS, ids=lambda one: one.__name__)
def test_p07_whoever_sits_for_a_closed_desk_is_alerted_now_and_the_desk_when_it_opens(act):
    office, concern = an_office_of_friday()
    told = {one.desk: one for one in alerted(office, act, concern)}

    assert told[NIGHT].held_until is None
    assert told[DAY].held_until == OPENS
    assert told[NIGHT].cause == told[DAY].cause
    assert not told[DAY].is_lead


@pytest.mark.parametrize("act", ACTS, ids=lambda one: one.__name__)
def test_p07_on_monday_the_desk_hears_itself_and_the_night_desk_does_not(act):
    clock = HandClock(SUNDAY)
    office = an_office(clock=clock)
    concern = reported(office, a_mention(birth="1981-05-02", place="Southfen"))
    clock.at = MONDAY
    told = {one.desk: one for one in alerted(office, act, concern)}

    assert told[DAY].held_until is None
    assert NIGHT not in told


@pytest.mark.parametrize(
    "act", [words_added, file_added, danger_told], ids=lambda one: one.__name__
)
def test_one_of_those_told_now_leads(act):
    office, concern = an_office_of_friday()
    leading = [one.desk for one in alerted(office, act, concern) if one.is_lead]
    assert leading == [NIGHT]


def test_p13_nobody_sits_in_for_a_hidden_flags_owner():
    office = an_office(clock=HandClock(SUNDAY))
    [seat] = seats_of(office, Facts(), DAY, View.WHOLE, at=SUNDAY)
    assert (seat.desk, seat.held_until) == (DAY, None)


def test_p13_a_desk_whose_own_people_it_is_about_sits_in_for_nobody():
    office = an_office(clock=HandClock(SUNDAY))
    about = Facts(about_desks=frozenset({NIGHT}))
    seats = seats_of(office, about, DAY, View.OPEN, at=SUNDAY)
    assert NIGHT not in {one.desk for one in seats}
    now = [one for one in seats if one.held_until is None]
    assert now
    assert all(office.policy.duty.desks[one.desk].hours.is_open(SUNDAY) for one in now)


def test_a_desk_that_the_settings_name_no_longer_has_no_seat_but_its_own():
    office = an_office(clock=HandClock(SUNDAY))
    [seat] = seats_of(office, Facts(), "gone_long_ago", View.OPEN, at=SUNDAY)
    assert (seat.desk, seat.sits_for) == ("gone_long_ago", "")


def test_p08_a_day_of_looking_again_is_the_desks_of_the_week_where_the_night_desk_led():
    clock = HandClock(SUNDAY)
    office = an_office(clock=clock)
    concern = reported(office, a_mention())
    clock.at = MONDAY
    close_concern(
        office,
        officer=an_officer(),
        concern_id=concern.id,
        how="not_safeguarding",
        reason="A parking dispute; nothing about any child.",
        look_again_on=MONDAY.date() + timedelta(days=30),
    )
    with office.look() as work:
        owed = [
            one
            for one in work.dispatch.owed(f"concern:{concern.id}")
            if one.kind is DiaryKind.LOOK_AGAIN
        ]
    assert {one.desk for one in owed} == {DAY}
