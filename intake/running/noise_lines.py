"""Other lines tried on a year that was played, without playing it again; read `tried` first.

Points and rules of every weighing were kept, so lines crossed and questions asked at other
values of `lines.review` and `lines.discuss` can be told exactly; desks and routes are not
worked out again, so alerts are lines times the desks that were told of such a line.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from intake.domain.band import LINES, Band
from intake.domain.points import Scales
from intake.running.noise_people import TRUE_KINDS
from intake.running.noise_play import WEEKS, Played
from intake.running.noise_truth import Reach, Step

REVIEW_TRIED = tuple(Decimal(n) for n in (8, 10, 12, 13, 14, 15, 16, 18, 20, 22, 24))
DISCUSS_TRIED = tuple(Decimal(n) for n in (16, 18, 20, 22, 24, 25, 26, 28, 32, 36, 40))
TWICE = 2
"""From so many concerns on somebody is told of repeatedly."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a year would have brought at some lines.

    Args:
        review: Points of the review line.
        discuss: Points of the discuss line.
        crossed: Lines crossed, by the highest line of each telling.
        asked: Questions, by the highest line of each.
        alerts: Alerts of both a week, in the whole county.
        true_share: Share of the lines crossed behind which there was something; None where
            none was crossed.
        reached: Of those who do harm and were told of repeatedly, the share at or above
            review at the end, firm; None where there was nobody.
    """

    review: Decimal
    discuss: Decimal
    crossed: Mapping[str, int]
    asked: Mapping[str, int]
    alerts: float
    true_share: float | None
    reached: float | None


def over_review(played: Played, scales: Scales) -> tuple[Tried, ...]:
    """Try values of `lines.review`, the discuss line as it is, or as low as review where lower.

    Below `ordinary_at_most_points` nothing is tried: settings refuse it.
    """
    tried = {*REVIEW_TRIED, scales.review_at}
    values = sorted(
        one for one in tried if one > scales.ordinary_at_most and one <= scales.discuss_at
    )
    return tuple(tried_at(played, one, scales.discuss_at) for one in values)


def over_discuss(played: Played, scales: Scales) -> tuple[Tried, ...]:
    """Try values of `lines.discuss`, the review line as it is."""
    values = sorted(one for one in {*DISCUSS_TRIED, scales.discuss_at} if one >= scales.review_at)
    return tuple(tried_at(played, scales.review_at, one) for one in values)


def without_rule(played: Played, scales: Scales, rule: str) -> Tried:
    """Try the lines as they are without one rule beside the sum."""
    return tried_at(played, scales.review_at, scales.discuss_at, but=rule)


def rules_of(played: Played) -> tuple[str, ...]:
    """Return the rules beside the sum that reached any line, by name."""
    reached = {
        rule
        for step in played.steps
        for rule, rank in (*step.firm.rules, *step.if_same.rules)
        if rank >= Band.REVIEW.rank
    }
    return tuple(sorted(reached))


def tried_at(played: Played, review: Decimal, discuss: Decimal, *, but: str = "") -> Tried:
    """Tell what the year would have brought.

    Args:
        played: The year.
        review: Points of the review line.
        discuss: Points of the discuss line, not below review.
        but: A rule to leave out; empty for none.
    """
    lines = _Lines(review, discuss, but)
    crossed: list[tuple[Band, str]] = []
    asked: list[Band] = []
    reached: dict[int, bool] = {}
    for steps in _by_person(played.steps):
        standing = _told_of_one(steps, lines, crossed, asked)
        last = steps[-1]
        if last.kind == "harmful" and last.told >= TWICE:
            reached[last.number] = reached.get(last.number, False) or standing >= Band.REVIEW
    desks = _desks_told(played)
    alerts = sum(desks.get((False, line.value), 1.0) for line, _ in crossed)
    alerts += sum(desks.get((True, line.value), 1.0) for line in asked)
    true = [kind in TRUE_KINDS for _, kind in crossed]
    return Tried(
        review=review,
        discuss=discuss,
        crossed=_count(line for line, _ in crossed),
        asked=_count(asked),
        alerts=alerts / played.share / WEEKS,
        true_share=sum(true) / len(true) if true else None,
        reached=sum(reached.values()) / len(reached) if reached else None,
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    review: Decimal
    discuss: Decimal
    but: str

    def band(self, reach: Reach) -> Band:
        """Return the band that a working reaches by sum or rule."""
        by_sum = Band.NOTE
        if reach.points >= self.review:
            by_sum = Band.DISCUSS if reach.points >= self.discuss else Band.REVIEW
        bands = list(Band)
        rules = [bands[rank] for rule, rank in reach.rules if rule != self.but]
        return max([by_sum, *rules])


def _by_person(steps: Iterable[Step]) -> list[list[Step]]:
    of_person: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        of_person[step.person].append(step)
    return list(of_person.values())


def _told_of_one(
    steps: Sequence[Step],
    lines: _Lines,
    crossed: list[tuple[Band, str]],
    asked: list[Band],
) -> Band:
    """Tell of one record's lines as the office does, each once; returns where it stands."""
    standing, open_questions = Band.NOTE, frozenset[Band]()
    for step in steps:
        if step.week >= WEEKS:
            break
        firm = lines.band(step.firm)
        if firm >= Band.REVIEW and firm > standing:
            crossed.append((firm, step.kind))
        standing = max(standing, firm)
        if_same = lines.band(step.if_same)
        questions = frozenset(line for line in LINES if standing < line <= if_same)
        if news := questions - open_questions:
            asked.append(max(news))
        open_questions = questions
    return standing


def _desks_told(played: Played) -> dict[tuple[bool, str], float]:
    """Return how many desks heard of a line on average, by question or not and line."""
    told = sorted(played.lines, key=lambda one: (one.is_question, one.line))
    means = {}
    for key, group in groupby(told, key=lambda one: (one.is_question, one.line)):
        desks = [one.desks for one in group]
        means[key] = sum(desks) / len(desks)
    return means


def _count(lines: Iterable[Band]) -> dict[str, int]:
    counts = dict.fromkeys((line.value for line in LINES), 0)
    for line in lines:
        counts[line.value] += 1
    return counts
