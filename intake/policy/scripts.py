"""The shape of `config/scripts/*.yaml`, in XLSForm's words, read into domain values."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from intake.domain.concern import Part
from intake.domain.script import Group, Question, QuestionType, Script, ScriptChoice
from intake.policy.areas import Code
from intake.policy.base import Policy

Label = Annotated[str, Field(min_length=1, max_length=2_000)]
SIGNS = "signs"
"""The slot whose choices are the signs of indicators.yaml."""

CHOOSING = frozenset({QuestionType.CHOICE, QuestionType.CHOICES})


class ChoicePolicy(Policy):
    """One answer offered; quote yes and no, which YAML takes for true and false."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,40}$")]
    label: Label
    hint: str = ""


class QuestionPolicy(Policy):
    """One question."""

    name: Code
    type: QuestionType
    label: Label
    hint: str = ""
    why: str = ""
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: str = ""
    choices: tuple[ChoicePolicy, ...] = ()
    slot: str = ""
    allows: tuple[Literal["skip", "unknown", "refused"], ...] = ("skip",)
    about: bool = False
    prompts: tuple[str, ...] = ()

    @model_validator(mode="after")
    def can_be_answered(self) -> Self:
        """Find a choice without choices, and a refusal without words."""
        if self.type in CHOOSING and not self.choices and self.slot != SIGNS:
            raise ValueError("a select needs choices; write them, or another type")
        if self.constraint and not self.constraint_message:
            raise ValueError("write constraint_message: what to say when the constraint fails")
        names = [choice.name for choice in self.choices]
        if len(set(names)) != len(names):
            raise ValueError("two choices have one name; write names that differ")
        return self

    def to_question(self) -> Question:
        """Make the domain's value."""
        plain = {name: getattr(self, name) for name in type(self).model_fields}
        choices = tuple(ScriptChoice(one.name, one.label, one.hint) for one in self.choices)
        return Question(**{**plain, "choices": choices})


class GroupPolicy(Policy):
    """Questions asked together; a repeat asks again for each further person."""

    name: Code
    questions: Annotated[tuple[QuestionPolicy, ...], Field(min_length=1)]
    label: str = ""
    repeat: bool = False
    add_label: str = ""
    relevant: str = ""
    part: Part | Literal[""] = ""

    def to_group(self) -> Group:
        """Make the domain's value."""
        return Group(
            name=self.name,
            questions=tuple(question.to_question() for question in self.questions),
            label=self.label,
            repeat=self.repeat,
            add_label=self.add_label,
            relevant=self.relevant,
            part=str(self.part),
        )


class ScriptPolicy(Policy):
    """One script; change a question, change the version."""

    name: Code
    version: Annotated[str, Field(min_length=1, max_length=40)]
    title: Label
    texts: dict[Code, str] = Field(default_factory=dict)
    groups: Annotated[tuple[GroupPolicy, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def names_are_used_once(self) -> Self:
        """Find two questions or groups that would overwrite each other's answers."""
        names = [question.name for group in self.groups for question in group.questions]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two questions are named {', '.join(twice)}; write other names")
        return self

    def to_script(self) -> Script:
        """Make the domain's value."""
        return Script(
            name=self.name,
            version=self.version,
            title=self.title,
            groups=tuple(group.to_group() for group in self.groups),
            texts=tuple(self.texts.items()),
        )
