"""When offices are open, as a teller reads it: days of the week in their language, and hours."""

from itertools import groupby

from babel.dates import get_day_names


def week_code(week: tuple[tuple[tuple[int, int], ...], ...]) -> str:
    """Return a week's hours as one line of digits, to be worded later in any language.

    Args:
        week: Seven days from Monday; spans of each as minutes of the day, from and up to.

    Returns:
        Days that are alike together, such as "0-3 08:00-17:30; 4 08:00-16:30"; closed days are
        left out, and a week that never opens is empty.
    """
    parts = []
    for spans, days in groupby(range(len(week)), key=lambda day: week[day]):
        held = list(days)
        if spans:
            hours = ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in spans)
            named = f"{held[0]}-{held[-1]}" if len(held) > 1 else f"{held[0]}"
            parts.append(f"{named} {hours}")
    return "; ".join(parts)


def week_said(code: str, language: str) -> str:
    """Return what `week_code` wrote with the days named as a language names them."""
    names = get_day_names("abbreviated", locale="en_GB" if language == "en" else language)
    said = []
    for part in filter(None, code.split("; ")):
        days, _, hours = part.partition(" ")
        named = "–".join(names[int(day)] for day in days.split("-"))
        said.append(f"{named} {hours.replace('-', '–')}")
    return ", ".join(said)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
