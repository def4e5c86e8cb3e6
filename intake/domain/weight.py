"""What is known about one person, weighed: points voice by voice, and the rules beside them.

Read `weigh` first; `points.py` has the points of one concern, `rules.py` the rules,
`standing.py` what follows from a weight, `over_time.py` how it came to be. Points order attention.
They are no likelihood of anything, least of all of guilt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import attrgetter

from intake.domain.band import Band
from intake.domain.bearing import one_entry_each
from intake.domain.chronology import Entry, Held, LinkStrength
from intake.domain.grounds import Fired
from intake.domain.growing import Growing
from intake.domain.points import (
    Contribution,
    Scales,
    Weighed,
    contribution_of,
    share_at,
    shares_of,
)
from intake.domain.remembered import Begun, Remembered
from intake.domain.rules import rules_on


@dataclass(frozen=True, slots=True)
class Tally:
    """A total with its parts, and the rules that fired with it.

    `towards_lines` is what counts towards the lines: `points`, but ordinary help with an
    unlisted person no further than its cap. `voices` counts sources with any entry. `ranked`
    holds the concerns of each voice, the strongest first, and `shares` what counts of each.
    """

    points: Decimal
    towards_lines: Decimal
    ranked: tuple[tuple[Weighed, ...], ...]
    fired: tuple[Fired, ...]
    voices: int
    shares: tuple[Decimal, ...] = ()

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """The parts of the points, voice by voice; worked out when they are asked for."""
        return tuple(
            contribution_of(one, place, self.shares)
            for of_voice in self.ranked
            for place, one in enumerate(of_voice, start=1)
        )

    @property
    def concerns(self) -> int:
        """How many concerns it counts."""
        return sum(map(len, self.ranked))

    @property
    def band(self) -> Band:
        """The highest band reached by a rule, by the sum, or by a floor."""
        reached = [max(fired.band, fired.floor) for fired in self.fired]
        return max(reached, default=Band.NOTE)

    @property
    def floor(self) -> Band:
        """The highest floor set; note where there is none."""
        return max((fired.floor for fired in self.fired), default=Band.NOTE)


@dataclass(frozen=True, slots=True)
class Weight:
    """What is known about one person at one moment.

    `firm` rests on *same* links only. `if_same` takes possible links as well: it is a
    question to a human and never a crossing (promise P6). `because` says it in words.
    """

    at: datetime
    firm: Tally
    if_same: Tally
    because: tuple[str, ...]

    @property
    def points(self) -> Decimal:
        """The firm points."""
        return self.firm.points

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """The parts of the firm points."""
        return self.firm.contributions

    @property
    def band(self) -> Band:
        """The band that the firm weight reaches by itself, whatever the standing is."""
        return self.firm.band


def weigh(
    entries: Sequence[Entry], scales: Scales, held: Held | None = None, *, at: datetime
) -> Weight:
    """Weigh what is known about one person at one moment.

    Args:
        entries: Entries of one person, in any order; may be empty.
        scales: Points, shares, lines and signs in force.
        held: What is held on him beside concerns; None for a person on no list. For those
            who may not see his flag (promise P13) weigh again with None.
        at: The moment asked about, aware UTC; later entries are left out.

    Returns:
        The weight; 0 points and no contributions where nothing was known yet.

    Raises:
        KeyError: A sign has no class. Loading the policy rules this out.

    Why:
        Concerns of several people were never weighed together, and known risk faded
        with the years (Peterborough review, findings on community information and on
        risk). So a second source counts in full, and nothing fades by itself.
    """
    facts = held or Held()
    known = [entry for entry in entries if entry.known_at <= at]
    known.sort(key=_KNOWN_AT)
    begun = _SUMS.take(known, scales, facts)
    firm, both = _summed(known[len(begun.entries) :] if begun else known, begun, scales, facts)
    weight = weight_of(firm, both, at=at)
    _SUMS.keep(known, scales, facts, (firm, both), begun)
    return weight


_KNOWN_AT = attrgetter("known_at")
_SUMS: Remembered[tuple[Growing, Growing]] = Remembered(most=64)


def _summed(
    news: Sequence[Entry],
    begun: Begun[tuple[Growing, Growing]] | None,
    scales: Scales,
    held: Held,
) -> tuple[Growing, Growing]:
    """Return what is firm and what is known in all, going on from what was summed before."""
    sure = [entry for entry in news if entry.strength is LinkStrength.FIRM]
    firm, both = begun.made if begun else (Growing(scales, held), None)
    before = list(firm.entries) if both is firm else []
    firm.take(one_entry_each(sure))
    if both is not None and both is not firm:
        both.take(one_entry_each(news))
        return firm, both
    if len(sure) == len(news):
        return firm, firm
    both = Growing(scales, held)
    both.take(one_entry_each([*before, *news]))
    return firm, both


def weight_of(firm: Growing, both: Growing, *, at: datetime) -> Weight:
    """Return the weight of what was taken in: firm, and with possible links as well.

    Where all is sure they are one and the same.
    """
    sure = tally_of(firm)
    if_same = sure if both is firm else tally_of(both)
    return Weight(at, sure, if_same, _in_words(sure, if_same, firm.held))


def record_of(weight: Weight) -> dict[str, object]:
    """Return what is kept of a weight, so that it can be read again as it was (P9).

    Reasons and rules are kept whole; of each concern its voice, its place within it and its
    points, a line a concern, for its signs stand in the concern. `if_same` is kept where it
    differs, and of its concerns those of voices that do.

    Why lines: of a thousand concerns it was written for a fifth of a second, each time.
    """
    kept: dict[str, object] = {
        "at": weight.at,
        "because": weight.because,
        "firm": _record_of(weight.firm, ()),
    }
    if weight.if_same != weight.firm:
        kept["if_same"] = _record_of(weight.if_same, weight.firm.ranked)
    return kept


def _record_of(tally: Tally, told: Sequence[Sequence[Weighed]]) -> dict[str, object]:
    before = {of_voice[0].voice: of_voice for of_voice in told}
    lines = (
        _lines_of(of_voice, tally.shares)
        for of_voice in tally.ranked
        if before.get(of_voice[0].voice) != of_voice
    )
    return {
        "points": tally.points,
        "towards_lines": tally.towards_lines,
        "voices": tally.voices,
        "fired": [
            {
                "rule": one.rule,
                "band": one.band,
                "because": one.because,
                "lesson": one.lesson,
                "floor": one.floor,
                "concerns": " ".join(one.concerns),
            }
            for one in tally.fired
        ],
        "contributions": "\n".join(lines),
    }


LINES_REMEMBERED = 20_000
"""Voices whose lines are kept as they were written, some hundred bytes each."""
_LINES: dict[int, tuple[tuple[Weighed, ...], tuple[Decimal, ...], str]] = {}


def _lines_of(of_voice: tuple[Weighed, ...], shares: tuple[Decimal, ...]) -> str:
    """Return a line for each concern of a voice; written once as long as the voice is the same.

    Why by identity: of the voices of a long history one has grown, and all others are the very
    tuples that they were. What is remembered holds its tuple, so no other can have its number.
    """
    known = _LINES.get(id(of_voice))
    if known is not None and known[0] is of_voice and known[1] == shares:
        return known[2]
    if len(_LINES) >= LINES_REMEMBERED:
        _LINES.clear()
    lines = "\n".join(
        f"{one.entry.concern} {one.voice} {place} {one.points * share_at(place, shares)}"
        for place, one in enumerate(of_voice, start=1)
    )
    _LINES[id(of_voice)] = (of_voice, shares, lines)
    return lines


def tally_of(growing: Growing) -> Tally:
    """Return where a growing tally stands."""
    scales, towards = growing.scales, growing.towards_lines
    fired = rules_on(growing.grounds)
    if towards >= scales.review_at:
        fired = (by_sum(growing), *fired)
    return Tally(
        growing.points,
        towards,
        growing.ranked(),
        fired,
        len(growing.voices),
        shares_of(scales),
    )


def by_sum(growing: Growing) -> Fired:
    """Return the sum as a rule of its own; it reaches review or discuss, never act now.

    Its concerns are those that carry it: with an unlisted person ordinary help does not, so
    that a friendly word never brings back what a human has decided on.
    """
    is_graver = growing.towards_lines >= growing.scales.discuss_at
    band = Band.DISCUSS if is_graver else Band.REVIEW
    count, concerns = growing.carrying()
    voices = _count(count, "voice")
    because = f"What {voices} told in {_count(len(concerns), 'concern')} adds up to {band.words}."
    lesson = "Concerns were closed one by one and never added up (row P29)."
    return Fired("sum_of_points", band, because, lesson, concerns)


def _in_words(firm: Tally, if_same: Tally, held: Held) -> tuple[str, ...]:
    """Return the reasons, the weightiest first; sentences name nobody and give no points."""
    words = [fired.because for fired in _weightiest_first(firm.fired)]
    if firm.towards_lines < firm.points:
        words.append("Ordinary help alone reaches no line, however often it is told.")
    if if_same.band > firm.band:
        words.append(
            f"If the possible matches are the same person, {if_same.band.words} is reached: decide."
        )
    words += [
        f"Known role: {role}. It raises no band and lowers none." for role in held.known_roles
    ]
    if firm.concerns:
        concerns = _count(firm.concerns, "concern")
        words.append(f"Known from {_count(firm.voices, 'voice')} in {concerns}.")
    if firm.concerns and not held.is_flagged:
        words.append("Allegations, not findings.")
    return tuple(words)


def _weightiest_first(fired: Sequence[Fired]) -> list[Fired]:
    return sorted(fired, key=lambda one: max(one.band, one.floor), reverse=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
