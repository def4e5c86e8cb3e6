"""One thing a desk must answer for, from planned to decided; read `Alert` first.

planned ─> sent ─> delivered ─> acknowledged ─> accepted ─> decided
   └───────── acknowledge (a named human; stops the pings) ──┘
   declined(reason) ─> the next rung is asked; nothing ends there
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from intake.domain.diary import DiaryKind
from intake.domain.errors import ConflictError, TransitionRefusedError
from intake.domain.private import Private, private
from intake.domain.urgency import Urgency


class AlertState(StrEnum):
    """Where an alert stands; *declined* is not an end, the next rung is asked."""

    PLANNED = "planned"
    SENT = "sent"
    DELIVERED = "delivered"
    DECLINED = "declined"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    DECIDED = "decided"


UNANSWERED = frozenset(
    {AlertState.PLANNED, AlertState.SENT, AlertState.DELIVERED, AlertState.DECLINED}
)


class AlertKind(StrEnum):
    """What an alert is about."""

    CONCERN = "concern"
    DANGER = "danger"
    CROSSED = "crossed"
    QUESTION = "question"
    RECHECK = "recheck"
    FLAG_HIT = "flag_hit"
    REVIEW = "review"
    TERM_END = "term_end"
    HANDOVER = "handover"
    TELL_OTHERS = "tell_others"
    EVENT = "event"
    ADMIN = "admin"
    CHILD_HARMED = "child_harmed"
    CHILD_WHO_DID = "child_who_did"
    CHILD_AGAIN = "child_again"
    JOINING = "joining"


@dataclass(frozen=True, slots=True)
class AlertStep:
    """What one act on an alert leads to, for the diary of the same transaction.

    Args:
        alert: The alert after the act.
        meets: Diary kinds of this alert that are now met.
        opens: Diary kind that opens next, and its deadline.
        stops_pings: Whether deliveries not yet sent are cancelled.
        climbs: Whether the next rung is to be asked at once.
    """

    alert: "Alert"
    meets: tuple[DiaryKind, ...] = ()
    opens: tuple[tuple[DiaryKind, datetime], ...] = ()
    stops_pings: bool = False
    climbs: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert at one desk.

    Args:
        kind: What it is about.
        desk: The desk that must answer.
        urgency: How soon.
        made_at: When it was planned, aware UTC.
        policy_hash: Hash of the settings it was made under.
        is_lead: Whether this desk leads.
        passed_to: Who has it now, where it was passed on to a colleague; empty if not.
        acknowledge_by: Deadline; the later ones are set as each step is taken.
        held_until: Opening of the desk, where it was closed and this is its kept copy.
        because: Reasons in words.
        tag: Short label for the queue.
        view: Which working it belongs to: *whole*, or *open* as everyone sees it (P13).
        cause: What led to it, for repeats: the same cause makes no second alert.
        version: Grows with each act; a stale writer is refused.
    """

    kind: AlertKind
    desk: str
    urgency: Urgency
    made_at: datetime
    policy_hash: str
    is_lead: bool = False
    state: AlertState = AlertState.PLANNED
    concern_id: int | None = None
    person_id: int | None = None
    acknowledge_by: datetime | None = None
    accept_by: datetime | None = None
    decide_by: datetime | None = None
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    accepted_by: str = ""
    accepted_at: datetime | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    decision: Private = field(default_factory=lambda: private(""))
    passed_to: str = ""
    declined_by: str = ""
    declined_reason: Private = field(default_factory=lambda: private(""))
    held_until: datetime | None = None
    because: tuple[str, ...] = field(default=(), repr=False)
    tag: str = ""
    view: str = "open"
    cause: str = ""
    version: int = 1
    id: int = 0

    @property
    def is_answered(self) -> bool:
        """Whether a named human has it."""
        return self.state not in UNANSWERED

    @property
    def deadline(self) -> datetime | None:
        """The deadline that runs now; None once decided."""
        if self.state in UNANSWERED:
            return self.acknowledge_by
        return {
            AlertState.ACKNOWLEDGED: self.accept_by,
            AlertState.ACCEPTED: self.decide_by,
        }.get(self.state)

    @property
    def holder(self) -> str:
        """The officer who has it now; empty where nobody answered."""
        return self.passed_to or self.accepted_by or self.acknowledged_by

    def pass_to(self, officer: str) -> "Alert":
        """Give what somebody has to a colleague; who answered first, and when, stays written.

        Raises:
            TransitionRefusedError: No officer is named, nobody has it, or it is decided.

        Why: Who goes off shift or leaves must not take an alert along that only they may see.
        """
        self._check_named(officer, "pass")
        if not self.is_answered or self.state is AlertState.DECIDED:
            raise TransitionRefusedError(alert=self.id, state=self.state.value, step="pass")
        return self._moved(passed_to=officer)

    def send(self) -> "Alert":
        """Note that a first notice left; later states stay as they are."""
        return self._carried(AlertState.SENT, {AlertState.PLANNED})

    def deliver(self) -> "Alert":
        """Note that a carrier reported arrival; an answer already given stays."""
        return self._carried(AlertState.DELIVERED, {AlertState.PLANNED, AlertState.SENT})

    def acknowledge(self, officer: str, at: datetime, *, accept_by: datetime) -> AlertStep:
        """Give the alert to a named officer: the pings stop, the time to accept begins.

        A second press by the same officer changes nothing.

        Raises:
            ConflictError: Another officer has it.
            TransitionRefusedError: No officer is named, or the alert is decided.

        Why:
            Pings that go on after an acknowledgement teach people to silence them, and a
            late acknowledgement must never undo a later step.
        """
        self._check_named(officer, "acknowledge")
        if self.is_answered:
            return self._repeat(officer, self.holder, "acknowledge")
        alert = self._moved(
            state=AlertState.ACKNOWLEDGED,
            acknowledged_by=officer,
            acknowledged_at=at,
            accept_by=accept_by,
        )
        return AlertStep(
            alert, (DiaryKind.ACKNOWLEDGE,), ((DiaryKind.ACCEPT, accept_by),), stops_pings=True
        )

    def accept(self, officer: str, at: datetime, *, decide_by: datetime) -> AlertStep:
        """Take the alert on: the time to decide begins.

        Accepting what nobody acknowledged acknowledges it too. A colleague may accept what
        another acknowledged: shifts change.

        Raises:
            ConflictError: Another officer has accepted it.
            TransitionRefusedError: No officer is named.
        """
        self._check_named(officer, "accept")
        if self.state in {AlertState.ACCEPTED, AlertState.DECIDED}:
            return self._repeat(officer, self.accepted_by, "accept")
        alert = self._moved(
            state=AlertState.ACCEPTED,
            acknowledged_by=self.acknowledged_by or officer,
            acknowledged_at=self.acknowledged_at or at,
            accepted_by=officer,
            passed_to="",
            accepted_at=at,
            decide_by=decide_by,
        )
        first = () if self.is_answered else (DiaryKind.ACKNOWLEDGE,)
        return AlertStep(
            alert, (*first, DiaryKind.ACCEPT), ((DiaryKind.DECIDE, decide_by),), stops_pings=True
        )

    def decide(self, officer: str, decision: str, at: datetime) -> AlertStep:
        """Record what was decided, in words; nothing more is due of this alert.

        Raises:
            ConflictError: It was decided before.
            TransitionRefusedError: Nobody accepted it, or officer or decision is missing.
        """
        self._check_named(officer, "decide")
        if self.state is AlertState.DECIDED:
            raise ConflictError(alert=self.id, step="decide")
        if self.state is not AlertState.ACCEPTED or not decision.strip():
            raise TransitionRefusedError(alert=self.id, state=self.state.value, step="decide")
        alert = self._moved(
            state=AlertState.DECIDED,
            decided_by=officer,
            decided_at=at,
            decision=private(decision),
        )
        return AlertStep(alert, (DiaryKind.DECIDE,), (), stops_pings=True)

    def decline(
        self, officer: str, reason: str, *, at_rung_that_cannot: bool, acknowledge_by: datetime
    ) -> AlertStep:
        """Hand the alert back with a reason: the next rung is asked at once.

        Args:
            officer: Who declines.
            reason: Why, in words; kept.
            at_rung_that_cannot: Whether the rung that asked is one that cannot decline.
            acknowledge_by: The new deadline.

        Raises:
            ConflictError: Another officer has it.
            TransitionRefusedError: No officer or reason, it was accepted or decided, or
                the rung cannot decline.

        Why:
            A refusal is an answer about one desk, never the end of the alert (P7).
        """
        self._check_named(officer, "decline")
        if self.holder not in {"", officer}:
            raise ConflictError(alert=self.id, step="decline")
        past = {AlertState.ACCEPTED, AlertState.DECIDED}
        if self.state in past or at_rung_that_cannot or not reason.strip():
            raise TransitionRefusedError(alert=self.id, state=self.state.value, step="decline")
        alert = self._moved(
            state=AlertState.DECLINED,
            acknowledged_by="",
            passed_to="",
            acknowledged_at=None,
            accept_by=None,
            acknowledge_by=acknowledge_by,
            declined_by=officer,
            declined_reason=private(reason),
        )
        closed = DiaryKind.ACCEPT if self.is_answered else DiaryKind.ACKNOWLEDGE
        return AlertStep(
            alert,
            (closed,),
            ((DiaryKind.ACKNOWLEDGE, acknowledge_by),),
            stops_pings=True,
            climbs=True,
        )

    def _carried(self, state: AlertState, before: set[AlertState]) -> "Alert":
        return self._moved(state=state) if self.state in before else self

    def _moved(self, **changes: Any) -> "Alert":
        return replace(self, version=self.version + 1, **changes)

    def _repeat(self, officer: str, holder: str, step: str) -> AlertStep:
        if officer != holder:
            raise ConflictError(alert=self.id, step=step)
        return AlertStep(self)

    def _check_named(self, officer: str, step: str) -> None:
        if not officer.strip():
            raise TransitionRefusedError(alert=self.id, state=self.state.value, step=step)
