"""Where the nodes of a link chart stand: in columns, a step further each, a branch below another.

Read `laid_out`. The same graph always gives the same picture, and no words lie over others.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COLUMN, ROW = 210.0, 27.0
WORDS_WIDE = 172.0
LEFT_OF_MARK, ABOVE = 16.0, 12.5


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of nodes; `below` are the nodes of each branch, one column further."""

    places: tuple[tuple[float, float], ...]
    below: Mapping[int, Sequence[int]]

    def ground(self, node: int, inside: Sequence[int]) -> str:
        """Return the outline of a node and of those of its branch that belong to it."""
        spots = [self.places[one] for one in (node, *inside)]
        left = min(x for x, _ in spots) - LEFT_OF_MARK
        right = max(x for x, _ in spots) + WORDS_WIDE
        top, bottom = min(y for _, y in spots) - ABOVE, max(y for _, y in spots) + ABOVE
        return f"M{left:g} {top:g}H{right:g}V{bottom:g}H{left:g}Z"


def laid_out(
    many: int, edges: Sequence[tuple[int, int]], first: Mapping[int, int] | None = None
) -> Layout:
    """Return the places of nodes; node 0 stands at the head of the first column.

    Args:
        many: How many nodes; 1 at least.
        edges: Pairs of nodes, the ones to follow first before the others. A node that no edge
            leads to stands in the second column.
        first: Which nodes of a branch stand first, the lowest first; those of a home's own
            ground together. None keeps the order of the edges.

    Why not springs or rings:
        Springs lay words over each other and want a package of sixty megabytes for 500 nodes;
        rings are as wide as a wall (decision 0031). A branch that has its rows to itself can be
        followed with a finger, on a telephone and on paper.
    """
    below, columns = _tree(many, edges)
    rank = first or {}
    for branch in below.values():
        branch.sort(key=lambda node: rank.get(node, 0))
    rows: dict[int, int] = {}
    taken = 0
    waiting = [0]
    while waiting:
        node = waiting.pop()
        rows[node] = taken
        if not below[node]:
            taken += 1
        waiting += reversed(below[node])
    places = tuple((COLUMN * columns[node], ROW * rows[node]) for node in range(many))
    return Layout(places, below)


def _tree(
    many: int, edges: Sequence[tuple[int, int]]
) -> tuple[dict[int, list[int]], dict[int, int]]:
    """Return the branches of the shortest ways from node 0, and the column of each node."""
    beside: dict[int, list[int]] = {node: [] for node in range(many)}
    for one, other in edges:
        beside[one].append(other)
        beside[other].append(one)
    below: dict[int, list[int]] = {node: [] for node in range(many)}
    columns = {0: 0}
    waiting = deque([0])
    while waiting:
        node = waiting.popleft()
        for other in beside[node]:
            if other not in columns:
                columns[other] = columns[node] + 1
                below[node].append(other)
                waiting.append(other)
    for node in range(many):
        if node not in columns:
            columns[node] = 1
            below[0].append(node)
    return below, columns
