"""Writing a script into a folder without losing the one that stands there; read `plan_of` first."""

import difflib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from intake.domain.script import Script
from intake.policy import files
from intake.policy.script_check import check_script
from intake.policy.script_data import data_of, yaml_of
from intake.policy.script_versions import raised


@dataclass(frozen=True, slots=True)
class Plan:
    """What writing a script would do.

    Args:
        path: The file it goes to.
        script: The script.
        before: The script that stands there; None where there is none that can be read.
        text: The file as it would stand.
        diff: Lines that would change, as `diff -u` shows them; empty where nothing stands there.
        is_there: Whether a file stands there.
    """

    path: Path
    script: Script
    before: Script | None
    text: str
    diff: tuple[str, ...]
    is_there: bool

    @property
    def is_same(self) -> bool:
        """Whether the script stands there already, whatever its layout."""
        return self.before == self.script

    @property
    def version_wanted(self) -> str:
        """The version to raise it to, where it changed and was not raised; else empty."""
        if self.before is None or self.is_same or self.before.version != self.script.version:
            return ""
        return raised(self.before.version)


def plan_of(script: Script, folder: Path) -> Plan:
    """Return what writing a script into a folder would do; nothing is written.

    Args:
        script: The script.
        folder: A folder of settings, or one of scripts; need not be there yet.
    """
    inner = folder / files.SCRIPTS
    where = inner if inner.is_dir() else folder
    path = _file_of(script.name, where)
    before, comments = _standing(path)
    text = comments + yaml_of(data_of(script))
    return Plan(path, script, before, text, _diff(before, script), path.exists())


def _diff(before: Script | None, now: Script) -> tuple[str, ...]:
    """Return the lines that change, both written in one way, so that layout changes nothing."""
    if before is None:
        return ()
    old, new = (yaml_of(data_of(one)).splitlines() for one in (before, now))
    return tuple(difflib.unified_diff(old, new, "before", "now", lineterm="", n=1))


def _file_of(name: str, folder: Path) -> Path:
    """Return the file in which a script of that name stands already, or would."""
    for path in sorted(folder.glob("*.yaml")):
        content, fault = files.read_file(path)
        if not fault and content.get("name") == name:
            return path
    return folder / f"{name}.yaml"


def _standing(path: Path) -> tuple[Script | None, str]:
    """Return the script of a file and the comment at its head, which stays."""
    if not path.is_file():
        return None, ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    head = []
    for line in lines:
        if not line.startswith("#"):
            break
        head.append(line)
    content, fault = files.read_file(path)
    return (None if fault else check_script("", content).script), "".join(head)


def write(plan: Plan) -> None:
    """Write the file of a plan whole or not at all."""
    plan.path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=plan.path.parent, prefix=".script-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(plan.text)
        Path(name).chmod(plan.path.stat().st_mode & 0o777 if plan.is_there else 0o644)
        Path(name).replace(plan.path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
