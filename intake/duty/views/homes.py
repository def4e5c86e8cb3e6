"""Homes around a person, and who can be reached through them, as tables."""

from dataclasses import dataclass, field

from intake.duty.views.gathered import ReachLine


@dataclass(frozen=True, slots=True)
class HomeLine:
    """Somebody of a home as one concern told: `how` is lives, lived or comes_to."""

    words: str = field(repr=False)
    how: str
    reference: str
    is_firm: bool
    since: str = field(default="", repr=False)
    until: str = field(default="", repr=False)
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class HomeView:
    """One home: its addresses as told, empty where none was, and who lives, lived or comes."""

    addresses: tuple[str, ...] = field(repr=False)
    people: tuple[HomeLine, ...]


@dataclass(frozen=True, slots=True)
class HomesPage:
    """The homes around a person within some steps, and whom he reaches through them."""

    person_id: int
    number: str
    label: str = field(repr=False)
    hops: int
    homes: tuple[HomeView, ...]
    children: tuple[ReachLine, ...]
    adults: tuple[ReachLine, ...]
    is_cut: bool = False
