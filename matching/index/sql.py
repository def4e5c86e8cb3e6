"""An index kept in the caller's own database: the only file of this room that knows SQLAlchemy.

Read first: decision 0002 and `SqlIndex`; the words of its statements are in `statements.py`.
The caller owns the connection and the transaction, so a record and its keys become visible
together; SQLite and PostgreSQL answer alike.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    CursorResult,
    Integer,
    MetaData,
    Table,
    Text,
)

from matching.index import Rows
from matching.index.payload import keys_written, record_written, written, written_anew
from matching.index.statements import OPEN, RESERVED, statement
from matching.keys import KEY_VERSION
from matching.query import Record

__all__ = ["OPEN", "RESERVED", "SqlIndex", "index_tables", "keys_written", "written"]

_SHARDS = 16
_BATCH = 500
_MARK = -1


def index_tables(metadata: MetaData, kept: str = OPEN) -> tuple[Table, Table, Table]:
    """Add the three tables of the index to the caller's metadata, once.

    Args:
        metadata: Where the caller's own tables stand; calling again gives the same tables.
        kept: How their names begin; `RESERVED` for records that not everybody may know of.

    Returns:
        `match_key`, `match_record` and `match_state`, or the reserved ones. The last keeps
        the size of the list by `visible_from`, spread over shards so that writers seldom meet
        on one row.
    """
    if f"{kept}_key" in metadata.tables:
        return tuple(metadata.tables[f"{kept}_{name}"] for name in ("key", "record", "state"))  # type: ignore[return-value]
    key = Table(
        f"{kept}_key",
        metadata,
        Column("k", BigInteger, primary_key=True, autoincrement=False),
        Column("record_id", Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    record = Table(
        f"{kept}_record",
        metadata,
        Column("record_id", Integer, primary_key=True, autoincrement=False),
        Column("payload", Text, nullable=False),
        Column("visible_from", Integer, nullable=False),
    )
    state = Table(
        f"{kept}_state",
        metadata,
        Column("visible_from", Integer, primary_key=True, autoincrement=False),
        Column("shard", Integer, primary_key=True, autoincrement=False),
        Column("size", Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    return key, record, state


class SqlIndex:
    """The list as one connection sees it, at one version of the list."""

    def __init__(
        self,
        connection: Connection,
        *,
        version: int | None = None,
        parts_per_name: int = 6,
        kept: str = OPEN,
    ) -> None:
        """Look at the list through a connection.

        Args:
            connection: The caller's, inside the caller's transaction.
            version: Records with a later `visible_from` are not seen; None sees all.
            parts_per_name: As in the settings' limits; the same for writing and asking.
            kept: How the names of its tables begin; see `index_tables`.
        """
        self._connection = connection
        self._version = version
        self._parts = parts_per_name
        self._kept_in = kept

    def put(self, record: Record, visible_from: int = 0) -> None:
        """Write one record, or write it anew; see `put_many`."""
        self.put_many((record,), visible_from)

    def put_many(self, records: Iterable[Record], visible_from: int = 0) -> None:
        """Write records with their keys in the caller's transaction.

        Args:
            records: Records; one of an id already kept takes its place.
            visible_from: The version of the list from which they are seen.
        """
        batch: dict[int, Record] = {}
        for record in records:
            batch[record.id] = record
            if len(batch) >= _BATCH:
                self._write(batch, visible_from)
                batch = {}
        if batch:
            self._write(batch, visible_from)

    def put_bare(self, written: Sequence[tuple[int, str]], visible_from: int) -> None:
        """Write many new records without their keys; `put_keys` follows before they are seen.

        Args:
            written: Id and `written` words of each; ids not kept yet.
            visible_from: The version of the list from which they are seen; a later one.
        """
        if not written:
            return
        self._put_records(written, visible_from)
        self._add_sizes([(written[0][0], visible_from, len(written))])

    def put_keys(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Write keys and their records, best in the order of the keys; repeats do no harm.

        Why in order: keys are spread over the whole table, so those of a few records touch
        a page each; thousands in order touch each page once.
        """
        if not pairs:
            return
        if self._dialect == "sqlite":
            self._run("put_keys", [{"key": key, "record_id": number} for key, number in pairs])
        else:
            keys, ids = zip(*pairs, strict=True)
            self._run("put_keys", {"keys": list(keys), "ids": list(ids)})

    def staged(self, *, limit: int) -> Sequence[tuple[int, str]]:
        """Give ids and words of records that are written and not seen, some at a time."""
        given = {"version": self._version or 0, "most": limit}
        found: Sequence[Any] = self._run("staged", given).all()
        return [(number, payload) for number, payload in found]

    def count_staged(self) -> int:
        """Count the records that are written and not seen at this version."""
        return int(self._run("count_staged", {"version": self._version or 0}).scalar_one())

    def drop_keys(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Take keys of records away, best in the order of the keys; missing ones are no error."""
        if pairs:
            self._run("drop_keys", [{"key": key, "record_id": number} for key, number in pairs])

    def drop_bare(self, ids: Sequence[int]) -> None:
        """Take records away whose keys were dropped before."""
        self._drop_records(self._kept(ids))

    def remove(self, record_id: int) -> None:
        """Take a record and its keys away; one that is not kept is no error."""
        self._erase([record_id])

    def is_keyed(self) -> bool:
        """Tell whether all that is kept stands under the keys of this version."""
        return bool(self._run("keyed_by", {"version": _MARK}).scalar() == KEY_VERSION)

    def key_anew(self) -> int:
        """Write all keys and names read anew, in the caller's transaction; mark their version.

        Returns:
            The number of records keyed.

        Why:
            Keys are data made from data: after a change of the rules the old ones would find
            nobody, and say so to no one.
        """
        self._run("drop_all_keys", {})
        last, keyed = -1, 0
        while batch := self._after(last):
            self.put_keys(self._pairs(batch))
            self._run("put_words", [
                {"record_id": number, "payload": written_anew(payload)} for number, payload in batch
            ])  # fmt: skip
            last, keyed = batch[-1][0], keyed + len(batch)
        self._run("drop_state", {"version": _MARK})
        self._run("add_size", {"visible_from": _MARK, "shard": KEY_VERSION, "change": 0})
        return keyed

    def _after(self, number: int) -> Sequence[Any]:
        return self._run("after", {"last": number, "most": _BATCH}).all()

    def _write(self, batch: Mapping[int, Record], visible_from: int) -> None:
        self._erase(list(batch))
        rows = [(number, written(record.description)) for number, record in batch.items()]
        self._put_records(rows, visible_from)
        self.put_keys(self._pairs(rows))
        self._add_sizes((number, visible_from, 1) for number in batch)

    def _put_records(self, written: Sequence[tuple[int, str]], visible_from: int) -> None:
        self._run("put_record", [
            {"record_id": number, "payload": payload, "visible_from": visible_from}
            for number, payload in written
        ])  # fmt: skip

    def _erase(self, ids: Sequence[int]) -> None:
        """Take records away; their keys are worked out again from what was kept."""
        kept = self._kept(ids)
        self.drop_keys(self._pairs([(number, payload) for number, payload, _ in kept]))
        self._drop_records(kept)

    def _pairs(self, rows: Iterable[tuple[int, str]]) -> list[tuple[int, int]]:
        """Give the keys of records from their written words, each with its record, in order."""
        return sorted(
            (key, number)
            for number, payload in rows
            for key in keys_written(payload, parts_per_name=self._parts)
        )

    def _kept(self, ids: Sequence[int]) -> Sequence[Any]:
        """Give id, words and version of the records that are kept, seen or not."""
        return self._run("kept", {"keys": self._several(ids)}).all()

    def _drop_records(self, kept: Sequence[Any]) -> None:
        if kept:
            gone = [number for number, _, _ in kept]
            self._run("drop_records", {"keys": self._several(gone)})
            self._add_sizes((number, visible_from, -1) for number, _, visible_from in kept)

    def _add_sizes(self, changes: Iterable[tuple[int, int, int]]) -> None:
        """Change the size of the list by version and shard, in the order of these."""
        sums: dict[tuple[int, int], int] = {}
        for number, visible_from, change in changes:
            place = (visible_from, number % _SHARDS)
            sums[place] = sums.get(place, 0) + change
        for (visible_from, shard), change in sorted(sums.items()):
            given = {"visible_from": visible_from, "shard": shard, "change": change}
            self._run("add_size", given)

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name

    def _several(self, numbers: Sequence[int]) -> Any:
        """Give numbers as the driver takes several in one."""
        return json.dumps(numbers) if self._dialect == "sqlite" else list(numbers)

    def _run(self, asked: str, given: dict[str, Any] | list[dict[str, Any]]) -> CursorResult[Any]:
        is_versioned = self._version is not None
        words = statement(asked, self._dialect, is_versioned=is_versioned, kept=self._kept_in)
        return self._connection.exec_driver_sql(words, given)

    def _ask(self, asked: str, keys: Sequence[int], most: int = 0) -> Sequence[Any]:
        given = {"keys": self._several(keys), "most": most, "version": self._version}
        return self._run(asked, given).all()

    def size(self) -> int:
        """Give the number of records that are seen at this version."""
        return int(self._ask("size", ())[0][0])

    def look(self, keys: Sequence[int], *, rows_per_key: int) -> Rows:
        """Give the lowest ids under each key and the size, in one round trip; see `Index.look`."""
        found: dict[int, Any] = dict(self._ask("rows", keys, rows_per_key))
        size = int(found.pop(-1))
        under = [found[place] for place in range(len(keys))]
        lengths = [ids.count(",") + 1 if ids else 0 for ids in under]
        joined = ",".join(filter(None, under))
        ids = np.fromstring(joined, np.int64, sep=",") if joined else np.zeros(0, np.int64)
        return Rows(size, np.array(lengths, np.int64), ids)

    def count(self, keys: Sequence[int], *, at_most: int) -> Mapping[int, int]:
        """Count the records under each key, in one round trip; see `Index.count`."""
        if not keys:
            return {}
        return {int(key): int(n) for key, n in self._ask("counts", keys, at_most)}

    def records(self, ids: Sequence[int]) -> Mapping[int, Record]:
        """Give the records of these ids, none asked without asking; see `Index.records`."""
        if not ids:
            return {}
        found: dict[int, str] = dict(self._ask("records", ids))
        return {number: record_written(number, found[number]) for number in ids if number in found}
