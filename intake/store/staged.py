"""What an import brings in before anybody sees it: written in bulk, shown together, or taken back.

Read `prepared` and `Staged`. Everything that can be worked out beforehand is in a `Bundle`, so
that the write lock is held for the writing alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, text
from sqlmodel import Session, SQLModel, col, select

from intake.domain.held import Owned, PersonHeld
from intake.domain.person import Flag, check_flag
from intake.store.flags import flag_cells
from intake.store.people import description_for_matching, list_of
from intake.store.shelf import cell_of
from intake.store.tables import FlagRow, FlagTermRow, OwnershipRow, PersonRow
from matching.index.sql import OPEN, SqlIndex, keys_written, written


@dataclass(frozen=True, slots=True)
class Bundle:
    """One new person of an import as cells of rows, ids left open; `kept` names the index."""

    person: dict[str, Any] = field(repr=False)
    words: str = field(repr=False)
    flag: dict[str, Any] = field(repr=False)
    terms: tuple[dict[str, Any], ...] = field(repr=False)
    owned: dict[str, Any] = field(repr=False)
    keys: tuple[int, ...] = field(repr=False)
    kept: str = OPEN


def prepared(person: PersonHeld, flag: Flag, *, at: datetime) -> Bundle:
    """Work out what a new person with a flag will be in the tables; no database is asked.

    Args:
        person: The record, without an id.
        flag: Its flag, whose desk becomes the owner.
        at: Since when it is owned, aware UTC.

    Raises:
        FlagRefusedError: The flag lacks what it may not lack.
    """
    check_flag(flag)
    words = written(description_for_matching(person.body))
    owned = Owned(person_id=0, desk=flag.owner_desk, since=at, why="import")
    return Bundle(
        person=_cells(person),
        words=words,
        flag=_whole(FlagRow, flag_cells(flag)),
        terms=tuple(_cells(term) for term in flag.terms),
        owned=_cells(owned),
        keys=tuple(keys_written(words)),
        kept=list_of(person),
    )


class Staged:
    """The rows of an import that are not seen yet."""

    def __init__(self, session: Session, *, seen: int, kept: str = OPEN) -> None:
        """Look at those whose records are kept in one index.

        Args:
            session: The caller's transaction.
            seen: The newest list version; what lies above it is not seen.
            kept: Of which index; see `list_of`.
        """
        self._session = session
        self._index = SqlIndex(session.connection(), version=seen, kept=kept)
        self._seen = seen

    def add(self, bundles: Sequence[Bundle], *, visible_from: int) -> list[int]:
        """Write new persons, each with flag, terms and owner; returns their ids, in order.

        Their keys are not written: `add_keys` follows, for many at once.
        """
        if not bundles:
            return []
        people = self._ids(PersonRow, len(bundles))
        flags = self._ids(FlagRow, len(bundles))
        rows = list(zip(people, flags, bundles, strict=True))
        self._insert(PersonRow, [{**one.person, "id": number} for number, _, one in rows])
        self._index.put_bare([(number, one.words) for number, _, one in rows], visible_from)
        self._insert(
            FlagRow,
            [
                {**one.flag, "id": flag, "person_id": number, "visible_from": visible_from}
                for number, flag, one in rows
            ],
        )
        terms = [{**term, "flag_id": flag} for _, flag, one in rows for term in one.terms]
        self._insert(FlagTermRow, terms)
        self._insert(OwnershipRow, [{**one.owned, "person_id": number} for number, _, one in rows])
        return people

    def add_keys(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Write (key, person) pairs, in the order of the keys."""
        self._index.put_keys(pairs)

    def count(self) -> int:
        """Return how many persons are written and not seen."""
        return self._index.count_staged()

    def some(self, limit: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Return ids and keys of some persons that are written and not seen."""
        found = self._index.staged(limit=limit)
        return tuple((number, tuple(keys_written(words))) for number, words in found)

    def drop_keys(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Take (key, person) pairs away, in the order of the keys."""
        self._index.drop_keys(pairs)

    def drop(self, people: Sequence[int]) -> None:
        """Take persons away whose keys are gone, with all that hangs on them."""
        self._drop_flags(col(FlagRow.person_id).in_(people))
        self._session.execute(delete(OwnershipRow).where(col(OwnershipRow.person_id).in_(people)))
        self._index.drop_bare(people)
        self._session.execute(delete(PersonRow).where(col(PersonRow.id).in_(people)))

    def drop_further_flags(self) -> None:
        """Take back the flags not seen yet of persons who are."""
        self._drop_flags(col(FlagRow.visible_from) > self._seen)

    def _drop_flags(self, clause: Any) -> None:
        gone = select(FlagRow.id).where(clause)
        self._session.execute(delete(FlagTermRow).where(col(FlagTermRow.flag_id).in_(gone)))
        self._session.execute(delete(FlagRow).where(clause))

    def _insert(self, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._session.connection().execute(insert(table), rows)

    def _ids(self, table: type[SQLModel], count: int) -> list[int]:
        """Return fresh ids: SQLite has one writer, PostgreSQL a sequence."""
        name = str(table.__tablename__)
        if self._session.get_bind().dialect.name == "sqlite":
            last = self._session.exec(select(func.max(table.id))).one() or 0  # type: ignore[attr-defined]
            return list(range(last + 1, last + 1 + count))
        asked = text(
            "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)"
        )
        found = self._session.connection().execute(asked, {"name": name, "count": count})
        return [int(number) for (number,) in found]


def packed(number: int, keys: Iterable[int]) -> list[int]:
    """Return a person's keys as numbers that sort as (key, person) does.

    Why not pairs: an import gathers half a million, and every pass of the garbage collector
    would walk them all, a fifth of a second at a time, some while the writer is held.
    """
    return [(key << 32) | number for key in keys]


def unpacked(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the (key, person) pairs of `packed`."""
    return [(number >> 32, number & 0xFFFFFFFF) for number in numbers]


def _cells(value: Any) -> dict[str, Any]:
    return {
        item.name: cell_of(getattr(value, item.name)) for item in fields(value) if item.name != "id"
    }


def _whole(table: type[SQLModel], cells: dict[str, Any]) -> dict[str, Any]:
    """Return cells with the row's own defaults where a column is not named."""
    defaults = {
        name: item.default
        for name, item in table.model_fields.items()
        if not item.is_required() and name != "id"
    }
    return {**defaults, **cells}
