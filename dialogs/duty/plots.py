"""Small plots as numbers for templates: places and sizes in SVG units, no words about anybody.

Colour is by class, so dark, print and high contrast work; every plot has a table beside it.
`weight_plot.py` has the weight over time, `link_chart.py` who and what is linked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogs.duty.voices import FILLS, fills_of, letter
from dialogs.duty.words import count
from intake.duty.views import EarlierDot, WeightView

MONTHS = 12
STACKED = 3
"""Dots that stand above each other in one month."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One concern in the strip."""

    x: float
    y: float
    css: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The last twelve months, this one last; `more` are the months with more than is drawn."""

    dots: tuple[Dot, ...]
    more: tuple[float, ...]
    words: str


def strip(dots: Sequence[EarlierDot]) -> Strip:
    """Return a dot a concern, stacked in its month, and the same in words."""
    height: Counter[int] = Counter()
    placed = []
    for one in dots:
        level = height[one.months_ago]
        height[one.months_ago] += 1
        if level < STACKED:
            css = "fink" if one.is_professional else "olp"
            placed.append(Dot(_month_x(one.months_ago), 20 - 7 * level, css))
    more = tuple(_month_x(month) for month, many in sorted(height.items()) if many > STACKED)
    return Strip(tuple(placed), more, _strip_words(dots, height))


def _month_x(months_ago: int) -> float:
    return 4.5 + 9 * (MONTHS - 1 - months_ago)


def _strip_words(dots: Sequence[EarlierDot], by_month: Counter[int]) -> str:
    if not dots:
        return "No earlier concern in 12 months"
    professional = sum(one.is_professional for one in dots)
    months = [f"{many} {_ago(month)}" for month, many in sorted(by_month.items())]
    return (
        f"{count(len(dots), 'earlier concern')} in 12 months, {professional} by professionals:"
        f" {', '.join(months)}"
    )


def _ago(months: int) -> str:
    if months == 0:
        return "this month"
    return "last month" if months == 1 else f"{months} months ago"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the weight bar; `letter` is empty where there is no room for it."""

    x: float
    width: float
    fill: str
    is_pattern: bool
    letter: str

    @property
    def middle(self) -> float:
        """Where its letter stands."""
        return round(self.x + self.width / 2, 2)

    @property
    def end(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 2)


@dataclass(frozen=True, slots=True)
class WeightBar:
    """The weight: a part a voice, firm end and dashed end, two lines; in per cent of its width.

    Why per cent: words in it stay as large as words are, on a telephone and on a wall.
    """

    parts: tuple[Part, ...]
    firm_end: float
    only_if: float
    review: float
    discuss: float


LETTER_UNITS = 3
"""Units for one per cent of the narrowest bar: what fits there fits everywhere."""


def weight_bar(weight: WeightView) -> WeightBar:
    """Return the bar of a weight, a part a voice in the order in which they first spoke.

    The lighter of many voices share the last part.
    """
    most = float(max(weight.if_same, weight.firm, weight.discuss_at)) * 1.15
    unit = 100 / most if most else 0.0
    own = fills_of(weight)
    rest = weight.firm - sum((v.points for v in weight.voices if v.voice in own), Decimal(0))
    told = [
        (own[voice.voice], letter(place), voice.points)
        for place, voice in enumerate(weight.voices)
        if voice.voice in own
    ]
    parts, x = [], 0.0
    for fill, name, points in [*told, (FILLS[len(own) % len(FILLS)], "others", rest)]:
        wide = round(float(points) * unit, 2)
        if wide > 0:
            fits = name if wide * LETTER_UNITS >= 8 + 7 * len(name) else ""
            parts.append(Part(round(x, 2), wide, fill, fill.startswith("p"), fits))
            x += wide
    return WeightBar(
        parts=tuple(parts),
        firm_end=round(float(weight.firm) * unit, 2),
        only_if=round(float(max(weight.if_same - weight.firm, Decimal(0))) * unit, 2),
        review=round(float(weight.review_at) * unit, 2),
        discuss=round(float(weight.discuss_at) * unit, 2),
    )
