"""Which records are worth comparing in full: the marks of the keys they stand under, weighed.

Read first: `Shortlister.ranked`. Each part of the name counts once, at its best level, times
its rarity; what is known beside the name counts once a fact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from matching.keys import Key, Mark
from matching.settings import MatchSettings


@dataclass(frozen=True, slots=True)
class Rarities:
    """How rare each own mark of a question is on the list, in natural logs of its share."""

    of: Mapping[Mark, float] = field(repr=False)

    @classmethod
    def counted(
        cls, keys: Iterable[Key], counts: Mapping[int, int], *, size: int, settings: MatchSettings
    ) -> "Rarities":
        """Work the rarities out from how many records stand under each key.

        Args:
            keys: The keys asked; those of one part and one level are read.
            counts: Records under a key, 0 where it is missing.
            size: Length of the list.
            settings: Bounds, the length a shorter list is taken to have, known common parts.

        Why:
            A migrant's everyday name is not rare because a short list holds it once; so a
            known share of the population caps the rarity, and a short list proves little.
        """
        length = max(float(size), settings.rarity.pretended_size)
        most: dict[Mark, int] = {}
        for key in keys:
            if key.is_own:
                mark = key.marks[0]
                most[mark] = max(most.get(mark, 1), counts.get(key.number, 0))
        floor, cap, known = settings.rarity.floor, settings.rarity.cap, settings.common_parts
        return cls(
            {
                mark: min(max(_rarity(n / length, known.get(mark[0], 0.0)), floor), cap)
                for mark, n in most.items()
            }
        )

    def measure(self, part: str, level: str) -> float:
        """Give the rarity of a part at a level of agreement, or of any closer one.

        Args:
            part: A part of the name asked about, several of them joined by spaces, or `#place`.
            level: A level of `alignment.py`; `place` or `outward` of a place.

        Returns:
            Minus the natural log of the share of the list, within the settings' bounds; 1
            for an initial.
        """
        if level == "initial":
            return 1.0
        levels = _CLOSER.get(level, (level,))
        return max(self._rarest(piece, levels) for piece in part.split())

    def _rarest(self, part: str, levels: Iterable[str]) -> float:
        found = [self.of[mark] for level in levels if (mark := (part, level)) in self.of]
        return min(found, default=1.0)


_CLOSER = {
    "same": ("word",),
    "joined": ("word",),
    "nickname": ("word", "nickname"),
    "sibling": ("word", "nickname"),
    "spelling": ("word", "sound"),
    "sound": ("word", "sound"),
    "one_edit": ("word", "sound"),
    "two_edits": ("word", "sound", "both_ends"),
    "near": ("word", "sound", "both_ends"),
    "prefix": ("word", "start"),
    "stem": ("word", "nickname", "start"),
    "coarse": ("word", "sound", "rough"),
    "heard": ("word", "sound", "rough", "heard"),
    "consonants": ("word", "sound", "rough"),
}


def _rarity(share: float, known: float) -> float:
    """Give minus the log of a share; a known larger one pulls it half the way."""
    own = -log(share)
    return (own - log(known)) / 2 if known > share else own


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
