"""A concern's grades beside its words, and the page on which an officer grades it."""

from dataclasses import dataclass, field
from datetime import datetime

from intake.duty.views.concern import Segment


@dataclass(frozen=True, slots=True)
class GradeLine:
    """One grading, with who took it back; `code` such as 2 C P."""

    code: str
    source: str
    information: str
    handling: str
    conditions: str = field(repr=False)
    officer: str
    desk: str
    at: datetime
    reason: str = field(repr=False)
    is_in_force: bool
    undone_by: str
    undone_at: datetime | None
    undone_because: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class GradePage:
    """A concern's own words and what its teller says of knowing, beside its grades."""

    reference: str
    story: tuple[tuple[Segment, ...], ...] = field(repr=False)
    role: str
    known_by: str
    is_suspected_false: bool
    in_force: GradeLine | None
    history: tuple[GradeLine, ...]
