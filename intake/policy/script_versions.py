"""A script beside the version adopted before: names that were renamed, reused or forgotten.

Answers are stored under names; a name that changes its meaning changes what was told.
"""

import difflib
from collections.abc import Iterator

from intake.domain.script import Question, QuestionType, Script
from intake.policy.script_remarks import Loc, Remark, Spot, spots_of

ALIKE = 0.6
"""Likeness of two labels from which they are taken for one question in other words."""
STRANGE = 0.35
"""Likeness below which one name seems to ask two different things."""

CHOOSING = frozenset({QuestionType.CHOICE, QuestionType.CHOICES})


def version_remarks(before: Script, now: Script) -> list[Remark]:
    """Return what a change would do to answers already stored, and to drafts.

    Args:
        before: The script as it was adopted last.
        now: The script as it is written now.

    Returns:
        Faults for names renamed or reused and for a change without a new version; for what is
        only asked no longer, or in quite other words, a remark that is none.
    """
    if before == now:
        return []
    found = [*_gone(before, now), *_other_meaning(before, now), *_groups(before, now)]
    if before.version == now.version:
        words = (
            f"was changed since version {before.version} was adopted, and is still "
            f"{now.version}; write another version, such as {raised(before.version)}"
        )
        found.append(Remark(("version",), words))
    return found


def raised(version: str) -> str:
    """Return the version after a version: its last number one higher, or a number added."""
    head = version.rstrip("0123456789")
    number = version[len(head) :]
    return f"{head}{int(number) + 1}" if number else f"{version}.2"


def _alike(left: str, right: str) -> float:
    return difflib.SequenceMatcher(None, left.casefold(), right.casefold()).ratio()


def _gone(before: Script, now: Script) -> Iterator[Remark]:
    """Find questions that went, and say which one seems to have taken their place."""
    old = {spot.question.name: spot.question for spot in spots_of(before)}
    new = {spot.question.name: spot for spot in spots_of(now)}
    added = [spot for name, spot in new.items() if name not in old]
    for name, question in old.items():
        if name in new:
            continue
        heir = next((spot for spot in added if _is_same(question, spot.question)), None)
        if heir is not None:
            words = (
                f"seems to be {name} of version {before.version} under another name; names are "
                f"stored, so write name: {name}"
            )
            yield Remark((*heir.at, "name"), words)
        else:
            words = f"{name} of version {before.version} is not asked any more; its answers stay"
            yield Remark(("groups",), words, is_fault=False)


def _is_same(old: Question, new: Question) -> bool:
    is_alike = _alike(old.label, new.label) >= ALIKE
    return old.type is new.type and (is_alike or (bool(old.slot) and old.slot == new.slot))


def _other_meaning(before: Script, now: Script) -> Iterator[Remark]:
    old = {spot.question.name: spot.question for spot in spots_of(before)}
    for spot in spots_of(now):
        was = old.get(spot.question.name)
        if was is None:
            continue
        yield from _reused(before.version, was, spot)
        yield from _choices(before.version, was, spot)


def _reused(version: str, was: Question, spot: Spot) -> Iterator[Remark]:
    one = spot.question
    if (was.type in CHOOSING) != (one.type in CHOOSING) or was.slot != one.slot:
        words = (
            f"asks for something else than in version {version}, under the same name; write "
            "another name"
        )
        yield Remark((*spot.at, "name"), words)
    elif _alike(was.label, one.label) < STRANGE:
        words = (
            f"reads quite unlike version {version}; if it asks for something else, write "
            "another name"
        )
        yield Remark((*spot.at, "label"), words, is_fault=False)


def _choices(version: str, was: Question, spot: Spot) -> Iterator[Remark]:
    before = {choice.name: choice.label for choice in was.choices}
    now = {choice.name: choice.label for choice in spot.question.choices}
    for number, choice in enumerate(spot.question.choices):
        at: Loc = (*spot.at, "choices", number)
        if choice.name not in before:
            renamed = [n for n, label in before.items() if label == choice.label and n not in now]
            if renamed:
                words = f"was {renamed[0]} in version {version}; names are stored, write it again"
                yield Remark((*at, "name"), words)
        elif choice.label in {label for n, label in before.items() if n != choice.name}:
            words = f"said something else in version {version}; write names as they were"
            yield Remark((*at, "name"), words)
    for name, label in before.items():
        if name not in now and label not in now.values():
            words = f"{name} of version {version} is not offered any more; its answers stay"
            yield Remark((*spot.at, "choices"), words, is_fault=False)


def _groups(before: Script, now: Script) -> Iterator[Remark]:
    """Find groups renamed: how many there are of a repeat is stored under its name."""
    old = {group.name: {one.name for one in group.questions} for group in before.groups}
    names = {group.name for group in now.groups}
    for number, group in enumerate(now.groups):
        asked = {one.name for one in group.questions}
        if group.name in old or not group.repeat:
            continue
        same = [name for name, inside in old.items() if name not in names and inside & asked]
        if same:
            words = f"was group {same[0]} in version {before.version}; names are stored, keep it"
            yield Remark(("groups", number, "name"), words)
