"""What answers an entry of the diary: words, a day to look again, a second name.

Read `check_answer` first; the entries themselves are in `diary.py`.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from intake.domain.diary import DiaryEntry, DiaryKind, DiarySettings, DiaryState
from intake.domain.errors import JudgementRefusedError, TransitionRefusedError
from intake.domain.hold import LONGEST_HOLD
from intake.domain.person import FlagTerm
from intake.domain.private import Private, private

ENDS = frozenset(
    {
        DiaryKind.ORDER_END,
        DiaryKind.LICENCE_END,
        DiaryKind.BAIL_END,
        DiaryKind.REGISTRATION_END,
    }
)
TO_READ = frozenset(
    {
        DiaryKind.LOAN_GIVEN,
        DiaryKind.LOAN_OVER,
        DiaryKind.REQUEST_ANSWERED,
        DiaryKind.REQUEST_SILENT,
    }
)
"""What is answered by saying that it was read; words may be added, and need not."""

ANSWERABLE = frozenset(
    {
        DiaryKind.REVIEW,
        DiaryKind.TELL_OTHERS,
        DiaryKind.LOOK_AGAIN,
        DiaryKind.HANDOVER_REFUSED,
        DiaryKind.AFTER_EVENT,
        DiaryKind.AGREEMENT_END,
        DiaryKind.MOVED,
        DiaryKind.DISCLOSURE_FOLLOW_UP,
        DiaryKind.THERAPY_REMARK,
        *ENDS,
        *TO_READ,
    }
)
"""What an officer answers in words; the rest is answered where it stands, as on an alert."""

NEED_SECOND = ENDS | {DiaryKind.AFTER_EVENT}
"""What one officer does not settle alone: the end of a hold, an acquittal, a step down."""

REVIEW_WITHIN = timedelta(days=366)
"""Everyone flagged or emerging is reviewed by name at least yearly (promise P5)."""


@dataclass(frozen=True, slots=True)
class DiaryAnswer:
    """An officer's answer.

    Args:
        words: What was found or done; of the end of a hold, what manages the person now.
        again_on: The day of the next review.
        was_told: Of telling others: they were told; false needs a reason and a second name.
        second: The second human's name; empty for none.
        managed_by: Of the end of a hold: who manages the person now, by name.
        successor: Of the end of a hold: the order, licence, bail or registration that follows.
    """

    words: Private = field(default_factory=lambda: private(""))
    again_on: date | None = None
    was_told: bool = True
    second: str = ""
    managed_by: Private = field(default_factory=lambda: private(""))
    successor: FlagTerm | None = None


def check_answer(
    entry: DiaryEntry,
    answer: DiaryAnswer,
    *,
    officer: str,
    today: date,
    last_on: date | None = None,
    is_manager_asked: bool = False,
) -> None:
    """Refuse an answer that leaves something open, naming all of it.

    Args:
        entry: What is owed.
        answer: What is said.
        officer: Who says it.
        today: The local day.
        last_on: Of the end of a hold: the last day of that hold; None where it is no such end.
        is_manager_asked: Whether who manages the person now must be said, as after an
            acquittal; of the end of a hold it must unless another hold follows.

    Raises:
        TransitionRefusedError: Such an entry is not answered in words.
        JudgementRefusedError: `missing` holds words, again_on (a day within a year, for a
            review), second (another officer's name, for the end of a hold and for not
            telling), managed_by (who manages the person now, where no hold follows) or
            successor (one that begins too late or ends too soon to follow).

    Why:
        His bail ended and no thought was given to what manages him now; decisions were taken
        alone (Peterborough review, rows P12 and P27). An owner-only flag must not become a
        reason to tell nobody (promise P13).
    """
    if entry.kind not in ANSWERABLE:
        raise TransitionRefusedError(diary=entry.id, step="answer")
    needs_second = entry.kind in NEED_SECOND or not answer.was_told
    wanted = (
        ("words", bool(answer.words) or entry.kind in TO_READ),
        ("again_on", entry.kind is not DiaryKind.REVIEW or _is_soon(answer.again_on, today)),
        ("second", not needs_second or answer.second.strip() not in {"", officer.strip()}),
        ("managed_by", not (entry.kind in ENDS or is_manager_asked) or _is_managed(answer)),
        ("successor", answer.successor is None or _follows(answer.successor, last_on, today)),
    )
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)


def next_review(
    entry: DiaryEntry, again_on: date, settings: DiarySettings, *, at: datetime
) -> DiaryEntry:
    """Return the review that follows an answered one, at the same desk.

    Args:
        entry: The review that was answered.
        again_on: The local day of the next.
        settings: Reminders, hour and ladder in force.
        at: Since when it is owed, aware UTC.
    """
    stem = entry.cause.partition(":again:")[0]
    return replace(
        entry,
        due_at=settings.office.moment_of(again_on, settings.hour),
        opened_at=at,
        next_at=settings.next_reminder(again_on, at),
        ladder=settings.ladder,
        cause=f"{stem}:again:{again_on.isoformat()}",
        rung=0,
        state=DiaryState.OPEN,
        met_by="",
        met_at=None,
        id=0,
    )


def review_of_person(
    person_id: int,
    desk: str,
    settings: DiarySettings,
    *,
    at: datetime,
    only_desk: str = "",
    within: timedelta = REVIEW_WITHIN,
) -> DiaryEntry:
    """Return the yearly review of somebody on no list, owed by one desk.

    Args:
        person_id: Whom to look at again.
        desk: The owner, or the desk that led on the newest concern.
        settings: Reminders, hour and ladder in force.
        at: When the person became known, aware UTC.
        only_desk: Set where nobody else may know of the person.
        within: How soon; sooner than yearly where something was lowered.
    """
    day = settings.office.local_day(at) + within
    return DiaryEntry(
        kind=DiaryKind.REVIEW,
        subject=f"person:{person_id}",
        desk=desk,
        due_at=settings.office.moment_of(day, settings.hour),
        opened_at=at,
        next_at=settings.next_reminder(day, at),
        ladder=settings.ladder,
        only_desk=only_desk,
        cause=f"person:{person_id}:review",
    )


def due_by(
    entry: DiaryEntry, day: date | None, settings: DiarySettings, *, at: datetime
) -> DiaryEntry:
    """Return an entry that is due on a day at the latest; one due sooner stays as it is.

    Args:
        entry: What is owed.
        day: The local day; None changes nothing.
        settings: Reminders and hour in force.
        at: The moment, aware UTC.
    """
    if day is None or (due := settings.office.moment_of(day, settings.hour)) >= entry.due_at:
        return entry
    return replace(entry, due_at=due, next_at=settings.next_reminder(day, at))


def _is_soon(day: date | None, today: date) -> bool:
    return day is not None and today < day <= today + REVIEW_WITHIN


def _is_managed(answer: DiaryAnswer) -> bool:
    return bool(answer.managed_by) or answer.successor is not None


def _follows(successor: FlagTerm, last_on: date | None, today: date) -> bool:
    """Whether a hold takes over without a day between, and outlasts the one before.

    Why: A day on which nothing holds him is the day on which he falls off the radar (row P12).
    """
    if last_on is None or successor.ends_on <= max(last_on, today):
        return False
    if successor.ends_on > today + LONGEST_HOLD:
        return False
    begins_on = successor.starts_on or min(last_on, today)
    return begins_on <= max(last_on + timedelta(days=1), today)
