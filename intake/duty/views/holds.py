"""What holds a person, until when, what manages him after that, and how releases stand."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class HoldLine:
    """One order, licence, bail or registration.

    Args:
        flag_id: The flag that it stands under.
        place: Its place among the flag's, from 0.
        kind: order, licence, bail or registration.
        ends_on: The last day, as it was first written down.
        last_on: The last day that it has; sooner than `ends_on` where it ended sooner.
        is_to_come: It has not begun: it holds nobody yet.
        warns_on: The local day of the next warning; None where the day has passed, or where
            what follows was said.
        diary_id: What the reader's desk may answer; None where it owes nothing.
        owed_by: Who owes what follows; empty where it was said.
        met_by: Who said what follows; empty where nobody did.
        is_late: The day has passed, and nobody said what follows.
        may_change: Whether the reader's desk may let it end sooner.
    """

    flag_id: int
    place: int
    flag: str
    kind: str
    words: str = field(repr=False)
    starts_on: date | None
    ends_on: date
    last_on: date
    forbids_children: bool
    is_in_force: bool
    is_to_come: bool
    warns_on: date | None
    diary_id: int | None
    owed_by: str
    met_by: str
    is_late: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class ManagedLine:
    """What two officers said manages the person."""

    by_whom: str = field(repr=False)
    words: str = field(repr=False)
    officer: str
    second: str
    desk: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FilledLine:
    """What was written of one item of a checklist."""

    words: str = field(repr=False)
    officer: str
    desk: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a release's checklist; nothing written is an open one."""

    code: str
    filled: tuple[FilledLine, ...]


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """One release and its checklist."""

    event_id: int
    happened_on: date
    since: date
    items: tuple[ItemView, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """Codes of what nobody has filled."""
        return tuple(one.code for one in self.items if not one.filled)


@dataclass(frozen=True, slots=True)
class HoldsPage:
    """Everything that holds a person, and what does when nothing holds him.

    Args:
        is_held: Whether a hold in view is in force.
        free_since: The day after the last hold ended; None where one holds, or none was.
        warned: How many days before an end it is warned of, the earliest first; 0 the day itself.
        flags: Number and title of each flag under which the reader's desk may put a hold.
    """

    person_id: int
    number: str
    label: str = field(repr=False)
    is_flagged: bool
    is_held: bool
    warned: tuple[int, ...]
    free_since: date | None
    holds: tuple[HoldLine, ...]
    managed: tuple[ManagedLine, ...]
    releases: tuple[ReleaseView, ...]
    flags: tuple[tuple[int, str], ...]
    may_fill: bool
