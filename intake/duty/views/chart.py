"""Who and what is linked to one person, ready to be drawn and read as a table."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ChartNode:
    """One person, child, home or thing of a link chart, by its place in the list.

    Args:
        kind: Code of `NodeKind`: person, adult, child, household, address, vehicle, phone.
        words: What it is called; a child by age only.
        hops: Steps from human to human to get there.
        person_id: The record, where it is one that the reader may open.
    """

    kind: str
    words: str = field(repr=False)
    hops: int
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChartEdge:
    """What is told of two nodes, all concerns that tell of it together.

    Args:
        one: Place of a node; `other` that of the second.
        words: What is told: lives there, comes to, uses; with years where told.
        is_firm: Whether one concern at least tells of it without resting on a lead.
        references: The concerns, oldest first.
    """

    one: int
    other: int
    words: str = field(repr=False)
    is_firm: bool
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkChart:
    """A link chart: the first node is in the middle; the nearest come first.

    `is_cut` tells that more was told than fits.
    """

    nodes: tuple[ChartNode, ...]
    edges: tuple[ChartEdge, ...]
    hops: int
    is_cut: bool


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place that is told of with a person, from when to when, by which concerns.

    `is_firm` where one of them at least is judged to be about this person.
    """

    words: str = field(repr=False)
    area: str
    first_on: date
    last_on: date
    is_firm: bool
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinksPage:
    """Who and what is linked to one person as far as the reader may see it."""

    person_id: int
    number: str
    label: str = field(repr=False)
    is_flagged: bool
    purpose: str
    chart: LinkChart
    places: tuple[PlaceLine, ...]
