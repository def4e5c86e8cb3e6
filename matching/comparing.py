"""One record compared with one question: findings and their points, before any words or bands.

Read first: `Comparer.summed`. Points add; every row is rounded before it is summed, so that what
an officer reads adds up to the last hundredth. Most records compared are never shown, so the
points come first and the rows, `Comparer.rated`, only of those that are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, log
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from matching.alignment import Aligner, Pairing
from matching.closeness import letters_off
from matching.evidence import Found, compare_facts, facts_on_both_sides, in_words
from matching.prepared import Prepared
from matching.query import Description, Record
from matching.settings import MatchSettings

Measure = Callable[[str, str], float]
"""How rare a part of a name is at a level, or a place: natural logs, above 0."""
Amounts = tuple[tuple[str, float], ...]
Finding = tuple[str, float]
"""A code as `name.same`, or `not_held`, and its points."""
FIRM = frozenset(("same", "nickname", "spelling", "one_edit", "joined", "initial"))
_SPELT_ALIKE = frozenset(("same", "nickname", "joined", "initial"))
_DIFFERING = frozenset(("differs", "differs_given", "differs_initial"))
_AGAINST = frozenset(
    (
        "only_said",
        "only_said_first",
        "only_said_last",
        "only_held",
        "only_held_first",
        "only_held_last",
        "alone_given",
        "alone_family",
        "alone_middle",
        "crossed",
        "crossed_one",
    )
)
_ABOVE_THE_SAME = frozenset(("same", "joined", "initial"))
_ENOUGH = 7.0
_MOST_OFF = 4.0
_MANY = log(8)
"""Of a phone that more on the list have nobody is found by it: a hostel's, a firm's."""
_DESPITE: Mapping[str, str] = MappingProxyType(
    {
        "birth.differs": "despite_name.birth_differs",
        "birth.year_digit": "despite_name.birth_year_digit",
        "birth.year_only": "despite_name.birth_year_only",
        "age.differs": "despite_name.age_differs",
        "age.apart": "despite_name.age_apart",
    }
)
_BY_RARITY: Mapping[str, str] = MappingProxyType(
    {"place.same": "place", "postcode.district_same": "outward"}
)
_ABOVE_AREA = frozenset(("postcode.district_same",))
_AREA = "postcode.area_same"
_LOOSE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "place.shares_word": frozenset(("place.shares_word", "place.same")),
        "work.shares_word": frozenset(("work.shares_word", "work.same")),
        _AREA: frozenset((_AREA, "postcode.district_same", "postcode.same")),
    }
)
"""Agreements of a kind that many may have, each with the closer ones that hold it too."""
_ENOUGH_TO_TELL = 12
"""Records compared that hold a fact of the kind, from which on their share says something."""
_NEARLY_ALL = 0.5
_SAME_YEAR = frozenset(
    ("birth.one_digit", "birth.month_same", "birth.month_same_digit", "birth.year_same")
)


class Row(NamedTuple):
    """One finding with its points and what these are made of, before any words are put to it."""

    found: Found
    amounts: Amounts
    points: float


class Summed(NamedTuple):
    """One record compared: its findings and what they sum to, the prior left out.

    What one side lacks is worth nothing and no finding here. What the findings were made of is
    kept, so that rows can be made of them later.
    """

    record_id: int
    points: float
    names: Sequence[Finding]
    facts: Sequence[Finding]
    telling: float
    pairings: Sequence[Pairing]
    held: Prepared

    def __repr__(self) -> str:
        """Tell the id and the points: the rest is somebody's words."""
        return f"Summed({self.record_id}, {self.points})"


@dataclass(frozen=True, slots=True)
class Rated:
    """One record compared: its rows and their sum, the prior left out."""

    record_id: int
    names: tuple[Row, ...]
    facts: tuple[Row, ...]
    points: float


class Comparer:
    """Gives points under one set of settings, for one question on one list."""

    def __init__(
        self, settings: MatchSettings, query: Description, *, measure: Measure, today: date
    ) -> None:
        """Prepare for one question.

        Args:
            settings: The weights in force.
            query: The words asked about.
            measure: How rare its parts and places are on the list.
            today: The day of the question.
        """
        self._weights = settings.weights
        self._known = settings.common_parts
        self._measure = measure
        self._today = today
        self._said = query.prepared()
        self._worths: dict[tuple[str, str], float] = {}
        self._agreeing: dict[tuple[str, str, str], float] = {}
        self._weighed: dict[Pairing, tuple[Finding, float]] = {}
        self._of_facts: dict[str, float] = {}
        self._usual: set[str] = set()
        self._shared = frozenset(
            f"{kind}.same"
            for kind in ("phone", "vehicle", "handle")
            if kind in self._said.facts and measure(f"#{kind}", kind) > _MANY
        )
        levels = ("differs", "only_said", "only_held")
        against = {level: self._weights[f"name.{level}"] for level in levels}
        self._aligner = Aligner(self._said, self._worth, against)

    def summed(self, records: Iterable[Record]) -> list[Summed]:
        """Compare records with the question.

        Args:
            records: The records held; may be empty.

        Returns:
            For each what was found and what it sums to, in their order.
        """
        own = [(record.id, record.ready) for record in records]
        self._aligner.look_over([held for _, held in own])
        agreed = [
            self._as_shared(facts_on_both_sides(self._said, held, today=self._today))
            for _, held in own
        ]
        self._lower_what_all_share(agreed)
        return [
            self._summed(number, held, found)
            for (number, held), found in zip(own, agreed, strict=True)
        ]

    def _lower_what_all_share(self, agreed: Sequence[Sequence[Found]]) -> None:
        """Let a loose agreement say no more than how few of those compared have it.

        Why: on the list of one town nearly everybody shares a word of the place and the area of
        the postcode, and a name alone was called strong with it. A few compared prove nothing.
        """
        for loose, closer in _LOOSE.items():
            kind = loose.partition(".")[0]
            codes = [one.code for found in agreed for one in found if one.kind == kind]
            share = sum(code in closer for code in codes) / max(len(codes), 1)
            if len(codes) >= _ENOUGH_TO_TELL and share > _NEARLY_ALL:
                self._of_facts[loose] = min(self._points_of(((loose, 1.0),)), -log(share))
                self._usual.add(loose)

    def _summed(self, number: int, held: Prepared, found: Sequence[Found]) -> Summed:
        pairings = self._aligner.best(held)
        telling = 0.0
        names: Sequence[Finding] = ()
        if pairings:
            names, telling = self._of_name(pairings, found[0].code if found else "")
        points = 0.0
        for _, worth in names:
            points += worth
        facts: list[Finding] = []
        if found:
            least = min(telling, _ENOUGH)
            facts = [(one.code, self._of_fact(one.code, least)) for one in found]
            for _, worth in facts:
                points += worth
        return Summed(number, round(points, 2), names, facts, telling, pairings, held)

    def rated(self, summed: Summed) -> Rated:
        """Give the rows of a record that was compared.

        Args:
            summed: What was found; an answer of this very comparer.

        Returns:
            Every row of the comparison; their sum is that of `summed`.
        """
        if summed.pairings:
            names = self._name_rows(summed)
        else:
            names = [Row(found, (), 0.0) for found in _one_sided_name(self._said, summed.held)]
        found = self._as_shared(compare_facts(self._said, summed.held, today=self._today))
        worth = dict(summed.facts)
        least = min(summed.telling, _ENOUGH)
        facts = [
            Row(
                in_words(one, self._today),
                () if one.code in self._usual else self._fact_amounts(one.code, least),
                worth.get(one.code, 0.0),
            )
            for one in found
        ]
        return Rated(summed.record_id, tuple(names), tuple(facts), summed.points)

    # the name

    def _worth(self, said: str, held: str, level: str) -> float:
        """Give the points of an agreement, worked out once for every two parts."""
        points = self._agreeing.get((said, held, level))
        if points is None:
            points = self._agreeing[said, held, level] = self._agreement(said, held, level)
        return points

    def _agreement(self, said: str, held: str, level: str) -> float:
        """Give the points of an agreement: a firm one is never against, none above the same."""
        points = min(self._flat(said, level), self._most(held, level))
        if level not in _SPELT_ALIKE:
            points += self._weights["name.letters_off"] * _off(said, held)
        if level in FIRM:
            points = max(points, 0.0)
        if level in _ABOVE_THE_SAME:
            return points
        return min(points, max(self._flat(said, "same"), 0.0))

    def _flat(self, said: str, level: str) -> float:
        points = self._worths.get((said, level))
        if points is None:
            points = self._worths[said, level] = self._points(level, self._measure(said, level))
        return points

    def _points(self, level: str, rarity: float) -> float:
        return self._weights[f"name.{level}"] * rarity + self._weights[f"name_flat.{level}"]

    def _most(self, held: str, level: str) -> float:
        """Give the most that agreeing with a part is worth: no more than how common it is."""
        known = self._known.get(held)
        if not known or level == "initial":
            return inf
        return min(self._points(level, -log(known)), max(self._points("same", -log(known)), 0.0))

    def _rarity(self, one: Pairing) -> float:
        """Give how rare an agreement is: by what was said, and never rarer than what is held.

        Why:
            A misspelt everyday name is rare as it was typed; it scored above the same name
            spelt right.
        """
        rarity = self._measure(one.said, one.level)
        known = self._known.get(one.held)
        return min(rarity, -log(known)) if known and one.level != "initial" else rarity

    def _of_name(self, pairings: Sequence[Pairing], born: str) -> tuple[Sequence[Finding], float]:
        """Give the findings of a name, and what its agreeing parts are worth together."""
        findings: list[Finding] = []
        telling = 0.0
        different = False
        for one in pairings:
            if one.level in _DIFFERING:
                code = _name_against(one.level, born, further=different)
                points = self._points_of(((code, 1.0), ("name.unlike", _unlike(one))))
                findings.append((code, points))
                different = True
                continue
            known = self._weighed.get(one)
            if known is None:
                known = self._weighed[one] = self._weigh(one)
            findings.append(known[0])
            telling += known[1]
        if telling > _ENOUGH:
            more = (("name.enough", telling - _ENOUGH),)
            findings.append(("name.enough", self._points_of(more)))
        return findings, telling

    def _weigh(self, one: Pairing) -> tuple[Finding, float]:
        """Give what a pairing is worth, and the same again where a part agrees for certain.

        Why points and not rarities: a rare part that agrees loosely took back more from the
        others than it gave, so that a name without it came first.
        """
        code = f"name.{one.level}"
        if one.level in _AGAINST:
            return (code, self._points_of(((code, 1.0),))), 0.0
        points = round(self._worth(one.said, one.held, one.level), 2)
        return (code, points), max(points, 0.0) if one.level != "initial" else 0.0

    def _name_rows(self, summed: Summed) -> list[Row]:
        rows = [
            Row(Found("name", code, one.said, one.held), self._amounts(one, code, points), points)
            for one, (code, points) in zip(summed.pairings, summed.names, strict=False)
        ]
        for code, points in summed.names[len(rows) :]:
            rows.append(Row(Found("name", code), ((code, summed.telling - _ENOUGH),), points))
        return rows

    def _amounts(self, one: Pairing, code: str, points: float) -> Amounts:
        """Give what the points of a pairing are made of; where it agrees, first how rare it is.

        An everyday part that is worth nothing teaches nothing either: a fit that saw a straight
        line below 0 would take it for a contradiction (decision 0014).
        """
        if one.level in _DIFFERING:
            return (code, 1.0), ("name.unlike", _unlike(one))
        if one.level in _AGAINST:
            return ((code, 1.0),)
        if _teaches_nothing(one.level, points):
            return ()
        amounts: Amounts = ((code, self._rarity(one)), (f"name_flat.{one.level}", 1.0))
        if one.level in _SPELT_ALIKE:
            return amounts
        return (*amounts, ("name.letters_off", _off(one.said, one.held)))

    # the facts

    def _as_shared(self, found: list[Found]) -> list[Found]:
        """Tell a fact that agrees, and that many on the list have, as such."""
        if not self._shared:
            return found
        return [
            one._replace(code=f"{one.kind}.shared") if one.code in self._shared else one
            for one in found
        ]

    def _of_fact(self, code: str, telling: float) -> float:
        if telling and code in _DESPITE:
            return self._points_of(self._fact_amounts(code, telling))
        points = self._of_facts.get(code)
        if points is None:
            points = self._points_of(self._fact_amounts(code, 0.0))
            area = self._of_facts.get(_AREA, self._weights[_AREA])
            least = area if code in _ABOVE_AREA else points
            points = self._of_facts[code] = max(points, least)
        return points

    def _fact_amounts(self, code: str, telling: float) -> Amounts:
        if code in _BY_RARITY:
            return ((code, self._measure("#place", _BY_RARITY[code])),)
        if "." not in code:
            return ()
        if telling and code in _DESPITE:
            return (code, 1.0), (_DESPITE[code], telling)
        return ((code, 1.0),)

    def _points_of(self, amounts: Amounts) -> float:
        weights = self._weights
        points = 0.0
        for code, amount in amounts:
            points += weights[code] * amount
        return round(points, 2)


def _teaches_nothing(level: str, points: float) -> bool:
    return not points and level in FIRM and level != "initial"


def _unlike(one: Pairing) -> float:
    return 1.0 - JaroWinkler.similarity(one.said, one.held)


def _off(said: str, held: str) -> float:
    return min(letters_off(said, held), _MOST_OFF)


def _name_against(level: str, born: str, *, further: bool) -> str:
    """Tell how a part that differs is taken: family names change, dates of birth do not.

    A given name that differs stays one: twins share all the rest.
    """
    if further:
        return "name.differs_again"
    if level == "differs" and born == "birth.same":
        return "name.renamed"
    return "name.renamed_perhaps" if born in _SAME_YEAR else f"name.{level}"


def _one_sided_name(said: Prepared, held: Prepared) -> list[Found]:
    if said.names:
        return [Found("name", "not_held", " ".join(said.names[0].parts), "")]
    return [Found("name", "not_said", "", " ".join(held.names[0].parts))] if held.names else []
