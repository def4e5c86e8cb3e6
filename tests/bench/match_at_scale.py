"""How finding somebody grows with the list: 10,000 to a million records, most of them invented.

python -m tests.bench.match_at_scale FOLDER [--sizes 10000,100000] [--database URL] [--queries 200]

The folder is as for screen_quality.py. The list is its registry, enlarged by invented people
(invented.py), for size only: ids are dealt at random, so that nobody is read first. Without
`--database` the index is a SQLite file in a folder of its own; `memory` keeps it in arrays.
Times are of the processor; the naive scan (rapidfuzz's WRatio over all names) is timed on
the same question in the same run, on the big lists for a few questions only.
"""

import argparse
import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import numpy as np
from rapidfuzz import process
from sqlalchemy import Connection, MetaData, create_engine, event

from matching.index import Index
from matching.index.memory import MemoryIndex
from matching.index.sql import SqlIndex, index_tables, written
from matching.keys import keys_held
from matching.matcher import Matcher
from matching.query import Description, Record
from matching.settings import MatchSettings
from matching.shortlist import Shortlister
from tests.bench.invented import invented
from tests.bench.screen_quality import TODAY, query_of, record_of, rows_of, settings_of

NAIVE_NAMES = 20_000_000
"""About so many names are compared naively a size."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the id of the record it is about; 0 where that is not on the list."""

    query: Description
    right: int


@dataclass(slots=True)
class Took:
    """Seconds of each question: choosing and searching by the processor, searching by the clock."""

    chosen: list[float] = field(default_factory=list)
    search: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    naive: list[float] = field(default_factory=list)
    found: list[bool] = field(default_factory=list)
    first: list[bool] = field(default_factory=list)
    compared: list[int] = field(default_factory=list)
    cut: list[bool] = field(default_factory=list)


class People:
    """The registry and its questions, with ids dealt out of as many as the list is long."""

    def __init__(self, folder: Path, size: int, queries: int) -> None:
        registry = rows_of(folder / "registry.csv")
        dice = random.Random(size)
        self._ids = dice.sample(range(1, size + 1), len(registry))
        self._registry = registry
        self._size = size
        number_of = {row["id"]: own for row, own in zip(registry, self._ids, strict=True)}
        right = {row["query_id"]: row["registry_id"] for row in rows_of(folder / "truth.csv")}
        asked = rows_of(folder / "queries.csv")
        self.questions = [
            Question(query_of(row), number_of.get(right[row["query_id"]], 0))
            for row in dice.sample(asked, min(queries, len(asked)))
        ]

    def records(self) -> Iterator[Record]:
        """Give the registry, then invented people under the ids that are left."""
        known = zip(self._ids, self._registry, strict=True)
        yield from (record_of(number, row) for number, row in known)
        taken = set(self._ids)
        free = (number for number in range(1, self._size + 1) if number not in taken)
        towns = [(row["town"], row["postcode"]) for row in self._registry if row["town"]]
        made = invented(1, self._size - len(self._ids), towns)
        yield from (replace(record, id=number) for number, record in zip(free, made, strict=True))


def resident_mb() -> float:
    """Give the memory of this process in MB, as Linux tells it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def kept_in(address: str, records: Iterator[Record]) -> Connection:
    """Write records into a database that holds none, their keys in order; commits."""
    engine = create_engine(address, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    connection = engine.connect()
    metadata = MetaData()
    index_tables(metadata)
    metadata.drop_all(connection)
    metadata.create_all(connection)
    index = SqlIndex(connection, version=1)
    keys: list[np.ndarray] = []
    ids: list[np.ndarray] = []
    while batch := list(islice(records, 5000)):
        index.put_bare([(one.id, written(one.description)) for one in batch], visible_from=1)
        for one in batch:
            own = keys_held(one.description, parts_per_name=6)
            keys.append(np.fromiter(own, np.int64, len(own)))
            ids.append(np.full(len(own), one.id, np.int32))
    every, of = np.concatenate(keys), np.concatenate(ids)
    del keys, ids
    order = np.lexsort((of, every))
    for start in range(0, len(order), 50_000):
        some = order[start : start + 50_000]
        index.put_keys(list(zip(every[some].tolist(), of[some].tolist(), strict=True)))
    print(f"  {len(order):,} rows, {len(order) / index.size():.1f} a record")
    connection.commit()
    if engine.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE match_key")
        connection.exec_driver_sql("ANALYZE match_record")
        connection.commit()
    return connection


def _set_pragmas(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "mmap_size=2000000000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def asked_all(
    index: Index,
    questions: Sequence[Question],
    settings: MatchSettings,
    names: Sequence[str],
    begin: Callable[[], object],
) -> Took:
    """Ask every question once, and a few of them of the naive scan, in turns."""
    took, matcher, shortlister = Took(), Matcher(settings), Shortlister(settings)
    every = max(1, len(questions) * len(names) // NAIVE_NAMES)
    for place, one in enumerate(questions):
        begin()
        cpu, wall = time.process_time(), time.perf_counter()
        answer = matcher.search(index, one.query, limit=10, today=TODAY)
        took.search.append(time.process_time() - cpu)
        took.wall.append(time.perf_counter() - wall)
        cpu = time.process_time()
        chosen = shortlister.chosen(index, one.query)
        took.chosen.append(time.process_time() - cpu)
        took.compared.append(len(chosen.ids))
        took.cut.append(answer.cut)
        if place % every == 0:
            cpu = time.process_time()
            process.extract(one.query.names[0], names, limit=10)
            took.naive.append(time.process_time() - cpu)
        if one.right:
            took.found.append(one.right in chosen.ids)
            took.first.append([c.record_id for c in answer.candidates[:1]] == [one.right])
    return took


def percentile(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[min(int(len(seconds) * share), len(seconds) - 1)]


def shown(took: Took) -> None:
    naive = statistics.median(took.naive)
    slow = percentile(took.naive, 0.99)
    print(f"  chosen among the candidates {statistics.mean(took.found):.3f},"
          f" first {statistics.mean(took.first):.3f} of {len(took.found)};"
          f" {statistics.mean(took.compared):.1f} compared; cut told {statistics.mean(took.cut):.2f}")  # fmt: skip
    for name, seconds in (("choosing", took.chosen), ("search", took.search)):
        p50, p99 = statistics.median(seconds), percentile(seconds, 0.99)
        print(f"  {name:8} p50 {p50 * 1e3:.2f} ms, p99 {p99 * 1e3:.2f} ms of the processor;"
              f" to the naive scan p50 {p50 / naive:.5f} (1/{naive / p50:.0f}),"
              f" p99 {p99 / slow:.4f}")  # fmt: skip
    print(f"  search by the clock p50 {statistics.median(took.wall) * 1e3:.2f} ms,"
          f" p99 {percentile(took.wall, 0.99) * 1e3:.2f} ms;"
          f" naive scan p50 {naive * 1e3:.1f} ms ({len(took.naive)} asked)")  # fmt: skip


def inserted(connection: Connection, size: int, count: int = 100) -> None:
    """Write new people one by one, each in a transaction of its own."""
    cpu, wall = [], []
    towns = [("Netherby", "ZE9 2QN")]
    for record in invented(size + 1, count, towns, seed=2):
        began = time.process_time(), time.perf_counter()
        SqlIndex(connection, version=1).put(record, visible_from=1)
        connection.commit()
        cpu.append(time.process_time() - began[0])
        wall.append(time.perf_counter() - began[1])
    print(f"  one record written: p50 {statistics.median(wall) * 1e3:.2f} ms by the clock,"
          f" {statistics.median(cpu) * 1e3:.2f} of the processor")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--database", default="", help="an address, or 'memory'")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--config", type=Path, default=Path("config/matching.yaml"))
    asked = parser.parse_args()
    settings = settings_of(asked.config)
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            measured(asked, size, settings, Path(folder))


def measured(asked: argparse.Namespace, size: int, settings: MatchSettings, folder: Path) -> None:
    people = People(asked.folder, size, asked.queries)
    gc.collect()
    empty, began = resident_mb(), time.process_time()
    file = folder / "index.db"
    connection: Connection | None = None
    if asked.database == "memory":
        index: Index = MemoryIndex.build(people.records())
    else:
        connection = kept_in(asked.database or f"sqlite:///{file}", people.records())
        index = SqlIndex(connection, version=1)
    gc.collect()
    print(f"{size:,} records, {asked.database.split('@')[-1] or 'SQLite'}: built in"
          f" {time.process_time() - began:.0f} s of the processor;"
          f" {resident_mb() - empty:.0f} MB more in memory"
          + (f", file of {file.stat().st_size / 1e6:.0f} MB" if file.exists() else ""))  # fmt: skip
    names = [record.description.names[0] for record in people.records()]
    took = asked_all(index, people.questions, settings, names, lambda: None)
    shown(took)
    if connection:
        inserted(connection, size)
        connection.close()


if __name__ == "__main__":
    main()
