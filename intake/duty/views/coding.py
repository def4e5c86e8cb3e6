"""The page on which an officer reads signs in a report, and the page of one diary entry."""

from dataclasses import dataclass, field

from intake.duty.views.concern import NoteLine, Segment
from intake.duty.views.desk import DiaryLine


@dataclass(frozen=True, slots=True)
class SignLine:
    """One sign of a concern. `about` is the place of a mention; None for nobody in particular."""

    sign: str
    words: str
    source: str
    about: int | None
    whose: str = field(repr=False)
    can_take_back: bool = False


@dataclass(frozen=True, slots=True)
class SignChoice:
    """One sign that may be read in a story."""

    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Whose:
    """One person of a concern, to whom a sign may be tied."""

    place: int
    label: str = field(repr=False)
    part: str


@dataclass(frozen=True, slots=True)
class SignsPage:
    """A concern's words beside the signs read in them."""

    reference: str
    story: tuple[tuple[Segment, ...], ...] = field(repr=False)
    signs: tuple[SignLine, ...]
    people: tuple[Whose, ...]
    groups: tuple[tuple[str, tuple[SignChoice, ...]], ...]
    is_suspected_false: bool


@dataclass(frozen=True, slots=True)
class DiaryPage:
    """One thing owed, and what its answer needs.

    Args:
        asks_follows: Whether another hold may follow, as at the end of one.
        asks_manager: Whether who manages the person now must be said.
        open_items: What is not known yet of a release; it cannot be answered before.
    """

    line: DiaryLine
    asks_day: bool
    asks_told: bool
    asks_second: bool
    asks_follows: bool
    asks_manager: bool
    open_items: tuple[str, ...]
    notes: tuple[NoteLine, ...]
