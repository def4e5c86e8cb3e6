"""Names in Cyrillic and Greek letters in Latin letters, as passports and newspapers write them.

Read first: `cyrillic_readings`. The general table (anyascii) knows the letters; here stands
what two of them mean together, and that a foreign h is written with one of two letters.
"""

import re
import unicodedata

from anyascii import anyascii

_CONSONANT = "[бвгджзклмнпрстфхцчшщ]"
_CYRILLIC_PAIRS = (
    (re.compile("дж"), "j"), (re.compile("(?:ий|ый|ій)\\b"), "y"), (re.compile("[иі]я\\b"), "ia"),
    (re.compile("\\bу(?=[аеэиіоуыя])"), "w"), (re.compile("кс"), "x"),
    (re.compile(f"(?<={_CONSONANT})ъ(?={_CONSONANT})"), "a"),
)  # fmt: skip
_UKRAINIAN = re.compile("[іїєґ]")
_UKRAINIAN_LETTERS = str.maketrans("гґи", "hgy")
_FOREIGN_H = re.compile("х|\\bг")
_GREEK_PAIRS = (
    (re.compile("(?:\\b|(?<=[βγδζθκλμνξπρσςτφχψ]))μπ|μπ\\b"), "b"), (re.compile("μπ"), "mb"),
    (re.compile("(?:\\b|(?<=[βγδζθκλμνξπρσςτφχψ]))ντ|ντ\\b"), "d"), (re.compile("\\bγκ"), "g"),
    (re.compile("τζ"), "j"), (re.compile("γγ|γκ"), "ng"), (re.compile("γχ"), "nch"),
    (re.compile("γξ"), "nx"), (re.compile("ου"), "ou"),
    (re.compile("(?<=[αε])υ(?=[θκξπστφχψ]|\\b)"), "f"), (re.compile("(?<=[αε])υ"), "v"),
    (re.compile("η"), "i"),
)  # fmt: skip
_GREEK_CH = re.compile("χ")
_GREEK_MARKS = re.compile("[\u0300\u0301\u0342\u0345\u0313\u0314]")


def cyrillic_readings(name: str) -> tuple[str, ...]:
    """Give the readings of a name in Cyrillic letters.

    Args:
        name: The whole name; letters of other scripts stay as the general table has them.

    Returns:
        The common one and, where a letter may stand for a foreign h (Hunt, Harry), one more.
    """
    plain = name.lower()
    for written, spoken in _CYRILLIC_PAIRS:
        plain = written.sub(spoken, plain)
    common, with_h = anyascii(plain), anyascii(_FOREIGN_H.sub("h", plain))
    if _UKRAINIAN.search(name.lower()):
        with_h = anyascii(plain.translate(_UKRAINIAN_LETTERS))
        common, with_h = with_h, common
    return tuple(dict.fromkeys((common, with_h)))


def greek_readings(name: str) -> tuple[str, ...]:
    """Give the readings of a name in Greek letters.

    Args:
        name: The whole name; letters of other scripts stay as the general table has them.

    Returns:
        The one of passports (Charalampos) and, where it differs, one with h for its ch.
    """
    plain = unicodedata.normalize("NFD", name.lower())
    plain = _GREEK_MARKS.sub("", plain)
    for written, spoken in _GREEK_PAIRS:
        plain = written.sub(spoken, plain)
    readings = (anyascii(plain), anyascii(_GREEK_CH.sub("h", plain)))
    return tuple(dict.fromkeys(readings))
