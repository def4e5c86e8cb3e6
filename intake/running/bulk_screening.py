"""Screening a file of names against a file, or against the office's own list.

Read `screen_file` first. Against a file nothing at all is stored; against the own list the
look-up needs a purpose and leaves one line in the audit.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from intake.domain.ages import age_range_of
from intake.domain.errors import PolicyError, PurposeMissingError
from intake.running.sheets import columns_of, read_lines
from intake.store.office import Office
from intake.store.work import Work
from matching.evidence import outward_of
from matching.index.memory import MemoryIndex
from matching.matcher import Matcher
from matching.query import Age, Description, PartialDate, Record
from matching.scoring import Candidate
from matching.settings import MatchSettings

COLUMNS = ("query_id", "rank", "registry_id", "score", "likelihood", "band", "because")
GUESS = 4
"""Years by which an age without a word of doubt may still be off, either way."""

Search = Callable[[Description], tuple[tuple[str, Candidate], ...]]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Screened:
    """What a run gave, in counts: queries asked, queries that found somebody, rows written."""

    queries: int
    found: int
    rows: int
    listed: int


def screen_file(
    queries: Path,
    out: Path,
    search: Search,
    *,
    listed: int,
    today: date,
    progress: Progress = lambda _: None,
) -> Screened:
    """Screen every row of a file and write what was found.

    Args:
        queries: CSV or XLSX with a column `name`; `query_id`, `dob`, `age`, `place` and more
            (see `description_of`) as far as there are any.
        out: The CSV to write, readable by its owner only; a query that finds nobody has one
            row with rank 0, no id and band *none*.
        search: Gives the candidates of one description, best first.
        listed: Size of the list, for the counts.
        today: The day as of which ages are read.
        progress: Told after each query how many are done.

    Raises:
        PolicyError: A file cannot be read or written, or lacks its column of names.
    """
    check_columns(queries, ("name", "full_name", "names"))
    asked = found = rows = 0
    with written(out) as writer:
        writer.writerow(COLUMNS)
        for line in read_lines(queries):
            told = search(description_of(line.cells, today=today))
            label = line.cells.get("query_id") or str(line.number)
            given = list(rows_of(label, told))
            writer.writerows(given)
            asked, found, rows = asked + 1, found + bool(told), rows + len(given)
            progress(asked)
    return Screened(queries=asked, found=found, rows=rows, listed=listed)


def rows_of(query: str, told: tuple[tuple[str, Candidate], ...]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one query."""
    if not told:
        yield (query, 0, "", "0.0000", "0.0000", "none", "nobody on the list shares a name or fact")
    for rank, (label, one) in enumerate(told, 1):
        yield (
            query,
            rank,
            label,
            f"{one.score:.4f}",
            f"{one.likelihood:.4f}",
            one.band.value,
            because_of(one),
        )


def because_of(candidate: Candidate) -> str:
    """Return the rows of evidence in an officer's words, each with its points, that add up."""
    return "; ".join(f"{row.kind}: {row.words} ({row.points:+.2f})" for row in candidate.evidence)


# where to look


@dataclass(frozen=True, slots=True)
class FileList:
    """A registry read from a file, in memory only."""

    index: MemoryIndex
    labels: Mapping[int, str] = field(repr=False)


def read_registry(path: Path, settings: MatchSettings, *, today: date) -> FileList:
    """Read a registry: `id`, `full_name` (or `name`), `aliases`, `dob`, `town`, `postcode`.

    Raises:
        PolicyError: It cannot be read, or has no column of names.
    """
    check_columns(path, ("full_name", "name", "names"))
    labels: dict[int, str] = {}
    records = []
    for number, line in enumerate(read_lines(path), 1):
        labels[number] = line.cells.get("id") or str(line.number)
        records.append(Record(number, description_of(line.cells, today=today)))
    parts = settings.limits.parts_per_name
    return FileList(MemoryIndex.build(records, parts_per_name=parts), labels)


def search_in_file(settings: MatchSettings, held: FileList, *, limit: int, today: date) -> Search:
    """Return the search of a registry in memory."""
    matcher = Matcher(settings)

    def search(query: Description) -> tuple[tuple[str, Candidate], ...]:
        answer = matcher.search(held.index, query, limit=limit, today=today)
        return tuple((held.labels[one.record_id], one) for one in answer.candidates)

    return search


@contextmanager
def own_list(office: Office, *, limit: int, purpose: str, by: str) -> Iterator[tuple[Search, int]]:
    """Give the search of the office's own list, and its size, for one run.

    Records that only their owner may know of are left out, as everyone else sees it (P13).

    Raises:
        PurposeMissingError: No purpose was named, or nobody who asks.
    """
    if not purpose.strip() or not by.strip():
        raise PurposeMissingError(missing=("purpose", "by"))
    with office.begin() as work:
        work.audit.note("screen.bulk", actor=by, purpose=purpose, limit=limit)
    today = office.now().date()
    with office.look() as work:
        index = work.people.index()

        def search(query: Description) -> tuple[tuple[str, Candidate], ...]:
            answer = office.matcher.search(index, query, limit=limit, today=today)
            return tuple(_open_ones(work, answer.candidates))

        yield search, index.size()


def _open_ones(work: Work, candidates: tuple[Candidate, ...]) -> Iterator[tuple[str, Candidate]]:
    for one in candidates:
        person = work.people.records.get(one.record_id)
        if not person.only_desk:
            yield person.number, one


# words to descriptions


def description_of(cells: Mapping[str, str], *, today: date) -> Description:
    """Read the columns of one row; those that are missing or empty were not said.

    Columns: name, full_name or names; given and family; aliases (`;` between); dob or birth;
    age; place or town (an outward postcode there is read as one); postcode; phone; vehicle;
    handle; work. An age is read as of `today`.
    """
    main = _first(cells, "name", "full_name", "names")
    given = " ".join(part for part in (cells.get("given", ""), cells.get("family", "")) if part)
    places, codes = places_of(_many(cells, "place", "town"))
    return Description(
        names=tuple(
            dict.fromkeys(name for name in (main or given, *_many(cells, "aliases")) if name)
        ),
        birth=PartialDate.parse(_first(cells, "dob", "birth", "date_of_birth")),
        age=age_of(cells.get("age", ""), today),
        places=places,
        postcodes=(*_many(cells, "postcode"), *codes),
        phones=_many(cells, "phone"),
        vehicles=_many(cells, "vehicle"),
        handles=_many(cells, "handle"),
        work=_many(cells, "work"),
    )


def age_of(words: str, today: date) -> Age | None:
    """Read an age; a bare number in a list is a guess too, some years either way."""
    found = age_range_of(words) if words else None
    if found is None:
        return None
    low, high = found
    return Age(low - GUESS, high + GUESS, today) if low == high else Age(low, high, today)


def places_of(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part places into names and postcodes, whole or outward, however they were written."""
    codes = tuple(word for word in words if outward_of(word))
    return tuple(word for word in words if word not in codes), codes


def check_columns(path: Path, names: tuple[str, ...]) -> None:
    """Refuse a table without a column of names.

    Raises:
        PolicyError: It has none; the sentence lists what it has.
    """
    columns = columns_of(path)
    if not set(columns) & {*names, "given", "family"}:
        has = ", ".join(columns)
        raise PolicyError((f"{path}: no column of names; call one '{names[0]}' (it has: {has})",))


def _first(cells: Mapping[str, str], *columns: str) -> str:
    return next((cells[column] for column in columns if cells.get(column)), "")


def _many(cells: Mapping[str, str], *columns: str) -> tuple[str, ...]:
    told = (cells.get(column, "").split(";") for column in columns)
    return tuple(word.strip() for words in told for word in words if word.strip())


@contextmanager
def written(out: Path) -> Iterator[Any]:
    """Give a CSV writer on a new file that only its owner may read; a half one is removed.

    Raises:
        PolicyError: The folder is not there or may not be written in.
    """
    half = out.with_name(f"{out.name}.part")
    try:
        half.touch(mode=0o600)
        with half.open("w", encoding="utf-8", newline="") as file:
            yield csv.writer(file)
        half.replace(out)
    except OSError as fault:
        where = out.resolve().parent
        raise PolicyError((f"cannot write {out.name} in {where}; choose another place",)) from fault
    finally:
        half.unlink(missing_ok=True)
