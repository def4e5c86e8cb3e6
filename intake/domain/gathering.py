"""Whether two tellings may be of the same person, without a name to go by; read `likeness_of`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from intake.domain.household import OF_A_HOME, Clue, ClueHeld, ClueKind

WORDS = {
    ClueKind.HOUSE: "the same address is told of",
    ClueKind.CHILD: "a child of the same name is told of",
    ClueKind.CARER: "a carer of the same name is told of",
    ClueKind.PHONE: "the same telephone number is told of",
    ClueKind.STREET: "the same street is told of",
    ClueKind.VEHICLE: "a vehicle of the same colour and kind is told of",
    ClueKind.NAME: "a part of the names told is the same, or short for the other",
    ClueKind.WORD: "words that few use stand in both descriptions",
    ClueKind.RELATION: "it is told that he is the same to the family",
}
OTHER_NAME = "the names told have nothing in common"
SHOWN = frozenset({ClueKind.HOUSE, ClueKind.STREET, ClueKind.VEHICLE, ClueKind.NAME, ClueKind.WORD})
"""Kinds whose words are shown beside each other; names of children and carers are not."""


@dataclass(frozen=True, slots=True)
class GatherScales:
    """Points of shared things by kind; see `config/gathering.yaml`."""

    points: Mapping[ClueKind, Decimal]
    words_at_most: Decimal
    other_name: Decimal
    lead_from: Decimal
    too_common: int


@dataclass(frozen=True, slots=True)
class SharedThing:
    """One kind of thing that two tellings share, or the names that they do not."""

    kind: ClueKind
    said: str = field(repr=False)
    held: str = field(repr=False)
    words: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two tellings may be of one person: what they share, and the sum."""

    shared: tuple[SharedThing, ...]

    @property
    def points(self) -> Decimal:
        """The sum; exact."""
        return sum((one.points for one in self.shared), Decimal(0))

    @property
    def is_through_a_home(self) -> bool:
        """Whether it rests on a home, and not on how he is described."""
        return any(one.kind in OF_A_HOME for one in self.shared)


def likeness_of(
    told: Iterable[Clue | ClueHeld],
    held: Iterable[Clue | ClueHeld],
    scales: GatherScales,
    *,
    names: tuple[Collection[str], Collection[str]] = ((), ()),
) -> Likeness:
    """Compare what two tellings know somebody by.

    Args:
        told: The clues of one, those of its home too.
        held: The clues of the other.
        scales: Points in force.
        names: Parts of the names told of each, in every form; names that have nothing in
            common speak against, a name missing on one side says nothing.

    Returns:
        The kinds shared, each once with its points; a relation to a family counts only
        where the family is the same. The order of clues changes nothing.

    Why:
        Seven people knew a little of a man whose whole name none of them knew, and each was
        filed apart (Peterborough review, rows P23 and P28).
    """
    said = {one.key: one for one in told}
    known = {one.key: one for one in held}
    keys = sorted(said.keys() & known.keys())
    has_home = any(said[key].kind in OF_A_HOME for key in keys)
    pairs: dict[ClueKind, list[tuple[Clue | ClueHeld, Clue | ClueHeld]]] = {}
    for key in keys:
        pairs.setdefault(said[key].kind, []).append((said[key], known[key]))
    shared = [
        _shared(kind, pairs[kind], scales)
        for kind in ClueKind
        if kind in pairs and (kind is not ClueKind.RELATION or has_home)
    ]
    first, second = names
    if first and second and set(first).isdisjoint(second):
        shared.append(SharedThing(ClueKind.NAME, "", "", OTHER_NAME, -scales.other_name))
    return Likeness(tuple(one for one in shared if one.points))


def _shared(
    kind: ClueKind, pairs: list[tuple[Clue | ClueHeld, Clue | ClueHeld]], scales: GatherScales
) -> SharedThing:
    each = scales.points[kind]
    points = min(each * len(pairs), scales.words_at_most) if kind is ClueKind.WORD else each
    is_shown = kind in SHOWN
    return SharedThing(
        kind=kind,
        said=_words(one for one, _ in pairs) if is_shown else "",
        held=_words(other for _, other in pairs) if is_shown else "",
        words=WORDS[kind],
        points=points,
    )


def _words(clues: Iterable[Clue | ClueHeld]) -> str:
    return ", ".join(dict.fromkeys(one.words for one in clues))
