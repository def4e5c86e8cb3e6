"""The ids of a table's rows: whose id it is, which stand there twice, how they are written.

Read first: `as_cell`, which is put before a person sees an id in a spreadsheet.
"""

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import numpy as np

from intake.running.sheets import Line, read_lines

_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s.,]*\Z)")
"""How a cell begins that a spreadsheet runs; "+44 1632" and "-7" are but numbers."""

LabelOf = Callable[[Line], str]


def id_of(cells: Mapping[str, str], line: int, columns: Collection[str]) -> str:
    """Return the id of a row: the first of some columns that is filled, else its line's number."""
    return next((cells[column] for column in columns if cells.get(column)), str(line))


def doubled_in(path: Path, label_of: LabelOf) -> frozenset[int]:
    """Return the hashes of ids that more than one row of a table bears.

    Args:
        path: The table; read from end to end.
        label_of: Gives the id of a row.

    Returns:
        As `hash` gives them in this process and those forked from it.

    Why hashes: of a million ids eight bytes each are held, until those that are doubled are
    known; two ids of one hash are as good as never met.
    """
    hashes = np.fromiter((hash(label_of(line)) for line in read_lines(path)), np.int64)
    hashes.sort()
    return frozenset(hashes[1:][hashes[1:] == hashes[:-1]].tolist())


def as_cell(text: str) -> str:
    """Return an id, or other words of somebody else's, as they stand in a table that is written.

    What a spreadsheet would run as a formula gets an apostrophe before it, and so does what
    begins with one; `from_cell` takes it off, so ids can be joined again.

    Why:
        Tables come from outside, and an id such as =HYPERLINK(...) would be run on the desk of
        whoever opens the answer.
    """
    return f"'{text}" if text[:1] == "'" or _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """Return what `as_cell` was given."""
    return cell[1:] if cell[:1] == "'" and as_cell(cell[1:]) != cell[1:] else cell
