"""Which runs of a story's words may be a name at all, before anything is looked up.

Read first: `pairs_in`, then `singles_in`.
"""

from collections.abc import Iterator, Sequence

from matching.familiar import formal_names
from matching.story_kin import Run
from matching.story_words import (
    INSIDE,
    NEVER_ALONE,
    PLACE_WORDS,
    STREETS,
    Word,
    is_verb_here,
    may_adjoin,
)

_WIDEST, _SHORTEST = 4, 4
_NOT_BEFORE = frozenset(("a", "in", "at", "near"))
_TOWARDS = _NOT_BEFORE | {"on", "to", "from", "by", "past", "off", "outside", "around", "along"}
_OF_KIN = frozenset(("family", "families", "household", "side", "clan", "by"))


def pairs_in(words: Sequence[Word], *, small: bool) -> Iterator[Run]:
    """Yield runs of two to four words whose ends may be parts of one name.

    Args:
        words: The words of the story.
        small: Whether it is written in small letters throughout.
    """
    for first in range(len(words)):
        if not _may_begin(words, first, small=small):
            continue
        for last in range(first + 1, min(first + _WIDEST, len(words))):
            if not may_adjoin(words[last - 1], words[last]):
                break
            if _may_end(words, last, small=small) and not _is_no_name(words, first, last):
                yield first, last
            if not (
                words[last].may_be_name or words[last].part in INSIDE or words[last].is_initial
            ):
                break


def _may_begin(words: Sequence[Word], place: int, *, small: bool) -> bool:
    word = words[place]
    before = words[place - 1] if place else None
    if not word.may_be_name or is_verb_here(before, word):
        return False
    return word.is_telling or word.is_capital or small


def _may_end(words: Sequence[Word], place: int, *, small: bool) -> bool:
    word = words[place]
    return word.may_be_name and (word.is_telling or word.is_capital or small)


def _is_no_name(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether a run is a place, or two people of a list."""
    if words[last].part in PLACE_WORDS:
        is_there = first > 0 and words[first - 1].part in _TOWARDS
        is_given = words[first].is_telling or formal_names(words[first].part)
        is_street = words[last].part in STREETS
        if last - first > 1 or (is_there and (is_street or not is_given)):
            return True
    return is_place(words, last) or _is_in_list(words, first, last)


def _is_in_list(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether a comma inside a run is that of a list: "Mark, Rose, Grace"."""
    if all(word.gap != ", " for word in words[first + 1 : last + 1]):
        return False
    after = words[last + 1] if last + 1 < len(words) else None
    listed_on = after is not None and (after.gap == ", " or after.part in {"and", "or"})
    return words[first].gap == ", " or listed_on


def is_place(words: Sequence[Word], last: int) -> bool:
    """Tell whether a run that ends here is the name of a street or house: "Elm Street"."""
    after = words[last + 1] if last + 1 < len(words) else None
    if after is None or after.gap not in {" ", "-"} or not after.is_capital:
        return False
    return after.part in PLACE_WORDS


def singles_in(words: Sequence[Word], *, small: bool) -> Iterator[Run]:
    """Yield the words that may name somebody by themselves, with another given name before them.

    Why with it:
        "Dorothy Sedgemere" is not Penelope, and "C. Thistlewood" may be Corrin.
    """
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        if small and before and before.is_telling and word.is_telling and word.gap == " ":
            yield place - 1, place
        is_addressed = before is not None and before.is_address and may_adjoin(before, word)
        if not word.is_capital or not word.may_be_name or len(word.part) < _SHORTEST:
            continue
        if word.part in NEVER_ALONE or not (word.is_telling or is_addressed):
            continue
        if is_place(words, place) or _is_nobody(words, place):
            continue
        has_given = before is not None and not is_addressed and _is_other_given(before, word)
        yield place - has_given, place


def _is_nobody(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word means a place, or a family, who are nobody yet: "the Oakapple family"."""
    before, two_before = (words[place - back].part if place >= back else "" for back in (1, 2))
    after = words[place + 1].part if place + 1 < len(words) else ""
    is_couple = two_before in {"and", "mr"} and before in {"mrs", "ms", "and"}
    return before in _NOT_BEFORE or after in _OF_KIN or is_couple


def _is_other_given(before: Word, word: Word) -> bool:
    """Tell whether the word before is a given name, or an initial, of the same person."""
    if not before.is_capital or not may_adjoin(before, word):
        return False
    if len(before.text) == 1:
        return before.text.isupper() and before.part not in {"i", "a"}
    is_known = bool(formal_names(before.part))
    return before.may_be_name and (is_known or (before.is_telling and not before.opens))
