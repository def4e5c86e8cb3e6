"""What stands around the pages: the desk, its duty, what it owes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DeskDiary:
    """A page of what a desk owes, the soonest first; `has_more` where a page follows.

    What the reader may not open is left out, so a page may hold fewer lines than fit.
    """

    lines: tuple["DiaryLine", ...]
    page: int
    has_more: bool

    def __iter__(self) -> Iterator["DiaryLine"]:
        """Go through the lines of this page."""
        return iter(self.lines)


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """Something that somebody must do by a moment.

    `page` is where it is answered, under /desk; empty where it has no page of its own.
    """

    diary_id: int
    kind: str
    subject: str
    due_at: datetime
    desk: str
    is_late: bool
    words: str
    alert_id: int | None = None
    person_id: int | None = None
    number: str = ""
    reference: str = ""
    is_answerable: bool = False
    page: str = ""
    is_to_read: bool = False


@dataclass(frozen=True, slots=True)
class DutyTurn:
    """One desk now: open or not, who stands in, who holds each place of its ladder."""

    desk: str
    is_open: bool
    opens_at: datetime | None
    stands_in: str
    places: tuple[tuple[str, tuple[str, ...]], ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What stands on every page of the desk: who reads, where, and which rooms are theirs."""

    officer: str
    desk: str
    area: str
    role: str
    may: frozenset[str]
    at: datetime
