"""Whom a person can reach, as a graph: people, homes, children, vehicles, phones (P5, P17).

Begin with `network_of_person`; a link chart draws the `Network` it gives. Nodes and edges are
plain values of `intake.domain.network`; every edge bears the reference of the concern that
tells of it, its kind, and whether it is firm. It is worked out from what the reader may see and
from nothing else: concerns, links and records that are not for their desk are not there at all,
so neither is anything that only they lead to (P13).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from intake.domain.concern import Part
from intake.domain.held import ConcernHeld, MentionHeld, PersonHeld
from intake.domain.household import (
    OF_A_HOME,
    ClueHeld,
    ClueKind,
    Home,
    Household,
    Lived,
    households_of,
    when_lived,
)
from intake.domain.kin_words import relation_of
from intake.domain.network import (
    Edge,
    EdgeKind,
    Network,
    Node,
    NodeKind,
    Reached,
    network_of,
    reach_of,
)
from intake.domain.person import LinkState
from intake.duty.sight import Sight
from intake.duty.unreviewed import left_out
from intake.duty.wording import called
from intake.store.glances import LinkGlance

HOPS = 2
"""Steps from human to human: his children within reach, and who else cares for them."""
MOST_CONCERNS = 400
"""Concerns read for one network; beyond it the newest stand for all."""
TOO_MANY = 25
"""A clue that more concerns share than this is a town's and nobody's."""
RESIDENTS = frozenset({Part.CHILD, Part.PARENT_OR_CARER, Part.PERSON_HARMED})


@dataclass
class _Told:
    """What the concerns in view tell, as nodes and edges; grows concern by concern."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Papers:
    """The concerns read for one network, with what hangs on each."""

    concerns: dict[int, ConcernHeld]
    mentions: dict[int, list[MentionHeld]]
    links: dict[int, list[LinkGlance]]
    clues: dict[int, list[ClueHeld]]
    left_out: frozenset[int] = frozenset()


def network_of_person(
    sight: Sight, person: PersonHeld, *, hops: int = HOPS, most: int = 500
) -> Network:
    """Return what is told around a person, as far as this desk may see it.

    Args:
        sight: The reader's eyes.
        person: A record that the reader may open; the start of the network is `person:ID`.
        hops: Steps from human to human (`intake.domain.network.network_of`).
        most: Nodes at most.

    Returns:
        The network. Children are called by their age alone where the reader may not see a
        child's details. Who is on no list and was not reviewed in time by another desk stands
        as told, without their record (P5).
    """
    papers = _without_unreviewed(sight, _papers_around(sight, person, hops), person.id)
    told = _Told([_person_node(sight, person.id)])
    homes = _homes(papers)
    for concern in papers.concerns.values():
        _tell(sight, told, papers, concern, homes)
    return network_of(told.nodes, told.edges, person_key(person.id), hops=hops, most=most)


def children_in_reach(sight: Sight, person: PersonHeld, *, hops: int = HOPS) -> tuple[Reached, ...]:
    """Return the children whom a person can reach, as far as this desk may see them."""
    return reach_of(network_of_person(sight, person, hops=hops))


def person_key(person_id: int) -> str:
    """Return the key of a record's node."""
    return f"person:{person_id}"


# what is read


def _papers_around(sight: Sight, person: PersonHeld, hops: int) -> _Papers:
    """Read the concerns about a person, and those that share a home or a thing with them."""
    papers = _Papers({}, {}, {}, {})
    wanted: Iterable[int] = [one.id for _, one in sight.known.hanging_on(person.id)]
    for step in range(max(1, hops)):
        new = _read(sight, papers, wanted)
        if not new or step + 1 == max(1, hops):
            break
        wanted = _sharing(sight, [one for key in new for one in papers.clues.get(key, ())])
    return papers


def _read(sight: Sight, papers: _Papers, concern_ids: Iterable[int]) -> list[int]:
    room = MOST_CONCERNS - len(papers.concerns)
    new = sorted({one for one in concern_ids if one not in papers.concerns}, reverse=True)[:room]
    found = sight.work.concerns.of(new)
    sight.prepare(found.values())
    seen = [key for key, one in sorted(found.items()) if "concern.mentions" in sight.sees(one)]
    papers.concerns.update({key: found[key] for key in seen})
    sight.known.read_links(seen)
    for key in seen:
        papers.mentions[key] = list(sight.mentions_of(key))
        papers.links[key] = sight.known.links_of(key)
    for clue in sight.work.clues.of_concerns(seen):
        shown = {None, *(one.id for one in papers.mentions[clue.concern_id or 0])}
        if clue.mention_id in shown:
            papers.clues.setdefault(clue.concern_id or 0, []).append(clue)
    return seen


def _without_unreviewed(sight: Sight, papers: _Papers, start: int) -> _Papers:
    """Return papers that say whose records do not stand in this desk's lists for now."""
    linked = {link.person_id for links in papers.links.values() for link in links} - {start}
    found = (sight.known.person(one) for one in sorted(linked))
    people = [one for one in found if one is not None]
    return replace(papers, left_out=left_out(sight, people))


def _sharing(sight: Sight, clues: Iterable[ClueHeld]) -> list[int]:
    """Return the concerns that share a home or a phone with some clues."""
    keys = {one.key for one in clues if one.kind in OF_A_HOME or one.kind is ClueKind.PHONE}
    keys -= sight.work.clues.common(keys, above=TOO_MANY)
    areas = {one.key: one.area for one in clues}
    return [
        one.concern_id
        for one in sight.work.clues.sharing(keys)
        if one.concern_id is not None and _same_area(one.area, areas.get(one.key, ""))
    ]


def _same_area(one: str, other: str) -> bool:
    return not one or not other or one == other


# homes


def _homes(papers: _Papers) -> dict[tuple[str, int], Household]:
    """Return the household of each mention that lives in one, by concern and mention."""
    told = [home for concern in papers.concerns.values() for home in _homes_of(papers, concern)]
    found: dict[tuple[str, int], Household] = {}
    for household in households_of(told):
        for lived in household.lived:
            found[lived.concern, int(lived.who)] = household
    return found


def _homes_of(papers: _Papers, concern: ConcernHeld) -> Iterator[Home]:
    """Yield the homes that one concern tells of.

    Whoever lives with the child and has no address of their own is taken to live at the one
    told; another address makes another home. Children whom somebody has to do with now live
    elsewhere than the child of years ago.
    """
    clues = [one for one in papers.clues.get(concern.id, ()) if one.kind in OF_A_HOME]
    by_mention: dict[int | None, set[str]] = {}
    for clue in clues:
        by_mention.setdefault(clue.mention_id, set()).add(_area_key(clue))
    residents = [one for one in papers.mentions[concern.id] if one.part in RESIDENTS]
    houses = {one.mention_id: _area_key(one) for one in clues if one.kind is ClueKind.HOUSE}
    groups: dict[str, list[MentionHeld]] = {}
    then = [one for one in residents if one.place not in concern.body.seen_now]
    first = next((houses[one.id] for one in then if one.id in houses), houses.get(None, ""))
    for one in residents:
        here = first if one in then else f"concern:{concern.id}:now"
        groups.setdefault(houses.get(one.id, here), []).append(one)
    for house, together in groups.items():
        keys = {house} - {""}
        for one in together:
            keys |= by_mention.get(one.id, set())
        keys = keys or {f"concern:{concern.id}"}
        yield Home(frozenset(keys), tuple(_lived(concern, one) for one in together))


def _area_key(clue: ClueHeld) -> str:
    return f"{clue.key}|{clue.area}" if clue.kind is ClueKind.HOUSE else clue.key


def _lived(concern: ConcernHeld, mention: MentionHeld) -> Lived:
    body = mention.body
    since, until = when_lived((body.relation.told, body.place.told, body.description.told))
    return Lived(str(mention.id), mention.part, concern.reference, since, until)


# nodes and edges


def _tell(
    sight: Sight,
    told: _Told,
    papers: _Papers,
    concern: ConcernHeld,
    homes: dict[tuple[str, int], Household],
) -> None:
    """Add what one concern tells."""
    clues = papers.clues.get(concern.id, [])
    here: list[Household] = []
    for mention in papers.mentions[concern.id]:
        household = homes.get((concern.reference, mention.id))
        if household is not None and mention.part in RESIDENTS:
            here.append(household)
            for node, is_firm in _nodes_of(sight, papers, concern, mention):
                _live(told, node, household, concern, mention, is_firm=is_firm)
    for household in dict.fromkeys(here):
        told.nodes.append(_home_node(household))
        told.edges += _addresses(told, household, clues, concern)
    for mention in papers.mentions[concern.id]:
        if mention.part in RESIDENTS:
            continue
        for node, is_firm in _nodes_of(sight, papers, concern, mention):
            told.nodes.append(node)
            _come(told, node, here, concern, mention, is_firm=is_firm)
            told.edges += _things(told, node, mention, clues, concern, is_firm=is_firm)


def _live(
    told: _Told,
    node: Node,
    household: Household,
    concern: ConcernHeld,
    mention: MentionHeld,
    *,
    is_firm: bool,
) -> None:
    lived = next(
        one
        for one in household.lived
        if one.concern == concern.reference and one.who == str(mention.id)
    )
    kind = EdgeKind.LIVED if lived.until else EdgeKind.LIVES
    told.nodes.append(node)
    told.edges.append(
        Edge(
            node.key,
            _home_key(household),
            kind,
            concern.reference,
            is_firm,
            lived.since,
            lived.until,
        )
    )


def _come(
    told: _Told,
    node: Node,
    here: Sequence[Household],
    concern: ConcernHeld,
    mention: MentionHeld,
    *,
    is_firm: bool,
) -> None:
    """Add that somebody comes to the homes that are told of with him."""
    body = mention.body
    since, until = when_lived((body.relation.told, body.description.told))
    was_there = relation_of(body.relation.told) == "former_partner"
    kind = EdgeKind.LIVED if was_there else EdgeKind.COMES_TO
    for household in dict.fromkeys(here):
        told.edges.append(
            Edge(node.key, _home_key(household), kind, concern.reference, is_firm, since, until)
        )


def _addresses(
    told: _Told, household: Household, clues: Iterable[ClueHeld], concern: ConcernHeld
) -> Iterator[Edge]:
    for clue in clues:
        if clue.kind is ClueKind.HOUSE and _area_key(clue) in household.keys:
            node = Node(f"address:{_area_key(clue)}", NodeKind.ADDRESS, clue.words)
            told.nodes.append(node)
            yield Edge(_home_key(household), node.key, EdgeKind.AT, concern.reference)


def _things(
    told: _Told,
    node: Node,
    mention: MentionHeld,
    clues: Iterable[ClueHeld],
    concern: ConcernHeld,
    *,
    is_firm: bool,
) -> Iterator[Edge]:
    """Yield what somebody uses, and where he lives himself."""
    for clue in clues:
        if clue.mention_id != mention.id:
            continue
        if clue.kind is ClueKind.HOUSE:
            key = f"address:{_area_key(clue)}"
            told.nodes.append(Node(key, NodeKind.ADDRESS, clue.words))
            yield Edge(node.key, key, EdgeKind.LIVES, concern.reference, is_firm)
        elif clue.kind is ClueKind.PHONE:
            told.nodes.append(Node(clue.key, NodeKind.PHONE, clue.words))
            yield Edge(node.key, clue.key, EdgeKind.USES, concern.reference, is_firm)
    words = mention.body.vehicle.told
    if words:
        plain = "".join(char for char in words.casefold() if char.isalnum())
        key = f"vehicle:{plain}" if any(map(str.isdigit, plain)) else f"vehicle:{node.key}:{plain}"
        told.nodes.append(Node(key, NodeKind.VEHICLE, words))
        yield Edge(node.key, key, EdgeKind.USES, concern.reference, is_firm)


def _nodes_of(
    sight: Sight, papers: _Papers, concern: ConcernHeld, mention: MentionHeld
) -> list[tuple[Node, bool]]:
    """Return whom a mention stands for: records it is or may be, else somebody told of."""
    linked = [
        link
        for link in papers.links[concern.id]
        if link.mention_id == mention.id
        and link.state is not LinkState.DIFFERENT
        and link.person_id not in papers.left_out
    ]
    if mention.part is Part.CHILD:
        return [(_child_node(sight, papers, concern, mention), True)]
    if linked:
        return [
            (_person_node(sight, link.person_id), link.state is LinkState.SAME) for link in linked
        ]
    if mention.from_story or not (mention.body.is_described or mention.body.relation.told):
        return []
    return [(Node(_told_key(papers, concern, mention), NodeKind.ADULT, called(mention.body)), True)]


def _person_node(sight: Sight, person_id: int) -> Node:
    held = sight.known.person(person_id)
    label = held.label.reveal() if held and "person.names" in sight.sees_person(held) else ""
    number = f"P-{person_id:04d}"
    return Node(person_key(person_id), NodeKind.PERSON, label or number, person_id)


def _child_node(sight: Sight, papers: _Papers, concern: ConcernHeld, mention: MentionHeld) -> Node:
    said = mention.body
    age = said.age.told
    words = f"a child, {age}" if age else "a child"
    if "child.details" in sight.sees(concern):
        words = f"{called(said)}, {age}" if age and said.names.told else called(said) or words
    return Node(_told_key(papers, concern, mention), NodeKind.CHILD, words)


def _told_key(papers: _Papers, concern: ConcernHeld, mention: MentionHeld) -> str:
    """Return by what somebody told of is known again: the whole name, else this telling alone."""
    wanted = ClueKind.CHILD if mention.part is Part.CHILD else ClueKind.CARER
    keys = [
        clue.key
        for clue in papers.clues.get(concern.id, ())
        if clue.mention_id == mention.id and clue.kind is wanted
    ]
    return min(keys, default=f"mention:{mention.id}")


def _home_key(household: Household) -> str:
    return f"home:{household.key}"


def _home_node(household: Household) -> Node:
    people = len({one.who for one in household.lived})
    words = "one person" if people == 1 else f"{people} people"
    return Node(_home_key(household), NodeKind.HOUSEHOLD, f"a home, {words} told of")
