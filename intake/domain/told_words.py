"""Looking for a phrase of the settings in words that somebody told; read `folded` first.

Whose people a report is about, which role somebody has and which topic comes up hang on it, so
an apostrophe or a capital letter must not decide.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

APOSTROPHES = re.compile("['\u2019\u2018\u02bc\u0060\u00b4\uff07]")
BETWEEN = re.compile(r"[.,;:!?\n()\u2026\u2013\u2014]+| - ")
TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "pc", "dc", "ds", "di", "sgt"]
)

VERBS = frozenset(
    [
        "works",
        "worked",
        "working",
        "work",
        "job",
        "jobs",
        "employed",
        "employee",
        "volunteers",
        "volunteered",
        "volunteering",
        "runs",
        "teaches",
        "coaches",
        "minds",
        "drives",
        "serves",
    ]
)
"""Words that somebody's work is told by, some words before the place of it."""
WORKERS = frozenset(
    [
        "officer",
        "worker",
        "manager",
        "staff",
        "member",
        "constable",
        "sergeant",
        "inspector",
        "nurse",
        "assistant",
        "clerk",
        "volunteer",
        "boss",
        "head",
    ]
)
"""Words for somebody who works at what is named right before or after."""
COPULAS = frozenset(["is", "was", "being", "as", "hes", "shes", "theyre", "became", "becomes"])
TELLERS = frozenset(["i", "im", "ive", "we", "were", "weve"])
POINTING = frozenset(
    [
        "to",
        "from",
        "at",
        "near",
        "by",
        "of",
        "her",
        "his",
        "their",
        "my",
        "our",
        "your",
        "the",
        "with",
        "called",
    ]
)
ARTICLES = frozenset({"a", "an", "the"})
AT = frozenset({"at", "for", "in", "with", "of", "from"})
SUBJECTS = frozenset(["he", "she", "they", "who", "hes", "shes", "theyre", "his", "her", "their"])
WORD = re.compile(r"\w+")
REACH = 8
"""How many words before a place of work its verb may stand."""


def folded(words: str) -> tuple[str, ...]:
    """Return words without case, accents, apostrophes and punctuation; none for nothing."""
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", words)).casefold()
    if plain.isascii():
        return tuple(WORD.findall(plain))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(WORD.findall(letters))


def pieces(words: str) -> tuple[tuple[str, ...], ...]:
    """Return the pieces between commas and stops, each folded; empty ones are left out."""
    return tuple(piece for part in BETWEEN.split(words) if (piece := folded(part)))


def places_of_phrase(said: tuple[str, ...], phrase: str) -> Iterator[tuple[int, int]]:
    """Yield where a phrase stands among folded words: its first word, and after its last.

    Whole words are compared; one that ends in `*` stands for every word with that beginning.
    """
    asked = _asked(phrase)
    if not asked:
        return
    first, is_open = asked[0]
    if not is_open and first not in said:
        return
    for start, word in enumerate(said):
        begins = word.startswith(first) if is_open else word == first
        if begins and _goes_on(said[start : start + len(asked)], asked):
            yield start, start + len(asked)


def _goes_on(said: tuple[str, ...], asked: tuple[tuple[str, bool], ...]) -> bool:
    return len(said) == len(asked) and all(
        word.startswith(mark) if is_open else word == mark
        for word, (mark, is_open) in zip(said, asked, strict=True)
    )


@lru_cache(maxsize=4096)
def _asked(phrase: str) -> tuple[tuple[str, bool], ...]:
    """Return the words of a phrase, and whether each stands for every ending."""
    words = APOSTROPHES.sub("", phrase).replace("-", " ").split()
    return tuple(("".join(folded(word)), word.endswith("*")) for word in words if folded(word))


def may_hold(words: frozenset[str], phrase: str) -> bool:
    """Whether words, in any order, have every word of a phrase; else no piece of them holds it.

    Why: Each report is asked for the names of some sixty desks and agencies, and has none.
    """
    return all(
        any(word.startswith(mark) for word in words) if is_open else mark in words
        for mark, is_open in _asked(phrase)
    )


def holds(said: tuple[str, ...], phrase: str) -> bool:
    """Whether folded words hold a phrase; see `places_of_phrase`."""
    return any(True for _ in places_of_phrase(said, phrase))


def tells_of_work(said: tuple[str, ...], phrase: str) -> bool:
    """Whether a piece about somebody tells that a phrase is their work or place of work.

    "Works for the police", "a social worker at the council", "football coach" do; "known to
    the police" and "goes to her school" do not.
    """
    return any(_is_work(said, start, end) for start, end in places_of_phrase(said, phrase))


def _is_work(said: tuple[str, ...], start: int, end: int) -> bool:
    before = said[max(0, start - REACH) : start]
    if any(_is_by_somebody_else(before, place) for place in range(len(before))):
        return False
    is_short = len(said) <= REACH // 2 + 1
    return (
        bool(VERBS & {*before, *said[start:end]})
        or _is_worker_at(before)
        or _is_called_a(before)
        or (bool(WORKERS & set(said[start : end + 2])) and set(before) <= ARTICLES)
        or (is_short and end == len(said) and not (before and before[-1] in POINTING))
    )


def _is_worker_at(before: tuple[str, ...]) -> bool:
    """Whether "… officer at the", "… worker for" stands right before."""
    told = [word for word in before[-4:] if word not in ARTICLES]
    return len(told) > 1 and told[-1] in AT and told[-2] in WORKERS


def _is_called_a(before: tuple[str, ...]) -> bool:
    """Whether "is a", "was a retired" stands before: nothing between points elsewhere."""
    near = before[-4:]
    last = max((place for place, word in enumerate(near) if word in COPULAS), default=None)
    return last is not None and not POINTING - ARTICLES & set(near[last:])


def _is_by_somebody_else(before: tuple[str, ...], place: int) -> bool:
    """Whether a word of work is the teller's own: "I work at …"."""
    return before[place] in VERBS | COPULAS | WORKERS and bool(
        TELLERS & set(before[max(0, place - 3) : place])
    )


def tells_of_work_of(names: Iterable[str], story: Iterable[tuple[str, ...]], phrase: str) -> bool:
    """Whether a story tells that a phrase is the work of somebody named, or of *he* or *she*.

    Args:
        names: How they are called; parts of two letters or fewer are not looked for.
        story: Its `pieces`, in order.
        phrase: A name of an agency or desk.
    """
    parts: frozenset[str] | None = None
    earlier: tuple[str, ...] = ()
    for piece in story:
        for start, end in places_of_phrase(piece, phrase):
            if parts is None:
                parts = _parts_of(names)
            told = set(piece[max(0, start - REACH) : start])
            is_theirs = bool((parts | SUBJECTS) & told and (VERBS | COPULAS) & told)
            follows_name = bool(earlier and earlier[-1] in parts)
            if (follows_name or is_theirs) and _is_work(piece, start, end):
                return True
        earlier = piece
    return False


def _parts_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(part for name in names for part in folded(name) if len(part) > 2)


def name_keys(name: str) -> frozenset[str]:
    """Return keys of a full name, the same in both orders; none for a single word.

    A name of more than two words has a key of its first and last beside: people are told of
    without their middle names. Keys are hashes, so that they may be kept where words may not.
    """
    parts = [part for part in folded(name) if part not in TITLES]
    if len(parts) < 2:
        return frozenset()
    return frozenset(
        sha256(" ".join(sorted(some)).encode()).hexdigest()
        for some in (parts, parts[:1] + parts[-1:])
    )
