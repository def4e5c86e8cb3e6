"""From the scripts of the world to plain Latin letters, as names are commonly written there.

Read first: `readings_of`. Each script has its own rules where the general table loses what a
name sounds like; a name in Han characters has several readings, for the same signs are read
in Mandarin, in Cantonese and in Korean.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from anyascii import anyascii

from matching.east_asian import foreign_in_hangul, hangul_syllable, kana_word, korean_surname
from matching.european import cyrillic_readings, greek_readings
from matching.han import han_readings
from matching.indic import indic_readings, thai_as_spoken
from matching.kanji import with_kana
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
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_GREEK = re.compile("[\u0370-\u03ff]")
_LONGEST_KOREAN = 4
_SOUND_LOST = re.compile(f"[{_HAN}{_HANGUL}{_KANA}\u0590-\u05ff\u0600-\u06ff\u0900-\u109f]")


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
    if _HAS_HAN.search(plain):
        if not _HAS_KANA.search(plain):
            return han_readings(plain)
        if japanese := with_kana(plain):
            return (japanese,)
    for script, read in _READ_WHOLE:
        if script.search(plain):
            return read(plain)
    return (" ".join(_latin(word) for word in _SEGMENT_END.split(plain) if word),)


def _hangul(name: str) -> tuple[str, ...]:
    """Part a Korean name into its syllables, its given name joined as well, and a foreign one.

    A family name of one syllable with a longer rest may be either.
    """
    words = [word for word in _SEGMENT_END.split(name.strip()) if word]
    first, *rest = words
    foreign = " ".join(map(foreign_in_hangul, words))
    if len(words) == 1 and len(first) <= _LONGEST_KOREAN:
        first, rest = first[0], [first[1:]]
    if len(first) > 1:
        return (foreign,)
    given = [hangul_syllable(sign) for word in rest for sign in word]
    family = korean_surname(first)
    readings = [" ".join((family, *given))]
    if len(given) == 2:
        readings.append(f"{family} {''.join(given)}")
    return (*readings, foreign) if len(given) > 2 else tuple(readings)


def _latin(word: str) -> str:
    if _HAS_KANA.search(word):
        return kana_word(word)
    if _HEBREW.search(word):
        return hebrew_word(word)
    if _THAI.search(word):
        word = thai_as_spoken(word)
    return anyascii(word)


_READ_WHOLE: tuple[tuple[re.Pattern[str], Callable[[str], tuple[str, ...]]], ...] = (
    (_HAS_HANGUL, _hangul),
    (_INDIC, indic_readings),
    (_ARABIC, arabic_readings),
    (_CYRILLIC, cyrillic_readings),
    (_GREEK, greek_readings),
)
