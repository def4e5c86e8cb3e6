"""Managers hear once a week of the meetings that their desk missed; read `send_digests`."""

from datetime import date, timedelta

from intake.domain.meeting import Came
from intake.store.dispatch import Delivery
from intake.store.office import Office
from intake.store.work import Work

MANAGER, CHANNELS = "manager", ("email", "sms")
MONDAY = 0
WEEK = timedelta(days=7)
MISSED = frozenset({Came.APOLOGIES, Came.ABSENT})


def send_digests(office: Office) -> int:
    """Tell the manager of each desk that missed a meeting in the week before, on Monday morning.

    The notice names no meeting and nobody: it leads to the page that lists them, signed in. The
    same week is told once, however often this is called and by however many processes.

    Returns:
        How many notices were planned.

    Why:
        Managers did not know that their people missed the meetings (Teesside review, row T13).
    """
    with office.look() as work:
        local = work.at.astimezone(office.policy.diary.office.zone)
        if local.weekday() != MONDAY or local.hour < office.policy.diary.hour:
            return 0
        desks = missed_by(work, since=local.date() - WEEK, until=local.date())
        if not desks:
            return 0
    week = f"{local:%G-W%V}"
    with office.begin() as work:
        planned = [one for desk in sorted(desks) for one in _planned(office, work, desk, week)]
        if planned:
            work.audit.note("digest.sent", week=week, notices=len(planned))
        return len(planned)


def missed_by(work: Work, *, since: date, until: date) -> frozenset[str]:
    """Return the desks whose part in a meeting of a span, its end left out, was none."""
    return frozenset(
        one.desk
        for meeting in work.stewards.meetings_since(since)
        if meeting.held_on < until and meeting.minutes is not None and not meeting.only_desk
        for one in meeting.minutes.attendance
        if one.came in MISSED
    )


def _planned(office: Office, work: Work, desk: str, week: str) -> list[Delivery]:
    book = office.policy.duty
    if desk not in book.desks:
        return []
    kept = []
    for who in book.recipients(desk, MANAGER, work.at):
        channel = next((one for one in CHANNELS if book.reaches(who, one)), "")
        if not channel:
            continue
        planned = work.dispatch.plan(
            Delivery(
                key=f"digest:{desk}:{week}:{who}",
                rung=0,
                channel=channel,
                recipient=who,
                subject=f"digest:{desk}:{week}",
                urgency="three_days",
                due_at=work.at,
                made_at=work.at,
            )
        )
        kept += [planned] if planned is not None else []
    return kept
