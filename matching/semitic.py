"""Names in Arabic script (Arabic, Persian, Urdu, Kurdish) and Hebrew in Latin letters.

Read first: `arabic_readings`. Both scripts write few vowels: what is written is read by rule,
and names that many people bear are then spelt as they mostly are (`vowels.py`).
"""

import re

from anyascii import anyascii

from matching.vowels import ARABIC_NAMES, HEBREW_NAMES

_SPACE = re.compile("[\\s._\u066b\u060c-]+")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_NO_LETTER = re.compile("[\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_ONE_LETTER_WORDS = "اأإٱٲٳ کك یيىېےۍئ هةۀھہۃ وؤۇۈ"
_ONE_LETTER = str.maketrans(
    {other: group[0] for group in _ONE_LETTER_WORDS.split() for other in group[1:]}
)
_ARTICLE = re.compile("^ال(?=..)")
_SERVANT = re.compile("^عبد ?(?:ال|ول|ل)?(?=...)")
_OF_THE_FAITH = {"الدین": "uddin", "اله": "ullah", "الله": "ullah"}
_LEFT_OUT = frozenset(("", "د"))
_FIRST = {"ا": "a", "آ": "a", "ع": "a", "ی": "y", "و": "w"}
_LONG_FIRST = (("او", "u"), ("ای", "i"), ("عو", "u"), ("عی", "i"))
_PHARYNGEAL = "`"
_VOWELS = {
    "ا": "a", "آ": "a", "و": "u", "ی": "i", "ە": "a", "ێ": "e", "ۆ": "o", "ع": _PHARYNGEAL, "ء": "",
}  # fmt: skip
_LONG_A = frozenset("اآ")
_BESIDE_A = {"و": "w", "ی": "y"}
_GERESH = re.compile("(?<=[\u05d0-\u05ea])['’‘׳]")
_POINTS = re.compile("[\u0591-\u05c7]")
_HEBREW_SOUNDS = (
    ("ג׳", "j"), ("ז׳", "zh"), ("צ׳", "ch"), ("ץ׳", "ch"), ("ת׳", "th"), ("וו", "v"), ("יי", "i"),
)  # fmt: skip
_HEBREW_INNER = str.maketrans({"ו": "o", "י": "i", "א": "a", "ע": "a", "ה": "h"})
_HEBREW_FIRST = {"ב": "b", "פ": "p", "כ": "k", "ו": "v", "א": "a", "ע": "a"}


def arabic_readings(name: str) -> tuple[str, ...]:
    """Give the readings of a name in Arabic script.

    Args:
        name: Its words; those in other scripts stay as the general table has them.

    Returns:
        First with the article taken off and "the Faith" or "God" as words of their own; then,
        where it differs, with the article kept and such a word joined to the one before
        (Shihab al-Din, Shihabuddin).
    """
    words = [word for word in _SPACE.split(_plain(name)) if word not in _LEFT_OUT]
    if words[:1] == ["بن"]:
        words[0] = "ben"
    apart = " ".join(map(_without_article, words))
    together = _joined(words)
    return (apart,) if together == apart else (apart, together)


def _plain(name: str) -> str:
    return _NO_LETTER.sub("", _MARKS.sub("", name.replace("\u200c", " "))).translate(_ONE_LETTER)


def _joined(words: list[str]) -> str:
    joined: list[str] = []
    for word in words:
        if joined and word in _OF_THE_FAITH:
            joined[-1] += _OF_THE_FAITH[word]
        elif _ARTICLE.match(word) and len(word) > 4 and joined[-1:] != ["abd"]:
            joined.append("al" + _known_or_read(_ARTICLE.sub("", word)))
        else:
            joined.append(_without_article(word))
    return " ".join(joined)


def _without_article(word: str) -> str:
    if known := ARABIC_NAMES.get(_read(word)):
        return known
    bare = _ARTICLE.sub("", _SERVANT.sub("", _ARTICLE.sub("", word)))
    known = ARABIC_NAMES.get(_read(bare))
    return known or _known_or_read(bare if len(bare) > 2 else word)


def _known_or_read(word: str) -> str:
    sound = _read(word)
    return ARABIC_NAMES.get(sound) or sound.replace(_PHARYNGEAL, "")


def _read(word: str) -> str:
    """Read a word letter by letter, its long vowels as vowels and w and y beside an `a`."""
    start = next((pair for pair in _LONG_FIRST if word.startswith(pair[0]) and len(word) > 2), None)
    sounds = [start[1]] if start else [_FIRST.get(word[:1]) or anyascii(word[:1])]
    for place in range(2 if start else 1, len(word)):
        letter = word[place]
        if letter in _BESIDE_A and {word[place - 1], word[place + 1 : place + 2]} & _LONG_A:
            sounds.append(_BESIDE_A[letter])
        else:
            sounds.append(_VOWELS[letter] if letter in _VOWELS else anyascii(letter))
    return "".join(sounds).lower().replace("'", "")


def hebrew_word(word: str) -> str:
    """Give a word in Hebrew in Latin letters, its vowel letters as vowels."""
    plain = _GERESH.sub("׳", _POINTS.sub("", word))
    for written, spoken in _HEBREW_SOUNDS:
        plain = plain.replace(written, spoken)
    plain = plain.replace("׳", "")
    rest = plain[1:].translate(_HEBREW_INNER)
    if plain.endswith("ה") and len(plain) > 1:
        rest = rest[:-1] + "a"
    sound = ((_HEBREW_FIRST.get(plain[:1]) or anyascii(plain[:1])) + anyascii(rest)).lower()
    return HEBREW_NAMES.get(sound, sound)
