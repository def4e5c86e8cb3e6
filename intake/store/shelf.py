"""One generic mapper between rows and values, by field name."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, SQLModel

from intake.domain.errors import NotFoundError
from intake.domain.private import Private
from intake.store.bodies import reader_of, text_of

V = TypeVar("V")
R = TypeVar("R", bound=SQLModel)

BODIES_REMEMBERED = 3000
"""Bodies of one kind kept as values, some 20 MB of reports at most as they come."""

COLUMN_VALUES = (str, int, float, bytes, bool)


def cell_of(value: Any) -> Any:
    """Return a field's value as its column holds it."""
    if isinstance(value, Private):
        return value.reveal()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, Mapping)) or hasattr(type(value), "__dataclass_fields__"):
        return text_of(value)
    return value


def field_of(hint: Any, cell: Any) -> Any:
    """Return a column's content as the field's type."""
    return cell_reader_of(hint)(cell)


@cache
def cell_reader_of(hint: Any) -> Callable[[Any], Any]:
    """Return what makes a field of a type from its column; worked out once a type."""
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    is_plain = get_origin(hint) in (tuple, dict)
    kind = hint if is_plain or not kinds else kinds[0]
    read = reader_of(cast(Any, kind))
    if hasattr(kind, "__dataclass_fields__"):
        return _remembering(read)
    if get_origin(kind) in (tuple, dict):
        return lambda cell: None if cell is None else read(json.loads(cell))
    if isinstance(kind, type) and issubclass(kind, (Private, Enum)):
        return lambda cell: None if cell is None else read(cell)
    return _as_it_is


def _remembering(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return what reads a body, and hands out the same value for the same text.

    Why:
        Weighing one more concern on a man with a thousand read all thousand anew: three
        quarters of its time. A body is frozen, so nobody can change it for another; a changed
        text is another text.
    """

    @lru_cache(maxsize=BODIES_REMEMBERED)
    def value(text: str) -> Any:
        return read(json.loads(text))

    return lambda cell: None if cell is None else value(cell)


def _as_it_is(cell: Any) -> Any:
    return cell


@dataclass(frozen=True, slots=True)
class _Layout:
    """How values of a kind lie in a table; worked out once.

    `unsaid` are the columns that no field speaks of, with what stands there.
    """

    names: tuple[str, ...]
    readers: tuple[Callable[[Any], Any], ...]
    columns: tuple[Any, ...]
    all_rows: Any
    insert: Any
    unsaid: Mapping[str, Any]


@cache
def _layout_of(row: type[SQLModel], kind: type) -> _Layout:
    table = cast(Any, row).__table__
    hints = get_type_hints(kind)
    names = tuple(item.name for item in fields(kind))
    columns = tuple(table.c[name] for name in names)
    return _Layout(
        names=names,
        readers=tuple(cell_reader_of(hints[name]) for name in names),
        columns=columns,
        all_rows=select(*columns),
        insert=insert(table),
        unsaid={
            name: None if told.is_required() else told.get_default(call_default_factory=True)
            for name, told in row.model_fields.items()
            if name not in names and name != "id"
        },
    )


@cache
def _asked(
    row: type[SQLModel], kind: type, name: str, *, is_one: bool, is_locked: bool = False
) -> Any:
    """Return the question for the rows of which a column is one of some values, by id.

    Made once and asked with other values: to make a question costs eight times what the
    database takes to answer it.
    """
    column = cast(Any, row).__table__.c[name]
    fits = column == bindparam(_GIVEN) if is_one else column.in_(bindparam(_GIVEN, expanding=True))
    asked = select(*_layout_of(row, kind).columns).where(fits)
    asked = asked.order_by(cast(Any, row).__table__.c.id)
    return asked.with_for_update(key_share=True) if is_locked else asked


@dataclass(frozen=True, slots=True)
class Question:
    """A question made once, with the fields that it asks for; see `question_but`."""

    asked: Any
    told: tuple[tuple[str, Callable[[Any], Any]], ...]


def question_but(row: type[SQLModel], kind: type, left_out: str, clause: Any) -> Question:
    """Return the question for values that fit, by id, without one field."""
    layout = _layout_of(row, kind)
    told = [
        (column, (name, reader))
        for column, name, reader in zip(layout.columns, layout.names, layout.readers, strict=True)
        if name != left_out
    ]
    asked = select(*(column for column, _ in told)).where(clause)
    return Question(
        asked.order_by(cast(Any, row).__table__.c.id), tuple(field for _, field in told)
    )


@cache
def _asked_newest(row: type[SQLModel], kind: type, name: str, *, is_all: bool) -> Any:
    """Return the question for the newest rows of which a column is one of some values."""
    table = cast(Any, row).__table__
    fits = table.c[name].in_(bindparam(_GIVEN, expanding=True))
    asked = select(*_layout_of(row, kind).columns).where(fits).order_by(table.c.id.desc())
    return asked if is_all else asked.limit(bindparam("most"))


@cache
def _changing(row: type[SQLModel], names: frozenset[str]) -> Any:
    """Return what writes some columns of a row of an id."""
    table = cast(Any, row).__table__
    cells = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in sorted(names)}
    return update(table).where(table.c.id == bindparam(_GIVEN)).values(cells)


_GIVEN = "given"


class Shelf(Generic[V]):
    """Values of one kind, kept in one table whose columns bear the fields' names.

    Why columns and not mapped rows, where nothing is changed:
        A report reads and writes some sixty rows while others wait for the writer lock, and
        two thirds of that time went into making objects that were thrown away at once.
    """

    def __init__(self, session: Session, row: type[SQLModel], kind: type[V]) -> None:
        self._session = session
        self.row: Any = row
        self._kind = kind
        self._layout = _layout_of(row, cast(Any, kind))

    def value(self, row: Any) -> V:
        """Return a row as a value."""
        layout = self._layout
        return self._value_of([getattr(row, name) for name in layout.names])

    def _value_of(self, cells: Iterable[Any]) -> V:
        read = zip(self._layout.names, self._layout.readers, cells, strict=True)
        return self._kind(**{name: reader(cell) for name, reader, cell in read})

    def add(self, value: V) -> V:
        """Keep a new value; returns it with its id."""
        kept = self._session.connection().execute(self._layout.insert, self._cells_of(value))
        if not hasattr(value, "id"):
            return value
        return replace(value, id=kept.inserted_primary_key[0])  # type: ignore[type-var, index]

    def add_many(self, values: Sequence[V]) -> list[V]:
        """Keep many new values in one statement; returns them with their ids, in order.

        On SQLite, which has one writer, ids rise in the order of the values; elsewhere the
        database is asked to hand them back in that order.
        """
        if not values:
            return []
        connection = self._session.connection()
        in_order = connection.dialect.name == "sqlite"
        ids = connection.execute(
            self._layout.insert.returning(
                self.row.__table__.c.id, sort_by_parameter_order=not in_order
            ),
            [self._cells_of(replace(value, id=0)) for value in values],  # type: ignore[type-var]
        ).scalars()
        return [
            replace(value, id=found)  # type: ignore[type-var]
            for value, found in zip(values, sorted(ids) if in_order else ids, strict=True)
        ]

    def put(self, values: Sequence[V]) -> None:
        """Keep many new values whose ids nobody asks for, in one statement."""
        if values:
            cells = [self._cells_of(value) for value in values]
            self._session.connection().execute(self._layout.insert, cells)

    def put_many(self, values: Sequence[V]) -> None:
        """Keep many new values whose ids nobody asks for; a tenth of `add_many`'s time."""
        if values:
            cells = [self._cells_of(value) for value in values]
            self._session.connection().execute(self._layout.insert, cells)

    def _cells_of(self, value: V) -> dict[str, Any]:
        cells = {name: cell_of(getattr(value, name)) for name in self._layout.names}
        if not cells.get("id"):
            cells.pop("id", None)
        return {**self._layout.unsaid, **cells}

    def keep(self, value: V) -> V:
        """Write a changed value over its row.

        Raises:
            NotFoundError: There is no such row.
        """
        number = value.id  # type: ignore[attr-defined]
        self._session.flush()
        rows = self._rows_among("id", [number], is_locked=True)
        if not rows:
            raise NotFoundError(what=self.row.__tablename__)
        cells = {name: cell_of(getattr(value, name)) for name in self._layout.names}
        before = zip(self._layout.names, rows[0], strict=True)
        changed = frozenset(name for name, cell in before if cell != cells[name])
        if changed:
            given = {f"new_{name}": cells[name] for name in changed}
            change = _changing(self.row, changed)
            self._session.connection().execute(change, {**given, _GIVEN: number})
            self._read_again(number)
        return value

    def _read_again(self, number: int) -> None:
        """Bring up to date what the session itself holds of a row, if it does."""
        held = self._session.identity_map.get(identity_key(self.row, number))
        if held is not None:
            self._session.refresh(held)

    def get(self, key: int) -> V:
        """Return the value of an id, locked for change where the database can.

        Raises:
            NotFoundError: There is no such row.
        """
        found = self.locked([key])
        if not found:
            raise NotFoundError(what=self.row.__tablename__)
        return found[0]

    def locked(self, keys: Iterable[int]) -> tuple[V, ...]:
        """Return the values of some ids, locked for change in the order of their ids.

        One order for all, so that no two acts wait for each other.
        """
        rows = self._rows_among("id", sorted(set(keys)), is_locked=True)
        return tuple(self._value_of(row) for row in rows)

    def find(self, *clauses: Any) -> V | None:
        """Return the first value that fits, by id, or None."""
        found = self.all(*clauses, limit=1)
        return found[0] if found else None

    def all(self, *clauses: Any, limit: int | None = None, newest: bool = False) -> tuple[V, ...]:
        """Return the values that fit, by id."""
        query = self._select(*clauses, newest=newest)
        return self._values(query if limit is None else query.limit(limit))

    def among(self, name: str, values: Iterable[Any]) -> tuple[V, ...]:
        """Return the values whose field is one of some, by id; none where none is told.

        Args:
            name: The field, as its column is called.
            values: What its column may hold; repeats say nothing.

        Why beside `all`: what is asked again and again with other values is asked in the
        same words, and costs a quarter of it (decision 0047).
        """
        told = list(dict.fromkeys(values))
        return tuple(self._value_of(row) for row in self._rows_among(name, told))

    def newest_among(self, name: str, values: Iterable[Any], *, limit: int | None) -> tuple[V, ...]:
        """Return the values whose field is one of some, the newest first; so many at most."""
        told = list(dict.fromkeys(values))
        asked = _asked_newest(self.row, cast(Any, self._kind), name, is_all=limit is None)
        given = {_GIVEN: told, **({} if limit is None else {"most": limit})}
        rows = self._session.connection().execute(asked, given).all() if told else ()
        return tuple(self._value_of(row) for row in rows)

    def _rows_among(
        self, name: str, values: Sequence[Any], *, is_locked: bool = False
    ) -> Sequence[Any]:
        if not values:
            return ()
        is_one = len(values) == 1
        kind = cast(Any, self._kind)
        asked = _asked(self.row, kind, name, is_one=is_one, is_locked=is_locked)
        given = values[0] if is_one else list(values)
        return self._session.connection().execute(asked, {_GIVEN: given}).all()

    def answers(self, question: Question, given: Mapping[str, Any]) -> tuple[V, ...]:
        """Return the values that fit a question, by id; a field left out is as if never told."""
        return tuple(
            self._kind(
                **{name: read(cell) for (name, read), cell in zip(question.told, row, strict=True)}
            )
            for row in self._session.connection().execute(question.asked, given)
        )

    def by_id(self, keys: Iterable[int]) -> dict[int, V]:
        """Return the values of some ids, by id; ids of no row are left out."""
        wanted = sorted(set(keys))
        if not wanted:
            return {}
        return {cast(Any, value).id: value for value in self.among("id", wanted)}

    def _select(self, *clauses: Any, newest: bool = False) -> Any:
        number = self.row.__table__.c.id
        query = self._layout.all_rows.where(*clauses)
        return query.order_by(number.desc() if newest else number)

    def _values(self, query: Any) -> tuple[V, ...]:
        return tuple(self._value_of(row) for row in self._session.connection().execute(query))
