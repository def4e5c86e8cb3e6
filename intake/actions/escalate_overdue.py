"""Silence is answered: reminders before a deadline, the next rung of the ladder after it.

Read `escalate_overdue` first. The loop that calls it lives in `intake.running.loops`.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from intake.actions.alerting import ask_rung, plan_notices
from intake.actions.ask_agency import tell_asker_of_silence
from intake.actions.kept_from import hand_to_scrutiny
from intake.domain.alert import Alert
from intake.domain.desk import DutyBook
from intake.domain.diary import DiaryEntry, DiaryKind, DiarySettings, DiaryState
from intake.domain.errors import DueRegardError
from intake.domain.ladder import plan_rung
from intake.store.office import Office
from intake.store.work import Work

ANSWERS = frozenset({DiaryKind.ACKNOWLEDGE, DiaryKind.ACCEPT, DiaryKind.DECIDE})
"""What is asked of an alert; these have no reminders, a deadline is the first word."""

STUCK_WAIT = timedelta(minutes=1)
LOCK_SECONDS = 0.1
"""How long one round may hold the writer."""


def escalate_overdue(office: Office, *, limit: int = 200) -> int:
    """Let every owed entry whose moment has come speak, in one transaction.

    Before its deadline an entry with a day (a review, the end of an order) reminds its
    desk. After it, and for whatever is asked of an alert, the next rung is asked, an entry
    is marked as missed once, and the moment of the rung after is written down.

    Args:
        office: The office.
        limit: Most entries in one transaction; the most urgent are taken first.

    Returns:
        How many spoke. More than none means that more may be waiting: after a tenth of a
        second the rest is left to the next round, so that nobody waits long for the writer.

    Why:
        In the reviews a message was left and nobody answered it. Here no answer is a
        reason to ask somebody else, and the last rung is asked again until one comes (P7).
    """
    with office.look() as work:
        if work.dispatch.silent_since() is None:
            return 0
    with office.begin(first=True) as work:
        entries = work.dispatch.speaking(limit=limit)
        alerts = work.dispatch.alerts_asked_about(entries)
        until = office.stopwatch() + LOCK_SECONDS
        spoke = 0
        for entry in entries:
            if spoke and office.stopwatch() > until:
                break
            _speak_alone(office, work, entry, alerts.get(entry.subject))
            spoke += 1
    return spoke


def bring_back(office: Office, *, limit: int = 200) -> int:
    """Bring ladders back that a clock set too far ahead had put to sleep.

    A ladder that climbs never waits longer than its step; one that does was written while
    the clock stood in the future. It is asked again one step's wait from now.

    Returns:
        How many ladders were brought back.

    Why:
        A clock that jumps by a month and back fires nothing twice, but it must not buy a
        month of silence either (P7).
    """
    brought = 0
    with office.begin() as work:
        book = office.policy.duty
        longest = max(
            wait for ladder in book.ladders.values() for wait in _waits(book, ladder.name)
        )
        for entry in work.dispatch.asleep(longest, limit=limit):
            known = _settled(book, entry)
            wait = book.ladders[known.ladder].wait_of(known.rung - 1)
            work.dispatch.diary.keep(replace(known, next_at=work.at + wait))
            work.audit.note("ladder.brought_back", diary=entry.id, rung=entry.rung)
            brought += 1
    return brought


def _waits(book: DutyBook, name: str) -> tuple[timedelta, ...]:
    ladder = book.ladders[name]
    return (ladder.repeat_every, *(rung.wait for rung in ladder.rungs))


def _speak_alone(office: Office, work: Work, entry: DiaryEntry, alert: Alert | None) -> None:
    """Let one entry speak; one that cannot never keeps the others silent."""
    try:
        with work.session.begin_nested():
            _speak(office, work, entry, alert)
    except (DueRegardError, LookupError, ValueError):
        work.dispatch.diary.keep(replace(entry, next_at=work.at + STUCK_WAIT))
        work.audit.note("ladder.stuck", diary=entry.id, rung=entry.rung)


def _speak(office: Office, work: Work, entry: DiaryEntry, alert: Alert | None) -> None:
    known = _settled(office.policy.duty, entry)
    if known != entry:
        work.audit.note("ladder.moved", diary=entry.id, desk=known.desk, ladder=known.ladder)
    if _is_reminder(known, work.at):
        _remind(office, work, known)
        return
    if work.at >= known.due_at and known.state is DiaryState.OPEN:
        known = known.miss()
        work.audit.note("diary.missed", diary=entry.id, kind=entry.kind.value, desk=entry.desk)
        tell_asker_of_silence(office, work, known)
    known, alert = hand_to_scrutiny(office, work, known, alert)
    asked = ask_rung(office, work, known, alert=alert)
    work.audit.note(
        "ladder.climbed",
        diary=entry.id,
        subject=entry.subject,
        desk=asked.desk,
        kind=entry.kind.value,
        rung=asked.rung - 1,
    )


def _is_reminder(entry: DiaryEntry, at: datetime) -> bool:
    return entry.kind not in ANSWERS and at < entry.due_at


def _remind(office: Office, work: Work, entry: DiaryEntry) -> None:
    """Tell the desk that a day is coming; the ladder stays where it is."""
    book = office.policy.duty
    day = book.office.local_day(work.at).isoformat()
    plan = plan_rung(
        book.ladders[entry.ladder],
        0,
        key=f"{entry.subject}:{entry.kind.value}:{entry.id}:reminder:{day}",
        desk=entry.desk,
        at=work.at,
        recipients=book.recipients,
        reaches=book.reaches,
        only_desk=bool(entry.only_desk),
    )
    plan_notices(work, entry, plan)
    next_at = next_reminder(entry, office.policy.diary, work.at)
    work.dispatch.diary.keep(replace(entry, next_at=next_at))
    work.audit.note("diary.reminded", diary=entry.id, kind=entry.kind.value, desk=entry.desk)


def next_reminder(entry: DiaryEntry, settings: DiarySettings, at: datetime) -> datetime:
    """Return the next reminder of an entry after a moment: at the latest its deadline."""
    day = settings.office.local_day(entry.due_at)
    later = [moment for moment in settings.reminders(day) if at < moment < entry.due_at]
    return min(later, default=entry.due_at)


def _settled(book: DutyBook, entry: DiaryEntry) -> DiaryEntry:
    """Give an entry a desk and a ladder that the settings in force know.

    Why:
        A desk that was renamed in a file must not take its unanswered alerts with it: the
        catch-all desk has them then, unless nobody but that desk may know (P13).
    """
    desk = entry.desk
    if desk not in book.desks and not entry.only_desk:
        desk = book.catch_all
    ladder = entry.ladder
    if ladder not in book.ladders:
        ladder = book.desks[desk if desk in book.desks else book.catch_all].ladder
    if (desk, ladder) == (entry.desk, entry.ladder):
        return entry
    return replace(entry, desk=desk, ladder=ladder)
