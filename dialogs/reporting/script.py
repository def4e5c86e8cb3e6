"""Walking a script: which places there are, which is next, which came before.

A *place* is one question of one turn of a repeat, and its key is the question's name
(`child`), with the number behind it from the second turn on (`child#2`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from dialogs.reporting.draft import Draft
from dialogs.reporting.mentions import is_thin, mention_from
from intake.reporting.values import (
    Group,
    Known,
    MentionSaid,
    Question,
    QuestionType,
    Script,
    is_true,
)

SHORT_PATH = "short_path"
"""The script text that names, with blanks between, the few questions asked in danger."""

TIE = "mention.relation"
"""The slot of the question how somebody is tied to a child."""
NAMED = re.compile(r"\$\{(\w+)\}")
LONGEST_NAME = 80
"""Letters of an answer that are read back inside a question."""


@dataclass(frozen=True, slots=True)
class Place:
    """One question to be asked, in one turn of its group."""

    group: Group
    question: Question
    turn: int = 1

    @property
    def key(self) -> str:
        """The key of its answer."""
        return key_of(self.question.name, self.turn)


def key_of(name: str, turn: int) -> str:
    """Return the key of a question in the turn of its repeat, counted from 1."""
    return name if turn == 1 else f"{name}#{turn}"


def label_of(place: Place, draft: Draft | None, nobody: str, *, label: str = "") -> str:
    """Return a question as read: `${person}` is what was answered there, in the same turn.

    Args:
        place: The question, in its turn.
        draft: The answers so far; None for a label without a teller's words in it.
        nobody: The words where nothing was told there, such as "this person".
        label: The question in another language; empty is the script's own.
    """
    text = label or place.question.label
    if draft is None:
        return label_without_names(text, nobody)

    def told(name: re.Match[str]) -> str:
        words = " ".join(draft.value(key_of(name[1], place.turn)).split())
        return f"{words[:LONGEST_NAME].rstrip()}…" if len(words) > LONGEST_NAME else words or nobody

    return NAMED.sub(told, text)


def label_without_names(label: str, nobody: str) -> str:
    """Return a label with the words for nobody in particular where a name would be read."""
    return NAMED.sub(nobody, label)


def split_key(key: str) -> tuple[str, int]:
    """Return question name and turn of a key; a key without a number is turn 1."""
    name, _, turn = key.partition("#")
    return name, int(turn) if turn.isdecimal() else 1


def places_of(script: Script, draft: Draft) -> tuple[Place, ...]:
    """Return the places to be asked, in order, as the answers so far have it.

    Notes are left out (they are read with the question that follows). On the short path of
    danger only the questions it names are left.
    """
    found = tuple(
        place
        for group in script.groups
        for turn in range(1, _turns(group, draft) + 1)
        for place in _places_of_turn(group, turn, draft)
    )
    if not draft.is_short:
        return found
    short = short_path_of(script)
    return tuple(place for place in found if place.question.name in short)


def short_path_of(script: Script) -> tuple[str, ...]:
    """Return the names on the short path; all of the script's where it has no such text."""
    named = dict(script.texts).get(SHORT_PATH, "").split()
    every = [question.name for group in script.groups for question in group.questions]
    return tuple(named or every)


def next_place(script: Script, draft: Draft) -> Place | None:
    """Return the first place without a closed answer; None when all are answered."""
    for place in places_of(script, draft):
        answer = draft.answer(place.key)
        if answer is None or answer.is_open:
            return place
    return None


def place_before(script: Script, draft: Draft, key: str) -> Place | None:
    """Return the place asked before a key; the last one from the summary; None at the start."""
    places = places_of(script, draft)
    keys = [place.key for place in places]
    at = keys.index(key) if key in keys else len(keys)
    return places[at - 1] if at > 0 else None


def place_at(script: Script, key: str) -> Place | None:
    """Return the place of a key whether or not it is relevant now; None if it has none."""
    name, turn = split_key(key)
    for group in script.groups:
        for question in group.questions:
            if question.name == name:
                return Place(group, question, turn)
    return None


def place_anywhere(scripts: Mapping[str, Script], draft: Draft, key: str) -> Place | None:
    """Return the place of a key in the draft's script, or else in any other.

    A teller who turns out to be a child keeps what was answered under the first script.
    """
    first = place_at(scripts[draft.script], key)
    if first is not None:
        return first
    found = (place_at(script, key) for script in scripts.values())
    return next((place for place in found if place is not None), None)


def repeat_to_add_after(script: Script, draft: Draft, key: str) -> Group | None:
    """Return the repeat that ended just before a key, to which one more may be added.

    None where the question before was jumped over and is still to be asked.
    """
    before = place_before(script, draft, key)
    place = place_at(script, key)
    if before is None or place is None or not before.group.repeat:
        return None
    if draft.answer(before.key) is None:
        return None
    return before.group if before.group.name != place.group.name else None


def repeats_of(script: Script) -> tuple[Group, ...]:
    """Return the repeats of a script that offer one more."""
    return tuple(group for group in script.groups if group.repeat and group.add_label)


def known_of(draft: Draft, *, place: Place | None = None, this: str = "") -> Known:
    """Return what conditions may look at; a repeat's own turn stands before the others."""
    answers = {a.key: draft.value(a.key) for a in draft.answers if "#" not in a.key}
    if place is not None:
        for question in place.group.questions:
            answers[question.name] = draft.value(key_of(question.name, place.turn))
    return Known(
        answers=answers,
        counts=dict(draft.counts),
        this=this,
        is_thin=lambda group: place is not None and _is_thin(place, group, draft),
    )


def _is_thin(place: Place, group: str, draft: Draft) -> bool:
    """Whether too little was told before this question, in its own turn, of the person there."""
    if place.group.name != group:
        return False
    return is_thin(_told_before(place, draft))


def _turns(group: Group, draft: Draft) -> int:
    if group.relevant and not is_true(group.relevant, known_of(draft)):
        return 0
    return max(1, draft.count(group.name)) if group.repeat else 1


def _places_of_turn(group: Group, turn: int, draft: Draft) -> tuple[Place, ...]:
    places = (Place(group, question, turn) for question in group.questions)
    return tuple(
        place
        for place in places
        if place.question.type is not QuestionType.NOTE
        and place.key not in draft.removed
        and (not place.question.relevant or _is_relevant(place, draft))
        and not _is_told_already(place, draft)
    )


def _is_told_already(place: Place, draft: Draft) -> bool:
    """Whether nothing is left to be asked here.

    A story is read back only while guesses wait for a yes. How somebody is tied to a child is
    not asked where the words about them have said it.
    """
    if place.question.type is QuestionType.READ_BACK:
        return not draft.asked_back
    if place.question.slot != TIE or draft.answer(place.key) is not None:
        return False
    return bool(_told_before(place, draft).relation.told)


def _told_before(place: Place, draft: Draft) -> MentionSaid:
    """Return what was told before this question, in its own turn, of the person there."""
    before = takewhile(lambda one: one is not place.question, place.group.questions)
    return mention_from(
        before, place.group.part, lambda one: draft.answer(key_of(one.name, place.turn))
    )


def _is_relevant(place: Place, draft: Draft) -> bool:
    return is_true(place.question.relevant, known_of(draft, place=place))
