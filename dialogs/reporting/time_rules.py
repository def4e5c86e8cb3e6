"""Which words name a time: patterns, the most telling first, each with its reader."""

import re

from dialogs.reporting.time_readers import (
    MONTHS,
    NUMBERS,
    SHORT_MONTHS,
    WEEKDAYS,
    Read,
    ago,
    at_age,
    day_before,
    decade,
    every,
    feast,
    holidays,
    iso,
    lasting,
    month,
    months_apart,
    now,
    open_,
    past,
    season,
    slashed,
    the_other_day,
    this_or_last,
    weekday,
    written,
    year,
    years_apart,
)

_MONTH = "|".join(MONTHS[1:])
_ANY_MONTH = "|".join((*MONTHS[1:], "sept", *SHORT_MONTHS[1:]))
_DAY_OF_WEEK = "|".join(WEEKDAYS)
_COUNT = r"(?:\d{1,3}|an?|" + "|".join(NUMBERS[1:]) + r"|(?:a )?couple of|(?:a )?few|several|some)"
_UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year)"
_ROUGH = r"(?:about|around|roughly|nearly|almost|over|more than|at least|some|maybe|perhaps)"
_PART = r"(?:early|mid|late|the (?:start|beginning|middle|end) of)"
_OF_DAY = r"(?:morning|afternoon|evening|night|lunchtime|teatime)"
_YEAR = r"(?:19|20)\d\d"

_OF = rf"(?P<of>{_YEAR}|(?:this|last) year)"
_WHICH = r"(?P<which>last |this |(?:(?:in|over|during|at|since|by|around|before|after) )?(?:the )?)"
_FEAST = (
    r"christmas eve|christmas day|boxing day|new year'?s (?:eve|day)|new year|christmas|"
    r"good friday|easter sunday|easter monday|easter|hallowe'?en|bonfire night|valentine'?s day"
)
_NO_VERB = "|".join(name for name in MONTHS[1:] if name not in {"march", "may"})

PATTERNS: tuple[tuple[str, Read], ...] = (
    (rf"\b(?:on |around |about )?({_YEAR})-(\d{{1,2}})-(\d{{1,2}})\b", iso),
    (r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|\.\d)", slashed),
    (r"(?<![\d/.])(\d{1,2})(/)(\d{1,2})()(?![\d/]|\.\d)", slashed),
    (
        (
            rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_ANY_MONTH})\b,?(?: ({_YEAR}))?"
            rf"|\b({_ANY_MONTH}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b"
            rf"(?!\d|:|\.\d| ?[ap]m),?(?: ({_YEAR}))?"
        ),
        written,
    ),
    (
        (
            rf"\b(?:between |from )({_MONTH})(?: to | and | until | till |-|–)({_MONTH})"
            rf"(?: ({_YEAR}))?"
        ),
        months_apart,
    ),
    (
        rf"\b(?:between |from |in )?({_YEAR})(?: to | and | or | until |-|–|/)({_YEAR}|\d\d)\b",
        years_apart,
    ),
    (r"\b(?:the )?day before yesterday\b", day_before),
    (rf"\b(?:yesterday|last night)(?: {_OF_DAY})?\b", day_before),
    (r"\bthe other (?:day|night|week)\b", the_other_day),
    (rf"\b(?:today|tonight|just now|right now|this {_OF_DAY})\b", now),
    (rf"\b({_ROUGH} )?({_COUNT}) ({_UNIT})s? ago\b", ago),
    (
        (
            r"\b(?:for|over|in|during|these|within)(?: (?:the|these))? (?:last|past) ()"
            rf"({_COUNT}) ({_UNIT})s?\b"
        ),
        past,
    ),
    (rf"\bfor ({_ROUGH} )?({_COUNT}) ({_UNIT})s?\b(?! ago)", lasting),
    (
        (
            rf"\b(?:every|each)(?: other| single| second)? (?:{_DAY_OF_WEEK}|day|night|week|"
            rf"weekend|"
            rf"month|{_OF_DAY})\b|\b(?:on )?(?:{_DAY_OF_WEEK})s\b|\b(?:daily|weekly|nightly)\b"
            r"|\b(?:most|all) (?:days|nights|weekends|mornings|evenings)\b"
            r"|\b(?:once|twice|\w+ times) an? (?:day|week|month)\b"
        ),
        every,
    ),
    (
        (
            rf"\b(?:last |on |this |this past |late |early )*(?P<day>{_DAY_OF_WEEK})(?: {_OF_DAY})?"
            r"(?P<before> before last)?(?P<of_week>(?: of)? last week)?\b"
        ),
        weekday,
    ),
    (
        (
            rf"\b{_WHICH}(?P<name>summer|easter|christmas) (?:school )?holidays?\b"
            rf"(?: (?:in |of )?{_OF})?"
        ),
        holidays,
    ),
    (
        (
            r"\b(?P<which>last |(?:in|over|during|since) |(?:in |over |during |since )?the )"
            rf"(?P<name>)(?:school )?holidays\b(?: (?:in |of )?{_OF})?"
        ),
        holidays,
    ),
    (rf"\b{_WHICH}(?P<name>half[- ]term)\b(?: (?:in |of )?{_OF})?", holidays),
    (
        (
            rf"\b{_WHICH}(?P<name>{_FEAST})\b(?! (?:tree|card|present|dinner|party|egg|holiday))"
            rf"(?: (?:in |of )?{_OF})?"
        ),
        feast,
    ),
    (
        (
            r"\b(?P<which>last |this |(?:in|over|during|since|by|around) (?:the )?|the )"
            r"(?:early |late |mid[- ])?"
            rf"(?P<name>spring|summer|autumn|winter)\b(?: (?:in |of )?{_OF})?"
        ),
        season,
    ),
    (
        (
            r"\b(?P<which>last |this |(?:in|since|by|around|during|of|until) "
            rf"|(?:in |at |since )?{_PART} )(?P<name>{_MONTH})\b,?"
            rf"(?P<of> {_YEAR}| (?:this|last) year)?"
        ),
        month,
    ),
    (rf"(?P<which>)\b(?P<name>{_ANY_MONTH})\b,? (?P<of>{_YEAR}|(?:this|last) year)\b", month),
    (rf"(?P<which>)\b(?P<name>{_NO_VERB})\b(?P<of>)", month),
    (
        (
            r"\b(?:earlier |some ?time |at |over |during |in |all |later )*"
            r"(last|this|the) (week|weekend|month|year)( before last)?\b(?! ago)"
        ),
        this_or_last,
    ),
    (
        (
            r"\b(?:in |during |since )?the (?P<part>early|mid|late)?[ -]?"
            r"(?P<name>(?:19|20)?\d0'?s|sixties|seventies|eighties|nineties)\b"
        ),
        decade,
    ),
    (
        (
            r"\b(?:(?:in|since|around|about|back in|during|of|until|before) )?"
            rf"(?:(?P<part>{_PART}) )?(?P<year>{_YEAR})\b(?![-/.]\d)"
        ),
        year,
    ),
    (
        (
            r"\bwhen (he|she|they|i|we|\w+) (?:was|were) (?:about |around |only |just )?"
            rf"(\d{{1,2}}|{'|'.join(NUMBERS[1:])})\b(?! (?:o'clock|minutes|miles))"
        ),
        at_age,
    ),
    (
        r"\b(?:ever )?since (?:(?!christmas|easter|last)[a-z]+)\b(?: [a-z']+){0,6}",
        open_,
    ),
    (
        (
            r"\b(?:for|over) (?:years|months|weeks|ages|a (?:long )?while)\b|\byears ago\b"
            r"|\ba (?:long )?while ago\b"
        ),
        open_,
    ),
)
RULES = tuple((re.compile(pattern), read) for pattern, read in PATTERNS)
"""Compiled once; the words they meet are in small letters, with plain apostrophes."""
