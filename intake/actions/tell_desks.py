"""Telling the desks of one concern: routed twice, once without the flags that are hidden (P13)."""

from collections.abc import Mapping

from intake.actions.link_mentions import Linked
from intake.actions.open_child_cases import open_child_cases
from intake.actions.routing_facts import facts_of, flags_named, leads_named
from intake.actions.told_elsewhere import ask_of_places
from intake.actions.weigh_person import weigh_people
from intake.domain.alert import UNANSWERED, Alert, AlertKind
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.facts import FlagInView, RouteEvent
from intake.domain.held import (
    ConcernHeld,
    View,
)
from intake.domain.person import Flag, is_open_to
from intake.domain.routing import Leg, Route, route
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.work import Work
from matching.scoring import Band

OF_REPORTS = frozenset({AlertKind.CONCERN, AlertKind.DANGER})
Flags = Mapping[int, tuple[Flag, ...]]


def route_and_weigh(
    office: Office, work: Work, concern: ConcernHeld, people: Linked, *, is_more: bool = False
) -> str:
    """Route a concern, weigh everyone it bears on, and raise the alerts of both together.

    Args:
        office: Settings in force.
        work: The open transaction.
        concern: The concern as it is now.
        people: Whom it was linked to.
        is_more: More was told than the desks know: those that have answered hear of it anew.

    Returns:
        The desk that leads.
    """
    lead, alerts = _routed(office, work, concern, people, is_more=is_more)
    named = leads_named([(person, band) for _, person, band in people.found], View.OPEN)
    alerts += open_child_cases(office, work, concern, named)
    weigh_people(
        office,
        work,
        people.weighed,
        lead=lead,
        newest=concern.id,
        alerts=alerts,
    )
    if not concern.is_unfinished:
        ask_of_places(office, work, concern, people)
    return lead


def waiting_at(work: Work, concern_id: int) -> frozenset[str]:
    """Return the desks that have an alert of a concern still to answer."""
    alerts = work.dispatch.alerts_of_concern(concern_id)
    return frozenset(
        one.desk for one in alerts if one.kind in OF_REPORTS and one.state in UNANSWERED
    )


def _routed(
    office: Office, work: Work, concern: ConcernHeld, people: Linked, *, is_more: bool
) -> tuple[str, list[Alert]]:
    """Route twice: as everyone sees it, then for the desks whose flags nobody else sees.

    A desk that has an alert of this concern gets a second one only if it is more urgent now,
    or if it has answered and more was told.

    Why: A child wrote "I am not safe now" when both desks had decided on "I feel sad"; what is
        told after an answer was given is not answered (promises P7 and P12).
    """
    flags = work.flags.of_many({person.id for _, person, _ in people.found})
    event = RouteEvent.DANGER if concern.is_unfinished else RouteEvent.CONCERN
    open_route, hidden = routes_of(office, work, concern, people, flags, event=event)
    known: dict[str, Urgency] = {}
    for alert in work.dispatch.alerts_of_concern(concern.id):
        if alert.kind in OF_REPORTS:
            known[alert.desk] = max(alert.urgency, known.get(alert.desk, alert.urgency))
    waiting = waiting_at(work, concern.id) if is_more else known.keys()
    tag = _tag_of(people, flags)
    alerts = [
        _alert_of(office, work, concern, leg, tag, is_again=leg.desk in known)
        for leg in open_route.legs
        if leg.desk not in waiting or leg.urgency > known[leg.desk]
    ]
    alerts += [
        _alert_of_owner(office, work, concern, leg, _tag_of(people, flags, leg.desk))
        for leg in hidden
    ]
    owners = {one.owner_desk for one in _named(people, flags, View.WHOLE) if one.owner_only}
    for leg in hidden:
        if leg.desk in owners:
            _owe_telling(office, work, concern, leg)
    work.audit.note(
        "concern.routed",
        concern=concern.reference,
        lead=open_route.lead,
        desks=tuple(leg.desk for leg in open_route.legs),
        unmatched=int(open_route.unmatched),
    )
    return open_route.lead, alerts


def routes_of(
    office: Office,
    work: Work,
    concern: ConcernHeld,
    people: Linked,
    flags: Flags,
    *,
    event: RouteEvent,
) -> tuple[Route, tuple[Leg, ...]]:
    """Return the route as everybody sees it, and the legs to desks with flags that are hidden.

    Args:
        office: Settings in force.
        work: The open transaction.
        concern: What is routed.
        people: Whom it may name.
        flags: The flags of each of them.
        event: A report, or danger.
    """
    open_route = _route_of(office, work, concern, people, flags, View.OPEN, event)
    whole = _route_of(office, work, concern, people, flags, View.WHOLE, event)
    return open_route, tuple(leg for leg in whole.legs if leg.only_desk)


def _named(people: Linked, flags: Flags, view: View) -> tuple[FlagInView, ...]:
    return flags_named([(person, band) for _, person, band in people.found], flags, view)


def _route_of(
    office: Office,
    work: Work,
    concern: ConcernHeld,
    people: Linked,
    flags: Flags,
    view: View,
    event: RouteEvent,
) -> Route:
    leads = leads_named([(person, band) for _, person, band in people.found], view)
    named = _named(people, flags, view)
    is_open = view is View.OPEN
    facts = facts_of(office, work, concern, named, event=event, leads=leads, tells_holders=is_open)
    return route(facts, office.policy.routing, office.policy.duty, at=work.at)


def _alert_of(
    office: Office, work: Work, concern: ConcernHeld, leg: Leg, tag: str, *, is_again: bool
) -> Alert:
    cause = f"concern:{concern.id}:{View.OPEN.value}:{concern.danger}"
    return Alert(
        kind=AlertKind.DANGER if concern.is_unfinished else AlertKind.CONCERN,
        desk=leg.desk,
        urgency=leg.urgency,
        made_at=work.at,
        policy_hash=office.policy.hash,
        is_lead=leg.is_lead,
        concern_id=concern.id,
        held_until=leg.held_until,
        because=tuple(why.words for why in leg.because),
        tag=tag,
        view=View.OPEN.value,
        cause=f"{cause}:{concern.version}" if is_again else cause,
    )


def _alert_of_owner(office: Office, work: Work, concern: ConcernHeld, leg: Leg, tag: str) -> Alert:
    return Alert(
        kind=AlertKind.FLAG_HIT,
        desk=leg.desk,
        urgency=leg.urgency,
        made_at=work.at,
        policy_hash=office.policy.hash,
        concern_id=concern.id,
        because=tuple(why.words for why in leg.because),
        tag=tag,
        view=View.WHOLE.value,
        cause=f"flag_hit:{concern.id}",
    )


def _owe_telling(office: Office, work: Work, concern: ConcernHeld, leg: Leg) -> None:
    """Have a desk tell the children's services of its own hidden flag, or say why not; once.

    Why: A flag that only its owner may see must not become a reason to tell nobody (P13).
    """
    cause = f"tell_others:{concern.id}"
    if any(
        one.cause == cause and one.desk == leg.desk
        for one in work.dispatch.diary_of(f"concern:{concern.id}")
    ):
        return
    due_at = office.policy.duty.acknowledge_by(leg.urgency, work.at)
    work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.TELL_OTHERS,
            subject=f"concern:{concern.id}",
            desk=leg.desk,
            due_at=due_at,
            opened_at=work.at,
            next_at=due_at,
            ladder=office.policy.duty.desk(leg.desk).ladder,
            cause=cause,
            only_desk=leg.desk,
        )
    )


def _tag_of(people: Linked, flags: Flags, desk: str = "") -> str:
    """Return the queue's tag: the strongest lead in view, else what the check gave.

    Args:
        people: Whom the mentions may be.
        flags: The flags of each.
        desk: A desk, for what it alone may know beside; empty is the open view.
    """
    found = [(person, band) for _, person, band in people.found]
    seen = [(person, band) for person, band in found if is_open_to(person.only_desk, desk)]
    order = [Band.STRONG, Band.POSSIBLE, Band.OTHER_DATE, Band.NAME_ONLY]
    flagged = [
        band for person, band in seen if any(flag.is_seen_by(desk) for flag in flags[person.id])
    ]
    for band in order[:2]:
        if band in flagged:
            return f"flagged:{band.value}"
    if any(band in order[:2] for _, band in seen):
        return "reported_before"
    best = next((band for band in order if band in [one for _, one in seen]), None)
    return best.value if best else "nothing"
