"""Plots of figures as numbers for templates: bars of parts, and spans on a widening scale.

What is hidden has no length: where only the whole may be read one outlined bar stands for it,
and where even that may not be read, nothing is drawn.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.duty import words
from intake.duty.views.figures import ShownRow, ShownTable

WIDTH = 300.0
FILLS = (("f1", False), ("po", True), ("fink", False))
"""Of the first, second and third part: solid, dotted, ink; told apart in grey."""
MARKS = (1, 5, 15, 60, 240, 1440, 10080)
MARK_WORDS = ("1 min", "5", "15", "1 h", "4 h", "1 day", "7 days")
LONGEST = MARKS[-1]
HIDDEN, FEW = "hidden", "1 to"


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a bar."""

    x: float
    width: float
    fill: str
    is_pattern: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A row drawn: its parts, or the outline of the whole; `words` say the same."""

    pieces: tuple[Piece, ...]
    outline: float
    words: str


def bar_of(row: ShownRow, table: ShownTable, *, smallest: int) -> Bar:
    """Return the bar of a row, on one scale for all rows of its table."""
    most = max([1, *(one.whole or 0 for one in table.rows)])
    told = f"{row.title}: {whole_words(row, smallest=smallest)}"
    if row.whole is None or row.is_merged:
        return Bar((), round((row.whole or 0) / most * WIDTH, 1), told)
    pieces, x = [], 0.0
    for part, (fill, is_pattern) in zip(row.parts, FILLS, strict=False):
        width = (part or 0) / most * WIDTH
        if part:
            pieces.append(Piece(round(x, 1), round(width, 1), fill, is_pattern))
        x += width
    parts = ", ".join(f"{name} {part}" for name, part in zip(table.parts, row.parts, strict=True))
    return Bar(tuple(pieces), 0.0, f"{told}; {parts}")


@dataclass(frozen=True, slots=True)
class Reach:
    """From the quickest tenth to nine in ten, with half, on the widening scale."""

    start: float
    width: float
    middle: float


def reach_of(spans: Sequence[int | None]) -> Reach | None:
    """Return where three spans of minutes stand; None where nothing may be drawn."""
    told = [_at(minutes) for minutes in spans if minutes is not None]
    if len(told) != 3:
        return None
    start, middle, end = told
    return Reach(start, round(max(end - start, 2.0), 1), middle)


def marks() -> tuple[tuple[float, str], ...]:
    """Return the marks of the widening scale with their words."""
    return tuple(zip((_at(one) for one in MARKS), MARK_WORDS, strict=True))


def _at(minutes: int) -> float:
    held = min(max(minutes, 1), LONGEST)
    return round(math.log(held) / math.log(LONGEST) * WIDTH, 1)


def whole_words(row: ShownRow, *, smallest: int) -> str:
    """Return the whole of a row as it may be read: 12, or 1 to 4."""
    return f"{FEW} {smallest - 1}" if row.whole is None else str(row.whole)


def part_words(part: int | None) -> str:
    """Return a part, or minutes, as they may be read: 12, or hidden."""
    return HIDDEN if part is None else str(part)


def span_words(minutes: int | None) -> str:
    """Return a measured span: under a minute, 6 min, 5 h 10, 3 days; or hidden."""
    if minutes is None:
        return HIDDEN
    return "under a minute" if minutes < 1 else words.span(minutes)
