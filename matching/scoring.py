"""From findings to points, a likelihood in words' reach, and a band.

Read first: `Scorer.candidate`. Points add; bands need more than a name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import exp, log

from matching.alignment import Pairing, align
from matching.evidence import Found, compare_facts
from matching.explain import words_for, words_for_prior
from matching.names import parts_of
from matching.query import Description, Record
from matching.settings import MatchSettings

_AGAINST = frozenset(("differs", "only_said", "only_held"))


class Band(StrEnum):
    """How an officer should take a candidate; stored, never renamed."""

    STRONG = "strong"
    POSSIBLE = "possible"
    NAME_ONLY = "name_only"
    OTHER_DATE = "other_date"
    WEAK = "weak"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the comparison: what was said, what is held, what it is worth in points."""

    kind: str
    said: str = field(repr=False)
    held: str = field(repr=False)
    finding: str
    words: str
    points: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that might be meant.

    `score` (0 to 1) ranks; `points` is the exact sum of the rows of `evidence`, the prior's
    row included; `likelihood` (0 to 1) holds for the prior in force and this size of list.
    """

    record_id: int
    score: float
    points: float
    likelihood: float
    band: Band
    evidence: tuple[Evidence, ...]


Measure = Callable[[str, str], float]


class Scorer:
    """Gives points under one set of settings, for one question on one list."""

    def __init__(self, settings: MatchSettings, *, size: int, measure: Measure) -> None:
        self._settings = settings
        self._measure = measure
        self._prior = _prior_row(settings, size)

    def candidate(self, query: Description, record: Record, *, today: date) -> Candidate:
        """Compare one record with the question.

        Args:
            query: The words asked about.
            record: The record held.
            today: The day of the question.

        Returns:
            The candidate with every row of evidence, the prior's row first.
        """
        names = self._best_names(query, record.description)
        facts = [
            self._row(found) for found in compare_facts(query, record.description, today=today)
        ]
        rows = (self._prior, *names, *facts)
        points = round(sum(row.points for row in rows), 2)
        lines = self._settings.lines
        return Candidate(
            record_id=record.id,
            score=round(
                logistic((points - self._prior.points - lines.score_middle) / lines.score_width), 4
            ),
            points=points,
            likelihood=round(logistic(points), 4),
            band=self._band(points, names, facts),
            evidence=rows,
        )

    def _worth(self, part: str, level: str) -> float:
        weight = self._settings.weights[f"name.{level}"]
        return weight * self._measure(part, level)

    def _best_names(self, query: Description, held: Description) -> list[Evidence]:
        """Lay every name said beside every name held and keep the pair worth most.

        Why:
            Aliases and former names are names; the best one speaks, the others are silent.
        """
        options = [
            (-sum(map(self._points, pairings)), number, pairings)
            for number, (said, own) in enumerate(
                (one, two) for one in query.names for two in held.names
            )
            if (pairings := self._pairings(parts_of(said), parts_of(own)))
        ]
        if options:
            best = min(options, key=lambda option: option[:2])[2]
            return list(map(self._name_row, best))
        return list(map(self._row, _one_sided_name(query, held)))

    def _pairings(self, said: Sequence[str], held: Sequence[str]) -> list[Pairing]:
        return align(said, held, self._worth) if said and held else []

    def _amount(self, pairing: Pairing) -> float:
        if pairing.level in _AGAINST:
            return 1.0
        return self._measure(pairing.said, pairing.level)

    def _points(self, pairing: Pairing) -> float:
        weight = self._settings.weights[f"name.{pairing.level}"]
        return round(weight * self._amount(pairing), 2)

    def _name_row(self, pairing: Pairing) -> Evidence:
        finding = f"name.{pairing.level}"
        rare = pairing.level == "same" and (
            self._amount(pairing) >= self._settings.rarity.rare_from
        )
        words = words_for(finding, rare=rare)
        points = self._points(pairing)
        return Evidence("name", pairing.said, pairing.held, finding, words, points)

    def _row(self, found: Found) -> Evidence:
        points = round(self._settings.weights.get(found.code, 0.0), 2)
        return Evidence(
            found.kind, found.said, found.held, found.code, words_for(found.code), points
        )

    def _band(self, points: float, names: list[Evidence], facts: list[Evidence]) -> Band:
        lines = self._settings.lines
        agrees = name_agrees(names, least=lines.name_agrees)
        supporting = sum(row.points for row in facts if row.points > 0)
        if agrees and any(row.finding == "birth.differs" and _is_full(row) for row in facts):
            return Band.OTHER_DATE
        if supporting >= lines.supporting:
            if points >= lines.strong:
                return Band.STRONG
            if points >= lines.possible:
                return Band.POSSIBLE
        elif agrees and points >= lines.name_only:
            return Band.NAME_ONLY
        return Band.WEAK if points >= lines.weak else Band.NONE


def name_agrees(rows: Sequence[Evidence], *, least: float) -> bool:
    """Tell whether the name itself agrees: enough points, and no part against another."""
    if any(row.finding in {"name.differs", "name.only_said"} for row in rows):
        return False
    return sum(row.points for row in rows) >= least


def _is_full(row: Evidence) -> bool:
    return len(row.said) == 10 and len(row.held) == 10


def _one_sided_name(query: Description, held: Description) -> list[Found]:
    if query.names:
        return [Found("name", "not_held", query.names[0], "")]
    return [Found("name", "not_said", "", held.names[0])] if held.names else []


def _prior_row(settings: MatchSettings, size: int) -> Evidence:
    """Give the row that holds before anything is compared.

    Why:
        The same likeness means less on a longer list: with fixed weights false alarms
        doubled from 10,000 to 48,000 records (matching notes).
    """
    prior = settings.prior
    longer = log(max(size, prior.smallest_size) / prior.size_at_fitting)
    points = prior.points + _logit(prior.share) - _logit(prior.at_fitting) - longer
    words = words_for_prior(prior.share, size)
    return Evidence("prior", "", "", "prior", words, round(points, 2))


def _logit(share: float) -> float:
    return log(share / (1 - share))


def logistic(points: float) -> float:
    """Give the share that a number of natural-log points stands for, between 0 and 1."""
    if points >= 0:
        return 1 / (1 + exp(-points))
    return exp(points) / (1 + exp(points))
