"""The keys under which a record is kept and a question is asked: hashes of joined word forms.

Read first: decision 0002. A key joins the sound, start, end or formal name of one part with
the same of another, so that few rows stand under each even on a long list.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from matching.evidence import ages_as_years, outward_of, phone_of, plate_of
from matching.familiar import formal_names
from matching.names import fold, parts_of
from matching.query import Description
from matching.sounds import coarse, skeleton

_WIDEST_AGE = 12
_WEIGHTS = {
    "x": 1.0, "s": 0.4, "n": 0.2, "c": 0.2, "t": 0.2, "e": 0.2, "w": 0.25,
    "ss": 0.5, "cc": 0.2, "tt": 0.6, "te": 0.6, "ee": 0.5, "ns": 0.8, "si": 0.8,
    "sy": 1.0, "so": 0.8, "sp": 1.0, "ny": 0.8, "no": 0.6, "np": 0.8, "oy": 0.8, "py": 1.0,
    "d": 1.5, "ph": 4.0, "v": 4.0, "ve": 2.0, "h": 4.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """One key to look under: `number` is a signed 64-bit hash, `weight` its worth in ranking."""

    number: int
    weight: float


def number_of(kind: str, *forms: str) -> int:
    """Give the signed 64-bit number of one key; equal on every machine and in every run."""
    digest = blake2b("|".join((kind, *forms)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def keys_held(held: Description, *, parts_per_name: int) -> frozenset[int]:
    """Give all keys under which a record is found.

    Args:
        held: The words of the record.
        parts_per_name: Further parts of a longer name are left out; at least 1.

    Returns:
        The numbers; empty where nothing is held.
    """
    forms = _forms(held, parts_per_name, years=_years(held))
    return frozenset(number_of(*form) for form in forms)


def keys_asked(query: Description, *, parts_per_name: int) -> tuple[Key, ...]:
    """Give the keys a question looks under, each once, in a stable order.

    Args:
        query: The words asked about.
        parts_per_name: As for `keys_held`.

    Returns:
        The keys with their weights; empty where nothing was said.
    """
    forms = dict.fromkeys(_forms(query, parts_per_name, years=_years(query)))
    return tuple(Key(number_of(*form), _WEIGHTS[form[0]]) for form in forms)


def _forms(
    words: Description, parts_per_name: int, years: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    years = tuple(years)
    outwards = tuple(dict.fromkeys(filter(None, map(outward_of, words.postcodes))))
    places = tuple(dict.fromkeys(filter(None, map(fold, words.places))))
    for name in words.names:
        parts = parts_of(name)[:parts_per_name]
        yield from _single_forms(parts)
        yield from _pair_forms(parts)
        yield from _whole_forms(parts)
        for sound in map(skeleton, parts):
            yield from (("sy", sound, year) for year in years)
            yield from (("so", sound, outward) for outward in outwards)
            yield from (("sp", sound, place) for place in places)
        for formal in sorted(frozenset().union(*map(formal_names, parts))):
            yield from (("ny", formal, year) for year in years)
            yield from (("no", formal, outward) for outward in outwards)
            yield from (("np", formal, place) for place in places)
    for year in years:
        yield from (("oy", outward, year) for outward in outwards)
        yield from (("py", place, year) for place in places)
    yield from _thing_forms(words)


def _years(words: Description) -> tuple[str, ...]:
    if words.birth and words.birth.year:
        return (str(words.birth.year),)
    if words.age and words.age.high - words.age.low <= _WIDEST_AGE:
        first, last = ages_as_years(words.age)
        return tuple(str(year) for year in range(first, last + 1))
    return ()


def word_forms(part: str) -> dict[str, tuple[int, ...]]:
    """Give the keys of a single part by kind: `x` itself, `s` its sound, `n` its formal names."""
    return {
        "x": (number_of("x", part),),
        "s": (number_of("s", skeleton(part)),),
        "n": tuple(number_of("n", formal) for formal in sorted(formal_names(part))),
    }


def pair_numbers(one: str, other: str) -> list[int]:
    """Give the keys that two parts share with a name holding both by sound or short form."""
    forms = [("ss", *sorted(map(skeleton, (one, other))))]
    for a, b in ((one, other), (other, one)):
        forms += [("ns", formal, skeleton(b)) for formal in sorted(formal_names(a))]
    return [number_of(*form) for form in forms]


def _single_forms(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for part in parts:
        yield ("x", part)
        yield ("s", skeleton(part))
        yield ("c", coarse(part))
        yield ("t", part[:4])
        yield ("e", part[-4:])
        yield from (("n", formal) for formal in sorted(formal_names(part)))


def _pair_forms(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for pair in combinations(sorted(parts), 2):
        one, other = pair
        yield ("ss", *sorted(map(skeleton, pair)))
        yield ("cc", *sorted(map(coarse, pair)))
        yield ("tt", *sorted((one[:3], other[:3])))
        yield ("ee", *sorted((one[-3:], other[-3:])))
        for a, b in (pair, pair[::-1]):
            yield ("te", a[:3], b[-3:])
            yield ("si", skeleton(a), b[0])
            yield from (("ns", formal, skeleton(b)) for formal in sorted(formal_names(a)))


def _whole_forms(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if parts:
        yield ("w", coarse("".join(parts)))
    if len(parts) > 1:
        yield ("w", coarse("".join((parts[-1], *parts[:-1]))))
        yield ("w", coarse("".join((*parts[1:], parts[0]))))


def _thing_forms(words: Description) -> Iterator[tuple[str, ...]]:
    birth = words.birth
    if birth and birth.is_whole:
        yield ("d", f"{birth.year}-{birth.month}-{birth.day}")
    for number in filter(None, map(phone_of, words.phones)):
        yield ("ph", number)
    for plate in filter(None, map(plate_of, words.vehicles)):
        if len(plate) >= 5:
            yield ("v", plate)
        yield from (("ve", plate[-size:]) for size in (2, 3) if len(plate) >= size)
    for handle in filter(None, map(fold, words.handles)):
        yield ("h", handle.replace(" ", ""))
