"""Where a moment and a number of points stand on the paper of a plot over time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from dialogs.duty.words import local
from intake.duty.views import WeightPlot

LEFT, NOW, TOP, FLOOR = 84.0, 660.0, 84.0, 294.0
"""The paper: where time begins, where it is now, the highest points, none."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Places of moments and points; `step` points from one line of the grid to the next."""

    start: datetime
    end: datetime
    step: float
    top: float

    def x(self, at: datetime) -> float:
        """Return where a moment stands; before the beginning is at it."""
        share = (at - self.start) / (self.end - self.start)
        return round(LEFT + min(max(share, 0.0), 1.0) * (NOW - LEFT), 1)

    def y(self, value: float | Decimal) -> float:
        """Return how high a number of points stands."""
        return round(FLOOR - float(value) / self.top * (FLOOR - TOP), 1)

    @property
    def grid(self) -> tuple[tuple[float, str], ...]:
        """The lines of the grid, from the floor up, with their numbers."""
        lines = range(round(self.top / self.step) + 1)
        return tuple((self.y(line * self.step), f"{line * self.step:g}") for line in lines)


def scale_of(plot: WeightPlot) -> Scale:
    """Return the scale of a plot: from a little before its first step until now."""
    first = plot.steps[0].at
    width = max(plot.at - first, timedelta(days=60))
    most = float(max([plot.discuss_at, *(max(step.firm, step.if_same) for step in plot.steps)]))
    step = _step(most)
    return Scale(first - width * 0.08, plot.at, step, (int(most * 1.1 // step) + 1) * step)


def _step(most: float) -> float:
    """Return a round number that a height holds at most five times or so."""
    step = 5.0
    while most / step > 5:
        step *= 2 if f"{step:g}"[0] in "15" else 2.5
    return step


def ticks_of(scale: Scale) -> tuple[tuple[float, str], ...]:
    """Return months, or years where there are many, with the place where each begins."""
    months = (scale.end - scale.start).days / 30
    every = next((n for n in (1, 2, 3, 6, 12, 24, 60) if months / n <= 13), 120)
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
