"""Records that were joined, and that may be one person."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class JoinLine:
    """One joining; `is_away` where this record's links hang on the other since then.

    Args:
        waits: A second officer was asked; of one that is over, nobody ever said yes.
        second: Who said yes, `second_at` when; empty where one officer was enough.
        can_answer: The reader may say yes; whoever asked may only take it back.
        flags: How many flags went with it.
    """

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
    waits: bool = False
    second: str = ""
    second_at: datetime | None = None
    can_answer: bool = False
    flags: int = 0

    @property
    def holds(self) -> bool:
        """Whether they are one now."""
        return self.parted_at is None and not self.waits

    @property
    def is_asked(self) -> bool:
        """Whether a second officer is asked and has not answered."""
        return self.parted_at is None and self.waits


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
