"""Parts of the year as people name them: seasons, feasts, school holidays, by rule.

Every function gives the newest one that had begun by a day, cut off at that day: people tell of
what was. School holidays differ by a week between councils; the rule takes the widest of them.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from intake.reporting.values import Days, month_days

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
DaysOfYear = Callable[[int], Days]


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, over = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    fours, left = divmod(rest, 4)
    weekday = (32 + 2 * over + 2 * fours - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _months(first: int, last: int) -> DaysOfYear:
    return lambda year: month_days(year, first).with_(month_days(year, last))


def _winter(year: int) -> Days:
    """Return the winter that begins in a year: December to February."""
    return month_days(year, 12).with_(month_days(year + 1, 2))


def _around(month: int, day: int, before: int, after: int) -> DaysOfYear:
    return lambda year: Days(
        date(year, month, day) - before * DAY, date(year, month, day) + after * DAY
    )


def _on(month: int, day: int) -> DaysOfYear:
    return _around(month, day, 0, 0)


def _easter(before: int, after: int) -> DaysOfYear:
    return lambda year: Days(easter_sunday(year) - before * DAY, easter_sunday(year) + after * DAY)


def _half_term(month: int, day: int) -> DaysOfYear:
    """Return the week of a half term: the Saturday before the Monday nearest a day, nine days."""

    def week(year: int) -> Days:
        about = date(year, month, day)
        monday = about - timedelta(days=about.weekday())
        return Days(monday - 2 * DAY, monday + 6 * DAY)

    return week


SEASONS: Mapping[str, DaysOfYear] = {
    "spring": _months(3, 5),
    "summer": _months(6, 8),
    "autumn": _months(9, 11),
    "winter": _winter,
}
FEASTS: Mapping[str, DaysOfYear] = {
    "christmas eve": _on(12, 24),
    "christmas day": _on(12, 25),
    "boxing day": _on(12, 26),
    "new year's eve": _on(12, 31),
    "new year's day": _on(1, 1),
    "new year": _around(1, 1, 1, 1),
    "christmas": _around(12, 25, 1, 2),
    "good friday": _easter(2, -2),
    "easter sunday": _easter(0, 0),
    "easter monday": _easter(-1, 1),
    "easter": _easter(2, 1),
    "halloween": _on(10, 31),
    "bonfire night": _on(11, 5),
    "valentine's day": _on(2, 14),
}
HALF_TERMS: tuple[DaysOfYear, ...] = (
    _half_term(2, 18),
    _half_term(5, 28),
    _half_term(10, 28),
)
SCHOOL_HOLIDAYS: Mapping[str, tuple[DaysOfYear, ...]] = {
    "christmas": (_around(12, 25, 6, 11),),
    "easter": (_easter(16, 16),),
    "summer": (lambda year: Days(date(year, 7, 18), date(year, 9, 5)),),
    "half term": HALF_TERMS,
    "half-term": HALF_TERMS,
    "": (
        _around(12, 25, 6, 11),
        _easter(16, 16),
        lambda year: Days(date(year, 7, 18), date(year, 9, 5)),
        *HALF_TERMS,
    ),
}


def newest(kinds: tuple[DaysOfYear, ...], today: date, *, ended: bool = False) -> Days:
    """Return the newest of some parts of the year that had begun by a day, cut off there.

    Args:
        kinds: Which parts of the year; at least one.
        today: The day of telling.
        ended: "Last summer": one that was over by then.
    """
    years = range(today.year - 2, today.year + 1)
    every = [kind(year) for kind in kinds for year in years]
    begun = [one for one in every if (one.last < today if ended else one.first <= today)]
    found = max(begun, key=lambda one: one.first)
    return Days(found.first, min(found.last, today))


def of_year(kinds: tuple[DaysOfYear, ...], year: int, today: date) -> Days | None:
    """Return the parts of one named year together, cut off at a day; None where none had begun."""
    begun = [one for kind in kinds if (one := kind(year)).first <= today]
    if not begun:
        return None
    last = min(max(one.last for one in begun), today)
    return Days(min(one.first for one in begun), last)
