"""A tally that takes in one concern after the other; begin with `Growing`.

`weight.py` has it take in all that is known at once, `over_time.py` one concern a step, and a
long history that is kept between two acts the news alone: it is one and the same sum.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter

from intake.domain.bearing import conditions_of
from intake.domain.chronology import Entry, Held
from intake.domain.grounds import Grounds
from intake.domain.lens import Lens, lens_of
from intake.domain.points import NOTHING, Scales, Weighed, shared_out, shares_of
from intake.domain.signs import When

_RANK = attrgetter("rank")
_UNFLAGGED = frozenset({When.HOUSEHOLD_WITH_CHILD, When.WITH_GC_OR_GP})
"""Conditions that can begin for a person who is on no list."""


@dataclass(frozen=True, slots=True)
class Change:
    """What taking in concerns changed.

    Args:
        by_voice: Points of each voice that changed, as they are now.
        lifted: How many earlier concerns weigh more now.
    """

    by_voice: tuple[tuple[str, Decimal], ...] = ()
    lifted: int = 0


@dataclass(slots=True)
class _Voice:
    """One voice as it grows: its concerns, the strongest first, and what it brings.

    `ranked` are its concerns as they stood when it was settled: one and the same tuple until
    it grows. `carrying` are those that bring anything towards the lines.
    """

    concerns: list[Weighed] = field(default_factory=list)
    points: Decimal = NOTHING
    telling: Decimal = NOTHING
    carrying: tuple[str, ...] = ()
    ranked: tuple[Weighed, ...] = ()

    def settle(self, shares: Sequence[Decimal], *, is_flagged: bool) -> None:
        """Work out what the voice brings, once its concerns are in order."""
        self.ranked = tuple(self.concerns)
        strongest = self.ranked[: len(shares)]
        self.points = shared_out([one.points for one in strongest], shares)
        # telling points are shared out by themselves: a friendly word in first place lowers none
        telling = sorted((one.telling for one in self.concerns if one.telling), reverse=True)
        self.telling = shared_out(telling, shares)
        self.carrying = tuple(
            one.entry.concern for one in strongest if one.points and (is_flagged or one.is_telling)
        )


class Growing:
    """A tally that takes in concerns, the oldest first.

    What one concern tells can lift the signs of earlier ones. There are few such conditions,
    each begins once and never ends; so when one begins, everything before is read again.
    """

    def __init__(self, scales: Scales, held: Held) -> None:
        self.scales = scales
        self.held = held
        self.entries: list[Entry] = []
        self._shares = shares_of(scales)
        self._may_begin = frozenset(When) if held.is_flagged else _UNFLAGGED
        self._see(conditions_of((), scales.signs, held))

    def _see(self, conditions: frozenset[When]) -> None:
        """Begin under some conditions, with nothing read yet."""
        self.conditions = conditions
        self._lens: Lens = lens_of(self.scales, conditions, self.held)
        self.voices: dict[str, _Voice] = defaultdict(_Voice)
        self.grounds = Grounds(self.held, self.scales.rules)
        self.points = NOTHING
        self._telling = self.scales.ordinary_at_most

    @property
    def towards_lines(self) -> Decimal:
        """What counts towards the lines: ordinary help with an unlisted person up to its cap."""
        return self.points if self.held.is_flagged else min(self.points, self._telling)

    def take(self, entries: Sequence[Entry]) -> Change:
        """Take in concerns, one entry each and none older than those before; may be none."""
        if not entries:
            return Change()
        self.entries += entries
        begun = self._begun_by(entries)
        if begun:
            return self._read_again(begun)
        return Change(self._read(entries))

    def _begun_by(self, entries: Sequence[Entry]) -> frozenset[When]:
        if self._may_begin <= self.conditions:
            return frozenset()
        return conditions_of(entries, self.scales.signs, self.held) - self.conditions

    def _read(self, entries: Sequence[Entry]) -> tuple[tuple[str, Decimal], ...]:
        touched: dict[str, _Voice] = {}
        read, grounds, voices = self._lens.read, self.grounds, self.voices
        is_one = len(entries) == 1
        for entry in entries:
            one = read(entry)
            grounds.add(one.bearing)
            voice = touched[entry.voice] = voices[entry.voice]
            if is_one:
                insort(voice.concerns, one, key=_RANK)
            else:
                voice.concerns.append(one)
        for voice in touched.values():
            if not is_one:
                voice.concerns.sort(key=_RANK)
            points, telling = voice.points, voice.telling
            voice.settle(self._shares, is_flagged=self.held.is_flagged)
            self.points += voice.points - points
            self._telling += voice.telling - telling
        return tuple((name, voice.points) for name, voice in touched.items())

    def _read_again(self, begun: frozenset[When]) -> Change:
        """Read everything under the conditions that hold now; returns what that changed."""
        before = self.voices
        self._see(self.conditions | begun)
        self._read(self.entries)
        old = {one.entry.concern: one.points for of in before.values() for one in of.concerns}
        now = {one.entry.concern: one for of in self.voices.values() for one in of.concerns}
        lifted = sum(now[concern].points > points for concern, points in old.items())
        changed = tuple(
            (name, voice.points)
            for name, voice in self.voices.items()
            if name not in before or before[name].points != voice.points
        )
        return Change(changed, lifted)

    def ranked(self) -> tuple[tuple[Weighed, ...], ...]:
        """Return the concerns of each voice, the strongest first; voices by name."""
        voices = self.voices
        return tuple(voices[name].ranked for name in sorted(voices))

    def carrying(self) -> tuple[int, tuple[str, ...]]:
        """Return of how many voices, and which, concerns bring anything towards the lines."""
        found = [voice.carrying for voice in self.voices.values() if voice.carrying]
        return len(found), tuple(sorted({concern for of in found for concern in of}))
