"""How many years ago the things told of were, so that the present can be asked about.

Read `years_told` first. Everything here is worked out from the teller's own words (promise P4).

Why:
    A woman of eighteen told of what was done when she was fourteen; whom the man could reach by
    then was nobody's question (Peterborough review, row P1).
"""

import re
from datetime import date

from dialogs.reporting.draft import Draft
from dialogs.reporting.hearing import Heard
from intake.reporting.values import days_of

WHEN, STORY = "when", "story"
UNTOLD = 2
"""Years taken for "years ago" and "when I was a child": nobody told how many, but several."""
_YOUNG = (
    r"(?:(?:a|an|only a|just a|still a) )?(?:(?:little|small|young|wee) )?"
    r"(?:child|kid|girl|boy|lad|lass|teenager|teen|schoolgirl|schoolboy)\b"
)
_SMALL = r"(?:little|small|young|younger|tiny)\b|(?:still |back )?(?:at|in) (?:primary )?school\b"
_AGE = (
    r"(?:about |around |only |just |maybe )?(?:[1-9]|1[0-7]|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b(?! (?:minutes|miles|weeks))"
)
OWN_CHILDHOOD = re.compile(
    rf"\bwhen i was (?:{_YOUNG}|{_SMALL}|{_AGE})|\bi was (?:{_YOUNG}|{_AGE}) (?:when|at the time)\b"
    rf"|\bwhen (?:she|he|they|we) (?:was|were) (?:a child|a kid|children|kids|teenagers)\b"
    rf"|\bas a (?:little |small |young )?(?:child|kid|girl|boy|teenager|teen)\b"
    rf"|\b(?:in|during|throughout) (?:my|her|his|our|their) (?:childhood|teens)\b"
    rf"|\b(?:while |when )?i was growing up\b"
)
"""Meets words in small letters, with plain apostrophes."""
YEARS_AGO = re.compile(
    r"\b(?:(?:many|several|some|few|a few) )?(?:years|decades) (?:ago|back)\b|\ba long time ago\b"
    r"|\ban? (?:decade|lifetime) ago\b|\byears and years\b"
)


def years_told(draft: Draft, heard: Heard, *, today: date) -> tuple[tuple[str, int], ...]:
    """Return how many whole years ago the time ended that "when" and the story tell of.

    Args:
        draft: The draft; only those two answers are looked at.
        heard: What is understood in the language spoken, besides English.
        today: The day of telling.

    Returns:
        By key, in a fixed order. "When" counts from the last day that its words leave open; words
        of one's own childhood, and "years ago" without a number, count `UNTOLD` years at least. Of
        the story only words of a childhood count: its times are read back as the answer "when".
        What names no such time is left out.
    """
    when, story = draft.answer(WHEN), draft.answer(STORY)
    found: dict[str, int] = {}
    if when is not None and when.is_told:
        days = days_of(when.value)
        if days is not None:
            found[WHEN] = _whole_years(days.last, today)
        elif _says(when.text, YEARS_AGO, heard, "years_ago"):
            found[WHEN] = UNTOLD
        if _says(when.text, OWN_CHILDHOOD, heard, "own_childhood"):
            found[WHEN] = max(UNTOLD, found.get(WHEN, 0))
    if story is not None and _says(story.text, OWN_CHILDHOOD, heard, "own_childhood"):
        found[STORY] = UNTOLD
    return tuple(found.items())


def _says(words: str, english: re.Pattern[str], heard: Heard, kind: str) -> bool:
    plain = " ".join(words.lower().replace("’", "'").split())
    return bool(english.search(plain)) or heard.says(kind, words)


def _whole_years(last: date, today: date) -> int:
    is_before = (today.month, today.day) < (last.month, last.day)
    return max(0, today.year - last.year - is_before)
