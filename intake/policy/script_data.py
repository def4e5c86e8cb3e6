"""A script as plain data and as YAML that a person can read; the way back is `ScriptPolicy`."""

from dataclasses import MISSING, Field, fields
from typing import Any

import yaml

from intake.domain.script import Group, Question, Script, ScriptChoice
from intake.policy.scripts import QuestionPolicy

WIDE = 96
"""Columns of a line, as near as words allow."""


def data_of(script: Script) -> dict[str, Any]:
    """Return a script as its file would hold it; what stands at its default is left out."""
    return {
        "name": script.name,
        "version": script.version,
        "title": script.title,
        **({"texts": dict(script.texts)} if script.texts else {}),
        "groups": [_group(group) for group in script.groups],
    }


def _group(group: Group) -> dict[str, Any]:
    plain = _plain(group, but=("questions",))
    return {**plain, "questions": [_question(one) for one in group.questions]}


def _question(question: Question) -> dict[str, Any]:
    plain = {**_plain(question, but=("choices",)), "type": question.type.value}
    choices = [_plain(choice) for choice in question.choices]
    whole = {**plain, "choices": choices} if choices else plain
    return {key: whole[key] for key in QuestionPolicy.model_fields if key in whole}


def _plain(one: Group | Question | ScriptChoice, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the fields of a value that differ from their defaults, in their order."""
    held = ((field, getattr(one, field.name)) for field in fields(one) if field.name not in but)
    return {
        field.name: list(value) if isinstance(value, tuple) else value
        for field, value in held
        if value != default_of(field)
    }


def default_of(field: Field[Any]) -> Any:
    """Return what a field holds that nobody wrote; a fresh mark for one that must be written."""
    return object() if field.default is MISSING else field.default


class _OneLine(dict[str, Any]):
    """A mapping that is written in one line."""


class _InOneLine(list[Any]):
    """A list that is written in one line."""


class _Readable(yaml.SafeDumper):
    """YAML as the packaged scripts are written: lists indented, choices in one line each."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the parent's signature
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the parent's signature
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    is_long = len(text) > WIDE - 16 or "\n" in text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if is_long else None)


def _one_line(dumper: yaml.SafeDumper, data: _OneLine) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)


def _in_one_line(dumper: yaml.SafeDumper, data: _InOneLine) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


_Readable.add_representer(_InOneLine, _in_one_line)
_Readable.add_representer(str, _text)
_Readable.add_representer(_OneLine, _one_line)


def yaml_of(data: dict[str, Any]) -> str:
    """Return a script's data as YAML, in the order of reading.

    Args:
        data: As `data_of` gives it.
    """
    shown = {**data, "groups": [_shown(group) for group in data["groups"]]}
    return yaml.dump(
        shown,
        Dumper=_Readable,
        allow_unicode=True,
        sort_keys=False,
        width=WIDE,
        default_flow_style=False,
    )


def _shown(group: dict[str, Any]) -> dict[str, Any]:
    questions = []
    for question in group["questions"]:
        shown = dict(question)
        if "choices" in shown:
            shown["choices"] = [_OneLine(choice) for choice in shown["choices"]]
        if "allows" in shown:
            shown["allows"] = _InOneLine(shown["allows"])
        questions.append(shown)
    return {**group, "questions": questions}
