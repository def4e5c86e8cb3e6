"""From findings to points, a likelihood in words' reach, and a band.

Read first: `Scorer.rated`, then `candidates`. Points add; bands need more than a name.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import exp, inf, log

from matching.alignment import Pairing, align
from matching.evidence import Found, compare_facts
from matching.explain import words_for, words_for_prior
from matching.names import readings
from matching.query import Description, Record
from matching.scripts import loses_sounds
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

    `score` (above 0, below 1) ranks, within a question and between questions; `points` is
    the exact sum of the rows of `evidence`, the prior's row included; `likelihood` (0 to 1)
    holds for the prior in force and this size of list, and is shared between candidates.
    """

    record_id: int
    score: float
    points: float
    likelihood: float
    band: Band
    evidence: tuple[Evidence, ...]


Measure = Callable[[str, str], float]
FIRM = frozenset(("same", "nickname", "spelling", "one_edit", "joined", "initial"))
_TELLING = FIRM - {"initial"}
_ENOUGH = 13.0
_DESPITE = {
    "birth.differs": "birth_differs", "birth.year_only": "birth_year_only",
    "age.differs": "age_differs", "age.apart": "age_apart",
}  # fmt: skip
_BY_RARITY = {"place.same": "place", "postcode.district_same": "outward"}
_SAME_YEAR = frozenset(("birth.one_digit", "birth.month_same", "birth.year_same"))
Amounts = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One finding with its points and what these are made of, before any words are put to it."""

    found: Found
    amounts: Amounts
    points: float


@dataclass(frozen=True, slots=True)
class Rated:
    """One record compared: its rows and their sum, the prior left out."""

    record_id: int
    names: tuple[Row, ...]
    facts: tuple[Row, ...]
    points: float


class Scorer:
    """Gives points under one set of settings, for one question on one list."""

    def __init__(self, settings: MatchSettings, *, size: int, measure: Measure) -> None:
        self._settings = settings
        self._measure = measure
        self._worths: dict[tuple[str, str], float] = {}
        self._prior = _prior_row(settings, size)
        self._at_fitting = self._prior.points - _moved(settings)

    def rated(self, query: Description, record: Record, *, today: date) -> Rated:
        """Compare one record with the question.

        Args:
            query: The words asked about.
            record: The record held.
            today: The day of the question.

        Returns:
            Every row of the comparison.
        """
        facts = tuple(compare_facts(query, record.description, today=today))
        pairings = self._best_names(query, record.description)
        telling = sum(
            self._measure(one.said, one.level) for one in pairings if one.level in _TELLING
        )
        names = self._name_rows(pairings, {found.code for found in facts}, telling)
        if not pairings:
            names = [Row(found, (), 0.0) for found in _one_sided_name(query, record.description)]
        rows = [self._fact_row(found, min(telling, _ENOUGH)) for found in facts]
        points = round(sum(row.points for row in (*names, *rows)), 2)
        return Rated(record.id, tuple(names), tuple(rows), points)

    def candidates(self, rated: Sequence[Rated], *, limit: int) -> list[Candidate]:
        """Put the records compared beside each other, best first, ties as they were listed.

        Args:
            rated: All records compared, the likelier first by their keys.
            limit: So many are put into words, and any with another date of birth.

        Returns:
            One candidate for each of these. The likelihood is shared: two records alike have half
            each, and "nobody on the list" has its part too.
        """
        ordered = sorted(rated, key=lambda one: -one.points)
        at_prior = _shares([one.points + self._prior.points for one in ordered])
        at_fitting = _shares([one.points + self._at_fitting for one in ordered])
        return [
            self._candidate(one, likely, even)
            for place, (one, likely, even) in enumerate(
                zip(ordered, at_prior, at_fitting, strict=True)
            )
            if place < limit or any(row.found.code in _OTHER_DATES for row in one.facts)
        ]

    def _candidate(self, one: Rated, likelihood: float, even: float) -> Candidate:
        points = round(one.points + self._prior.points, 2)
        evidence = tuple(self._evidence(row) for row in (*one.names, *one.facts))
        names = evidence[: len(one.names)]
        return Candidate(
            record_id=one.record_id,
            score=_score(even, self._settings.lines.score_width),
            points=points,
            likelihood=round(likelihood, 6),
            band=self._band(points, names, evidence[len(names) :]),
            evidence=(self._prior, *evidence),
        )

    def _evidence(self, row: Row) -> Evidence:
        found = row.found
        rare = found.code == "name.same" and row.amounts[0][1] >= self._settings.rarity.rare_from
        words = words_for(found.code, rare=rare)
        return Evidence(found.kind, found.said, found.held, found.code, words, row.points)

    # the name

    def _best_names(self, query: Description, held: Description) -> list[Pairing]:
        """Lay every name said beside every name held and keep the pair worth most.

        Why:
            Aliases and former names are names; the best one speaks, the others are silent.
        """
        best: list[Pairing] = []
        most = -inf
        for pairings in self._laid_out(query, held):
            worth = sum(map(self._rough_points, pairings))
            if pairings and worth > most:
                best, most = pairings, worth
        return best

    def _laid_out(self, query: Description, held: Description) -> Iterator[list[Pairing]]:
        for one, two in ((one, two) for one in query.names for two in held.names):
            heard = loses_sounds(one) or loses_sounds(two)
            for said in readings(one):
                for own in readings(two):
                    yield align(said, own, self._worth, heard=heard)

    def _worth(self, part: str, level: str) -> float:
        """Give the points of an agreement; a firm one never speaks against."""
        known = self._worths.get((part, level))
        if known is None:
            weights = self._settings.weights
            points = weights[f"name.{level}"] * self._measure(part, level)
            points += weights[f"name_flat.{level}"]
            known = max(points, 0.0) if level in FIRM else points
            self._worths[part, level] = known
        return known

    def _rough_points(self, pairing: Pairing) -> float:
        if pairing.level in _AGAINST:
            return self._settings.weights[f"name.{pairing.level}"]
        return self._worth(pairing.said, pairing.level)

    def _name_rows(
        self, pairings: Sequence[Pairing], facts: AbstractSet[str], telling: float
    ) -> list[Row]:
        rows: list[Row] = []
        different = 0
        for one in pairings:
            code = f"name.{one.level}"
            if one.level == "differs":
                code = _name_against(facts, further=different > 0)
                different += 1
            found = Found("name", code, one.said, one.held)
            if one.level in _AGAINST:
                rows.append(self._row(found, ((code, 1.0),)))
            else:
                amounts = (
                    (code, self._measure(one.said, one.level)),
                    (f"name_flat.{one.level}", 1.0),
                )
                rows.append(Row(found, amounts, round(self._worth(one.said, one.level), 2)))
        if telling > _ENOUGH:
            more = (("name.enough", telling - _ENOUGH),)
            rows.append(self._row(Found("name", "name.enough"), more))
        return rows

    # the facts

    def _fact_row(self, found: Found, telling: float) -> Row:
        if found.code in _BY_RARITY:
            level = _BY_RARITY[found.code]
            return self._row(found, ((found.code, self._measure("#place", level)),))
        amounts: Amounts = ((found.code, 1.0),) if "." in found.code else ()
        if found.code in _DESPITE and telling:
            amounts = (*amounts, (f"despite_name.{_DESPITE[found.code]}", telling))
        return self._row(found, amounts)

    def _row(self, found: Found, amounts: Amounts) -> Row:
        weights = self._settings.weights
        return Row(found, amounts, round(sum(weights[code] * n for code, n in amounts), 2))

    def _band(self, points: float, names: Sequence[Evidence], facts: Sequence[Evidence]) -> Band:
        lines = self._settings.lines
        agrees = name_agrees(names, least=lines.name_agrees)
        supporting = sum(row.points for row in facts if row.points > 0)
        if agrees and any(row.finding in _OTHER_DATES and _is_full(row) for row in facts):
            return Band.OTHER_DATE
        if supporting >= lines.supporting:
            if points >= lines.strong:
                return Band.STRONG
            if points >= lines.possible:
                return Band.POSSIBLE
        elif agrees and points >= lines.name_only:
            return Band.NAME_ONLY
        return Band.WEAK if points >= lines.weak else Band.NONE


_OTHER_DATES = frozenset(("birth.differs", "birth.year_only"))


def _name_against(facts: AbstractSet[str], *, further: bool) -> str:
    """Tell how a part that differs is taken: names change, dates of birth do not."""
    if further:
        return "name.differs_again"
    if "birth.same" in facts:
        return "name.renamed"
    return "name.differs" if facts.isdisjoint(_SAME_YEAR) else "name.renamed_perhaps"


def _shares(points: Sequence[float]) -> list[float]:
    """Share what is likely between the candidates and nobody, whose points are 0."""
    top = max(0.0, *points) if points else 0.0
    weights = [exp(one - top) for one in points]
    whole = sum(weights) + exp(-top)
    return [weight / whole for weight in weights]


def _score(even: float, width: float) -> float:
    """Spread a likelihood, so that neither end is crowded; between 0 and 1, never 1."""
    even = min(max(even, 1e-12), 1 - 1e-12)
    return min(round(logistic(_logit(even) / width), 6), 0.999999)


def name_agrees(rows: Sequence[Evidence], *, least: float) -> bool:
    """Tell whether the name itself agrees: enough points, and no part against another."""
    against = ("name.differs", "name.renamed", "name.only_said")
    if any(row.finding.startswith(against) for row in rows):
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
    points = prior.points + _moved(settings) - longer
    words = words_for_prior(prior.share, size)
    return Evidence("prior", "", "", "prior", words, round(points, 2))


def _moved(settings: MatchSettings) -> float:
    prior = settings.prior
    return _logit(prior.share) - _logit(prior.at_fitting)


def _logit(share: float) -> float:
    return log(share / (1 - share))


def logistic(points: float) -> float:
    """Give the share that a number of natural-log points stands for, between 0 and 1."""
    if points >= 0:
        return 1 / (1 + exp(-points))
    return exp(points) / (1 + exp(points))
