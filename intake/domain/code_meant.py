"""Which code somebody means who types one: slips, case and spacing are forgiven.

Read `codes_meant` first. No two words of the list are one slip apart (`code_words.py`), so a
slip leads back to few words; each code that may be meant is then tried by its keyed hash.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from intake.domain.code_words import CODE_WORDS
from intake.domain.codes import normal_return_code

COUNT = 7
MOST = 32
"""Codes tried for one that was typed; it takes 5 of its 73 bits."""
LONGEST = 200
LONG_WORD = 6
"""Letters from which on two slips in a word are forgiven."""
_KNOWN = frozenset(CODE_WORDS)


def codes_meant(typed: str) -> tuple[str, ...]:
    """Return the codes that typed words may mean, as typed first; at most 32.

    Args:
        typed: Whatever was typed; case, blanks, commas, dashes and numbers are forgiven, and
            words run together are parted.

    Returns:
        Codes in their kept form; empty where the words cannot be one.

    Why:
        A code copied by hand at night, or read over a telephone, has a slip in it. It is the
        only key there is, so a slip must not shut its owner out.
    """
    plain = normal_return_code(typed[:LONGEST])
    if not plain:
        return ()
    if len(plain.split()) != COUNT:
        return tuple(_parted(plain.replace(" ", "")))
    mended = product(*(_meant(word) for word in plain.split()))
    return tuple(dict.fromkeys((plain, *(" ".join(words) for words in islice(mended, MOST)))))[
        :MOST
    ]


def is_code_like(typed: str) -> bool:
    """Whether words read as a code: seven, of which at least five are of the list.

    A story of exactly seven words with five of them on the list does not happen by itself.
    """
    words = normal_return_code(typed[: LONGEST + 1]).split()
    return len(words) == COUNT and sum(word in _KNOWN for word in words) >= COUNT - 2


def slips_between(one: str, other: str, most: int) -> int:
    """Return how many slips part two words, `most` + 1 for any more.

    A slip is a letter wrong, missing, too many, or two neighbours swapped.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        after = [i]
        for j, right in enumerate(other, start=1):
            cost = min(after[j - 1] + 1, row[j] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            after.append(cost)
        if min(after) > most:
            return most + 1
        before, row = row, after
    return min(row[-1], most + 1)


@lru_cache(maxsize=512)
def _meant(word: str) -> tuple[str, ...]:
    """Return the words nearest to a typed one; itself where none is near."""
    if word in _KNOWN:
        return (word,)
    for most in (1, 2) if len(word) >= LONG_WORD else (1,):
        near = tuple(one for one in CODE_WORDS if slips_between(word, one, most) <= most)
        if near:
            return near
    return (word,)


def _parted(letters: str) -> Iterator[str]:
    """Yield the codes that letters without blanks spell, at most 32."""
    yield from islice((" ".join(words) for words in _ways(letters, COUNT)), MOST)


def _ways(letters: str, count: int) -> Iterator[tuple[str, ...]]:
    if count == 0:
        if not letters:
            yield ()
        return
    for length in range(3, min(len(letters), 12) + 1):
        if letters[:length] in _KNOWN:
            for rest in _ways(letters[length:], count - 1):
                yield (letters[:length], *rest)
