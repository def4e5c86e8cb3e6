"""Words about a time, wherever they stand, as a range of days: the words stay, always.

Read `times_in` first: it finds each time in free words. `dialogs.reporting.days` reads one answer
with it. English first; what is not understood is simply not found.

Why:
    A false exact day is worse than a rough word: "last month" is a month, "about two years" is
    wider than two years, and "since he moved in" is no day at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dialogs.reporting.time_readers import TimeKind
from dialogs.reporting.time_rules import RULES
from intake.reporting.values import Days


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """One time in words, where it stands, and the days it leaves open.

    `days` is None where the words name none, or a day to come; that day is `ahead` then.
    """

    words: str
    start: int
    end: int
    kind: TimeKind
    days: Days | None = None
    is_about: bool = False
    ahead: date | None = None


_CLOCK = re.compile(
    r"(?:\b(?:at|around|about|just after|just before) )+\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o.?clock)?"
    r" (?:on )?$|\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o.?clock) (?:on )?$",
    re.IGNORECASE,
)


def times_in(words: str, *, today: date, age: int | None = None) -> tuple[TimeSaid, ...]:
    """Return every time that words name, in their order; none overlaps another.

    Args:
        words: Free words, any length.
        today: The day of telling; no range goes beyond it.
        age: In years, of the child spoken of, where it was told: "when she was six" is a range
            only then.
    """
    text = words.lower().replace("’", "'")
    if len(text) != len(words):
        text = "".join(c.lower() if len(c.lower()) == 1 else c for c in words).replace("’", "'")
    taken: list[TimeSaid] = []
    for pattern, read in RULES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < one.end and one.start < end for one in taken):
                continue
            found = read(match, today, age)
            if found is not None:
                kind, days, is_about, ahead = found
                start = _with_clock(text, start)
                taken.append(TimeSaid(words[start:end], start, end, kind, days, is_about, ahead))
    return tuple(_since_times(words, text, sorted(taken, key=lambda one: one.start), today))


def _with_clock(text: str, start: int) -> int:
    clock = _CLOCK.search(text, max(0, start - 40), start)
    return clock.start() if clock else start


_SINCE = re.compile(r"\b(?:ever )?since (?:about |around |the )*$")


def _since_times(words: str, text: str, found: list[TimeSaid], today: date) -> Iterator[TimeSaid]:
    """Let "since" before a time make it a time that goes on until today."""
    for one in found:
        since = _SINCE.search(text, max(0, one.start - 24), one.start)
        start = since.start() if since else one.start
        if one.days is None or not (since or text.startswith("since ", one.start)):
            yield one
            continue
        days = Days(one.days.first, today)
        yield TimeSaid(words[start : one.end], start, one.end, TimeKind.SINCE, days, is_about=True)
