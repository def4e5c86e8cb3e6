"""Pages of shifts, of a desk that closes, of an area's diary, of rotas and missed meetings."""

from dataclasses import dataclass, field
from datetime import date, datetime

from intake.domain.alert import AlertState
from intake.domain.rota import DayHeld
from intake.domain.urgency import Urgency
from intake.duty.views.desk import DiaryLine


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One alert that an officer has; `about` is a reference or a record's number."""

    alert_id: int
    about: str
    state: AlertState
    urgency: Urgency
    due_at: datetime | None
    opens: bool


@dataclass(frozen=True, slots=True)
class PassingLine:
    """One act by which alerts were passed on."""

    passing_id: int
    from_name: str
    to_name: str
    officer: str
    at: datetime
    reason: str = field(repr=False)
    alerts: int
    undone_by: str
    may_undo: bool


@dataclass(frozen=True, slots=True)
class ShiftPage:
    """What an officer still holds at a shift's end, and what the desk owes in the next hours.

    Args:
        login: Whose page it is.
        name: The same, as others read it.
        held: Alerts under that name.
        owed: What the desk owes by `until`, late things too; `owes_more` where that is not all.
        colleagues: Login and name of everybody else at the desk.
        others: Login, name and number held of whom the reader may act for; empty if nobody.
    """

    login: str
    name: str
    held: tuple[HeldLine, ...]
    owed: tuple[DiaryLine, ...]
    owes_more: bool
    until: datetime
    colleagues: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str, int], ...]
    passings: tuple[PassingLine, ...]


@dataclass(frozen=True, slots=True)
class OwnedLine:
    """One person of a desk that closes, with how much hangs on the record."""

    person_id: int
    number: str
    label: str = field(repr=False)
    owed: int
    offered_to: str
    is_reserved: bool


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """Everything that a desk holds, and who offers all of theirs to it.

    Args:
        desk: Its title.
        people: Whom it owns; the first of very many.
        owns: How many those are, and `offered` how many of them are offered already.
        alerts: How many alerts are open here; they are decided or declined here.
        owed: How many entries of the diary are owed.
        desks: Code and title of the desks that may be asked.
        asked: Code and title of each desk that offers people to this one, and how many.
    """

    desk: str
    people: tuple[OwnedLine, ...]
    owns: int
    offered: int
    alerts: int
    owed: int
    desks: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One thing owed in an area: by which desk, who has it, and why it is owed."""

    line: DiaryLine
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class AreaDiary:
    """The diary of an area.

    Args:
        area: Its title.
        lines: The soonest first, as many as fit.
        others: How many of those read the reader may not open.
        total: How many are owed in all.
        late: How many of them are late.
        desks: Code and title of the area's desks.
        desk: The one that is shown alone; empty for all.
    """

    area: str
    lines: tuple[AreaLine, ...]
    others: int
    total: int
    late: int
    desks: tuple[tuple[str, str], ...]
    desk: str


@dataclass(frozen=True, slots=True)
class PlaceDays:
    """How one place of one desk is held on the days that come."""

    desk: str
    place: str
    days: tuple[DayHeld, ...]


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """One remark on a rota."""

    kind: str
    desk: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class PingLine:
    """One test of a channel; `state` is waiting, sent, cancelled or stranded."""

    ping_id: int
    recipient: str
    channel: str
    officer: str
    at: datetime
    state: str
    sent_at: datetime | None
    received_by: str
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class RotaPage:
    """The rotas of an area in the days that come, and the tests of the reader's desk."""

    area: str
    desk: str
    days: tuple[date, ...]
    places: tuple[PlaceDays, ...]
    remarks: tuple[RemarkLine, ...]
    pings: tuple[PingLine, ...]
    may_test: bool


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting as a desk that was asked to it has it; `came` is empty where it is to come."""

    meeting_id: int
    number: str
    person_id: int
    kind: str
    held_on: date
    desk: str
    holds: str
    came: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Attended:
    """How a desk took part in one month's meetings."""

    month: date
    asked: int
    came: int
    report: int
    missed: int


@dataclass(frozen=True, slots=True)
class MissedPage:
    """Meetings to come and meetings missed, of a desk or of an area's desks."""

    area: str
    coming: tuple[MeetingLine, ...]
    missed: tuple[MeetingLine, ...]
    months: tuple[Attended, ...]
    since: date
