"""One script file checked: its shape, its flow, its words; all at once, each with its line.

Read `check_script` first. `script_flow`, `script_leading`, `script_lengths`, `script_versions`
and `reading_age` beside it say what is looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from intake.domain.script import Script
from intake.policy.channels import ReadingAgePolicy
from intake.policy.faults import did_you_mean, located_faults, without_strangers
from intake.policy.reading_age import HardLine, hardest, reading_age
from intake.policy.script_flow import flow_remarks
from intake.policy.script_leading import leading_remarks
from intake.policy.script_lengths import length_remarks
from intake.policy.script_mending import mended
from intake.policy.script_remarks import Loc, Remark, lines_of, place_words, words_of
from intake.policy.scripts import ScriptPolicy

FIRST = "community"
BEGUN = frozenset({FIRST, "child", "professional"})
"""The scripts that a talk begins with or turns to."""

TWICE = "two questions are named"


@dataclass(frozen=True, slots=True)
class Checked:
    """A script file and what was found in it.

    Args:
        file: Its name, as told.
        script: The script; None where its shape is too far off.
        remarks: What was found, faults and others.
        content: The file as data.
        text: The file, for the lines.
    """

    file: str
    script: Script | None
    remarks: tuple[Remark, ...]
    content: Any = field(default=None, repr=False)
    text: str = field(default="", repr=False)

    @property
    def faults(self) -> tuple[str, ...]:
        """Return the faults, a sentence each, in the order of the file."""
        return self._told(is_fault=True)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what is no fault but worth a look."""
        return self._told(is_fault=False)

    def _told(self, *, is_fault: bool) -> tuple[str, ...]:
        line = lines_of(self.text)
        told = [(line(one.at), one) for one in self.remarks if one.is_fault is is_fault]
        return tuple(
            dict.fromkeys(self._sentence(at, one) for at, one in sorted(told, key=lambda t: t[0]))
        )

    def _sentence(self, line: int, remark: Remark) -> str:
        where = place_words(self.content, remark.at)
        parts = [self.file, *([f"line {line}"] if self.text else []), *([where] if where else [])]
        return f"{': '.join(parts)}: {remark.words}"


def check_script(
    file: str, content: Mapping[str, Any], *, text: str = "", signs: frozenset[str] = frozenset()
) -> Checked:
    """Check one script: its shape, then, as far as it can be read, its flow and its words.

    Args:
        file: The name it is told by, such as "scripts/community.yaml".
        content: The file as data.
        text: The file as text, so that lines can be told; empty tells none.
        signs: Ids of the book of signs; empty takes every sign for one.
    """
    script, remarks = _read(content)
    doubled = list(_doubled(content))
    if doubled:
        remarks = [*doubled, *(one for one in remarks if not one.words.startswith(TWICE))]
    looked_at = script or mended(content, [one.at for one in remarks])
    if looked_at is not None:
        told = {one.at[:4] for one in remarks} if script is None else set()
        found = remarks_on(looked_at, signs=signs)
        leads = leading_remarks(looked_at)
        remarks += [one for one in found if one in leads or one.at[:4] not in told]
    return Checked(file, script, tuple(remarks), content, text)


def _doubled(content: Any) -> Iterator[Remark]:
    """Find names that two questions bear, at the later one's place."""
    seen: dict[str, str] = {}
    for at in _places(content):
        name = _value(content, (*at, "name"))
        if not isinstance(name, str):
            continue
        if name in seen:
            words = f"another question is named {name}, in {seen[name]}; write another name"
            yield Remark((*at, "name"), words)
        group = _value(content, (*at[:2], "name"))
        seen.setdefault(name, f"group {group}" if group else "another group")


def _places(content: Any) -> Iterator[Loc]:
    groups = _value(content, ("groups",))
    for g, group in enumerate(groups if isinstance(groups, list) else ()):
        questions = _value(group, ("questions",))
        for q in range(len(questions) if isinstance(questions, list) else 0):
            yield ("groups", g, "questions", q)


def _value(content: Any, at: Loc) -> Any:
    for part in at:
        try:
            content = content[part]
        except (KeyError, IndexError, TypeError):
            return None
    return content


def set_faults(scripts: Mapping[str, str]) -> list[str]:
    """Return what is missing or too much in a set of scripts.

    Args:
        scripts: The file of each script, by the script's name.
    """
    names = sorted(scripts)
    faults = [
        f"{scripts[name]}: name: no talk ever begins a script named {name}; "
        f"{did_you_mean(name, BEGUN)}"
        for name in names
        if name not in BEGUN
    ]
    if FIRST not in scripts:
        faults.append(f"scripts: there is no script named {FIRST}, with which every talk begins")
    return faults


def remarks_on(script: Script, *, signs: frozenset[str] = frozenset()) -> list[Remark]:
    """Return what is found in the flow and the English words of a script."""
    found = flow_remarks(script, signs=signs)
    return [*found, *leading_remarks(script), *length_remarks(script)]


def _read(content: Mapping[str, Any]) -> tuple[Script | None, list[Remark]]:
    try:
        return ScriptPolicy.model_validate(content).to_script(), []
    except ValidationError as error:
        remarks = [Remark(at, words) for at, words in located_faults(ScriptPolicy, error)]
        pruned = without_strangers(content, error)
    try:
        return ScriptPolicy.model_validate(pruned).to_script(), remarks
    except ValidationError as error:
        more = [Remark(at, words) for at, words in located_faults(ScriptPolicy, error)]
        return None, list(dict.fromkeys([*remarks, *more]))


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a script is to read, in years of age."""

    script: str
    age: float
    hardest: tuple[HardLine, ...]
    notes: tuple[str, ...]


def reading_of(script: Script, limits: ReadingAgePolicy, *, most: int = 3) -> Reading:
    """Return a script's reading age, its hardest lines, and a note for each limit passed."""
    limit = limits.scripts_at_most.get(script.name, limits.script_at_most)
    return reading_of_texts(
        script.name, [words for _, words in words_of(script)], limit, limits, most=most
    )


def reading_of_texts(
    name: str, texts: Sequence[str], limit: float, limits: ReadingAgePolicy, *, most: int = 3
) -> Reading:
    """Return the reading age of texts, their hardest lines, and a note for each limit passed.

    Args:
        name: Of what they belong to, as it is told.
        texts: In English.
        limit: The age asked for of all of them together, in years.
        limits: The age asked for of one line.
        most: How many of the hardest lines are named.
    """
    age, lines = reading_age(texts), hardest(texts, most=most)
    return Reading(name, age, lines, tuple(_over(name, age, limit, lines, limits)))


def _over(
    name: str,
    age: float,
    limit: float,
    lines: Iterable[HardLine],
    limits: ReadingAgePolicy,
) -> list[str]:
    notes = []
    if age > limit:
        said = f"{name}: reads from {age:g} years on, and {limit:g} is asked for"
        notes.append(f"{said}; write shorter sentences and shorter words")
    for line in lines:
        if line.age > limits.line_at_most:
            said = f"{name}: “{line.words}” reads from {line.age:g} years on"
            notes.append(f"{said}; cut it in two, or write shorter words")
    return notes
