"""Which records are worth comparing in full: the marks of the keys they stand under, weighed.

Read first: `Shortlister.chosen`. Each part of the name counts once, at its best level, times
its rarity; what is known beside the name counts once a fact.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index import Index, Reserved, Rows, spread
from matching.keys import Asked, Key, keys_asked
from matching.pieces import Mark
from matching.query import Description
from matching.rarity import Rarities
from matching.settings import MatchSettings

_LOOSE = frozenset(("sound", "nickname", "rough", "start", "end", "both_ends"))
_CLOSE = frozenset(("word", "sound"))
_PARTLY = 4
_MORE = 4
_Entry = tuple[float, int, int]
_Ids = NDArray[np.signedinteger[Any]]
_Worths = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records to compare in full, best first.

    `size` is that of the list; `cut` says that somebody nearly as likely as the best of them may
    stand among rows that were not read;
    `rarities` is None where nothing could be looked up. `best` and `best_named` are what the
    keys of the best record are worth, all in all and by the name alone; 0 for nobody.
    """

    ids: Sequence[int]
    size: int
    cut: bool
    rarities: Rarities | None
    asked: Asked | None = None
    best: float = 0.0
    best_named: float = 0.0


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
        own = asked.own()
        counts = self._counts(index, asked, own, rows)
        rarities = Rarities.counted(own, counts, size=rows.size, settings=self._settings)
        worths = self._worths(asked, rarities)
        ids, best, named = self._ranked(asked, rows, worths, counts)
        full = (rows.lengths >= self._limits.rows_per_key).nonzero()[0].tolist()
        cut = bool(full) and _unread(asked, full, worths) >= best - self._limits.names_apart
        return Chosen(ids, rows.size, cut, rarities, asked, best, named)

    def beside(self, chosen: Chosen, reserved: Reserved) -> Mapping[Hashable, Sequence[int]]:
        """Choose among records that not everybody may know of, for each circle by itself.

        Args:
            chosen: What the list gave. Names are as rare as they are on it.
            reserved: The others. More rows are read under a key than of the list, for one
                circle must hardly ever miss one of its own for the sake of another.

        Returns:
            For each circle the ids to compare, best first, at most `limits.shortlist`: those
            that would be chosen if they alone were added to the list. Circles without any are
            left out.
        """
        asked, rarities = chosen.asked, chosen.rarities
        if asked is None or rarities is None:
            return {}
        rows = reserved.index.look(asked.numbers, rows_per_key=_MORE * self._limits.rows_per_key)
        if not len(rows.ids):
            return {}
        worths = self._worths(asked, rarities)
        counts = dict(zip(asked.numbers, rows.lengths.tolist(), strict=True))
        slots: dict[str, int] = {}
        ids, names, facts = _sums(self._entries(asked, counts, worths, slots), slots, rows)
        sums = names + facts
        near = self._near(sums, names, chosen.best, chosen.best_named)
        circles: dict[Hashable, list[int]] = {}
        found = reserved.circles_of(ids[near].tolist())
        for place in near.tolist():
            if (circle := found.get(int(ids[place]))) is not None:
                circles.setdefault(circle, []).append(place)
        return {
            circle: self._best(ids[places], sums[places], names[places], chosen)
            for circle, places in circles.items()
        }

    def _best(self, ids: _Ids, sums: _Worths, names: _Worths, chosen: Chosen) -> Sequence[int]:
        """Give those of one circle that are worth comparing, best first."""
        best, named = max(chosen.best, sums.max()), max(chosen.best_named, names.max())
        near = self._near(sums, names, float(best), float(named))
        order = near[np.lexsort((ids[near], -sums[near]))]
        found: list[int] = ids[order[: self._limits.shortlist]].tolist()
        return found

    def _near(
        self, sums: _Worths, names: _Worths, best: float, named: float
    ) -> NDArray[np.signedinteger[Any]]:
        """Give the places of those worth hardly less than the best, or than the best name."""
        least = max(named - self._limits.names_apart, 0.01)
        return ((sums >= best - self._limits.shortlist_apart) | (names >= least)).nonzero()[0]

    def _counts(self, index: Index, asked: Asked, own: Sequence[Key], rows: Rows) -> dict[int, int]:
        """Count the records under each key; those of full ones of one part alone are asked."""
        counts = dict(zip(asked.numbers, rows.lengths.tolist(), strict=True))
        most = self._limits.rows_per_key
        full = [key.number for key in own if counts[key.number] >= most]
        if full:
            counts.update(index.count(full, at_most=self._limits.counted_rows))
        return counts

    def _worths(self, asked: Asked, rarities: Rarities) -> dict[Mark, float]:
        """Give what each mark is worth; most marks stand under several keys."""
        marks = set(chain.from_iterable(asked.marks))
        return {mark: self.worth(mark, rarities) for mark in marks}

    def worth(self, mark: Mark, rarities: Rarities) -> float:
        """Give the points of a mark: flat, and of a name's part times its rarity as well."""
        level = mark[1]
        times = self._times.get(level, 0.0)
        rarity = rarities.of.get(mark, 0.0) if times else 0.0
        return max(self._flat[level] + times * rarity, 0.01)

    def _ranked(
        self,
        asked: Asked,
        rows: Rows,
        worths: Mapping[Mark, float],
        counts: Mapping[int, int],
    ) -> tuple[list[int], float, float]:
        """Give the records to compare, best first, and what the best are worth."""
        if not len(rows.ids):
            return [], 0.0, 0.0
        slots: dict[str, int] = {}
        entries = self._entries(asked, counts, worths, slots)
        ids, names, facts = _sums(entries, slots, rows)
        sums = names + facts
        best, named = float(sums.max()), float(names.max())
        places = self._near(sums, names, best, named)
        order = places[np.lexsort((ids[places], -sums[places]))]
        return ids[order[: self._limits.shortlist]].tolist(), best, named

    def _entries(
        self,
        asked: Asked,
        counts: Mapping[int, int],
        worths: Mapping[Mark, float],
        slots: dict[str, int],
    ) -> list[_Entry]:
        """Give worth, slot and key of every mark that has rows, the least worth first.

        A loose key of one part is left out where it is read in small part, unless there is
        nothing else: who is among those read is luck.
        """
        most = _PARTLY * self._limits.rows_per_key
        telling: list[_Entry] = []
        rest: list[_Entry] = []
        for place, (number, marks) in enumerate(zip(asked.numbers, asked.marks, strict=True)):
            n = counts[number]
            if not n:
                continue
            is_vague = n > most and len(marks) == 1 and marks[0][1] in _LOOSE
            kept = rest if is_vague else telling
            for mark in marks:
                slot = asked.slots.get(mark[0], mark[0])
                kept.append((worths[mark], slots.setdefault(slot, len(slots)), place))
        return sorted(telling or rest)


def _sums(
    entries: Sequence[_Entry], slots: Mapping[str, int], rows: Rows
) -> tuple[NDArray[np.signedinteger[Any]], NDArray[np.float64], NDArray[np.float64]]:
    """Give each record under the keys of some marks once, with the sums of name and facts.

    A slot counts by its best mark: of two values written to one place the later one stays.
    """
    worths, owners, places = (np.array(column) for column in zip(*entries, strict=True))
    starts = np.cumsum(rows.lengths) - rows.lengths
    lengths = rows.lengths[places]
    ids, codes = _coded(rows.ids[spread(starts[places], lengths)])
    table = np.zeros((len(slots), len(ids)))
    table.ravel()[np.repeat(owners * len(ids), lengths) + codes] = np.repeat(worths, lengths)
    of_name = np.array([not _is_fact(slot) for slot in slots])
    return ids, table[of_name].sum(axis=0), table[~of_name].sum(axis=0)


def _coded(
    ids: NDArray[np.signedinteger[Any]],
) -> tuple[NDArray[np.signedinteger[Any]], NDArray[np.intp]]:
    """Give each id once, ascending, and for every row the place of its id; ids not empty."""
    order = ids.argsort()
    ascending = ids[order]
    is_new = np.empty(len(ids), bool)
    is_new[0] = True
    np.not_equal(ascending[1:], ascending[:-1], out=is_new[1:])
    codes = np.empty(len(ids), np.intp)
    codes[order] = is_new.cumsum() - 1
    return ascending[is_new], codes


def _unread(asked: Asked, full: Sequence[int], worths: Mapping[Mark, float]) -> float:
    """Give the most that a record is worth which stands under full keys alone, and is not read.

    Two parts of its name sound alike only where the key of both is full as well.
    """
    close: dict[str, float] = {}
    loose: dict[str, float] = {}
    facts: dict[str, float] = {}
    under = [asked.marks[place] for place in full]
    for mark in chain.from_iterable(under):
        slot = asked.slots.get(mark[0], mark[0])
        sums = facts if _is_fact(slot) else close if mark[1] in _CLOSE else loose
        sums[slot] = max(sums.get(slot, 0.0), worths[mark])
    gains = [max(worth - loose.get(slot, 0.0), 0.0) for slot, worth in close.items()]
    both = any(len(marks) == 2 and marks[0][1] == marks[1][1] == "sound" for marks in under)
    gain = sum(gains) if both else max(gains, default=0.0)
    return sum(loose.values()) + gain + sum(facts.values())


def _is_fact(slot: str) -> bool:
    return slot[0] == "#" and slot != "#whole"
