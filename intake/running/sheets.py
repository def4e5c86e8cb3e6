"""Reading tables that people keep: CSV and XLSX, row by row, with line numbers."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from intake.domain.errors import PolicyError

DELIMITERS = ",;\t|"
LARGEST_CELL = 20_000
"""Characters of a cell that are read."""
LARGEST_READ = 8 << 20
"""Characters of a cell beyond which a quote was surely never closed."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
NO_VALUES = frozenset(("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"))
CUT = f"a cell is longer than {LARGEST_CELL} characters; the rest was not read"
BROKEN = "a cell holds several lines; is a quote missing?"
RAGGED = "more cells than columns; is a comma not in quotes? the rest was not read"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its line in the file, and its cells by column title.

    `faults` say in words what of the row may not be as it was meant.
    """

    number: int
    cells: Mapping[str, str] = field(repr=False)
    faults: tuple[str, ...] = ()


def columns_of(path: Path) -> tuple[str, ...]:
    """Return the column titles of a table.

    Raises:
        PolicyError: It is not there, is no table, or names a column twice or not at all.
    """
    titles = _titles(path)
    if not any(titles):
        raise PolicyError((f"{path}: the first line holds no column titles; write them there",))
    doubled = sorted({title for title in titles if title and titles.count(title) > 1})
    if doubled:
        raise PolicyError((f"{path}: columns named twice: {', '.join(doubled)}; rename one",))
    return tuple(title for title in titles if title)


def _titles(path: Path) -> list[str]:
    first = next(_rows(path), (1, []))[1]
    return [cell.strip() for cell in first]


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the rows below the titles; wholly empty rows are left out.

    Raises:
        PolicyError: As `columns_of`.
    """
    columns_of(path)
    rows = _rows(path)
    titles = [cell.strip() for cell in next(rows)[1]]
    for number, row in rows:
        cells = {
            title: cell.strip()[:LARGEST_CELL]
            for title, cell in zip(titles, row, strict=False)
            if title
        }
        if any(cells.values()):
            yield Line(number, cells, tuple(_faults(row, len(titles))))


def _faults(row: list[str], columns: int) -> Iterator[str]:
    if len(row) > columns and any(row[columns:]):
        yield RAGGED
    if any("\n" in cell for cell in row):
        yield BROKEN
    if any(len(cell) > LARGEST_CELL for cell in row):
        yield CUT


def count_lines(path: Path) -> int:
    """Return how many rows stand below the titles, for a progress bar.

    Raises:
        PolicyError: As `columns_of`; also for what is wrong far down in the table.
    """
    columns_of(path)
    if path.suffix.lower() == ".xlsx" and (told := _told_by_sheet(path)):
        return told - 1
    return max(0, sum(any(row) for _, row in _rows(path)) - 1)


def _told_by_sheet(path: Path) -> int:
    """Return how many rows a sheet says that it has; 0 where it does not say.

    Why: Reading a million rows of a sheet takes minutes, and they are read again at once.
    """
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        return book.worksheets[0].max_row or 0


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    if not path.is_file():
        raise PolicyError((f"there is no file {path.resolve()}",))
    if path.suffix.lower() == ".xlsx":
        yield from _xlsx_rows(path)
    elif path.suffix.lower() == ".xls":
        raise PolicyError((f"{path}: save it as .xlsx or .csv; the old .xls is not read",))
    else:
        yield from _csv_rows(path)


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    line = 0
    csv.field_size_limit(LARGEST_READ)
    try:
        with path.open(encoding=_encoding_of(path), newline="") as file:
            first = file.readline()
            file.seek(0)
            delimiter = max(DELIMITERS, key=first.count)
            reader = csv.reader(file, delimiter=delimiter)
            for row in reader:
                line = reader.line_num
                yield line, row
    except UnicodeError as fault:
        raise PolicyError((f"{path}: is not in UTF-8; save it as “CSV UTF-8”",)) from fault
    except csv.Error as fault:
        where = f"{path}, after line {line}"
        raise PolicyError((f"{where}: cannot be read as CSV; a quote is not closed",)) from fault


def _encoding_of(path: Path) -> str:
    """Return UTF-16 where a file begins as one, as spreadsheets save “Unicode text”."""
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in UTF_16 else "utf-8-sig"


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as fault:
        raise PolicyError((f"{path}: cannot be opened as XLSX; save it anew",)) from fault
    with closing(book):
        rows = enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
        number = 0
        while True:
            try:
                number, row = next(rows)
            except StopIteration:
                return
            except Exception as fault:
                where = f"{path}, after line {number}"
                raise PolicyError((f"{where}: the sheet is damaged; save it anew",)) from fault
            yield number, [_words(cell) for cell in row]


def _words(cell: Any) -> str:
    """Return a cell as people read it: a date as an ISO day, a whole number without a dot."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    words = str(cell)
    return "" if words in NO_VALUES else words
