"""Words about a day, read as far as they can be: the words stay, the day only helps to sort."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
SHORT_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
ROUGHLY = re.compile(
    r"\b(about|around|roughly|maybe|perhaps|i think|approx\w*|ish|some time|sometime)\b|~|\?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """What words about a day came to.

    `iso` is a day or a month, or empty where the words name none; `is_about` is set where they
    are rough; `is_ahead` where they name a day that has not come yet, and `meant` is then the
    day a year or a month earlier, which may have been meant.
    """

    iso: str = ""
    is_about: bool = False
    is_ahead: bool = False
    meant: date | None = None
    named: date | None = None


def read_day(words: str, *, today: date) -> Day:
    """Read words about the past; words that name no day give an empty `Day`.

    Why:
        A false exact day is worse than a rough word: "last month" stays words and a month.
    """
    text = words.lower()
    rough = bool(ROUGHLY.search(text))
    found = _counted_back(text, today) or _written_day(text, today)
    if found is None:
        return Day(iso=_month_of(text, today), is_about=True)
    if found > today:
        return Day(is_ahead=True, meant=_earlier(found, today), named=found)
    return Day(iso=found.isoformat(), is_about=rough, named=found)


def _counted_back(text: str, today: date) -> date | None:
    if re.search(r"\b(today|tonight|just now|this (morning|afternoon|evening))\b", text):
        return today
    if re.search(r"\b(yesterday|last night)\b", text):
        return today - timedelta(days=1)
    ago = re.search(r"\b(\d{1,3}|a|an|one|two|three|four|five|six) (day|night|week)s? ago\b", text)
    if ago:
        count = NUMBERS.get(ago[1]) or int(ago[1])
        return today - timedelta(days=count * (7 if ago[2] == "week" else 1))
    for name, number in WEEKDAYS.items():
        if re.search(rf"\b(last |on |this )?{name}\b", text) and not _has_digits(text):
            back = (today.weekday() - number) % 7
            return today - timedelta(days=back or 7)
    return None


def _has_digits(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _written_day(text: str, today: date) -> date | None:
    iso = re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", text)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    short = re.search(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?\b", text)
    if short:
        return _day(_year(short[3], today), int(short[2]), int(short[1]))
    long = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\b,?(?: (\d{4}))?", text)
    if long is None:
        return None
    month = MONTHS.get(long[2]) or SHORT_MONTHS.get(long[2])
    return _day(_year(long[3], today), month, int(long[1])) if month else None


def _year(written: str | None, today: date) -> int:
    if not written:
        return today.year
    return int(written) + 2000 if len(written) == 2 else int(written)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _earlier(found: date, today: date) -> date | None:
    month_before = found.month - 1 or 12
    year = found.year if found.month > 1 else found.year - 1
    for candidate in (
        _day(year, month_before, found.day),
        _day(today.year - 1, found.month, found.day),
    ):
        if candidate and candidate <= today:
            return candidate
    return None


def _month_of(text: str, today: date) -> str:
    for name, number in MONTHS.items():
        if name == "may" and not re.search(r"\b(in|last|of|early|late) may\b", text):
            continue
        if re.search(rf"\b{name}\b", text):
            year = re.search(r"\b(19|20)\d\d\b", text)
            if year:
                return f"{year[0]}-{number:02d}"
            return f"{today.year - (number > today.month)}-{number:02d}"
    return ""
