"""Turning what is wrong in a file into sentences that say what to write instead."""

import difflib
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from intake.policy.base import Policy

M = TypeVar("M", bound=Policy)
Loc = tuple[int | str, ...]
PLAINLY = {
    "missing": "is missing; write it",
    "too_short": "is empty; write at least one",
    "string_type": "must be text; put it in quotes",
    "tuple_type": "must be a list; write each on a line of its own with a dash before it",
    "dict_type": "must hold keys; write lines of 'key: value'",
    "model_type": "must hold keys; write lines of 'key: value'",
    "bool_type": "must be true or false; write one of them",
    "bool_parsing": "must be true or false; write one of them",
    "date_parsing": "must be a day that there is; write it as 2024-04-30",
    "date_from_datetime_parsing": "must be a day that there is; write it as 2024-04-30",
    "time_parsing": "must be an hour of the day; write it in quotes, as '16:30'",
    "string_too_short": "is empty; write words",
}
"""What is wrong, and what to do, where no value of the file need be known."""

BRANCHES = ("tuple[", "literal[", "function-", "constrained-", "[key]")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return advice for a word that is not known: the nearest, or the list."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"write '{near[0]}' instead"
    return f"write one of {', '.join(names)}" if names else "leave it out"


def faults_of(file: str, model: type[BaseModel], error: ValidationError) -> list[str]:
    """Return one sentence a fault: file, key, what is wrong, what to write instead.

    No value of the file is repeated, for it may be a secret.
    """
    found = located_faults(model, error)
    told = (f"{_path(at) or 'the file'}: {words}" for at, words in found)
    return list(dict.fromkeys(f"{file}: {sentence}" for sentence in told))


def located_faults(model: type[BaseModel], error: ValidationError) -> list[tuple[Loc, str]]:
    """Return each fault as the place in the file, and what is wrong there."""
    every = error.errors(include_input=False, include_url=False)
    found = [one for one in every if not _follows(one, every)]
    return list(dict.fromkeys((_plain(one["loc"]), _words(model, one)) for one in found))


def _follows(one: ErrorDetails, every: Iterable[ErrorDetails]) -> bool:
    """Whether a list is short only because an item of it is faulty, which is told anyway."""
    depth = len(one["loc"])
    return one["type"] == "too_short" and any(
        len(other["loc"]) > depth and other["loc"][:depth] == one["loc"] for other in every
    )


def without_strangers(content: Any, error: ValidationError) -> Any:
    """Return content without its unknown keys, so that the rest of it can be checked too."""
    pruned = content
    for one in error.errors(include_input=False, include_context=False, include_url=False):
        if one["type"] == "extra_forbidden":
            pruned = _without(pruned, one["loc"])
    return pruned


def _without(content: Any, loc: Loc) -> Any:
    if isinstance(content, dict) and loc:
        key = loc[0]
        if len(loc) == 1:
            return {name: value for name, value in content.items() if name != key}
        return {k: _without(v, loc[1:]) if k == key else v for k, v in content.items()}
    if isinstance(content, list) and loc:
        return [_without(v, loc[1:]) if i == loc[0] else v for i, v in enumerate(content)]
    return content


def _words(model: type[BaseModel], one: ErrorDetails) -> str:
    kind, context = one["type"], one.get("ctx", {})
    if kind == "extra_forbidden":
        known = known_keys(model, one["loc"][:-1])
        return f"there is no such key; {did_you_mean(str(one['loc'][-1]), known)}"
    if kind in PLAINLY:
        return PLAINLY[kind]
    if kind in {"literal_error", "enum"}:
        return f"is not a word of the list; write {context.get('expected', 'another')}"
    if kind == "value_error":
        return str(context.get("error", "cannot be used"))
    if kind == "string_pattern_mismatch":
        return f"is not written as needed; write it to fit {context.get('pattern')}"
    return f"{one['msg'].lower()}; write another value, as config/README.md says"


def _path(loc: Loc) -> str:
    return ".".join(str(part) for part in loc)


def _plain(loc: Loc) -> Loc:
    """Return a place without the marks of shapes that were tried there."""
    return tuple(part for part in loc if not str(part).startswith(BRANCHES))


def known_keys(model: Any, loc: Loc) -> frozenset[str]:
    """Return the keys that may stand at a place of a model; empty where none is fixed."""
    if isinstance(model, type) and issubclass(model, BaseModel):
        if not loc:
            fields = model.model_fields.items()
            return frozenset(field.alias or name for name, field in fields)
        named = {f.alias or name: f.annotation for name, f in model.model_fields.items()}
        return known_keys(named[str(loc[0])], loc[1:]) if loc[0] in named else frozenset()
    return _known_inside(model, loc)


def _known_inside(shape: Any, loc: Loc) -> frozenset[str]:
    origin, arguments = typing.get_origin(shape), typing.get_args(shape)
    if origin is typing.Annotated:
        return known_keys(arguments[0], loc)
    if origin in {typing.Union, types.UnionType}:
        return frozenset().union(*(known_keys(one, loc) for one in arguments))
    if origin in {dict, Mapping} and loc:
        return known_keys(arguments[1], loc[1:])
    if origin in {tuple, list} and loc:
        return known_keys(arguments[0], loc[1:])
    return frozenset()


def read_as(file: str, model: type[M], content: Any) -> tuple[M | None, list[str]]:
    """Read content as a model, as far as it goes.

    Returns:
        The model, or None where it cannot be made even without its unknown keys; and every
        fault found on the way.
    """
    try:
        return model.model_validate(content), []
    except ValidationError as error:
        faults = faults_of(file, model, error)
        pruned = without_strangers(content, error)
    try:
        return model.model_validate(pruned), faults
    except ValidationError as error:
        return None, list(dict.fromkeys(faults + faults_of(file, model, error)))
