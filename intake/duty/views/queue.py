"""The rows of a queue."""

from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.alert import AlertKind, AlertState
from intake.domain.urgency import Urgency


@dataclass(frozen=True, slots=True)
class EarlierDot:
    """One earlier concern in the strip: `months_ago` 0 to 11, and who told."""

    months_ago: int
    is_professional: bool


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One row: an alert of the reader's desk that nobody has decided yet.

    Args:
        alert_id: Which alert.
        kind: What it is about.
        state: Where it stands.
        urgency: How soon.
        due_at: The deadline that runs now.
        about: Who it is about, as told; `is_said` where these are the reporter's own words.
        second: The second line.
        tag: What the check found: flagged_strong, flagged_possible, seen, other_date,
            name_only, nothing, or not_checked.
        earlier: Earlier concerns of twelve months about whom this may be.
        holder: The officer who has it; empty where nobody answered.
        held_since: Since when.
        asked: How many rungs were asked.
        rungs: How many the ladder has.
        area: Code of the area.
        needs_decision: A strong or possible lead that nobody has judged, or a question.
        record: The record that it is or may be about, as far as the reader may know; 0 for none.
            Rows of one record are folded. `is_record_sure` where nothing unjudged says so.
        more: Further rows of the same record, in their order, none more urgent than this one.
    """

    alert_id: int
    kind: AlertKind
    state: AlertState
    urgency: Urgency
    due_at: datetime
    about: str = field(repr=False)
    is_said: bool
    second: str = field(repr=False)
    tag: str
    earlier: tuple[EarlierDot, ...]
    holder: str
    held_since: datetime | None
    asked: int
    rungs: int
    area: str
    reference: str = ""
    needs_decision: bool = False
    is_mine: bool = False
    record: int = field(default=0, repr=False)
    is_record_sure: bool = False
    more: "tuple[QueueItem, ...]" = ()

    @property
    def whole(self) -> "tuple[QueueItem, ...]":
        """This row and those folded under it."""
        return (self, *self.more)

    @property
    def is_one_person(self) -> bool:
        """Whether all rows folded here are about one person for sure."""
        return all(one.is_record_sure for one in self.whole)

    @property
    def unheld(self) -> int:
        """How many of the rows folded under it nobody has answered."""
        return sum(not one.holder for one in self.more)

    @property
    def else_inside(self) -> tuple[AlertKind, ...]:
        """What else the rows folded under it are about, each kind once, the most pressing first.

        Why: Each wants an answer of its own, so that something else is there must be read
            without opening anything (promise P7).
        """
        return tuple(dict.fromkeys(one.kind for one in self.more if one.kind is not self.kind))

    def late_inside(self, at: datetime) -> int:
        """Return how many of the rows folded under it are late at a moment."""
        return sum(one.due_at < at for one in self.more)

    @property
    def is_checked(self) -> bool:
        """Whether every lookup was made."""
        return self.tag != "not_checked"


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """Rows by when they must be touched: late, hour, today, tomorrow, week, later."""

    code: str
    items: tuple[QueueItem, ...]

    @property
    def size(self) -> int:
        """How many alerts there are, folded ones too."""
        return sum(len(item.whole) for item in self.items)


@dataclass(frozen=True, slots=True)
class Queue:
    """All open work of a desk, grouped by when it must be touched.

    Args:
        groups: Groups that are not empty, most pressing first, after filtering.
        counts: How many rows each saved view has, by its code, before filtering; a view that
            was not worked out has none.
        newest: The highest id of an alert of this desk; what comes later is new.
        at: The moment of reading.
        alerts_this_week: Alerts to this desk in seven days; `alerts_last_week` before that.
        areas: Codes and titles of areas, to filter by.
        total: How many rows were asked for, those beyond the page too.
        more: How many more there are than the page holds.
    """

    groups: tuple[QueueGroup, ...]
    counts: dict[str, int]
    newest: int
    at: datetime
    alerts_this_week: int
    alerts_last_week: int
    areas: tuple[tuple[str, str], ...]
    total: int = 0
    more: int = 0

    @property
    def items(self) -> tuple[QueueItem, ...]:
        """All alerts in order, each folded one behind the row that it is folded under."""
        return tuple(one for group in self.groups for item in group.items for one in item.whole)

    @property
    def next_due(self) -> datetime | None:
        """The next deadline that has not passed, or None."""
        return min((one.due_at for one in self.items if one.due_at >= self.at), default=None)
