"""Guards of the house: what holds across rooms."""

import re
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from intake.policy.loader import MATCHING, MODELS
from intake.policy.scripts import ScriptPolicy
from tests.build import CONFIG

FREE_BELOW = {"common_parts", "weights"}
"""Keys of matching.yaml below which stand data, not settings with a meaning of their own."""


def keys_of(shape: Any) -> Iterator[str]:
    """Give every key that a model knows, at any depth; codes of the data are none."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        for name, field in shape.model_fields.items():
            yield field.alias or name
            yield from keys_of(field.annotation)
    for argument in typing.get_args(shape):
        yield from keys_of(argument)


def keys_in(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield key
            if key not in FREE_BELOW:
                yield from keys_in(value)


def sections_of_readme() -> dict[str, str]:
    text = (CONFIG / "README.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\S+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def explained_in(section: str) -> set[str]:
    first_cells = re.findall(r"^\| ([^|]+) \|", section, flags=re.MULTILINE)
    return {key for cell in first_cells for key in re.findall(r"`([a-z_0-9]+)`", cell)}


KEYS = {
    **{name: set(keys_of(model)) for name, model in MODELS.items()},
    MATCHING: set(keys_in(yaml.safe_load((CONFIG / MATCHING).read_text(encoding="utf-8")))),
    "scripts": set(keys_of(ScriptPolicy)),
}


@pytest.mark.parametrize("file", sorted(KEYS))
def test_each_config_key_is_explained(file):
    explained = explained_in(sections_of_readme()[file])

    assert KEYS[file] - explained == set(), "write a line for these in config/README.md"
    assert explained - KEYS[file] - FREE_BELOW <= {
        "name", "birth", "age", "place", "postcode", "phone", "vehicle", "handle", "work",
    }, "config/README.md explains keys that are gone"  # fmt: skip


def test_config_readme_explains_every_file():
    shipped = {path.name for path in CONFIG.glob("*.yaml")} | {"scripts"}

    assert shipped == set(KEYS) == set(sections_of_readme())
