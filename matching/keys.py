"""The keys under which a record is kept and a question is asked: hashes of joined word forms.

Read first: decision 0002. A key joins the sound, start, end or formal name of one part with
the same of another, or with a year or a place, so that few rows stand under each even on a
long list. What a key tells of the record that stands under it are its marks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from matching.evidence import ages_as_years, outward_of, phone_of, plate_of
from matching.familiar import formal_names
from matching.names import fold, readings
from matching.query import Description
from matching.scripts import loses_sounds
from matching.sounds import bare, coarse, skeleton

KEY_VERSION = 3
"""Raised whenever the same words give other keys: what is stored is then written anew."""

_WIDEST_AGE = 12
_SHORT_PART = 5
_BITS = (1 << 64) - 1
_STIR = 0x9E3779B97F4A7C15
Mark = tuple[str, str]
Form = tuple[tuple[str, ...], tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class Key:
    """One key to look under: `number` is a signed 64-bit hash.

    `marks` say what a record under it shares with the question: a slot (a part of the name
    asked about, or a fact such as `#date`) and the level of agreement. `is_own` where the key
    is that of one part and one level alone, so that its rows tell how rare that is.
    """

    number: int
    marks: tuple[Mark, ...] = field(repr=False)
    is_own: bool


@lru_cache(maxsize=1 << 16)
def _hashed(form: str) -> int:
    return int.from_bytes(blake2b(form.encode(), digest_size=8).digest(), "big")


def number_of(kind: str, *forms: str) -> int:
    """Give the signed 64-bit number of one key; equal on every machine and in every run."""
    number = _hashed(kind)
    for form in forms:
        number = ((number ^ (number >> 29)) * _STIR + _hashed(form)) & _BITS
    number = ((number ^ (number >> 32)) * _STIR) & _BITS
    return number - (1 << 64) if number >> 63 else number


def keys_held(held: Description, *, parts_per_name: int) -> frozenset[int]:
    """Give all keys under which a record is found.

    Args:
        held: The words of the record.
        parts_per_name: Further parts of a longer name are left out; at least 1.

    Returns:
        The numbers; empty where nothing is held.
    """
    return frozenset(number_of(*form) for form, _ in _forms(held, parts_per_name, held=True))


def keys_asked(query: Description, *, parts_per_name: int) -> tuple[Key, ...]:
    """Give the keys a question looks under, each once, in a stable order.

    Args:
        query: The words asked about.
        parts_per_name: As for `keys_held`.

    Returns:
        The keys with their marks; empty where nothing was said.
    """
    return tuple(
        Key(number_of(*form), marks, form[0] in _OWN)
        for form, marks in dict.fromkeys(_forms(query, parts_per_name))
    )


_OWN = frozenset(("x", "n", "s", "b", "t", "c", "e", "r", "o", "p"))


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What the keys need of one part, worked out once."""

    part: str = field(repr=False)
    sound: str = field(repr=False)
    rough: str = field(repr=False)
    heard: str = field(repr=False)
    formal: tuple[str, ...] = field(repr=False)


@lru_cache(maxsize=1 << 15)
def _sketch(part: str) -> _Sketch:
    formal = tuple(sorted({skeleton(name) for name in formal_names(part)}))
    return _Sketch(part, skeleton(part), coarse(part), bare(part), formal)


def _forms(words: Description, parts_per_name: int, *, held: bool = False) -> Iterator[Form]:
    years = _years(words)
    places = _places(words)
    for name, parts in _named(words):
        sketches = tuple(map(_sketch, parts[:parts_per_name]))
        pairs = tuple(combinations(sorted(sketches, key=_by_part), 2))
        for sketch in sketches:
            yield from _single_forms(sketch)
            yield from _fact_forms(sketch, years, places)
        for one, other in pairs:
            yield from _pair_forms(one, other)
        if held or loses_sounds(name):
            yield from _heard_forms(sketches, pairs)
        yield from _whole_forms(tuple(sketch.part for sketch in sketches))
    for place, mark in places:
        yield (place, (mark,))
        yield from ((("y", *place, year), (mark, _YEAR)) for year in years)
    yield from _date_forms(words)
    yield from _thing_forms(words)


def _named(words: Description) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((name, parts) for name in words.names for parts in readings(name))


def _by_part(sketch: _Sketch) -> str:
    return sketch.part


_YEAR: Mark = ("#date", "year")


def _years(words: Description) -> tuple[str, ...]:
    if words.birth and words.birth.year:
        return (str(words.birth.year),)
    if words.age and words.age.high - words.age.low <= _WIDEST_AGE:
        first, last = ages_as_years(words.age)
        return tuple(str(year) for year in range(first, last + 1))
    return ()


def _places(words: Description) -> tuple[tuple[tuple[str, str], Mark], ...]:
    outwards = dict.fromkeys(filter(None, map(outward_of, words.postcodes)))
    towns = dict.fromkeys(filter(None, map(fold, words.places)))
    return (
        *((("o", outward), ("#place", "outward")) for outward in outwards),
        *((("p", town), ("#place", "place")) for town in towns),
    )


def word_forms(part: str) -> dict[str, tuple[int, ...]]:
    """Give the keys of a single part by kind: `x` itself, `s` its sound, `n` its formal names."""
    sketch = _sketch(part)
    return {
        "x": (number_of("x", part),),
        "s": (number_of("s", sketch.sound),),
        "n": tuple(number_of("n", formal) for formal in sketch.formal),
    }


def pair_numbers(one: str, other: str) -> list[int]:
    """Give the keys that two parts share with a name holding both by sound or short form."""
    pair = sorted(map(_sketch, (one, other)), key=_by_part)
    return [number_of(*form) for form, _ in _sounding_pairs(*pair)]


def _single_forms(sketch: _Sketch) -> Iterator[Form]:
    part = sketch.part
    yield (("x", part), ((part, "word"),))
    yield (("s", sketch.sound), ((part, "sound"),))
    yield (("c", sketch.rough), ((part, "rough"),))
    yield (("t", part[:4]), ((part, "start"),))
    yield (("e", part[-4:]), ((part, "end"),))
    yield from ((("n", formal), ((part, "nickname"),)) for formal in sketch.formal)
    if len(part) > _SHORT_PART:
        yield (("b", part[:2], part[-2:]), ((part, "both_ends"),))
    elif len(part) > 2:
        shorter = {part[:place] + part[place + 1 :] for place in range(len(part))}
        yield from ((("l", form), ((part, "slip"),)) for form in sorted({part, *shorter}))


def _heard_forms(
    sketches: Iterable[_Sketch], pairs: Iterable[tuple[_Sketch, _Sketch]]
) -> Iterator[Form]:
    """Give what is left of a name in a script that drops l and r and merges other sounds."""
    for sketch in sketches:
        if len(sketch.heard) > 1:
            yield (("r", sketch.heard), ((sketch.part, "heard"),))
    for one, other in pairs:
        heard = sorted((one.heard, other.heard))
        yield (("rr", *heard), ((one.part, "heard"), (other.part, "heard")))


def _fact_forms(
    sketch: _Sketch, years: tuple[str, ...], places: Iterable[tuple[tuple[str, str], Mark]]
) -> Iterator[Form]:
    """Join one part with each year and place, so that a common name reads few rows."""
    facts = (*((("y", year), _YEAR) for year in years), *places)
    for fact, mark in facts:
        yield (("s", sketch.sound, *fact), ((sketch.part, "sound"), mark))
        yield (("t", sketch.part[:3], *fact), ((sketch.part, "start_of_three"), mark))
        yield (("i", sketch.part[0], *fact), ((sketch.part, "initial"), mark))
        for formal in sketch.formal:
            yield (("n", formal, *fact), ((sketch.part, "nickname"), mark))


def _pair_forms(one: _Sketch, other: _Sketch) -> Iterator[Form]:
    first, last = one.part, other.part
    yield from _sounding_pairs(one, other)
    rough = sorted((one.rough, other.rough))
    yield (("cc", *rough), ((first, "rough"), (last, "rough")))
    starts, ends = sorted((first[:3], last[:3])), sorted((first[-3:], last[-3:]))
    yield (("tt", *starts), ((first, "start_of_three"), (last, "start_of_three")))
    yield (("ee", *ends), ((first, "end_of_three"), (last, "end_of_three")))
    for a, b in ((one, other), (other, one)):
        marks = ((a.part, "start_of_three"), (b.part, "end_of_three"))
        yield (("te", a.part[:3], b.part[-3:]), marks)
        yield (("si", a.sound, b.part[0]), ((a.part, "sound"), (b.part, "initial")))


def _sounding_pairs(one: _Sketch, other: _Sketch) -> Iterator[Form]:
    sounds = sorted((one.sound, other.sound))
    yield (("ss", *sounds), ((one.part, "sound"), (other.part, "sound")))
    for a, b in ((one, other), (other, one)):
        for formal in a.formal:
            yield (("ns", formal, b.sound), ((a.part, "nickname"), (b.part, "sound")))


def _whole_forms(parts: tuple[str, ...]) -> Iterator[Form]:
    orders = [parts]
    if len(parts) > 1:
        orders += [(parts[-1], *parts[:-1]), (*parts[1:], parts[0])]
    for order in orders:
        if order:
            yield (("w", coarse("".join(order))), (("#whole", "whole"),))


def _date_forms(words: Description) -> Iterator[Form]:
    birth = words.birth
    if birth is None or not birth.month:
        return
    year, month, day = str(birth.year), str(birth.month), str(birth.day)
    if birth.is_whole:
        yield (("d", year, month, day), (("#date", "date"),))
        yield (("dm", month, day), (("#day", "day_month"),))
    if (birth.month, birth.day or 1) != (1, 1):
        yield (("ym", year, month), (("#date", "month"),))


def _thing_forms(words: Description) -> Iterator[Form]:
    for number in filter(None, map(phone_of, words.phones)):
        yield (("ph", number), (("#phone", "phone"),))
    for plate in filter(None, map(plate_of, words.vehicles)):
        if len(plate) >= 5:
            yield (("v", plate), (("#vehicle", "vehicle"),))
        for size in (2, 3):
            if len(plate) >= size:
                yield (("ve", plate[-size:]), (("#vehicle", "plate_end"),))
    for handle in filter(None, map(fold, words.handles)):
        yield (("h", handle.replace(" ", "")), (("#handle", "handle"),))
