"""Our list in a SQLite file, written as an import writes it and asked as the service asks."""

import multiprocessing
import tempfile
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import MetaData

from intake.store.archive import engine_of
from matching.index.sql import SqlIndex, index_tables, written
from matching.keys import keys_held
from matching.matcher import Matcher
from tests.bench.peers.data import Question, Row
from tests.bench.peers.figures import Ranking
from tests.bench.screen_quality import TODAY, query_of, record_of

_SHORT = 1_000
_LEAST, _MOST = 5_000, 50_000


class KeptList:
    """The list in a file of its own, which goes with it.

    A long one is written by a process of its own: whoever asks does not carry what the import
    took. Numbers of the bench's own records are their places in its registry.
    """

    def __init__(self, matcher: Matcher, registry: Iterable[Row], known: Sequence[str]) -> None:
        self._matcher = matcher
        self._known = known
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / "list.db"
        rows = iter(registry)
        first = list(islice(rows, _SHORT))
        if len(first) < _SHORT:
            _write(path, first, known)
        else:
            _write_apart(path, chain(first, rows), known)
        engine = engine_of(f"sqlite:///{path}")
        self._index = SqlIndex(engine.execution_options(read_only=True).connect())

    def answer(self, questions: Sequence[Question]) -> list[Ranking]:
        return [self._ranked(query_of(one.row)) for one in questions]

    def _ranked(self, query) -> Ranking:
        found = self._matcher.search(self._index, query, limit=10, today=TODAY).candidates
        return [(self._label(one.record_id), one.likelihood) for one in found]

    def _label(self, number: int) -> str:
        return self._known[number - 1] if number <= len(self._known) else f"nobody #{number}"


def _write_apart(path: Path, rows: Iterable[Row], known: Sequence[str]) -> None:
    child = multiprocessing.get_context("fork").Process(target=_write, args=(path, rows, known))
    child.start()
    child.join()
    if child.exitcode:
        raise RuntimeError("the list could not be written")


def _write(path: Path, rows: Iterable[Row], known: Sequence[str]) -> None:
    engine = engine_of(f"sqlite:///{path}")
    metadata = MetaData()
    index_tables(metadata)
    metadata.create_all(engine)
    places = {record: number for number, record in enumerate(known, 1)}
    rows, kept = iter(rows), 0
    while some := list(islice(rows, min(max(kept, _LEAST), _MOST))):
        numbered = [
            (places.get(row["id"], len(known) + number), row)
            for number, row in enumerate(some, kept + 1)
        ]
        kept += len(some)
        with engine.begin() as connection:
            _keep(SqlIndex(connection), numbered)
    engine.dispose()


def _keep(index: SqlIndex, rows: Iterable[tuple[int, Row]]) -> None:
    """Write as the import of a list does: records first, then keys in their order."""
    held = [(number, record_of(number, row).description) for number, row in rows]
    index.put_bare([(number, written(one)) for number, one in held], 0)
    keys = ((key, number) for number, one in held for key in keys_held(one, parts_per_name=6))
    index.put_keys(sorted(keys))
