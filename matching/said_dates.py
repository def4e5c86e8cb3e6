"""A date of birth as people write it, read into year, month and day as far as they were said.

Read first: `date_in`.
"""

import re

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SHORTEST_MONTH = 3
_TIME = re.compile(r"(?<=\d)[t ]+\d{1,2}:\d{2}.*$")
_RUN_TOGETHER = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_AROUND = re.compile(
    r"^(?:(?:about|around|circa|approx(?:imately)?|born|dob|in|on|the|year|early|late|mid|"
    r"spring|summer|autumn|winter|of|c|ca)\b\.?|c(?=\d{4}\b)|[~:,\s-])+"
)
_LETTERS_BESIDE = re.compile(r"(\d{1,2})([a-z]{3,9})(\d{2}|\d{4})")
_NOT_KNOWN = re.compile(
    r"(\d{4})(?:([-/.])(\d\d)\2(?:00|xx|\?\?)|([-/.])(?:00|xx|\?\?)(?:\4(?:00|xx|\?\?))?)"
)
"""A year, or a year and a month, with filler where the rest was not known."""
_NOT_KNOWN_BEFORE = re.compile(
    r"(?:00|xx|\?\?)([-/.])(?:(?:00|xx|\?\?)|(\d\d))\1(\d{4})|(?:00|xx|\?\?)[-/.](\d{4})"
)
_LONGEST = 60
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_BETWEEN = re.compile(r"[\s,./'’-]+(?:of[\s]+)?")
_LAST_OF_THIS_CENTURY = 29
_MOST_DAYS, _MOST_MONTHS = 31, 12
Parts = tuple[int, int | None, int | None]


def date_in(text: str) -> Parts | None:
    """Read a date of birth.

    Args:
        text: `1979`, `1979-02`, `02/1979`, `1979-02-14`, `14/02/1979`, `14.2.79`, `19790214`,
            `14 Feb 1979`, `14FEB1979`, `14-Feb-79`, `February 14, 1979`, `about 1979`, `c1979`,
            `summer of 1979`; `1979-xx-xx`, `1979-02-00`, `??/02/1979` with filler for what was
            not known. More than 60 signs are no date.

    Returns:
        Year, month and day, None where one was not said; None for words that are no date. The
        day stands before the month, as in Britain, unless there is no such month. Of two digits
        the year is 1930 to 2029. Whether there is such a day is not looked at.

    Why day first, and nothing asked:
        Who wrote the month first is met by "day and month changed places", which is worth
        nearly as much as the same date.
    """
    if len(text) > _LONGEST:
        return None
    plain = _AROUND.sub("", _TIME.sub("", text.strip().lower()))
    if parts := _with_filler(plain.strip(" .!")):
        return parts
    said = plain.strip(" .?!")
    if found := _LETTERS_BESIDE.fullmatch(said):
        said = " ".join(found.groups())
    if found := _RUN_TOGETHER.fullmatch(said):
        year, month, day = map(int, found.groups())
        return year, month, day
    words = [word for word in _BETWEEN.split(_ORDINAL.sub("", said)) if word]
    if not 0 < len(words) <= 3 or not all(word.isdecimal() or _month(word) for word in words):
        return None
    return _with_month(words) if any(not word.isdecimal() for word in words) else _numbers(words)


def _with_filler(said: str) -> Parts | None:
    """Read what is known of a date in which 00, xx or ?? stands for a part that is not.

    Why:
        A date kept as 1979-00-00 was no date at all, and with it the year was lost.
    """
    if found := _NOT_KNOWN.fullmatch(said):
        year, month = found[1], found[3]
    elif found := _NOT_KNOWN_BEFORE.fullmatch(said):
        year, month = found[3] or found[4], found[2]
    else:
        return None
    if year == "0000" or month == "00":
        return None if year == "0000" else (int(year), None, None)
    return int(year), int(month) if month else None, None


def _with_month(words: list[str]) -> Parts | None:
    """Read a date whose month is a word: the year is the number that can be no day."""
    months = [_month(word) for word in words if not word.isdecimal()]
    numbers = [word for word in words if word.isdecimal()]
    if len(months) != 1 or not numbers:
        return None
    if len(numbers) == 1:
        is_year = len(numbers[0]) == 4 or (len(numbers[0]) == 2 and int(numbers[0]) > _MOST_DAYS)
        return (_year(numbers[0]), months[0], None) if is_year else None
    first, last = numbers
    year, day = (first, last) if len(first) == 4 else (last, first)
    return (_year(year), months[0], int(day)) if len(year) in (2, 4) and len(day) < 3 else None


def _month(word: str) -> int:
    """Give the number of a month in letters, whole or cut off; 0 where it is none."""
    if len(word) < _SHORTEST_MONTH:
        return 0
    months = (place for place, name in enumerate(_MONTHS, 1) if name.startswith(word))
    return next(months, 0)


def _numbers(words: list[str]) -> Parts | None:
    sizes = tuple(map(len, words))
    numbers = [int(word) for word in words]
    if sizes[0] == 4 and max(sizes[1:], default=0) < 3:
        month, day = (*numbers[1:], None, None)[:2]
        return numbers[0], month, day
    if len(words) == 2 and sizes[1] == 4 and sizes[0] < 3:
        return numbers[1], numbers[0], None
    if len(words) < 3 or max(sizes[:2]) > 2 or sizes[2] not in (2, 4):
        return None
    day, month, _ = numbers
    if day > _MOST_DAYS and sizes[2] == 2:
        return _year(words[0]), month, numbers[2]
    if month > _MOST_MONTHS >= day:
        day, month = month, day
    return _year(words[2]), month, day


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year <= _LAST_OF_THIS_CENTURY else 1900)
