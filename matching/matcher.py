"""The way in: who might this be, and which listed names stand in this story?

Read first: `Matcher.search`. Keys find a shortlist, the scorer compares it in full.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from matching.index import Index
from matching.keys import Key, keys_asked, word_forms
from matching.names import parts_of
from matching.query import Description
from matching.scoring import Band, Candidate, Scorer
from matching.settings import Limits, MatchSettings
from matching.story import Sighting, sightings

_BY_FORMAL_NAME = frozenset(("nickname", "sibling", "stem"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gave: `searched` is the size of the list.

    `cut` says that more rows stood under a key than are read, so that somebody with a very
    common name may be missing; more is then worth asking.
    """

    candidates: tuple[Candidate, ...]
    searched: int
    cut: bool


class Matcher:
    """Answers questions under one set of settings; holds nothing else."""

    def __init__(self, settings: MatchSettings) -> None:
        self._settings = settings

    def search(self, index: Index, query: Description, *, limit: int = 10, today: date) -> Answer:
        """Find who might be meant.

        Args:
            index: The list.
            query: The words about one person; empty finds nobody.
            limit: The most candidates to give, at least 1.
            today: The day of the question; the library has no clock.

        Returns:
            The best candidates, best first, ties by record id. "Same name, other date" is
            always among them, if need be in the place of the last others.

        Why:
            A man whose date was mistyped was buried beyond the tenth place by a low score
            (matching notes, "What failed or misleads").
        """
        size = index.size()
        limits = self._settings.limits
        keys = keys_asked(query, parts_per_name=limits.parts_per_name) if size else ()
        if not keys:
            return Answer((), size, cut=False)
        rows = index.probe([key.number for key in keys], rows_per_key=limits.rows_per_key)
        ids = _shortlist(keys, rows, size=size, limits=limits)
        scorer = Scorer(self._settings, size=size, measure=self._measure(index, query, rows, size))
        found = [
            scorer.candidate(query, record, today=today) for record in index.records(ids).values()
        ]
        found.sort(key=lambda candidate: (-candidate.points, candidate.record_id))
        cut = any(len(ids) >= limits.rows_per_key for ids in rows.values())
        return Answer(_best(found, limit), size, cut=cut)

    def scan_text(
        self, index: Index, text: str, *, limit: int = 20, today: date
    ) -> tuple[Sighting, ...]:
        """Look through a story for names that stand on the list.

        Args:
            index: The list.
            text: Free words in any language; may be empty.
            limit: The most sightings to give.
            today: The day of the question.

        Returns:
            The sightings in the order of the text, none overlapping; see `story.py`.
        """

        def search(name: str) -> tuple[Candidate, ...]:
            query = Description(names=(name,))
            return self.search(index, query, limit=limit, today=today).candidates

        return sightings(search, index, text, self._settings, limit=limit)

    def _measure(
        self, index: Index, query: Description, rows: Mapping[int, Sequence[int]], size: int
    ) -> "_Measure":
        parts = dict.fromkeys(part for name in query.names for part in parts_of(name))
        forms = {part: word_forms(part) for part in parts}
        limits = self._settings.limits
        counts = {
            number: len(rows.get(number, ()))
            for by_kind in forms.values()
            for numbers in by_kind.values()
            for number in numbers
        }
        full = [number for number, n in counts.items() if n >= limits.rows_per_key]
        if full:
            counts.update(index.count(full, at_most=limits.counted_rows))
        return _Measure(self._settings, forms, counts, size)


class _Measure:
    """The rarity of a part at a level: minus the natural log of the share that has it."""

    def __init__(
        self,
        settings: MatchSettings,
        forms: Mapping[str, Mapping[str, tuple[int, ...]]],
        counts: Mapping[int, int],
        size: int,
    ) -> None:
        self._settings = settings
        self._known = {
            part: {
                kind: max((counts[number] for number in numbers), default=0)
                for kind, numbers in by_kind.items()
            }
            for part, by_kind in forms.items()
        }
        self._size = max(float(size), settings.rarity.pretended_size)

    def __call__(self, part: str, level: str) -> float:
        """Give the rarity in natural logs, between the settings' floor and cap."""
        if level == "initial":
            return 1.0
        pieces = part.split()
        return max(self._of(piece, level) for piece in pieces)

    def _of(self, part: str, level: str) -> float:
        rarity, known = self._settings.rarity, self._known[part]
        same = known["x"]
        if level not in {"same", "joined"}:
            same = max(same, known["n"] if level in _BY_FORMAL_NAME else known["s"])
        share = max(same, 1) / self._size
        share = max(share, self._settings.common_parts.get(part, 0.0))
        return min(max(-log(share), rarity.floor), rarity.cap)


def _shortlist(
    keys: Sequence[Key], rows: Mapping[int, Sequence[int]], *, size: int, limits: Limits
) -> list[int]:
    """Rank ids by the keys they stand under, rare keys counting more; ties by id."""
    sums: dict[int, float] = {}
    for key in keys:
        ids = rows.get(key.number, ())
        worth = key.weight * log((size + 1) / (len(ids) + 0.5)) if ids else 0.0
        for number in ids:
            sums[number] = sums.get(number, 0.0) + worth
    best = min(max(sums.values(), default=0.0), float(limits.shortlist_worth))
    least = best * limits.shortlist_percent / 100
    worthy = [number for number, worth in sums.items() if worth >= least]
    return sorted(worthy, key=lambda number: (-sums[number], number))[: limits.shortlist]


def _best(found: Sequence[Candidate], limit: int) -> tuple[Candidate, ...]:
    kept = list(found[:limit])
    for extra in (one for one in found[limit:] if one.band is Band.OTHER_DATE):
        others = [place for place, one in enumerate(kept) if one.band is not Band.OTHER_DATE]
        if not others:
            break
        del kept[others[-1]]
        kept.append(extra)
    return tuple(kept)
