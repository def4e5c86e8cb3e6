"""From judged questions to the figures of one matcher: the same sums for everyone.

Read first: `figures_of`. What is judged is a `Judged` of `screen_both_ways.py`; a peer's
ranking becomes one by `judged_ranking`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from tests.bench.peers.data import Question
from tests.bench.screen_both_ways import Judged, best_line, calibration, f1, reached

Ranking = Sequence[tuple[str, float]]
"""Registry ids with a score, best first; at most ten."""

NOT_FOUND = 99
RECALLS = (0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with its 95 % interval (Wilson)."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else float("nan")

    @property
    def told(self) -> str:
        """The share to three digits; "none" where nothing was asked."""
        return f"{self.value:.3f}" if self.of else "none"

    @property
    def interval(self) -> tuple[float, float]:
        z, n, p = 1.96, self.of, self.value
        if not n:
            return 0.0, 1.0
        middle, width = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - width) / (1 + z * z / n)), (middle + width) / (1 + z * z / n)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one matcher reached on the checking half.

    `line` is the score above which the first answer is shown, fixed on the training half;
    `false_alarms` are shares of the questions about nobody that were shown somebody.
    """

    recall: dict[int, Share]
    line: float
    f1: float
    at: dict[float, tuple[float, float] | None]
    calibration: float
    false_alarms: Share
    first_of: dict[str, Share]
    in_ten_of: dict[str, Share]
    false_alarms_of: dict[str, Share]


def judged_ranking(question: Question, ranking: Ranking) -> Judged:
    """Judge one answer; the order is the peer's own, ties as it broke them."""
    ids = [record for record, _ in ranking]
    return Judged(
        rank=ids.index(question.right) + 1 if question.right in ids else NOT_FOUND,
        likelihood=ranking[0][1] if ranking else 0.0,
        right=question.right is not None and ids[:1] == [question.right],
        listed=question.right is not None,
        half=question.checking,
        slices=question.slices,
    )


def figures_of(training: Sequence[Judged], checking: Sequence[Judged], *, fit: bool) -> Figures:
    """Sum up one matcher.

    Args:
        training: Where the line is fixed, and with `fit` what a score is worth.
        checking: What is told of.
        fit: Turn scores into probabilities first: for a matcher that gives none.
    """
    line = best_line(training)
    hits, whole = f1(checking, line)
    said = as_probabilities(training, checking) if fit else checking
    listed = [row for row in checking if row.listed]
    others = [row for row in checking if not row.listed]
    names = sorted({name for row in checking for name in row.slices})
    return Figures(
        recall={most: _within(listed, most) for most in (1, 5, 10)},
        line=line,
        f1=hits / whole if whole else 0.0,
        at={wanted: reached(checking, wanted) for wanted in RECALLS},
        calibration=calibration(said),
        false_alarms=_shown(others, line),
        first_of={name: _within(_of(listed, name), 1) for name in names},
        in_ten_of={name: _within(_of(listed, name), 10) for name in names},
        false_alarms_of={name: _shown(_of(others, name), line) for name in names},
    )


def as_probabilities(training: Sequence[Judged], checking: Sequence[Judged]) -> list[Judged]:
    """Turn scores into shares that were right in training, never falling with the score."""
    scores = np.array([row.likelihood for row in training])
    order = np.argsort(scores, kind="stable")
    blocks: list[list[float]] = []
    for score, right in zip(scores[order], [training[n].right for n in order], strict=True):
        blocks.append([float(score), float(right), 1.0])
        while len(blocks) > 1 and _not_rising(blocks[-2], blocks[-1]):
            top, hits, count = blocks.pop()
            blocks[-1] = [top, blocks[-1][1] + hits, blocks[-1][2] + count]
    tops = np.array([block[0] for block in blocks])
    worth = [block[1] / block[2] for block in blocks]
    places = np.minimum(np.searchsorted(tops, [r.likelihood for r in checking]), len(worth) - 1)
    return [
        replace(row, likelihood=worth[place]) for row, place in zip(checking, places, strict=True)
    ]


def _not_rising(low: Sequence[float], high: Sequence[float]) -> bool:
    return low[0] == high[0] or low[1] / low[2] >= high[1] / high[2]


def _of(rows: Sequence[Judged], name: str) -> list[Judged]:
    return [row for row in rows if name in row.slices]


def _within(rows: Sequence[Judged], most: int) -> Share:
    return Share(sum(row.rank <= most for row in rows), len(rows))


def _shown(rows: Sequence[Judged], line: float) -> Share:
    return Share(sum(row.likelihood >= line for row in rows), len(rows))
