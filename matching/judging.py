"""How well some weights tell people apart, on questions that humans have judged.

Read first: `cross_checked`: every question is judged by weights that it did not teach.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from zlib import crc32

from matching.comparing import Rated
from matching.learning import Case, learn
from matching.settings import MatchSettings

_BINS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """What some weights reach on judged questions; shares lie between 0 and 1.

    `first` of the questions about somebody listed have that record first; `alarms` of the
    others give somebody more than even odds; `surprise` is the mean of minus the natural log
    of the likelihood given to what was judged, lower is better; `off` is how far likelihoods
    are from what was true, in ten bins.
    """

    questions: int
    first: float
    alarms: float
    surprise: float
    off: float


@dataclass(frozen=True, slots=True)
class Checked:
    """The weights in force and those proposed, on the same questions."""

    before: Figures
    after: Figures


@dataclass(frozen=True, slots=True)
class _Judged:
    likelihood: float
    given: float
    is_right: bool
    is_listed: bool


def cross_checked(
    cases: Sequence[Case], people: Sequence[str], settings: MatchSettings, *, size: int
) -> Checked:
    """Judge the weights in force, and those learned on the half a question is not in.

    Args:
        cases: Judged questions.
        people: For each the person meant or, of nobody listed, the question itself: questions
            about one person stay in one half.
        settings: The weights in force.
        size: Length of the list.

    Raises:
        ValueError: A half lacks questions about somebody listed, or about nobody.
    """
    halves = _halves(people)
    kept = [(case, half) for case, half in zip(cases, halves, strict=True) if _can_teach(case)]
    now = (settings.weights, _prior_now([case for case, _ in kept], settings, size))
    taught = {}
    for half in (True, False):
        learned = learn([case for case, own in kept if own != half], settings)
        taught[half] = (learned.weights, learned.prior_points)
    return Checked(
        before=_figures([_judged(case, *now) for case, _ in kept]),
        after=_figures([_judged(case, *taught[half]) for case, half in kept]),
    )


def _halves(people: Sequence[str]) -> list[bool]:
    """Put each person, with all questions about them, into one half or the other."""
    return [crc32(person.encode()) % 2 == 0 for person in people]


def _can_teach(case: Case) -> bool:
    return case.right is None or any(one.record_id == case.right for one in case.rated)


def _prior_now(cases: Sequence[Case], settings: MatchSettings, size: int) -> float:
    """Give the first row's points in force, moved to these questions' share and this list."""
    listed = sum(case.right is not None for case in cases)
    share = min(max(listed / max(len(cases), 1), 0.001), 0.999)
    prior = settings.prior
    moved = log(share / (1 - share)) - log(prior.at_fitting / (1 - prior.at_fitting))
    return prior.points + moved - log(max(size, prior.smallest_size) / prior.size_at_fitting)


def _judged(case: Case, weights: Mapping[str, float], prior: float) -> _Judged:
    points = [prior + points_of(one, weights) for one in case.rated]
    top = max((0.0, *points))
    raised = [exp(one - top) for one in points]
    whole = sum(raised) + exp(-top)
    best = max(range(len(points)), key=points.__getitem__, default=None)
    ids = [one.record_id for one in case.rated]
    likely = exp(-top) if case.right is None else raised[ids.index(case.right)]
    return _Judged(
        likelihood=0.0 if best is None else raised[best] / whole,
        given=likely / whole,
        is_right=best is not None and ids[best] == case.right,
        is_listed=case.right is not None,
    )


def points_of(rated: Rated, weights: Mapping[str, float]) -> float:
    """Give the points of a record compared, the first row's left out."""
    rows = (*rated.names, *rated.facts)
    return sum(weights[code] * amount for row in rows for code, amount in row.amounts)


def _figures(rows: Sequence[_Judged]) -> Figures:
    listed = [row for row in rows if row.is_listed]
    others = [row for row in rows if not row.is_listed]
    off = 0.0
    for low in range(_BINS):
        own = [row for row in rows if min(int(row.likelihood * _BINS), _BINS - 1) == low]
        off += abs(sum(row.likelihood - row.is_right for row in own))
    return Figures(
        questions=len(rows),
        first=sum(row.is_right for row in listed) / max(len(listed), 1),
        alarms=sum(row.likelihood > 1 / 2 for row in others) / max(len(others), 1),
        surprise=sum(-log(max(row.given, 1e-300)) for row in rows) / max(len(rows), 1),
        off=off / max(len(rows), 1),
    )
