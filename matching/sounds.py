"""How a part of a name sounds, roughly and across spellings: consonant skeletons.

Read first: `names.py`, whose folded parts come in here.
"""

import re
from functools import lru_cache

_SPELLINGS = (
    ("tsch", "C"), ("dzh", "Z"),
    ("tch", "C"), ("sch", "S"), ("sz", "S"), ("cz", "C"), ("ch", "C"), ("sh", "S"),
    ("zh", "Z"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("bh", "b"),
    ("ck", "k"), ("dz", "Z"), ("dj", "Z"), ("dg", "Z"), ("ts", "s"), ("tz", "s"), ("wr", "r"),
    ("kn", "n"), ("q", "k"), ("x", "ks"), ("w", "v"), ("z", "s"), ("j", "Z"),
)  # fmt: skip
_SOFT_C = re.compile("c(?=[eiy])")
_VOWELS = re.compile("[aeiouyh]+")
_WRITTEN_VOWEL = re.compile("[aeiou]")
_DOUBLED = re.compile(r"(.)\1+")
_COARSE = str.maketrans("bpfvdtgkCcsSZmnlr", "11112233444445566")


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Give the consonants of a part under one spelling, a first vowel as `A`.

    Args:
        word: One folded part.

    Returns:
        The skeleton: `catherine` and `kathryn` share one. Digits stay as they are.
    """
    sound = _SOFT_C.sub("s", word)
    for spelling, letter in _SPELLINGS:
        if spelling in sound:
            sound = sound.replace(spelling, letter)
    sound = sound.replace("c", "k")
    first = "A" if sound[:1] in set("aeiouyh") else ""
    return first + _DOUBLED.sub(r"\1", _VOWELS.sub("", _DOUBLED.sub(r"\1", sound)))


@lru_cache(maxsize=1 << 16)
def coarse(word: str) -> str:
    """Give the skeleton with neighbouring sounds merged: b/p/f/v, d/t, g/k, s/sh/ch/j, m/n, l/r.

    A `w` after the first letter is taken for a vowel, which it is in Arabic and Hebrew.

    Why:
        Other scripts do not keep these apart: r and l, p and b, v and w (matching notes).
    """
    plain = word[:1] + word[1:].replace("w", "")
    return _DOUBLED.sub(r"\1", skeleton(plain).lstrip("A").translate(_COARSE))


@lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """Give the coarse skeleton without l and r, which Chinese, Japanese and Korean drop."""
    return _DOUBLED.sub(r"\1", coarse(word).replace("6", ""))


def lacks_vowels(word: str) -> bool:
    """Tell whether a part was written without vowels, as Arabic and Hebrew are."""
    return len(word) >= 2 and not _WRITTEN_VOWEL.search(word[1:])
