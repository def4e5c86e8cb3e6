"""Who can be reached from somebody: people, children, homes, things, in steps; pure.

Read `network_of` first, then `reach_of`.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class NodeKind(StrEnum):
    """What a node of the network is."""

    PERSON = "person"
    ADULT = "adult"
    CHILD = "child"
    HOUSEHOLD = "household"
    ADDRESS = "address"
    VEHICLE = "vehicle"
    PHONE = "phone"

    @property
    def is_somebody(self) -> bool:
        """Whether it is a human, held on record or only told of."""
        return self in {NodeKind.PERSON, NodeKind.ADULT, NodeKind.CHILD}


class EdgeKind(StrEnum):
    """What a concern tells of two nodes."""

    LIVES = "lives"
    LIVED = "lived"
    COMES_TO = "comes_to"
    AT = "at"
    NAMED_WITH = "named_with"
    USES = "uses"


@dataclass(frozen=True, slots=True)
class Node:
    """One person, child, home or thing. `words` are shown; `person_id` where it is on record."""

    key: str = field(repr=False)
    kind: NodeKind
    words: str = field(default="", repr=False)
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing that one concern tells of two nodes; `is_firm` unless it rests on a lead."""

    one: str = field(repr=False)
    other: str = field(repr=False)
    kind: EdgeKind
    reference: str
    is_firm: bool = True
    since: str = field(default="", repr=False)
    until: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody who can be reached: in how many steps, and by which edges, the first at the start.

    `is_firm` where no step of the way rests on a link that nobody has judged.
    """

    node: Node
    hops: int
    way: tuple[Edge, ...]

    @property
    def is_firm(self) -> bool:
        """Whether every step of the way is firm."""
        return all(edge.is_firm for edge in self.way)

    @property
    def references(self) -> tuple[str, ...]:
        """The concerns that tell of the way, each once, the first step first."""
        return tuple(dict.fromkeys(edge.reference for edge in self.way))


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by nearness, the start first, and all edges between them.

    `hops` are the steps to each node by key; `is_cut` tells that more was told than fits.
    """

    start: str = field(repr=False)
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    hops: Mapping[str, int] = field(repr=False)
    is_cut: bool = False


def network_of(
    nodes: Iterable[Node], edges: Iterable[Edge], start: str, *, hops: int = 2, most: int = 500
) -> Network:
    """Return what lies within some steps of a node.

    Args:
        nodes: All nodes known, the start among them; later ones of one key are left out.
        edges: All that was told; edges to unknown nodes are left out.
        start: Key of the node to begin at.
        hops: Steps from human to human, 0 or more. A home, an address, a vehicle or a phone
            is passed through without a step: subject, home, child is one; child, other home,
            other carer is the second.
        most: Nodes at most; the nearest are kept.

    Returns:
        The network; the start alone where nothing is told of it.

    Raises:
        KeyError: The start is not among the nodes.

    Why:
        By one family he reached a carer, and by her more children; each agency saw its own
        piece (Peterborough review, rows P5 and P17).
    """
    known: dict[str, Node] = {}
    for node in nodes:
        known.setdefault(node.key, node)
    told = [one for one in dict.fromkeys(edges) if one.one in known and one.other in known]
    steps = _steps(known, told, start, hops)
    near = sorted(steps, key=lambda key: steps[key])
    kept = near[:most]
    inside = set(kept)
    return Network(
        start=start,
        nodes=tuple(known[key] for key in kept),
        edges=tuple(one for one in told if one.one in inside and one.other in inside),
        hops={key: steps[key] for key in kept},
        is_cut=len(near) > len(kept),
    )


def reach_of(
    network: Network, kinds: frozenset[NodeKind] = frozenset({NodeKind.CHILD})
) -> tuple[Reached, ...]:
    """Return who of some kinds can be reached, the nearest first, each by its shortest way.

    Args:
        network: As far as it was worked out; its hop limit is the limit here.
        kinds: Of whom; children unless told otherwise.

    Why:
        Five more victims were found after the arrest: every child within reach stands on the
        alert (Peterborough review, row P5).
    """
    ways = _ways(network)
    by_key = {node.key: node for node in network.nodes}
    return tuple(
        Reached(by_key[key], network.hops[key], ways[key])
        for key in network.hops
        if by_key[key].kind in kinds and key != network.start
    )


def _beside(edges: Iterable[Edge]) -> dict[str, list[tuple[str, Edge]]]:
    found: dict[str, list[tuple[str, Edge]]] = {}
    for edge in edges:
        found.setdefault(edge.one, []).append((edge.other, edge))
        found.setdefault(edge.other, []).append((edge.one, edge))
    return found


def _steps(
    known: Mapping[str, Node], edges: Iterable[Edge], start: str, hops: int
) -> dict[str, int]:
    """Return the steps to each node in reach, in the order they were come to."""
    beside = _beside(edges)
    steps = {known[start].key: 0}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for other, _ in beside.get(at, ()):
            cost = int(known[other].kind.is_somebody)
            further = steps[at] + cost
            if further < steps.get(other, hops + 1):
                steps[other] = further
                (waiting.append if cost else waiting.appendleft)(other)
    return steps


def _ways(network: Network) -> dict[str, tuple[Edge, ...]]:
    """Return a shortest way to each node, a firm one where there is one as short."""
    beside = _beside(network.edges)
    costs = {node.key: int(node.kind.is_somebody) for node in network.nodes}
    ways: dict[str, tuple[Edge, ...]] = {network.start: ()}
    for only_firm in (True, False):
        waiting = deque(ways)
        while waiting:
            at = waiting.popleft()
            for other, edge in beside.get(at, ()):
                is_on = network.hops[other] == network.hops[at] + costs[other]
                if other not in ways and is_on and (edge.is_firm or not only_firm):
                    ways[other] = (*ways[at], edge)
                    waiting.append(other)
    return ways
