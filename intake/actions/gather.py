"""Finding whom a report may be about without a name: by home, vehicle, place, description.

Read `gathered` first. What is found is a *possible* link with its own reason; a human judges it
(P6). It is worked out under what every desk may know, and apart from that under what only some
may: what rests on a hidden record or a hidden link is marked with the desks that may see it (P13).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter

from intake.actions.routing_facts import areas_told
from intake.actions.screening import STORY_PLACES
from intake.domain.concern import MentionSaid, Part, about
from intake.domain.gathering import Likeness, likeness_of
from intake.domain.held import ConcernHeld, LinkHeld, MentionHeld, PersonHeld, PersonKind
from intake.domain.household import OF_A_HOME, ClueHeld, ClueKind
from intake.domain.kin_words import COMMON
from intake.domain.person import LinkState
from intake.store.clues import MOST
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
_BY_ID, _BY_PLACE = attrgetter("id"), itemgetter(0)
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
    return Around.of(office, work, [clues]).gathered(concern, mentions, clues)


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
class Around:
    """What was told of the homes and things of some concerns, read together; begin with `of`.

    Why together: a judgement looks at a hundred earlier reports again, and each asked the
    database ten things. Nothing that linking them writes is asked for here: who is found by a
    home alone leads to nobody else.
    """

    office: Office
    work: Work
    rare: frozenset[str]
    sharing: Mapping[str, Sequence[tuple[int, ClueHeld]]]
    mentions: Mapping[int, Sequence[MentionHeld]]
    links: Mapping[int, Sequence[LinkHeld]]
    people: Mapping[int, PersonHeld]
    heads: Mapping[int, int]
    flagged: frozenset[int]

    @classmethod
    def of(
        cls, office: Office, work: Work, clues_of_each: Iterable[Sequence[ClueHeld]]
    ) -> "Around":
        """Read what was told around some concerns, given the clues of each."""
        keys = {one.key for clues in clues_of_each for one in clues}
        rare = keys - work.clues.common(keys, above=office.policy.gathering.too_common)
        sharing: dict[str, list[tuple[int, ClueHeld]]] = {key: [] for key in rare}
        rows = work.clues.sharing(rare, limit=None)
        for place, row in enumerate(rows):
            sharing[row.key].append((place, row))
        mentions: dict[int, list[MentionHeld]] = {}
        concern_ids = {one.concern_id for one in rows if one.person_id is None}
        for mention in work.concerns.mentions.among("concern_id", concern_ids - {None}):
            if mention.part in OF_CONCERN:
                mentions.setdefault(mention.concern_id, []).append(mention)
        links: dict[int, list[LinkHeld]] = {}
        told = [one.id for of_concern in mentions.values() for one in of_concern]
        for link in work.people.links_of_mentions(told):
            if _is_source(link):
                links.setdefault(link.mention_id, []).append(link)
        held = {one.person_id for one in rows if one.person_id is not None}
        heads = work.joinings.heads(held)
        linked = {link.person_id for of_mention in links.values() for link in of_mention}
        people = work.people.records.by_id(held | set(heads.values()) | linked)
        flags = work.flags.of_many(people)
        flagged = frozenset(key for key, of_person in flags.items() if of_person)
        return cls(office, work, frozenset(rare), sharing, mentions, links, people, heads, flagged)

    def gathered(
        self, concern: ConcernHeld, mentions: Sequence[MentionHeld], clues: Sequence[ClueHeld]
    ) -> tuple[Gathered, ...]:
        """Return whom the people of one of the concerns may be; see `gathered` above."""
        told = [one for one in clues if one.key in self.rare]
        sources = self._sources(concern, told)
        if not sources:
            return ()
        home = [one for one in told if one.kind in OF_A_HOME]
        of_concern = [one for one in mentions if one.part in OF_CONCERN and not one.from_story]
        found: list[Gathered] = []
        for mention in of_concern:
            own = [one for one in told if one.mention_id == mention.id]
            found += _leads(self.office, mention, (*own, *home), sources)
        if not any(one.part is Part.PERSON_OF_CONCERN for one in of_concern):
            found += self._unnamed(concern, home, sources)
        return tuple(found)

    def _sources(self, concern: ConcernHeld, told: Sequence[ClueHeld]) -> list["_Source"]:
        areas = {one.key: one.area for one in told}
        by_concern: dict[int, list[ClueHeld]] = {}
        by_person: dict[int, list[ClueHeld]] = {}
        rows = sorted((one for key in areas for one in self.sharing[key]), key=_BY_PLACE)
        for _, row in rows[:MOST]:
            if row.person_id is not None:
                by_person.setdefault(row.person_id, []).append(row)
            elif row.concern_id not in (None, concern.id) and _fits(row.area, areas[row.key]):
                by_concern.setdefault(row.concern_id or 0, []).append(row)
        return [*self._from_concerns(by_concern), *self._from_records(by_person, areas)]

    def _from_concerns(self, by_concern: Mapping[int, Sequence[ClueHeld]]) -> list["_Source"]:
        told = {one.id: one for key in by_concern for one in self.mentions.get(key, ())}
        sure = sorted((link for key in told for link in self.links.get(key, ())), key=_BY_ID)
        people = self.people
        return [
            _Source(
                people[link.person_id],
                tuple(_of(by_concern[told[link.mention_id].concern_id], link.mention_id)),
                _names(told[link.mention_id].body, people[link.person_id]),
                link.only_desk,
            )
            for link in sure
            if link.only_desk == people[link.person_id].only_desk
        ]

    def _from_records(
        self, by_person: Mapping[int, Sequence[ClueHeld]], areas: Mapping[str, str]
    ) -> list["_Source"]:
        """Return who is held to live at a house told of; what is being imported is not yet."""
        sources = []
        for key in sorted(self.people.keys() & by_person):
            person = self.people[self.heads.get(key, key)]
            clues = tuple(
                one for one in by_person[key] if _fits(areas[one.key], self._area_of(one, person))
            )
            if clues and (person.id in self.flagged or person.kind is PersonKind.EMERGING):
                names = _names(None, person)
                sources.append(_Source(person, clues, names, person.only_desk))
        return sources

    def _area_of(self, clue: ClueHeld, person: PersonHeld) -> str:
        return next(iter(areas_told(self.office, about(clue.words))), person.area)

    def _unnamed(
        self, concern: ConcernHeld, home: Sequence[ClueHeld], sources: Sequence["_Source"]
    ) -> list[Gathered]:
        """Return who is flagged and tied to a home of which nobody of concern was told."""
        flagged = [one for one in sources if one.person.id in self.flagged]
        said = MentionSaid(Part.NOT_SAID)
        nobody = MentionHeld(concern.id, 0, Part.NOT_SAID, said, from_story=True)
        found = _leads(self.office, nobody, home, flagged)
        if not found:
            return []
        mention = _kept_nobody(self.work, concern, home)
        return [replace(one, mention=mention) for one in found]


@dataclass(frozen=True, slots=True)
class _Source:
    """Somebody who is known from an earlier mention or by his record, and his clues there."""

    person: PersonHeld
    clues: tuple[ClueHeld, ...] = field(repr=False)
    names: frozenset[str] = field(repr=False)
    only_desk: str


def _fits(one: str, other: str) -> bool:
    return not one or not other or one == other


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
