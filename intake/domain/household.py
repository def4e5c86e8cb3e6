"""Households: who lives or lived where, with whom, as concerns have told; read `households_of`.

A household is never a record of its own that could be wrong for ever: it is worked out from
what each concern said, so that whatever is judged, sealed or hidden changes it at once.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from intake.domain.concern import Part


class ClueKind(StrEnum):
    """What somebody, or a home, may be known by again; stored, never renamed."""

    HOUSE = "house"
    CHILD = "child"
    CARER = "carer"
    STREET = "street"
    VEHICLE = "vehicle"
    PHONE = "phone"
    NAME = "name"
    WORD = "word"
    RELATION = "relation"


OF_A_HOME = frozenset({ClueKind.HOUSE, ClueKind.CHILD, ClueKind.CARER})
"""What points at one home: its address, a child of it, who cares for the child."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing told by which somebody or a home may be known again, in one spelling.

    `mention` is the place of the mention that tells it, None where the story or "where" does.
    """

    kind: ClueKind
    plain: str = field(repr=False)
    mention: int | None = None
    words: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """Kind and spelling together."""
        return f"{self.kind.value}:{self.plain}"


@dataclass(frozen=True, slots=True)
class Lived:
    """Somebody of a household, as one concern told; `since` and `until` in the words told."""

    who: str
    part: Part
    concern: str
    since: str = field(default="", repr=False)
    until: str = field(default="", repr=False)
    is_firm: bool = True


@dataclass(frozen=True, slots=True)
class Home:
    """One household as one concern told of it: the keys it is known by, and who was there."""

    keys: frozenset[str] = field(repr=False)
    lived: tuple[Lived, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """One home, put together from all concerns that told of it.

    Args:
        key: The least of its addresses, or else of its keys.
        keys: Addresses, children and carers it is known by.
        lived: Who lives or lived there, one line a concern, in the order given.
    """

    key: str = field(repr=False)
    keys: frozenset[str] = field(repr=False)
    lived: tuple[Lived, ...]

    @property
    def concerns(self) -> tuple[str, ...]:
        """The concerns that told of it, each once."""
        return tuple(dict.fromkeys(one.concern for one in self.lived))


def households_of(homes: Iterable[Home]) -> tuple[Household, ...]:
    """Put together what concerns told of homes.

    Two that share an address are one household. Told without an address, those that share a
    child or a carer are one, and are put with the one address at which that child or carer is
    known; where two addresses fit, they stay apart, for a child may have two homes.

    Args:
        homes: What each concern told; one without any key is a household by itself.

    Returns:
        Households in the order in which they were first told of; the order of telling does
        not change who is put together.

    Why:
        A sibling wrote six months later, with another spelling of the family's name, and
        nobody saw that it was the same house (Peterborough review, row P2).
    """
    told = list(enumerate(homes))
    at_address = _together([one for one in told if _houses(one[1].keys)], _houses)
    untold = _together([one for one in told if not _houses(one[1].keys)], frozenset)
    alone: list[_Group] = []
    for group in untold:
        fit = [one for one in at_address if one.keys & group.keys]
        if len(fit) == 1:
            fit[0].homes.extend(group.homes)
        else:
            alone.append(group)
    groups = sorted((*at_address, *alone), key=lambda one: min(place for place, _ in one.homes))
    return tuple(_household(group) for group in groups)


@dataclass(frozen=True, slots=True)
class _Group:
    """Homes that are one household, each with its place in the telling."""

    homes: list[tuple[int, Home]]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset().union(*(home.keys for _, home in self.homes))


def _houses(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(one for one in keys if one.startswith(f"{ClueKind.HOUSE.value}:"))


def _together(
    told: Iterable[tuple[int, Home]], of: Callable[[Iterable[str]], frozenset[str]]
) -> list[_Group]:
    """Return homes in groups, those with a key of a sort in common together."""
    groups: list[_Group] = []
    for one in told:
        keys = of(one[1].keys)
        touching = [group for group in groups if of(group.keys) & keys]
        others = [group for group in groups if not of(group.keys) & keys]
        joined = [home for group in touching for home in group.homes]
        groups = [*others, _Group([*joined, one])]
    return groups


def _household(group: _Group) -> Household:
    homes = [home for _, home in sorted(group.homes, key=lambda one: one[0])]
    keys = group.keys
    return Household(
        key=min(_houses(keys) or keys, default=f"untold:{group.homes[0][0]}"),
        keys=keys,
        lived=tuple(lived for home in homes for lived in home.lived),
    )


SINCE = re.compile(r"\b(?:since|from|moved in(?: in)?)\s+((?:[\w’']+\s?){1,3})", re.IGNORECASE)
UNTIL = re.compile(
    r"\b(?:until|till|moved out(?: in)?|left(?: in)?)\s+((?:[\w’']+\s?){1,3})", re.IGNORECASE
)
FORMER = re.compile(
    r"\b(?:ex|ex-\w+|former|used to|lived there|split up|separated|divorced|late)\b", re.IGNORECASE
)


def when_lived(told: Sequence[str]) -> tuple[str, str]:
    """Return since and until when somebody lived somewhere, in the words told; empty if untold.

    Args:
        told: What was said of them: relation, place, description.

    Returns:
        "Until" is "before" where it was told that it is over, and not since when.
    """
    words = ". ".join(told)
    since, until = SINCE.search(words), UNTIL.search(words)
    over = "before" if FORMER.search(words) else ""
    return (since[1].strip() if since else "", until[1].strip() if until else over)


@dataclass(frozen=True, slots=True)
class ClueHeld:
    """A stored clue: of a concern, of a mention in it, or of a held record.

    Args:
        key: Kind and spelling.
        kind: See `ClueKind`.
        area: Code of the area it was told of, empty if unknown; the same street stands in
            many towns.
        words: As told.
    """

    key: str = field(repr=False)
    kind: ClueKind
    area: str = ""
    concern_id: int | None = None
    mention_id: int | None = None
    person_id: int | None = None
    words: str = field(default="", repr=False)
    id: int = 0
