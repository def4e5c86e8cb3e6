"""What is known of one person, weighed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from intake.domain.band import Band


@dataclass(frozen=True, slots=True)
class VoicePart:
    """What one voice brings: its setting, concerns, points, and points only if the same."""

    voice: str
    setting: str
    is_professional: bool
    concerns: int
    points: Decimal
    only_if: Decimal
    because: str

    @property
    def is_only_if(self) -> bool:
        """Whether it speaks of this person only if a possible match is the same."""
        return not self.points and bool(self.only_if)


@dataclass(frozen=True, slots=True)
class WeightView:
    """What is known of one person, weighed: the band and reasons first, points below.

    `may_reach` is the band if all possible links are the same; equal to `reaches` where
    nothing hangs on them. `account` says what all told, in sentences for a discussion.
    """

    person_id: int
    number: str
    label: str = field(repr=False)
    standing: Band
    reaches: Band
    may_reach: Band
    firm: Decimal
    if_same: Decimal
    review_at: Decimal
    discuss_at: Decimal
    voices: tuple[VoicePart, ...]
    because: tuple[str, ...]
    is_flagged: bool
    person_opens: bool = True
    account: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class WeightStep:
    """One step of the weight over time, and what it led to.

    Args:
        number: Its place, from 1.
        reference: The concern; empty where the reader may not open it.
        at: When it became known.
        voice: The source it counts as.
        setting: Where that source speaks from.
        is_professional: Whether it speaks from its work.
        is_firm: Whether it is judged to be about this person.
        adds: What it adds, to the firm points, or to those if the same.
        firm: Firm points after it.
        if_same: Points after it if every possible match is the same.
        by_voice: Firm points after it of each voice whose points it changed: its own, and those
            whose earlier concerns weigh more since.
        band: The band that the firm weight reaches after it.
        rules: Rules that were reached by it for the first time.
        because: Why it counts as it does.
    """

    number: int
    reference: str
    at: datetime
    voice: str
    setting: str
    is_professional: bool
    is_firm: bool
    adds: Decimal
    firm: Decimal
    if_same: Decimal
    by_voice: tuple[tuple[str, Decimal], ...]
    band: Band
    rules: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class StandingStep:
    """One change of standing as it was written down; `by` is empty where weighing raised it."""

    at: datetime
    band: Band
    by: str = ""


@dataclass(frozen=True, slots=True)
class WeightPlot:
    """The weight over time; `voices` in the order in which they first spoke: key, setting, work.

    `standings` are oldest first.
    """

    steps: tuple[WeightStep, ...]
    voices: tuple[tuple[str, str, bool], ...]
    review_at: Decimal
    discuss_at: Decimal
    at: datetime
    standings: tuple[StandingStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Then:
    """What was known at the end of one month, for a replay month by month.

    Args:
        month: Its first day.
        until: Its end, or now in the month that runs.
        weight: What was known then, weighed by the settings, flags and judgements of today.
        standing: What stood on record then.
        steps: How many steps had been taken by then.
        news: The steps of that month.
    """

    month: date
    until: datetime
    weight: WeightView
    standing: Band
    steps: int
    news: tuple[WeightStep, ...]
