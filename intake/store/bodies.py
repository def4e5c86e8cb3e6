"""One way from values to JSON text and back, by the value's own type hints."""

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from intake.domain.private import Private

V = TypeVar("V")


def plain_of(value: Any) -> Any:  # noqa: C901, PLR0911 - one line a kind of value
    """Return a value as plain JSON data; `Private` opens, for this goes into the database."""
    match value:
        case Private():
            return value.reveal()
        case Enum():
            return value.value
        case None | bool() | int() | float():
            return value
        case str():
            return str(value)
        case Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain_of(item) for key, item in value.items()}
        case tuple() | list():
            return [plain_of(item) for item in value]
        case frozenset() | set():
            return sorted(plain_of(item) for item in value)
    if is_dataclass(value):
        return {item.name: plain_of(getattr(value, item.name)) for item in fields(value)}
    raise TypeError(f"no plain form for {type(value).__name__}")


def text_of(value: Any) -> str:
    """Return a value as JSON text, keys in a fixed order."""
    return json.dumps(plain_of(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def value_of(kind: type[V], plain: Any) -> V:
    """Make a value of a kind from plain data; fields missing there take their defaults."""
    return cast(V, _made(kind, plain))


def read(kind: type[V], text: str) -> V:
    """Make a value of a kind from JSON text."""
    return value_of(kind, json.loads(text))


Reader = Callable[[Any], Any]


def _made(kind: Any, plain: Any) -> Any:
    return reader_of(kind)(plain)


@cache
def reader_of(kind: Any) -> Reader:
    """Return what makes a value of a kind from plain data; worked out once a kind.

    Raises:
        TypeError: The kind has no plain form.
    """
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _reader_or_none(typing.get_args(kind))
    if origin is not None:
        return _reader_of_many(origin, typing.get_args(kind))
    if kind in (datetime, date):
        return cast(Reader, kind.fromisoformat)
    if is_dataclass(kind):
        return _reader_of_fields(cast(type, kind))
    return _reader_of_one(kind)


def _reader_of_one(kind: Any) -> Reader:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _reader_of_enum(kind)
    return kind if isinstance(kind, type) and issubclass(kind, (Private, Decimal)) else _as_it_is


def _reader_of_enum(kind: type[Enum]) -> Reader:
    """Return what looks a member up; a tenth of the time of calling the enumeration."""
    members = {member.value: member for member in kind}

    def made(plain: Any) -> Any:
        return members[plain] if plain in members else kind(plain)

    return made


def _as_it_is(plain: Any) -> Any:
    return plain


def _reader_or_none(kinds: tuple[Any, ...]) -> Reader:
    inner = reader_of(next(kind for kind in kinds if kind is not type(None)))
    return lambda plain: None if plain is None else inner(plain)


def _reader_of_many(origin: Any, kinds: tuple[Any, ...]) -> Reader:
    if issubclass(origin, Mapping):
        inner = reader_of(kinds[1])
        return lambda plain: {key: inner(item) for key, item in plain.items()}
    inner = reader_of(kinds[0])
    return lambda plain: origin(map(inner, plain))


def _reader_of_fields(kind: type) -> Reader:
    hints = typing.get_type_hints(kind)
    readers = {name: reader_of(hint) for name, hint in hints.items()}

    def made(plain: Any) -> Any:
        return kind(
            **{name: readers[name](item) for name, item in plain.items() if name in readers}
        )

    words = [name for name, hint in hints.items() if hint is Private]
    rest = [hint for hint in hints.values() if hint is not Private]
    is_small = all(isinstance(hint, type) and issubclass(hint, Enum) for hint in rest)
    return _reader_of_blanks(made, words) if words and rest and is_small else made


def _reader_of_blanks(made: Reader, words: list[str]) -> Reader:
    """Return what makes a value without words once for all, and each of the others anew.

    Why:
        Of what a report could say most is not asked, and each such fact is the same value: two
        thirds of the time that reading a report took went into making it again.
    """
    blanks: dict[tuple[Any, ...], Any] = {}

    def made_once(plain: Any) -> Any:
        for name in words:
            if plain.get(name):
                return made(plain)
        key = tuple(plain.items())
        if key not in blanks:
            blanks[key] = made(plain)
        return blanks[key]

    return made_once
