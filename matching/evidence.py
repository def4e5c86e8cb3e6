"""Everything but the name compared: birth, age, place, postcode, phone, vehicle, handle, work.

Read first: `Found`, which every comparison answers with; `comparing.py` gives it points.
Empty on one side is `not_said` or `not_held` and speaks neither way.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from matching.prepared import READ, Place, Postcode, Prepared, Told
from matching.query import Age, PartialDate
from matching.said_numbers import Plate

_NEAR_YEARS = 2
_OLDEST = 125
_WIDEST = 10.0
_AGES_ALTER = 366
_ONE_SIDED = frozenset(("not_said", "not_held"))
_ORDER = ("same", "district_same", "part", "area_same", "shares_word", "differs")


class Found(NamedTuple):
    """What one comparison found: `code` is `kind.finding`, without any points yet.

    `said` and `held` are put into words by `in_words` where somebody reads them.
    """

    kind: str
    code: str
    said: "str | Told | PartialDate | Age" = ""
    held: "str | Told | PartialDate | Age" = ""

    def __repr__(self) -> str:
        """Tell the code alone: the words are somebody's."""
        return f"Found({self.code})"


def ages_as_years(age: Age) -> tuple[int, int]:
    """Give the first and last year of birth that an age allows."""
    return age.as_of.year - age.high - 1, age.as_of.year - age.low


def facts_on_both_sides(said: Prepared, held: Prepared, *, today: date) -> list[Found]:
    """Compare all that is not a name and that both sides have, kind by kind in a fixed order.

    Args:
        said: The words asked about.
        held: The words of one record.
        today: The day of the question; a birth after it is read as not known.

    Returns:
        One finding for each such kind, of birth or age the first.
    """
    found: list[Found] = []
    if (said.birth or said.age) and (held.birth or held.age):
        birth = _birth_or_age(said, held, today)
        if birth and birth.code not in _ONE_SIDED:
            found.append(birth)
    mine, theirs = said.facts, held.facts
    if mine and theirs:
        found += [
            _best(kind, mine[kind], theirs[kind])
            for kind in READ
            if kind in mine and kind in theirs
        ]
    return found


def compare_facts(said: Prepared, held: Prepared, *, today: date) -> list[Found]:
    """Compare all that is not a name as `facts_on_both_sides` does, and tell what one side lacks.

    Args:
        said: The words asked about.
        held: The words of one record.
        today: The day of the question.

    Returns:
        One finding for each kind that either side has.
    """
    birth = _birth_or_age(said, held, today)
    found = [birth] if birth else []
    mine, theirs = said.facts, held.facts
    for kind in READ if mine or theirs else ():
        if kind in mine and kind in theirs:
            found.append(_best(kind, mine[kind], theirs[kind]))
        elif kind in mine:
            found.append(Found(kind, "not_held", mine[kind]))
        elif kind in theirs:
            found.append(Found(kind, "not_said", "", theirs[kind]))
    return found


def in_words(found: Found, today: date) -> Found:
    """Give a finding with what it was found on as an officer reads it; empty for an empty one."""
    return found._replace(said=_words(found.said, today), held=_words(found.held, today))


def _words(value: "str | Told | PartialDate | Age", today: date) -> str:
    if isinstance(value, PartialDate):
        return _date(value)
    return _years(value, today) if isinstance(value, Age) else str(value)


def _best(kind: str, said: Told, held: Told) -> Found:
    """Compare every word said with every word held and answer with the best agreement."""
    compare = _COMPARE[kind]
    if len(said.words) == len(held.words) == 1:
        (one, mine), (two, theirs) = said.words[0], held.words[0]
        return Found(kind, f"{kind}.{compare(mine, theirs)}", one, two)
    rank, one, two = min(
        (_ORDER.index(compare(mine, theirs)), one, two)
        for one, mine in said.words
        for two, theirs in held.words
    )
    return Found(kind, f"{kind}.{_ORDER[rank]}", one, two)


def _place(one: Place, two: Place) -> str:
    if one.folded == two.folded:
        return "same"
    return "differs" if one.words.isdisjoint(two.words) else "shares_word"


def _postcode(one: Postcode, two: Postcode) -> str:
    if one.whole == two.whole != one.outward:
        return "same"
    if one.outward == two.outward:
        return "district_same"
    return "area_same" if one.area == two.area else "differs"


def _phone(one: str, two: str) -> str:
    return "same" if one and one == two else "differs"


def _vehicle(one: Plate, two: Plate) -> str:
    if one == two and one.where == "whole":
        return "same"
    return "part" if one.fits(two) else "differs"


_COMPARE: Mapping[str, Callable[[Any, Any], str]] = MappingProxyType(
    {
        "place": _place,
        "postcode": _postcode,
        "phone": _phone,
        "vehicle": _vehicle,
        "handle": _phone,
        "work": _place,
    }
)


def _birth_or_age(said: Prepared, held: Prepared, today: date) -> Found | None:
    one, two = _past(said.birth, today), _past(held.birth, today)
    if one and two:
        return Found("birth", f"birth.{compare_births(one, two)}", one, two)
    if mine := one or said.age:
        theirs = two or held.age
        if theirs:
            return Found("age", f"age.{_compare_ages(mine, theirs)}", mine, theirs)
        return Found("birth" if one else "age", "not_held", mine)
    if theirs := two or held.age:
        return Found("birth" if two else "age", "not_said", "", theirs)
    return None


def _past(birth: PartialDate | None, today: date) -> PartialDate | None:
    """Leave out a birth that is still to come, or before anybody alive was born."""
    if birth is None or birth.year is None or birth.year < today.year - _OLDEST:
        return None
    earliest = birth.year, birth.month or 1, birth.day or 1
    return birth if earliest <= (today.year, today.month, today.day) else None


def compare_births(one: PartialDate, two: PartialDate) -> str:
    """Tell how two dates of birth with known years agree.

    Returns:
        Of two whole dates `same`, `transposed` (day and month changed places), `one_digit`,
        `day_month_same`, `year_only` or `differs`. As far as both are known otherwise
        `month_same`, `year_same`, `month_same_digit` (the same month, one digit of the year),
        `year_near` (a year or two off), `year_digit` (one digit of the year) or `differs`.

    Why:
        1 January mostly means "year only"; the same day and month with another year is
        mostly a slip (matching notes).
    """
    if not (one.is_whole and two.is_whole):
        return _partial_births(one, two)
    differing = (one.year != two.year) + (one.month != two.month) + (one.day != two.day)
    if not differing:
        return "same"
    if one.year == two.year and (one.day, one.month) == (two.month, two.day):
        return "transposed"
    if differing == 1 and OSA.distance(_date(one), _date(two)) == 1:
        return "one_digit"
    if (one.day, one.month) == (two.day, two.month):
        return "day_month_same"
    return "year_only" if one.year == two.year else "differs"


def _partial_births(one: PartialDate, two: PartialDate) -> str:
    months = {one.month, two.month}
    said = not any((birth.month, birth.day) == (1, 1) for birth in (one, two))
    same_month = len(months) == 1 and None not in months and said
    if one.year == two.year:
        return "month_same" if same_month else "year_same"
    if same_month and OSA.distance(str(one.year), str(two.year)) == 1:
        return "month_same_digit"
    return _years_apart(one, two)


def _years_apart(one: PartialDate, two: PartialDate) -> str:
    apart = abs((one.year or 0) - (two.year or 0))
    if apart <= _NEAR_YEARS:
        return "year_near"
    return "year_digit" if OSA.distance(str(one.year), str(two.year)) == 1 else "differs"


def _compare_ages(one: PartialDate | Age, two: PartialDate | Age) -> str:
    if isinstance(one, PartialDate):
        one, two = two, one
    if isinstance(one, PartialDate):
        raise TypeError("two dates of birth are no ages")
    return _aged(one, two) if isinstance(two, PartialDate) else _ages(one, two)


def _aged(age: Age, birth: PartialDate) -> str:
    """Compare a guessed age with the age that a date of birth gives on the same day."""
    had = (birth.month or 7, birth.day or 1) <= (age.as_of.month, age.as_of.day)
    true = age.as_of.year - (birth.year or 0) - (0 if had else 1)
    return _off_by(abs(true - (age.low + age.high) / 2), (age.high - age.low) / 2)


def _ages(one: Age, two: Age) -> str:
    middle = (one.low + one.high) / 2 - one.as_of.year
    other = (two.low + two.high) / 2 - two.as_of.year
    half = (one.high - one.low + two.high - two.low) / 2
    return _off_by(abs(middle - other), half)


def _off_by(apart: float, half: float) -> str:
    """Grade a difference in years against half the width of the guess (at least two).

    A guess twenty years wide fits half the list, so that it fits says nothing.
    """
    width = max(half, 2.0)
    if apart <= width * 0.65:
        return "same" if half < _WIDEST else "near"
    if apart <= width:
        return "near"
    return "apart" if apart <= width * 2 else "differs"


def _date(birth: PartialDate) -> str:
    parts = [f"{birth.year:04d}"]
    if birth.month:
        parts.append(f"{birth.month:02d}")
        parts += [f"{birth.day:02d}"] if birth.day else []
    return "-".join(parts)


def _years(age: Age, today: date) -> str:
    """Write an age; of one told long before `today` the year it was told in as well."""
    told = f" in {age.as_of.year}" if (today - age.as_of).days > _AGES_ALTER else ""
    return f"{age.low} to {age.high}{told}"
