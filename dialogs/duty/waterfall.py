"""The waterfall of one candidate as a picture: places for the template, every word wrapped.

Read `drawn` first. Across everything is in hundredths of the width, so that the bars fill any
window while the text keeps its size; down it is in pixels. Words do not wrap in a picture by
themselves, so they are cut here, for the narrowest telephone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dialogs.duty.words import exactly
from intake.duty.matches import THINGS
from intake.duty.views import EvidenceRow, Explanation

LETTERS = 36
"""Letters in a line of the picture; the points stand beside them."""
LINE, BAR, GAP, HEAD = 16, 10, 9, 22
LEFT, WIDTH = 1.0, 98.0
ROOM = {"strong": 13.0, "possible": 17.0, "0": 4.0}
"""How wide the labels of the scale are on a telephone, in hundredths of the width."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; `is_said` where they are somebody's own."""

    words: str = field(repr=False)
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row: its lines of words, its bar from where the row before ended, its figures."""

    y: int
    lines: tuple[tuple[Piece, ...], ...]
    bar_y: int
    start: float
    end: float
    kind: str
    points: str
    sum: str

    @property
    def x(self) -> float:
        """Where the bar begins from the left."""
        return min(self.start, self.end)

    @property
    def width(self) -> float:
        """How wide the bar is."""
        return round(abs(self.end - self.start), 2)


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole: rows, the sum in ink, the lines of the scale with the labels that have room."""

    rows: tuple[Drawn, ...]
    total: Drawn
    height: int
    zero: float
    marks: tuple[tuple[float, str], ...]
    labels: tuple[tuple[float, str, str], ...]


def drawn(why: Explanation, *, possible: float, strong: float) -> Picture:
    """Return the picture of one explanation.

    Args:
        why: The rows, at least the prior's.
        possible: Where possible leads begin, in points.
        strong: Where strong leads begin, in points; not below `possible`.

    Returns:
        A row for each of the rows, in their order; each bar begins where the one before ended.
    """
    scale = _Scale([*(row.sum for row in why.rows), Decimal(str(possible)), Decimal(str(strong))])
    rows: list[Drawn] = []
    y, start = HEAD, Decimal(0)
    for row in why.rows:
        told = tuple(_wrapped(_words_of(row)))
        rows.append(
            _row(scale, y, told, start, row.sum, _kind(row), (row.points, f"= {exactly(row.sum)}"))
        )
        y, start = _below(rows[-1]), row.sum
    total = _row(scale, y, (_sum_words(why),), Decimal(0), why.total, "total", (why.total, ""))
    lines = (("strong", strong), ("possible", possible))
    marks = [(scale.at(Decimal(str(points))), label) for label, points in lines]
    zero = scale.at(Decimal(0))
    return Picture(
        rows=tuple(rows),
        total=total,
        height=_below(total),
        zero=zero,
        marks=tuple(marks),
        labels=tuple(_labels([*marks, (zero, "0")])),
    )


def _sum_words(why: Explanation) -> tuple[Piece, ...]:
    return (Piece(f"Adds up to: {why.stands.partition(':')[0]}"),)


class _Scale:
    """Points to hundredths of the width."""

    def __init__(self, reached: Sequence[Decimal]) -> None:
        low, high = min(*reached, Decimal(0)), max(*reached, Decimal(0))
        self._low = low
        self._unit = WIDTH / max(float(high - low), 1.0)

    def at(self, points: Decimal) -> float:
        return round(LEFT + float(points - self._low) * self._unit, 2)


def _row(
    scale: _Scale,
    y: int,
    lines: tuple[tuple[Piece, ...], ...],
    start: Decimal,
    end: Decimal,
    kind: str,
    figures: tuple[Decimal, str],
) -> Drawn:
    points, so_far = figures
    bar_y = y + LINE * max(len(lines), 2 if so_far else 1) + 5
    return Drawn(y, lines, bar_y, scale.at(start), scale.at(end), kind, exactly(points), so_far)


def _below(row: Drawn) -> int:
    return row.bar_y + BAR + GAP


def _kind(row: EvidenceRow) -> str:
    if row.kind == "prior":
        return "prior"
    if not row.points:
        return "gone"
    return "for" if row.points > 0 else "against"


def _words_of(row: EvidenceRow) -> tuple[Piece, ...]:
    """Return a row's words in the order they are read: said, on record, so."""
    if row.kind == "prior":
        return (Piece(row.words),)
    said = Piece(f"“{row.said}”", is_said=True) if row.said else Piece(_thing(row))
    held = (Piece(f"on record {row.held}."),) if row.held else ()
    return (said, *held, Piece(f"{row.words}."))


def _thing(row: EvidenceRow) -> str:
    return f"{THINGS.get(row.kind, row.kind)}:"


def _wrapped(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Break words into lines of at most `LETTERS` letters; a longer word is broken."""
    line: list[Piece] = []
    taken = 0
    for piece in pieces:
        for word in _broken(piece.words):
            if line and taken + 1 + len(word) > LETTERS:
                yield tuple(line)
                line, taken = [], 0
            if line and line[-1].is_said == piece.is_said:
                line[-1] = Piece(f"{line[-1].words} {word}", piece.is_said)
            else:
                line.append(Piece(word, piece.is_said))
            taken += len(word) + (1 if taken else 0)
    if line:
        yield tuple(line)


def _broken(words: str) -> Iterator[str]:
    for word in words.split():
        yield from (word[at : at + LETTERS] for at in range(0, len(word), LETTERS))


def _labels(marks: Sequence[tuple[float, str]]) -> Iterator[tuple[float, str, str]]:
    """Yield the labels that have room beside those before them, each with how it is anchored."""
    used: list[tuple[float, float]] = []
    for x, words in marks:
        wide = ROOM[words]
        for left, anchor in ((x - wide / 2, "mid"), (x - wide, "end"), (x, "start")):
            right = left + wide
            if left >= 0 and right <= 100 and all(right < low or left > high for low, high in used):
                used.append((left, right))
                yield x, words, anchor
                break
