"""Making do with a faulty script, so that the rest of it is looked at as well; read `mended`."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from intake.domain.script import Script
from intake.policy.script_remarks import Loc
from intake.policy.scripts import SLOTS, ChoicePolicy, ScriptPolicy

NOTHING_SAID = "…"


def mended(content: Mapping[str, Any], faulty: Iterable[Loc]) -> Script | None:
    """Return a script with each faulty question made plain, all in their places.

    Args:
        content: The file as data.
        faulty: The places of its faults.

    Returns:
        The script, or None where more than single questions is faulty. What is remarked about
        the questions made plain says nothing, and is to be left out.
    """
    questions = {at[:4] for at in faulty if len(at) > 3 and at[2] == "questions"}
    groups = content.get("groups")
    if not questions or not isinstance(groups, list):
        return None
    held = [_with_plain(group, g, questions) for g, group in enumerate(groups)]
    try:
        return ScriptPolicy.model_validate({**content, "groups": held}).to_script()
    except ValidationError:
        return None


def _with_plain(group: Any, number: int, faulty: set[Loc]) -> Any:
    if not isinstance(group, dict) or not isinstance(group.get("questions"), list):
        return group
    at: Loc = ("groups", number, "questions")
    asked = enumerate(group["questions"])
    return {**group, "questions": [_plain(one, (*at, q) in faulty) for q, one in asked]}


def _plain(question: Any, is_faulty: bool) -> Any:  # noqa: FBT001 - called in one place
    """Return a faulty question with no more than its name, its label and sound choices."""
    if not is_faulty or not isinstance(question, dict):
        return question
    label = question.get("label")
    plain = {
        "name": question.get("name"),
        "type": "text",
        "label": label if isinstance(label, str) and label else NOTHING_SAID,
    }
    slot = question.get("slot", "")
    if slot in SLOTS and not str(slot).endswith("signs"):
        plain["slot"] = slot
    choices = _sound_choices(question.get("choices"))
    return {**plain, "type": "select_one", "choices": choices} if choices else plain


def _sound_choices(choices: Any) -> list[Any]:
    """Return the choices, if all of them are sound and differ; else none."""
    if not isinstance(choices, list):
        return []
    try:
        names = [ChoicePolicy.model_validate(one).name for one in choices]
    except ValidationError:
        return []
    return choices if len(set(names)) == len(names) else []
