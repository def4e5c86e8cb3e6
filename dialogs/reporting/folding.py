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
_LETTERS_KEPT = 4096


class _Kept(dict[int, str]):
    """What becomes of each letter once accents stand apart; learnt letter by letter.

    Why:
        Every answer is compared with hundreds of words and phrases, and each was folded by
        asking the tables of Unicode about every letter anew: a tenth of a turn of talk.
    """

    def __missing__(self, code: int) -> str:
        """Give what becomes of a letter; only so many are remembered as people's scripts need."""
        kept = _kept(chr(code))
        if len(self) < _LETTERS_KEPT:
            self[code] = kept
        return kept


def folded(words: str) -> str:
    """Return words as they are compared; empty where there are no letters or figures.

    Vowel signs of Gurmukhi belong to their word; accents of Latin and Arabic letters do not.
    """
    if words.isascii():
        return " ".join(words.translate(_ASCII).split())
    apart = unicodedata.normalize("NFKD", words.lower().translate(_SAME).translate(_APOSTROPHES))
    return " ".join(apart.translate(_LETTERS).translate(_SAME).split())


def _kept(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return char if unicodedata.category(char)[0] in "LMN" else " "


_LETTERS = _Kept()
_ASCII = {code: _APOSTROPHES.get(code, _kept(chr(code).lower())) for code in range(128)}
"""What becomes of each letter of a text that has neither accents nor another script."""
