"""Records that were joined, and that may be one person."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class JoinLine:
    """One joining; `is_away` where this record's links hang on the other since then."""

    joined_id: int
    other_id: int
    number: str
    label: str = field(repr=False)
    is_away: bool
    officer: str
    at: datetime
    reason: str = field(repr=False)
    links: int
    parted_by: str = ""
    parted_at: datetime | None = None
    parted_reason: str = field(default="", repr=False)

    @property
    def holds(self) -> bool:
        """Whether nobody has parted them."""
        return self.parted_at is None


@dataclass(frozen=True, slots=True)
class MayJoin:
    """Another record that a report is about as well; `is_sure` where judged the same."""

    person_id: int
    number: str
    label: str = field(repr=False)
    is_sure: bool


@dataclass(frozen=True, slots=True)
class JoinsPage:
    """What was joined to a record, and what may be."""

    person_id: int
    number: str
    label: str = field(repr=False)
    joins: tuple[JoinLine, ...]
    may_join: tuple[MayJoin, ...]
