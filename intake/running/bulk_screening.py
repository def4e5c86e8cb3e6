"""Screening a file of names against a file, or against the office's own list.

Read `screen_file` first. Against a file nothing at all is stored; against the own list the
look-up needs a purpose and leaves one line in the audit.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from intake.domain.ages import guessed_age_of
from intake.domain.errors import PolicyError, PurposeMissingError
from intake.running.row_ids import as_cell, doubled_in, id_of
from intake.running.screening_run import (
    Answered,
    answers_of,
    as_csv,
    check_places,
    chunks_of,
    mark_of,
    running,
)
from intake.running.sheets import Line, columns_of, read_lines
from intake.store.archive import Archive
from intake.store.office import Office
from matching.index.memory import MemoryIndex
from matching.matcher import Matcher
from matching.names import readings
from matching.prepared import outward_of
from matching.query import Age, Description, PartialDate, Record
from matching.scoring import Band, Candidate
from matching.settings import MatchSettings

COLUMNS = ("query_id", "rank", "registry_id", "score", "likelihood", "band", "because")
NOBODY = "nobody on the list shares a name or fact"
EMPTY = "the row says nothing that can be looked up"
NAMELESS = "the row has no name; asked by the rest alone"
UNREAD = "the name names nobody, or has no letters that can be read; asked by the rest alone"
DOUBLED = "another line has the same id; the rows of both bear it"
IDS = ("id", "registry_id", "record_id")
"""Columns that a registry's own ids may stand in; the first that is filled counts."""
QUERY_IDS = ("query_id", *IDS)
BIRTH = ("dob", "birth", "date_of_birth", "birth_date")
NAMES = ("name", "full_name", "names")
GIVEN = ("given", "given_name", "first_name", "forename", "forenames")
FAMILY = ("family", "family_name", "last_name", "surname")

_NOT_WORD = re.compile(r"[\W_]+")

Search = Callable[[Description], tuple[tuple[str, Candidate], ...]]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Screened:
    """What a run gave, in counts: queries asked, queries that found somebody, rows written.

    `rejected` lines have a reason in `rejects`; `resumed_at` queries an earlier run had done.
    """

    queries: int
    found: int
    rows: int
    listed: int
    rejected: int
    resumed_at: int
    rejects: Path


def screen_file(
    queries: Path,
    out: Path,
    search: Search,
    *,
    listed: int,
    today: date,
    progress: Progress = lambda _: None,
    cores: int = 1,
    about: str = "",
) -> Screened:
    """Screen every row of a file and write what was found.

    Args:
        queries: CSV or XLSX with a column `name`; `query_id` (or `id`), `dob`, `age`, `place`
            and more (see `description_of`) as far as there are any.
        out: The CSV to write, readable by its owner only; a query that finds nobody has one
            row with rank 0, no id and band *none*. Lines that say nothing, a date that cannot
            be read, or an id of another line stand with their reason in `<out>.rejects.csv`
            as well. Ids are written as `row_ids.as_cell` does.
        search: Gives the candidates of one description, best first.
        listed: Size of the list, for the counts.
        today: The day as of which ages are read.
        progress: Told now and then how many queries are done.
        cores: How many processes share the work; each has connections of its own where the
            list is in a database, which must not be one in memory then.
        about: What else makes a run the same one, so that a stopped one is gone on with.

    Raises:
        PolicyError: A file cannot be read or written, or lacks its column of names, or `out`
            is the file of the queries.
    """
    rejects = out.with_name(f"{out.name}.rejects.csv")
    for written in (out, rejects):
        check_places(written, {"--queries": queries})
    check_columns(queries)
    mark = mark_of(queries, about=about, listed=listed)

    doubled = doubled_in(queries, _query_id)

    def answer(lines: list[Line]) -> Answered:
        return _answered(lines, search, today, doubled)

    with running(out, rejects, mark, COLUMNS) as run:
        lines = islice(read_lines(queries), run.resumed_at, None)
        for answered in answers_of(chunks_of(lines), answer, cores=cores):
            run.write(answered)
            progress(run.so_far.queries)
    done = run.so_far
    return Screened(
        queries=done.queries,
        found=done.found,
        rows=done.rows,
        listed=listed,
        rejected=done.rejected,
        resumed_at=run.resumed_at,
        rejects=rejects,
    )


def _query_id(line: Line) -> str:
    return id_of(plain_titles(line.cells), line.number, QUERY_IDS)


def _answered(lines: list[Line], search: Search, today: date, doubled: Collection[int]) -> Answered:
    found = 0
    rows: list[tuple[Any, ...]] = []
    rejects: list[tuple[int, str]] = []
    for line in lines:
        cells = plain_titles(line.cells)
        asked = _description_of(cells, today)
        label = id_of(cells, line.number, QUERY_IDS)
        reasons = [*line.faults, *reasons_of(cells, asked)]
        reasons += [DOUBLED] if hash(label) in doubled else []
        rejects += [(line.number, reason) for reason in reasons]
        told = search(asked) if EMPTY not in reasons else ()
        found += any(one.band is not Band.NONE for _, one in told)
        rows += rows_of(label, told, nobody=EMPTY if EMPTY in reasons else NOBODY)
    rejected = len({number for number, _ in rejects})
    return Answered(len(lines), found, len(rows), rejected, as_csv(rows), as_csv(rejects))


def reasons_of(cells: Mapping[str, str], asked: Description) -> Iterator[str]:
    """Yield why a row cannot be asked about, or not by all that it says; none where all is well."""
    birth = _first(cells, *BIRTH)
    if says_nothing(asked):
        yield EMPTY
    elif not asked.names:
        yield NAMELESS
    elif not any(map(readings, asked.names)):
        yield UNREAD
    if birth and asked.birth is None:
        yield "the date of birth cannot be read; asked without it"
    if cells.get("age") and asked.age is None:
        yield "the age cannot be read; asked without it"


def says_nothing(asked: Description) -> bool:
    """Whether a row holds no name that can be read, and no fact."""
    return not any(map(readings, asked.names)) and replace(asked, names=()) == Description()


def rows_of(
    query: str, told: tuple[tuple[str, Candidate], ...], *, nobody: str = NOBODY
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one query; `nobody` is why there is none."""
    if not told:
        yield (as_cell(query), 0, "", "0.0000", "0.0000", "none", nobody)
    for rank, (label, one) in enumerate(told, 1):
        yield (
            as_cell(query),
            rank,
            as_cell(label),
            f"{one.score:.12f}",
            f"{one.likelihood:.6f}",
            one.band.value,
            because_of(one),
        )


def because_of(candidate: Candidate) -> str:
    """Return the rows of evidence in an officer's words, each with its points, that add up."""
    return "; ".join(f"{row.kind}: {row.words} ({row.points:+.2f})" for row in candidate.evidence)


# where to look


@dataclass(frozen=True, slots=True)
class FileList:
    """A registry read from a file, in memory only.

    `faults` are lines that nobody can be found by, or not by all they say, each with its reason.
    """

    index: MemoryIndex
    labels: Mapping[int, str] = field(repr=False)
    faults: tuple[tuple[int, str], ...] = ()


def read_registry(path: Path, settings: MatchSettings, *, today: date) -> FileList:
    """Read a registry: its ids from a column of `IDS`, the rest as `description_of` does.

    Raises:
        PolicyError: It cannot be read, has no column of names, or no line at all: against
            nobody everybody would seem cleared.
    """
    check_columns(path)
    labels: dict[int, str] = {}
    known: set[str] = set()
    records = []
    faults: list[tuple[int, str]] = []
    for number, line in enumerate(read_lines(path), 1):
        cells = plain_titles(line.cells)
        held = _description_of(cells, today)
        labels[number] = id_of(cells, line.number, IDS)
        records.append(Record(number, held))
        reasons = [*line.faults, *reasons_of(cells, held)]
        reasons += [DOUBLED] if labels[number] in known else []
        known.add(labels[number])
        faults += [(line.number, reason.replace("asked", "listed")) for reason in reasons]
    if not records:
        raise PolicyError((f"{path}: nobody is listed in it; there is nothing to screen against",))
    parts = settings.limits.parts_per_name
    return FileList(MemoryIndex.build(records, parts_per_name=parts), labels, tuple(faults))


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
    What the list is at the beginning is asked to the end; each question is a transaction of
    its own, so that hours of questions hold nothing up.

    Raises:
        PurposeMissingError: No purpose was named, or nobody who asks.
    """
    if not purpose.strip() or not by.strip():
        raise PurposeMissingError(missing=("purpose", "by"))
    with office.begin() as work:
        work.audit.note("screen.bulk", actor=by, purpose=purpose, limit=limit)
    with office.look() as work:
        version = work.people.list_version()
        size = work.people.index(version).size()
    yield OwnSearch(office, version, limit), size


class OwnSearch:
    """The search of the office's own list; in a forked process over connections of its own.

    Args:
        office: The office.
        version: The list as of which is asked.
        limit: The most candidates to give.
    """

    def __init__(self, office: Office, version: int, limit: int) -> None:
        self._office = office
        self._process = os.getpid()
        self._version = version
        self._limit = limit
        self._today = office.now().date()

    def __call__(self, query: Description) -> tuple[tuple[str, Candidate], ...]:
        """Give the numbers of records and what speaks for them, best first."""
        if os.getpid() != self._process:
            self._office = replace(self._office, archive=Archive(self._office.archive.url))
            self._process = os.getpid()
        with self._office.look() as work:
            answer = self._office.matcher.search(
                work.people.index(self._version),
                query,
                limit=self._limit,
                today=self._today,
                apart=work.people.unlisted_among,
            )
            people = work.people.records.by_id(one.record_id for one in answer.candidates)
            return tuple(
                (people[one.record_id].number, one)
                for one in answer.candidates
                if one.record_id in people
            )


# words to descriptions


def description_of(cells: Mapping[str, str], *, today: date) -> Description:
    """Read the columns of one row; those that are missing or empty were not said.

    Columns: name, full_name or names; given and family; aliases (`;` between); dob or birth;
    age; place or town (an outward postcode there is read as one); postcode; phone; vehicle;
    handle; work. Titles in any spelling: "Date of Birth", "First name". An age is read as of
    `today`.
    """
    return _description_of(plain_titles(cells), today)


def _description_of(cells: Mapping[str, str], today: date) -> Description:
    main = _first(cells, *NAMES)
    given = " ".join(filter(None, (_first(cells, *GIVEN), _first(cells, *FAMILY))))
    places, codes = places_of(_many(cells, "place", "town"))
    return Description(
        names=tuple(
            dict.fromkeys(name for name in (main or given, *_many(cells, "aliases")) if name)
        ),
        birth=PartialDate.parse(_first(cells, *BIRTH)),
        age=age_of(cells.get("age", ""), today),
        places=places,
        postcodes=(*_many(cells, "postcode"), *codes),
        phones=_many(cells, "phone"),
        vehicles=_many(cells, "vehicle"),
        handles=_many(cells, "handle"),
        work=_many(cells, "work"),
    )


def plain_titles(cells: Mapping[str, str]) -> dict[str, str]:
    """Return cells by their titles in one spelling: "Date of Birth" is date_of_birth."""
    return {_plain_title(title): told for title, told in cells.items()}


@lru_cache(maxsize=1 << 10)
def _plain_title(title: str) -> str:
    return "_".join(_NOT_WORD.sub(" ", title).lower().split())


def age_of(words: str, today: date) -> Age | None:
    """Read an age; a bare number in a list is a guess too, some years either way."""
    found = guessed_age_of(words) if words else None
    return Age(*found, today) if found else None


def places_of(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part places into names and postcodes, whole or outward, however they were written."""
    codes = tuple(word for word in words if outward_of(word))
    return tuple(word for word in words if word not in codes), codes


def check_columns(path: Path, names: tuple[str, ...] = NAMES) -> None:
    """Refuse a table without a column of names.

    Raises:
        PolicyError: It has none; the sentence lists what it has.
    """
    columns = columns_of(path)
    if not set(plain_titles(dict.fromkeys(columns, ""))) & {*names, *GIVEN, *FAMILY}:
        has = ", ".join(columns)
        raise PolicyError((f"{path}: no column of names; call one '{names[0]}' (it has: {has})",))


def _first(cells: Mapping[str, str], *columns: str) -> str:
    return next((cells[column] for column in columns if cells.get(column)), "")


def _many(cells: Mapping[str, str], *columns: str) -> tuple[str, ...]:
    told = (cells.get(column, "").split(";") for column in columns)
    return tuple(word.strip() for words in told for word in words if word.strip())
