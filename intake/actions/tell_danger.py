"""Danger told after sending: the same concern is raised, and every desk of its route is told."""

from collections.abc import Sequence
from dataclasses import replace

from intake.actions.alerting import first_owner_of, raise_alerts
from intake.actions.link_mentions import linked_already
from intake.actions.tell_desks import OF_REPORTS, routes_of
from intake.actions.weigh_person import weigh_people
from intake.domain.alert import UNANSWERED, Alert, AlertKind
from intake.domain.chronology import SignSeen
from intake.domain.concern import Danger, DangerKind, Submission
from intake.domain.facts import RouteEvent
from intake.domain.held import ConcernHeld, View
from intake.domain.routing import Leg
from intake.domain.urgency import Urgency, urgency_of
from intake.store.office import Office
from intake.store.work import Work

TAG = "danger"
ANSWERS = frozenset({DangerKind.DANGER_YES, DangerKind.CHILD_NOT_SAFE})
"""What is answered to a question of ours, and is told again each time that it is said."""


def tell_danger(office: Office, work: Work, concern: ConcernHeld, kind: DangerKind) -> bool:
    """Tell every desk on the route for danger of a concern that was sent before.

    The words that go with it are kept as its addition beforehand, in the same transaction. A
    closed concern opens again.

    Args:
        office: Settings in force.
        work: The open transaction.
        concern: The concern, sent before.
        kind: What was said. "Yes" and "I am not safe now" make it urgent now, and tell every
            desk again, also one that had an alert; the other kinds tell each desk that is not
            waiting to answer one.

    Returns:
        Whether the desk that leads was told by this act.

    Why:
        A second concern without the words of danger is one that nobody can act on or finish;
        999 first, and the desks read on the report that they hold (promise P12).
    """
    raised = _raised(office, work, concern, kind)
    people = linked_already(work, raised)
    flags = work.flags.of_many({person.id for _, person, _ in people.found})
    seen, hidden = routes_of(office, work, raised, people, flags, event=RouteEvent.DANGER)
    legs = (*seen.legs, *hidden)
    lead = first_owner_of(office, work, raised.id)
    before = work.dispatch.alerts_of_concern(raised.id)
    alerts = [
        _alert_of(office, work, raised, leg, f"danger:{raised.id}:{kind.value}", lead)
        for leg in legs
        if kind in ANSWERS or not _waits(leg, before)
    ]
    raise_alerts(office, work, alerts)
    told = tuple(dict.fromkeys(leg.desk for leg in legs if not leg.only_desk))
    weigh_people(office, work, people.weighed, lead=lead, newest=raised.id)
    work.audit.note("danger.told", concern=raised.reference, kind=kind.value, desks=told)
    return any(alert.is_lead for alert in alerts)


def _waits(leg: Leg, before: Sequence[Alert]) -> bool:
    """Whether a desk still has an alert to answer that is as urgent: it will read the words there.

    What a hidden flag's owner has to answer says nothing of what everybody else has (P13); the
    hit of the report itself did not yet tell of danger.
    """
    mine = [one for one in before if one.desk == leg.desk and one.state in UNANSWERED]
    if leg.only_desk:
        return any(one.kind is AlertKind.FLAG_HIT and one.tag == TAG for one in mine)
    return any(one.kind in OF_REPORTS and one.urgency >= leg.urgency for one in mine)


def _raised(office: Office, work: Work, concern: ConcernHeld, kind: DangerKind) -> ConcernHeld:
    """Keep what was said now in the concern's own fields; its words stay as they were sent."""
    body = _with_answer(concern.body, kind)
    urgency = urgency_of(
        [SignSeen(said.sign, said.source) for said in body.signs],
        office.policy.sign_book,
        office.policy.scales.urgency,
        danger=body.danger,
        is_child_safe_now=body.is_child_safe_now,
    )
    is_raised = kind in ANSWERS
    if concern.state != "open":
        work.audit.note("concern.reopened", concern=concern.reference)
    return work.concerns.records.keep(
        replace(
            concern,
            body=body,
            danger=body.danger.value if kind is DangerKind.DANGER_YES else concern.danger,
            urgency=max(urgency.urgency, Urgency(concern.urgency)).value,
            urgency_because=urgency.because if is_raised else concern.urgency_because,
            state="open",
            version=concern.version + 1,
        )
    )


def _with_answer(body: Submission, kind: DangerKind) -> Submission:
    if kind is DangerKind.DANGER_YES:
        return replace(body, danger=Danger.YES)
    return replace(body, is_child_safe_now=False) if kind is DangerKind.CHILD_NOT_SAFE else body


def _leads(leg: Leg, lead: str) -> bool:
    """Whether a leg is the desk that leads, or sits for it while it is closed."""
    is_open = leg.desk == lead and leg.held_until is None
    return not leg.only_desk and (is_open or lead in leg.stands_in_for)


def _alert_of(
    office: Office, work: Work, concern: ConcernHeld, leg: Leg, cause: str, lead: str
) -> Alert:
    view = View.WHOLE if leg.only_desk else View.OPEN
    return Alert(
        kind=AlertKind.FLAG_HIT if leg.only_desk else AlertKind.DANGER,
        desk=leg.desk,
        urgency=leg.urgency,
        made_at=work.at,
        policy_hash=office.policy.hash,
        is_lead=_leads(leg, lead),
        concern_id=concern.id,
        held_until=leg.held_until,
        because=("The reporter told of it after sending.", *(why.words for why in leg.because)),
        tag=TAG,
        view=view.value,
        cause=f"{cause}:{concern.version}:{view.value}",
    )
