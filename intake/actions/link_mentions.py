"""Linking what was told of people to those it might be, and making records of the unknown.

Read `link_all` first. A link made here is always *possible*: a human judges it (P6).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from intake.actions.gather import Gathered, is_found_by_name
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


def link_all(
    work: Work,
    concern: ConcernHeld,
    pairs: list[tuple[MentionHeld, Lookup]],
    beside: Sequence[Gathered] = (),
) -> Linked:
    """Link every mention to those it might be, and make records of those nobody knows.

    Args:
        work: The open transaction.
        concern: What was told.
        pairs: Its mentions, each with what was looked up by name and number.
        beside: Whom they may be by home, vehicle or description.

    Returns:
        Whom to weigh and to tell of. Who is found by his surroundings alone hangs there *if
        the same*, unless he was told with a name of his own: then he has a record as well.
    """
    links = _links_of(work, [*(mention for mention, _ in pairs), *(one.mention for one in beside)])
    leads = _leads_of(work, pairs)
    found: list[tuple[MentionHeld, PersonHeld, Band]] = []
    for mention, lookup in pairs:
        for person, candidate in _new_leads(mention, lookup.candidates, leads, links[mention.id]):
            found.append((mention, person, candidate.band))
            links[mention.id].append(_possible(work, mention, person, candidate))
        seen = {Band(one.band) for one in links[mention.id] if one.band and not one.only_desk}
        around = [one for one in beside if one.mention.id == mention.id]
        for one in _not_linked(around, links[mention.id]):
            found.append((mention, one.person, one.candidate.band))
            links[mention.id].append(
                _possible(work, mention, one.person, one.candidate, one.only_desk)
            )
            if not one.only_desk and not is_found_by_name(mention):
                seen.add(one.candidate.band)
        has_own = any(one.is_own for one in links[mention.id])
        if not has_own and needs_own_record(mention, seen) and lookup.is_made:
            links[mention.id].append(_own(work, mention, _emerging(work, mention, concern.area)))
    told = {mention.id for mention, _ in pairs}
    for one in beside:
        if one.mention.id not in told and list(_not_linked([one], links[one.mention.id])):
            found.append((one.mention, one.person, one.candidate.band))
            link = _possible(work, one.mention, one.person, one.candidate, one.only_desk)
            links[one.mention.id].append(link)
    everyone = [link for of_mention in links.values() for link in of_mention]
    work.people.links.put([link for link in everyone if not link.id])
    weighed = {link.person_id for link in everyone if link.is_own}
    return Linked(frozenset(weighed | {person.id for _, person, _ in found}), tuple(found))


def linked_already(work: Work, concern: ConcernHeld) -> Linked:
    """Return whom the mentions of a concern are linked to by now, rejected pairs left out.

    Whom a human judged to be the same is named as surely as can be, whatever the matcher found.
    """
    mentions = {one.id: one for one in work.concerns.mentions_of(concern.id)}
    links = [
        link
        for link in work.people.links_of_mentions(mentions)
        if link.state is not LinkState.DIFFERENT
    ]
    people = work.people.records.by_id(link.person_id for link in links)
    found = tuple(
        (
            mentions[link.mention_id],
            people[link.person_id],
            Band.STRONG if link.state is LinkState.SAME else Band(link.band),
        )
        for link in links
        if not link.is_own and link.person_id in people
    )
    return Linked(frozenset(link.person_id for link in links), found)


def link_mention(
    work: Work, mention: MentionHeld, candidates: tuple[Candidate, ...]
) -> list[tuple[PersonHeld, Band]]:
    """Link a mention to those it might be, as *possible*; a human judges (P6).

    A pair that was judged before keeps its answer, so a rejected pair comes back labelled. A
    child is never linked to a record.

    Returns:
        The persons newly linked, with the band of each.
    """
    links = _links_of(work, [mention])[mention.id]
    leads = _records(work, (one.record_id for one in candidates))
    new = list(_new_leads(mention, candidates, leads, links))
    work.people.links.put([_possible(work, mention, *lead) for lead in new])
    return [(person, candidate.band) for person, candidate in new]


def link_gathered(work: Work, beside: Sequence[Gathered]) -> list[Gathered]:
    """Link mentions to those they may be by their surroundings; returns what is new.

    A pair that was judged before keeps its answer.
    """
    links = _links_of(work, [one.mention for one in beside])
    new: list[Gathered] = []
    for one in beside:
        known = links[one.mention.id]
        if list(_not_linked([one], known)):
            link = _possible(work, one.mention, one.person, one.candidate, one.only_desk)
            known.append(link)
            work.people.links.add(link)
            new.append(one)
    return new


def _links_of(work: Work, mentions: Sequence[MentionHeld]) -> dict[int, list[LinkHeld]]:
    links: dict[int, list[LinkHeld]] = {mention.id: [] for mention in mentions}
    for link in work.people.links_of_mentions(links):
        links[link.mention_id].append(link)
    return links


def _leads_of(work: Work, pairs: Sequence[tuple[MentionHeld, Lookup]]) -> dict[int, PersonHeld]:
    return _records(
        work,
        (
            one.record_id
            for mention, lookup in pairs
            if mention.part is not Part.CHILD
            for one in lookup.candidates
        ),
    )


def _records(work: Work, record_ids: Iterable[int]) -> dict[int, PersonHeld]:
    """Return records by id; one that an officer joined to another is found as that other."""
    found = work.people.records.by_id(record_ids)
    heads = work.joinings.heads(found)
    if heads:
        others = work.people.records.by_id(heads.values())
        found |= {key: others[head] for key, head in heads.items()}
    return found


def _new_leads(
    mention: MentionHeld,
    candidates: Sequence[Candidate],
    leads: Mapping[int, PersonHeld],
    links: Sequence[LinkHeld],
) -> Iterator[tuple[PersonHeld, Candidate]]:
    """Yield who is worth linking to a mention and is not linked to it, in any state."""
    linked = {link.person_id for link in links}
    for candidate in candidates:
        person = leads.get(candidate.record_id)
        if person is None or mention.part is Part.CHILD or person.id in linked:
            continue
        if _is_worth_linking(mention, candidate, person):
            linked.add(person.id)
            yield person, candidate


def _not_linked(beside: Iterable[Gathered], links: Sequence[LinkHeld]) -> Iterator[Gathered]:
    """Yield whom a mention is not linked to in any state: an answer given is kept."""
    linked = {link.person_id for link in links}
    return (one for one in beside if one.person.id not in linked)


def _possible(
    work: Work,
    mention: MentionHeld,
    person: PersonHeld,
    candidate: Candidate,
    only_desk: str = "",
) -> LinkHeld:
    return LinkHeld(
        mention_id=mention.id,
        person_id=person.id,
        state=LinkState.POSSIBLE,
        made_at=work.at,
        band=candidate.band.value,
        candidate=plain_of(candidate),
        only_desk=person.only_desk or only_desk,
    )


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
        and (mention.body.is_described or bool(mention.body.relation.told))
        and bands.isdisjoint({Band.STRONG, Band.POSSIBLE})
    )


def make_emerging(work: Work, mention: MentionHeld, *, area: str) -> PersonHeld:
    """Make a record of somebody who is only reported, from his first mention."""
    person = _emerging(work, mention, area)
    work.people.links.add(_own(work, mention, person))
    return person


def _emerging(work: Work, mention: MentionHeld, area: str) -> PersonHeld:
    said = mention.body
    facts = (said.names, said.nickname, said.description, said.vehicle, said.relation)
    label = next((fact.told for fact in facts if fact.told), "")
    return work.people.add(
        PersonHeld(
            label=private(label or "Somebody described"),
            body=described(said, work.at.date()),
            kind=PersonKind.EMERGING,
            made_at=work.at,
            area=area,
        )
    )


def _own(work: Work, mention: MentionHeld, person: PersonHeld) -> LinkHeld:
    return LinkHeld(
        mention_id=mention.id,
        person_id=person.id,
        state=LinkState.SAME,
        made_at=work.at,
        is_own=True,
    )
