"""The link chart as places on paper; read `chart_art`. Its table has every link it draws."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dialogs.duty.link_layout import WORDS_WIDE, Layout, laid_out
from intake.duty.views import ChartEdge, ChartNode, LinkChart

FOLDS_FROM = 60
"""From so many nodes on, many of one kind at the end of one branch share a mark."""
MOST_ALIKE = 3
MOST_TABS = 60
"""Marks that Tab stops at; beyond them the table is read."""
MARGIN = 26.0
LETTERS = 26
SWING = 30.0
"""Units in which a line between columns finds its row."""
LETTER = 5.6
"""Units that a letter takes."""
KINDS = {
    "person": ("Person on record", "people on record"),
    "adult": ("Somebody named", "people named"),
    "child": ("Child", "children"),
    "household": ("Home", "homes"),
    "address": ("Address", "addresses"),
    "vehicle": ("Vehicle", "vehicles"),
    "phone": ("Telephone", "telephones"),
}
"""What one mark of each kind is, and what several are."""


@dataclass(frozen=True, slots=True)
class NodeMark:
    """One mark: where it stands, its shape, its words; `row` is the line of the table it leads to.

    `many` counts the nodes that it stands for.
    """

    x: float
    y: float
    kind: str
    label: str = field(repr=False)
    told: str = field(repr=False)
    row: int
    many: int
    is_firm: bool
    is_start: bool
    has_tab: bool


@dataclass(frozen=True, slots=True)
class EdgeMark:
    """One line between two marks; `reference` where one concern alone tells of it."""

    path: str
    css: str
    told: str = field(repr=False)
    row: int
    reference: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One line of the table: an edge, from the nearer end to the farther."""

    number: int
    one: ChartNode
    other: ChartNode
    edge: ChartEdge


@dataclass(frozen=True, slots=True)
class ChartArt:
    """The chart, and its table.

    `grounds` are the outlines of homes with children: their number is the message.
    """

    box: str
    width: float
    height: float
    grounds: tuple[str, ...]
    edges: tuple[EdgeMark, ...]
    nodes: tuple[NodeMark, ...]
    rows: tuple[LinkRow, ...]
    counts: tuple[tuple[str, int], ...]


def chart_art(chart: LinkChart) -> ChartArt:
    """Return a link chart as it is drawn.

    Args:
        chart: The nodes, the one in the middle first; it may be alone.
    """
    edges = sorted(chart.edges, key=lambda one: (not one.is_firm, one.one, one.other))
    shown = _folded(chart.nodes, edges)
    heads = sorted(set(shown.values()))
    place = {head: number for number, head in enumerate(heads)}
    spot = {node: place[head] for node, head in shown.items()}
    many = Counter(shown.values())
    pairs = [(spot[one.one], spot[one.other]) for one in edges]
    layout = laid_out(len(heads), pairs, _children_first(chart, heads))
    rows = _rows(chart, edges)
    words = tuple(_short(chart.nodes[head], many[head]) for head in heads)
    drawing = _Drawing(chart, tuple(edges), tuple(heads), spot, layout, rows, words)
    box, width, height = drawing.paper()
    return ChartArt(
        box=box,
        width=width,
        height=height,
        grounds=tuple(drawing.grounds()),
        edges=tuple(drawing.edge_marks()),
        nodes=tuple(drawing.node_mark(number, many[head]) for number, head in enumerate(heads)),
        rows=rows,
        counts=_counts(chart.nodes),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A chart with its layout; `spot` is the mark that stands for each node."""

    chart: LinkChart
    told: tuple[ChartEdge, ...]
    heads: tuple[int, ...]
    spot: dict[int, int]
    layout: Layout
    rows: tuple[LinkRow, ...]
    words: tuple[str, ...]

    def paper(self) -> tuple[str, float, float]:
        """Return the box of the paper, its width and its height."""
        xs, ys = zip(*self.layout.places, strict=True)
        left, top = min(xs) - MARGIN, min(ys) - MARGIN
        width, height = max(xs) + WORDS_WIDE + MARGIN - left, max(ys) + MARGIN - top
        return f"{left:g} {top:g} {width:g} {height:g}", round(width), round(height)

    def grounds(self) -> Iterator[str]:
        """Yield the grounds of homes with children."""
        members: dict[int, set[int]] = {}
        for home, child in _children_at_home(self.chart, self.told):
            members.setdefault(self.spot[home], set()).add(self.spot[child])
        for home, children in sorted(members.items()):
            yield self.layout.ground(home, sorted(children & set(self.layout.below[home])))

    def edge_marks(self) -> Iterator[EdgeMark]:
        """Yield one line a pair of marks, the firm ones first."""
        row_of = {id(row.edge): row.number for row in self.rows}
        homes = {home for home, _ in _children_at_home(self.chart, self.told)}
        stands_for = Counter(self.spot.values())
        drawn: set[tuple[int, int]] = set()
        for edge in self.told:
            one, other = sorted((self.spot[edge.one], self.spot[edge.other]))
            if one == other or (one, other) in drawn:
                continue
            drawn.add((one, other))
            is_alone = stands_for[one] == stands_for[other] == len(edge.references) == 1
            ends = [_called(self.chart.nodes[node]) for node in (edge.one, edge.other)]
            is_home = 0 in (edge.one, edge.other) and bool(homes & {edge.one, edge.other})
            yield EdgeMark(
                path=self._line(one, other),
                css=f"edge{'' if edge.is_firm else ' p'}{' h' if is_home else ''}",
                told=f"{ends[0]} and {ends[1]}: {edge.words}",
                row=row_of[id(edge)],
                reference=edge.references[0] if is_alone else "",
            )

    def _line(self, one: int, other: int) -> str:
        """Return the line between two marks; it begins where the words of the nearer one end."""
        ends = sorted((one, other), key=lambda spot: self.layout.places[spot])
        (ax, ay), (bx, by) = (self.layout.places[spot] for spot in ends)
        if ax == bx:
            return f"M{ax - 10:g} {ay:g}C{ax - 34:g} {ay:g} {bx - 34:g} {by:g} {bx - 10:g} {by:g}"
        start = min(ax + 24 + LETTER * len(self.words[ends[0]]), bx - SWING)
        half = (bx - start) / 2
        return f"M{start:g} {ay:g}C{start + half:g} {ay:g} {bx - half:g} {by:g} {bx - 10:g} {by:g}"

    def node_mark(self, number: int, many: int) -> NodeMark:
        """Return a mark with its words."""
        node = self.chart.nodes[self.heads[number]]
        x, y = self.layout.places[number]
        several = f"{many} {KINDS[node.kind][1]}"
        told = several if many > 1 else f"{KINDS[node.kind][0]}: {_called(node)}"
        firm = {0, *(end for one in self.told if one.is_firm for end in (one.one, one.other))}
        is_firm = self.heads[number] in firm
        rows = (
            row.number for row in self.rows if self.heads[number] in (row.edge.one, row.edge.other)
        )
        return NodeMark(
            x=x,
            y=y,
            kind=node.kind,
            label=self.words[number],
            told=told if is_firm else f"{told}, only if the same",
            row=next(rows, 0),
            many=many,
            is_firm=is_firm,
            is_start=number == 0,
            has_tab=number < MOST_TABS,
        )


def _folded(nodes: Sequence[ChartNode], edges: Sequence[ChartEdge]) -> dict[int, int]:
    """Return for each node the one that is drawn for it: itself, but in a crowd of its like."""
    shown = {node: node for node in range(len(nodes))}
    if len(nodes) < FOLDS_FROM:
        return shown
    ends: dict[int, list[int]] = {node: [] for node in shown}
    for edge in edges:
        ends[edge.one].append(edge.other)
        ends[edge.other].append(edge.one)
    crowds: dict[tuple[int, str], list[int]] = {}
    for node, others in ends.items():
        if len(others) == 1 and node:
            crowds.setdefault((others[0], nodes[node].kind), []).append(node)
    for crowd in crowds.values():
        if len(crowd) > MOST_ALIKE:
            shown |= dict.fromkeys(crowd, crowd[0])
    return shown


def _rows(chart: LinkChart, edges: Sequence[ChartEdge]) -> tuple[LinkRow, ...]:
    """Return the table, from the middle outwards: the nearer end first."""
    ordered = sorted(edges, key=lambda one: (one.one, one.other))
    return tuple(
        LinkRow(number, chart.nodes[edge.one], chart.nodes[edge.other], edge)
        for number, edge in enumerate(ordered, start=1)
    )


def _children_at_home(chart: LinkChart, edges: Sequence[ChartEdge]) -> Iterator[tuple[int, int]]:
    """Yield each home with each child that is told of there."""
    for edge in edges:
        for one, other in ((edge.one, edge.other), (edge.other, edge.one)):
            if (chart.nodes[one].kind, chart.nodes[other].kind) == ("household", "child"):
                yield one, other


def _children_first(chart: LinkChart, heads: Sequence[int]) -> dict[int, int]:
    """Return which marks of a branch stand first: children, so that a home's ground is whole."""
    return {number: int(chart.nodes[head].kind != "child") for number, head in enumerate(heads)}


def _called(node: ChartNode) -> str:
    return node.words or KINDS[node.kind][0].lower()


def _short(node: ChartNode, many: int) -> str:
    words = f"{many} {KINDS[node.kind][1]}" if many > 1 else _called(node)
    short = words if len(words) <= LETTERS else f"{words[: LETTERS - 1].rstrip()}…"
    return short[:1].upper() + short[1:]


def _counts(nodes: Sequence[ChartNode]) -> tuple[tuple[str, int], ...]:
    """Return how many of each kind are linked, without the one in the middle."""
    many = Counter(node.kind for node in nodes[1:])
    return tuple(
        (KINDS[kind][0].lower() if many[kind] == 1 else KINDS[kind][1], many[kind])
        for kind in KINDS
        if many[kind]
    )
