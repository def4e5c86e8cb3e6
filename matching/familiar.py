"""Short and familiar forms of given names: Bob for Robert, Tommie for Thomas.

The English table is that of the `nicknames` package (Apache-2.0, in the wheel, no network);
other languages are in `short_forms.py`.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from nicknames import NickNamer

from matching.short_forms import EQUIVALENTS, SHORT_FORMS

_NONE: frozenset[str] = frozenset()
_ENDINGS = ("ie", "ey", "ee", "y", "i")


@lru_cache(maxsize=1)
def _table() -> tuple[Mapping[str, set[str]], frozenset[str]]:
    """Give the formal names of each English short form, and all that have short forms."""
    table: Any = NickNamer()  # the package types its answers as a defaultdict of sets
    return table.canonical_lookup, frozenset(table.nickname_lookup)


@lru_cache(maxsize=1)
def _elsewhere() -> Mapping[str, frozenset[str]]:
    """Give the formal names behind each form that other languages use, a formal one's own too.

    A name and what other languages make of it (John, Ivan, Juan) share a mark beginning in `=`,
    which is no name: they are siblings, neither is short for the other.
    """
    formal: dict[str, set[str]] = {}
    for row in SHORT_FORMS.split():
        name, shorter = row.split(":")
        for form in (name, *shorter.split(",")):
            formal.setdefault(form, set()).add(name)
    for group in EQUIVALENTS.split():
        names = group.split(",")
        for form in names:
            formal.setdefault(form, {form}).add(f"={names[0]}")
    return MappingProxyType({form: frozenset(names) for form, names in formal.items()})


@lru_cache(maxsize=1 << 15)
def formal_names(part: str) -> frozenset[str]:
    """Give the formal names that a part may be short for.

    Args:
        part: One folded part of a name.

    Returns:
        The formal names; the part itself is among them where it is itself a formal name.
        Empty where the table does not know it.
    """
    canonical, have_short = _table()
    elsewhere = _elsewhere().get(part, _NONE)
    formal = elsewhere.union(canonical.get(part, ()))
    if not formal and (stem := _stem(part)):
        formal = _NONE.union(canonical.get(stem, ()))
    return formal.union((part,)) if part in have_short else formal


def is_short_for(one: str, other: str) -> bool:
    """Tell whether one part is a familiar form of the other."""
    return other in formal_names(one) or one in formal_names(other)


def are_siblings(one: str, other: str) -> bool:
    """Tell whether both parts are familiar forms of one formal name, as Bob and Bert."""
    return not formal_names(one).isdisjoint(formal_names(other))


def shares_stem(one: str, other: str) -> bool:
    """Tell whether one part without -ie or -y begins the other, as Alfie and Alfred."""
    return any(
        _is_enough(stem, shorter) and longer.startswith(stem) and longer != shorter
        for shorter, longer in ((one, other), (other, one))
        if (stem := _stem(shorter))
    )


def _is_enough(stem: str, part: str) -> bool:
    """Whether a stem tells something: three letters, or two whose last was doubled (Aggie)."""
    return len(stem) >= 3 or (len(stem) == 2 and part.startswith(stem + stem[-1]))


def _stem(part: str) -> str:
    for ending in _ENDINGS:
        if part.endswith(ending) and len(part) - len(ending) >= 2:
            bare = part[: -len(ending)]
            return bare[:-1] if len(bare) > 2 and bare[-1] == bare[-2] else bare
    return ""
