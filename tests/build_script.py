"""Builders of conversation scripts: one small script, of which a test names what matters."""

from typing import Any

from intake.domain.script import Script
from intake.policy.script_check import Checked, check_script
from intake.policy.scripts import ScriptPolicy

DANGER: dict[str, Any] = {
    "name": "danger",
    "type": "select_one",
    "label": "Is a child in danger now?",
    "slot": "danger",
    "required": True,
    "allows": [],
    "choices": [{"name": "yes", "label": "Yes"}, {"name": "no", "label": "No"}],
}
STORY: dict[str, Any] = {
    "name": "story",
    "type": "story",
    "label": "What are you worried about?",
    "slot": "story",
}


def a_question(name: str, **facts: Any) -> dict[str, Any]:
    """Give a question for words, that may be skipped."""
    return {"name": name, "type": "text", "label": f"What about {name}?", **facts}


def a_choice(name: str, *choices: str, **facts: Any) -> dict[str, Any]:
    """Give a question with choices; each is labelled as it is named."""
    offered = [{"name": one, "label": one.capitalize()} for one in choices]
    return a_question(name, **{"type": "select_one", "choices": offered, **facts})


def a_group(name: str, *questions: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """Give a group of questions."""
    return {"name": name, "questions": list(questions), **facts}


def a_script(*groups: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """Give a script that asks for danger and the story, and then the groups."""
    first = [a_group("first", DANGER), a_group("worry", STORY)]
    return {"name": "short", "version": "1", "title": "Short", "groups": [*first, *groups], **facts}


def read(script: dict[str, Any]) -> Script:
    """Give a script as the domain holds it."""
    return ScriptPolicy.model_validate(script).to_script()


def checked(script: dict[str, Any], **more: Any) -> Checked:
    """Check a script as a file of it would be."""
    return check_script("scripts/short.yaml", script, **more)


def faults_of(*groups: dict[str, Any], **facts: Any) -> str:
    """Give every fault of a small script, a line each."""
    return "\n".join(checked(a_script(*groups, **facts)).faults)
