"""Guards of the house: what holds across rooms."""

import re
import subprocess
import sys
import tomllib
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from intake.policy.loader import MATCHING, MODELS
from intake.policy.noise import NOISE, Noise
from intake.policy.scripts import ScriptPolicy
from intake.policy.wording import HeardPolicy
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
    NOISE: set(keys_of(Noise)),
    "scripts": set(keys_of(ScriptPolicy)),
    "wording": set(keys_of(HeardPolicy)),
}


@pytest.mark.parametrize("file", sorted(KEYS))
def test_each_config_key_is_explained(file):
    explained = explained_in(sections_of_readme()[file])

    assert KEYS[file] - explained == set(), "write a line for these in config/README.md"
    assert explained - KEYS[file] - FREE_BELOW <= {
        "name", "birth", "age", "place", "postcode", "phone", "vehicle", "handle", "work",
    }, "config/README.md explains keys that are gone"  # fmt: skip


def test_config_readme_explains_every_file():
    shipped = {path.name for path in CONFIG.glob("*.yaml")} | {"scripts", "wording"}

    assert shipped == set(KEYS) == set(sections_of_readme())


ROOT = CONFIG.parent
ROOMS = [
    "config", "dialogs", "intake", "matching", "tests",
    *(f"dialogs/{name}" for name in ("duty", "reporting", "shell")),
    *(f"intake/{name}" for name in ("actions", "delivery", "domain", "duty", "policy", "reporting",
                                    "running", "store")),
]  # fmt: skip


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_says_what_lives_there(room):
    assert (ROOT / room / "README.md").is_file()


def test_no_folder_beside_the_rooms():
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    if not kept:
        pytest.skip("not a checkout")

    tops = {path.partition("/")[0] for path in kept if "/" in path}

    assert tops <= {".ci", "config", "dialogs", "intake", "matching", "tests"}


def test_the_walls_between_rooms_hold():
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()",
         "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert checked.returncode == 0, checked.stdout[-3000:]


WORDS_FILES = {".py", ".md", ".yaml", ".toml", ".txt", ".html", ".css", ".js", ".mako", ""}
OWN_MACHINE = re.compile(
    r"/(?:work|home|root|opt|usr/local)/[a-z{]|/tmp/(?!bash|dueregard)[a-z]|[a-z0-9-]+\.internal\b"
    r"|pythonhosted|pypi\.org"
)


def test_nothing_tells_of_the_machine_it_was_written_on():
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for room in (*ROOMS[:5], ".ci")
        for path in sorted((ROOT / room).rglob("*"))
        if path.is_file() and path.suffix in WORDS_FILES and "__pycache__" not in path.parts
        for match in OWN_MACHINE.finditer(path.read_text(encoding="utf-8", errors="ignore"))
        if path.name != "test_house.py"
    ]

    assert found == []


HALF_MERGED = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


def test_no_file_was_left_half_merged():
    found = [
        str(path.relative_to(ROOT))
        for room in (*ROOMS[:5], ".ci")
        for path in sorted((ROOT / room).rglob("*"))
        if path.is_file() and path.suffix in {*WORDS_FILES, ".po"}
        if HALF_MERGED.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]

    assert found == []


def test_every_package_is_pinned_by_name_and_number_alone():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()

    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line) for line in lines)
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*asked["dependencies"], *asked["optional-dependencies"]["dev"]]
    pinned = {plain_name(line.partition("==")[0]) for line in lines}
    assert {plain_name(re.split(r"[\[<>=!]", one)[0]) for one in wanted} <= pinned


def plain_name(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()
