"""Given names in a story that belong to a family name told elsewhere in it.

Read first: `kin_in`. "The Quillfeathers. Danny was the worst." "Rob Quillfeather's brother
Danny." Whether the list holds such a name is asked afterwards, by key.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from matching.familiar import formal_names
from matching.story_words import RELATIONS, Word, may_adjoin

_NEAR = 12
"""Words between a family name and a given name that may be its own."""
_AFTER_RELATION = 4
"""Words from "brother" to the name: "brother, who is called Danny"."""

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kin:
    """A given name, by its place among the words, and the family name it may go with."""

    given: int
    family: str = field(repr=False)


def kin_in(
    words: Sequence[Word], named: Collection[Run], families: Mapping[int, str], *, small: bool
) -> Iterator[Kin]:
    """Yield given names with the family names they may go with.

    Args:
        words: The words of the story.
        named: Runs that were found to name somebody on the list.
        families: Places of words that stand on the list as a part, and that part.
        small: Whether the story is written in small letters; then only usual given names count.

    Yields:
        Each given name that stands by itself: with the family name of anybody found, where a
        relation is told ("his brother Danny"); with a family name that stands by itself at
        most twelve words away.
    """
    of_found = {words[_family_of(run, words)].part for run in named if run[0] < run[1]}
    inside = {place for first, last in named for place in range(first, last + 1)}
    alone = {
        place: part
        for place, part in families.items()
        if place not in inside and not formal_names(part)
    }
    for given, word in enumerate(words):
        if given in inside or given in alone or not _is_given(words, given, small=small):
            continue
        if _after_relation(words, given):
            yield from (Kin(given, family) for family in {*of_found, *alone.values()})
            continue
        if word.is_telling:
            near = (part for place, part in alone.items() if abs(place - given) <= _NEAR)
            yield from (Kin(given, family) for family in near)


def _family_of(run: Run, words: Sequence[Word]) -> int:
    return run[0] if words[run[0] + 1].gap == ", " else run[1]


def _is_given(words: Sequence[Word], place: int, *, small: bool) -> bool:
    """Tell whether a word may be a given name that stands by itself."""
    word = words[place]
    if not word.may_be_name or len(word.part) < 3:
        return False
    if small:
        return bool(formal_names(word.part))
    if not word.is_capital:
        return False
    before = words[place - 1] if place else None
    after = words[place + 1] if place + 1 < len(words) else None
    return not (before and _is_name_beside(before, before, word)) and not (
        after and _is_name_beside(after, word, after)
    )


def _is_name_beside(other: Word, one: Word, two: Word) -> bool:
    return other.is_capital and other.is_telling and not other.opens and may_adjoin(one, two)


def _after_relation(words: Sequence[Word], place: int) -> bool:
    for earlier in range(place - 1, max(-1, place - 1 - _AFTER_RELATION), -1):
        if words[earlier + 1].opens:
            return False
        if words[earlier].part in RELATIONS:
            return True
    return False
