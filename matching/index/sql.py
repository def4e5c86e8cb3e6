"""An index kept in the caller's own database: the only file of this room that knows SQL.

Read first: decision 0002 and `SqlIndex`. The caller owns the connection and the transaction,
so a record and its keys become visible together; SQLite and PostgreSQL answer alike.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

import numpy as np
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

from matching.index import Rows
from matching.keys import KEY_VERSION, keys_held
from matching.query import Age, Description, PartialDate, Record

_SHARDS = 16
_BATCH = 500
_MARK = -1
_SEEN = {
    True: " AND ((SELECT n FROM staged) = 0 OR EXISTS (SELECT 1 FROM match_record r"
    " WHERE r.record_id = m.record_id AND r.visible_from <= {version}))",
    False: "",
}
_STAGED = {
    True: "WITH staged AS (SELECT coalesce(sum(size), 0) AS n FROM match_state"
    " WHERE visible_from > {version}) ",
    False: "",
}
_SIZE = {
    True: "SELECT coalesce(sum(size), 0) FROM match_state WHERE visible_from <= {version}",
    False: "SELECT coalesce(sum(size), 0) FROM match_state",
}
_ROWS = {
    "sqlite": "SELECT q.key, (SELECT group_concat(record_id) FROM"
    " (SELECT m.record_id FROM match_key m WHERE m.k = q.value{seen}"
    " ORDER BY m.record_id LIMIT :most))"
    " FROM json_each(:keys) q UNION ALL SELECT -1, ({size})",
    "postgresql": "SELECT q.place - 1, (SELECT string_agg(CAST(record_id AS text), ',') FROM"
    " (SELECT m.record_id FROM match_key m WHERE m.k = q.k{seen}"
    " ORDER BY m.record_id LIMIT %(most)s) f)"
    " FROM unnest(CAST(%(keys)s AS bigint[])) WITH ORDINALITY AS q (k, place)"
    " UNION ALL SELECT -1, CAST(({size}) AS text)",
}
_COUNTS = {
    "sqlite": "SELECT q.value, (SELECT count(*) FROM (SELECT 1 FROM match_key m"
    " WHERE m.k = q.value{seen} LIMIT :most)) FROM json_each(:keys) q",
    "postgresql": "SELECT q.k, (SELECT count(*) FROM (SELECT 1 FROM match_key m"
    " WHERE m.k = q.k{seen} LIMIT %(most)s) f)"
    " FROM unnest(CAST(%(keys)s AS bigint[])) AS q (k)",
}
_RECORDS = {
    "sqlite": "SELECT record_id, payload FROM match_record"
    " WHERE record_id IN (SELECT value FROM json_each(:keys)){of}",
    "postgresql": "SELECT record_id, payload FROM match_record"
    " WHERE record_id = ANY(CAST(%(keys)s AS integer[])){of}",
}
_SIZES = dict.fromkeys(_RECORDS, "{size}")
_VERSION = {"sqlite": ":version", "postgresql": "%(version)s"}


@cache
def _statement(dialect: str, asked: str, is_versioned: bool) -> str:  # noqa: FBT001 - one of a few
    """Put a statement together from the pieces above, once."""
    body = {"rows": _ROWS, "counts": _COUNTS, "records": _RECORDS, "size": _SIZES}[asked][dialect]
    seen, size = _SEEN[is_versioned], _SIZE[is_versioned]
    of = " AND visible_from <= {version}" if is_versioned else ""
    staged = "" if asked in {"records", "size"} else _STAGED[is_versioned]
    whole = staged + body.format(seen=seen, size=size, of=of)
    return whole.replace("{version}", _VERSION[dialect])


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
        return int(self._ask("size", ())[0][0])

    def _ask(self, asked: str, keys: Sequence[int], most: int | None = None) -> Sequence[Any]:
        """Ask in one round trip, past the building of statements, which takes longer."""
        dialect = self._dialect
        statement = _statement(dialect, asked, self._version is not None)
        given: dict[str, Any] = {
            "keys": json.dumps(keys) if dialect == "sqlite" else list(keys),
            "most": most,
            "version": self._version,
        }
        return self._connection.exec_driver_sql(statement, given).all()

    def look(self, keys: Sequence[int], *, rows_per_key: int) -> Rows:
        """Give the lowest ids under each key and the size, in one round trip; see `Index.look`."""
        found: dict[int, Any] = dict(self._ask("rows", keys, rows_per_key))
        size = int(found.pop(-1))
        under = [found[place] for place in range(len(keys))]
        lengths = [ids.count(",") + 1 if ids else 0 for ids in under]
        written = ",".join(filter(None, under))
        ids = np.fromstring(written, np.int64, sep=",") if written else np.zeros(0, np.int64)
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
