"""One alert with everything needed to decide."""

from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.alert import AlertKind, AlertState
from intake.domain.urgency import Urgency
from intake.duty.views.concern import ConcernView
from intake.duty.views.gathered import SideBySide
from intake.duty.views.stewardship import EventView
from intake.duty.views.weight import WeightView


@dataclass(frozen=True, slots=True)
class LadderStep:
    """Who was asked or comes next; `when` is past, here or next."""

    who: str
    channels: tuple[str, ...]
    at: datetime | None
    what: str
    when: str
    cannot_decline: bool = False


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One alert of the reader's desk with everything needed to decide."""

    alert_id: int
    kind: AlertKind
    state: AlertState
    urgency: Urgency
    desk: str
    made_at: datetime
    at: datetime
    due_at: datetime | None
    decide_by: datetime | None
    holder: str
    held_since: datetime | None
    held_until: datetime | None
    because: tuple[str, ...]
    ladder: tuple[LadderStep, ...]
    asked: int
    rungs: int
    policy_hash: str
    is_lead: bool
    tag: str
    can_decline: bool
    declined_by: str = ""
    declined_reason: str = field(default="", repr=False)
    decided_by: str = ""
    decision: str = field(default="", repr=False)
    concern: ConcernView | None = None
    weight: WeightView | None = None
    event: EventView | None = None
    together: SideBySide | None = None
    child_case: int = 0
