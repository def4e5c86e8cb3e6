"""Meetings: set with everybody told, closed with every child in the minutes, signed by agencies.

Read `set_meeting`, then `close_minutes`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from intake.actions.note_event import note_event_in
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.event import EventKind
from intake.domain.held import Officer
from intake.domain.meeting import Meeting, MeetingKind, Minutes, Signature, check_minutes
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work


def set_meeting(
    office: Office,
    *,
    officer: Officer,
    person_id: int,
    kind: MeetingKind,
    held_on: date | None,
    words: str,
    areas: Iterable[str] = (),
) -> Meeting:
    """Set a meeting, tell every desk that must know, and owe its minutes.

    Args:
        office: Settings in force; `events.yaml` says who is told of a meeting that is set.
        officer: Who sets it; their desk writes the minutes.
        person_id: About whom.
        kind: What kind of meeting.
        held_on: The local day; None is refused.
        words: Where, when, and what for; the desks told read them.
        areas: Areas that it touches beside those linked already.

    Raises:
        JudgementRefusedError: `missing` holds happened_on or words.
        NotFoundError: There is no such person.

    Why:
        Children's services were not invited, and nobody noticed for five years (row T6). Who
        must be told is invited by the same act, so no linked area can be left out.
    """
    with office.begin() as work:
        event = note_event_in(
            office,
            work,
            officer=officer,
            person_id=person_id,
            kind=EventKind.MEETING_SET,
            happened_on=held_on,
            words=words,
            areas=areas,
        )
        kept = work.stewards.meetings.add(
            Meeting(
                person_id=person_id,
                kind=kind,
                event_id=event.id,
                held_on=event.happened_on,
                desk=officer.desk,
                officer=officer.name,
                made_at=work.at,
                words=private(words.strip()),
                only_desk=event.only_desk,
            )
        )
        work.dispatch.owe(_minutes_owed(office, work, kept))
        work.audit.note(
            "meeting.set", actor=officer.login, person=person_id, meeting=kept.id, kind=kind.value
        )
        return kept


def close_minutes(
    office: Office, *, officer: Officer, meeting_id: int, minutes: Minutes, linked: int
) -> Meeting:
    """Close the minutes of a meeting, and tell everybody who was told that it was held.

    Args:
        office: Settings in force.
        officer: Of the desk that holds it.
        meeting_id: Which.
        minutes: What is written.
        linked: How many children are linked to the person now, as that desk may know.

    Raises:
        ConflictError: They were closed before.
        JudgementRefusedError: `missing` names every child, desk or word left out; held_on
            before the day of the meeting.
        NotFoundError: There is no such meeting.
        TransitionRefusedError: Another desk holds it.
    """
    with office.begin() as work:
        meeting = work.stewards.meetings.get(meeting_id)
        if meeting.desk != officer.desk:
            raise TransitionRefusedError(meeting=meeting_id, step="close")
        if meeting.closed_at is not None:
            raise ConflictError(meeting=meeting_id, step="close")
        invited = [one.desk for one in work.stewards.told_of_events([meeting.event_id])]
        today = office.policy.diary.office.local_day(work.at)
        if meeting.held_on > today:
            raise JudgementRefusedError(missing=("held_on",))
        check_minutes(minutes, invited, linked=linked, today=today)
        closed = work.stewards.meetings.keep(
            replace(meeting, minutes=minutes, closed_at=work.at, closed_by=officer.name)
        )
        for entry in work.dispatch.owed(f"meeting:{meeting_id}"):
            work.dispatch.silence(entry.id)
            work.dispatch.diary.keep(entry.meet(officer.name, work.at))
        note_event_in(
            office,
            work,
            officer=officer,
            person_id=meeting.person_id,
            kind=EventKind.MEETING_HELD,
            happened_on=meeting.held_on,
            words=minutes.words.reveal(),
            areas=work.stewards.events.get(meeting.event_id).areas if meeting.only_desk else (),
            only_desk=meeting.only_desk,
        )
        work.audit.note(
            "meeting.closed",
            actor=officer.login,
            meeting=meeting_id,
            children=len(minutes.children),
        )
        return closed


def sign_meeting(office: Office, *, officer: Officer, meeting_id: int) -> Signature:
    """Sign for the officer's desk what a closed meeting assessed.

    Raises:
        ConflictError: The desk signed before.
        NotFoundError: There is no such meeting.
        TransitionRefusedError: The minutes are not closed, or the desk was not told of it.
    """
    with office.begin() as work:
        meeting = work.stewards.meetings.get(meeting_id)
        told = {one.desk for one in work.stewards.told_of_events([meeting.event_id])}
        if meeting.closed_at is None or officer.desk not in told:
            raise TransitionRefusedError(meeting=meeting_id, step="sign")
        if any(one.desk == officer.desk for one in work.stewards.signatures_of(meeting_id)):
            raise ConflictError(meeting=meeting_id, step="sign")
        kept = work.stewards.signatures.add(
            Signature(meeting_id, officer.desk, officer.name, work.at)
        )
        work.audit.note("meeting.signed", actor=officer.login, meeting=meeting_id)
        return kept


def _minutes_owed(office: Office, work: Work, meeting: Meeting) -> DiaryEntry:
    """Owe the minutes by the end of the working day after the meeting."""
    settings = office.policy.diary
    held_at = settings.office.moment_of(meeting.held_on, settings.hour)
    due_at = max(settings.office.working_days_later(held_at, 1), work.at)
    return DiaryEntry(
        kind=DiaryKind.MEETING,
        subject=f"meeting:{meeting.id}",
        desk=meeting.desk,
        due_at=due_at,
        opened_at=work.at,
        next_at=min(due_at, settings.next_reminder(meeting.held_on, work.at))
        if held_at > work.at
        else due_at,
        ladder=settings.ladder,
        only_desk=meeting.desk if meeting.only_desk else "",
        cause=f"meeting:{meeting.id}:minutes",
    )


def check_kind(kind: str) -> MeetingKind:
    """Return a kind of meeting by its code.

    Raises:
        JudgementRefusedError: There is none; `missing` is kind.
    """
    if kind not in {one.value for one in MeetingKind}:
        raise JudgementRefusedError(missing=("kind",))
    return MeetingKind(kind)
