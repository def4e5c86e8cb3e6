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


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its line in the file, and its cells by column title."""

    number: int
    cells: Mapping[str, str] = field(repr=False)


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
            yield Line(number, cells)


def count_lines(path: Path) -> int:
    """Return how many rows stand below the titles, for a progress bar."""
    return sum(1 for _ in read_lines(path))


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
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            delimiter = max(DELIMITERS, key=first.count)
            reader = csv.reader(file, delimiter=delimiter)
            for row in reader:
                yield reader.line_num, row
    except UnicodeDecodeError as fault:
        raise PolicyError((f"{path}: is not in UTF-8; save it as “CSV UTF-8”",)) from fault
    except csv.Error as fault:
        raise PolicyError((f"{path}: cannot be read as CSV; mind the quotes",)) from fault


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as fault:
        raise PolicyError((f"{path}: cannot be opened as XLSX; save it anew",)) from fault
    with closing(book):
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
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
    return str(cell)
