"""Plots as numbers for templates: places and sizes in SVG units, no words about anybody.

Colour is by class, so dark, print and high contrast work; every plot has a table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from dialogs.duty.words import local
from intake.duty.views import EarlierDot, WeightPlot, WeightStep, WeightView

FILLS = ("f1", "po", "f2", "pd", "f3", "px")
"""Fill of each voice in order: a class, or a pattern of the page."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One concern in the strip."""

    x: float
    y: float
    css: str


def strip(dots: Sequence[EarlierDot]) -> tuple[Dot, ...]:
    """Return a dot a concern, stacked in its month; 12 columns, the present one last."""
    height: dict[int, int] = {}
    placed = []
    for one in dots:
        level = height.get(one.months_ago, 0)
        height[one.months_ago] = level + 1
        if level < 3:
            x = 4.5 + 9 * (11 - one.months_ago)
            placed.append(Dot(x, 20 - 7 * level, "fink" if one.is_professional else "olp"))
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the weight bar."""

    x: float
    width: float
    fill: str
    is_pattern: bool


@dataclass(frozen=True, slots=True)
class WeightBar:
    """The weight now: a part a voice, firm end and dashed end, two lines; 300 units wide."""

    parts: tuple[Part, ...]
    firm_end: float
    only_if: float
    review: float
    discuss: float


def weight_bar(weight: WeightView) -> WeightBar:
    """Return the bar of a weight."""
    top = max(weight.if_same, weight.firm, weight.discuss_at) * Decimal("1.15")
    unit = 296 / float(top or 1)
    parts, x = [], 2.0
    for place, voice in enumerate(weight.voices):
        width = round(float(voice.points) * unit, 1)
        if width:
            fill = FILLS[place % len(FILLS)]
            parts.append(Part(round(x, 1), width, fill, fill.startswith("p")))
            x += width
    return WeightBar(
        parts=tuple(parts),
        firm_end=round(2 + float(weight.firm) * unit, 1),
        only_if=round(float(max(weight.if_same - weight.firm, Decimal(0))) * unit, 1),
        review=round(2 + float(weight.review_at) * unit, 1),
        discuss=round(2 + float(weight.discuss_at) * unit, 1),
    )


LEFT, RIGHT, TOP, FLOOR = 78.0, 676.0, 40.0, 250.0


@dataclass(frozen=True, slots=True)
class StepMark:
    """One numbered step on the plot."""

    number: int
    x: float
    y: float
    is_firm: bool
    is_professional: bool
    lane: int


@dataclass(frozen=True, slots=True)
class Layer:
    """One voice's layer: an outline, a fill, where its label stands."""

    path: str
    fill: str
    is_pattern: bool
    setting: str
    points: str
    label_y: float
    middle_y: float


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A rule that was crossed, as a diamond on its line."""

    x: float
    name: str
    y: float


@dataclass(frozen=True, slots=True)
class OverTime:
    """The whole plot of weight over time, 800 units wide and `height` high."""

    layers: tuple[Layer, ...]
    outline: str
    dashed: str
    steps: tuple[StepMark, ...]
    rules: tuple[RuleMark, ...]
    ticks: tuple[tuple[float, str], ...]
    grid: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, str], ...]
    lanes: tuple[tuple[float, str], ...]
    firm_y: float
    if_same_y: float
    rules_y: float
    height: float


class _Scale:
    """Places of moments and points on the paper."""

    def __init__(self, plot: WeightPlot) -> None:
        first = plot.steps[0].at
        width = max(plot.at - first, timedelta(days=60))
        self.start = first - width * 0.08
        self.end = plot.at
        most = max([plot.discuss_at, *(max(s.firm, s.if_same) for s in plot.steps)])
        self.step = _grid_step(float(most))
        self.top = (int(float(most) * 1.1 // self.step) + 1) * self.step

    def x(self, at: datetime) -> float:
        share = (at - self.start) / (self.end - self.start)
        return round(LEFT + share * (RIGHT - 22 - LEFT), 1)

    def y(self, value: float | Decimal) -> float:
        return round(FLOOR - float(value) / self.top * (FLOOR - TOP), 1)


def _grid_step(most: float) -> float:
    return next((step for step in (5, 10, 20, 50, 100, 200) if most / step <= 5), 500)


def over_time(plot: WeightPlot, *, rule_words: dict[str, str], points: object) -> OverTime:
    """Return the plot of weight over time.

    Args:
        plot: The steps; at least one.
        rule_words: Labels of rules by name.
        points: Writes a number of points.
    """
    scale = _Scale(plot)
    say = points if callable(points) else str
    settings = list(dict.fromkeys(step.setting for step in plot.steps))
    last = plot.steps[-1]
    return OverTime(
        layers=_layers(plot, scale, say),
        outline=_stairs(plot.steps, scale, lambda step: step.firm),
        dashed=_dashed(plot, scale),
        steps=tuple(
            StepMark(
                step.number,
                scale.x(step.at),
                scale.y(step.firm if step.is_firm else step.if_same),
                step.is_firm,
                step.is_professional,
                settings.index(step.setting),
            )
            for step in plot.steps
        ),
        rules=_rules(plot, scale, rule_words),
        ticks=_ticks(scale),
        grid=tuple(
            (scale.y(n * scale.step), f"{n * scale.step:g}")
            for n in range(int(scale.top / scale.step) + 1)
        ),
        lines=(
            (scale.y(plot.review_at), f"review {say(plot.review_at)}"),
            (scale.y(plot.discuss_at), f"discuss {say(plot.discuss_at)}"),
        ),
        lanes=tuple((340 + 24 * n, words.capitalize()) for n, words in enumerate(settings)),
        firm_y=scale.y(last.firm),
        if_same_y=scale.y(last.if_same),
        rules_y=294,
        height=360 + 24 * len(settings),
    )


def _layers(plot: WeightPlot, scale: _Scale, say: object) -> tuple[Layer, ...]:
    layers = []
    below = [Decimal(0)] * len(plot.steps)
    used: list[float] = []
    for place, (voice, setting, _) in enumerate(plot.voices):
        own = [dict(step.by_voice).get(voice, Decimal(0)) for step in plot.steps]
        above = [low + more for low, more in zip(below, own, strict=True)]
        if any(own):
            fill = FILLS[place % len(FILLS)]
            middle = (scale.y(above[-1]) + scale.y(below[-1])) / 2
            label = _free(middle, used)
            layers.append(
                Layer(
                    path=_band(plot.steps, below, above, scale),
                    fill=fill,
                    is_pattern=fill.startswith("p"),
                    setting=setting.capitalize(),
                    points=say(own[-1]) if callable(say) else "",
                    label_y=round(label, 1),
                    middle_y=round(middle, 1),
                )
            )
        below = above
    return tuple(layers)


def _free(wanted: float, used: list[float]) -> float:
    """Return a place for a label that no other takes, moving up."""
    place = wanted
    while any(abs(place - other) < 15 for other in used):
        place -= 3
    used.append(place)
    return place


def _band(
    steps: Sequence[WeightStep], low: list[Decimal], high: list[Decimal], scale: _Scale
) -> str:
    end = scale.x(scale.end)
    xs = [scale.x(step.at) for step in steps]
    up: list[str] = []
    down: list[str] = []
    for place, x in enumerate(xs):
        until = xs[place + 1] if place + 1 < len(xs) else end
        up += [f"{x} {scale.y(high[place])}", f"{until} {scale.y(high[place])}"]
        down += [f"{x} {scale.y(low[place])}", f"{until} {scale.y(low[place])}"]
    return "M" + " L".join(up + down[::-1]) + "Z"


def _stairs(steps: Sequence[WeightStep], scale: _Scale, value: object) -> str:
    told = [f"{LEFT} {FLOOR}"]
    height = FLOOR
    for step in steps:
        x, y = scale.x(step.at), scale.y(value(step)) if callable(value) else FLOOR
        told += [f"{x} {height}", f"{x} {y}"]
        height = y
    return "M" + " L".join([*told, f"{scale.x(scale.end)} {height}"])


def _dashed(plot: WeightPlot, scale: _Scale) -> str:
    """Return the stairs of what is reached only if the same; empty where nothing hangs on it."""
    last = plot.steps[-1]
    if last.if_same <= last.firm:
        return ""
    first = next(n for n, step in enumerate(plot.steps) if step.if_same > step.firm)
    start = scale.y(plot.steps[first].firm)
    told = []
    for step in plot.steps[first:]:
        told += [f"{scale.x(step.at)} {start}", f"{scale.x(step.at)} {scale.y(step.if_same)}"]
        start = scale.y(step.if_same)
    return "M" + " L".join([*told, f"{RIGHT} {start}"])


def _rules(plot: WeightPlot, scale: _Scale, words: dict[str, str]) -> tuple[RuleMark, ...]:
    marks: list[RuleMark] = []
    row_end = [LEFT, LEFT]
    for step in plot.steps:
        if step.rules:
            names = ", ".join(words.get(name, name.replace("_", " ")) for name in step.rules)
            x = scale.x(step.at)
            row = 0 if x >= row_end[0] else 1
            row_end[row] = x + 24 + 6.2 * len(names)
            marks.append(RuleMark(x, names, 294 + 20 * row))
    return tuple(marks)


def _ticks(scale: _Scale) -> tuple[tuple[float, str], ...]:
    """Return months, or years where many, with the place where each begins."""
    months = (scale.end - scale.start).days / 30
    every = next((n for n in (1, 2, 3, 6, 12, 24) if months / n <= 13), 60)
    start = local(scale.start)
    year, month = start.year, start.month
    ticks: list[tuple[float, str]] = []
    while True:
        month += 1
        year, month = (year + 1, 1) if month > 12 else (year, month)
        at = datetime(year, month, 1, tzinfo=start.tzinfo)
        if at > scale.end:
            return tuple(ticks)
        if (year * 12 + month - 1) % every == 0:
            name = f"{at:%b}" if every < 12 else f"{year}"
            ticks.append((scale.x(at), f"{name} {year}" if month == 1 and every < 12 else name))
