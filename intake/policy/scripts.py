"""The shape of `config/scripts/*.yaml`, in XLSForm's words, read into domain values."""

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from intake.domain.concern import MentionSaid, Part
from intake.domain.script import Group, Question, QuestionType, Script, ScriptChoice
from intake.policy.areas import Code
from intake.policy.base import Policy
from intake.policy.faults import did_you_mean

Label = Annotated[str, Field(min_length=1, max_length=2_000)]
SIGNS = "signs"
"""The slot whose choices are the signs of indicators.yaml."""

TIES = "mention.signs"
"""The slot that asks which of the signs picked have to do with the person of this turn."""
NONE_OF_THEM = ("none",)
AREA = "where.area"
"""The slot that asks for a town where only a place without a name was told."""
SLOTS = frozenset(
    {
        "", "danger", "where_now", "story", SIGNS, "role", "is_child_safe_now", "where", AREA,
        "when", "how_often", "known_by", "others_worried", "fears_for_child", "family_knows",
        "consent", "children_now", "reporter.name", "reporter.agency", "reporter.job",
        "reporter.safe_contact",
        "incident.what", "incident.where", "incident.when", "incident.how_often",
        "mention", "mention.part", "mention.more", "mention.one_more", "mention.now", TIES,
        *(f"mention.{one.name}" for one in fields(MentionSaid)),
    }
)  # fmt: skip
NAMED = re.compile(r"\$\{(\w*)\}?")

FOLDER = "scripts/"
"""What the names of script files begin with, in content kept whole."""

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

    @model_validator(mode="after")
    def its_answer_has_a_place(self) -> Self:
        """Find an answer that no part of a report takes, and ties that cannot be answered."""
        if self.slot not in SLOTS:
            raise ValueError(f"slot is not known; {did_you_mean(self.slot, SLOTS - {''})}")
        is_asked_so = self.type is QuestionType.CHOICES
        names = tuple(choice.name for choice in self.choices)
        if self.slot == TIES and not (is_asked_so and names == NONE_OF_THEM):
            raise ValueError(
                f"slot {TIES} ties the signs picked; write type select_multiple and one choice "
                "named none, for none of them"
            )
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

    @model_validator(mode="after")
    def asks_of_the_person_of_its_turn(self) -> Self:
        """Find ties to nobody in particular, and labels that read back what is not asked here."""
        here = {question.name for question in self.questions}
        if not self.part and any(question.slot == TIES for question in self.questions):
            raise ValueError(f"slot {TIES} belongs to a group with a part; write its part")
        for question in self.questions:
            for name in NAMED.findall(question.label):
                if name not in here:
                    raise ValueError(
                        f"label of {question.name} reads back what is no question of this "
                        f"group; {did_you_mean(name, here)}"
                    )
        return self

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

    @model_validator(mode="after")
    def a_story_is_told_before_it_is_read_back(self) -> Self:
        """Find a read-back of a story that nobody was asked for, and a second read-back."""
        types = [question.type for group in self.groups for question in group.questions]
        if QuestionType.READ_BACK not in types:
            return self
        if types.count(QuestionType.READ_BACK) > 1:
            raise ValueError("two questions have type read_back; write one")
        if QuestionType.STORY not in types[: types.index(QuestionType.READ_BACK)]:
            raise ValueError("type read_back needs a question before it with type story; write one")
        return self

    @model_validator(mode="after")
    def signs_are_picked_before_they_are_tied(self) -> Self:
        """Find a question about signs that nobody was asked to pick."""
        asked = [question for group in self.groups for question in group.questions]
        slots = [question.slot for question in asked]
        if TIES in slots and SIGNS not in slots[: slots.index(TIES)]:
            raise ValueError(f"slot {TIES} needs a question before it with slot {SIGNS}; write one")
        return self

    def to_script(self) -> Script:
        """Make the domain's value."""
        return Script(
            name=self.name,
            version=self.version,
            title=self.title,
            groups=tuple(group.to_group() for group in self.groups),
            texts=tuple(sorted(self.texts.items())),
        )


def scripts_in(content: Mapping[str, Any]) -> dict[str, Script]:
    """Return the scripts of settings adopted before, by name; only their shape is looked at.

    Args:
        content: Content by file, as it is kept whole.

    Returns:
        Nothing where one of them can no longer be read: half a set of scripts would send a
        teller who turns out to be a child into another time's questions.
    """
    found: dict[str, Script] = {}
    for name, written in content.items():
        if not name.startswith(FOLDER):
            continue
        try:
            script = ScriptPolicy.model_validate(written).to_script()
        except ValidationError:
            return {}
        found[script.name] = script
    return found
