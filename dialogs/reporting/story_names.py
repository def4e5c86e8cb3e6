"""Names in a story: found by how they are written and by the words around them, without any list.

Whose names they are, and whether they belong to anybody, is `story_people`'s business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.reporting.story_words import (
    CARER_NOUNS,
    CHILD_NOUNS,
    KIN_NOUNS,
    NO_NAMES,
    PERSON_NOUNS,
    PLACE_TAILS,
    STARTERS,
    TITLES,
    WORKER_NOUNS,
)

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|\d+|[^\w\s]|\n")
_TITLE = frozenset(TITLES.split("|")) | {"coach"}
_PARTICLES = frozenset({"de", "van", "der", "von", "bin", "ibn", "al", "el", "da", "dos", "la"})
_PLACE_BEFORE = frozenset({"in", "at", "near", "outside", "around", "on", "off", "opposite", "via"})
_TELLER = re.compile(
    r"\b(?:my name(?: is|'s)|i am|i'm|this is|regards,?|thanks,?|yours,?|signed|from:?)\s+$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:called|named|name is|name's|known as)\s+(?:him|her)?\s*([a-z][a-z'-]{2,}(?: "
    r"[a-z][a-z'-]{2,})?)"
)
_NO_LOWER = STARTERS | NO_NAMES | {"himself", "herself", "names", "that", "round", "us", "me"}
_NOUN_BEFORE = re.compile(
    rf"\b(?:{CHILD_NOUNS}|{CARER_NOUNS}|{WORKER_NOUNS}|{KIN_NOUNS}|{PERSON_NOUNS}|brother|sister|"
    r"called|named|name is|name's)[ ,:-]*$",
    re.IGNORECASE,
)
_PERSON_AFTER = re.compile(
    r"^(?:'s\b|, an? \d|,? ?\(?(?:aged?|who)\b|,? ?\(?\d{1,2}\b|,? (?:is|was|has|had|said|says|"
    r"told|tells|"
    r"came|comes|keeps|kept|always|often|lives|lived|does|did|gave|gives|took|takes|seems|looks|"
    r"won't|doesn't|didn't|isn't|wasn't|cries|cried|stays|stayed|and)\b)"
)


@dataclass(frozen=True, slots=True)
class NameSeen:
    """One run of words that look like a name, and where it stands."""

    words: str
    start: int
    end: int


def names_in(text: str) -> tuple[NameSeen, ...]:
    """Return what looks like a name of somebody, in order; the teller's own is left out.

    Args:
        text: The story with plain apostrophes. One written in capitals throughout has none.
    """
    letters = [c for c in text if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) > len(letters) * 0.6:
        return ()
    runs = [run for run in _runs(text) if not _is_place(text, run)]
    certain = {word for run in runs if _is_certain(text, run) for word in run.words.split()}
    own = {word for run in runs if _is_teller(text, run) for word in run.words.split()}
    kept = [
        run
        for run in runs
        if not set(run.words.split()) & own
        and (not _is_first(text, run.start) or set(run.words.split()) & certain)
    ]
    return tuple(sorted((*kept, *_small(text, kept)), key=lambda run: run.start))


def _runs(text: str) -> Iterator[NameSeen]:
    """Yield runs of capitalised words; a first word that begins many sentences is cut off."""
    run: list[re.Match[str]] = []
    for word in (*_WORD.finditer(text), None):
        is_part = word is not None and (
            _is_name_word(word[0]) or (run and _is_particle(text, word))
        )
        is_joined = not run or (
            word is not None and text[run[-1].end() : word.start()] in {" ", "  "}
        )
        if word is not None and is_part and is_joined:
            run.append(word)
            continue
        yield from _run_of(text, run)
        run = [word] if word is not None and _is_name_word(word[0]) else []


def _run_of(text: str, run: list[re.Match[str]]) -> Iterator[NameSeen]:
    while run and run[-1][0].lower() in _PARTICLES:
        run = run[:-1]
    while run and run[0][0].lower() in STARTERS and _is_first(text, run[0].start()):
        run = run[1:]
    if not run or len(run) > 4 or all(word[0].lower() in _TITLE for word in run):
        return
    words = text[run[0].start() : run[-1].end()]
    own = words.removesuffix("'s").removesuffix("'")
    yield NameSeen(own, run[0].start(), run[0].start() + len(own))


def _is_name_word(word: str) -> bool:
    plain = word.lower().removesuffix("'s")
    if not word[0].isupper() or (len(plain) < 2) or (word.isupper() and len(word) > 3):
        return False
    return plain not in NO_NAMES or plain in _TITLE


def _is_particle(text: str, word: re.Match[str]) -> bool:
    after = text[word.end() : word.end() + 2]
    return word[0] in _PARTICLES and len(after) == 2 and after[0] == " " and after[1].isupper()


def _is_first(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'(“")
    return not before or before[-1] in ".!?\n:;-•" or text[:start].endswith("\n")


def _is_place(text: str, run: NameSeen) -> bool:
    """Whether a run names a place: by its last word, the word after it, or the one before."""
    words = run.words.lower().split()
    after = re.match(r"(?:'s)? ([A-Za-z]+)", text[run.end :])
    if words[-1] in PLACE_TAILS or (
        after and after[1].lower() in PLACE_TAILS and after[1][0].isupper()
    ):
        return True
    before = re.search(r"([A-Za-z]+|\d+[a-z]?) $", text[: run.start])
    if before is None:
        return False
    is_placed = before[1].lower() in _PLACE_BEFORE and not text[run.end :].startswith("'s")
    return is_placed or before[1][0].isdigit()


def _is_certain(text: str, run: NameSeen) -> bool:
    """Whether the words around a run show that it names somebody."""
    if len(run.words.split()) > 1 or _NOUN_BEFORE.search(text[max(0, run.start - 40) : run.start]):
        return True
    if not _is_first(text, run.start):
        return True
    return bool(_PERSON_AFTER.match(text[run.end : run.end + 16]))


def _is_teller(text: str, run: NameSeen) -> bool:
    return bool(_TELLER.search(text[max(0, run.start - 20) : run.start]))


def _small(text: str, kept: list[NameSeen]) -> Iterator[NameSeen]:
    """Yield names in small letters, where the words before them say that they are names."""
    for called in _CALLED.finditer(text):
        words = called[1].split()
        while words and words[-1] in _NO_LOWER:
            words.pop()
        if not words or words[0] in _NO_LOWER:
            continue
        start = called.start(1)
        end = start + len(" ".join(words))
        if not any(start < one.end and one.start < end for one in kept):
            yield NameSeen(text[start:end], start, end)
