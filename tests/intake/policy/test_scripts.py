"""Scripts are read as they are written, or the fault is told."""

from typing import Any

import pytest
from pydantic import ValidationError

from intake.domain.script import QuestionType
from intake.policy.scripts import ScriptPolicy
from tests.build import shipped_policy


def a_script(**question: Any) -> dict[str, Any]:
    asked = {"name": "story", "type": "story", "label": "What worries you?", **question}
    return {
        "name": "short",
        "version": "1",
        "title": "Short",
        "texts": {"intro": "Hello"},
        "groups": [{"name": "first", "questions": [asked]}],
    }


def test_a_script_keeps_what_it_says():
    script = ScriptPolicy.model_validate(a_script(slot="story", why="To know")).to_script()
    question = script.groups[0].questions[0]

    assert (question.name, question.type, question.slot) == ("story", QuestionType.STORY, "story")
    assert question.allows == ("skip",)
    assert script.text("intro") == "Hello"


@pytest.mark.parametrize(
    "question",
    [
        pytest.param({"type": "select_one"}, id="a select without choices"),
        pytest.param({"constraint": ". > 0"}, id="a refusal without words"),
        pytest.param({"type": "riddle"}, id="a type that does not exist"),
        pytest.param({"lable": "x"}, id="a misspelt key"),
        pytest.param(
            {"type": "select_one", "choices": [{"name": "a", "label": "A"}] * 2},
            id="two choices of one name",
        ),
        pytest.param(
            {"type": "select_one", "choices": [{"name": True, "label": "Yes"}]},
            id="a yes that YAML reads as true",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(question):
    with pytest.raises(ValidationError):
        ScriptPolicy.model_validate(a_script(**question))


def test_the_signs_of_the_book_are_choices_by_themselves():
    script = ScriptPolicy.model_validate(a_script(type="select_multiple", slot="signs"))

    assert script.groups[0].questions[0].choices == ()


def test_p12_every_shipped_script_asks_for_danger_first():
    for script in shipped_policy().scripts.values():
        first = script.groups[0].questions[0]
        assert (first.slot, first.required) == ("danger", True), script.name
