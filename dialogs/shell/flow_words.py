"""A script's flow in words: its conditions as people say them, and the whole as a list.

Read `condition_words` and `outline` first; `flow_picture` draws the same.
"""

import re
from collections.abc import Iterator

from intake.domain.condition import (
    AllOf,
    AnswerTo,
    AnyOf,
    Compared,
    CountOf,
    LengthOf,
    Not,
    Selected,
    Term,
    ThinIn,
    ThisAnswer,
    Written,
    YearsAgo,
    term_of,
)
from intake.domain.script import Group, Question, QuestionType, Script
from intake.policy.script_check import BEGUN
from intake.policy.script_flow import SHORT_PATH

NAMED = re.compile(r"\$\{\w+\}")
SHORTEST = 34
"""Letters of a question that are quoted inside a condition."""

KINDS = {
    QuestionType.TEXT: "words",
    QuestionType.STORY: "as many words as they like",
    QuestionType.CHOICE: "one of",
    QuestionType.CHOICES: "any of",
    QuestionType.DATE: "a day or time, roughly",
    QuestionType.AGE: "an age",
    QuestionType.POSTCODE: "a postcode",
    QuestionType.PHONE: "a telephone number",
    QuestionType.READ_BACK: "what the story was understood to say, for a yes",
    QuestionType.NOTE: "nothing: it is only read",
}
WAYS = {"unknown": "does not know", "refused": "would rather not say", "skip": "skips it"}
MARKS = {
    "=": "is", "!=": "is not", "<": "is less than", "<=": "is at most", ">": "is more than",
    ">=": "is at least",
}  # fmt: skip
OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MOST_CHOICES = 6


def plain(label: str) -> str:
    """Return a label with the person in it unnamed."""
    return NAMED.sub("this person", label)


def condition_words(script: Script, condition: str) -> str:
    """Return a condition as people say it; empty for the empty one.

    Args:
        script: The script whose questions it names.
        condition: The condition, readable.
    """
    return _words(script, term_of(condition)) if condition.strip() else ""


def _words(script: Script, term: Term) -> str:
    if isinstance(term, AllOf | AnyOf):
        joint = " and " if isinstance(term, AllOf) else " or "
        return joint.join(_inner(script, part) for part in term.parts)
    if isinstance(term, Not):
        return _not(script, term.part)
    if isinstance(term, Compared):
        return _compared(script, term.left, term.mark, term.right)
    if isinstance(term, Selected):
        return f"{_value(script, term.value)} has {_choice(script, term.value, term.choice)}"
    if isinstance(term, ThinIn):
        return "a single name is all that was told of them"
    return f"{_value(script, term)} is answered"


def _inner(script: Script, term: Term) -> str:
    words = _words(script, term)
    return f"({words})" if isinstance(term, AllOf | AnyOf) else words


def _not(script: Script, term: Term) -> str:
    if isinstance(term, Compared):
        return _compared(script, term.left, OPPOSITE[term.mark], term.right)
    if isinstance(term, AnswerTo):
        return f"{_value(script, term)} is not answered"
    if isinstance(term, ThinIn):
        return "more than a single name was told of them"
    if isinstance(term, Selected):
        return f"{_value(script, term.value)} has not {_choice(script, term.value, term.choice)}"
    return f"not ({_words(script, term)})"


def _compared(script: Script, left: Term, mark: str, right: Term) -> str:
    if isinstance(left, CountOf) and right == Written("0") and mark in {">", "=", "!="}:
        added = "was added" if mark != "=" else "was not added"
        return f"“{_group_words(script, left.group)}” {added}"
    if right == Written("") and mark in {"=", "!="}:
        return f"{_value(script, left)} is {'not ' if mark == '=' else ''}answered"
    return f"{_value(script, left)} {MARKS[mark]} {_choice(script, left, right)}"


def _value(script: Script, term: Term) -> str:
    if isinstance(term, AnswerTo):
        question = question_of(script, term.name)
        return f"“{_short(plain(question.label))}”" if question else term.name
    if isinstance(term, CountOf):
        return f"the number of “{_group_words(script, term.group)}”"
    if isinstance(term, YearsAgo):
        asked = _value(script, AnswerTo(term.name))
        return f"the years since the time told in {asked}"
    if isinstance(term, LengthOf):
        return f"the length of {_value(script, term.value)}"
    if isinstance(term, ThisAnswer):
        return "the answer"
    return f"“{term.words}”" if isinstance(term, Written) else _words(script, term)


def _choice(script: Script, asked: Term, term: Term) -> str:
    """Return the label of a choice, where a text names one."""
    if isinstance(asked, AnswerTo) and isinstance(term, Written):
        question = question_of(script, asked.name)
        labels = {choice.name: choice.label for choice in question.choices} if question else {}
        return f"“{labels.get(term.words, term.words)}”"
    is_number = isinstance(term, Written) and term.words.isdecimal()
    return term.words if is_number and isinstance(term, Written) else _value(script, term)


def _group_words(script: Script, name: str) -> str:
    group = next((one for one in script.groups if one.name == name), None)
    return group.label or group.add_label or name if group else name


def _short(text: str) -> str:
    if len(text) <= SHORTEST:
        return text.rstrip("?") if text.endswith("?") and len(text) > SHORTEST - 1 else text
    return f"{text[:SHORTEST].rsplit(' ', 1)[0].rstrip(',;:')} …"


def question_of(script: Script, name: str) -> Question | None:
    """Return the question of a name, or None."""
    every = (question for group in script.groups for question in group.questions)
    return next((one for one in every if one.name == name), None)


def answers_of(question: Question) -> str:
    """Return what a question takes, in words; its first choices by their labels."""
    kind = KINDS[question.type]
    labels = [choice.label for choice in question.choices]
    if question.slot == "signs" and not labels:
        return "any of the signs"
    if question.slot == "mention.signs":
        return "any of the signs that were picked"
    if not labels:
        return kind
    rest = len(labels) - MOST_CHOICES
    more = f" · and {rest} more" if rest > 0 else ""
    return f"{kind}: {' · '.join(labels[:MOST_CHOICES])}{more}"


def ways_of(question: Question) -> str:
    """Return the ways past a question, in words."""
    if question.required:
        return "must be answered"
    ways = [words for way, words in WAYS.items() if way in question.allows]
    return f"or {', '.join(ways)}" if ways else ""


def leads_to(script: Script, question: Question) -> tuple[str, ...]:
    """Return a sentence for each answer after which another script goes on."""
    if question.slot != "role":
        return ()
    others = [one for one in question.choices if one.name in BEGUN - {script.name}]
    return tuple(f"“{one.label}”: the script {one.name} goes on" for one in others)


def is_short(script: Script, question: Question) -> bool:
    """Whether a question is asked on the short path of danger."""
    return question.name in dict(script.texts).get(SHORT_PATH, "").split()


def outline(script: Script) -> str:
    """Return the whole flow as a list to be read, printed or spoken."""
    lines = [f"{script.title} ({script.name}, version {script.version})", "", "Begin"]
    number = 0
    for group in script.groups:
        head, inset = _group_head(script, group), ""
        if head:
            lines.append(head)
            inset = "  "
        for question in group.questions:
            number += 1
            lines += (f"{inset}{line}" for line in _question_lines(script, question, number))
    lines.append("End: everything is read back, may be changed, and is sent")
    if any(is_short(script, one) for group in script.groups for one in group.questions):
        lines += ["", "! asked also where a child is in danger now; the others may follow later"]
    return "\n".join(lines)


def _group_head(script: Script, group: Group) -> str:
    parts = []
    if group.relevant:
        parts.append(f"only if {condition_words(script, group.relevant)}")
    if group.repeat:
        parts.append(f"again for each “{group.add_label or 'further one'}”")
    return f"{group.label or group.name}: {'; '.join(parts)}" if parts else ""


def _question_lines(script: Script, question: Question, number: int) -> Iterator[str]:
    mark = "!" if is_short(script, question) else " "
    if question.relevant:
        yield f"    only if {condition_words(script, question.relevant)}:"
    yield f"{mark}{number:>2}. {plain(question.label)}  [{question.name}]"
    yield f"      {'; '.join(part for part in (answers_of(question), ways_of(question)) if part)}"
    yield from (f"      {sentence}" for sentence in leads_to(script, question))
