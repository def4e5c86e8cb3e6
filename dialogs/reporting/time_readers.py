"""What one pattern of words about a time comes to: a range of days, or nothing.

`time_rules` says which words lead to which of these; each takes the match, the day of telling,
and the age of the child spoken of where it was told.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from dialogs.reporting.year_days import FEASTS, SCHOOL_HOLIDAYS, SEASONS, newest, of_year
from intake.reporting.values import Days, month_days


class TimeKind(StrEnum):
    """What words about a time say."""

    AT = "at"
    SINCE = "since"
    EVERY = "every"
    OPEN = "open"
    """Kept as said: "since he moved in", "when she was six" of a child whose age is not told."""


Found = tuple[TimeKind, Days | None, bool, date | None]
"""Kind, days, whether they are rough, and a day to come where one was named."""
Read = Callable[[re.Match[str], date, int | None], Found | None]

MONTHS = [name.lower() for name in calendar.month_name]
SHORT_MONTHS = [name.lower() for name in calendar.month_abbr]
WEEKDAYS = [name.lower() for name in calendar.day_name]
NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
)  # fmt: skip
SIZES = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 31, "year": 366}
"""In days; the longest of its kind, so that nothing is cut off."""
FEW = (2, 5)
"""What "a few" or "several" of anything leaves open."""
LONGEST_AGO = 110
"""In years: nobody tells of more."""

DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}


def number_of(word: str) -> tuple[int, int]:
    """Return what a count leaves open: "two" is (2, 2), "a few" is (2, 5), "a couple of" (2, 3)."""
    if "few" in word or word in {"several", "some"}:
        return FEW
    if "couple" in word:
        return (2, 3)
    if word in {"a", "an"}:
        return (1, 1)
    count = int(word) if word.isdecimal() else NUMBERS.index(word)
    return (count, count)


def _month_number(word: str) -> int:
    return next(n for n in range(1, 13) if MONTHS[n].startswith(word[:3]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _at(days: Days | None, *, rough: bool = True) -> Found | None:
    return (TimeKind.AT, days, rough, None) if days else None


def _day(day: date | None, today: date, *, rough: bool = False) -> Found | None:
    if day is None:
        return None
    if day > today:
        return (TimeKind.AT, None, rough, day)
    return (TimeKind.AT, Days(day, day), rough, None)


def _back(today: date, days: int) -> date | None:
    return today - timedelta(days=days) if days <= LONGEST_AGO * 366 else None


def _between(first: date | None, last: date | None, today: date) -> Days | None:
    if first is None or last is None:
        return None
    last = min(last, today)
    return Days(first, last) if first <= last else None


def _month_back(today: date, months: int) -> tuple[int, int]:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return year, month + 1


# the rules, the most telling first


def iso(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "2026-11-17"."""
    return _day(_date(int(match[1]), int(match[2]), int(match[3])), today)


def slashed(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "17/11/2026", the day first; without a year, of this one."""
    told = int(match[4]) if match[4] else today.year
    return _day(_date(told + 2000 if told < 100 else told, int(match[3]), int(match[1])), today)


def written(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "17 November" and "November 17th", with or without a year."""
    number, month = (match[1], match[2]) if match[1] else (match[5], match[4])
    year = int(match[3] or match[6] or today.year)
    return _day(_date(year, _month_number(month), int(number)), today)


def months_apart(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "between June and August"; months that have not come are of last year."""
    first, last = _month_number(match[1]), _month_number(match[2])
    year = int(match[3]) if match[3] else today.year - (first > today.month)
    begins = year - 1 if match[3] and first > last else year
    ends = begins + (last < first)
    return _at(_between(date(begins, first, 1), month_days(ends, last).last, today))


def years_apart(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "2018 to 2020"."""
    last = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
    return _at(_between(_date(int(match[1]), 1, 1), _date(int(last), 12, 31), today))


def now(_match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "today", "this morning"."""
    return _day(today, today)


def day_before(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "yesterday", "last night", "the day before yesterday"."""
    return _day(today - timedelta(days=2 if match[0].startswith(("the day", "day")) else 1), today)


def the_other_day(_match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "the other night": some day of the last two weeks."""
    return _at(_between(today - timedelta(days=14), today, today))


def ago(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "two nights ago": a day is exact, a longer unit leaves half of itself open."""
    low, high = number_of(match[2])
    unit = match[3]
    if unit in {"minute", "hour"}:
        hours = high if unit == "hour" else 0
        return _at(_between(_back(today, (hours + 18) // 24), today, today))
    if unit in {"day", "night"} and low == high and not match[1]:
        return _day(_back(today, low), today)
    size = SIZES[unit]
    open_by = size // 2 + (max(1, size // 2) if match[1] else 0)
    first = _back(today, high * size + open_by)
    return _at(_between(first, _back(today, max(0, low * size - open_by)), today), rough=True)


def lasting(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "for about two years": from so long ago until today."""
    _, high = number_of(match[2])
    size = SIZES.get(match[3], 1)
    longest = high * size + (high * size // 2 if match[1] else 0)
    days = _between(_back(today, longest), today, today)
    return (TimeKind.SINCE, days, True, None) if days else None


def weekday(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "last Friday": the newest before today, unless it was the week before."""
    number = WEEKDAYS.index(match["day"])
    if match["of_week"]:
        monday = today - timedelta(days=today.weekday() + 7)
        return _day(monday + timedelta(days=number), today)
    back = (today.weekday() - number) % 7 or 7
    return _day(today - timedelta(days=back + (7 if match["before"] else 0)), today)


def every(_match: re.Match[str], _today: date, _age: int | None) -> Found | None:
    """Read "every Friday": how often, and no day."""
    return (TimeKind.EVERY, None, True, None)


def open_(_match: re.Match[str], _today: date, _age: int | None) -> Found | None:
    """Keep as said what names no day: "since he moved in"."""
    return (TimeKind.OPEN, None, True, None)


def this_or_last(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "last month", "this year", "the weekend": whole, and cut off at today."""
    which, unit = match[1], match[2]
    if which == "the" and unit != "weekend" and not match[3]:
        return None
    if unit in {"week", "weekend"}:
        monday = today - timedelta(days=today.weekday())
        if unit == "weekend":
            is_now = today.weekday() >= 5 and which != "last"
            saturday = monday + timedelta(days=5 if is_now else -2)
            return _at(_between(saturday, saturday + timedelta(days=1), today))
        first = monday if which != "last" else monday - timedelta(days=7)
        return _at(_between(first, first + timedelta(days=6), today))
    back = 1 if which == "last" else 0
    if unit == "month":
        days = month_days(*_month_back(today, back))
        return _at(_between(days.first, days.last, today))
    year = today.year - back - (1 if match[3] else 0)
    return _at(_between(date(year, 1, 1), date(year, 12, 31), today))


def past(match: re.Match[str], today: date, age: int | None) -> Found | None:
    """Read "over the last few weeks"."""
    found = lasting(match, today, age)
    return (TimeKind.AT, found[1], True, None) if found else None


def _named(
    kinds: tuple[Callable[[int], Days], ...], match: re.Match[str], today: date
) -> Found | None:
    of = match["of"] or ""
    year = int(of) if of.isdecimal() else today.year - 1 if of.startswith("last") else None
    if year is not None:
        return _at(of_year(kinds, year, today))
    is_last = (match["which"] or "").strip() == "last"
    return _at(newest(kinds, today, ended=is_last))


def season(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "last summer"."""
    return _named((SEASONS[match["name"]],), match, today)


def feast(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "since Christmas" and other feasts."""
    name = match["name"].replace("hallowe'en", "halloween")
    name = re.sub(r"^(new year|valentine)s\b", r"\1's", name)
    return _named((FEASTS.get(name, FEASTS["new year"]),), match, today)


def holidays(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "in the holidays", "at half term"."""
    name = match["name"].replace("half-term", "half term")
    return _named(SCHOOL_HOLIDAYS[name], match, today)


def month(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "in March", "late May 2024"; a month that has not come is of last year."""
    number = _month_number(match["name"])
    of = (match["of"] or "").strip()
    is_last = (match["which"] or "").strip() == "last"
    if of.isdecimal():
        of_year_ = int(of)
    elif of:
        of_year_ = today.year - of.startswith("last")
    else:
        is_later = number > today.month or (is_last and number == today.month)
        of_year_ = today.year - is_later
    days = month_days(of_year_, number)
    return _at(_between(days.first, days.last, today)) or _day(days.first, today)


def year(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "in 2019", "early 2019"."""
    year, part = int(match["year"]), match["part"] or ""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if part.startswith("early") or "start" in part or "beginning" in part:
        last = date(year, 4, 30)
    elif part.startswith("late") or "end" in part:
        first = date(year, 9, 1)
    elif "mid" in part:
        first, last = date(year, 4, 1), date(year, 9, 30)
    return _at(_between(first, last, today))


def decade(match: re.Match[str], today: date, _age: int | None) -> Found | None:
    """Read "in the nineties", "the early 2000s"."""
    word = match["name"]
    start = DECADES[word] if word in DECADES else _decade_of(word.strip("'s"))
    low, high = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(match["part"] or "", (0, 9))
    return _at(_between(date(start + low, 1, 1), date(start + high, 12, 31), today))


def _decade_of(digits: str) -> int:
    """Return the first year of "1990", "90" or "00"."""
    if len(digits) == 4:
        return int(digits)
    return int(("20" if digits < "30" else "19") + digits)


def at_age(match: re.Match[str], today: date, age: int | None) -> Found | None:
    """Read "when she was six" of a child whose age now was told."""
    then = number_of(match[2])[0]
    if age is None or then > age:
        return (TimeKind.OPEN, None, True, None)
    first = today - timedelta(days=(age + 1 - then) * 366)
    last = today - timedelta(days=max(0, (age - then - 1) * 365))
    return _at(_between(first, last, today))
