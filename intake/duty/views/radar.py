"""What might fall off the radar in one area: loose ends, each with who must pick it up."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DeskLoad:
    """What one desk owes: all of it, what is late, and the oldest moment of that."""

    desk: str
    owed: int
    late: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Loose:
    """One loose end.

    Args:
        person_id: Whom it is about; the page links there.
        number: The record's number.
        desk: Who must pick it up.
        words: What it is.
        since: The local day since when; None where no day is known.
        page: The page of the person that answers it, as events; empty for the record.
        where: Its page under /desk, where it is about a decision and nobody's record is named;
            such a line has person 0, and no page where the reader may not open it.
    """

    person_id: int
    number: str
    desk: str
    words: str
    since: date | None
    page: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Strand:
    """One kind of loose end; `others` are not for the reader, `more` do not fit on the page."""

    code: str
    title: str
    lines: tuple[Loose, ...]
    others: int
    more: int = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.lines) + self.others + self.more


@dataclass(frozen=True, slots=True)
class Radar:
    """The board of one area."""

    area: str
    desks: tuple[DeskLoad, ...]
    strands: tuple[Strand, ...]
    at: datetime
