"""One record compared with one question: findings and their points, before any words or bands.

Read first: `Comparer.rated`. Points add; every row is rounded before it is summed, so that what
an officer reads adds up to the last hundredth.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from math import inf, log
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from matching.alignment import Aligner, Pairing
from matching.closeness import letters_off
from matching.evidence import Found, compare_facts
from matching.prepared import Prepared
from matching.query import Description, Record
from matching.settings import MatchSettings

Measure = Callable[[str, str], float]
"""How rare a part of a name is at a level, or a place: natural logs, above 0."""
Amounts = tuple[tuple[str, float], ...]
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
_ENOUGH = 13.0
_MOST_OFF = 4.0
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
_SAME_YEAR = frozenset(
    ("birth.one_digit", "birth.month_same", "birth.month_same_digit", "birth.year_same")
)


class Row(NamedTuple):
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
        self._rows: dict[str, Row] = {}
        levels = ("differs", "only_said", "only_held")
        against = {level: self._weights[f"name.{level}"] for level in levels}
        self._aligner = Aligner(self._said, self._worth, against)

    def rated(self, record: Record) -> Rated:
        """Compare one record with the question.

        Args:
            record: The record held.

        Returns:
            Every row of the comparison, and what they sum to.
        """
        held = record.ready
        facts = compare_facts(self._said, held, today=self._today)
        pairings = self._aligner.best(held)
        if pairings:
            names, telling = self._name_rows(pairings, {found.code for found in facts})
        else:
            telling = 0.0
            names = [Row(found, (), 0.0) for found in _one_sided_name(self._said, held)]
        rows = [self._fact_row(found, min(telling, _ENOUGH)) for found in facts]
        points = sum(row.points for row in names) + sum(row.points for row in rows)
        return Rated(record.id, tuple(names), tuple(rows), round(points, 2))

    # the name

    def _worth(self, said: str, held: str, level: str) -> float:
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

    def _name_rows(
        self, pairings: Sequence[Pairing], facts: AbstractSet[str]
    ) -> tuple[list[Row], float]:
        """Give the rows of a name, and how rare its agreeing parts are together."""
        rows: list[Row] = []
        telling = 0.0
        different = False
        for one in pairings:
            level = one.level
            if level in _DIFFERING:
                rows.append(self._differing(one, facts, further=different))
                different = True
            elif level in _AGAINST:
                code = f"name.{level}"
                rows.append(self._row(Found("name", code, one.said, one.held), ((code, 1.0),)))
            else:
                row = self._agreeing(one)
                rows.append(row)
                telling += row.amounts[0][1] if row.amounts and level != "initial" else 0.0
        if telling > _ENOUGH:
            more = (("name.enough", telling - _ENOUGH),)
            rows.append(self._row(Found("name", "name.enough"), more))
        return rows, telling

    def _agreeing(self, one: Pairing) -> Row:
        """Give the row of a part that agrees; its first amount is how rare the part is.

        An everyday part that is worth nothing teaches nothing either: a fit that saw a straight
        line below 0 would take it for a contradiction (decision 0014).
        """
        code = f"name.{one.level}"
        points = round(self._worth(one.said, one.held, one.level), 2)
        if not points and one.level in FIRM and one.level != "initial":
            return Row(Found("name", code, one.said, one.held), (), points)
        amounts: Amounts = (
            (code, self._rarity(one)),
            (f"name_flat.{one.level}", 1.0),
        )
        if one.level not in _SPELT_ALIKE:
            amounts = (*amounts, ("name.letters_off", _off(one.said, one.held)))
        return Row(Found("name", code, one.said, one.held), amounts, points)

    def _differing(self, one: Pairing, facts: AbstractSet[str], *, further: bool) -> Row:
        code = _name_against(one.level, facts, further=further)
        unlike = 1.0 - JaroWinkler.similarity(one.said, one.held)
        found = Found("name", code, one.said, one.held)
        return self._row(found, ((code, 1.0), ("name.unlike", unlike)))

    # the facts

    def _fact_row(self, found: Found, telling: float) -> Row:
        code = found.code
        if code in _BY_RARITY:
            row = self._row(found, ((code, self._measure("#place", _BY_RARITY[code])),))
            least = self._weights["postcode.area_same"] if code in _ABOVE_AREA else 0.0
            return row._replace(points=max(row.points, least))
        if "." not in code:
            return Row(found, (), 0.0)
        if telling and code in _DESPITE:
            return self._row(found, ((code, 1.0), (_DESPITE[code], telling)))
        return self._row(found, ((code, 1.0),))

    def _row(self, found: Found, amounts: Amounts) -> Row:
        weights = self._weights
        points = 0.0
        for code, amount in amounts:
            points += weights[code] * amount
        return Row(found, amounts, round(points, 2))


def _off(said: str, held: str) -> float:
    return min(letters_off(said, held), _MOST_OFF)


def _name_against(level: str, facts: AbstractSet[str], *, further: bool) -> str:
    """Tell how a part that differs is taken: family names change, dates of birth do not.

    A given name that differs stays one: twins share all the rest.
    """
    if further:
        return "name.differs_again"
    if level == "differs" and "birth.same" in facts:
        return "name.renamed"
    return f"name.{level}" if facts.isdisjoint(_SAME_YEAR) else "name.renamed_perhaps"


def _one_sided_name(said: Prepared, held: Prepared) -> list[Found]:
    if said.names:
        return [Found("name", "not_held", " ".join(said.names[0].parts), "")]
    return [Found("name", "not_said", "", " ".join(held.names[0].parts))] if held.names else []
