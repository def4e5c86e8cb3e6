"""One generic mapper between rows and values, by field name."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from enum import Enum
from functools import cache
from typing import Any, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

from sqlmodel import Session, SQLModel, select

from intake.domain.errors import NotFoundError
from intake.domain.private import Private
from intake.store.bodies import reader_of, text_of

V = TypeVar("V")
R = TypeVar("R", bound=SQLModel)

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
    if get_origin(kind) in (tuple, dict) or hasattr(kind, "__dataclass_fields__"):
        read = reader_of(kind)
        return lambda cell: None if cell is None else read(json.loads(cell))
    if isinstance(kind, type) and issubclass(kind, (Private, Enum)):
        return lambda cell: None if cell is None else kind(cell)
    return _as_it_is


def _as_it_is(cell: Any) -> Any:
    return cell


@cache
def _readers_of(kind: type) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    hints = get_type_hints(kind)
    return tuple((item.name, cell_reader_of(hints[item.name])) for item in fields(kind))


class Shelf(Generic[V]):
    """Values of one kind, kept in one table whose columns bear the fields' names."""

    def __init__(self, session: Session, row: type[SQLModel], kind: type[V]) -> None:
        self._session = session
        self.row: Any = row
        self._kind = kind
        self._readers = _readers_of(cast(Any, kind))

    def value(self, row: Any) -> V:
        """Return a row as a value."""
        return self._kind(**{name: read(getattr(row, name)) for name, read in self._readers})

    def add(self, value: V) -> V:
        """Keep a new value; returns it with its id."""
        cells = {item.name: cell_of(getattr(value, item.name)) for item in fields(value)}  # type: ignore[arg-type]
        if not cells.get("id"):
            cells.pop("id", None)
        row = self.row(**cells)
        self._session.add(row)
        self._session.flush()
        if not hasattr(value, "id"):
            return value
        return replace(value, id=row.id)  # type: ignore[type-var]

    def add_many(self, values: Sequence[V]) -> list[V]:
        """Keep many new values in one go, for an import; returns them with their ids."""
        rows = [
            self.row(
                **{
                    item.name: cell_of(getattr(value, item.name))
                    for item in fields(value)  # type: ignore[arg-type]
                    if item.name != "id"
                }
            )
            for value in values
        ]
        self._session.add_all(rows)
        self._session.flush()
        return [
            replace(value, id=row.id)  # type: ignore[type-var]
            for value, row in zip(values, rows, strict=True)
        ]

    def keep(self, value: V) -> V:
        """Write a changed value over its row.

        Raises:
            NotFoundError: There is no such row.
        """
        row = self._row(value.id)  # type: ignore[attr-defined]
        for item in fields(value):  # type: ignore[arg-type]
            setattr(row, item.name, cell_of(getattr(value, item.name)))
        self._session.add(row)
        self._session.flush()
        return value

    def get(self, key: int) -> V:
        """Return the value of an id, locked for change where the database can.

        Raises:
            NotFoundError: There is no such row.
        """
        return self.value(self._row(key))

    def find(self, *clauses: Any) -> V | None:
        """Return the first value that fits, by id, or None."""
        found = self.all(*clauses, limit=1)
        return found[0] if found else None

    def all(self, *clauses: Any, limit: int | None = None, newest: bool = False) -> tuple[V, ...]:
        """Return the values that fit, by id."""
        query = select(self.row).where(*clauses)
        query = query.order_by(self.row.id.desc() if newest else self.row.id)
        if limit is not None:
            query = query.limit(limit)
        return tuple(self.value(row) for row in self._session.exec(query))

    def _row(self, key: int) -> Any:
        row = self._session.exec(
            select(self.row)
            .where(self.row.id == key)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
            .execution_options(populate_existing=True)
        ).first()
        if row is None:
            raise NotFoundError(what=self.row.__tablename__)
        return row
