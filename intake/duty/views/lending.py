"""Pages of what desks lend each other to read."""

from dataclasses import dataclass, field
from datetime import date, datetime

from intake.duty.views.concern import AddedLine, FactLine, MentionView, NoteLine
from intake.duty.views.files import FileView


@dataclass(frozen=True, slots=True)
class LoanLine:
    """One loan as both desks read it.

    Args:
        parts: Codes of the fields that may be read under it.
        last_on: The last local day of reading.
        is_ours: Whether the reader's desk lent it.
        stands: Whether it may be read under now.
    """

    loan_id: int
    reference: str
    from_desk: str
    to_desk: str
    parts: tuple[str, ...]
    purpose: str = field(repr=False)
    basis: str
    officer: str
    at: datetime
    last_on: date
    is_ours: bool
    stands: bool
    ended_at: datetime | None
    ended_by: str
    ended_because: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LendPage:
    """What an officer may lend of a concern, to whom, and what is lent of it already."""

    reference: str
    desks: tuple[tuple[str, str], ...]
    offered: tuple[str, ...]
    at_most_days: int
    sharing: str = field(repr=False)
    loans: tuple[LoanLine, ...]


@dataclass(frozen=True, slots=True)
class LoanPage:
    """One loan; for who borrows with the parts themselves, all else stays empty.

    Args:
        sees: Parts that are read with this page; empty for the desk that lent.
        story: By paragraphs, without a mark: marks stand for what this desk may not know of.
    """

    loan: LoanLine
    received_at: datetime
    sees: frozenset[str] = frozenset()
    role: str = ""
    story: tuple[str, ...] = field(default=(), repr=False)
    asides: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    additions: tuple[AddedLine, ...] = ()
    facts: tuple[FactLine, ...] = ()
    incidents: tuple[tuple[FactLine, ...], ...] = ()
    mentions: tuple[MentionView, ...] = ()
    signs: tuple[str, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    files: tuple[FileView, ...] = ()
