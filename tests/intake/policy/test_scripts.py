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


PICK = {"name": "signs", "type": "select_multiple", "label": "Signs?", "slot": "signs"}
TIE = {
    "name": "person_signs",
    "type": "select_multiple",
    "label": "Which have to do with ${person}?",
    "slot": "mention.signs",
    "choices": [{"name": "none", "label": "None of them"}],
}
WHO = {"name": "person", "type": "text", "label": "Who?", "slot": "mention.names"}


def a_script_with_ties(*, first: dict[str, Any] = PICK, part: str = "person_of_concern", **tie: Any) -> dict[str, Any]:  # fmt: skip
    script = a_script()
    tied = {"name": "person", "part": part, "questions": [WHO, {**TIE, **tie}]}
    return {**script, "groups": [{"name": "first", "questions": [first]}, tied]}


def test_signs_picked_may_be_tied_to_the_person_of_a_group():
    script = ScriptPolicy.model_validate(a_script_with_ties()).to_script()
    assert script.groups[1].questions[1].slot == "mention.signs"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"part": ""}, "write its part", id="in a group of nobody"),
        pytest.param({"type": "select_one"}, "select_multiple", id="of one sign alone"),
        pytest.param(
            {"choices": [{"name": "some", "label": "Some"}]},
            "named none",
            id="without none of them",
        ),
        pytest.param({"first": WHO | {"name": "x"}}, "slot signs", id="before any were picked"),
        pytest.param({"label": "With ${persn}?"}, "'person'", id="naming a question of none"),
    ],
)
def test_ties_that_cannot_be_asked_are_told(changes, told):
    with pytest.raises(ValidationError, match=told):
        ScriptPolicy.model_validate(a_script_with_ties(**changes))


def test_an_answer_that_no_report_takes_is_told():
    with pytest.raises(ValidationError, match="'story'"):
        ScriptPolicy.model_validate(a_script(slot="storry"))
