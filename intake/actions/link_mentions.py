"""Linking what was told of people to those it might be, and making records of the unknown.

Read `link_all` first. A link made here is always *possible*: a human judges it (P6).
"""

from dataclasses import dataclass

from intake.actions.screening import (
    LINKED_BANDS,
    Lookup,
    described,
)
from intake.domain.concern import Part
from intake.domain.held import (
    ConcernHeld,
    LinkHeld,
    MentionHeld,
    PersonHeld,
    PersonKind,
)
from intake.domain.person import LinkState
from intake.domain.private import private
from intake.store.bodies import plain_of
from intake.store.work import Work
from matching.scoring import Band, Candidate


@dataclass(frozen=True, slots=True)
class Linked:
    """Who was linked: persons to weigh, and (mention, person, band) of possible links."""

    weighed: frozenset[int]
    found: tuple[tuple[MentionHeld, PersonHeld, Band], ...]


def link_all(work: Work, concern: ConcernHeld, pairs: list[tuple[MentionHeld, Lookup]]) -> Linked:
    """Link every mention to those it might be, and make records of those nobody knows."""
    found: list[tuple[MentionHeld, PersonHeld, Band]] = []
    weighed: set[int] = set()
    for mention, lookup in pairs:
        people = link_mention(work, mention, lookup.candidates)
        found += [(mention, person, band) for person, band in people]
        weighed |= {person.id for person, _ in people}
        links = work.people.links_of_mentions([mention.id])
        weighed |= {link.person_id for link in links if link.is_own}
        seen = {Band(link.band) for link in links if link.band and not link.only_desk}
        has_own = any(link.is_own for link in links)
        if not has_own and needs_own_record(mention, seen) and lookup.is_made:
            weighed.add(make_emerging(work, mention, area=concern.area).id)
    return Linked(frozenset(weighed), tuple(found))


def link_mention(
    work: Work, mention: MentionHeld, candidates: tuple[Candidate, ...]
) -> list[tuple[PersonHeld, Band]]:
    """Link a mention to those it might be, as *possible*; a human judges (P6).

    A pair that was judged before keeps its answer, so a rejected pair comes back labelled. A
    child is never linked to a record.

    Returns:
        The persons newly linked, with the band of each.
    """
    linked: list[tuple[PersonHeld, Band]] = []
    if mention.part is Part.CHILD:
        return linked
    for candidate in candidates:
        person = work.people.records.find(work.people.records.row.id == candidate.record_id)
        if person is None or not _is_worth_linking(mention, candidate, person):
            continue
        if work.people.link_between(mention.id, person.id) is not None:
            continue
        work.people.links.add(
            LinkHeld(
                mention_id=mention.id,
                person_id=person.id,
                state=LinkState.POSSIBLE,
                made_at=work.at,
                band=candidate.band.value,
                candidate=plain_of(candidate),
                only_desk=person.only_desk,
            )
        )
        linked.append((person, candidate.band))
    return linked


def _is_worth_linking(mention: MentionHeld, candidate: Candidate, person: PersonHeld) -> bool:
    """Whether a lead is worth a human's question.

    Mothers, nurses and neighbours are linked only to flagged persons, and only by more than a
    name: they are not what the report is about.
    """
    if mention.part in (Part.PERSON_OF_CONCERN, Part.NOT_SAID):
        return candidate.band in LINKED_BANDS
    return person.kind is PersonKind.FLAGGED and candidate.band in (Band.STRONG, Band.POSSIBLE)


def needs_own_record(mention: MentionHeld, bands: set[Band]) -> bool:
    """Whether a mention starts a record of its own.

    Only a person of concern does, of whom something was told, and only where nobody in view
    is a strong or possible lead: else his weight hangs there as *if the same* and is seen.
    """
    return (
        mention.part is Part.PERSON_OF_CONCERN
        and mention.body.is_described
        and bands.isdisjoint({Band.STRONG, Band.POSSIBLE})
    )


def make_emerging(work: Work, mention: MentionHeld, *, area: str) -> PersonHeld:
    """Make a record of somebody who is only reported, from his first mention."""
    said = mention.body
    label = said.names.told or said.nickname.told or said.description.told or said.vehicle.told
    person = work.people.add(
        PersonHeld(
            label=private(label or "Somebody described"),
            body=described(said, work.at.date()),
            kind=PersonKind.EMERGING,
            made_at=work.at,
            area=area,
        )
    )
    work.people.links.add(
        LinkHeld(
            mention_id=mention.id,
            person_id=person.id,
            state=LinkState.SAME,
            made_at=work.at,
            is_own=True,
        )
    )
    return person
