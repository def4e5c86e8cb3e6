"""The weight of one person over time, as places on paper; read `over_time` first.

It takes plain values and no request, so that a page of the console, a printed page and a played
history draw the same picture. Templates are in `templates/weight_plot.html`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dialogs.duty import words
from dialogs.duty.plot_scale import FLOOR, LEFT, NOW, Scale, scale_of, ticks_of
from dialogs.duty.plot_tips import Tip, tip_of
from dialogs.duty.voices import FILLS, fills, letter
from intake.duty.views import StandingStep, WeightPlot, WeightStep

MOST_LINKS = 40
"""Marks that Tab stops at; a longer history is read in its table."""
APART = 19.0
"""Units between two numbered marks that can both be read."""
MOST_COLUMNS = 200
RULES_Y = FLOOR + 44
STANDING_Y = FLOOR + 90
LANE = 24.0


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step on the stairs and on its lane; `number` is empty where there is no room for it."""

    step: WeightStep
    x: float
    y: float
    lane_y: float
    number: str
    tip: Tip


@dataclass(frozen=True, slots=True)
class Layer:
    """One voice's layer: an outline, a fill, where its label stands."""

    path: str
    fill: str
    is_pattern: bool
    name: str
    points: str
    label_y: float
    middle_y: float


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A rule that was reached, as a diamond on its line; `is_left` where its name stands before."""

    x: float
    y: float
    name: str
    is_left: bool


@dataclass(frozen=True, slots=True)
class StandingMark:
    """A change of standing; a word where there is room for it, a square where a human decided."""

    x: float
    band: str
    is_human: bool


@dataclass(frozen=True, slots=True)
class OverTime:
    """The whole plot of weight over time, 800 units wide and `height` high.

    `dots` is a path of points for the steps that have no mark. `end_x` is where what is drawn
    ends: now, or the end of the month that is looked back to.
    """

    layers: tuple[Layer, ...]
    outline: str
    dashed: str
    marks: tuple[StepMark, ...]
    dots: str
    rules: tuple[RuleMark, ...]
    standings: tuple[StandingMark, ...]
    ticks: tuple[tuple[float, str], ...]
    grid: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, str], ...]
    lanes: tuple[tuple[float, str], ...]
    firm: str
    firm_label_y: float
    if_same: str
    if_same_label_y: float
    end_x: float
    height: float


def over_time(
    plot: WeightPlot,
    *,
    rule_words: Mapping[str, str],
    points: Callable[[Decimal], str],
    until: datetime | None = None,
) -> OverTime:
    """Return the plot of weight over time.

    Args:
        plot: The steps; at least one.
        rule_words: Labels of rules by name.
        points: Writes a number of points.
        until: Draw only what was known by then, on the paper of the whole; None draws all.
    """
    end = min(until or plot.at, plot.at)
    steps = [step for step in plot.steps if step.at <= end]
    scale = scale_of(plot)
    end_x = scale.x(end)
    settings = list(dict.fromkeys(step.setting for step in plot.steps))
    lanes = tuple(
        (STANDING_Y + LANE * (place + 1), name.capitalize()) for place, name in enumerate(settings)
    )
    marks, dots = _marks(plot, steps, scale, dict(zip(settings, lanes, strict=True)), points)
    layers = _layers(plot, steps, scale, end_x, points)
    last = steps[-1] if steps else None
    firm_y, both_y = _end_labels(layers, scale, last)
    return OverTime(
        layers=layers,
        outline=_stairs(_thinned(steps, scale), scale, end_x, lambda step: step.firm),
        dashed=_dashed(steps, scale, end_x),
        marks=marks,
        dots=dots,
        rules=_rules(steps, scale, rule_words),
        standings=_standings(plot.standings, scale, end),
        ticks=ticks_of(scale),
        grid=scale.grid,
        lines=(
            (scale.y(plot.review_at), f"review {points(plot.review_at)}"),
            (scale.y(plot.discuss_at), f"discuss {points(plot.discuss_at)}"),
        ),
        lanes=lanes,
        firm=points(last.firm if last else Decimal(0)),
        firm_label_y=firm_y,
        if_same=points(last.if_same) if last and last.if_same > last.firm else "",
        if_same_label_y=both_y,
        end_x=end_x,
        height=STANDING_Y + LANE * len(settings) + 18,
    )


# layers


def _layers(
    plot: WeightPlot,
    steps: Sequence[WeightStep],
    scale: Scale,
    end_x: float,
    points: Callable[[Decimal], str],
) -> tuple[Layer, ...]:
    """Return a layer a voice, the first that spoke lowest; the lightest of many share one."""
    columns = _thinned(steps, scale)
    totals = _totals_at(steps, columns)
    last = totals[-1] if totals else {}
    own = fills([voice for voice, _, _ in plot.voices], last)
    names = [
        (voice, f"{letter(place)} {setting.capitalize()}")
        for place, (voice, setting, _) in enumerate(plot.voices)
        if voice in own
    ]
    layers: list[Layer] = []
    below = [Decimal(0)] * len(columns)
    used: list[float] = []
    for voice, name in [*names, ("", f"{len(last) - len(own)} other voices")]:
        if voice:
            values = [total.get(voice, Decimal(0)) for total in totals]
        else:
            values = [step.firm - low for step, low in zip(columns, below, strict=True)]
        if not any(values):
            continue
        above = [low + more for low, more in zip(below, values, strict=True)]
        fill = own.get(voice) or FILLS[len(own) % len(FILLS)]
        middle = (scale.y(above[-1]) + scale.y(below[-1])) / 2
        layers.append(
            Layer(
                path=_band(columns, below, above, scale, end_x),
                fill=fill,
                is_pattern=fill.startswith("p"),
                name=name,
                points=points(values[-1]),
                label_y=round(_free(middle, used), 1),
                middle_y=round(middle, 1),
            )
        )
        below = above
    return tuple(layers)


def _thinned(steps: Sequence[WeightStep], scale: Scale) -> list[WeightStep]:
    """Return the steps that can be told apart on paper: of many, the last of each column."""
    if len(steps) <= MOST_COLUMNS:
        return list(steps)
    width = (NOW - LEFT) / MOST_COLUMNS
    columns = {int(scale.x(step.at) / width): step for step in steps}
    return list(columns.values())


def _totals_at(
    steps: Sequence[WeightStep], columns: Sequence[WeightStep]
) -> list[dict[str, Decimal]]:
    """Return the firm points of each voice after each of some steps."""
    wanted = {step.number for step in columns}
    known: dict[str, Decimal] = {}
    totals = []
    for step in steps:
        known |= dict(step.by_voice)
        if step.number in wanted:
            totals.append({voice: told for voice, told in known.items() if told})
    return totals


def _free(wanted: float, used: list[float]) -> float:
    """Return a place for a label that no other takes, moving up."""
    place = wanted
    while any(abs(place - other) < 15 for other in used):
        place -= 3
    used.append(place)
    return place


def _band(
    steps: Sequence[WeightStep],
    low: Sequence[Decimal],
    high: Sequence[Decimal],
    scale: Scale,
    end_x: float,
) -> str:
    xs = [scale.x(step.at) for step in steps]
    up = _corners(xs, [scale.y(one) for one in high], end_x)
    down = _corners(xs, [scale.y(one) for one in low], end_x)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in (*up, *reversed(down))) + "Z"


def _corners(xs: Sequence[float], ys: Sequence[float], end_x: float) -> list[tuple[float, float]]:
    """Return the corners of stairs; those along a level line are left out."""
    told: list[tuple[float, float]] = []
    for x, y in zip(xs, ys, strict=True):
        if told and told[-1][1] == y:
            continue
        if told:
            told.append((x, told[-1][1]))
        told.append((x, y))
    if told:
        told.append((end_x, told[-1][1]))
    return told


def _stairs(
    steps: Sequence[WeightStep],
    scale: Scale,
    end_x: float,
    value: Callable[[WeightStep], Decimal],
) -> str:
    xs = [LEFT, *(scale.x(step.at) for step in steps)]
    ys = [FLOOR, *(scale.y(value(step)) for step in steps)]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in _corners(xs, ys, end_x))


def _dashed(steps: Sequence[WeightStep], scale: Scale, end_x: float) -> str:
    """Return the stairs of what is reached only if the same; empty where nothing hangs on it."""
    open_ones = [step for step in steps if step.if_same > step.firm]
    if not open_ones or steps[-1].if_same <= steps[-1].firm:
        return ""
    first = open_ones[0]
    shown = _thinned([step for step in steps if step.number >= first.number], scale)
    xs = [scale.x(first.at), *(scale.x(step.at) for step in shown)]
    ys = [scale.y(first.firm), *(scale.y(step.if_same) for step in shown)]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in _corners(xs, ys, end_x + 22))


def _end_labels(
    layers: Sequence[Layer], scale: Scale, last: WeightStep | None
) -> tuple[float, float]:
    """Return where "firm" and "if the same" stand: above the labels of the layers."""
    highest = min((one.label_y for one in layers), default=FLOOR + 14)
    firm = min(scale.y(last.firm if last else 0), highest - 14) + 4
    both = min(firm - 14, scale.y(last.if_same if last else 0) + 4)
    return round(firm, 1), round(both, 1)


# marks


def _marks(
    plot: WeightPlot,
    steps: Sequence[WeightStep],
    scale: Scale,
    lanes: Mapping[str, tuple[float, str]],
    points: Callable[[Decimal], str],
) -> tuple[tuple[StepMark, ...], str]:
    """Return the marks of steps, and a path of dots for those that have none."""
    letters = {voice: letter(place) for place, (voice, _, _) in enumerate(plot.voices)}
    places = {
        step.number: (
            scale.x(step.at),
            scale.y(step.firm if step.is_firm else step.if_same),
            lanes[step.setting][0],
        )
        for step in steps
    }
    numbered = _numbered(steps, places)
    linked = {step.number for step in steps} if len(steps) <= MOST_LINKS else numbered
    marks = tuple(
        StepMark(
            step,
            *places[step.number],
            number=str(step.number) if step.number in numbered else "",
            tip=tip_of(step, letters[step.voice], places[step.number][0], points),
        )
        for step in steps
        if step.number in linked
    )
    rest = (places[step.number] for step in steps if step.number not in linked)
    return marks, "".join(f"M{x:g} {y:g}h0M{x:g} {lane:g}h0" for x, y, lane in rest)


def _numbered(
    steps: Sequence[WeightStep], places: Mapping[int, tuple[float, float, float]]
) -> set[int]:
    """Return which steps are numbered: those that reached a rule, then new voices, then others."""
    spoken: set[str] = set()
    ranked = []
    for step in steps:
        rank = 0 if step.rules else 1 if step.voice not in spoken else 2
        spoken.add(step.voice)
        ranked.append((rank, -step.number, step.number))
    kept: list[int] = []
    for _, _, number in sorted(ranked):
        x, y, lane = places[number]
        is_free = all(
            abs(x - places[one][0]) >= APART
            or (abs(y - places[one][1]) >= APART and lane != places[one][2])
            for one in kept
        )
        if is_free and len(kept) < MOST_LINKS:
            kept.append(number)
    return set(kept)


def _rules(
    steps: Iterable[WeightStep], scale: Scale, named: Mapping[str, str]
) -> tuple[RuleMark, ...]:
    marks: list[RuleMark] = []
    ends = [LEFT, LEFT]
    for step in steps:
        if not step.rules:
            continue
        name = ", ".join(named.get(rule, rule.replace("_", " ")) for rule in step.rules)
        x, width = scale.x(step.at), 20 + 6.2 * len(name)
        is_left = x > 520
        start, end = (x - width, x + 10) if is_left else (x - 10, x + width)
        row = next((row for row in (0, 1) if start >= ends[row]), None)
        if row is None:
            marks.append(RuleMark(x, RULES_Y + 20, "", is_left=False))
            continue
        ends[row] = end
        marks.append(RuleMark(x, RULES_Y + 20 * row, name, is_left=is_left))
    return tuple(marks)


def _standings(
    standings: Iterable[StandingStep], scale: Scale, end: datetime
) -> tuple[StandingMark, ...]:
    """Return the changes of standing; a word only where the next does not cover it."""
    shown = [one for one in standings if one.at <= end]
    xs = [scale.x(one.at) for one in shown]
    marks = []
    for place, one in enumerate(shown):
        word = words.band(one.band)
        room = (xs[place + 1] if place + 1 < len(xs) else NOW + 60) - xs[place]
        fits = room > 16 + 6.2 * len(word)
        marks.append(StandingMark(xs[place], word if fits else "", bool(one.by)))
    return tuple(marks)
