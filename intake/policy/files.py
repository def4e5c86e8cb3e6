"""Reading the files of a policy folder: their text, their content, and one hash of it all."""

import hashlib
import json
import re
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml: the same, slower
    from yaml import SafeLoader  # type: ignore[assignment]

PACKAGED = Path(__file__).parents[2] / "config"
"""The `config/` beside `intake/`, in a checkout and in an installed wheel alike."""

SCRIPTS = "scripts"
PLACEHOLDER = re.compile(r"\$\{([A-Z][A-Z0-9_]*)\}")


class _Loader(SafeLoader):
    """YAML as data only; a key written twice is a fault, for one of them would be lost."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 the parent's signature
    ) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            line = key_node.start_mark.line + 1
            if not isinstance(key, Hashable):
                raise yaml.MarkedYAMLError(problem=f"line {line}: a key is no word")
            if key in seen:
                raise yaml.MarkedYAMLError(problem=f"line {line}: a key is written twice")
            seen.add(key)
        return super().construct_mapping(node, deep)

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        """Return a day or moment; what is none (the 31st of June) stays words, for its reader.

        Why: It ended in a traceback; the model that reads the key says which line it is.
        """
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return self.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_day)


def read_folder(folder: Path, names: tuple[str, ...]) -> tuple[dict[str, Any], list[str]]:
    """Read the named files and every script of a folder.

    Returns:
        The content by file name ("duty.yaml", "scripts/child.yaml"), for those that could
        be read, and the faults of those that could not.
    """
    content: dict[str, Any] = {}
    faults: list[str] = []
    scripts = sorted((folder / SCRIPTS).glob("*.yaml"))
    if not scripts:
        faults.append(f"{SCRIPTS}: there is no script; write at least one, such as community.yaml")
    for name in (*names, *(f"{SCRIPTS}/{path.name}" for path in scripts)):
        found, fault = read_file(folder / name)
        if fault:
            faults.append(f"{name}: {fault}")
        else:
            content[name] = found
    return content, faults


def read_file(path: Path) -> tuple[Any, str]:
    """Return the content of a file of keys, or what is wrong with it in words."""
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 a SafeLoader
    except FileNotFoundError:
        return None, "the file is missing; write it, or copy it from the packaged config"
    except (yaml.YAMLError, ValueError) as error:
        return None, f"cannot be read as YAML{_place_of(error)}; mind indents, colons and quotes"
    if not isinstance(found, dict):
        return None, "holds no keys; write 'key: value' lines as config/README.md lists them"
    return found, ""


def nodes_of(text: str) -> yaml.Node | None:
    """Return the nodes of a YAML text, which know their lines; None where it is empty.

    Raises:
        yaml.YAMLError: It is no YAML.
    """
    found: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return found


def _place_of(error: Exception) -> str:
    """Say where, never what: the text of a line may be a secret."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return f" (line {mark.line + 1})"
    problem = getattr(error, "problem", None) or ""
    return f" ({problem})" if problem.startswith("line ") else ""


def whole_of(content: Mapping[str, Any]) -> str:
    """Return all content as one canonical JSON text, before any secret is filled in."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)


def hash_of(whole: str) -> str:
    """Return the SHA-256 of canonical content, in hex: comments and order do not change it."""
    return hashlib.sha256(whole.encode()).hexdigest()


def filled(text: str, environ: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Put values of the environment in for each `${NAME}`.

    Returns:
        The text, empty if a name is missing or empty, and the missing names.
    """
    missing = tuple(name for name in PLACEHOLDER.findall(text) if not environ.get(name))
    if missing:
        return "", missing
    return PLACEHOLDER.sub(lambda found: environ[found.group(1)], text), ()
