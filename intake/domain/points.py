"""The points of one concern on one person, before and within its voice; begin with `weighed`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache

from intake.domain.bearing import Bearing, SignBorne
from intake.domain.chronology import Entry, Held, LinkStrength
from intake.domain.concern import KnownBy, SignSource
from intake.domain.grounds import RuleScales
from intake.domain.signs import SignBook
from intake.domain.urgency import UrgencyScales

NOTHING = Decimal(0)
HOW_KNOWN = {
    KnownBy.SAW: "seen by the teller",
    KnownBy.TOLD_BY_CHILD: "told by the child",
    KnownBy.TOLD_BY_OTHER: "told by another",
    KnownBy.RUMOUR: "rumour",
    KnownBy.NOT_SAID: "not said how known",
}


@dataclass(frozen=True, slots=True)
class Scales:
    """The numbers in force; all from `weights.yaml`, signs from `indicators.yaml`.

    Args:
        signs: The signs in force.
        points: Points of a sign by class, 0 to 3.
        class_one_on_flagged: Points of a class-1 sign on a flagged person.
        known_by: Multiplier 0 to 1 by how the reporter knows.
        picked_counts_as: How a sign picked from a list counts as known.
        repeat_share: What a repeat of one voice keeps of its points each time, 0 to below 1.
        repeats_counted: How many concerns of one voice count at all; exact decimals stay short.
        suspected_false_at_most: Points of a concern suspected false, at most.
        ordinary_at_most: Points that class-1 signs on an unlisted person bring to the lines,
            at most; below `review_at`.
        review_at: Points of the review line.
        discuss_at: Points of the discuss line.
        rules: Numbers of the rules beside the sum.
        urgency: Steps of a child's urgency.
    """

    signs: SignBook
    points: Mapping[int, Decimal]
    class_one_on_flagged: Decimal
    known_by: Mapping[KnownBy, Decimal]
    picked_counts_as: KnownBy
    repeat_share: Decimal
    repeats_counted: int
    suspected_false_at_most: Decimal
    ordinary_at_most: Decimal
    review_at: Decimal
    discuss_at: Decimal
    rules: RuleScales
    urgency: UrgencyScales


@dataclass(frozen=True, slots=True)
class SignPoints:
    """What one sign brings before caps and shares.

    `is_lowered` where it was picked from a list, and so counts as less surely known than told.
    """

    sign: str
    cls: int
    known_by: KnownBy
    points: Decimal
    is_ordinary: bool
    is_lowered: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one concern brings to the total; the parts of a tally sum to its points.

    Args:
        concern: The concern.
        voice: The source it counts as.
        signs: Its signs that are his, with points before cap and share.
        place: Its place within its voice by strength, from 1.
        share: What counts of it: 1, then ½, then ¼ …
        points: What it adds to the total.
        strength: Firm, or only if the same.
        because: The reason in words, naming nobody.
    """

    concern: str
    voice: str
    signs: tuple[SignPoints, ...]
    place: int
    share: Decimal
    points: Decimal
    strength: LinkStrength
    because: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """One concern before its share: its points, and those that are not ordinary.

    `is_telling` is whether one of its signs is not ordinary; `rank` its order within its voice:
    the strongest first, then the oldest.
    """

    bearing: Bearing = field(compare=False)
    voice: str
    strength: LinkStrength
    signs: tuple[SignPoints, ...]
    points: Decimal
    telling: Decimal
    is_telling: bool
    rank: tuple[Decimal, datetime, str]

    @property
    def entry(self) -> Entry:
        """The concern as it bears on him."""
        return self.bearing.entry


def weighed(bearing: Bearing, scales: Scales, held: Held) -> Weighed:
    """Return the points of one concern, 0 and more, before its share within its voice."""
    entry = bearing.entry
    signs = tuple(_points_of(borne, entry, scales, held) for borne in bearing.signs)
    points = sum((one.points for one in signs), NOTHING)
    telling = sum((one.points for one in signs if not one.is_ordinary), NOTHING)
    if entry.suspected_false:
        points, telling = min(points, scales.suspected_false_at_most), NOTHING
    is_telling = any(not one.is_ordinary for one in signs)
    rank = (-points, entry.known_at, entry.concern)
    return Weighed(bearing, entry.voice, entry.strength, signs, points, telling, is_telling, rank)


def _points_of(borne: SignBorne, entry: Entry, scales: Scales, held: Held) -> SignPoints:
    """Return class points times how it is known; a picked sign is at best told by another."""
    known_by = entry.known_by
    if borne.source is SignSource.PICKED:
        known_by = min(known_by, scales.picked_counts_as, key=lambda how: scales.known_by[how])
    on_flagged = held.is_flagged and borne.cls == 1
    base = scales.class_one_on_flagged if on_flagged else scales.points[borne.cls]
    points = base * scales.known_by[known_by]
    return SignPoints(
        borne.sign.id,
        borne.cls,
        known_by,
        points,
        is_ordinary=borne.cls <= 1,
        is_lowered=known_by is not entry.known_by,
    )


def contribution_of(one: Weighed, place: int, shares: Sequence[Decimal]) -> Contribution:
    """Return what a concern brings at a place within its voice, from 1; see `shares_of`."""
    share = share_at(place, shares)
    return Contribution(
        concern=one.entry.concern,
        voice=one.voice,
        signs=one.signs,
        place=place,
        share=share,
        points=one.points * share,
        strength=one.strength,
        because=_in_words(one, place),
    )


def shares_of(scales: Scales) -> tuple[Decimal, ...]:
    """Return what counts of a concern at each place of its voice; beyond them nothing does."""
    return _shares(scales.repeat_share, scales.repeats_counted)


def share_at(place: int, shares: Sequence[Decimal]) -> Decimal:
    """Return what counts of a concern at a place within its voice, from 1; 0 beyond the last."""
    return shares[place - 1] if place <= len(shares) else NOTHING


@cache
def _shares(repeat_share: Decimal, counted: int) -> tuple[Decimal, ...]:
    return (Decimal(1), *(repeat_share**place for place in range(1, counted)))[:counted]


def shared_out(strongest_first: Iterable[Decimal], shares: Iterable[Decimal]) -> Decimal:
    """Return what one voice brings: the strongest whole, the next at a share, and so on."""
    parts = (one * share for one, share in zip(strongest_first, shares, strict=False))
    return sum(parts, NOTHING)


def _how_known(sign: SignPoints) -> str:
    """Return how a sign is known; of one picked from a list that, and as what it counts."""
    how = HOW_KNOWN[sign.known_by]
    return f"picked from a list, so counted as {how}" if sign.is_lowered else how


def _in_words(one: Weighed, place: int) -> str:
    if not one.signs:
        return "Nothing in it is a sign about him; kept and shown."
    told = ", ".join(f"{sign.sign} (class {sign.cls}, {_how_known(sign)})" for sign in one.signs)
    doubt = "; suspected false, so capped" if one.entry.suspected_false else ""
    repeat = "counts whole" if place == 1 else f"concern {place} of this voice, counts in part"
    return f"{told}{doubt}; {repeat}."
