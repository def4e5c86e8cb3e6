"""Things somebody must do by a moment, all on the same ladders; read `DiaryEntry` first."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from intake.domain.calendar import OpeningHours
from intake.domain.errors import ConflictError, TransitionRefusedError
from intake.domain.person import Flag, FlagStatus


class DiaryKind(StrEnum):
    """What must be done."""

    ACKNOWLEDGE = "acknowledge"
    ACCEPT = "accept"
    DECIDE = "decide"
    REVIEW = "review"
    ORDER_END = "order_end"
    LICENCE_END = "licence_end"
    BAIL_END = "bail_end"
    REGISTRATION_END = "registration_end"
    AGREEMENT_CHECK = "agreement_check"
    AGREEMENT_END = "agreement_end"
    HANDOVER = "handover"
    HANDOVER_AWAITED = "handover_awaited"
    HANDOVER_REFUSED = "handover_refused"
    MEETING = "meeting"
    INFORMATION_REQUEST = "information_request"
    TELL_OTHERS = "tell_others"
    RECHECK = "recheck"
    LOOK_AGAIN = "look_again"
    DISAGREEMENT = "disagreement"
    AFTER_EVENT = "after_event"
    MOVED = "moved"
    WARNED_ONLY = "warned_only"
    DISCLOSE = "disclose"
    DISCLOSURE_FOLLOW_UP = "disclosure_follow_up"
    APPLICATION_STEP = "application_step"
    CONFIRM_OUTCOME = "confirm_outcome"
    THERAPY_REMARK = "therapy_remark"
    LATE_FACT = "late_fact"
    CHALLENGE = "challenge"
    AGREE_PROPOSAL = "agree_proposal"
    ACCEPT_PROPOSAL = "accept_proposal"
    HEARTBEAT = "heartbeat"
    LOAN_GIVEN = "loan_given"
    LOAN_OVER = "loan_over"
    REQUEST_ANSWERED = "request_answered"
    REQUEST_SILENT = "request_silent"


class DiaryState(StrEnum):
    """Where an entry stands. A missed one stays owed: it climbs until it is met."""

    OPEN = "open"
    MISSED = "missed"
    MET = "met"
    CANCELLED = "cancelled"


OWED = frozenset({DiaryState.OPEN, DiaryState.MISSED})


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One thing owed by one desk.

    Args:
        kind: What must be done.
        subject: What it is about, such as "alert:12" or "flag:7".
        desk: Who owes it.
        due_at: By when, aware UTC.
        opened_at: Since when it is owed.
        next_at: When it next speaks: a reminder before the end, or a rung after it.
        ladder: Name of the ladder that it climbs.
        rung: The step to take at `next_at`.
        only_desk: Set where no other desk may learn of it (a hidden flag, P13).
        cause: What led to it, in a code; the same cause is not written twice.
        state: Where it stands.
    """

    kind: DiaryKind
    subject: str
    desk: str
    due_at: datetime
    opened_at: datetime
    next_at: datetime
    ladder: str
    cause: str
    rung: int = 0
    only_desk: str = ""
    state: DiaryState = DiaryState.OPEN
    met_by: str = ""
    met_at: datetime | None = None
    id: int = 0

    @property
    def is_owed(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state in OWED

    def meet(self, officer: str, at: datetime) -> "DiaryEntry":
        """Record who did it, also after the deadline.

        Raises:
            TransitionRefusedError: No officer is named.
            ConflictError: It was met or cancelled before.
        """
        if not officer.strip():
            raise TransitionRefusedError(diary=self.id, step="meet")
        self._check_owed("meet")
        return replace(self, state=DiaryState.MET, met_by=officer, met_at=at)

    def miss(self) -> "DiaryEntry":
        """Note that the deadline passed; it stays owed and goes on climbing.

        Raises:
            ConflictError: It was met or cancelled before.
        """
        self._check_owed("miss")
        return replace(self, state=DiaryState.MISSED)

    def cancel(self) -> "DiaryEntry":
        """Take the entry back because its cause is gone.

        Raises:
            ConflictError: It was met or cancelled before.

        Why:
            Alarms that outlive their cause come back months later.
        """
        self._check_owed("cancel")
        return replace(self, state=DiaryState.CANCELLED)

    def climb(self, next_rung: int, next_at: datetime) -> "DiaryEntry":
        """Move on to the next step, to be taken at a moment.

        Raises:
            ConflictError: It is owed no longer.
            TransitionRefusedError: The step is not above the last.
        """
        self._check_owed("climb")
        if next_rung < self.rung:
            raise TransitionRefusedError(diary=self.id, step="climb")
        return replace(self, rung=next_rung, next_at=next_at)

    def _check_owed(self, step: str) -> None:
        if not self.is_owed:
            raise ConflictError(diary=self.id, state=self.state.value, step=step)


@dataclass(frozen=True, slots=True)
class DiarySettings:
    """How entries with a day are spoken of.

    Args:
        days_before: Days ahead on which to remind, largest first, 0 the day itself.
        hour: Local hour of reminders and of the day's deadline.
        ladder: The ladder they climb.
        office: Whose zone the day is in.
        again_after_lowering: When a lowered standing comes back to be looked at.
    """

    days_before: tuple[int, ...]
    hour: int
    ladder: str
    office: OpeningHours
    again_after_lowering: timedelta

    def reminders(self, day: date) -> tuple[datetime, ...]:
        """Return the moments of reminding about a day, in order."""
        ahead = sorted(self.days_before, reverse=True)
        return tuple(self.office.moment_of(day - timedelta(days=n), self.hour) for n in ahead)

    def next_reminder(self, day: date, at: datetime) -> datetime:
        """Return the next reminder after a moment; the moment itself where all have passed."""
        return next((moment for moment in self.reminders(day) if moment > at), at)


def diary_of_flag(flag: Flag, settings: DiarySettings, *, at: datetime) -> tuple[DiaryEntry, ...]:
    """Return what a flag makes its owner owe: its review, and the end of each term.

    Args:
        flag: The flag; an ended one owes nothing.
        settings: Reminders, hour and ladder in force.
        at: Since when it is owed, aware UTC.

    Returns:
        The review first, then the ends in the order of the terms. A flag that
        not everybody sees keeps its entries at its own desk (P13).

    Why:
        Bail ended, nobody had thought of the day, and he fell off the radar; recognition
        faded with time (Peterborough review). Days already past are owed at once.
    """
    if flag.status is FlagStatus.ENDED:
        return ()
    reviews = [(DiaryKind.REVIEW, flag.review_on)] if flag.review_on else []
    owed = [
        _entry(flag, kind, day, place, settings=settings, at=at)
        for place, (kind, day) in enumerate(reviews)
    ]
    owed += [end_of_term(flag, place, settings, at=at) for place in range(len(flag.terms))]
    return tuple(owed)


def end_of_term(flag: Flag, place: int, settings: DiarySettings, *, at: datetime) -> DiaryEntry:
    """Return what is owed for the end of one order, licence, bail or registration.

    Args:
        flag: The flag that it stands under.
        place: Its place among the flag's, from 0.
        settings: Reminders, hour and ladder in force.
        at: Since when it is owed, aware UTC; reminders that have passed are left out, and an
            end that has passed speaks at once.
    """
    term = flag.terms[place]
    kind = DiaryKind(f"{term.kind.value}_end")
    before = 1 if flag.review_on else 0
    return _entry(flag, kind, term.last_on, before + place, settings=settings, at=at)


def _entry(
    flag: Flag, kind: DiaryKind, day: date, place: int, *, settings: DiarySettings, at: datetime
) -> DiaryEntry:
    return DiaryEntry(
        kind=kind,
        subject=f"flag:{flag.id}",
        desk=flag.owner_desk,
        due_at=settings.office.moment_of(day, settings.hour),
        opened_at=at,
        next_at=settings.next_reminder(day, at),
        ladder=settings.ladder,
        only_desk=flag.owner_desk if flag.only_desks else "",
        cause=f"flag:{flag.id}:{kind.value}:{day.isoformat()}:{place}",
    )
