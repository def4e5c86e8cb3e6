"""What a replay tells of each moment: what was known, weighed, routed, told, and is owed.

Plain values for pages and tables. Words about people are in them: a replay's page is for those
who may read its file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from intake.domain.band import Band
from intake.policy.loader import PolicySet
from intake.policy.replay import Event, ReplayFile


@dataclass(frozen=True, slots=True)
class Lead:
    """One match that the check found: whose words, which record, how alike."""

    who: str = field(repr=False)
    record: str
    band: str
    holds: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One record as it weighs at a moment."""

    person_id: int
    number: str
    who: str = field(repr=False)
    standing: Band
    reaches: Band
    firm: Decimal
    if_same: Decimal
    voices: int
    because: tuple[str, ...]
    rules: tuple[str, ...]
    by_voice: tuple[tuple[str, Decimal], ...]
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Raised:
    """One alert: to whom, why, by when somebody must have it."""

    alert_id: int
    kind: str
    desk: str
    title: str
    urgency: str
    is_lead: bool
    because: tuple[str, ...]
    made_at: datetime
    acknowledge_by: datetime | None
    held_until: datetime | None
    tag: str
    about: tuple[str, ...] = field(default=(), repr=False)
    is_false_lead: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line crossed, or asked about."""

    who: str = field(repr=False)
    number: str
    line: Band
    is_question: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """Something a human has to do: what, which desk, by when."""

    what: str
    desk: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Between:
    """What the loops and the desks did until the next event, counted."""

    answered: int = 0
    climbed: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    reminded: int = 0
    lines: tuple[Line, ...] = ()
    raised: tuple[Raised, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is worth a line."""
        return not (self.climbed or self.missed or self.lines or self.raised or self.reminded)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expectation looked at: whether it holds, what was wanted, what was there instead.

    Args:
        at: The place in the file, for its line.
        is_not_yet: It is said not to hold yet, and does not.
    """

    at: tuple[int | str, ...]
    moment: datetime
    holds: bool
    wanted: str = field(repr=False)
    instead: str = field(default="", repr=False)
    because: str = ""
    seed: tuple[str, ...] = ()
    is_not_yet: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of the history, and what came of it."""

    number: int
    at: datetime
    event: Event = field(repr=False)
    reference: str = ""
    refused: str = ""
    leads: tuple[Lead, ...] = ()
    weighed: tuple[Weighed, ...] = ()
    lines: tuple[Line, ...] = ()
    raised: tuple[Raised, ...] = ()
    owed: tuple[Owed, ...] = ()
    between: Between = field(default_factory=Between)
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """A replay that was played under some settings."""

    replay: ReplayFile = field(repr=False)
    policy: PolicySet = field(repr=False)
    moments: tuple[Moment, ...] = field(repr=False)
    outcomes: tuple[Outcome, ...]
    ended_at: datetime

    @property
    def every_outcome(self) -> tuple[Outcome, ...]:
        """All that was expected, in the order of the moments."""
        of_events = (one for moment in self.moments for one in moment.outcomes)
        return tuple(sorted((*of_events, *self.outcomes), key=lambda one: one.moment))

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """What was expected and does not hold."""
        return tuple(one for one in self.every_outcome if not one.holds and not one.is_not_yet)

    @property
    def raised(self) -> tuple[Raised, ...]:
        """Every alert, in the order in which they were raised."""
        return tuple(one for each in self.moments for one in (*each.raised, *each.between.raised))

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line crossed or asked about, in order."""
        return tuple(one for each in self.moments for one in (*each.lines, *each.between.lines))
