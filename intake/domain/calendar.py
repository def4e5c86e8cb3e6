"""Opening hours in local time, working days, and the two clocks a reporter may notice.

Read `OpeningHours` first. Everything takes and gives aware UTC; weekdays, bank holidays and
daylight saving are judged in the desk's own zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MINUTES_OF_DAY = 24 * 60
HORIZON_DAYS = 366
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes of a local day from `opens` up to, not including, `closes` (at most 1440)."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= MINUTES_OF_DAY:
            raise ValueError("a span opens before it closes, within one day")


WHOLE_DAY = (Span(0, MINUTES_OF_DAY),)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a desk is open.

    Args:
        week: Spans of Monday to Sunday, seven tuples; an empty one is a closed day.
        closed_on: Bank holidays and other days on which `on_closed_days` holds instead.
        on_closed_days: Spans of such a day; an out-of-hours team has the whole day.
        zone: Where the local day is counted.

    Raises:
        ValueError: Not seven days, or never open at all.
    """

    week: tuple[tuple[Span, ...], ...]
    closed_on: frozenset[date] = frozenset()
    on_closed_days: tuple[Span, ...] = ()
    zone: ZoneInfo = LONDON

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        if not any(self.week):
            raise ValueError("hours that never open")

    @property
    def is_always(self) -> bool:
        """Whether the desk never closes; a ladder may lean on such a desk."""
        return all(spans == WHOLE_DAY for spans in self.week) and (
            not self.closed_on or self.on_closed_days == WHOLE_DAY
        )

    def spans_of(self, day: date) -> tuple[Span, ...]:
        """Return the spans of one local day, in order; empty on a closed day."""
        spans = self.on_closed_days if day in self.closed_on else self.week[day.weekday()]
        return tuple(sorted(spans, key=lambda span: span.opens))

    def is_working_day(self, day: date) -> bool:
        """Whether the desk opens at all on a local day."""
        return bool(self.spans_of(day))

    def is_open(self, at: datetime) -> bool:
        """Whether the desk is open at a moment; the closing minute itself is closed.

        Why: Fridays end earlier, so a Friday 16.45 alert is already out of hours.
        """
        day = self.local_day(at)
        return any(opens <= at < closes for opens, closes in self._moments_of(day))

    def next_opening(self, at: datetime) -> datetime:
        """Return `at` itself while open, else the next moment of opening.

        Raises:
            ValueError: No opening within a year. Loading the policy rules this out.
        """
        for opens, closes in self._moments_from(at):
            if at < closes:
                return max(at, opens)
        raise ValueError("no opening within a year")

    def add_working_time(self, at: datetime, span: timedelta) -> datetime:
        """Return the moment by which `span` of open time has passed; `at` where it is zero.

        Raises:
            ValueError: The time does not pass within a year.
        """
        left = span
        if left <= timedelta():
            return at
        for opens, closes in self._moments_from(at):
            starts = max(at, opens)
            if starts + left <= closes:
                return starts + left
            left -= max(timedelta(), closes - starts)
        raise ValueError("the working time does not pass within a year")

    def working_days_later(self, at: datetime, days: int = 1) -> datetime:
        """Return the same local hour some working days later, within that day's hours.

        A moment out of hours counts from the next opening, so nobody gains or loses by the
        hour of night at which something came in. With 0 days it is the next opening.

        Why: A referral is decided within one working day of receipt, and where Friday
        closes early the deadline is Friday's closing, not an hour when nobody is there.
        """
        start = self.next_opening(at)
        day = self.local_day(start)
        for _ in range(days):
            day = self.next_working_day(day)
        opens, closes = self._first_and_last(day)
        wanted = start.astimezone(self.zone).time()
        return min(max(self._moment(day, wanted), opens), closes)

    def next_working_day(self, day: date) -> date:
        """Return the first working day strictly after a local day.

        Raises:
            ValueError: None within a year.
        """
        for step in range(1, HORIZON_DAYS + 1):
            if self.is_working_day(day + timedelta(days=step)):
                return day + timedelta(days=step)
        raise ValueError("no working day within a year")

    def local_day(self, at: datetime) -> date:
        """Return the local day of a moment."""
        return at.astimezone(self.zone).date()

    def moment_of(self, day: date, hour: int) -> datetime:
        """Return the moment of a full local hour (0 to 23) on a day."""
        return self._moment(day, time(hour))

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC)

    def _edge(self, day: date, minute: int) -> datetime:
        if minute == MINUTES_OF_DAY:
            return self._moment(day + timedelta(days=1), time(0))
        return self._moment(day, time(*divmod(minute, 60)))

    def _moments_of(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for span in self.spans_of(day):
            yield self._edge(day, span.opens), self._edge(day, span.closes)

    def _moments_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        first = self.local_day(at)
        for step in range(HORIZON_DAYS + 1):
            yield from self._moments_of(first + timedelta(days=step))

    def _first_and_last(self, day: date) -> tuple[datetime, datetime]:
        moments = list(self._moments_of(day))
        return moments[0][0], moments[-1][1]


def always_open() -> OpeningHours:
    """Make the hours of a desk that never closes."""
    return OpeningHours(week=(WHOLE_DAY,) * 7)


def fixed_hour_of_next_working_day(at: datetime, hour: int, office: OpeningHours) -> datetime:
    """Return when a public status may next change: a full local hour of the next working day.

    Args:
        at: The moment of whatever happened, aware UTC.
        hour: Local hour, 0 to 23.
        office: Whose working days count.

    Why:
        A status that changes at the hour of an event tells the reporter that something
        happened at that hour, so it never does (promise P4).
    """
    return office.moment_of(office.next_working_day(office.local_day(at)), hour)


def release_slot(at: datetime, slot: timedelta, least: timedelta) -> datetime:
    """Return the first slot that lies at least `least` after a moment.

    Args:
        at: The moment of "send", aware UTC.
        slot: Width of the grid, counted from the epoch; one second by default of config.
        least: The shortest wait.

    Raises:
        ValueError: The slot is not positive, or the wait is negative.

    Why:
        The time of an answer must not tell whether somebody was found (promise P4).
    """
    if slot <= timedelta() or least < timedelta():
        raise ValueError("a slot is positive and a wait is not negative")
    whole, rest = divmod(at + least - EPOCH, slot)
    return EPOCH + slot * (whole + (1 if rest else 0))
