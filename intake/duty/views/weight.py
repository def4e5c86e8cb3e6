"""What is known of one person, weighed."""

from dataclasses import dataclass, field
from datetime import datetime
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
    """One step of the weight over time, and what it led to."""

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
    rules: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class WeightPlot:
    """The weight over time; `voices` in the order in which they first spoke."""

    steps: tuple[WeightStep, ...]
    voices: tuple[tuple[str, str, bool], ...]
    review_at: Decimal
    discuss_at: Decimal
    at: datetime
