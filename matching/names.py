"""From a name in any script to plain comparable parts: folding, transliteration, particles.

Read first: `parts_of`, which everything else in this room builds on.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_PARTICLES_WORDS = (
    "a al el ul ad as ash at an and ar bin ibn bint binti ould abd da das de del della der di do"
    " dos du e i la le las los mc mac o of st ter ten the und van von y zu"
)
PARTICLES = frozenset(_PARTICLES_WORDS.split())
_FORMS_OF_ADDRESS_WORDS = (
    "mr mrs ms miss mx dr prof professor rev reverend sir dame lady lord hon shri smt km capt lt"
    " sgt esq viscount baronet maulvi"
)
FORMS_OF_ADDRESS = frozenset(_FORMS_OF_ADDRESS_WORDS.split())
_TITLES_WORDS = (
    "fr father sister sheikh shaikh hajji haji imam mullah general gen colonel col captain major"
    " maj brigadier lieutenant sergeant jr sr snr jnr junior senior ii iii iv 1st 2nd 3rd 4th baron"
    " earl duke marquess"
)
TITLES = frozenset(_TITLES_WORDS.split()) | FORMS_OF_ADDRESS
_APOSTROPHES = re.compile("['’‘ʼʻ`´ʹ′]")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_ARABIC_ARTICLE = re.compile("(?<![\\u0600-\\u06ff])ال(?=[\\u0600-\\u06ff]{2})")
_EAST_ASIAN = re.compile("[\\u3400-\\u9fff\\uac00-\\ud7af]")
_SYLLABLE = re.compile("[A-Z][^A-Z]*")
_INDIC = re.compile("[\\u0900-\\u0dff]")
_INDIC_HONORIFIC = re.compile("^(?:मा|डा|श्री|श्रीमती)(?:[.]\\s*|\\s+)")
_GREEK_PAIRS = (("ΓΚ", "Γ"), ("ΜΠ", "B"), ("ΝΤ", "D"), ("ΟΥ", "U"), ("ΟΎ", "U"))
_GREEK = re.compile("[\\u0370-\\u03ff]")
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
        bare = _INDIC_HONORIFIC.sub("", _ARABIC_ARTICLE.sub("", composed))
        plain = " ".join(_latin(word) for word in bare.split())
    return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", plain.lower())).strip()


def _latin(word: str) -> str:
    if _EAST_ASIAN.search(word) and not re.search("[·・]", word):
        return anyascii(word).lower()
    if _GREEK.search(word):
        word = word.upper()
        for written, spoken in _GREEK_PAIRS:
            word = word.replace(written, spoken)
    if _INDIC.search(word):
        return anyascii(word).lower().replace("ch", "c").replace("c", "ch")
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
        Folded parts. Titles that are also names (Major, Earl) go only where two parts
        remain, forms of address and particles where one does;
        `Mc`, `Mac` and `O` are joined to what follows; a doubled part is kept once.
    """
    words = fold(_syllables_apart(name)).split()
    words = _joined_particles(words)
    untitled = [word for word in words if word not in TITLES]
    if len(untitled) < 2:
        untitled = [word for word in words if word not in FORMS_OF_ADDRESS]
    words = untitled or words
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
