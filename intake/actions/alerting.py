"""Raising an alert: the row, what its desk owes for it, and the first notices, together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from intake.domain.alert import Alert
from intake.domain.desk import CONSOLE, NOT_IN_SETTINGS, DutyBook
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.ladder import RungPlan, plan_rung
from intake.store.dispatch import Delivery
from intake.store.office import Office
from intake.store.work import Work


def raise_alert(office: Office, work: Work, alert: Alert) -> Alert:
    """Keep an alert with the time to acknowledge it and its first notices.

    The same cause raises one alert a desk, once (P3). A held copy speaks at the desk's
    opening; everything else speaks now.

    Returns:
        The alert as kept, or the one that its cause raised before.

    Why:
        A consequence is a row written with its cause, never something in memory (P1, P7).
    """
    return raise_alerts(office, work, [alert])[0]


def raise_alerts(office: Office, work: Work, alerts: Sequence[Alert]) -> list[Alert]:
    """Keep several alerts as `raise_alert` keeps one, each kind of row in one statement.

    Args:
        office: Settings in force.
        work: The act's transaction.
        alerts: In the order in which they are to stand; may be empty.

    Returns:
        For each alert the one kept, or the one that its cause raised before, in order. One
        for a desk that the settings name no longer goes to the catch-all, unless only that
        desk may know of it (P13): it waits under its name.
    """
    alerts = [_seated(office.policy.duty, alert) for alert in alerts]
    raised = work.dispatch.alerts_of_causes(alert.cause for alert in alerts if alert.cause)
    keys = [(alert.cause or f"alone:{place}", alert.desk) for place, alert in enumerate(alerts)]
    new: dict[tuple[str, str], Alert] = {}
    for key, alert in zip(keys, alerts, strict=True):
        if key not in raised:
            new.setdefault(key, alert)
    kept = _keep_new(office, work, list(new.values()))
    raised |= zip(new, kept, strict=True)
    return [raised[key] for key in keys]


def _seated(book: DutyBook, alert: Alert) -> Alert:
    if alert.desk in book.desks or alert.view == "whole":
        return alert
    return replace(alert, desk=book.catch_all, because=(*alert.because, NOT_IN_SETTINGS))


def _keep_new(office: Office, work: Work, alerts: Sequence[Alert]) -> list[Alert]:
    """Keep alerts that were not there; what they make their desks owe cannot be there either."""
    book = office.policy.duty
    kept = work.dispatch.alerts.add_many(
        [
            replace(one, acknowledge_by=book.acknowledge_by(one.urgency, one.held_until or work.at))
            for one in alerts
        ]
    )
    owed = work.dispatch.diary.add_many(
        [
            _owed_for(office, work, one, DiaryKind.ACKNOWLEDGE, speaks_at=one.held_until or work.at)
            for one in kept
        ]
    )
    pairs = zip(owed, kept, strict=True)
    _ask_first_rungs(office, work, [pair for pair in pairs if pair[0].next_at <= work.at])
    work.audit.note_each(
        "alert.raised",
        [
            {"alert": one.id, "desk": one.desk, "kind": one.kind.value, "cause": one.cause}
            for one in kept
        ],
    )
    return kept


def _ask_first_rungs(office: Office, work: Work, asked: Sequence[tuple[DiaryEntry, Alert]]) -> None:
    plans = [(entry, alert, _plan_of(office, work, entry)) for entry, alert in asked]
    work.dispatch.plan_many(
        [one for entry, alert, plan in plans for one in _notices_of(work, entry, plan, alert)]
    )
    for entry, _, plan in plans:
        if plan.warns_admin:
            _warn_administrator(work, entry, office.policy.duty)
    work.dispatch.climbed(
        [entry.climb(plan.next_step, plan.next_due_at) for entry, _, plan in plans]
    )


def owe_for(
    office: Office,
    work: Work,
    alert: Alert,
    kind: DiaryKind,
    *,
    speaks_at: datetime | None = None,
    step: int = 0,
) -> DiaryEntry:
    """Write down what a desk owes for an alert, and ask the first rung if it is time.

    Args:
        office: Settings in force.
        work: The act's transaction.
        alert: The alert, with the deadline of this kind set.
        kind: Acknowledge, accept or decide.
        speaks_at: When the ladder begins; None is the deadline itself.
        step: The step to begin at, for an alert that was declined.
    """
    owed = _owed_for(office, work, alert, kind, speaks_at=speaks_at, step=step)
    entry = work.dispatch.owe(owed)
    if speaks_at is not None and speaks_at <= work.at:
        entry = ask_rung(office, work, entry, alert=alert)
    return entry


def _owed_for(
    office: Office,
    work: Work,
    alert: Alert,
    kind: DiaryKind,
    *,
    speaks_at: datetime | None,
    step: int = 0,
) -> DiaryEntry:
    due = {
        DiaryKind.ACKNOWLEDGE: alert.acknowledge_by,
        DiaryKind.ACCEPT: alert.accept_by,
        DiaryKind.DECIDE: alert.decide_by,
    }[kind]
    due_at = due or work.at
    return DiaryEntry(
        kind=kind,
        subject=f"alert:{alert.id}",
        desk=alert.desk,
        due_at=due_at,
        opened_at=work.at,
        next_at=speaks_at or due_at,
        ladder=office.policy.duty.ladder_of(alert.desk, alert.urgency).name,
        cause=f"alert:{alert.id}:{kind.value}:{alert.version}",
        rung=step,
        only_desk=alert.desk if alert.view == "whole" else "",
    )


def ask_rung(
    office: Office, work: Work, entry: DiaryEntry, *, alert: Alert | None = None
) -> DiaryEntry:
    """Ask the entry's next rung now: plan its notices and when the one after is due.

    An entry of an owner-only flag never leaves its own desk (P13).
    """
    plan = _plan_of(office, work, entry)
    plan_notices(work, entry, plan, alert=alert)
    if plan.warns_admin:
        _warn_administrator(work, entry, office.policy.duty)
    return work.dispatch.diary.keep(entry.climb(plan.next_step, plan.next_due_at))


def _plan_of(office: Office, work: Work, entry: DiaryEntry) -> RungPlan:
    book = office.policy.duty
    return plan_rung(
        book.ladders[entry.ladder],
        entry.rung,
        key=f"{entry.subject}:{entry.kind.value}:{entry.id}",
        desk=entry.desk,
        at=work.at,
        recipients=book.recipients,
        reaches=book.reaches,
        only_desk=bool(entry.only_desk),
        not_before=entry.due_at,
    )


def plan_notices(
    work: Work, entry: DiaryEntry, plan: RungPlan, *, alert: Alert | None = None
) -> None:
    """Write down the notices of one rung; a key is never planned twice."""
    work.dispatch.plan_many(_notices_of(work, entry, plan, alert))


def _notices_of(
    work: Work, entry: DiaryEntry, plan: RungPlan, alert: Alert | None
) -> list[Delivery]:
    return [
        Delivery(
            key=planned.key,
            diary_id=entry.id,
            alert_id=alert.id if alert else None,
            rung=plan.step,
            channel=planned.channel,
            recipient=planned.recipient,
            subject=entry.subject,
            urgency=alert.urgency.value if alert else "next_day",
            answer_by=entry.due_at,
            due_at=work.at,
            made_at=work.at,
        )
        for planned in plan.deliveries
    ]


def _warn_administrator(work: Work, entry: DiaryEntry, book: DutyBook) -> None:
    """Tell the administrator of a gap in a rota: once a desk and day.

    The first channel that he has an address for is asked; the runner moves on from one
    that fails. Without any he reads it in the console.
    """
    day = book.office.local_day(work.at).isoformat()
    channels = [channel for name, channel in book.addresses if name == book.administrator]
    planned = work.dispatch.plan(
        Delivery(
            key=f"rota:{entry.desk}:{day}",
            rung=0,
            channel=channels[0] if channels else CONSOLE,
            recipient=book.administrator,
            subject=f"rota:{entry.desk}",
            urgency="today",
            due_at=work.at,
            made_at=work.at,
        )
    )
    if planned is not None:
        work.audit.note("rota.empty", desk=entry.desk, day=day)


def lead_of(office: Office, work: Work, concern_id: int) -> str:
    """Return the desk that leads on a concern; the catch-all where none was routed."""
    alerts = work.dispatch.alerts_of_concern(concern_id)
    return next((alert.desk for alert in alerts if alert.is_lead), office.policy.duty.catch_all)


def first_owner_of(office: Office, work: Work, concern_id: int) -> str:
    """Return the desk that owns what a concern leads to: never one that only sat in for it.

    Args:
        office: Desks and rules in force.
        work: The act's transaction.
        concern_id: The concern.

    Returns:
        The desk for which the one that led stood in, where it was closed; else the one that led;
        the catch-all where none was routed.

    Why:
        A report of a Sunday is led by the night desk. A man whose line was crossed by a later
        answer was then the night desk's for good, and so was his review (promise P8).
    """
    book = office.policy.duty
    alerts = work.dispatch.alerts_of_concern(concern_id)
    leads = [rule.because for rule in office.policy.routing.rules if rule.leads]
    leader = next((one for one in alerts if one.is_lead), None)
    if leader is None:
        return book.catch_all
    lead = leader.desk
    leading = [why for why in leader.because if why.startswith(tuple(leads))]
    held = [one for one in alerts if one.held_until and one.desk in book.desks]
    sat_in_for = [one for one in held if lead in {desk.name for desk in book.chain_of(one.desk)}]
    for why in leading:
        for one in sat_in_for:
            if why in one.because:
                return one.desk
    return lead
