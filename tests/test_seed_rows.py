"""`tests/seed_rows.md` lists all seventy rows of the two reviews, each with where it is shown."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
LIST = HERE / "seed_rows.md"
ROWS = tuple(f"T{number}" for number in range(1, 24)) + tuple(
    f"P{number}" for number in range(1, 48)
)
NOT_YET = re.compile(r"not shown yet: \S.+")
PLACE = re.compile(r"`([^`]+)`")


@cache
def listed() -> dict[str, str]:
    found = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if re.fullmatch(r"[TP]\d+", cells[0]):
            assert cells[0] not in found, f"{cells[0]} stands twice"
            assert len(cells) == 3, line
            assert len(cells[1].split()) > 3, f"{cells[0]} says too little of what it asks"
            found[cells[0]] = cells[2]
    return found


@cache
def named_in(path: Path) -> dict[str, str]:
    """Return each test of a file with its docstring, those of classes too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name: ast.get_docstring(node) or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@cache
def rows_of_replay(path: Path) -> frozenset[str]:
    found: set[str] = set()

    def gather(told: object) -> None:
        if isinstance(told, dict):
            seeds = told.get("seed", ())
            found.update([seeds] if isinstance(seeds, str) else seeds)
            for value in told.values():
                gather(value)
        elif isinstance(told, list):
            for value in told:
                gather(value)

    gather(yaml.safe_load(path.read_text(encoding="utf-8")))
    return frozenset(found)


def says(row: str, name: str, words: str) -> bool:
    """Whether a test says a row: `row_p04` in its name, or P4 as a word of its docstring."""
    number = f"row_{row[0].lower()}{int(row[1:]):02d}"
    return re.search(rf"{number}(?!\d)", name) is not None or row in re.findall(r"\w+", words)


def fault_of(row: str, place: str) -> str:
    """Return what is wrong with one place that a row names; empty where all is well."""
    where, _, name = place.partition("::")
    path = HERE.parent / where
    if not path.is_file():
        return f"{where} is not there"
    if path.suffix == ".yaml":
        return "" if row in rows_of_replay(path) else f"no event of {where} names {row}"
    if not name.startswith("test_") or name not in named_in(path):
        return f"{where} holds no test {name}"
    return "" if says(row, name, named_in(path)[name]) else f"{name} does not say {row}"


def test_all_seventy_rows_stand_there_once_and_in_order():
    assert tuple(listed()) == ROWS


@pytest.mark.parametrize("row", ROWS)
def test_a_row_names_where_it_is_shown_or_says_plainly_that_it_is_not(row):
    cell = listed()[row]
    if NOT_YET.fullmatch(cell):
        return
    places = PLACE.findall(cell)

    assert places, f"{row} names no place"
    assert [fault for place in places if (fault := fault_of(row, place))] == []


def test_what_is_said_not_to_be_shown_is_shown_nowhere():
    """A row leaves the words "not shown yet" in the commit that shows it."""
    waiting = {row for row, cell in listed().items() if NOT_YET.fullmatch(cell)}
    shown = {
        (row, f"{path.name}::{name}")
        for path in HERE.rglob("test_*.py")
        for name, words in named_in(path).items()
        if name.startswith("test_")
        for row in waiting
        if says(row, name, words)
    }
    assert shown == set()


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("tests/nowhere.py::test_row_t01", "is not there"),
        ("tests/test_seed_rows.py::test_row_t01_nothing", "holds no test"),
        ("tests/test_seed_rows.py::test_all_seventy_rows_stand_there_once_and_in_order", "not say"),
        ("config/replays/beginning.yaml", "no event of"),
    ],
)
def test_a_place_that_does_not_show_its_row_is_found(place, fault):
    assert fault in fault_of("T1", place)
