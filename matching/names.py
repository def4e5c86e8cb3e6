"""From a name in any script to plain comparable parts: folding, transliteration, particles.

Read first: `parts_of`, which everything else in this room builds on.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_PARTICLES_WORDS = (
    "a al el ul ad as ash at an ar bin ibn bint binti ben ould abd da das de del della der di do"
    " dos du e i la le las los mc mac o st ter ten und van von y zu"
)
PARTICLES = frozenset(_PARTICLES_WORDS.split())
_TITLES_WORDS = (
    "mr mrs ms miss mx dr prof professor rev reverend fr father sister sir dame lady lord sheikh"
    " shaikh hajji haji imam mullah maulvi general gen colonel col captain capt major maj"
    " brigadier lieutenant lt sergeant sgt jr sr snr jnr junior senior ii iii iv esq 1st 2nd 3rd"
    " 4th viscount baron baronet earl duke marquess shri smt km hon"
)
TITLES = frozenset(_TITLES_WORDS.split())
_APOSTROPHES = re.compile("['’‘ʼʻ`´ʹ′]")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_ARABIC_ARTICLE = re.compile("(?<![\\u0600-\\u06ff])ال(?=[\\u0600-\\u06ff]{2})")
_EAST_ASIAN = re.compile("[\\u3400-\\u9fff\\uac00-\\ud7af]")
_SYLLABLE = re.compile("[A-Z][^A-Z]*")
_JOINED_TO_NEXT = frozenset(("mc", "mac", "o"))


def fold(text: str) -> str:
    """Give any text in plain lower-case Latin letters, digits and single spaces.

    Args:
        text: Words in any script; may be empty.

    Returns:
        The folded words, without accents or punctuation; empty where no letter remains.
    """
    if text.isascii():
        plain = text
    else:
        composed = unicodedata.normalize("NFKC", text)
        plain = " ".join(_latin(word) for word in _ARABIC_ARTICLE.sub("", composed).split())
    return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", plain.lower())).strip()


def _latin(word: str) -> str:
    if _EAST_ASIAN.search(word) and not re.search("[·・]", word):
        return anyascii(word).lower()
    return anyascii(word.replace("·", " ").replace("・", " "))


def _syllables_apart(name: str) -> str:
    """Part an East Asian name written without a gap: one word a syllable.

    Why:
        Family and given name are not told apart by the script itself, while the Latin
        forms on a list are (matching notes, "Details that paid").
    """
    bare = unicodedata.normalize("NFKC", name).strip()
    if not _EAST_ASIAN.search(bare) or re.search(r"[\s·・]", bare):
        return name
    return " ".join(_SYLLABLE.findall(anyascii(bare))) or name


@lru_cache(maxsize=1 << 15)
def parts_of(name: str) -> tuple[str, ...]:
    """Give the parts of a name that can be compared, in their written order.

    Args:
        name: A name as typed, any script, any order; may be empty.

    Returns:
        Folded parts. Titles go only where two parts remain, particles where one does;
        `Mc`, `Mac` and `O` are joined to what follows; a doubled part is kept once.
    """
    words = fold(_syllables_apart(name)).split()
    words = _joined_particles(words)
    untitled = [word for word in words if word not in TITLES]
    words = untitled if len(untitled) >= 2 else words
    bare = [word for word in words if word not in PARTICLES]
    return tuple(dict.fromkeys(bare or words))


def _joined_particles(words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _JOINED_TO_NEXT and len(word) > 1:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
