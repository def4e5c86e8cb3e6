"""A report of harm between children opens a case for each child; read `open_child_cases`.

It happens in the act that routes the report, so every channel does it, in one transaction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from intake.actions.routing_facts import areas_told, facts_of, is_told_to_be_a_child
from intake.domain.alert import Alert
from intake.domain.child_case import (
    KIND_OF_PART,
    ChildCase,
    ChildPart,
    ToldOf,
    children_of,
)
from intake.domain.concern import Danger
from intake.domain.facts import Facts, Place
from intake.domain.held import ConcernHeld, MentionHeld, PersonHeld, View
from intake.domain.routing import Route, route
from intake.store.office import Office
from intake.store.work import Work

BECAUSE = {
    ChildPart.HARMED: "This child was harmed by a child, and has a case of their own",
    ChildPart.DID: "This child harmed a child, needs help as well, and has a case of their own",
}


def open_child_cases(
    office: Office, work: Work, concern: ConcernHeld, leads: Iterable[PersonHeld]
) -> list[Alert]:
    """Open what is missing of the cases of a concern's children.

    Args:
        office: Settings in force.
        work: The transaction that routes the concern.
        concern: The concern as it is now.
        leads: Whom it may name, as everybody may know (P13); a desk's own people bar it.

    Returns:
        The alerts to raise, one for each new case at the desk that owns it, and its kept copy
        where that desk is closed; none where the concern is not of harm between children, was
        not sent yet, or has its cases.

    Why:
        Help is to be offered to both children, each at their own home (Peterborough, R5); one
        report closed for the one was closed for the other (decision 0046).
    """
    if concern.is_unfinished or not is_between_children(office, concern):
        return []
    told = [one for one in work.concerns.mentions_of(concern.id) if not one.from_story]
    mentions = {one.id: one for one in told}
    facts = facts_of(office, work, concern, (), leads=leads)
    alerts: list[Alert] = []
    for part, mention_id in _missing(work, concern, told):
        mention = mentions.get(mention_id) if mention_id is not None else None
        found = route(
            _facts_of_child(office, facts, mention),
            office.policy.routing,
            office.policy.duty,
            at=work.at,
        )
        case = work.concerns.child_cases.add(
            ChildCase(
                concern_id=concern.id,
                part=part,
                desk=found.lead,
                opened_at=work.at,
                mention_id=mention_id,
            )
        )
        work.audit.note(
            "child_case.opened", concern=concern.reference, case=case.id, desk=case.desk
        )
        alerts += _alerts_of(office, work, case, found)
    return alerts


def is_between_children(office: Office, concern: ConcernHeld) -> bool:
    """Whether a sign of the report is of harm between children."""
    book = office.policy.sign_book
    return any(book.sign_of(said.sign).childrens_route for said in concern.body.signs)


def _missing(
    work: Work, concern: ConcernHeld, told: Iterable[MentionHeld]
) -> Iterator[tuple[ChildPart, int | None]]:
    """Yield the children who have no case; one whose case named nobody is named in it now."""
    wanted = children_of(ToldOf(one.id, one.part, is_told_to_be_a_child(one.body)) for one in told)
    cases = {(one.part, one.mention_id): one for one in work.concerns.child_cases_of(concern.id)}
    parts = {part for part, _ in cases}
    for part, mention_id in wanted:
        if (part, mention_id) in cases or (mention_id is None and part in parts):
            continue
        nameless = cases.pop((part, None), None)
        if nameless is None:
            yield part, mention_id
        else:
            named = replace(nameless, mention_id=mention_id, version=nameless.version + 1)
            work.concerns.child_cases.keep(named)


def _facts_of_child(office: Office, facts: Facts, mention: MentionHeld | None) -> Facts:
    """Return the facts of one child alone: their own home decides, else what is known."""
    body = mention.body if mention is not None else None
    own = areas_told(office, body.postcode, body.place) if body is not None else ()
    areas = own or facts.areas_of(Place.CHILD) or facts.areas_of(Place.HAPPENED)
    return replace(
        facts,
        areas=tuple((Place.CHILD, area) for area in areas),
        danger=Danger.NO,
        names_child=True,
        names_adult=False,
        is_child_on_child=True,
        roles=frozenset(),
        roles_with_adults=frozenset(),
        topics=frozenset(),
        holders=(),
    )


def _alerts_of(office: Office, work: Work, case: ChildCase, found: Route) -> Iterator[Alert]:
    for leg in found.legs:
        if leg.desk in {found.lead, found.lead_now}:
            yield Alert(
                kind=KIND_OF_PART[case.part],
                desk=leg.desk,
                urgency=leg.urgency,
                made_at=work.at,
                policy_hash=office.policy.hash,
                concern_id=case.concern_id,
                held_until=leg.held_until,
                because=(BECAUSE[case.part], *(why.words for why in leg.because)),
                view=View.OPEN.value,
                cause=cause_of(case.id),
            )


def cause_of(case_id: int) -> str:
    """Return the cause that the alerts of a case bear."""
    return f"child_case:{case_id}"
