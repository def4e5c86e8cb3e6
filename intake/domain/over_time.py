"""The weight of one person over time, in one pass; begin with `weights_over_time`.

`weight.py` weighs what is known at one moment. Here a whole history is gone through once, and
each step says what it brought and why; it says the same as weighing each beginning by itself.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from intake.domain.band import Band
from intake.domain.bearing import bearing_of, conditions_of, one_entry_each
from intake.domain.chronology import Entry, Held, LinkStrength
from intake.domain.grounds import Fired, Grounds
from intake.domain.points import (
    NOTHING,
    Contribution,
    Scales,
    Weighed,
    contribution_of,
    shared_out,
    weighed,
)
from intake.domain.rules import rules_on
from intake.domain.weight import by_sum

SUM = "sum_of_points"


@dataclass(frozen=True, slots=True)
class Level:
    """What a tally stood at after a step; as `Tally`, without its parts."""

    points: Decimal = NOTHING
    towards_lines: Decimal = NOTHING
    band: Band = Band.NOTE
    voices: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One concern of a history, and what it led to.

    Args:
        concern: The concern.
        voice: The source it counts as.
        setting: Where that source speaks from.
        at: When it became known.
        strength: Firm, or only if the same.
        firm: Where the firm weight stands after it.
        if_same: Where it stands if all possible links are the same person.
        adds: What the firm points rose by.
        adds_if_same: What the points if the same rose by.
        by_voice: Firm points of each voice that this step changed, as they are after it.
        fired: Rules that fire firmly since this step, or reach a higher band.
        asked: The same of rules that fire only if the same.
        lifted: How many earlier concerns weigh more since this step, if the same.
        because: What it tells, in words, naming nobody, as it counts after this step.
    """

    concern: str
    voice: str
    setting: str
    at: datetime
    strength: LinkStrength
    firm: Level
    if_same: Level
    adds: Decimal
    adds_if_same: Decimal
    by_voice: tuple[tuple[str, Decimal], ...]
    fired: tuple[Fired, ...]
    asked: tuple[Fired, ...]
    lifted: int
    because: str


def weights_over_time(
    entries: Sequence[Entry], scales: Scales, held: Held | None = None
) -> tuple[Step, ...]:
    """Weigh a history step by step, a step a concern.

    Args:
        entries: Entries of one person, in any order; those of one concern share one moment.
            May be empty.
        scales: Points, shares, lines and signs in force.
        held: What is held on him beside concerns, now; None for a person on no list.

    Returns:
        A step for each concern, oldest first; of one moment in the order given. Each stands
        where `weigh` stands on the concerns up to it.

    Raises:
        KeyError: A sign has no class. Loading the policy rules this out.

    Why:
        How concerns added up could be read nowhere (rows P23 and P29); and a page that weighs
        every beginning anew is slow just for those of whom most is known.
    """
    facts = held or Held()
    firm = _Growing(scales, facts)
    is_sure = all(entry.strength is LinkStrength.FIRM for entry in entries)
    both = firm if is_sure else _Growing(scales, facts)
    return tuple(_step(told, firm, both) for told in _by_concern(entries))


def _by_concern(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries of each concern, the oldest concern first."""
    told: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: one.known_at):
        told[entry.voice, entry.concern].append(entry)
    yield from told.values()


def _step(told: list[Entry], firm: "_Growing", both: "_Growing") -> Step:
    """Take in one concern."""
    before, before_both = firm.level.points, both.level.points
    sure = [entry for entry in told if entry.strength is LinkStrength.FIRM]
    news = firm.take(one_entry_each(sure))
    all_news = news if both is firm else both.take(one_entry_each(told))
    (entry,) = one_entry_each(told)
    return Step(
        concern=entry.concern,
        voice=entry.voice,
        setting=entry.setting,
        at=entry.known_at,
        strength=entry.strength,
        firm=firm.level,
        if_same=both.level,
        adds=firm.level.points - before,
        adds_if_same=both.level.points - before_both,
        by_voice=news.by_voice,
        fired=news.fired,
        asked=tuple(one for one in all_news.fired if not firm.has_fired(one)),
        lifted=all_news.lifted,
        because=both.words_of(entry),
    )


@dataclass(frozen=True, slots=True)
class _News:
    """What changed in a tally."""

    by_voice: tuple[tuple[str, Decimal], ...] = ()
    fired: tuple[Fired, ...] = ()
    lifted: int = 0


@dataclass(slots=True)
class _Voice:
    """One voice as it grows: its concerns in their order, and what it brings."""

    concerns: list[Weighed] = field(default_factory=list)
    telling: list[Decimal] = field(default_factory=list)
    points: Decimal = NOTHING
    telling_points: Decimal = NOTHING

    def take(self, one: Weighed, scales: Scales) -> None:
        insort(self.concerns, one, key=lambda other: other.rank)
        insort(self.telling, one.telling, key=lambda points: -points)
        counted = self.concerns[: scales.repeats_counted]
        self.points = shared_out([other.points for other in counted], scales)
        self.telling_points = shared_out(self.telling, scales)

    def contributions(self, scales: Scales) -> Iterator[Contribution]:
        for place, one in enumerate(self.concerns, start=1):
            yield contribution_of(one, place, scales)


class _Growing:
    """A tally that takes in one concern after the other, in order of time.

    What one concern tells can lift the signs of earlier ones. There are few such conditions,
    each begins once and never ends; so when one begins, everything before is read again.
    """

    def __init__(self, scales: Scales, held: Held) -> None:
        self.scales = scales
        self.held = held
        self.level = Level()
        self._entries: list[Entry] = []
        self._conditions = conditions_of((), scales.signs, held)
        self._reached: dict[str, Band] = {}
        self._keys: set[tuple[str, Band]] = set()
        self._clear()

    def _clear(self) -> None:
        self._voices: dict[str, _Voice] = defaultdict(_Voice)
        self._grounds = Grounds(self.held, self.scales.rules)
        self._points = NOTHING
        self._telling = self.scales.ordinary_at_most

    def take(self, entries: Sequence[Entry]) -> _News:
        """Take in the next concern, where it says anything; none leaves all as it was.

        A first step without a concern still asks the rules that rest on what is held.
        """
        by_voice: tuple[tuple[str, Decimal], ...] = ()
        lifted = 0
        for entry in entries:
            self._entries.append(entry)
            more = conditions_of((entry,), self.scales.signs, self.held) - self._conditions
            if more:
                self._conditions |= more
                by_voice, lifted = self._read_again()
            else:
                self._read(entry)
                by_voice = ((entry.voice, self._voices[entry.voice].points),)
        towards = self._points
        if not self.held.is_flagged:
            towards = min(towards, self._telling)
        fired = self._fired(towards)
        band = max([self.level.band, *(max(one.band, one.floor) for one in fired)])
        self.level = Level(self._points, towards, band, len(self._voices))
        return _News(by_voice, fired, lifted)

    def has_fired(self, fired: Fired) -> bool:
        """Whether a rule has reached its band here."""
        return (fired.rule, fired.band) in self._keys

    def words_of(self, entry: Entry) -> str:
        """Return how a concern that was taken in counts now, in words."""
        concerns = self._voices[entry.voice].concerns
        places = (place for place, one in enumerate(concerns, 1) if one.entry is entry)
        place = next(places, 0) or next(
            place for place, one in enumerate(concerns, 1) if one.entry.concern == entry.concern
        )
        return contribution_of(concerns[place - 1], place, self.scales).because

    def _read(self, entry: Entry) -> None:
        bearing = bearing_of(
            entry, self.scales.signs, self._conditions, self.scales.rules.worried_from_class
        )
        self._grounds.add(bearing)
        voice = self._voices[entry.voice]
        points, telling = voice.points, voice.telling_points
        voice.take(weighed(bearing, self.scales, self.held), self.scales)
        self._points += voice.points - points
        self._telling += voice.telling_points - telling

    def _read_again(self) -> tuple[tuple[tuple[str, Decimal], ...], int]:
        """Read everything under the conditions that hold now; returns what that changed."""
        before = self._voices
        self._clear()
        for entry in self._entries:
            self._read(entry)
        old = {one.entry.concern: one.points for of in before.values() for one in of.concerns}
        now = {one.entry.concern: one for of in self._voices.values() for one in of.concerns}
        lifted = sum(now[concern].points > points for concern, points in old.items())
        changed = tuple(
            (voice, of.points)
            for voice, of in self._voices.items()
            if voice not in before or before[voice].points != of.points
        )
        return changed, lifted

    def _fired(self, towards: Decimal) -> tuple[Fired, ...]:
        """Return the rules that newly fire, or reach a higher band than before."""
        found = [*self._by_sum(towards), *rules_on(self._grounds, self._reached)]
        news = tuple(one for one in found if not self.has_fired(one))
        for one in news:
            self._reached[one.rule] = one.band
            self._keys.add((one.rule, one.band))
        return news

    def _by_sum(self, towards: Decimal) -> Iterator[Fired]:
        if towards < self.scales.review_at or self._reached.get(SUM) is Band.DISCUSS:
            return
        if towards < self.scales.discuss_at and SUM in self._reached:
            return
        voices = (self._voices[voice] for voice in sorted(self._voices))
        parts = [part for voice in voices for part in voice.contributions(self.scales)]
        yield by_sum(towards, parts, self.scales, self.held)
