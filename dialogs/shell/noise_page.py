"""The figures of an invented year as one page that stands by itself; read `page_of` first.

Every plot is an SVG made here, told apart by dashes and marks and not by colour, with its table
below it. Nothing is fetched, and nobody is named: there is nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from dialogs.shell.noise_tables import DISCUSS, REVIEW, laid_out
from dialogs.shell.pages import environment
from intake.policy.noise import Noise
from intake.running.noise_figures import Figures
from intake.running.noise_lines import Tried

LEFT, RIGHT, TOP, FLOOR = 64.0, 700.0, 20.0, 250.0
DASHES = ("none", "7 5")
"""How the lines of the first and the second setting are drawn."""

Setting = tuple[str, Figures, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a plot: its name, its dashes, its path, its dots with what each says."""

    name: str
    dash: str
    path: str
    dots: tuple[tuple[float, float, str], ...]
    label_y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """Alerts a week against one line's points, 800 units wide and 300 high.

    `now` are the places of the lines in force, with the name of each setting.
    """

    title: str
    said: str
    axis: str
    curves: tuple[Curve, ...]
    ticks: tuple[tuple[float, str], ...]
    grid: tuple[tuple[float, str], ...]
    now: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumed number: where it stands, what it is, where it comes from."""

    key: str
    value: str
    source: str


def page_of(settings: Sequence[Setting], noise: Noise, *, seed: int) -> str:
    """Return the page as HTML.

    Args:
        settings: One or two: a short name, its figures, and the titles of its desks.
        noise: The assumptions of the first.
        seed: Of the reports.
    """
    plots = {
        REVIEW: _plot("review", [(name, one.over_review) for name, one, _ in settings], settings),
        DISCUSS: _plot(
            "discuss", [(name, one.over_discuss) for name, one, _ in settings], settings
        ),
    }
    template = environment().get_template("shell/noise.html")
    return template.render(
        settings=settings,
        tables=laid_out(settings),
        plots=plots,
        assumptions=tuple(assumptions_of(noise)),
        seed=seed,
        first=settings[0][1],
    )


def assumptions_of(noise: Noise) -> Iterator[Assumption]:
    """Yield every assumption with its source, in the order of the file."""
    yield from _assumed("", noise)


def _assumed(key: str, model: BaseModel) -> Iterator[Assumption]:
    fields = {name: getattr(model, name) for name in type(model).model_fields}
    source = fields.pop("source", None)
    if source is not None:
        yield Assumption(key, _value(fields), str(source))
        return
    for name, value in fields.items():
        yield from _assumed(f"{key}.{name}".strip("."), value)


def _value(fields: Mapping[str, Any]) -> str:
    if set(fields) == {"value"}:
        return f"{fields['value']:,}"
    inner = next(iter(fields.values())) if len(fields) == 1 else fields
    return ", ".join(f"{str(name).replace('_', ' ')} {value:g}" for name, value in inner.items())


# plots


def _plot(
    line: str, tried: Sequence[tuple[str, Sequence[Tried]]], settings: Sequence[Setting]
) -> Plot:
    points = [getattr(one, line) for _, many in tried for one in many]
    low, high = float(min(points)), float(max(points))
    most = max((one.alerts for _, many in tried for one in many), default=1.0)
    step = next((n for n in (1, 2, 5, 10, 20, 50, 100, 200) if most / n <= 6), 500)
    top = (int(most // step) + 1) * step

    def x(value: Decimal | float) -> float:
        return round(LEFT + (float(value) - low) / ((high - low) or 1) * (RIGHT - LEFT), 1)

    def y(value: float) -> float:
        return round(FLOOR - value / top * (FLOOR - TOP), 1)

    curves = []
    for place, (name, many) in enumerate(tried):
        dots = tuple(
            (
                x(getattr(one, line)),
                y(one.alerts),
                f"{getattr(one, line):g} points: {one.alerts:.1f} alerts a week",
            )
            for one in many
        )
        path = "M" + " L".join(f"{at} {height}" for at, height, _ in dots)
        label = dots[-1][1] + (16 * place if place else 0)
        curves.append(Curve(name, DASHES[place % 2], path, dots, label))
    first, last = tried[0][1][0], tried[0][1][-1]
    return Plot(
        title=f"Alerts a week of lines and questions, by where the {line} line lies",
        said=f"From {first.alerts:.1f} at {getattr(first, line):g} points to {last.alerts:.1f} at "
        f"{getattr(last, line):g} points.",
        axis=f"points of the {line} line",
        curves=tuple(curves),
        ticks=tuple((x(one), f"{one:g}") for one in sorted(set(points))),
        grid=tuple((y(n), f"{n:g}") for n in range(0, top + 1, step)),
        now=tuple((x(getattr(figures.now, line)), name) for name, figures, _ in settings),
    )
