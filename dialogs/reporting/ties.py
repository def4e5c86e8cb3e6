"""Which of the signs picked have to do with whom: a question about each person of concern.

It depends on the teller's own answers alone (promise P4): which signs were picked, and that
somebody was told of. Read `in_step` first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dialogs.reporting.draft import Draft
from dialogs.reporting.script import place_at
from intake.reporting.values import Question, Script, ScriptChoice

TIES = "mention.signs"
"""The slot of the question; its own choices are the ways of saying "none of them"."""
SIGNS = "signs"
NONE = "none"


def is_tying(question: Question) -> bool:
    """Whether a question asks which signs have to do with somebody."""
    return question.slot == TIES


def picked(draft: Draft) -> tuple[str, ...]:
    """Return the names of the signs picked, in order; empty where none was."""
    answer = draft.answer(SIGNS)
    return tuple(sorted(answer.value.split())) if answer and answer.is_told else ()


def offered_of(choices: Iterable[ScriptChoice], draft: Draft) -> tuple[ScriptChoice, ...]:
    """Return those of a tying question's choices that are offered now."""
    names = {*picked(draft), NONE}
    return tuple(choice for choice in choices if choice.name in names)


def settled_choice(names: Sequence[str], *, newest: Sequence[str], is_whole: bool) -> list[str]:
    """Return what is chosen, with "none" never beside a sign.

    Pressed last, "none" takes the others back. Marked on one page beside signs, it falls: what
    somebody tells of a person counts for more than that they told nothing.
    """
    if NONE not in names or len(names) == 1:
        return list(names)
    if NONE in newest and not is_whole:
        return [NONE]
    return [name for name in names if name != NONE]


def in_step(script: Script, before: Draft, after: Draft) -> Draft:
    """Return a draft whose ties name only signs that are picked.

    A tie to a sign no longer picked goes. With a further sign picked, or with nothing left of
    an answer, the question is open again.
    """
    old, now = set(picked(before)), set(picked(after))
    if old == now:
        return after
    for answer in after.answers:
        place = place_at(script, answer.key)
        if place is None or not is_tying(place.question):
            continue
        left = [name for name in answer.value.split() if name in now or name == NONE]
        if answer.value and not left:
            after = after.without(answer.key)
            continue
        is_open = answer.is_open or bool(now - old)
        after = after.with_answer(replace(answer, value=" ".join(left), is_open=is_open))
    return after
