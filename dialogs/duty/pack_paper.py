"""The pack of a meeting as PDF, for a chair: no row cut, heads repeated; read `paper_of`."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from dialogs.duty.pack_words import Bit, Cell, Pack, Part, Row
from dialogs.sheet import LARGE, MARGIN, SMALL, Furniture, Sheet

MARK = "OFFICIAL-SENSITIVE"
EXERCISE = "EXERCISE: nothing here is real"
TEXT, LINE = 10.0, 4.6
"""Points of a letter, millimetres of a line."""
BETWEEN, PADDING = 4.0, 1.6
"""Millimetres between columns, and above and below what stands in a row."""
FIRST = 0.3
"""Share of the width that the first column takes; the others share the rest."""
PIECE = 500
"""Letters of one paragraph that stay together where a row is longer than a page."""
LONGEST = 190.0
"""Millimetres that one row may take; a longer one goes on as a row of its own."""
NARROW = 18
"""Letters that stand in one line of the narrowest column, at least."""
ONWARDS = Bit("continued", muted=True)
UNDRAWN = "□ stands for a letter that cannot be drawn here. The page at the desk has every letter."


def paper_of(pack: Pack, *, is_exercise: bool = False) -> bytes:
    """Return a pack as the bytes of a PDF, A4, its mark and its meeting on every page.

    Args:
        pack: What it says.
        is_exercise: Whether it is of an exercise; every page then says so.
    """
    mark = f"{EXERCISE}. {MARK}" if is_exercise else MARK
    sheet = Sheet(
        Furniture(
            name=f"EXERCISE: {pack.name}" if is_exercise else pack.name,
            foot="Allegations are not findings. Page ",
            of=" of ",
            mark=mark,
            head=pack.head,
        )
    )
    sheet.put(pack.head, LARGE, strong=True)
    _bits(sheet, pack.lead)
    for part in pack.parts:
        _part(sheet, part)
    if sheet.has_undrawn:
        sheet.put(UNDRAWN, SMALL, gap=0, muted=True)
    return bytes(sheet.output())


def _part(sheet: Sheet, part: Part) -> None:
    rows = [one for row in part.rows for one in parted(row)]
    first = _height(sheet, rows[0]) + _height(sheet, _named(part.heads)) if rows else 3 * LINE
    if sheet.will_page_break(24 + first):
        sheet.add_page()
    sheet.ln(1 if part.is_small else 4)
    size = TEXT if part.is_small else 13
    sheet.put(part.title, size, gap=0.5 if part.note else 1.5, strong=True)
    if part.note:
        sheet.put(part.note, SMALL, gap=1.5, muted=True)
    if rows:
        _table(sheet, part.heads, rows)
    _bits(sheet, part.bits)


def _bits(sheet: Sheet, bits: Cell) -> None:
    for bit in bits:
        high = LINE * sheet.lines_of(bit.words, TEXT, sheet.epw)
        if high < LONGEST and sheet.will_page_break(high + (LINE * 2 if bit.strong else 0)):
            sheet.add_page()
        elif bit.begins:
            sheet.ln(2)
        sheet.put(bit.words, TEXT, gap=1.5, strong=bit.strong, muted=bit.muted)


def _table(sheet: Sheet, heads: Sequence[str], rows: Sequence[Row]) -> None:
    _row(sheet, _named(heads))
    for row in rows:
        if sheet.will_page_break(_height(sheet, row)):
            sheet.add_page()
            _row(sheet, _named(heads))
        _row(sheet, row)
    sheet.ln(1)


def _named(heads: Sequence[str]) -> Row:
    return tuple((Bit(head, muted=True),) for head in heads)


def _row(sheet: Sheet, row: Row) -> None:
    """Draw a row that fits on what is left of the page, and a rule below it."""
    top, high, left = sheet.get_y(), _height(sheet, row), sheet.l_margin
    for cell, wide in zip(row, _widths(sheet, row), strict=True):
        sheet.set_xy(left, top + PADDING)
        for bit in cell:
            strong, muted = bit.strong, bit.muted
            sheet.ink(bit.words, TEXT, line=LINE, wide=wide, strong=strong, muted=muted)
        left += wide + BETWEEN
    sheet.set_draw_color(170)
    sheet.line(sheet.l_margin, top + high, sheet.w - sheet.r_margin, top + high)
    sheet.set_xy(MARGIN, top + high)


def _widths(sheet: Sheet, row: Row) -> list[float]:
    room = sheet.epw - BETWEEN * (len(row) - 1)
    return [room * FIRST, *[room * (1 - FIRST) / (len(row) - 1)] * (len(row) - 1)]


def _height(sheet: Sheet, row: Row) -> float:
    widths = _widths(sheet, row)
    lines = (
        sum(sheet.lines_of(bit.words, TEXT, wide) for bit in cell)
        for cell, wide in zip(row, widths, strict=True)
    )
    return LINE * max(lines) + 2 * PADDING


def parted(row: Row) -> list[Row]:
    """Return a row as rows that each fit on a page; nearly always the row itself.

    Why: minutes may be long, and a row that is longer than a page cannot stay whole.
    """
    columns = [_stacks(cell) for cell in row]
    most = max(map(len, columns))
    if most == 1:
        return [row]
    parts = []
    for n, cells in enumerate(zip_longest(*columns, fillvalue=())):
        first, *others = cells
        parts.append(((ONWARDS,) if n and not first else first, *others))
    return parts


def _stacks(cell: Cell) -> list[Cell]:
    """Return a cell in stacks that each take a page at most, in the narrowest column there is."""
    stacks: list[list[Bit]] = [[]]
    room = LONGEST
    for piece in (piece for bit in cell for piece in _pieces(bit)):
        high = LINE * (1 + len(piece.words) // NARROW)
        if high > room and stacks[-1]:
            stacks.append([])
            room = LONGEST
        stacks[-1].append(piece)
        room -= high
    return [tuple(stack) for stack in stacks]


def _pieces(bit: Bit) -> list[Bit]:
    """Return a paragraph line by line, long ones parted at a space where there is one."""
    found = []
    for line in bit.words.split("\n"):
        rest = line
        while len(rest) > PIECE:
            cut = rest.rfind(" ", 0, PIECE) + 1 or PIECE
            found.append(rest[:cut].rstrip())
            rest = rest[cut:]
        found.append(rest)
    return [replace(bit, words=one) for one in found]
