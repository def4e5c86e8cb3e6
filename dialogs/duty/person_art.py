"""What a person's page draws, and which part of it an address asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from dialogs.duty import voices, weight_plot, words
from dialogs.duty.flag_strip import FlagStrip, strip_since_flag
from dialogs.duty.plots import WeightBar, weight_bar
from intake.duty.views import (
    Paged,
    PersonAsked,
    PersonPage,
    Then,
    VoicePart,
    WeightPlot,
    WeightStep,
    WeightView,
    paged,
)

LONGEST = 6


@dataclass(frozen=True, slots=True)
class Months:
    """Where one may look back to: months as numbers for a slider, and as addresses have them.

    Args:
        first: Number of the month of the first step; `last` of the month that runs.
        shown: Number of the month that is shown; `words` says it.
        before: The month before it, empty where there is none; `after` the one after it.
        change_before: The nearest earlier month in which a step was taken; `change_after` later.
    """

    first: int
    last: int
    shown: int
    words: str
    before: str
    after: str
    change_before: str
    change_after: str


@dataclass(frozen=True, slots=True)
class PersonArt:
    """The weight of a person as drawn: over time, now or at the end of a month, by voice.

    `news` numbers the steps of the month that is looked back to.
    """

    weight: WeightView
    plot: weight_plot.OverTime
    bar: WeightBar
    kinds: tuple[voices.KindRow, ...]
    lines: tuple[voices.VoiceLine, ...]
    rest: tuple[VoicePart, ...]
    letters: Mapping[str, str]
    steps: Paged[WeightStep]
    months: Months
    since_flag: FlagStrip | None = None


def drawn_of(page: PersonPage, steps_page: int) -> PersonArt | None:
    """Return the drawings of a page; None where nothing is weighed for this reader.

    Args:
        page: The page.
        steps_page: Page of the steps' table; 0 is the last, which has the newest.
    """
    weight = page.then.weight if page.then else page.weight
    if weight is None or page.plot is None:
        return None
    told = page.plot.steps[: page.then.steps] if page.then else page.plot.steps
    lines, rest = voices.lines(weight)
    return PersonArt(
        weight=weight,
        plot=weight_plot.over_time(
            page.plot,
            rule_words=words.RULES,
            points=words.points,
            until=page.then.until if page.then else None,
        ),
        bar=weight_bar(weight),
        kinds=voices.rows_by_kind(weight),
        lines=lines,
        rest=rest,
        letters={told[0]: voices.letter(n) for n, told in enumerate(page.plot.voices)},
        steps=paged(told, steps_page or len(told)),
        months=_months(page.plot, page.then),
        since_flag=None
        if page.then
        else strip_since_flag(page.plot, (flag.starts_on for flag in page.flags)),
    )


def _months(plot: WeightPlot, then: Then | None) -> Months:
    changes = [_number(words.local(step.at).date()) for step in plot.steps]
    first, last = changes[0], _number(words.local(plot.at).date())
    shown = _number(then.month) if then else last
    return Months(
        first=first,
        last=last,
        shown=shown,
        words=words.month(date(shown // 12, shown % 12 + 1, 1)),
        before=month_words(shown - 1) if shown > first else "",
        after=month_words(shown + 1) if shown < last else "",
        change_before=month_words(max((one for one in changes if one < shown), default=0)),
        change_after=month_words(min((one for one in changes if one > shown), default=0)),
    )


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_words(number: int) -> str:
    """Return the month of a slider's number as an address has it: 2026-05; empty for 0."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if number else ""


# addresses


def told_number(words: str) -> int:
    """Return a whole number of an address; 0 where it is none."""
    return int(words) if words.isdecimal() and len(words) <= LONGEST else 0


def asked_of(told: Mapping[str, str]) -> PersonAsked:
    """Return what an address asks for: a month by name, or by its number on the slider."""
    number = told_number(told.get("at", ""))
    return PersonAsked(
        month=month_words(number) or told.get("month", "")[:7],
        by_known=told.get("by") == "known",
        page=told_number(told.get("page", "")),
        linked=told_number(told.get("linked", "")),
    )


def kept_of(purpose: str, asked: PersonAsked) -> dict[str, object]:
    """Return what an address of this page keeps, by name; what is not asked for is left out."""
    told = {
        "because": purpose,
        "by": "known" if asked.by_known else "",
        "month": asked.month,
        "page": asked.page,
        "linked": asked.linked,
    }
    return {key: value for key, value in told.items() if value}


def links_of(purpose: str, asked: PersonAsked) -> Callable[..., str]:
    """Return what makes an address of this page with one thing changed; `None` leaves it out.

    Why: an address holds codes, numbers and months, never a word about anybody (P10).
    """
    kept = kept_of(purpose, asked)

    def link(**changes: object) -> str:
        told = {key: value for key, value in (kept | changes).items() if value is not None}
        return f"?{urlencode(told)}"

    return link
