"""Words about a day, read as far as they can be: the words stay, the days only help to sort."""

import re
from dataclasses import dataclass
from datetime import date

from dialogs.reporting.times import TimeSaid, times_in
from intake.reporting.values import Days, days_of

ROUGHLY = re.compile(
    r"\b(about|around|roughly|maybe|perhaps|i think|approx\w*|ish|some time|sometime)\b|~|\?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """What words about a day came to.

    `iso` is the days they leave open, as `Days.iso` writes them, or empty where they name none;
    `is_about` is set where they are rough; `is_ahead` where they name a day that has not come
    yet, and `meant` is then the day a year or a month earlier, which may have been meant.
    """

    iso: str = ""
    is_about: bool = False
    is_ahead: bool = False
    meant: date | None = None
    named: date | None = None


def read_day(words: str, *, today: date, age: int | None = None) -> Day:
    """Read words about the past; words that name no day give an empty `Day`.

    Several times in one answer ("last Tuesday, and in the summer") leave open all that is
    between them.

    Args:
        words: One answer.
        today: The day of telling.
        age: In years, of the child spoken of, where it was told.

    Why:
        A false exact day is worse than a rough word: "last month" stays words and a month.
    """
    times = times_in(words, today=today, age=age)
    told = [one for one in times if one.days is not None]
    ahead = next((one.ahead for one in times if one.ahead), None)
    if ahead is not None and not told:
        return Day(is_ahead=True, meant=_earlier(ahead, today), named=ahead)
    if not told:
        return Day(is_about=True)
    days = _all_of(told)
    is_exact = days.first == days.last and not any(one.is_about for one in told)
    is_about = not is_exact or bool(ROUGHLY.search(words.lower()))
    return Day(iso=days.iso, is_about=is_about, named=days.last)


def range_in(words: str, *, today: date) -> tuple[str, str]:
    """Return the first and last ISO day that words about the past leave open; empty for none.

    Args:
        words: One answer; a day as it is stored reads as well.
        today: The day of telling.
    """
    days = days_of(words) or days_of(read_day(words, today=today).iso)
    return (days.first.isoformat(), days.last.isoformat()) if days else ("", "")


def _all_of(told: list[TimeSaid]) -> Days:
    days = [one.days for one in told if one.days is not None]
    whole = days[0]
    for one in days[1:]:
        whole = whole.with_(one)
    return whole


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _earlier(found: date, today: date) -> date | None:
    month_before = found.month - 1 or 12
    year = found.year if found.month > 1 else found.year - 1
    for candidate in (
        _day(year, month_before, found.day),
        _day(today.year - 1, found.month, found.day),
    ):
        if candidate and candidate <= today:
            return candidate
    return None
