"""Everything but the name compared: birth, age, place, postcode, phone, vehicle, handle, work.

Read first: `Found`, which every comparison answers with; `scoring.py` gives it points.
Empty on one side is `not_said` or `not_held` and speaks neither way.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance import OSA

from matching.names import fold
from matching.query import Age, Description, PartialDate

_NOT_PLATE = re.compile(r"[^A-Z0-9]")
_PLATE_LEADS = re.compile(r"^\s*(?:ends?|ending)\b(?:\s+(?:in|with))?", re.IGNORECASE)
_OUTWARD = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})?$")
_PHONE_DIGITS = 9
_NEAR_YEARS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What one comparison found: `code` is `kind.finding`, without any points yet."""

    kind: str
    code: str
    said: str = field(default="", repr=False)
    held: str = field(default="", repr=False)


def outward_of(postcode: str) -> str:
    """Give the outward half of a whole or outward postcode; empty where it is neither."""
    found = _OUTWARD.match(" ".join(postcode.upper().split()))
    return found[1] if found else ""


def phone_of(number: str) -> str:
    """Give the last nine digits of a phone number; empty where it has fewer."""
    digits = "".join(sign for sign in number if sign.isdigit())
    return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else ""


def plate_of(vehicle: str) -> str:
    """Give a number plate without space or dash; of "ends KX" the part that was read."""
    return _NOT_PLATE.sub("", _PLATE_LEADS.sub("", vehicle).upper())


def ages_as_years(age: Age) -> tuple[int, int]:
    """Give the first and last year of birth that an age allows."""
    return age.as_of.year - age.high - 1, age.as_of.year - age.low


def compare_facts(said: Description, held: Description, *, today: date) -> Iterator[Found]:
    """Compare all that is not a name, kind by kind in a fixed order.

    Args:
        said: The words asked about.
        held: The words of one record.
        today: The day of the question; a birth after it is read as not known.

    Yields:
        One finding for each kind that either side has.
    """
    yield from _births_and_ages(said, held, today)
    yield from _best("place", said.places, held.places, _place)
    yield from _best("postcode", said.postcodes, held.postcodes, _postcode)
    yield from _best("phone", said.phones, held.phones, _phone)
    yield from _best("vehicle", said.vehicles, held.vehicles, _vehicle)
    yield from _best("handle", said.handles, held.handles, _handle)
    yield from _best("work", said.work, held.work, _place)


_ORDER = ("same", "district_same", "part", "area_same", "shares_word", "differs")


def _best(
    kind: str, said: Sequence[str], held: Sequence[str], compare: Callable[[str, str], str]
) -> Iterator[Found]:
    """Compare every word said with every word held and answer with the best agreement."""
    said, held = _told(said), _told(held)
    if said and held:
        options = [(_ORDER.index(compare(one, two)), one, two) for one in said for two in held]
        rank, one, two = min(options)
        yield Found(kind, f"{kind}.{_ORDER[rank]}", one, two)
    elif said:
        yield Found(kind, "not_held", "; ".join(said), "")
    elif held:
        yield Found(kind, "not_said", "", "; ".join(held))


def _told(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word.strip())


def _place(said: str, held: str) -> str:
    one, two = fold(said), fold(held)
    if one == two:
        return "same"
    return "differs" if set(one.split()).isdisjoint(two.split()) else "shares_word"


def _postcode(said: str, held: str) -> str:
    one, two = ("".join(code.upper().split()) for code in (said, held))
    if one == two and outward_of(said) != one:
        return "same"
    area, other = outward_of(said) or one, outward_of(held) or two
    if area == other:
        return "district_same"
    letters = re.compile("[0-9].*")
    return "area_same" if letters.sub("", area) == letters.sub("", other) else "differs"


def _phone(said: str, held: str) -> str:
    one = phone_of(said)
    return "same" if one and one == phone_of(held) else "differs"


def _vehicle(said: str, held: str) -> str:
    one, two = plate_of(said), plate_of(held)
    if one == two and len(one) >= 5:
        return "same"
    shorter, longer = sorted((one, two), key=len)
    return "part" if len(shorter) >= 2 and shorter in longer else "differs"


def _handle(said: str, held: str) -> str:
    one, two = (fold(handle).replace(" ", "") for handle in (said, held))
    return "same" if one and one == two else "differs"


def _births_and_ages(said: Description, held: Description, today: date) -> Iterator[Found]:
    one, two = _past(said.birth, today), _past(held.birth, today)
    if one and two:
        yield Found("birth", f"birth.{compare_births(one, two)}", _date(one), _date(two))
    elif one and held.age:
        yield Found("age", f"age.{_aged(held.age, one)}", _date(one), _years(held.age))
    elif said.age and two:
        yield Found("age", f"age.{_aged(said.age, two)}", _years(said.age), _date(two))
    elif said.age and held.age:
        yield Found("age", f"age.{_ages(said.age, held.age)}", _years(said.age), _years(held.age))
    elif one or said.age:
        kind, words = ("birth", _date(one)) if one else ("age", _years(said.age))
        yield Found(kind, "not_held", words, "")
    elif two or held.age:
        kind, words = ("birth", _date(two)) if two else ("age", _years(held.age))
        yield Found(kind, "not_said", "", words)


def _past(birth: PartialDate | None, today: date) -> PartialDate | None:
    if birth is None or birth.year is None or birth.year > today.year:
        return None
    return birth


def compare_births(one: PartialDate, two: PartialDate) -> str:
    """Tell how two dates of birth with known years agree.

    Returns:
        Of two whole dates `same`, `transposed` (day and month changed places), `one_digit`,
        `day_month_same`, `year_only` or `differs`. As far as both are known otherwise
        `month_same`, `year_same`, `year_near` (a year or two off), `year_digit` (one digit of
        the year) or `differs`.

    Why:
        1 January mostly means "year only"; the same day and month with another year is
        mostly a slip (matching notes).
    """
    if not (one.is_whole and two.is_whole):
        return _partial_births(one, two)
    if one == two:
        return "same"
    if one.year == two.year and (one.day, one.month) == (two.month, two.day):
        return "transposed"
    if OSA.distance(_date(one), _date(two)) == 1:
        return "one_digit"
    if (one.day, one.month) == (two.day, two.month):
        return "day_month_same"
    return "year_only" if one.year == two.year else "differs"


def _partial_births(one: PartialDate, two: PartialDate) -> str:
    if one.year != two.year:
        return _years_apart(one, two)
    known = one.month and two.month and not any((d.month, d.day) == (1, 1) for d in (one, two))
    return "month_same" if known and one.month == two.month else "year_same"


def _years_apart(one: PartialDate, two: PartialDate) -> str:
    apart = abs((one.year or 0) - (two.year or 0))
    if apart <= _NEAR_YEARS:
        return "year_near"
    return "year_digit" if OSA.distance(str(one.year), str(two.year)) == 1 else "differs"


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
    """Grade a difference in years against half the width of the guess (at least two)."""
    width = max(half, 2.0)
    if apart <= width * 0.65:
        return "same"
    if apart <= width:
        return "near"
    return "apart" if apart <= width * 2 else "differs"


def _date(birth: PartialDate) -> str:
    parts = [f"{birth.year:04d}"]
    if birth.month:
        parts.append(f"{birth.month:02d}")
        parts += [f"{birth.day:02d}"] if birth.day else []
    return "-".join(parts)


def _years(age: Age | None) -> str:
    return f"{age.low} to {age.high}" if age else ""
