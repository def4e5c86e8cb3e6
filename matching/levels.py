"""How well two parts of a name agree: by letters, by sound, as a short form.

Read first: `level_of`. Levels are findings without points; `scoring.py` weighs them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from matching.familiar import are_siblings, formal_names, shares_stem
from matching.sounds import bare, coarse, lacks_vowels, skeleton

_NEAR = 0.85
_WORTH_A_LOOK = 0.65
_ROUGHLY_ALIKE = 0.55
_TELLING_SOUND = 3
_WITHOUT_PARTICLE = 4
_WRITTEN_BEFORE = frozenset(
    "al el ul de da do dos di del dela delas delos della van vander vanden vande von vonder le la"  # noqa: SIM905
    " ter ten ben bin ibn abu".split()
)
_SURE = frozenset(("same", "nickname", "spelling", "one_edit"))


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a glance at a part shows: how it sounds, and what it may be short for."""

    part: str = field(repr=False)
    rough: str = field(repr=False)
    sound: str = field(repr=False)
    formal: frozenset[str] = field(repr=False)
    formal_by_sound: Mapping[str, Sequence[str]] = field(repr=False)


@lru_cache(maxsize=1 << 16)
def sketch_of(part: str) -> Sketch:
    """Give the sketch of one folded part, not empty."""
    formal = formal_names(part)
    by_sound: dict[str, list[str]] = {}
    for name in sorted(formal):
        if not name.startswith("=") and len(skeleton(name)) >= _TELLING_SOUND:
            by_sound.setdefault(skeleton(name), []).append(name)
    return Sketch(part, coarse(part), skeleton(part), formal, by_sound)


def may_agree(said: Sketch, held: Sketch) -> bool:
    """Tell at a glance whether two parts may agree at any level of `level_of`.

    Returns:
        False only where `level_of` gives none; most parts of a list have nothing in common.
    """
    one, two = said.part, held.part
    if len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    if said.rough == held.rough or JaroWinkler.similarity(one, two) >= _WORTH_A_LOOK:
        return True
    mine, theirs = said.formal, held.formal
    if one.endswith(two) or two.endswith(one):
        return True
    if not mine and not theirs:
        return False
    if two in mine or one in theirs or not mine.isdisjoint(theirs):
        return True
    return held.sound in said.formal_by_sound or said.sound in held.formal_by_sound


@lru_cache(maxsize=1 << 16)
def level_of(said: str, held: str) -> str:
    """Compare one part said with one part held.

    Args:
        said: One folded part of the name asked about.
        held: One folded part of the name held.

    Returns:
        `same`, `initial`, `nickname`, `joined` (a particle written before one), `spelling`,
        `one_edit`, `sibling`, `sound`, `stem`, `two_edits`, `prefix`, `consonants`, `near`,
        `coarse`, or empty where they do not agree.
    """
    if said == held:
        return "same"
    if len(said) == 1 or len(held) == 1:
        return "initial" if said[0] == held[0] else ""
    mine, theirs = formal_names(said), formal_names(held)
    if held in mine or said in theirs or _is_with_particle(said, held):
        return "nickname" if held in mine or said in theirs else "joined"
    rough = coarse(said)
    floor = _WORTH_A_LOOK
    rough_alike = rough == coarse(held) and len(rough) >= 2
    if rough_alike:
        if lacks_vowels(said) or lacks_vowels(held):
            return "consonants"
        floor = _ROUGHLY_ALIKE
    likeness = JaroWinkler.similarity(said, held)
    if likeness < floor:
        return _by_familiar_form(said, held) if mine or theirs else ""
    return (
        _close_level(said, held, rough_alike=rough_alike)
        or (_by_familiar_form(said, held) if mine or theirs else "")
        or _loose_level(said, held, likeness)
        or ("coarse" if rough_alike else "")
    )


def _is_with_particle(one: str, other: str) -> bool:
    """Whether one is the other with a particle written before it: Delacruzwood, Cruzwood."""
    shorter, longer = sorted((one, other), key=len)
    return (
        len(shorter) >= _WITHOUT_PARTICLE
        and longer.endswith(shorter)
        and longer[: -len(shorter)] in _WRITTEN_BEFORE
    )


def _by_familiar_form(said: str, held: str) -> str:
    if are_siblings(said, held):
        return "sibling"
    return "nickname" if _is_short_for_a_spelling(said, held) else ""


def _is_short_for_a_spelling(one: str, other: str) -> bool:
    """Whether one is short for another spelling of the other, as Kate for Cathryn."""
    return any(
        JaroWinkler.similarity(formal, longer.part) >= _NEAR
        for shorter, longer in (
            (sketch_of(one), sketch_of(other)),
            (sketch_of(other), sketch_of(one)),
        )
        for formal in shorter.formal_by_sound.get(longer.sound, ())
    )


def _close_level(said: str, held: str, *, rough_alike: bool) -> str:
    """Compare by letters and by sound; empty where neither is close."""
    sound = skeleton(said)
    alike = sound == skeleton(held) and len(sound) >= 2
    edits = OSA.distance(said, held, score_cutoff=2)
    telling = len(sound.lstrip("A")) > 1
    if alike and edits <= (2 if telling else 1):
        return "spelling"
    if edits == 1 and max(len(said), len(held)) >= 4:
        return "one_edit"
    return (
        "sound"
        if (alike and telling) or (rough_alike and edits <= 2 and min(len(said), len(held)) >= 5)
        else ""
    )


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
