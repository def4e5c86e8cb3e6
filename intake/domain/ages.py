"""Ages as people say them, as a range of years."""

import re

_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?![\d])")
_DECADE = re.compile(r"\b(\d0)\s*(?:['’]?s)\b")
_DECADE_WORDS = {
    "teens": (13, 19),
    "teenage": (13, 19),
    "twenties": (20, 29),
    "thirties": (30, 39),
    "forties": (40, 49),
    "fifties": (50, 59),
    "sixties": (60, 69),
    "seventies": (70, 79),
    "eighties": (80, 89),
    "nineties": (90, 99),
    "middle aged": (40, 60),
    "middle-aged": (40, 60),
    "elderly": (65, 100),
    "pensioner": (65, 100),
    "toddler": (1, 3),
    "newborn": (0, 1),
}
_THIRDS = {"early": (0, 4), "mid": (3, 7), "middle": (3, 7), "late": (6, 9)}
_ABOUT_WORDS = ("about", "around", "roughly", "maybe", "or so", "perhaps", "nearly", "~")
_ISH = re.compile(r"(?<=\d)\s*-?ish\b")
_OLDEST = 110
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_ONES_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {word: 20 + 10 * place for place, word in enumerate(_TENS_WORDS)}
_ONES = {word: 1 + place for place, word in enumerate(_ONES_WORDS)}
_IN_WORDS = re.compile(
    rf"\b(?:({'|'.join(_TENS_WORDS)})(?:[ -]({'|'.join(_ONES_WORDS[:9])}))?"
    rf"|({'|'.join(reversed(_ONES_WORDS))}))(?=\b|ish\b)"
)
_SCHOOL_YEAR = re.compile(r"\byear (\d{1,2})\b(?! old)")
_BESIDE_SOMEBODY = re.compile(r"\b(?:older|younger) than (?!\d|\w*ty\b|\w*teen\b)")
_AND_MORE = re.compile(r"\d\s*\+|\b(?:over|older than|at least|more than|above)\b")
_AND_LESS = re.compile(r"\b(?:under|younger than|less than|below|up to)\b")


def age_range_of(words: str) -> tuple[int, int] | None:
    """Read an age as typed.

    Args:
        words: "14", "about 40", "45 or 50", "30-35", "in his thirties", "late forties",
            "40s", "60ish", "forty", "teenager", "under 5", "over 18", "year 9".

    Returns:
        Lowest and highest age in years, both included, within 0 and 110; None where no age
        can be read, or it makes no sense. "Over 18" has no upper end.

    Why:
        A neighbour's guess is wide, and a matcher that took "about 40" for 40 would count a
        man of 44 as somebody else.
    """
    said = _IN_WORDS.sub(_as_number, words.lower().replace("–", "-"))
    if _BESIDE_SOMEBODY.search(said):
        return None
    found = _decade(said) or _school_year(said) or _numbers(said)
    if found is None:
        return None
    low, high = found
    return (max(0, low), min(_OLDEST, high)) if low <= _OLDEST and low <= high else None


def guessed_age_of(words: str) -> tuple[int, int] | None:
    """Read an age as `age_range_of`, but take a bare number for a guess.

    Args:
        words: As there.

    Returns:
        As there; "40" is 36 to 44, and "14" is 13 to 15.

    Why:
        Who is told to be 40 is seldom exactly so: a man of 47 whose age was guessed was taken
        for somebody else.
    """
    found = age_range_of(words)
    if found is None or found[0] != found[1]:
        return found
    spread = _spread(found[0])
    return max(0, found[0] - spread), min(_OLDEST, found[1] + spread)


def _spread(age: int) -> int:
    return 1 if age < 18 else 4


def _as_number(found: re.Match[str]) -> str:
    tens, ones, below_twenty = found.groups()
    return str(_ONES[below_twenty] if below_twenty else _TENS[tens] + _ONES.get(ones or "", 0))


def _decade(said: str) -> tuple[int, int] | None:
    low_high = next((ends for word, ends in _DECADE_WORDS.items() if word in said), None)
    if low_high is None:
        match = _DECADE.search(said)
        low_high = (int(match[1]), int(match[1]) + 9) if match else None
    if low_high is None:
        return None
    for word, (start, end) in _THIRDS.items():
        if word in said and low_high[0] >= 20 and low_high[1] - low_high[0] == 9:
            return low_high[0] + start, low_high[0] + end
    return low_high


def _school_year(said: str) -> tuple[int, int] | None:
    """Read a class of an English school: in year 9 they turn fourteen."""
    found = _SCHOOL_YEAR.search(said)
    year = int(found[1]) if found else 0
    return (year + 4, year + 5) if 1 <= year <= 13 else None


def _numbers(said: str) -> tuple[int, int] | None:
    numbers = [int(item) for item in _NUMBER.findall(said)]
    if not numbers or max(numbers) > _OLDEST:
        return None
    low, high = min(numbers), max(numbers)
    if _AND_LESS.search(said):
        return 0, high
    if _AND_MORE.search(said):
        return low, low + 4 if "just over" in said else _OLDEST
    if "month" in said or "week" in said or "days" in said:
        return 0, 1
    if len(numbers) == 1 and (_ISH.search(said) or any(word in said for word in _ABOUT_WORDS)):
        return low - _spread(low), high + _spread(low)
    return low, high
