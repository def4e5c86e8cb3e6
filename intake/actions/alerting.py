"""Raising an alert: the row, what its desk owes for it, and the first notices, together."""

from dataclasses import replace
from datetime import datetime

from intake.domain.alert import Alert
from intake.domain.desk import CONSOLE, DutyBook
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
    before = work.dispatch.alert_of_cause(alert.cause, alert.desk) if alert.cause else None
    if before is not None:
        return before
    speaks_at = alert.held_until or work.at
    book = office.policy.duty
    kept = work.dispatch.alerts.add(
        replace(alert, acknowledge_by=book.acknowledge_by(alert.urgency, speaks_at))
    )
    owe_for(office, work, kept, DiaryKind.ACKNOWLEDGE, speaks_at=speaks_at)
    work.audit.note(
        "alert.raised", alert=kept.id, desk=kept.desk, kind=kept.kind.value, cause=kept.cause
    )
    return kept


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
    due = {
        DiaryKind.ACKNOWLEDGE: alert.acknowledge_by,
        DiaryKind.ACCEPT: alert.accept_by,
        DiaryKind.DECIDE: alert.decide_by,
    }[kind]
    due_at = due or work.at
    entry = work.dispatch.owe(
        DiaryEntry(
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
    )
    if speaks_at is not None and speaks_at <= work.at:
        entry = ask_rung(office, work, entry, alert=alert)
    return entry


def ask_rung(
    office: Office, work: Work, entry: DiaryEntry, *, alert: Alert | None = None
) -> DiaryEntry:
    """Ask the entry's next rung now: plan its notices and when the one after is due.

    An entry of an owner-only flag never leaves its own desk (P13).
    """
    book = office.policy.duty
    plan = plan_rung(
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
    plan_notices(work, entry, plan, alert=alert)
    if plan.warns_admin:
        _warn_administrator(work, entry, book)
    return work.dispatch.diary.keep(entry.climb(plan.next_step, plan.next_due_at))


def plan_notices(
    work: Work, entry: DiaryEntry, plan: RungPlan, *, alert: Alert | None = None
) -> None:
    """Write down the notices of one rung; a key is never planned twice."""
    for planned in plan.deliveries:
        work.dispatch.plan(
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
        )


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
