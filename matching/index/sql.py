"""An index kept in the caller's own database: the only file of this room that knows SQL.

Read first: decision 0002 and `SqlIndex`. The caller owns the connection and the transaction,
so a record and its keys become visible together; SQLite and PostgreSQL answer alike.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite

from matching.keys import KEY_VERSION, keys_held
from matching.query import Age, Description, PartialDate, Record

_SHARDS = 16
_BATCH = 500
_MARK = -1
_SEEN = {
    True: "JOIN match_record r ON r.record_id = m.record_id AND r.visible_from <= :version",
    False: "",
}
_ROWS = {
    "sqlite": "SELECT q.value, (SELECT group_concat(record_id) FROM (SELECT m.record_id"
    " FROM match_key m {seen} WHERE m.k = q.value ORDER BY m.record_id LIMIT :most))"
    " FROM json_each(:keys) q",
    "postgresql": "SELECT q.k, (SELECT string_agg(CAST(record_id AS text), ',' ORDER BY record_id)"
    " FROM (SELECT m.record_id FROM match_key m {seen} WHERE m.k = q.k"
    " ORDER BY m.record_id LIMIT :most) f)"
    " FROM (SELECT CAST(value AS bigint) AS k FROM json_array_elements_text(CAST(:keys AS json)))"
    " q",
}
_COUNTS = {
    "sqlite": "SELECT q.value, (SELECT count(*) FROM (SELECT 1 FROM match_key m {seen}"
    " WHERE m.k = q.value LIMIT :most)) FROM json_each(:keys) q",
    "postgresql": "SELECT q.k, (SELECT count(*) FROM (SELECT 1 FROM match_key m {seen}"
    " WHERE m.k = q.k LIMIT :most) f)"
    " FROM (SELECT CAST(value AS bigint) AS k FROM json_array_elements_text(CAST(:keys AS json)))"
    " q",
}


def index_tables(metadata: MetaData) -> tuple[Table, Table, Table]:
    """Add the three tables of the index to the caller's metadata, once.

    Args:
        metadata: Where the caller's own tables stand; calling again gives the same tables.

    Returns:
        `match_key`, `match_record` and `match_state`. The last keeps the size of the list
        by `visible_from`, spread over shards so that writers seldom meet on one row.
    """
    if "match_key" in metadata.tables:
        return tuple(metadata.tables[f"match_{name}"] for name in ("key", "record", "state"))  # type: ignore[return-value]
    key = Table(
        "match_key",
        metadata,
        Column("k", BigInteger, primary_key=True, autoincrement=False),
        Column("record_id", Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    record = Table(
        "match_record",
        metadata,
        Column("record_id", Integer, primary_key=True, autoincrement=False),
        Column("payload", Text, nullable=False),
        Column("visible_from", Integer, nullable=False),
    )
    state = Table(
        "match_state",
        metadata,
        Column("visible_from", Integer, primary_key=True, autoincrement=False),
        Column("shard", Integer, primary_key=True, autoincrement=False),
        Column("size", Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    return key, record, state


_KEY, _RECORD, _STATE = index_tables(MetaData())


class SqlIndex:
    """The list as one connection sees it, at one version of the list."""

    def __init__(
        self, connection: Connection, *, version: int | None = None, parts_per_name: int = 6
    ) -> None:
        """Look at the list through a connection.

        Args:
            connection: The caller's, inside the caller's transaction.
            version: Records with a later `visible_from` are not seen; None sees all.
            parts_per_name: As in the settings' limits; the same for writing and asking.
        """
        self._connection = connection
        self._version = version
        self._parts = parts_per_name

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
        self._connection.execute(
            _RECORD.insert(),
            [
                {"record_id": number, "payload": payload, "visible_from": visible_from}
                for number, payload in written
            ],
        )
        self._add_size(visible_from, written[0][0] % _SHARDS, len(written))

    def put_keys(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Write keys and their records, best in the order of the keys; repeats do no harm.

        Why in order: keys are spread over the whole table, so those of a few records touch
        a page each; thousands in order touch each page once.
        """
        if self._dialect == "sqlite":
            statement = "INSERT OR IGNORE INTO match_key (k, record_id) VALUES (?, ?)"
            self._connection.exec_driver_sql(statement, list(pairs))
            return
        self._connection.execute(
            text(
                "INSERT INTO match_key (k, record_id) SELECT * FROM"
                " unnest(CAST(:keys AS bigint[]), CAST(:ids AS integer[])) ON CONFLICT DO NOTHING"
            ),
            {"keys": [key for key, _ in pairs], "ids": [number for _, number in pairs]},
        )

    def staged(self, *, limit: int) -> Sequence[tuple[int, str]]:
        """Give ids and words of records that are written and not seen, some at a time."""
        record = _RECORD.c
        found = self._connection.execute(
            select(record.record_id, record.payload)
            .where(record.visible_from > (self._version or 0))
            .order_by(record.record_id.desc())
            .limit(limit)
        )
        return [(number, payload) for number, payload in found]

    def count_staged(self) -> int:
        """Count the records that are written and not seen at this version."""
        asked = text("SELECT coalesce(sum(size), 0) FROM match_state WHERE visible_from > :version")
        return int(self._connection.execute(asked, {"version": self._version or 0}).scalar_one())

    def drop_keys(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Take keys of records away, best in the order of the keys; missing ones are no error."""
        if not pairs:
            return
        gone = _KEY.delete().where(
            _KEY.c.k == bindparam("key"), _KEY.c.record_id == bindparam("of")
        )
        self._connection.execute(gone, [{"key": key, "of": number} for key, number in pairs])

    def drop_bare(self, ids: Sequence[int]) -> None:
        """Take records away whose keys were dropped before."""
        table = _RECORD
        there = table.c.record_id.in_(ids)
        found = self._connection.execute(
            select(table.c.record_id, table.c.visible_from).where(there)
        )
        changes = [(number, visible_from, -1) for number, visible_from in found]
        self._connection.execute(delete(table).where(there))
        self._add_sizes(changes)

    def remove(self, record_id: int) -> None:
        """Take a record and its keys away; one that is not kept is no error."""
        self._erase([record_id])

    def is_keyed(self) -> bool:
        """Tell whether all that is kept stands under the keys of this version."""
        kept = select(_STATE.c.shard).where(_STATE.c.visible_from == _MARK)
        return bool(self._connection.execute(kept).scalar() == KEY_VERSION)

    def key_anew(self) -> int:
        """Write all keys anew, in the caller's transaction, and mark their version.

        Returns:
            The number of records keyed.

        Why:
            Keys are data made from data: after a change of the rules the old ones would find
            nobody, and say so to no one.
        """
        self._connection.execute(delete(_KEY))
        last, keyed = -1, 0
        while batch := self._after(last):
            keys = sorted(
                (key, number)
                for number, payload in batch
                for key in keys_held(
                    _record(number, payload).description, parts_per_name=self._parts
                )
            )
            if keys:
                rows = [{"k": key, "record_id": number} for key, number in keys]
                self._connection.execute(_KEY.insert(), rows)
            last, keyed = batch[-1][0], keyed + len(batch)
        self._mark()
        return keyed

    def _after(self, number: int) -> Sequence[Any]:
        table = _RECORD
        asked = select(table.c.record_id, table.c.payload).where(table.c.record_id > number)
        return self._connection.execute(asked.order_by(table.c.record_id).limit(_BATCH)).all()

    def _mark(self) -> None:
        """Keep the version of the keys in a row of size 0, which counts for nothing."""
        self._connection.execute(delete(_STATE).where(_STATE.c.visible_from == _MARK))
        row = {"visible_from": _MARK, "shard": KEY_VERSION, "size": 0}
        self._connection.execute(_STATE.insert(), row)

    def _write(self, batch: Mapping[int, Record], visible_from: int) -> None:
        self._erase(list(batch))
        rows = [
            {
                "record_id": number,
                "payload": written(record.description),
                "visible_from": visible_from,
            }
            for number, record in batch.items()
        ]
        keys = [
            {"k": key, "record_id": number}
            for number, record in batch.items()
            for key in keys_held(record.description, parts_per_name=self._parts)
        ]
        self._connection.execute(_RECORD.insert(), rows)
        if keys:
            self._connection.execute(_KEY.insert(), sorted(keys, key=lambda row: row["k"]))
        self._add_sizes((number, visible_from, 1) for number in batch)

    def _erase(self, ids: Sequence[int]) -> None:
        """Take records away; their keys are worked out again from what was kept."""
        table = _RECORD
        kept = self._connection.execute(select(table).where(table.c.record_id.in_(ids))).all()
        for number, payload, _ in kept:
            old = keys_held(_record(number, payload).description, parts_per_name=self._parts)
            place = _KEY.c.record_id == number
            self._connection.execute(delete(_KEY).where(_KEY.c.k.in_(old), place))
        gone = [number for number, _, _ in kept]
        if gone:
            self._connection.execute(delete(table).where(table.c.record_id.in_(gone)))
            self._add_sizes((number, visible_from, -1) for number, _, visible_from in kept)

    def _add_sizes(self, changes: Iterable[tuple[int, int, int]]) -> None:
        sums: dict[tuple[int, int], int] = {}
        for number, visible_from, change in changes:
            place = (visible_from, number % _SHARDS)
            sums[place] = sums.get(place, 0) + change
        for (visible_from, shard), change in sorted(sums.items()):
            self._add_size(visible_from, shard, change)

    def _add_size(self, visible_from: int, shard: int, change: int) -> None:
        table = _STATE
        insert = postgresql.insert if self._dialect == "postgresql" else sqlite.insert
        row = insert(table).values(visible_from=visible_from, shard=shard, size=change)
        self._connection.execute(
            row.on_conflict_do_update(
                index_elements=[table.c.visible_from, table.c.shard],
                set_={"size": table.c.size + change},
            )
        )

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name

    def size(self) -> int:
        """Give the number of records that are seen at this version."""
        seen = "" if self._version is None else " WHERE visible_from <= :version"
        asked = text(f"SELECT coalesce(sum(size), 0) FROM match_state{seen}")  # noqa: S608 - fixed words
        given = {} if self._version is None else {"version": self._version}
        return int(self._connection.execute(asked, given).scalar_one())

    def _ask(self, statements: Mapping[str, str], keys: Sequence[int], most: int) -> Sequence[Any]:
        seen = self._version is not None
        asked = text(statements[self._dialect].format(seen=_SEEN[seen]))
        given: dict[str, object] = {"keys": json.dumps(list(keys)), "most": most}
        if seen:
            given["version"] = self._version
        return self._connection.execute(asked, given).all()

    def probe(self, keys: Sequence[int], *, rows_per_key: int) -> Mapping[int, Sequence[int]]:
        """Give the lowest ids under each key, in one round trip; see `Index.probe`."""
        return {
            key: [int(number) for number in ids.split(",")]
            for key, ids in self._ask(_ROWS, keys, rows_per_key)
            if ids
        }

    def count(self, keys: Sequence[int], *, at_most: int) -> Mapping[int, int]:
        """Count the records under each key, in one round trip; see `Index.count`."""
        return {int(key): int(n) for key, n in self._ask(_COUNTS, keys, at_most)}

    def records(self, ids: Sequence[int]) -> Mapping[int, Record]:
        """Give the records of these ids; see `Index.records`."""
        table = _RECORD
        asked = select(table.c.record_id, table.c.payload).where(table.c.record_id.in_(ids))
        if self._version is not None:
            asked = asked.where(table.c.visible_from <= self._version)
        found = {row.record_id: row.payload for row in self._connection.execute(asked)}
        return {number: _record(number, found[number]) for number in ids if number in found}


def written(description: Description) -> str:
    """Give the words of a record as the index keeps them."""
    held = {key: value for key, value in asdict(description).items() if value}
    return json.dumps(held, ensure_ascii=False, default=date.isoformat, separators=(",", ":"))


def keys_written(payload: str, *, parts_per_name: int = 6) -> frozenset[int]:
    """Give the keys of a record from its words as the index keeps them."""
    return keys_held(_record(0, payload).description, parts_per_name=parts_per_name)


def _record(number: int, payload: str) -> Record:
    held = json.loads(payload)
    words: dict[str, Any] = {
        key: tuple(value) for key, value in held.items() if isinstance(value, list)
    }
    if birth := held.get("birth"):
        words["birth"] = PartialDate(**birth)
    if age := held.get("age"):
        words["age"] = Age(age["low"], age["high"], date.fromisoformat(age["as_of"]))
    return Record(number, Description(**words))
