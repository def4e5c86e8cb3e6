"""Which records are worth comparing in full: the marks of the keys they stand under, weighed.

Read first: `Shortlister.chosen`. Each part of the name counts once, at its best level, times
its rarity; what is known beside the name counts once a fact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index import Index, Rows, spread
from matching.keys import Asked, Mark, keys_asked
from matching.query import Description
from matching.rarity import Rarities
from matching.settings import MatchSettings

_LOOSE = frozenset(("sound", "nickname", "rough", "start", "end", "both_ends"))
_PARTLY = 4
_Entry = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records to compare in full, best first.

    `size` is that of the list; `cut` says that more stood under a key than is read;
    `rarities` is None where nothing could be looked up.
    """

    ids: Sequence[int]
    size: int
    cut: bool
    rarities: Rarities | None


class Shortlister:
    """Chooses records by the keys they stand under; holds settings only."""

    def __init__(self, settings: MatchSettings) -> None:
        self._settings = settings
        self._times = settings.finding_times
        self._flat = settings.finding_flat
        self._limits = settings.limits

    def chosen(self, index: Index, query: Description) -> Chosen:
        """Choose the records to compare in full.

        Args:
            index: The list.
            query: The words about one person.

        Returns:
            At most `limits.shortlist` ids, best first, ties by id; none worth much less
            than the best, unless the name alone is nearly as good as any: somebody whose
            date was mistyped must not be hidden by a phone that fits somebody else.
        """
        asked = keys_asked(query, parts_per_name=self._limits.parts_per_name)
        if not len(asked):
            return Chosen((), index.size(), cut=False, rarities=None)
        rows = index.look(asked.numbers, rows_per_key=self._limits.rows_per_key)
        if not rows.size:
            return Chosen((), 0, cut=False, rarities=None)
        counts = self._counts(index, asked, rows)
        own = asked.own()
        rarities = Rarities.counted(own, counts, size=rows.size, settings=self._settings)
        ids = self._ranked(asked, rows, rarities, counts)
        cut = bool((rows.lengths >= self._limits.rows_per_key).any())
        return Chosen(ids, rows.size, cut=cut, rarities=rarities)

    def _counts(self, index: Index, asked: Asked, rows: Rows) -> dict[int, int]:
        """Count the records under each key; those of full ones of one part alone are asked."""
        counts = dict(zip(asked.numbers, rows.lengths.tolist(), strict=True))
        most = self._limits.rows_per_key
        full = [key.number for key in asked.own() if counts[key.number] >= most]
        if full:
            counts.update(index.count(full, at_most=self._limits.counted_rows))
        return counts

    def worth(self, mark: Mark, rarities: Rarities) -> float:
        """Give the points of a mark: flat, and of a name's part times its rarity as well."""
        level = mark[1]
        times = self._times.get(level, 0.0)
        rarity = rarities.of.get(mark, 0.0) if times else 0.0
        return max(self._flat[level] + times * rarity, 0.01)

    def _ranked(
        self, asked: Asked, rows: Rows, rarities: Rarities, counts: dict[int, int]
    ) -> list[int]:
        if not len(rows.ids):
            return []
        ids, codes = np.unique(rows.ids, return_inverse=True)
        slots: dict[str, int] = {}
        entries = self._entries(asked, counts, rarities, slots)
        names, facts = self._sums(entries, slots, rows, codes, len(ids))
        sums = names + facts
        near = names.max() - self._limits.names_apart
        worthy = (sums >= sums.max() - self._limits.shortlist_apart) | (names >= max(near, 0.01))
        places = worthy.nonzero()[0]
        order = places[np.lexsort((ids[places], -sums[places]))]
        found: list[int] = ids[order[: self._limits.shortlist]].tolist()
        return found

    def _sums(
        self,
        entries: Sequence[_Entry],
        slots: Mapping[str, int],
        rows: Rows,
        codes: NDArray[np.intp],
        n: int,
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Sum the best mark of each slot for each record, apart for the name and the facts."""
        worths, owners, places = (np.array(column) for column in zip(*entries, strict=True))
        starts = np.cumsum(rows.lengths) - rows.lengths
        lengths = rows.lengths[places]
        best = np.zeros(len(slots) * n)
        held = np.repeat(owners * n, lengths) + codes[spread(starts[places], lengths)]
        best[held] = np.repeat(worths, lengths)
        table = best.reshape(len(slots), n)
        of_name = np.array([slot[0] != "#" or slot == "#whole" for slot in slots])
        return table[of_name].sum(axis=0), table[~of_name].sum(axis=0)

    def _entries(
        self, asked: Asked, counts: Mapping[int, int], rarities: Rarities, slots: dict[str, int]
    ) -> list[_Entry]:
        """Give worth, slot and key of every mark that has rows, the least worth first.

        A loose key of one part is left out where it is read in small part, unless there is
        nothing else: who is among those read is luck.
        """
        most = _PARTLY * self._limits.rows_per_key
        worths: dict[Mark, float] = {}
        telling: list[_Entry] = []
        rest: list[_Entry] = []
        for place, (number, marks) in enumerate(zip(asked.numbers, asked.marks, strict=True)):
            n = counts[number]
            if not n:
                continue
            is_vague = n > most and len(marks) == 1 and marks[0][1] in _LOOSE
            for mark in marks:
                worth = worths.get(mark)
                if worth is None:
                    worth = worths[mark] = self.worth(mark, rarities)
                slot = asked.slots.get(mark[0], mark[0])
                entry = (worth, slots.setdefault(slot, len(slots)), place)
                (rest if is_vague else telling).append(entry)
        return sorted(telling or rest)
