"""Who and what is linked to one person, and where: for a chart and its table.

Read `chart_of`; what may be seen at all is decided in `network.py` (P13), here it is put in
words. A child is called by age alone, for charts are printed and laid on tables.
"""

from collections.abc import Iterable, Mapping, Sequence

from intake.domain.held import PersonHeld
from intake.domain.network import Edge, EdgeKind, Network, Node, NodeKind
from intake.domain.person import LinkState
from intake.duty.network import network_of_person
from intake.duty.sight import Sight
from intake.duty.views import ChartEdge, ChartNode, LinkChart, LinksPage, PlaceLine
from intake.store.glances import ConcernGlance, LinkGlance

MOST_NODES = 500
MOST_HOPS = 4
TOLD = {
    EdgeKind.LIVES: "lives there",
    EdgeKind.LIVED: "lived there",
    EdgeKind.COMES_TO: "comes there",
    EdgeKind.AT: "is at",
    EdgeKind.NAMED_WITH: "named together",
    EdgeKind.USES: "uses",
}
A_CHILD = "a child"


def read_links(sight: Sight, person_id: int, *, purpose: str, hops: int) -> LinksPage:
    """Return the page of a person's links.

    Args:
        sight: The reader's eyes.
        person_id: Who stands in the middle.
        purpose: Why the reader looks.
        hops: Steps from human to human, kept between 1 and 4.

    Raises:
        NotFoundError: The record is missing, or who is linked to it is not for this officer.
    """
    person, _ = sight.person(person_id)
    sight.check("person.links", sight.subject_of_person(person))
    return LinksPage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        is_flagged=sight.is_flagged(person.id),
        purpose=purpose,
        chart=chart_of(sight, person, hops=min(max(hops, 1), MOST_HOPS)),
        places=places_of(sight, person),
    )


def chart_of(sight: Sight, person: PersonHeld, *, hops: int, most: int = MOST_NODES) -> LinkChart:
    """Return who and what is linked to a person within some steps.

    The person alone where nothing is told of others.
    """
    network = network_of_person(sight, person, hops=hops, most=most)
    place = {node.key: number for number, node in enumerate(network.nodes)}
    return LinkChart(
        nodes=tuple(_node(sight, network, node) for node in network.nodes),
        edges=tuple(_edges(network, place)),
        hops=hops,
        is_cut=network.is_cut,
    )


def _node(sight: Sight, network: Network, node: Node) -> ChartNode:
    opens = node.person_id is not None and sight.may("read_person")
    return ChartNode(
        kind=node.kind.value,
        words=_by_age(node.words) if node.kind is NodeKind.CHILD else node.words,
        hops=network.hops[node.key],
        person_id=node.person_id if opens else None,
    )


def _by_age(words: str) -> str:
    """Return a child's words without a name: what stands after the last comma is the age."""
    _, comma, age = words.rpartition(", ")
    return f"{A_CHILD}, {age}" if comma else A_CHILD


def _edges(network: Network, place: dict[str, int]) -> Iterable[ChartEdge]:
    """Yield one edge a pair, with all that is told of it."""
    pairs: dict[tuple[int, int], list[Edge]] = {}
    for edge in network.edges:
        one, other = sorted((place[edge.one], place[edge.other]))
        if one != other:
            pairs.setdefault((one, other), []).append(edge)
    for (one, other), told in pairs.items():
        yield ChartEdge(
            one=one,
            other=other,
            words=", ".join(dict.fromkeys(_told(edge) for edge in told)),
            is_firm=any(edge.is_firm for edge in told),
            references=tuple(dict.fromkeys(edge.reference for edge in told)),
        )


def _told(edge: Edge) -> str:
    years = [
        f"since {edge.since}" if edge.since else "",
        f"until {edge.until}" if edge.until else "",
    ]
    return " ".join(part for part in (TOLD[edge.kind], *years) if part)


# places


def places_of(sight: Sight, person: PersonHeld) -> tuple[PlaceLine, ...]:
    """Return where a person is told of, the most often told first.

    By the outward half of a postcode where one was told, else by the words; two concerns that
    say the same of one area are one line. Only concerns whose people this reader may read.
    """
    found: dict[tuple[str, str], list[_Telling]] = {}
    for link, words, concern in _tellings(sight, person):
        key = (" ".join(words.casefold().split()), concern.area)
        found.setdefault(key, []).append((link, words, concern))
    lines = [_line(sight, area, told) for (_, area), told in found.items()]
    return tuple(sorted(lines, key=lambda one: (-len(one.references), one.words)))


_Telling = tuple[LinkGlance, str, ConcernGlance]
"""By which link somebody is told of, where, and in which concern."""


def _tellings(sight: Sight, person: PersonHeld) -> Iterable[_Telling]:
    hangs = sight.known.hanging_on(person.id)
    sight.prepare(concern for _, concern in hangs)
    told = sight.told_of(person.id)
    happened = {link.id: link.gist.places for link in sight.bearing_on(person.id)}
    for link, concern in hangs:
        seen = sight.sees(concern)
        if "concern.mentions" in seen:
            where = happened[link.id] if "concern.story" in seen else ()
            for words in _places(told[link.mention_id], where):
                yield link, words, concern


def _places(told: Mapping[str, str], where: Sequence[str]) -> Iterable[str]:
    """Return the places of one telling, each once; where it happened is of the story."""
    postcode = told.get("postcode", "").strip().upper()
    outward = postcode.split()[0] if " " in postcode else postcode[:-3] or postcode
    own = outward or told.get("place", "").strip()
    return dict.fromkeys(words for words in (own, *where) if words)


def _line(sight: Sight, area: str, told: list[_Telling]) -> PlaceLine:
    days = [sight.office.policy.duty.office.local_day(one.received_at) for _, _, one in told]
    return PlaceLine(
        words=told[0][1],
        area=sight.area_title(area),
        first_on=min(days),
        last_on=max(days),
        is_firm=any(link.state is LinkState.SAME for link, _, _ in told),
        references=tuple(dict.fromkeys(one.reference for _, _, one in told)),
    )
