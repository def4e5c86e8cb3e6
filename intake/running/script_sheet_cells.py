"""The cells of a script's spreadsheet, and what people's programs do to them; read `table_of`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from intake.policy.faults import did_you_mean

NO_VALUES = frozenset(("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"))
CURLY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})
CONDITIONS = frozenset({"relevant", "constraint"})
MOST_ROWS = 5_000
"""Rows that are read; no talk has as many questions."""


@dataclass(frozen=True, slots=True)
class Place:
    """One cell, as people find it."""

    sheet: str
    row: int
    column: int = 0
    title: str = ""

    @property
    def words(self) -> str:
        """Sheet, row and column in words."""
        where = f"sheet {self.sheet}, row {self.row}"
        if not self.column:
            return where
        return f"{where}, column {get_column_letter(self.column)} ({self.title})"


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the titles: its number, and its cells by title, empty ones left out."""

    number: int
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Told:
    """What is told of a spreadsheet: faults, and what was read otherwise than it stood there."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, place: Place, words: str) -> None:
        """Tell a fault of a cell."""
        self.faults.append(f"{place.words}: {words}")

    def note(self, place: Place, words: str) -> None:
        """Tell what was read in another way."""
        self.notes.append(f"{place.words}: {words}")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as a table."""

    name: str
    columns: Mapping[str, int]
    lines: tuple[Line, ...]

    def place(self, row: int, title: str = "") -> Place:
        """Return a place of it; without a title the whole row."""
        return Place(self.name, row, self.columns.get(title, 0), title)


def table_of(
    sheet: Worksheet, known: tuple[str, ...], needed: tuple[str, ...], told: Told, *, free: str = ""
) -> Table:
    """Read a sheet: titles in its first row, one thing a row below.

    Args:
        sheet: The sheet.
        known: Titles it may have.
        needed: Titles it must have.
        told: Takes faults and notes.
        free: What a title may begin with beside those known.
    """
    columns = dict(_titles(sheet, known, told, free))
    for title in needed:
        if title not in columns:
            told.fault(Place(sheet.title, 1), f"there is no column {title}; write its title here")
    _merged(sheet, told)
    lines = []
    for row in range(2, min(sheet.max_row or 1, MOST_ROWS) + 1):
        cells = {
            title: words
            for title, column in columns.items()
            if (words := _words(sheet, row, column, title, told))
        }
        if cells:
            lines.append(Line(row, cells))
    return Table(sheet.title, columns, tuple(lines))


def _titles(
    sheet: Worksheet, known: tuple[str, ...], told: Told, free: str
) -> Iterator[tuple[str, int]]:
    seen: dict[str, int] = {}
    for column in range(1, (sheet.max_column or 0) + 1):
        written = str(sheet.cell(1, column).value or "").strip()
        place = Place(sheet.title, 1, column, written)
        title, _, language = written.partition("::")
        if not written:
            continue
        if language and title in known and not (free and written.startswith(free)):
            if not language.strip().lower().startswith("english"):
                told.note(place, "passed over; translations stand in config/wording")
                continue
            written = title
        if written not in known and not (free and written.startswith(free)):
            told.fault(place, f"there is no such column; {did_you_mean(written, known)}")
        elif written in seen:
            told.fault(place, f"a second column {written}; leave one of them out")
        else:
            seen[written] = column
            yield written, column


def _merged(sheet: Worksheet, told: Told) -> None:
    for area in sheet.merged_cells.ranges:
        place = Place(sheet.title, area.min_row, area.min_col, "merged")
        told.fault(place, f"the cells {area.coord} are merged; unmerge them, and write each")


def _words(sheet: Worksheet, row: int, column: int, title: str, told: Told) -> str:
    """Return a cell as text; what a program has made of it is told, never guessed."""
    cell = sheet.cell(row, column)
    value, place = cell.value, Place(sheet.title, row, column, title)
    if value is None or isinstance(cell, MergedCell):
        return ""
    if _is_formula(cell):
        told.fault(place, "holds a formula; write its words, with a ' before an = at the start")
        return ""
    if isinstance(value, datetime | date | time):
        told.fault(place, "was turned into a date or time; format the cell as text, write it anew")
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = str(value)
    if words in NO_VALUES:
        told.fault(place, f"holds the error {words}; write its words")
        return ""
    return _tidied(words, place, told)


def _is_formula(cell: Cell) -> bool:
    return cell.data_type == "f"


def _tidied(words: str, place: Place, told: Told) -> str:
    words = words.replace("\r\n", "\n").replace("_x000D_", "")
    if place.title in CONDITIONS and words.translate(CURLY) != words:
        words = words.translate(CURLY)
        told.note(place, "curly quotes are read as straight ones")
    plain = words.strip(" \t\n\u00a0\u200b\ufeff")
    if plain != words and plain:
        told.note(place, "blanks before or after the words are left away")
    return plain
