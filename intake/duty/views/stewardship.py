"""Who looks after a person, who is asked to, what happened, and who was told of it."""

from dataclasses import dataclass, field
from datetime import date, datetime


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


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One desk that must know of an event; `state` is answered, refused, late or waits."""

    desk: str
    area: str
    because: str
    state: str
    answer: str
    words: str = field(repr=False)
    answered_by: str
    answered_at: datetime | None
    due_at: datetime | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """One thing that happened to a person, and who had to be told."""

    event_id: int
    person_id: int
    title: str
    happened_on: date
    known_at: datetime
    officer: str
    desk: str
    words: str = field(repr=False)
    areas: tuple[str, ...]
    told: tuple[ToldLine, ...]

    @property
    def unanswered(self) -> tuple[ToldLine, ...]:
        """Who has not said what they do."""
        return tuple(one for one in self.told if one.state != "answered")


@dataclass(frozen=True, slots=True)
class EventsPage:
    """Everything noted of a person, the newest first, and what may be noted.

    Args:
        kinds: Code and title of each kind of event.
        areas: Code and title of each area.
    """

    person_id: int
    number: str
    label: str = field(repr=False)
    events: tuple[EventView, ...]
    may_note: bool
    kinds: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
