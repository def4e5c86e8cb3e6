"""One way from values to JSON text and back, by the value's own type hints."""

import json
import types
import typing
from collections.abc import Mapping
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


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _made(kind: Any, plain: Any) -> Any:  # noqa: PLR0911 - one line a kind of value
    origin = typing.get_origin(kind)
    if kind is Any:
        return plain
    if origin in (typing.Union, types.UnionType):
        return _union(typing.get_args(kind), plain)
    if origin in (tuple, list, frozenset):
        inner = typing.get_args(kind)[0]
        return origin(_made(inner, item) for item in plain)
    if origin is not None and issubclass(origin, Mapping):
        inner = typing.get_args(kind)[1]
        return {key: _made(inner, item) for key, item in plain.items()}
    if kind is Private:
        return Private(plain)
    if kind in (datetime, date):
        return kind.fromisoformat(plain)
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        return cast(Any, kind)(
            **{name: _made(hints[name], item) for name, item in plain.items() if name in hints}
        )
    if isinstance(kind, type) and issubclass(kind, (Enum, Decimal)):
        return kind(plain)
    return plain


def _union(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None:
        return None
    return _made(next(kind for kind in kinds if kind is not type(None)), plain)
