"""Making do with a faulty file, so that what it asks of other files can be checked as well.

What is faulty is told by `faults`; here it is cut out, and the rest is read. Read `mended`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from intake.policy.base import Policy

M = TypeVar("M", bound=Policy)
Loc = tuple[int | str, ...]
QUOTED = re.compile(r"'([^']*)'")
ROUNDS = 20
"""Cutting one thing may lay another bare; a file that is not well after so many is given up."""


def mended(
    model: type[M], content: Mapping[str, Any], spare: Mapping[str, Any]
) -> tuple[M | None, frozenset[str]]:
    """Read a faulty file without what is faulty in it.

    Args:
        model: Its shape.
        content: The file.
        spare: A sound file of that kind: what is missing at the top is taken from there.

    Returns:
        The model, or None where nothing can be made of it; and every word that was cut out or
        taken from the spare, which no other file may be blamed for.
    """
    lost: set[str] = set()
    held: Any = dict(content)
    for _ in range(ROUNDS):
        try:
            return model.model_validate(held), frozenset(lost)
        except ValidationError as error:
            every = error.errors(include_input=False, include_url=False)
        cuts = {path: put for one in every for path, put in [_mending(held, one, spare)]}
        if () in cuts:
            return None, frozenset(lost)
        for path, put in cuts.items():
            lost |= set(_words(path[-1:])) | set(_words(_at(held, path)))
            lost |= set(_words(put)) if len(path) == 1 else set()
        held = _changed(held, (), cuts)
    return None, frozenset(lost)


CUT = object()
"""Stands for what is taken out."""


def _mending(content: Any, one: ErrorDetails, spare: Mapping[str, Any]) -> tuple[Loc, Any]:
    """Return which place to change and what to put there; no place where nothing helps."""
    path = _path_in(content, one["loc"])
    top = one["loc"][:1]
    if len(path) < 2 and top and top[0] in spare and _at(content, top) != spare[str(top[0])]:
        return top, spare[str(top[0])]
    if one["type"] in {"literal_error", "enum"} and len(path) > 1:
        allowed = QUOTED.findall(str(one.get("ctx", {}).get("expected", "")))
        if allowed and isinstance(_at(content, path), str) and _at(content, path) not in allowed:
            return path, allowed[0]
    return path, CUT


def _path_in(content: Any, loc: Loc) -> Loc:
    """Return how far a fault's place exists in the file; marks of shapes are passed over."""
    path: list[int | str] = []
    here = content
    for part in loc:
        if _has(here, part):
            here = here[part]
            path.append(part)
    return tuple(path)


def _has(here: Any, part: int | str) -> bool:
    if isinstance(here, list):
        return isinstance(part, int) and part < len(here)
    return isinstance(here, Mapping) and part in here


def _at(content: Any, path: Loc) -> Any:
    for part in path:
        if not _has(content, part):
            return None
        content = content[part]
    return content


def _changed(here: Any, path: Loc, cuts: Mapping[Loc, Any]) -> Any:
    if isinstance(here, Mapping):
        kept = {key: cuts.get((*path, key), value) for key, value in here.items()}
        kept |= {loc[0]: put for loc, put in cuts.items() if not path and loc[0] not in kept}
        return {
            key: _changed(value, (*path, key), cuts)
            for key, value in kept.items()
            if value is not CUT
        }
    if isinstance(here, list):
        kept_items = [(at, cuts.get((*path, at), value)) for at, value in enumerate(here)]
        return [_changed(one, (*path, at), cuts) for at, one in kept_items if one is not CUT]
    return here


def _words(held: Any) -> Iterator[str]:
    """Yield every word at and below a place: keys and values."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        for key, value in held.items():
            yield str(key)
            yield from _words(value)
    elif isinstance(held, Iterable):
        for value in held:
            yield from _words(value)


def sure_faults(faults: Iterable[str], lost: Collection[str]) -> list[str]:
    """Return those faults between files that hold though a part of one was cut out.

    Those are of names that nothing bears: the sentence quotes the name, and it is not among
    what was cut. Whether a gap or a dead end is one can be told only of whole files.
    """
    return [
        one for one in faults if (named := QUOTED.search(one)) is not None and named[1] not in lost
    ]
