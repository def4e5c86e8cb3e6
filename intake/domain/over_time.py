"""The weight of one person over time, in one pass; begin with `weights_over_time`.

`weight.py` weighs what is known at one moment. Here a whole history is gone through once, and
each step says what it brought and why; it says the same as weighing each beginning by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from intake.domain.band import Band
from intake.domain.bearing import one_entry_each
from intake.domain.chronology import Entry, Held, LinkStrength
from intake.domain.grounds import Fired
from intake.domain.growing import Growing
from intake.domain.points import NOTHING, Scales, contribution_of, shares_of
from intake.domain.remembered import Remembered
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
    told = sorted(entries, key=lambda one: one.known_at)
    begun = _WALKS.take(told, scales, facts)
    walk = begun.made if begun else _Walk(scales, facts)
    walk.go_on(told[len(begun.entries) :] if begun else told)
    steps = tuple(walk.steps)
    _WALKS.keep(told, scales, facts, walk, begun)
    return steps


class _Walk:
    """A history gone through so far: where it stands, and a step for each concern."""

    def __init__(self, scales: Scales, held: Held) -> None:
        self.steps: list[Step] = []
        self._firm = self._both = _Tread(scales, held)
        self._begin = (scales, held)
        self._entries: list[Entry] = []

    def go_on(self, entries: Sequence[Entry]) -> None:
        """Go through more entries, in order of time."""
        is_sure = all(entry.strength is LinkStrength.FIRM for entry in entries)
        if not is_sure and self._both is self._firm:
            self._firm, self._both = _Tread(*self._begin), _Tread(*self._begin)
            self.steps.clear()
            entries, self._entries = [*self._entries, *entries], []
        self._entries += entries
        self.steps += (_step(told, self._firm, self._both) for told in _by_concern(entries))


def _by_concern(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries of each concern, the oldest concern first."""
    told: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        told[entry.voice, entry.concern].append(entry)
    yield from told.values()


def _step(told: list[Entry], firm: "_Tread", both: "_Tread") -> Step:
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


class _Tread:
    """A tally that grows step by step, and says which rules are new at each."""

    def __init__(self, scales: Scales, held: Held) -> None:
        self._growing = Growing(scales, held)
        self.level = Level()
        self._reached: dict[str, Band] = {}
        self._keys: set[tuple[str, Band]] = set()

    def take(self, entries: Sequence[Entry]) -> _News:
        """Take in the next concern, where it says anything; none leaves all as it was.

        A first step without a concern still asks the rules that rest on what is held.
        """
        change = self._growing.take(entries)
        towards = self._growing.towards_lines
        fired = self._fired(towards)
        band = max([self.level.band, *(max(one.band, one.floor) for one in fired)])
        self.level = Level(self._growing.points, towards, band, len(self._growing.voices))
        return _News(change.by_voice, fired, change.lifted)

    def has_fired(self, fired: Fired) -> bool:
        """Whether a rule has reached its band here."""
        return (fired.rule, fired.band) in self._keys

    def words_of(self, entry: Entry) -> str:
        """Return how a concern that was taken in counts now, in words."""
        concerns = self._growing.voices[entry.voice].concerns
        places = (place for place, one in enumerate(concerns, 1) if one.entry is entry)
        place = next(places, 0) or next(
            place for place, one in enumerate(concerns, 1) if one.entry.concern == entry.concern
        )
        shares = shares_of(self._growing.scales)
        return contribution_of(concerns[place - 1], place, shares).because

    def _fired(self, towards: Decimal) -> tuple[Fired, ...]:
        """Return the rules that newly fire, or reach a higher band than before."""
        found = [*self._by_sum(towards), *rules_on(self._growing.grounds, self._reached)]
        news = tuple(one for one in found if not self.has_fired(one))
        for one in news:
            self._reached[one.rule] = one.band
            self._keys.add((one.rule, one.band))
        return news

    def _by_sum(self, towards: Decimal) -> Iterator[Fired]:
        scales = self._growing.scales
        if towards < scales.review_at or self._reached.get(SUM) is Band.DISCUSS:
            return
        if towards < scales.discuss_at and SUM in self._reached:
            return
        yield by_sum(self._growing)


_WALKS: Remembered[_Walk] = Remembered(most=16)
