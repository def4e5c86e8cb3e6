"""Two names laid side by side: which part answers which, and how well.

Read first: `level_of` compares two parts, `align` two whole names in any order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from matching.familiar import are_siblings, is_short_for, shares_stem
from matching.sounds import bare, coarse, lacks_vowels, skeleton

_NEAR = 0.85
_WORTH_A_LOOK = 0.65
_ROUGHLY_ALIKE = 0.55
Worth = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Pairing:
    """A part that was said beside the part held, either empty where it has no partner."""

    said: str = field(repr=False)
    held: str = field(repr=False)
    level: str


@lru_cache(maxsize=1 << 17)
def level_of(said: str, held: str) -> str:
    """Tell how two parts agree, best level first.

    Args:
        said: One folded part of the name asked about.
        held: One folded part of the name held.

    Returns:
        `same`, `initial`, `nickname`, `spelling`, `one_edit`, `sibling`, `sound`, `stem`,
        `two_edits`, `prefix`, `consonants`, `near`, `coarse`, or empty where they do not agree.
    """
    if said == held:
        return "same"
    shorter, longer = sorted((said, held), key=len)
    if len(shorter) == 1:
        return "initial" if longer.startswith(shorter) else ""
    if is_short_for(said, held):
        return "nickname"
    rough_alike = len(coarse(said)) >= 2 and coarse(said) == coarse(held)
    if rough_alike and (lacks_vowels(said) or lacks_vowels(held)):
        return "consonants"
    likeness = JaroWinkler.similarity(said, held)
    if likeness < (_ROUGHLY_ALIKE if rough_alike else _WORTH_A_LOOK):
        return "sibling" if are_siblings(said, held) else ""
    return (
        _close_level(said, held)
        or _loose_level(said, held, likeness)
        or ("coarse" if rough_alike else "")
    )


def _close_level(said: str, held: str) -> str:
    """Compare by letters and by sound; empty where neither is close."""
    sound = skeleton(said)
    alike = sound == skeleton(held) and len(sound) >= 2
    edits = OSA.distance(said, held, score_cutoff=2)
    if alike and edits <= 2:
        return "spelling"
    if edits == 1 and max(len(said), len(held)) >= 4:
        return "one_edit"
    if are_siblings(said, held):
        return "sibling"
    return "sound" if alike else ""


def _loose_level(said: str, held: str, likeness: float) -> str:
    shorter, longer = sorted((said, held), key=len)
    if shares_stem(said, held):
        return "stem"
    if len(shorter) >= 6 and OSA.distance(said, held, score_cutoff=2) == 2:
        return "two_edits"
    if len(shorter) >= 3 and longer.startswith(shorter):
        return "prefix"
    if likeness >= _NEAR:
        return "near"
    rough = coarse(said)
    return "coarse" if len(rough) >= 2 and rough == coarse(held) else ""


_SURE = frozenset(("same", "nickname", "spelling", "one_edit"))


@lru_cache(maxsize=1 << 16)
def heard_level_of(said: str, held: str) -> str:
    """Tell how two parts agree where one comes from a script that does not keep all sounds.

    Returns:
        As `level_of`; but `consonants` where no closer level holds and all of them agree, and
        `heard` where they agree as far as such a script keeps them: l and r may be missing,
        or one consonant of three or more.
    """
    level = level_of(said, held)
    if level in _SURE:
        return level
    one, two = coarse(said), coarse(held)
    if one == two and len(one) >= 2:
        return "consonants"
    return "heard" if _heard_alike(said, held) else level


def _heard_alike(said: str, held: str) -> bool:
    one, two = coarse(said), coarse(held)
    if one == two and len(one) == 1:
        return max(len(said), len(held)) > 1 and OSA.distance(said, held, score_cutoff=1) <= 1
    if min(len(one), len(two)) >= 2 and bare(said) == bare(held):
        return len(bare(said)) >= 2
    return min(len(one), len(two)) >= 3 and OSA.distance(one, two, score_cutoff=1) == 1


def align(
    said: Sequence[str], held: Sequence[str], worth: Worth, *, heard: bool = False
) -> list[Pairing]:
    """Give each part said at most one partner, the most telling pair first.

    Args:
        said: Parts of the name asked about, in any order.
        held: Parts of the name held, in any order.
        worth: The points of a part said at a level; decides which pair goes first.
        heard: One of the names comes from a script that does not keep all sounds.

    Returns:
        The pairs, then contradicting parts (`differs`), then parts that only one side has
        (`only_said`, `only_held`). The order of the parts given makes no difference.
    """
    free_said, free_held = set(said), set(held)
    same = sorted(free_said & free_held)
    free_said.difference_update(same)
    free_held.difference_update(same)
    pairs = [Pairing(part, part, "same") for part in same]
    pairs += _joined(free_said, free_held)
    pairs += _graded(free_said, free_held, worth, heard_level_of if heard else level_of)
    return pairs + _left_over(sorted(free_said), sorted(free_held))


def _graded(
    free_said: set[str], free_held: set[str], worth: Worth, compare: Callable[[str, str], str]
) -> list[Pairing]:
    """Pair the parts that are not the same, the most telling pair first, and take them out."""
    options = [
        (-worth(one, level), one, other, level)
        for one in free_said
        for other in free_held
        if (level := compare(one, other))
    ]
    pairs = []
    for _, one, other, level in sorted(options):
        if one in free_said and other in free_held:
            free_said.remove(one)
            free_held.remove(other)
            pairs.append(Pairing(one, other, level))
    return pairs


def _joined(free_said: set[str], free_held: set[str]) -> list[Pairing]:
    """Find one part that is two of the other side's written together, and take them out."""
    pairs = []
    for whole, pieces, held_is_whole in (
        (free_said, free_held, False),
        (free_held, free_said, True),
    ):
        for word in sorted(whole):
            if halves := _halves(word, pieces):
                pieces.difference_update(halves)
                whole.remove(word)
                both = " ".join(halves)
                pairs.append(Pairing(*((both, word) if held_is_whole else (word, both)), "joined"))
    return pairs


def _halves(word: str, pieces: set[str]) -> tuple[str, str] | None:
    for first in sorted(pieces):
        rest = word.removeprefix(first)
        if rest not in (word, first) and rest in pieces:
            return first, rest
    return None


def _left_over(said: list[str], held: list[str]) -> list[Pairing]:
    both = min(len(said), len(held))
    differing = [Pairing(*pair, "differs") for pair in zip(said, held, strict=False)]
    only_said = [Pairing(part, "", "only_said") for part in said[both:]]
    only_held = [Pairing("", part, "only_held") for part in held[both:]]
    return differing + only_said + only_held
