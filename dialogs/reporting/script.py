"""Walking a script: which places there are, which is next, which came before.

A *place* is one question of one turn of a repeat, and its key is the question's name
(`child`), with the number behind it from the second turn on (`child#2`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from dialogs.reporting.draft import Draft
from dialogs.reporting.mentions import is_thin, mention_from
from dialogs.reporting.places_said import is_place_named, is_place_named_in
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
AREA = "where.area"
"""The slot of the question for a town, where a place was told that has no name."""
STORY, WHERE = "story", ("where", "where_now")
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
    return tuple(_walked(script, draft))


def _walked(script: Script, draft: Draft) -> Iterator[Place]:
    told = _Told(draft)
    short = short_path_of(script) if draft.is_short else ()
    for group in script.groups:
        for turn in range(1, told.turns_of(group) + 1):
            for place in told.places_in(group, turn):
                if not draft.is_short or place.question.name in short:
                    yield place


def short_path_of(script: Script) -> tuple[str, ...]:
    """Return the names on the short path; all of the script's where it has no such text."""
    named = dict(script.texts).get(SHORT_PATH, "").split()
    every = [question.name for group in script.groups for question in group.questions]
    return tuple(named or every)


def next_place(script: Script, draft: Draft) -> Place | None:
    """Return the first place without a closed answer; None when all are answered."""
    for place in _walked(script, draft):
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


def repeats_open(script: Script, draft: Draft) -> tuple[Group, ...]:
    """Return the repeats to which one more may be added now: it would be asked of.

    A repeat that is asked only after some answer is not offered without it.
    """
    known = known_of(draft)
    return tuple(
        group
        for group in repeats_of(script)
        if is_true(
            group.relevant,
            replace(known, counts={**known.counts, group.name: draft.count(group.name) + 1}),
        )
    )


def known_of(draft: Draft, *, place: Place | None = None, this: str = "") -> Known:
    """Return what conditions may look at; a repeat's own turn stands before the others."""
    return _Told(draft).known(place, this)


class _Told:
    """The answers of one draft, laid out so that a whole script can be walked over them.

    Why:
        A script is walked several times a turn, and each of its conditions looks at every answer.
        Laid out once, fifty people who write at once are answered by one process.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._answers = {answer.key: answer for answer in draft.answers}
        self._values = {
            key: answer.value or answer.text
            for key, answer in self._answers.items()
            if answer.is_told
        }
        self._counts = dict(draft.counts)
        self._years = dict(draft.years_ago)
        self._known = Known(answers=self._values, counts=self._counts, years=self._years)

    def known(self, place: Place | None = None, this: str = "") -> Known:
        """Return what a condition asked in a place may look at."""
        if place is None:
            return self._known
        return Known(
            answers=self._values_in(place),
            counts=self._counts,
            years=self._years,
            this=this,
            is_thin=lambda group: place.group.name == group and is_thin(self._before(place)),
        )

    def turns_of(self, group: Group) -> int:
        """Return how often a group is asked; 0 where it is not."""
        if group.relevant and not is_true(group.relevant, self._known):
            return 0
        return max(1, self._counts.get(group.name, 0)) if group.repeat else 1

    def places_in(self, group: Group, turn: int) -> Iterator[Place]:
        """Yield the places of one turn of a group that are asked."""
        for question in group.questions:
            place = Place(group, question, turn)
            if (
                question.type is not QuestionType.NOTE
                and place.key not in self._draft.removed
                and (not question.relevant or is_true(question.relevant, self.known(place)))
                and not self._is_told_already(place)
            ):
                yield place

    def _values_in(self, place: Place) -> Mapping[str, str]:
        """Return the answers by name, those of this turn of a repeat before all others."""
        if place.turn == 1:
            return self._values
        names = (question.name for question in place.group.questions)
        own = {name: self._values.get(key_of(name, place.turn), "") for name in names}
        return {**self._values, **own}

    def _is_told_already(self, place: Place) -> bool:
        """Whether nothing is left to be asked here.

        A story is read back only while guesses wait for a yes. How somebody is tied to a child is
        not asked where the words about them have said it; nor the town, where a place was named.
        """
        if place.question.type is QuestionType.READ_BACK:
            return not self._draft.asked_back
        if place.question.slot == AREA:
            return self._is_place_named
        if place.question.slot != TIE or place.key in self._answers:
            return False
        return bool(self._before(place).relation.told)

    @property
    def _is_place_named(self) -> bool:
        """Whether where it happens is told with a name, in its answer or in the story.

        Why not by where a child lives:
            Any order of telling must end in the same record, so a town once told would be lost
            when a child's street is told after it; and a street alone is in no town either.
        """
        told = (self._values.get(name, "") for name in WHERE)
        return any(map(is_place_named, told)) or is_place_named_in(self._values.get(STORY, ""))

    def _before(self, place: Place) -> MentionSaid:
        """Return what was told before this question, in its own turn, of the person there."""
        before = takewhile(lambda one: one is not place.question, place.group.questions)
        return mention_from(
            before,
            place.group.part,
            lambda one: self._answers.get(key_of(one.name, place.turn)),
        )
