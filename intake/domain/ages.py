"""Ages as people say them, as a range of years."""

import re

_NUMBER = re.compile(r"\d{1,3}")
_DECADE = re.compile(r"\b(\d0)\s*(?:'?s)\b")
_DECADE_WORDS = {
    "teens": (13, 19),
    "twenties": (20, 29),
    "thirties": (30, 39),
    "forties": (40, 49),
    "fifties": (50, 59),
    "sixties": (60, 69),
    "seventies": (70, 79),
    "eighties": (80, 89),
}
_THIRDS = {"early": (0, 3), "mid": (4, 6), "middle": (4, 6), "late": (7, 9)}
_ABOUT_WORDS = ("about", "around", "roughly", "maybe", "or so", "ish", "perhaps", "nearly", "~")


def age_range_of(words: str) -> tuple[int, int] | None:
    """Read an age as typed.

    Args:
        words: "14", "about 40", "45 or 50", "30-35", "in his thirties", "late forties",
            "40s", "under 5".

    Returns:
        Lowest and highest age in years, both included, within 0 and 110; None where no age
        can be read, or it makes no sense.

    Why:
        A neighbour's guess is wide, and a matcher that took "about 40" for 40 would count a
        man of 44 as somebody else.
    """
    said = words.lower().replace("–", "-")
    found = _decade(said) or _numbers(said)
    if found is None:
        return None
    low, high = found
    return (max(0, low), min(110, high)) if low <= 110 and low <= high else None


def _decade(said: str) -> tuple[int, int] | None:
    low_high = next((ends for word, ends in _DECADE_WORDS.items() if word in said), None)
    if low_high is None:
        match = _DECADE.search(said)
        low_high = (int(match[1]), int(match[1]) + 9) if match else None
    if low_high is None:
        return None
    for word, (start, end) in _THIRDS.items():
        if word in said and low_high[0] >= 20:
            return low_high[0] + start, low_high[0] + end
    return low_high


def _numbers(said: str) -> tuple[int, int] | None:
    numbers = [int(item) for item in _NUMBER.findall(said)]
    if not numbers or max(numbers) > 110:
        return None
    low, high = min(numbers), max(numbers)
    if "under" in said or "younger than" in said:
        return 0, high
    if "over" in said or "older than" in said:
        return low, low + 15
    if "month" in said or "week" in said or "days" in said:
        return 0, 1
    if len(numbers) == 1 and any(word in said for word in _ABOUT_WORDS):
        spread = 1 if low < 18 else 4
        return low - spread, high + spread
    return low, high
