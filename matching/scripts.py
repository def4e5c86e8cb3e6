"""From the scripts of the world to plain Latin letters, as names are commonly written there.

Read first: `readings_of`. Each script has its own rules where the general table loses what a
name sounds like; a name in Han characters has several readings, for the same signs are read
in Mandarin, in Cantonese and in Korean.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from matching.east_asian import hangul_syllable, kana_word, korean_surname
from matching.han import han_readings
from matching.indic import indic_words, thai_as_spoken
from matching.semitic import arabic_readings, hebrew_word

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_HANGUL = "\uac00-\ud7a3"
_KANA = "\u3040-\u30ff"
_HAS_HAN = re.compile(f"[{_HAN}]")
_HAS_HANGUL = re.compile(f"[{_HANGUL}]")
_HAS_KANA = re.compile(f"[{_KANA}]")
_SEGMENT_END = re.compile("[\\s·・‧•＝=]+")
_HEBREW = re.compile("[\u0590-\u05ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_INDIC = re.compile("[\u0900-\u0dff]")
_THAI = re.compile("[\u0e00-\u0eff]")
_GREEK = re.compile("[\u0370-\u03ff]")
_SOUND_LOST = re.compile(f"[{_HAN}{_HANGUL}{_KANA}\u0590-\u05ff\u0600-\u06ff\u0900-\u109f]")
_GREEK_PAIRS = (("ΓΚ", "Γ"), ("ΜΠ", "B"), ("ΝΤ", "D"), ("ΟΥ", "U"), ("ΟΎ", "U"))


def loses_sounds(name: str) -> bool:
    """Tell whether a name stands in a script that does not keep all sounds of a foreign name."""
    return not name.isascii() and bool(_SOUND_LOST.search(name))


def is_syllabic(name: str) -> bool:
    """Tell whether a name stands in Han signs or Hangul, where a short word is a whole part."""
    return not name.isascii() and bool(_HAS_HAN.search(name) or _HAS_HANGUL.search(name))


@lru_cache(maxsize=1 << 14)
def readings_of(name: str) -> tuple[str, ...]:
    """Give a name in Latin letters, in each way it may be read, the likeliest first.

    Args:
        name: A name as written, any script, several in one name too.

    Returns:
        At least one reading, with case and punctuation as the tables leave them.
    """
    if name.isascii():
        return (name,)
    plain = unicodedata.normalize("NFKC", name)
    if _HAS_HAN.search(plain) and not _HAS_KANA.search(plain):
        return han_readings(plain)
    if _HAS_HANGUL.search(plain):
        return _with_given_joined(_hangul(plain))
    if _INDIC.search(plain):
        return (indic_words(plain),)
    if _ARABIC.search(plain):
        return arabic_readings(plain)
    return (" ".join(_latin(word) for word in _SEGMENT_END.split(plain) if word),)


def _hangul(name: str) -> str:
    """Part a Korean name into its syllables; a foreign one stays in its written words."""
    words = [word for word in _SEGMENT_END.split(name.strip()) if word]
    first = words[0]
    if len(words) == 1 and len(first) <= 4:
        return " ".join((korean_surname(first[0]), *map(hangul_syllable, first[1:])))
    if len(first) == 1:
        rest = (hangul_syllable(sign) for word in words[1:] for sign in word)
        return " ".join((korean_surname(first), *rest))
    return " ".join("".join(map(hangul_syllable, word)) for word in words)


def _with_given_joined(name: str) -> tuple[str, ...]:
    """Give a name of three short syllables with its last two together as well."""
    family, *given = name.split()
    joined = f"{family} {''.join(given)}"
    return (name, joined) if len(given) == 2 else (name,)


def _latin(word: str) -> str:
    if _HAS_KANA.search(word):
        return kana_word(word)
    if _HEBREW.search(word):
        return hebrew_word(word)
    if _GREEK.search(word):
        word = word.upper()
        for written, spoken in _GREEK_PAIRS:
            word = word.replace(written, spoken)
    if _THAI.search(word):
        word = thai_as_spoken(word)
    return anyascii(word)
