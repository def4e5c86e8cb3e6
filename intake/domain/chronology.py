"""What is known about one person, entry by entry, with two dates: happened and known."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from intake.domain.concern import KnownBy, SignSource


class LinkStrength(StrEnum):
    """How an entry hangs on the person: firm along *same* links, else only if the same."""

    FIRM = "firm"
    IF_SAME = "if_same"


@dataclass(frozen=True, slots=True)
class SignSeen:
    """One sign in one concern, as weighing sees it.

    `tied_to_him` is whether a child's sign was tied to the person by the reporter; signs
    about the adult are always his.
    """

    sign: str
    source: SignSource = SignSource.SAID
    tied_to_him: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One concern as it bears on one person; words about people are not needed here.

    Args:
        concern: The concern's reference or number, for reasons and order.
        voice: Which source it counts as.
        known_at: When it became known to us, aware UTC.
        happened_on: The day it is about, where told.
        signs: Signs in it.
        known_by: How its reporter knows.
        setting: Where the voice speaks from (health, school, community …), for the rule of
            settings.
        fears_for_child: The reporter said outright that they fear for a child because of him.
        suspected_false: Somebody graded it so; its points are capped, it is never dropped.
        households: Keys of households with children it names.
        new_child: It names a child not named before with him.
        strength: Firm, or only if the same.
        in_danger: The reporter said yes to "Is a child in danger now?" because of him.
        child_ages: Lowest and highest age of each child it names whose age was told, in years.
    """

    concern: str
    voice: str
    known_at: datetime
    signs: tuple[SignSeen, ...] = ()
    known_by: KnownBy = KnownBy.NOT_SAID
    setting: str = "community"
    happened_on: date | None = None
    fears_for_child: bool = False
    suspected_false: bool = False
    households: tuple[str, ...] = ()
    new_child: bool = False
    strength: LinkStrength = LinkStrength.FIRM
    in_danger: bool = False
    child_ages: tuple[tuple[int, int], ...] = ()

    @property
    def day(self) -> date:
        """The day it is about; where none was told, the day it became known."""
        return self.happened_on or self.known_at.date()


@dataclass(frozen=True, slots=True)
class Span:
    """The days of an order, both included; with no beginning it has always run."""

    ends_on: date
    starts_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the order ran on a day."""
        return (self.starts_on is None or self.starts_on <= day) and day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Held:
    """What is held on the person beside concerns: the facts the rules ask for.

    Empty defaults are a person who is on no list. `no_contact` holds the orders that bar
    contact with children, ended ones too: a breach is one on the day it happened, whenever it
    is told and judged.
    """

    is_flagged: bool = False
    no_contact: tuple["Span", ...] = ()
    assessed_high: bool = False
    recalled: bool = False
    convicted_relevant: bool = False
    known_roles: tuple[str, ...] = ()
