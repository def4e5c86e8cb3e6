"""Who looks after a person, and who is asked to."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HandoverView:
    """One offer to hand a person over; both desks read the same.

    Args:
        attached: What went with it, counted by kind in words, as ("3 concerns", "1 flag").
        references: The concerns that went with it, as far as the reader may open them.
    """

    handover_id: int
    from_desk: str
    to_desk: str
    reason: str = field(repr=False)
    offered_by: str
    offered_at: datetime
    answer_by: datetime
    has_lapsed: bool
    state: str
    answered_by: str
    answered_at: datetime | None
    answer: str = field(repr=False)
    attached: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """A person's owner, the offer that stands, and every offer before.

    Args:
        desks: Code and title of each desk that could be asked; empty where none may be.
    """

    person_id: int
    number: str
    label: str = field(repr=False)
    owner: str
    owner_since: datetime | None
    standing: HandoverView | None
    earlier: tuple[HandoverView, ...]
    may_offer: bool
    may_answer: bool
    may_take_back: bool
    desks: tuple[tuple[str, str], ...]
