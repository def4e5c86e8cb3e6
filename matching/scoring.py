"""From points to a likelihood in words' reach, and a band.

Read first: `Scorer.candidates`. Bands need more than a name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import exp, log

from matching.comparing import FIRM, Finding, Rated, Row, Summed
from matching.explain import words_for, words_for_prior
from matching.settings import MatchSettings


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


class _Found(Candidate):
    """A candidate whose evidence is put into words when it is first read.

    Why: of ten candidates of a search the evidence of one or two is ever read, and the words
    took a quarter of the time.
    """

    __slots__ = ("_evidence",)
    _evidence: Callable[[], tuple[Evidence, ...]] | tuple[Evidence, ...]

    def __init__(
        self,
        record_id: int,
        score: float,
        points: float,
        likelihood: float,
        band: Band,
        evidence: Callable[[], tuple[Evidence, ...]],
    ) -> None:
        keep = object.__setattr__
        keep(self, "record_id", record_id)
        keep(self, "score", score)
        keep(self, "points", points)
        keep(self, "likelihood", likelihood)
        keep(self, "band", band)
        keep(self, "_evidence", evidence)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The rows of the comparison, the first that of the prior."""
        known = self._evidence
        if callable(known):
            known = known()
            object.__setattr__(self, "_evidence", known)
        return known

    def __reduce__(self) -> tuple[object, ...]:
        """Go to another process as a plain candidate, in words."""
        facts = self.record_id, self.score, self.points, self.likelihood, self.band
        return Candidate, (*facts, self.evidence)


class Scorer:
    """Puts records compared beside each other, under one set of settings, on one list."""

    def __init__(self, settings: MatchSettings, *, size: int) -> None:
        """Prepare for one list.

        Args:
            settings: The prior and the lines in force.
            size: Length of the list.
        """
        self.size = size
        self._settings = settings
        self._prior = _prior_row(settings, size)
        self._at_fitting = self._prior.points - _moved(settings)

    def candidates(
        self, compared: Sequence[Summed], rated: Callable[[Summed], Rated], *, limit: int
    ) -> list[Candidate]:
        """Put the records compared beside each other, best first, ties as they were listed.

        Args:
            compared: All records compared, the likelier first by their keys.
            rated: Gives the rows of one of them.
            limit: So many are given, and any with another date of birth.

        Returns:
            One candidate for each of these. The likelihood is shared: two records alike have half
            each, and "nobody on the list" has its part too.
        """
        ordered = sorted(compared, key=_least_first)
        at_prior = _logits([one.points + self._prior.points for one in ordered])
        at_fitting = _logits([one.points + self._at_fitting for one in ordered])
        return [
            self._candidate(one, rated, at_prior[place], at_fitting[place])
            for place, one in enumerate(ordered)
            if place < limit or any(code in _APART_BY_AGE for code, _ in one.facts)
        ]

    def _candidate(
        self, one: Summed, rated: Callable[[Summed], Rated], likelihood: float, even: float
    ) -> Candidate:
        points = round(one.points + self._prior.points, 2)

        def evidence() -> tuple[Evidence, ...]:
            rows = rated(one)
            return (self._prior, *(self._evidence(row) for row in (*rows.names, *rows.facts)))

        score = _score(even, self._settings.lines.score_width)
        sure = round(logistic(likelihood), 6)
        band = self._band(points, sure, one.names, one.facts)
        return _Found(one.record_id, score, points, sure, band, evidence)

    def _evidence(self, row: Row) -> Evidence:
        found = row.found
        rarity = row.amounts[0][1] if row.amounts else 0.0
        rare = found.code == "name.same" and rarity >= self._settings.rarity.rare_from
        words = words_for(found.code, rare=rare, is_against=row.points < 0)
        return Evidence(found.kind, str(found.said), str(found.held), found.code, words, row.points)

    def _band(
        self, points: float, sure: float, names: Sequence[Finding], facts: Sequence[Finding]
    ) -> Band:
        """Tell the band: a shared word of an address, or a postcode's area, supports no name."""
        lines = self._settings.lines
        apart = [code for code, _ in facts if code in _APART_BY_AGE]
        if apart and apart[0] in _OTHER_DATES and is_same_name(names):
            return Band.OTHER_DATE
        if "age.differs" in apart and name_agrees(names, least=lines.name_agrees):
            return Band.OTHER_DATE
        beside = [worth for code, worth in facts if worth > 0 and code not in _LOOSE_FACTS]
        if sum(beside) >= lines.supporting:
            most = _most(names, facts) if points >= min(lines.strong, lines.possible) else Band.WEAK
            if points >= lines.strong and most is Band.STRONG and sure >= lines.strong_likelihood:
                return Band.STRONG
            if points >= lines.possible and most is not Band.WEAK:
                return Band.POSSIBLE
        elif name_agrees(names, least=lines.name_agrees):
            return Band.NAME_ONLY
        return Band.WEAK if points >= lines.weak else Band.NONE


_OTHER_DATES = frozenset(("birth.differs", "birth.year_only"))
_APART_BY_AGE = _OTHER_DATES | {"age.differs"}


def _least_first(one: Summed) -> float:
    return -one.points


def _logits(points: Sequence[float]) -> list[float]:
    """Give the log odds of each against all others and nobody, whose points are 0.

    Why in logs:
        Shares lose what lies beyond the twelfth digit, and two good records tied at the top.
    """
    top = max(0.0, *points) if points else 0.0
    whole = exp(-top) + sum(exp(one - top) for one in points)
    found = []
    for place, one in enumerate(points):
        own = exp(one - top)
        others = whole - own
        if others < own * _LOST:
            rest = (*points[:place], *points[place + 1 :])
            others = exp(-top) + sum(exp(two - top) for two in rest)
        found.append(one - top - log(others))
    return found


def _score(logit: float, width: float) -> float:
    """Spread a likelihood, so that neither end is crowded; between 0 and 1, never 1."""
    return min(max(round(logistic(logit / width), 12), 1e-12), 1 - 1e-12)


def _most(names: Sequence[Finding], facts: Sequence[Finding]) -> Band:
    """Tell the highest band that the sort of evidence allows, whatever it sums to.

    Why:
        One kind of evidence alone is no lead, however rare: the list is short, the town is
        full. Twins and households share a family name, a birthday and a postcode, so a given
        name that differs is never strong.
    """
    codes = {code for code, _ in names}
    firm = [code for code, _ in facts if code in _FIRM_FACTS]
    agreeing = [code for code, worth in names if code.startswith("name.") and worth > 0]
    named = sum([worth for _, worth in names]) > 0 and (
        len(agreeing) > 1 or not _FIRM_NAMES.isdisjoint(agreeing)
    )
    against = any(code.startswith(("name.differs", "name.renamed")) for code in codes)
    if against and (not named or any(code.startswith("name.differs") for code in codes)):
        return Band.POSSIBLE if named or firm else Band.WEAK
    if not named:
        more = any(worth > 0 for code, worth in facts if code not in _FIRM_FACTS)
        dated = firm == ["birth.same"] and not more
        alone = Band.WEAK if dated or not firm else Band.POSSIBLE
        return Band.STRONG if len(firm) > 1 else alone
    return Band.POSSIBLE if not firm and codes & _PART_OF_A_NAME else Band.STRONG


_FIRM_FACTS = frozenset(
    ("birth.same", "postcode.same", "phone.same", "vehicle.same", "handle.same")
)
_LOOSE_FACTS = frozenset(("place.shares_word", "work.shares_word", "postcode.area_same"))
_PART_OF_A_NAME = frozenset(("name.alone_given", "name.alone_middle"))
_FIRM_NAMES = frozenset(f"name.{level}" for level in FIRM - {"initial"})
_LOST = 1e-9


def name_agrees(names: Sequence[Finding], *, least: float) -> bool:
    """Tell whether the name itself agrees: no part against another, and enough of it.

    Enough are two parts that agree firmly, however common, or so many points.
    """
    against = ("name.differs", "name.renamed", "name.only_said")
    firm = 0
    for code, _ in names:
        if code.startswith(against):
            return False
        firm += code in _FIRM_NAMES
    return firm > 1 or sum([worth for _, worth in names]) >= least


def is_same_name(names: Sequence[Finding]) -> bool:
    """Tell whether two parts agree, initials too, and none is against another.

    A part that only one side has is missing, not contradicting: it hides nobody whose date
    was mistyped.
    """
    firm = initials = 0
    for code, _ in names:
        if code.startswith(("name.differs", "name.renamed")):
            return False
        firm += code in _FIRM_NAMES
        initials += code == "name.initial"
    return firm > 0 and firm + initials > 1


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
