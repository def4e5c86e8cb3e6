"""Hours in local time, working days, and the two clocks a reporter may notice."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.calendar import (
    LONDON,
    WHOLE_DAY,
    OpeningHours,
    Span,
    always_open,
    fixed_hour_of_next_working_day,
    release_slot,
)

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
DAY, FRIDAY = (Span(8 * 60, 17 * 60 + 30),), (Span(8 * 60, 16 * 60 + 30),)
OFFICE = OpeningHours(week=(DAY,) * 4 + (FRIDAY, (), ()), closed_on=CHRISTMAS)
NIGHT = (Span(0, 8 * 60), Span(17 * 60 + 30, 1440))
TEAM = OpeningHours(
    week=(NIGHT,) * 4 + ((Span(0, 480), Span(990, 1440)), WHOLE_DAY, WHOLE_DAY),
    closed_on=CHRISTMAS,
    on_closed_days=WHOLE_DAY,
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        pytest.param("2026-11-20T16:29", True, id="a Friday at 16.29 is in hours"),
        pytest.param("2026-11-20T16:30", False, id="the closing minute itself is closed"),
        pytest.param("2026-11-20T16:45", False, id="a Friday at 16.45 is already out of hours"),
        pytest.param("2026-11-19T16:45", True, id="a Thursday at 16.45 is in hours"),
        pytest.param("2026-11-21T12:00", False, id="a Saturday is closed"),
        pytest.param("2026-12-25T12:00", False, id="Christmas is closed"),
        pytest.param("2026-07-06T08:00", True, id="eight in the morning is local in summer"),
        pytest.param("2026-07-06T07:59", False, id="eight by Greenwich is not eight in summer"),
    ],
)
def test_an_office_is_open_by_local_hours(at, is_open):
    assert OFFICE.is_open(local(at)) is is_open


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        pytest.param("2026-11-20T16:45", "2026-11-23T08:00", id="Friday evening waits for Monday"),
        pytest.param("2026-11-23T10:00", "2026-11-23T10:00", id="while open it is now"),
        pytest.param("2026-12-24T20:00", "2026-12-29T08:00", id="over Christmas and its Monday"),
        pytest.param("2026-03-27T20:00", "2026-03-30T08:00", id="over the spring change of clocks"),
        pytest.param("2026-10-23T20:00", "2026-10-26T08:00", id="over the autumn change of clocks"),
    ],
)
def test_the_next_opening_is_found(at, opens):
    assert OFFICE.next_opening(local(at)) == local(opens)


@given(moments)
def test_office_and_night_team_together_never_leave_a_gap(at):
    assert OFFICE.is_open(at) != TEAM.is_open(at)


@given(moments)
def test_an_opening_is_open_and_never_in_the_past(at):
    opening = OFFICE.next_opening(at)

    assert opening >= at
    assert OFFICE.is_open(opening)


@given(moments, st.integers(0, 60), st.integers(0, 60))
def test_working_time_adds_up_in_two_steps_as_in_one(at, first, second):
    one, two = timedelta(hours=first), timedelta(hours=second)

    assert OFFICE.add_working_time(
        OFFICE.add_working_time(at, one), two
    ) == OFFICE.add_working_time(at, one + two)


def test_working_time_stands_still_over_the_weekend():
    found = OFFICE.add_working_time(local("2026-11-20T16:00"), timedelta(hours=1))

    assert found == local("2026-11-23T08:30")


def test_no_working_time_is_now_even_out_of_hours():
    at = local("2026-11-21T12:00")

    assert OFFICE.add_working_time(at, timedelta()) == at


@pytest.mark.parametrize(
    ("at", "days", "later"),
    [
        pytest.param("2026-11-16T11:00", 1, "2026-11-17T11:00", id="Monday to Tuesday"),
        pytest.param("2026-11-20T11:00", 1, "2026-11-23T11:00", id="Friday to Monday"),
        pytest.param("2026-11-19T17:00", 1, "2026-11-20T16:30", id="not after Friday's closing"),
        pytest.param("2026-11-20T22:00", 1, "2026-11-24T08:00", id="night counts from opening"),
        pytest.param("2026-12-24T11:00", 1, "2026-12-29T11:00", id="over bank holidays"),
        pytest.param("2026-11-16T11:00", 0, "2026-11-16T11:00", id="none is now"),
        pytest.param("2026-10-23T11:00", 1, "2026-10-26T11:00", id="the same local hour in winter"),
    ],
)
def test_working_days_are_counted_at_the_same_local_hour(at, days, later):
    assert OFFICE.working_days_later(local(at), days) == local(later)


@pytest.mark.parametrize(
    ("at", "changes"),
    [
        pytest.param("2026-11-16T09:00", "2026-11-17T10:00", id="never on the same day"),
        pytest.param("2026-11-20T23:59", "2026-11-23T10:00", id="after the weekend"),
        pytest.param("2026-03-27T09:00", "2026-03-30T10:00", id="by local time in summer"),
    ],
)
def test_p04_a_public_status_changes_at_one_hour_of_a_later_working_day(at, changes):
    assert fixed_hour_of_next_working_day(local(at), 10, OFFICE) == local(changes)


@given(moments)
def test_p04_the_final_reply_leaves_on_a_whole_second_at_least_one_second_later(at):
    slot = release_slot(at, timedelta(seconds=1), timedelta(seconds=1))

    assert slot.microsecond == 0
    assert timedelta(seconds=1) <= slot - at < timedelta(seconds=2)


def test_a_slot_of_no_width_is_refused():
    with pytest.raises(ValueError, match="slot"):
        release_slot(local("2026-11-16T09:00"), timedelta(), timedelta(seconds=1))


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: OpeningHours(week=((),) * 7), id="hours that never open"),
        pytest.param(lambda: OpeningHours(week=(DAY,) * 6), id="a week of six days"),
        pytest.param(lambda: Span(600, 500), id="a span that closes before it opens"),
        pytest.param(lambda: Span(0, 1441), id="a span beyond the day"),
    ],
)
def test_hours_that_make_no_sense_are_refused(made):
    with pytest.raises(ValueError, match=r"never open|seven days|opens before"):
        made()


def test_a_desk_that_is_closed_for_a_year_has_no_opening():
    day = date(2026, 11, 16)
    closed = frozenset(day + timedelta(days=n) for n in range(400))
    shut = OpeningHours(week=(DAY,) * 7, closed_on=closed)
    at = local("2026-11-16T12:00")

    for ask in (
        lambda: shut.next_opening(at),
        lambda: shut.next_working_day(day),
        lambda: shut.add_working_time(at, timedelta(minutes=1)),
    ):
        with pytest.raises(ValueError, match="within a year"):
            ask()


def test_only_a_desk_without_any_closing_is_always_open():
    assert always_open().is_always
    assert not TEAM.is_always
    assert not OpeningHours(week=(WHOLE_DAY,) * 7, closed_on=CHRISTMAS).is_always


def test_the_zone_of_a_desk_is_its_own():
    there = OpeningHours(week=(DAY,) * 7, zone=ZoneInfo("UTC"))

    assert not there.is_open(local("2026-07-06T08:00"))
