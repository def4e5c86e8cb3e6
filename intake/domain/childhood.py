"""Whether a record is a child's, by what was told; read `childhood_of`.

A child is in need first: nothing of such a record is shown as the weight of a suspect.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from intake.domain.ages import age_range_of

ADULT_FROM = 18
"""The birthday from which somebody is no longer a child."""
_WHOLE_DATE = len("1999-01-01")


@dataclass(frozen=True, slots=True)
class AgeTold:
    """What one report that is surely about somebody tells of their age, and when it came.

    Args:
        on: The local day of the report.
        age: The age in the words told; empty where none was.
        birth: The date or the year of birth as told; empty where none was.
    """

    on: date
    age: str = field(default="", repr=False)
    birth: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Childhood:
    """A record that is a child's, or was told of as a child's and waits for somebody's decision.

    Args:
        adult_on: The day on which they are 18, by what was told.
        is_past: That day has come; nothing was told since, and nobody has let it count.
    """

    adult_on: date
    is_past: bool


def childhood_of(
    told: Iterable[AgeTold], *, today: date, counted_on: Iterable[date] = ()
) -> Childhood | None:
    """Return the childhood of somebody; None where they are told of as an adult.

    Args:
        told: Every report that is surely about them, in any order.
        today: The local day.
        counted_on: Days on which a named officer let what was told of the child count.

    Returns:
        None as well where no age was told at all, where any report told of somebody who was 18
        by then, and where an officer has let it count on the 18th birthday or later.

    Why:
        Help is to be offered to young people who harm (Peterborough, R5, row P46). Unknown is
        no child: nobody's weight vanishes because nobody asked how old he is. Of several ages
        the oldest is taken, and what was told of him as an adult is never kept aside.
    """
    reports = tuple(told)
    days = [day for one in reports if (day := adult_from(one)) is not None]
    if not days:
        return None
    adult_on = min(days)
    if any(one.on >= adult_on for one in reports) or any(day >= adult_on for day in counted_on):
        return None
    return Childhood(adult_on, is_past=today >= adult_on)


def adult_from(told: AgeTold) -> date | None:
    """Return the day on which somebody is 18 by one report; None where no age can be read.

    Returns:
        By a whole date of birth the birthday; by a year its first day; by an age as if they had
        just become so old, the oldest of the ages that the words leave open.
    """
    born = _born(told.birth)
    if born is not None:
        return _years_later(born, ADULT_FROM)
    ages = age_range_of(told.age)
    return _years_later(told.on, ADULT_FROM - ages[1]) if ages is not None else None


def _born(words: str) -> date | None:
    if len(words) >= _WHOLE_DATE:
        try:
            return date.fromisoformat(words[:_WHOLE_DATE])
        except ValueError:
            pass
    year = words[:4]
    return date(int(year), 1, 1) if year.isdecimal() and 1 <= int(year) <= 9_000 else None


def _years_later(day: date, years: int) -> date:
    """Return a day some years on, or back; from 29 February the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
