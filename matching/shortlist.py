"""Which records are worth comparing in full: the marks of the keys they stand under, weighed.

Read first: `Shortlister.ranked`. Each part of the name counts once, at its best level, times
its rarity; what is known beside the name counts once a fact.
"""

from collections.abc import Mapping, Sequence

from matching.keys import Key, Mark
from matching.rarity import Rarities
from matching.settings import MatchSettings


class Shortlister:
    """Ranks records by the keys they stand under; holds settings only."""

    def __init__(self, settings: MatchSettings) -> None:
        self._times = settings.finding_times
        self._flat = settings.finding_flat
        self._limits = settings.limits

    def worth(self, mark: Mark, rarities: Rarities) -> float:
        """Give the points of a mark: flat, and of a name's part times its rarity as well."""
        level = mark[1]
        times = self._times.get(level, 0.0)
        rarity = rarities.of.get(mark, 0.0) if times else 0.0
        return max(self._flat[level] + times * rarity, 0.01)

    def ranked(
        self, keys: Sequence[Key], rows: Mapping[int, Sequence[int]], rarities: Rarities
    ) -> list[int]:
        """Choose the records to compare in full.

        Args:
            keys: The keys asked.
            rows: Record ids under each key.
            rarities: Those of the question.

        Returns:
            At most `limits.shortlist` ids, best first, ties by id; none worth much less
            than the best, unless the name alone is nearly as good as any: somebody whose
            date was mistyped must not be hidden by a phone that fits somebody else.
        """
        names, facts = self._sums(keys, rows, rarities)
        sums = dict(facts)
        for number, worth in names.items():
            sums[number] = sums.get(number, 0.0) + worth
        if not sums:
            return []
        least = max(sums.values()) - self._limits.shortlist_apart
        near = max(names.values(), default=0.0) - self._limits.names_apart
        worthy = [
            number
            for number, worth in sums.items()
            if worth >= least or names.get(number, -1.0) >= near
        ]
        worthy.sort(key=lambda number: (-sums[number], number))
        return worthy[: self._limits.shortlist]

    def _sums(
        self, keys: Sequence[Key], rows: Mapping[int, Sequence[int]], rarities: Rarities
    ) -> tuple[dict[int, float], dict[int, float]]:
        """Sum the best mark of each slot, apart for the name and for the facts."""
        found: dict[Mark, list[Sequence[int]]] = {}
        for key in keys:
            if ids := rows.get(key.number):
                for mark in key.marks:
                    found.setdefault(mark, []).append(ids)
        weighed = sorted((self.worth(mark, rarities), mark) for mark in found)
        slots: dict[str, dict[int, float]] = {}
        for worth, mark in weighed:
            best = slots.setdefault(mark[0], {})
            for ids in found[mark]:
                best.update(dict.fromkeys(ids, worth))
        names: dict[int, float] = {}
        facts: dict[int, float] = {}
        for slot, best in slots.items():
            sums = facts if slot[0] == "#" and slot != "#whole" else names
            for number, worth in best.items():
                sums[number] = sums.get(number, 0.0) + worth
        return names, facts
