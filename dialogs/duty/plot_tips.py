"""What a step of a plot says when it is pointed at or has the focus."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from dialogs.duty import words
from intake.duty.views import WeightStep

WIDTH = 330.0
LETTERS = 54
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Tip:
    """A step in words: whole for a reader's ear, and in lines that fit beside it."""

    x: float
    head: str
    lines: tuple[str, ...]
    whole: str


def tip_of(step: WeightStep, letter: str, x: float, points: Callable[[Decimal], str]) -> Tip:
    """Return the words of a step and where they begin.

    Args:
        step: The step; its reasons name nobody.
        letter: What its voice is called.
        x: Where it stands.
        points: Writes a number of points.

    Why: A number without its parts does not appear. What a hand that points sees, the table
    below has as well: nothing hangs on pointing.
    """
    head = f"Step {step.number}, {words.day(step.at)}: {step.setting}, voice {letter}"
    sign = "+" if step.adds > 0 else ""
    if step.is_firm:
        adds = f"{sign}{points(step.adds)}, so {points(step.firm)} firm"
    else:
        adds = f"{sign}{points(step.adds)} if the same, so {points(step.if_same)}"
    rules = "".join(f" {words.rule(name).capitalize()}." for name in step.rules)
    told = f"{adds}. {step.because}{rules}".strip()
    lines = textwrap.wrap(told, LETTERS)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: LETTERS - 2]} …"]
    start = min(max(x - WIDTH / 2, 4.0), 800.0 - WIDTH - 4)
    return Tip(round(start, 1), head, tuple(lines), f"{head}. {told}")
