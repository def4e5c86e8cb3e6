"""The keys under which a record is kept and a question is asked: joined forms of its words.

Read first: decisions 0002 and 0013, and `pieces.py`. A key joins the sound, start, end or
formal name of one part with that of another, or with a year or a place, so that few rows
stand under each even on a long list. What it tells of a record that stands under it are its
marks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from matching.evidence import ages_as_years
from matching.names import fold, readings
from matching.pieces import Mark, Marks, Numbered, Pieces, number_of, pieces_of
from matching.prepared import outward_of
from matching.query import Description
from matching.said_numbers import phone_of, phones_in, plate_in
from matching.scripts import loses_sounds

__all__ = ["KEY_VERSION", "Asked", "Key", "Mark", "keys_asked", "keys_held", "number_of"]

KEY_VERSION = 9
"""Raised whenever the same words give other parts or keys: what is stored is then written anew."""

_WIDEST_AGE = 12
_PLATE_START = 4
_YEAR: Mark = ("#date", "year")
_DOUBLED = re.compile(r"(.)\1+")


_OWN = frozenset(
    "word sound rough start end nickname both_ends heard outward place phone vehicle handle".split()  # noqa: SIM905 - a list of words reads so
)


class Key(NamedTuple):
    """One key to look under.

    `marks` say what a record under it shares with the question: a slot (a part of the name
    asked about, or a fact such as `#date`) and the level of agreement. `is_own` where the key
    is that of one part and one level alone, so that its rows tell how rare that is.
    """

    number: int
    marks: Marks
    is_own: bool

    def __repr__(self) -> str:
        """Show the number alone: the marks are words about somebody."""
        return f"Key({self.number})"


@dataclass(frozen=True, slots=True)
class Asked:
    """The keys of a question, numbers and marks side by side, in a stable order.

    `slots` gives the common slot of parts that are other readings of one word.
    """

    numbers: tuple[int, ...]
    marks: tuple[Marks, ...] = field(repr=False)
    slots: Mapping[str, str] = field(repr=False, default_factory=dict)

    def __iter__(self) -> Iterator[Key]:
        """Give them one by one."""
        for number, marks in zip(self.numbers, self.marks, strict=True):
            yield Key(number, marks, len(marks) == 1 and marks[0][1] in _OWN)

    def own(self) -> list[Key]:
        """Give the keys of one part and one level alone."""
        return [
            Key(number, marks, True)
            for number, marks in zip(self.numbers, self.marks, strict=True)
            if len(marks) == 1 and marks[0][1] in _OWN
        ]

    def __len__(self) -> int:
        """Give how many there are; 0 where nothing was said."""
        return len(self.numbers)


def keys_held(held: Description, *, parts_per_name: int) -> frozenset[int]:
    """Give all keys under which a record is found.

    Args:
        held: The words of the record.
        parts_per_name: Further parts of a longer name are left out; at least 1.

    Returns:
        The numbers; empty where nothing is held.
    """
    return frozenset(number for number, _ in _keys(held, parts_per_name, held=True))


def keys_asked(query: Description, *, parts_per_name: int) -> Asked:
    """Give the keys a question looks under.

    Args:
        query: The words asked about.
        parts_per_name: As for `keys_held`.

    Returns:
        The keys with their marks; empty where nothing was said. All of them are among those
        of a record of the same words.
    """
    keys = _keys(query, parts_per_name, held=False)
    if len(query.names) > 1 or not all(map(str.isascii, query.names)):
        keys = list(dict.fromkeys(keys))
    numbers, marks = zip(*keys, strict=True) if keys else ((), ())
    return Asked(numbers, marks, _slots(query))


def _slots(query: Description) -> Mapping[str, str]:
    """Let the parts at one place of a name's readings count once.

    Why: a record in Han signs answered each of six readings and pushed the right one out.
    """
    slots: dict[str, str] = {}
    for number, name in enumerate(query.names):
        ways = readings(name)
        if len(ways) > 1:
            for parts in ways:
                for place, part in enumerate(parts):
                    slots.setdefault(part, f"{number} {place}")
    return slots


def pair_numbers(one: str, other: str) -> list[int]:
    """Give the keys that two parts share with a name holding both by sound or short form."""
    first, second = pieces_of(one), pieces_of(other)
    short = (first.short_for, second.short_beside), (second.short_for, first.short_beside)
    formal = [number + beside for numbers, beside in short for number in numbers]
    return [first.both_sound + second.both_sound, *formal]


@dataclass(frozen=True, slots=True)
class _Fact:
    """A year or a place with its number; `is_guess` for one of several years."""

    number: int
    mark: Mark
    is_guess: bool = False


def _keys(words: Description, parts_per_name: int, *, held: bool) -> list[Numbered]:
    keys: list[Numbered] = []
    years, places = _years(words), _places(words)
    facts = (*years, *places)
    for name in words.names:
        lossy = held or loses_sounds(name)
        for parts in readings(name):
            pieces = [pieces_of(part) for part in parts[:parts_per_name]]
            for place, one in enumerate(pieces):
                keys += one.single
                if lossy and one.heard:
                    keys.append(one.heard)
                for fact in facts:
                    keys += _with_fact(one, fact)
                for other in pieces[place + 1 :]:
                    keys += _pair(one, other, lossy=lossy)
            keys += _whole(pieces)
    for fact in places:
        keys.append((fact.number, (fact.mark,)))
        keys += [(fact.number + year.number, (fact.mark, _YEAR)) for year in years]
    keys += _dates(words)
    keys += _things(words)
    return keys


def _years(words: Description) -> tuple[_Fact, ...]:
    if words.birth and words.birth.year:
        return (_Fact(number_of("y", str(words.birth.year)), _YEAR),)
    if words.age and words.age.high - words.age.low <= _WIDEST_AGE:
        first, last = ages_as_years(words.age)
        numbers = (number_of("y", str(year)) for year in range(first, last + 1))
        return tuple(_Fact(number, _YEAR, is_guess=True) for number in numbers)
    return ()


def _places(words: Description) -> tuple[_Fact, ...]:
    outwards = dict.fromkeys(filter(None, map(outward_of, words.postcodes)))
    towns = dict.fromkeys(filter(None, map(fold, words.places)))
    return (
        *(_Fact(number_of("o", outward), ("#place", "outward")) for outward in outwards),
        *(_Fact(number_of("p", town), ("#place", "place")) for town in towns),
    )


def _with_fact(one: Pieces, fact: _Fact) -> list[Numbered]:
    """Join one part with a year or place, so that a common name reads few rows.

    An age stands for many years, so less is joined with each of them.
    """
    number, mark = fact.number, fact.mark
    keys: list[Numbered] = [(one.sound + number, (one.mark_sound, mark))]
    if one.formal:
        marks = (one.mark_nickname, mark)
        keys += [(formal + number, marks) for formal in one.formal]
    if not fact.is_guess:
        keys.append((one.start + number, (one.mark_start, mark)))
        keys.append((one.initial + number, (one.mark_initial, mark)))
    return keys


def _pair(one: Pieces, other: Pieces, *, lossy: bool) -> list[Numbered]:
    """Join two parts of one name; `lossy` also as a script that drops l and r keeps them."""
    both = (one.mark_sound, other.mark_sound)
    keys: list[Numbered] = [(one.both_sound + other.both_sound, both)]
    for a, b in ((one, other), (other, one)):
        ends, short = (a.mark_start, b.mark_end), (a.mark_nickname, b.mark_sound)
        keys.append((a.first_start + b.last_end, ends))
        initial = (a.mark_sound, b.mark_initial)
        keys.append((a.with_initial + b.initial_beside, initial))
        keys += [(formal + b.short_beside, short) for formal in a.short_for]
    if lossy:
        heard = (one.mark_heard, other.mark_heard)
        keys.append((one.both_heard + other.both_heard, heard))
    return keys


def _whole(pieces: Sequence[Pieces]) -> list[Numbered]:
    """Join what is left of all parts, also with the last one first or the first one last."""
    if not pieces:
        return []
    rough = [one.rough for one in pieces]
    orders = (rough, (rough[-1], *rough[:-1]), (*rough[1:], rough[0]))
    marks = (("#whole", "whole"),)
    wholes = dict.fromkeys(map("".join, orders))
    return [(number_of("w", _DOUBLED.sub(r"\1", whole)), marks) for whole in wholes]


def _fact(role: str, form: str, slot: str, level: str) -> Numbered:
    return number_of(role, form), ((slot, level),)


def _dates(words: Description) -> Iterator[Numbered]:
    birth = words.birth
    if birth is None or not birth.month:
        return
    if birth.is_whole:
        yield _fact("d", f"{birth.year} {birth.month} {birth.day}", "#date", "date")
        yield _fact("dm", f"{birth.month} {birth.day}", "#day", "day_month")
    if (birth.month, birth.day or 1) != (1, 1):
        yield _fact("ym", f"{birth.year} {birth.month}", "#date", "month")


def _things(words: Description) -> Iterator[Numbered]:
    phones = (phone_of(one) for typed in words.phones for one in phones_in(typed))
    yield from _each("ph", phones, "#phone", "phone")
    for plate in filter(None, map(plate_in, words.vehicles)):
        signs = plate.signs
        if plate.where == "whole":
            yield _fact("v", signs, "#vehicle", "vehicle")
        if plate.where in ("whole", "end"):
            for size in (2, 3):
                if len(signs) >= size:
                    yield _fact("ve", signs[-size:], "#vehicle", "plate_end")
        if plate.where != "end" and len(signs) >= _PLATE_START:
            yield _fact("vs", signs[:_PLATE_START], "#vehicle", "plate_end")
    handles = (fold(handle).replace(" ", "") for handle in words.handles)
    yield from _each("h", handles, "#handle", "handle")


def _each(role: str, forms: Iterable[str], slot: str, level: str) -> Iterator[Numbered]:
    return (_fact(role, form, slot, level) for form in forms if form)
