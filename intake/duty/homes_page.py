"""The homes around a person and who can be reached through them, as tables; read `homes_of`."""

from intake.domain.held import PersonHeld
from intake.domain.network import Edge, EdgeKind, Network, Node, NodeKind, reach_of
from intake.duty.network import network_of_person
from intake.duty.side_by_side import reach_line
from intake.duty.sight import Sight
from intake.duty.views.homes import HomeLine, HomesPage, HomeView

ADULTS = frozenset({NodeKind.PERSON, NodeKind.ADULT})
STAYS = (EdgeKind.LIVES, EdgeKind.LIVED, EdgeKind.COMES_TO)


def homes_of(sight: Sight, person: PersonHeld, *, hops: int, most: int) -> HomesPage:
    """Return the homes within some steps of a person, and everybody he reaches through them.

    Args:
        sight: The reader's eyes.
        person: A record that the reader may open, with whom is linked to it.
        hops: Steps from human to human.
        most: Nodes at most.
    """
    network = network_of_person(sight, person, hops=hops, most=most)
    return HomesPage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        hops=hops,
        homes=_homes(network),
        children=tuple(map(reach_line, reach_of(network))),
        adults=tuple(map(reach_line, reach_of(network, ADULTS))),
        is_cut=network.is_cut,
    )


def _homes(network: Network) -> tuple[HomeView, ...]:
    nodes = {one.key: one for one in network.nodes}
    homes = [one for one in network.nodes if one.kind is NodeKind.HOUSEHOLD]
    return tuple(_home(home, network, nodes) for home in homes)


def _home(home: Node, network: Network, nodes: dict[str, Node]) -> HomeView:
    beside = [
        (edge, nodes[edge.other if edge.one == home.key else edge.one])
        for edge in network.edges
        if home.key in (edge.one, edge.other)
    ]
    addresses = (node.words for edge, node in beside if edge.kind is EdgeKind.AT)
    people = (_line(edge, node) for edge, node in beside if edge.kind in STAYS)
    return HomeView(tuple(dict.fromkeys(addresses)), tuple(dict.fromkeys(people)))


def _line(edge: Edge, node: Node) -> HomeLine:
    return HomeLine(
        words=node.words,
        how=edge.kind.value,
        reference=edge.reference,
        is_firm=edge.is_firm,
        since=edge.since,
        until=edge.until,
        person_id=node.person_id,
    )
