"""Scripts looked at from outside, for whoever edits them: a folder or one file, all faults at once.

Read `look_at` first. Nothing here needs the rest of the settings to be well.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from intake.domain.errors import DueRegardError, PolicyError
from intake.domain.script import Script
from intake.domain.tongue import Tongue
from intake.policy import files
from intake.policy.channels import ReadingAgePolicy
from intake.policy.script_check import (
    Checked,
    Reading,
    check_script,
    reading_of,
    set_faults,
)
from intake.policy.script_remarks import Remark
from intake.policy.script_tongues import missing_remarks, tongue_remarks
from intake.policy.script_versions import version_remarks
from intake.policy.scripts import scripts_in
from intake.policy.wording import read_tongues
from intake.running.opening import open_archive
from intake.settings import Settings
from intake.store.office import wall_clock
from intake.store.sealing import Sealer
from intake.store.work import Work

INDICATORS, CHANNELS = "indicators.yaml", "channels.yaml"
NO_SEAL = b"nothing is opened with this seal"


@dataclass(frozen=True, slots=True)
class ScriptFolder:
    """The scripts of a folder, or one of them, as they were found.

    Args:
        folder: The folder of settings, or of scripts alone.
        checked: Each file, in the order of their names.
        limits: From which age they should be read.
        more: Faults of the set: a file that cannot be read, two of one name.
        tongues: The languages around it, English among them.
    """

    folder: Path
    checked: tuple[Checked, ...]
    limits: ReadingAgePolicy
    more: tuple[str, ...] = ()
    tongues: tuple[Tongue, ...] = ()

    @property
    def scripts(self) -> Mapping[str, Script]:
        """The scripts that could be read, by name."""
        return {one.script.name: one.script for one in self.checked if one.script is not None}

    @property
    def faults(self) -> tuple[str, ...]:
        """Every fault of every file, a sentence each."""
        return (*self.more, *(fault for one in self.checked for fault in one.faults))

    @property
    def notes(self) -> tuple[str, ...]:
        """What is no fault but worth a look."""
        return tuple(note for one in self.checked for note in one.notes)

    def readings(self) -> tuple[Reading, ...]:
        """Return how hard each script is to read."""
        return tuple(reading_of(script, self.limits) for script in self.scripts.values())

    def in_tongues(self) -> "ScriptFolder":
        """Return the folder with what is amiss in other languages."""
        return _looked_over(self, lambda script: tongue_remarks(script, self.tongues))

    def missing(self) -> tuple[str, ...]:
        """Return a sentence for each text that some language lacks."""
        bare = tuple(replace(one, remarks=()) for one in self.checked)
        told = replace(self, checked=bare)
        return _looked_over(told, lambda script: missing_remarks(script, self.tongues)).notes

    def against(self, before: Mapping[str, Script]) -> "ScriptFolder":
        """Return the folder with what its changes would do to answers already stored."""

        def changed(script: Script) -> list[Remark]:
            was = before.get(script.name)
            return version_remarks(was, script) if was else []

        return _looked_over(self, changed)


def _looked_over(folder: ScriptFolder, look: Callable[[Script], list[Remark]]) -> ScriptFolder:
    """Return a folder with what a look at each of its scripts adds."""
    checked = (
        replace(one, remarks=(*one.remarks, *look(one.script))) if one.script else one
        for one in folder.checked
    )
    return replace(folder, checked=tuple(checked))


def look_at(path: Path | None) -> ScriptFolder:
    """Read and check scripts, whatever is wrong with them.

    Args:
        path: A folder of settings, a folder of scripts, or one script; None is the packaged
            settings. Signs and reading ages are taken from the settings around it, where
            there are any, or else from the packaged ones.

    Raises:
        PolicyError: There is nothing there, or no script in it.
    """
    where = path or files.PACKAGED
    if not where.exists():
        raise PolicyError((f"there is no file or folder {where.resolve()}",))
    found = [where] if where.is_file() else _scripts_in(where)
    if not found:
        raise PolicyError((f"{where.resolve()}: holds no script; write scripts/community.yaml",))
    around = _settings_around(where)
    signs = frozenset(_content_of(around, INDICATORS).get("signs", {}))
    checked, more, named = [], [], {}
    for file in found:
        content, fault = files.read_file(file)
        if fault:
            more.append(f"{_told(file, where)}: {fault}")
            continue
        text = file.read_text(encoding="utf-8")
        one = check_script(_told(file, where), content, text=text, signs=signs)
        checked.append(one)
        if one.script is not None and one.script.name in named:
            more.append(f"{one.file}: name: another script is named so; write another name")
        if one.script is not None:
            named[one.script.name] = one.file
    if where.is_dir() and len(named) == len(found):
        more += set_faults(named)
    limits = ReadingAgePolicy.model_validate(_content_of(around, CHANNELS)["reading_age"])
    tongues, _ = read_tongues(around)
    return ScriptFolder(around, tuple(checked), limits, tuple(more), tuple(tongues.values()))


def signs_around(path: Path | None) -> frozenset[str]:
    """Return the ids of the signs of the settings around a place; the packaged ones else."""
    where = _settings_around(path) if path else files.PACKAGED
    return frozenset(_content_of(where, INDICATORS)["signs"])


def _scripts_in(folder: Path) -> list[Path]:
    inner = sorted((folder / files.SCRIPTS).glob("*.yaml"))
    return inner or sorted(folder.glob("*.yaml"))


def _told(file: Path, where: Path) -> str:
    return file.name if where.is_file() else str(file.relative_to(where))


def _settings_around(where: Path) -> Path:
    around = where.resolve()
    for folder in (around, *list(around.parents)[:2]):
        if (folder / CHANNELS).is_file() and (folder / INDICATORS).is_file():
            return folder
    return files.PACKAGED


def _content_of(folder: Path, name: str) -> Mapping[str, Any]:
    for place in (folder, files.PACKAGED):
        content, fault = files.read_file(place / name)
        if not fault and _is_whole(name, content):
            return dict(content)
    raise PolicyError((f"{name}: the packaged file cannot be read; install the package anew",))


def _is_whole(name: str, content: Mapping[str, Any]) -> bool:
    key = "signs" if name == INDICATORS else "reading_age"
    return isinstance(content.get(key), dict)


def adopted_scripts(settings: Settings) -> Mapping[str, Script]:
    """Return the scripts of the settings in force, by name; empty where none were adopted.

    Raises:
        DueRegardError: There is no database, or it cannot be read.
    """
    archive = open_archive(settings)
    try:
        with archive.reading() as session:
            newest = Work(session, sealer=Sealer(NO_SEAL), at=wall_clock()).staff.newest_settings()
    finally:
        archive.close()
    return scripts_in(json.loads(newest[1])) if newest else {}


def adopted_or_why_not(settings: Settings) -> tuple[Mapping[str, Script], str]:
    """Return the scripts in force, and in words why there are none to compare with."""
    try:
        found = adopted_scripts(settings)
    except PolicyError as fault:
        return {}, fault.faults[0]
    except DueRegardError:
        return {}, "the database does not answer"
    return found, "" if found else "no settings were adopted yet"
