"""The first and last day that words about a time leave open: kept, read and told in words.

A range is kept as ISO text: a day (`2026-11-17`), a month (`2026-10`), or two days with a stroke
between (`2026-06-01/2026-08-31`). The words themselves are kept beside it, always.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTH = re.compile(r"(\d{4})-(\d\d)")


@dataclass(frozen=True, slots=True)
class Days:
    """A first and a last day, both included.

    Raises:
        ValueError: The last day is before the first.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("the last day is before the first")

    @property
    def iso(self) -> str:
        """The range as ISO text: a day, a whole month, or two days with a stroke."""
        if self.first == self.last:
            return self.first.isoformat()
        if self == month_days(self.first.year, self.first.month):
            return f"{self.first:%Y-%m}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def with_(self, other: "Days") -> "Days":
        """Return the days from the earlier first to the later last."""
        return Days(min(self.first, other.first), max(self.last, other.last))


def month_days(year: int, month: int) -> Days:
    """Return the days of a whole month."""
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def days_of(iso: str) -> Days | None:
    """Return the range that ISO text names; None for the empty text and for any other."""
    month = _MONTH.fullmatch(iso)
    try:
        if month:
            return month_days(int(month[1]), int(month[2]))
        first, _, last = iso.partition("/")
        return Days(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        return None


def days_in_words(days: Days) -> str:
    """Return a range as an officer or a teller reads it.

    "17 November 2026", "October 2026", "June to August 2026", "2019", "2018 to 2020",
    "3 to 9 November 2026", "28 October to 3 November 2026".
    """
    first, last = days.first, days.last
    if first == last:
        return _day(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return _months(first, last)
    if first.year != last.year:
        return f"{_day(first)} to {_day(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} to {_day(last)}"
    return f"{first.day} to {_day(last)}"


def _months(first: date, last: date) -> str:
    if (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    if first.year == last.year:
        return f"{first:%B} to {last:%B %Y}"
    return f"{first:%B %Y} to {last:%B %Y}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
