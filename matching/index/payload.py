"""The words of a record as the database keeps them: JSON, only what is held.

Beside the words stand the parts of the names as they are compared, for reading a name costs
more than comparing it; they hold for one version of the keys and are worked out anew in another.
"""

import json
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any

from matching.keys import KEY_VERSION, keys_held
from matching.prepared import NameForm
from matching.query import Age, Description, PartialDate, Record

_LISTS = ("names", "places", "postcodes", "phones", "vehicles", "handles", "work")
_LOSSY = "~"


def written(description: Description) -> str:
    """Give the words of a record as the index keeps them."""
    held = {key: value for key, value in asdict(description).items() if value}
    held["forms"] = [_form_written(form) for form in description.prepared().names]
    held["read"] = KEY_VERSION
    return json.dumps(held, ensure_ascii=False, default=date.isoformat, separators=(",", ":"))


@lru_cache(maxsize=1 << 12)
def record_written(number: int, payload: str) -> Record:
    """Give back a record from its words as the index keeps them.

    Why the last ones are kept: those of common names are compared again and again, and what
    was made ready of them stays with them. They are known by their words, not by their id
    alone, so that an id used again never answers with the words of somebody else.
    """
    held: dict[str, Any] = json.loads(payload)
    birth, age = held.get("birth"), held.get("age")
    words = {kind: tuple(held[kind]) for kind in _LISTS if kind in held}
    description = Description(
        **words,
        birth=PartialDate(**birth) if birth else None,
        age=Age(age["low"], age["high"], date.fromisoformat(age["as_of"])) if age else None,
    )
    record = Record(number, description)
    if held.get("read") == KEY_VERSION:
        record.make_ready(tuple(_form_read(form) for form in held["forms"]))
    return record


def _form_written(form: NameForm) -> str:
    return _LOSSY * form.loses_sounds + " ".join(form.parts)


def _form_read(form: str) -> NameForm:
    return NameForm(tuple(form.removeprefix(_LOSSY).split(" ")), form.startswith(_LOSSY))


def written_anew(payload: str) -> str:
    """Give the words of a record as this version writes them, from those of any version."""
    return written(record_written.__wrapped__(0, payload).description)


def keys_written(payload: str, *, parts_per_name: int = 6) -> frozenset[int]:
    """Give the keys of a record from its words as the index keeps them."""
    record = record_written.__wrapped__(0, payload)  # read once: nothing to keep
    return keys_held(record.description, parts_per_name=parts_per_name)
