"""Finding whom a report may be about without a name: by home, vehicle, place, description.

Read `gathered` first. What is found is a *possible* link with its own reason; a human judges it
(P6). It is worked out under what every desk may know, and apart from that under what only some
may: what rests on a hidden record or a hidden link is marked with the desks that may see it (P13).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from intake.actions.routing_facts import areas_told
from intake.actions.screening import STORY_PLACES
from intake.domain.concern import MentionSaid, Part, about
from intake.domain.gathering import Likeness, likeness_of
from intake.domain.held import ConcernHeld, LinkHeld, MentionHeld, PersonHeld, PersonKind
from intake.domain.household import OF_A_HOME, ClueHeld, ClueKind
from intake.domain.kin_words import COMMON
from intake.domain.person import LinkState
from intake.store.office import Office
from intake.store.work import Work
from matching.familiar import formal_names
from matching.names import parts_of
from matching.said_numbers import plate_in
from matching.scoring import Band, Candidate, Evidence
from matching.sounds import skeleton

OF_CONCERN = frozenset({Part.PERSON_OF_CONCERN, Part.NOT_SAID})
GATHERED = "gathered"
"""The finding of every row of evidence that comes from here and not from a name."""
SURE_ENOUGH = frozenset({Band.STRONG.value, Band.POSSIBLE.value})
WHOLE_NAME = 2
"""Parts of a name by which somebody can be found again by name."""
WHOLE_PLATE = "whole"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Somebody whom a mention may be, by what was told around him.

    `only_desk` are the desks that alone may know of it; empty for all.
    """

    mention: MentionHeld
    person: PersonHeld
    candidate: Candidate = field(repr=False)
    only_desk: str = ""


def gathered(
    office: Office,
    work: Work,
    concern: ConcernHeld,
    mentions: Sequence[MentionHeld],
    clues: Sequence[ClueHeld],
) -> tuple[Gathered, ...]:
    """Return whom the people of a concern may be, by homes and things told of before.

    Args:
        office: Points in force.
        work: The open transaction.
        concern: The concern, kept already.
        mentions: Its mentions.
        clues: Its clues.

    Returns:
        Leads, strongest first for each mention. Where nobody is told of as a person of
        concern, a mention of part *not said* is kept for whoever is flagged and tied to the
        home that the report tells of.

    Why:
        For five years a hidden relationship was known to neighbours and to nobody else:
        "he's back at hers" has no name in it (Teesside review, row T3).
    """
    scales = office.policy.gathering
    keys = {one.key for one in clues}
    rare = keys - work.clues.common(keys, above=scales.too_common)
    told = [one for one in clues if one.key in rare]
    sources = _sources(office, work, concern, told)
    if not sources:
        return ()
    home = [one for one in told if one.kind in OF_A_HOME]
    of_concern = [one for one in mentions if one.part in OF_CONCERN and not one.from_story]
    found: list[Gathered] = []
    for mention in of_concern:
        own = [one for one in told if one.mention_id == mention.id]
        found += _leads(office, mention, (*own, *home), sources)
    if not any(one.part is Part.PERSON_OF_CONCERN for one in of_concern):
        found += _unnamed(office, work, concern, home, sources)
    return tuple(found)


def sharing(office: Office, work: Work, person_id: int, limit: int) -> tuple[int, ...]:
    """Return the newest concerns that share a home or a thing with what is known of a person.

    Args:
        office: Settings in force.
        work: The open transaction.
        person_id: Whose record is new, or has learned something.
        limit: Concerns at most.

    Returns:
        Ids, the newest first; empty for somebody of whom only a name is known.
    """
    clues = [*work.clues.of_people([person_id])]
    links = [one for one in work.people.links_of_person(person_id) if _is_source(one)]
    mentions = work.concerns.mentions_by_id(one.mention_id for one in links)
    clues += [
        clue
        for clue in work.clues.of_concerns(one.concern_id for one in mentions.values())
        if clue.mention_id in mentions or clue.kind in OF_A_HOME
    ]
    keys = {one.key for one in clues}
    rare = keys - work.clues.common(keys, above=office.policy.gathering.too_common)
    found = (one.concern_id for one in work.clues.sharing(rare))
    return tuple(sorted({one for one in found if one is not None}, reverse=True)[:limit])


def is_found_by_name(mention: MentionHeld) -> bool:
    """Whether somebody told so can be found again by a name, a number, a plate or an account.

    Why: Who has a name of his own gets a record of his own, however alike the home is, so
    that a later report by name finds him. A plate is as good: two had written down the same
    plate, and the first hung at a man of whom only a white van was known, where nobody met it.
    """
    said = mention.body
    parts = [part for part in parts_of(said.names.told) if part not in COMMON]
    plate = plate_in(said.vehicle.told)
    has_plate = plate is not None and plate.where == WHOLE_PLATE
    return len(parts) >= WHOLE_NAME or has_plate or bool(said.phone.told or said.handle.told)


# who is known from where


@dataclass(frozen=True, slots=True)
class _Source:
    """Somebody who is known from an earlier mention or by his record, and his clues there."""

    person: PersonHeld
    clues: tuple[ClueHeld, ...] = field(repr=False)
    names: frozenset[str] = field(repr=False)
    only_desk: str


def _sources(
    office: Office, work: Work, concern: ConcernHeld, told: Sequence[ClueHeld]
) -> list[_Source]:
    areas = {one.key: one.area for one in told}
    by_concern: dict[int, list[ClueHeld]] = {}
    by_person: dict[int, list[ClueHeld]] = {}
    for row in work.clues.sharing({one.key for one in told}):
        if row.person_id is not None:
            by_person.setdefault(row.person_id, []).append(row)
        elif row.concern_id not in (None, concern.id) and _fits(row.area, areas[row.key]):
            by_concern.setdefault(row.concern_id or 0, []).append(row)
    sources = _from_concerns(work, by_concern)
    return [*sources, *_from_records(office, work, by_person, areas)]


def _fits(one: str, other: str) -> bool:
    return not one or not other or one == other


def _from_concerns(work: Work, by_concern: Mapping[int, Sequence[ClueHeld]]) -> list[_Source]:
    told = work.concerns.mentions.among("concern_id", by_concern)
    mentions = [one for one in told if one.part in OF_CONCERN]
    sure = [one for one in work.people.links_of_mentions(m.id for m in mentions) if _is_source(one)]
    people = work.people.records.by_id(link.person_id for link in sure)
    links = [one for one in sure if one.only_desk == people[one.person_id].only_desk]
    by_id = {one.id: one for one in mentions}
    return [
        _Source(
            people[link.person_id],
            tuple(_of(by_concern[by_id[link.mention_id].concern_id], link.mention_id)),
            _names(by_id[link.mention_id].body, people[link.person_id]),
            link.only_desk,
        )
        for link in links
    ]


def _is_source(link: LinkHeld) -> bool:
    """Whether a link is sure enough to lead further: judged, his own, or a lead by name.

    Why: A lead found by a home alone leads to nobody else, or a whole street would hang
    together by guesses.
    """
    if link.state is LinkState.SAME:
        return True
    rows = link.candidate.get("evidence", ())
    is_by_name = not any(row["finding"] == GATHERED for row in rows)
    return link.state is LinkState.POSSIBLE and link.band in SURE_ENOUGH and is_by_name


def _of(clues: Iterable[ClueHeld], mention_id: int) -> Iterator[ClueHeld]:
    """Yield the clues of one mention, and those of the homes told of beside it."""
    return (one for one in clues if one.mention_id == mention_id or one.kind in OF_A_HOME)


def _from_records(
    office: Office,
    work: Work,
    by_person: Mapping[int, Sequence[ClueHeld]],
    areas: Mapping[str, str],
) -> list[_Source]:
    """Return who is held to live at a house that was told of; what is being imported is not yet."""
    people = work.people.records.by_id(by_person)
    heads = work.joinings.heads(people)
    people |= {
        key: person
        for key, head in heads.items()
        for person in work.people.records.by_id([head]).values()
    }
    flags = work.people.flags_of({one.id for one in people.values()})
    sources = []
    for key, person in people.items():
        clues = tuple(
            one
            for one in by_person[key]
            if _fits(areas[one.key], next(iter(areas_told(office, about(one.words))), person.area))
        )
        if clues and (flags[person.id] or person.kind is PersonKind.EMERGING):
            sources.append(_Source(person, clues, _names(None, person), person.only_desk))
    return sources


def _names(said: MentionSaid | None, person: PersonHeld | None) -> frozenset[str]:
    """Return parts of names in every form, with how they sound; empty where none was told."""
    told = [said.names.told, said.nickname.told] if said is not None else []
    told += person.body.names if person is not None else ()
    parts = {part for name in told for part in _name_parts(name)}
    forms = {form for part in parts for form in (part, *formal_names(part))}
    return frozenset(forms | {f"~{skeleton(part)}" for part in parts})


def _name_parts(name: str) -> list[str]:
    """Return the parts of a name; words that describe somebody are none."""
    parts = parts_of(name)
    return [] if any(part in COMMON for part in parts) else list(parts)


# leads


def _leads(
    office: Office, mention: MentionHeld, told: Sequence[ClueHeld], sources: Iterable[_Source]
) -> list[Gathered]:
    """Return whom one mention may be, each person by his likest telling."""
    best: dict[int, tuple[Likeness, list[_Source]]] = {}
    names = _names(mention.body, None)
    scales = office.policy.gathering
    for source in sources:
        likeness = likeness_of(told, source.clues, scales, names=(names, source.names))
        if likeness.points < scales.lead_from:
            continue
        known, by = best.get(source.person.id, (None, []))
        top = likeness if known is None or likeness.points > known.points else known
        best[source.person.id] = (top, [*by, source])
    ordered = sorted(best.values(), key=lambda one: one[0].points, reverse=True)
    return [_gathered(mention, likeness, by) for likeness, by in ordered]


def _gathered(mention: MentionHeld, likeness: Likeness, by: Sequence[_Source]) -> Gathered:
    person = by[0].person
    desks = [source.only_desk for source in by]
    only = "" if "" in desks else " ".join(sorted({one for some in desks for one in some.split()}))
    return Gathered(mention, person, _candidate(person, likeness), only)


def _candidate(person: PersonHeld, likeness: Likeness) -> Candidate:
    """Return a likeness as a candidate: a possible lead, whose rows say that no name found it."""
    rows = tuple(
        Evidence(
            kind=one.kind.value,
            said=one.said,
            held=one.held,
            finding=GATHERED if one.points > 0 else f"{ClueKind.NAME.value}.other",
            words=one.words,
            points=float(one.points),
        )
        for one in likeness.shared
    )
    points = float(likeness.points)
    return Candidate(
        record_id=person.id,
        score=round(points / (points + 4.0), 4),
        points=points,
        likelihood=0.0,
        band=Band.POSSIBLE,
        evidence=rows,
    )


def _unnamed(
    office: Office,
    work: Work,
    concern: ConcernHeld,
    home: Sequence[ClueHeld],
    sources: Sequence[_Source],
) -> list[Gathered]:
    """Return who is flagged and tied to a home of which nobody of concern was told."""
    flags = work.people.flags_of({one.person.id for one in sources})
    flagged = [one for one in sources if flags[one.person.id]]
    nobody = MentionHeld(concern.id, 0, Part.NOT_SAID, MentionSaid(Part.NOT_SAID), from_story=True)
    found = _leads(office, nobody, home, flagged)
    if not found:
        return []
    mention = _kept_nobody(work, concern, home)
    return [replace(one, mention=mention) for one in found]


def _kept_nobody(work: Work, concern: ConcernHeld, home: Sequence[ClueHeld]) -> MentionHeld:
    """Keep a mention for whoever the report may be about, told of by the home alone; once."""
    words = next((one.words for one in home if one.kind is ClueKind.HOUSE), "")
    said = MentionSaid(Part.NOT_SAID, place=about(words), description=about("somebody there"))
    before = work.concerns.mentions_of(concern.id)
    for mention in before:
        if mention.from_story and mention.body == said:
            return mention
    place = max((STORY_PLACES - 1, *(one.place for one in before))) + 1
    return work.concerns.mentions.add(
        MentionHeld(concern.id, place, Part.NOT_SAID, said, from_story=True)
    )
