"""How rare each part of a name asked about is: the list's own count, checked against what is known.

Read first: `Rarities.counted`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from matching.keys import Key, Mark
from matching.settings import MatchSettings

BORNE = frozenset(("#phone", "#vehicle", "#handle"))
"""Facts that few share, unless a hostel or a firm has them."""


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
            A migrant's everyday name is not rare because a short list holds it once: who is
            mistaken for him is of his own community. So no part is ever rarer than in the
            community where it is most common, and the list may only lower that (decision
            0014). A short list proves little by itself.
        """
        length = max(float(size), settings.rarity.pretended_size)
        most: dict[Mark, int] = {}
        for key in keys:
            if key.is_own:
                mark = key.marks[0]
                most[mark] = max(most.get(mark, 1), counts.get(key.number, 0))
        return cls(
            {
                mark: log(max(n, 1)) if mark[0] in BORNE else _rarity(mark[0], n / length, settings)
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
            for an initial. Of `BORNE` the log of how many on the list have it, 0 where nobody.
        """
        if part in BORNE:
            return self.of.get((part, level), 0.0)
        if level == "initial":
            return 1.0
        levels = _CLOSER.get(level, (level,))
        if level == "nickname" and (part, "nickname") not in self.of:
            levels = _CLOSER["sound"]
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


def _rarity(part: str, share: float, settings: MatchSettings) -> float:
    """Give minus the log of the larger of two shares: of the list, and of a community.

    A place has no floor: where everybody lives, living there says nothing. Nor is one as rare
    as a name may be: few records hold a place at all.
    """
    if part == "#place":
        return min(max(-log(share), 0.0), settings.rarity.place_cap)
    rarity = min(max(-log(share), settings.rarity.floor), settings.rarity.cap)
    known = settings.common_parts.get(part)
    return min(rarity, -log(known)) if known else rarity
