"""Figures of an invented year: alerts a week, with intervals, and what was behind them.

Read `figures_of` first. Nothing here looks at the office again; a played year is enough.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from intake.domain.person import Answer
from intake.policy.loader import PolicySet
from intake.running.noise_lines import (
    TWICE,
    Tried,
    over_discuss,
    over_review,
    rules_of,
    tried_at,
)
from intake.running.noise_lines import without_rule as tried_without
from intake.running.noise_people import TRUE_KINDS
from intake.running.noise_play import WEEKS, AlertMade, Played
from intake.running.noise_signing import settings_of
from intake.running.noise_truth import BANDS, NAMESAKE, LineTold

Z = 1.96
"""Standard errors to each side of a 95 in 100 interval."""

BUSY = 0.9
"""A busy week has more than so many of the weeks."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """How many a week: the mean, its 95 in 100 interval, and a week that one in ten exceeds."""

    mean: float
    low: float
    high: float
    busy: float


@dataclass(frozen=True, slots=True)
class Portion:
    """A share with its 95 in 100 interval (Wilson), and of how many; 0 to 1 where of nobody."""

    share: float
    low: float
    high: float
    of: int


@dataclass(frozen=True, slots=True)
class DeskRow:
    """Alerts a week at one desk, of one kind and line; empty texts stand for all."""

    desk: str
    kind: str
    line: str
    weekly: Weekly


@dataclass(frozen=True, slots=True)
class Leads:
    """Possible matches of one band.

    `a_week` in the whole county, `true` of them one person; `wrong` were answered wrongly.
    """

    band: str
    a_week: float
    true: Portion
    kin: int
    namesakes: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is told of a year at some settings.

    Args:
        played: The year.
        by_desk: Alerts of each desk by kind and line, and all of each desk.
        totals: Of the whole county by kind and line, and all.
        questions: "If the same", a week.
        by_chance: Lines crossed that a namesake alone brought over the line.
        asked_by_chance: The same of questions.
        asked_by_match: Questions a year that rest on a namesake, by the match that brings
            them, on the list or not.
        true_lines: Lines crossed behind which there is something.
        by_kind: Lines crossed, by kind of person.
        false_joins: Wrong "same" answers a year, and all answers of "same".
        missed: Further reports of somebody that hang on no earlier record.
        leads: Possible matches by band.
        repeated: People told of twice or more in the year, in the whole county, by kind.
        now: The lines as they are, worked out like the others.
        over_review: Other review lines.
        over_discuss: Other discuss lines.
        without: The lines as they are, without one rule each.
        reviews: Reviews by name a week that this year's records bring next year, by desk.
        settings: What the figures hold for, as twelve signs.
    """

    played: Played
    by_desk: tuple[DeskRow, ...]
    totals: tuple[DeskRow, ...]
    questions: Weekly
    by_chance: Portion
    asked_by_chance: Portion
    asked_by_match: tuple[tuple[str, bool, float], ...]
    true_lines: Portion
    by_kind: tuple[tuple[str, float], ...]
    false_joins: tuple[int, int]
    missed: Portion
    leads: tuple[Leads, ...]
    repeated: tuple[tuple[str, float], ...]
    now: Tried
    over_review: tuple[Tried, ...]
    over_discuss: tuple[Tried, ...]
    without: tuple[tuple[str, Tried], ...]
    reviews: tuple[tuple[str, float], ...]
    settings: str

    @property
    def busiest(self) -> DeskRow | None:
        """The desk with most alerts a week, all of its kinds together; None where there is none."""
        whole = [one for one in self.by_desk if not one.kind]
        return max(whole, key=lambda one: one.weekly.mean, default=None)


def figures_of(played: Played, policy: PolicySet) -> Figures:
    """Work out the figures of a year that was played.

    Args:
        played: The year.
        policy: The settings it was played at.

    Why:
        Thresholds are argued with, not felt: who wants fewer alerts sees what is lost.
    """
    crossed = [one for one in played.lines if not one.is_question]
    asked = [one for one in played.lines if one.is_question]
    scales = policy.scales
    same = [one for one in played.leads if one.answer == Answer.SAME.value]
    further = sum(many - 1 for _, many in played.told_of)
    return Figures(
        played=played,
        by_desk=tuple(_by_desk(played)),
        totals=tuple(_rows("", played.alerts, played.share)),
        questions=_weekly([one.week for one in asked], played.share),
        by_chance=_of_namesakes(crossed),
        asked_by_chance=_of_namesakes(asked),
        asked_by_match=tuple(_by_match(asked, played.share)),
        true_lines=portion(sum(one.kind in TRUE_KINDS for one in crossed), len(crossed)),
        by_kind=tuple(
            (kind, many / played.share)
            for kind, many in Counter(one.kind for one in crossed).most_common()
        ),
        false_joins=(sum(not one.is_true for one in same), len(same)),
        missed=portion(played.missed, further),
        leads=tuple(_leads(played)),
        repeated=tuple(_repeated(played)),
        now=tried_at(played, scales.review_at, scales.discuss_at),
        over_review=over_review(played, scales),
        over_discuss=over_discuss(played, scales),
        without=tuple((rule, tried_without(played, scales, rule)) for rule in rules_of(played)),
        reviews=tuple((desk, many / played.share / WEEKS) for desk, many in played.reviews),
        settings=settings_of(policy),
    )


def portion(some: int, of: int) -> Portion:
    """Return a share with Wilson's interval; of nobody it is 0, anything from 0 to 1."""
    if not of:
        return Portion(0.0, 0.0, 1.0, 0)
    share, square = some / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    spread = Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return Portion(share, max(0.0, middle - spread), min(1.0, middle + spread), of)


def _weekly(weeks: Iterable[int], share: float) -> Weekly:
    """Return the mean of the weeks and how sure it is, from how the weeks differ.

    Why from the weeks: one report makes several alerts at once, so counting each alert as a
    throw of its own would look surer than it is.
    """
    counts = Counter(weeks)
    each = sorted(counts.get(week, 0) / share for week in range(WEEKS))
    mean = sum(each) / WEEKS
    spread = sqrt(sum((one - mean) ** 2 for one in each) / (WEEKS - 1) / WEEKS)
    busy = each[ceil(BUSY * WEEKS) - 1]
    return Weekly(mean, max(0.0, mean - Z * spread), mean + Z * spread, busy)


def _by_desk(played: Played) -> Iterable[DeskRow]:
    for desk in sorted({one.desk for one in played.alerts}):
        at_desk = [one for one in played.alerts if one.desk == desk]
        yield from _rows(desk, at_desk, played.share)


def _rows(desk: str, alerts: Sequence[AlertMade], share: float) -> Iterable[DeskRow]:
    yield DeskRow(desk, "", "", _weekly([one.week for one in alerts], share))
    for kind, line in sorted({(one.kind, one.line) for one in alerts}):
        weeks = [one.week for one in alerts if (one.kind, one.line) == (kind, line)]
        yield DeskRow(desk, kind, line, _weekly(weeks, share))


def _of_namesakes(lines: Sequence[LineTold]) -> Portion:
    return portion(sum(one.rests_on == NAMESAKE for one in lines), len(lines))


def _by_match(asked: Sequence[LineTold], share: float) -> Iterable[tuple[str, bool, float]]:
    brought = Counter((one.is_listed, one.band) for one in asked if one.rests_on == NAMESAKE)
    for (is_listed, band), many in sorted(brought.items(), reverse=True):
        yield band, is_listed, many / share


def _leads(played: Played) -> Iterable[Leads]:
    for band in BANDS:
        of_band = [one for one in played.leads if one.band == band]
        yield Leads(
            band=band,
            a_week=len(of_band) / played.share / WEEKS,
            true=portion(sum(one.is_true for one in of_band), len(of_band)),
            kin=sum(one.who == "kin" for one in of_band),
            namesakes=sum(one.who == NAMESAKE for one in of_band),
        )


def _repeated(played: Played) -> Iterable[tuple[str, float]]:
    often = Counter(kind for kind, many in played.told_of if many >= TWICE)
    for kind, many in sorted(often.items()):
        yield kind, many / played.share
