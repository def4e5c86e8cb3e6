"""Typed words made alike, in every script: small letters, no accents, no marks, one blank between.

People type without accents, with another keyboard's letters, in haste. What is compared is
folded on both sides, so that "nie wiem", "Nie wiem!" and "NIE WIEM" are one.
"""

import unicodedata

_SAME = str.maketrans(
    {
        "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "ı": "i",
        "ی": "ي", "ى": "ي", "ے": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ۂ": "ه", "ة": "ه",
        "ٱ": "ا", "ـ": "", "\u200c": " ", "\u200d": "", "\u0a70": "\u0a02", "\u0a71": "",
    }
)  # fmt: skip
"""Letters that do not fall apart into letter and accent, and letters that two keyboards share."""
_APOSTROPHES = str.maketrans(dict.fromkeys("’'‘`´ʼ", ""))


def folded(words: str) -> str:
    """Return words as they are compared; empty where there are no letters or figures.

    Vowel signs of Gurmukhi belong to their word; accents of Latin and Arabic letters do not.
    """
    small = unicodedata.normalize("NFKD", words.lower().translate(_SAME).translate(_APOSTROPHES))
    kept = "".join(_kept(char) for char in small if not unicodedata.combining(char))
    return " ".join(kept.translate(_SAME).split())


def _kept(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return char if unicodedata.category(char)[0] in "LMN" else " "
