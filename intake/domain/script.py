"""A conversation script as plain values: what is asked, in which order, and when.

The words are XLSForm's: type, name, label, hint, required, relevant, constraint,
constraint_message, choices, repeat. `intake.policy.scripts` loads the YAML into these
values; `dialogs.reporting` walks them.
"""

from dataclasses import dataclass
from enum import StrEnum


class QuestionType(StrEnum):
    """The kinds of question a script may ask."""

    TEXT = "text"
    STORY = "story"
    CHOICE = "select_one"
    CHOICES = "select_multiple"
    DATE = "date"
    AGE = "age"
    POSTCODE = "postcode"
    PHONE = "phone"
    NOTE = "note"
    READ_BACK = "read_back"
    """What the story already says, read back for a yes; asked only where something was found."""


@dataclass(frozen=True, slots=True)
class ScriptChoice:
    """One answer offered; `name` is stored and never renamed, `label` is read."""

    name: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a script.

    Args:
        name: Stored name, never renamed.
        type: What kind of answer.
        label: The question as read.
        hint: One line below it.
        why: Why it is asked, for `why` and for people who wonder.
        required: Whether skipping is refused (only danger and sending are).
        relevant: Condition on earlier answers; empty is always. The grammar is
            `dialogs.reporting.script`'s.
        constraint: Condition on this answer (`.`); empty accepts all.
        constraint_message: What to say when it fails.
        choices: Answers offered.
        slot: Where the answer goes in the submission, such as `story` or `mention.names`.
        allows: Which ways past are offered: any of skip, unknown, refused.
        about: Whether the answer may be marked approximate.
        prompts: Open prompts shown beside a story.
    """

    name: str
    type: QuestionType
    label: str
    slot: str = ""
    hint: str = ""
    why: str = ""
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: str = ""
    choices: tuple[ScriptChoice, ...] = ()
    allows: tuple[str, ...] = ("skip",)
    about: bool = False
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions asked together; a repeat is asked again for each further person."""

    name: str
    questions: tuple[Question, ...]
    label: str = ""
    repeat: bool = False
    add_label: str = ""
    relevant: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A whole conversation of one kind of teller, bound to its version."""

    name: str
    version: str
    title: str
    groups: tuple[Group, ...]
    texts: tuple[tuple[str, str], ...] = ()

    def text(self, key: str) -> str:
        """Return a named text of the script; raises KeyError where it has none."""
        return dict(self.texts)[key]
