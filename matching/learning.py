"""Weights learned from judged pairs: one conditional logit over the candidates of each question.

Read first: `learn`. "Nobody on the list" is an alternative of 0 points, so that the one fit
gives the weights and the calibration together. Nothing here adopts anything: a human does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.comparing import FIRM, Rated
from matching.settings import AGAINST, MatchSettings

_PRIOR = "prior"
_FREE = 6.0
_MOST = 12.0
_LEAST_DESPITE = {"birth_differs": -0.9, "birth_year_only": -0.9, "birth_year_digit": -0.55}
_DESPITE_AGE = -0.55
_LEAST_ENOUGH = -0.9
"""More that agrees is worth a little more, however much it is already."""
_ROUNDS = 60
_SMALL = 1e-5
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One judged question: the records compared, and the one that was meant.

    `right` is None where nobody on the list was meant. Where somebody was, but is not among
    `rated`, the case teaches nothing about weights and is left out.
    """

    rated: tuple[Rated, ...] = field(repr=False)
    right: int | None


@dataclass(frozen=True, slots=True)
class Learned:
    """Proposed weights, with what they were learned from.

    `weights` are keyed as in the settings; those never seen in the cases are as they were.
    `prior_points` holds for `at_fitting`, the share of cases with somebody listed.
    """

    weights: Mapping[str, float]
    prior_points: float
    at_fitting: float
    cases: int
    listed: int


def learn(cases: Sequence[Case], settings: MatchSettings, *, ridge: float = 3.0) -> Learned:
    """Learn weights and the first row's points from judged questions.

    Args:
        cases: Judged questions; both with somebody listed and with nobody must be among them.
        settings: The weights in force, towards which the fit is pulled.
        ridge: How strongly: 3 to 10 make little difference (matching notes).

    Returns:
        The proposal. Agreement is at least 0, contradiction at most 0, and no looser level
        of a name is worth more than the same word.

    Raises:
        ValueError: One of the two sorts of cases is missing.

    Why:
        The additive, explainable form costs nothing against boosted trees, and bounds cost
        nothing either (matching notes, "The shape that worked").
    """
    used = [case for case in cases if case.right is None or _is_among(case)]
    listed = sum(case.right is not None for case in used)
    if not listed or listed == len(used):
        raise ValueError("both judged cases with somebody listed and with nobody are needed")
    codes = (_PRIOR, *sorted({code for case in used for one in case.rated for code, _ in _of(one)}))
    fit = Fit.of(used, codes)
    known = np.array([0.0, *(settings.weights[code] for code in codes[1:])])
    low, high = np.array([_bounds(code) for code in codes]).T
    pull = np.array([0.0, *(ridge for _ in codes[1:])])
    found = fit.solve(np.clip(known, low, high), low, high, pull=pull)
    weights = dict(zip(codes, found.tolist(), strict=True))
    prior = weights.pop(_PRIOR)
    return Learned(
        weights=_no_looser_above_same({**settings.weights, **weights}),
        prior_points=prior,
        at_fitting=listed / len(used),
        cases=len(used),
        listed=listed,
    )


def _is_among(case: Case) -> bool:
    return any(one.record_id == case.right for one in case.rated)


def _of(rated: Rated) -> Iterable[tuple[str, float]]:
    return (amount for row in (*rated.names, *rated.facts) for amount in row.amounts)


def _bounds(code: str) -> tuple[float, float]:
    """Give the least and the most that a weight may be."""
    kind, _, finding = code.partition(".")
    if code == _PRIOR:
        return -_MOST, _MOST
    if kind == "name_flat":
        return -_FREE, 0.0 if finding in FIRM else 1.0
    if code == "name.enough":
        return _LEAST_ENOUGH, 0.0
    if kind == "despite_name":
        return _LEAST_DESPITE.get(finding, _DESPITE_AGE), 0.0
    return (-_MOST, 0.0) if finding in AGAINST else (0.0, _MOST)


def _no_looser_above_same(weights: Mapping[str, float]) -> dict[str, float]:
    most = weights["name.same"]
    looser = {
        code: min(weight, most)
        for code, weight in weights.items()
        if code.startswith("name.") and code != "name.initial" and weight > 0
    }
    return {**weights, **looser}


@dataclass(frozen=True, slots=True)
class Fit:
    """Judged cases as arrays: one row a record, `starts` the first row of each case.

    `groups` gives the case of each row, `right` the rows of the records meant. `nobody` says
    whether "nobody on the list" is an alternative, of 0 points.
    """

    amounts: Floats
    starts: NDArray[np.intp]
    groups: NDArray[np.intp]
    right: NDArray[np.intp]
    nobody: bool = True

    @classmethod
    def of(cls, cases: Sequence[Case], codes: Sequence[str]) -> "Fit":
        """Lay judged questions out, the first row's points as the first column."""
        cases = [case for case in cases if case.rated]
        sizes = [len(case.rated) for case in cases]
        starts = np.cumsum([0, *sizes[:-1]])
        amounts = np.zeros((sum(sizes), len(codes)))
        amounts[:, 0] = 1.0
        places = {code: place for place, code in enumerate(codes)}
        row, right = 0, []
        for case in cases:
            for one in case.rated:
                if one.record_id == case.right:
                    right.append(row)
                for code, amount in _of(one):
                    amounts[row, places[code]] += amount
                row += 1
        return cls(amounts, starts, np.repeat(np.arange(len(cases)), sizes), np.array(right))

    def likelihoods(self, weights: Floats) -> tuple[Floats, float]:
        """Give each record's share of its case, and the log-likelihood of what was judged."""
        points = self.amounts @ weights
        top = np.maximum.reduceat(points, self.starts)
        top = np.maximum(top, 0.0) if self.nobody else top
        raised = np.exp(points - top[self.groups])
        whole = np.add.reduceat(raised, self.starts) + (np.exp(-top) if self.nobody else 0.0)
        loglik = float(points[self.right].sum() - (top + np.log(whole)).sum())
        return raised / whole[self.groups], loglik

    def solve(self, start: Floats, low: Floats, high: Floats, *, pull: Floats) -> Floats:
        """Climb by Newton steps inside the bounds; the function is concave.

        Args:
            start: Where to begin, inside the bounds.
            low: The least of each weight.
            high: The most.
            pull: How strongly each is held to where it began.
        """
        weights = start.copy()
        shares, value = self.likelihoods(weights)
        value -= float((pull * (weights - start) ** 2).sum()) / 2
        for _ in range(_ROUNDS):
            slope, bend = self._slope(shares, weights, start, pull)
            held = ((weights <= low + _SMALL) & (slope < 0)) | (
                (weights >= high - _SMALL) & (slope > 0)
            )
            free = np.flatnonzero(~held)
            step = np.zeros_like(weights)
            step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
            before = value
            weights, shares, value = self._stepped(weights, step, value, low, high, start, pull)
            if value - before < _SMALL * max(1.0, abs(value)) * 0.01:
                break
        return weights

    def _slope(
        self, shares: Floats, weights: Floats, start: Floats, pull: Floats
    ) -> tuple[Floats, Floats]:
        weighed = self.amounts * shares[:, None]
        means = np.add.reduceat(weighed, self.starts)
        slope = self.amounts[self.right].sum(0) - means.sum(0) - pull * (weights - start)
        bend = self.amounts.T @ weighed - means.T @ means + np.diag(pull + _SMALL)
        return slope, bend

    def _stepped(
        self, weights: Floats, step: Floats, value: float,
        low: Floats, high: Floats, start: Floats, pull: Floats,
    ) -> tuple[Floats, Floats, float]:  # fmt: skip
        """Go as far along a step as it climbs."""
        length = 1.0
        while True:
            tried = np.clip(weights + length * step, low, high)
            shares, reached = self.likelihoods(tried)
            reached -= float((pull * (tried - start) ** 2).sum()) / 2
            if reached >= value or length < _SMALL:
                return tried, shares, reached
            length /= 2
