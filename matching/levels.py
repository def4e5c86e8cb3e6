"""How well two parts of a name agree: by letters, by sound, as a short form.

Read first: `level_of`. Levels are findings without points; `scoring.py` weighs them.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from matching.closeness import letters_off
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


class Glance(NamedTuple):
    """What a part may be short for: the formal names, and these by their sound."""

    formal: frozenset[str]
    by_sound: Mapping[str, Sequence[str]]

    def __repr__(self) -> str:
        """Show nothing: the names are somebody's."""
        return "Glance()"


@lru_cache(maxsize=1 << 12)
def glance_of(part: str) -> Glance:
    """Give what one folded part, not empty, may be short for."""
    formal = formal_names(part)
    by_sound: dict[str, list[str]] = {}
    for name in sorted(formal):
        if not name.startswith("=") and len(skeleton(name)) >= _TELLING_SOUND:
            by_sound.setdefault(skeleton(name), []).append(name)
    return Glance(formal, by_sound)


class Lineup:
    """Many parts of names at a glance: which of them may agree with one that was said?

    Why all at once:
        Most parts of a list have nothing in common with what was said; looked up in tables of
        all of them, each costs once, not once for every part said.
    """

    def __init__(self, parts: Sequence[str]) -> None:
        """Sort parts by what they may agree by.

        Args:
            parts: Folded parts held, none empty, each once.
        """
        self._parts = parts
        self._by_end: dict[str, list[str]] = {}
        self._by_formal: dict[str, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for part in parts:
            self._by_end.setdefault(part[-2:], []).append(part)
            if formal_names(part):
                glance = glance_of(part)
                for name in glance.formal:
                    self._by_formal.setdefault(name, []).append(part)
                for sound in glance.by_sound:
                    self._by_sound.setdefault(sound, []).append(part)

    def may_agree(self, said: str) -> set[str]:
        """Tell which parts may agree with one at any level of `level_of`.

        Args:
            said: One folded part, not empty.

        Returns:
            Those that are not ruled out; `level_of` gives none for the rest.
        """
        if len(said) == 1:
            return {part for part in self._parts if part[0] == said}
        alike = self._alike(said, _ROUGHLY_ALIKE)
        rough = coarse(said)
        may = {
            part
            for part, likeness, _ in alike
            if likeness >= _WORTH_A_LOOK or coarse(part) == rough
        }
        may.update(self._by_end.get(said[0], ()))
        ending = self._by_end.get(said[-2:], ())
        may.update([part for part in ending if part.endswith(said) or said.endswith(part)])
        unsure = self._parts if lacks_vowels(said) else filter(lacks_vowels, self._parts)
        may.update([part for part in unsure if coarse(part) == rough])
        self._add_familiar(may, said)
        return may

    def _alike(self, said: str, least: float) -> Sequence[tuple[str, float, int]]:
        return process.extract(
            said,
            self._parts,
            scorer=JaroWinkler.similarity,
            processor=None,
            score_cutoff=least,
            limit=None,
        )

    def _add_familiar(self, may: set[str], said: str) -> None:
        """Add short forms of one name, of a spelling of it, and names that are one elsewhere."""
        mine = glance_of(said)
        may.update(self._by_formal.get(said, ()))
        if self._by_sound:
            may.update(self._by_sound.get(skeleton(said), ()))
        for name in mine.formal:
            may.update(self._by_formal.get(name, ()))
        if mine.formal:
            may.update(mine.formal.intersection(self._parts))
        for names in mine.by_sound.values():
            for name in names:
                may.update([part for part, *_ in self._alike(name, _NEAR)])


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
        return "same" if len(said) > 1 else "initial"
    if len(said) == 1 or len(held) == 1:
        return "initial" if said[0] == held[0] else ""
    mine, theirs = formal_names(said), formal_names(held)
    is_short = held in mine or said in theirs
    if is_short or (said[-2:] == held[-2:] and _is_with_particle(said, held)):
        return "nickname" if is_short else "joined"
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
    edits = OSA.distance(said, held, score_cutoff=2)
    return (
        _close_level(said, held, edits, rough_alike=rough_alike)
        or (_by_familiar_form(said, held) if mine or theirs else "")
        or _loose_level(said, held, edits, likeness)
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
        JaroWinkler.similarity(formal, longer) >= _NEAR
        for shorter, longer in ((one, other), (other, one))
        for formal in glance_of(shorter).by_sound.get(skeleton(longer), ())
    )


def _close_level(said: str, held: str, edits: int, *, rough_alike: bool) -> str:
    """Compare by letters and by sound; empty where neither is close. `edits` beyond 2 is 3."""
    sound = skeleton(said)
    alike = sound == skeleton(held) and len(sound) >= 2
    telling = alike and len(sound.lstrip("A")) > 1
    if alike and edits <= (2 if telling else 1):
        return "spelling"
    if edits == 1 and max(len(said), len(held)) >= 4:
        return "one_edit"
    if telling or (rough_alike and edits <= 2 and min(len(said), len(held)) >= 5):
        return "sound"
    return ""


def _loose_level(said: str, held: str, edits: int, likeness: float) -> str:
    begin_alike = said[:2] == held[:2]
    if begin_alike and shares_stem(said, held):
        return "stem"
    shorter, longer = (said, held) if len(said) <= len(held) else (held, said)
    if edits == 2 and len(shorter) >= 6:
        return "two_edits"
    if begin_alike and len(shorter) >= 3 and longer.startswith(shorter):
        return "prefix"
    return "near" if likeness >= _NEAR else ""


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
        return max(len(said), len(held)) > 1 and letters_off(said, held) <= 1
    if min(len(one), len(two)) >= 2 and bare(said) == bare(held):
        return len(bare(said)) >= 2
    return min(len(one), len(two)) >= 3 and OSA.distance(one, two, score_cutoff=1) == 1
