"""Whether a condition of a script can ever hold: tried on every kind of answer; read `can_hold`.

Choices are few, and of words only those matter that some condition compares with; so every
way of answering that makes a difference can be gone through.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from intake.domain.condition import (
    AnswerTo,
    Compared,
    CountOf,
    Known,
    LengthOf,
    Selected,
    Term,
    ThinIn,
    ThisAnswer,
    Written,
    YearsAgo,
    every_term,
    term_of,
)
from intake.domain.script import Question, QuestionType, Script
from intake.policy.script_remarks import Spot, spots_of

MOST_TRIES = 100_000
"""Beyond this many ways of answering a condition is taken to hold: no script of people has them."""
LONGEST = 5_000
MOST_PICKED = 6
SOMETHING = "something"
SIGNS = ("signs", "mention.signs")


@dataclass(frozen=True, slots=True)
class World:
    """A script, and what its conditions may look at.

    Args:
        script: The script; its conditions can be read.
        signs: Ids of the book of signs; empty takes every sign for one.
    """

    script: Script
    signs: frozenset[str] = frozenset()

    def spot(self, name: str) -> Spot | None:
        """Return the question of a name, or None."""
        return next((one for one in spots_of(self.script) if one.question.name == name), None)

    def is_counted(self, group: str) -> bool:
        """Whether somebody can add to a group, so that its count is ever more than nothing."""
        return any(one.name == group and one.repeat and one.add_label for one in self.script.groups)

    def choices_of(self, question: Question) -> frozenset[str] | None:
        """Return the names that may be chosen; None for words, or for signs nobody listed."""
        if question.type not in {QuestionType.CHOICE, QuestionType.CHOICES}:
            return None
        names = frozenset(choice.name for choice in question.choices)
        if question.slot not in SIGNS:
            return names
        return names | self.signs if self.signs else None


def can_hold(world: World, condition: str, *, asked: Question | None = None) -> bool:
    """Whether some way of answering makes a condition hold.

    Args:
        world: The script.
        condition: The condition, readable; the empty one holds.
        asked: The question whose answer "." stands for; None where the condition has none.
    """
    term = term_of(condition)
    spots = _looked_at(world, term)
    terms = [term, *(term_of(spot.condition) for spot in spots)]
    written = [inner for one in terms for inner in every_term(one)]
    tries = _Tries(world, spots, written)
    this = _of_this(world, asked, written) if asked else ("",)
    return tries.is_met(term, this)


def _looked_at(world: World, term: Term) -> list[Spot]:
    """Return the questions a term leads to, those of their own conditions too, as asked."""
    found: dict[str, Spot] = {}
    waiting = [term]
    while waiting:
        for inner in every_term(waiting.pop()):
            if isinstance(inner, AnswerTo) and inner.name not in found:
                spot = world.spot(inner.name)
                if spot is not None:
                    found[inner.name] = spot
                    waiting.append(term_of(spot.condition))
    return sorted(found.values(), key=lambda spot: spot.number)


def always(_group: str) -> bool:
    """Say that too little was told."""
    return True


def never(_group: str) -> bool:
    """Say that enough was told."""
    return False


class _Tries:
    """Goes through the ways of answering, question by question, in the order of asking."""

    def __init__(self, world: World, spots: Sequence[Spot], written: Sequence[Term]) -> None:
        self._spots = spots
        self._answers = [_answers(world, spot.question, written) for spot in spots]
        groups = {one.group for one in written if isinstance(one, CountOf)}
        self._counts = {name: _counts(world, name, written) for name in sorted(groups)}
        ages = {one.name for one in written if isinstance(one, YearsAgo)}
        self._years = {name: _years(name, written) for name in sorted(ages)}
        self._is_thinkable = any(isinstance(one, ThinIn) for one in written)
        self._left = MOST_TRIES

    def is_met(self, term: Term, this: Sequence[str]) -> bool:
        thin = (True, False) if self._is_thinkable else (False,)
        return any(
            self._answered(term, replace(known, is_thin=always if holds else never), this, 0)
            for known in self._counted()
            for holds in thin
        )

    def _counted(self) -> Iterator[Known]:
        for counts in _each_of(self._counts):
            for years in _each_of(self._years):
                yield Known(counts=counts, years=years)

    def _answered(self, term: Term, known: Known, this: Sequence[str], at: int) -> bool:
        self._left -= 1
        if self._left < 0:
            return True
        if at == len(self._spots):
            return any(term.read(replace(known, this=one)) for one in this)
        spot = self._spots[at]
        is_asked = bool(term_of(spot.condition).read(known))
        for answer in self._answers[at]:
            if answer and not is_asked and spot.question.slot != "story":
                continue
            if not answer and is_asked and spot.question.required:
                continue
            answers = {**known.answers, spot.question.name: answer}
            if self._answered(term, replace(known, answers=answers), this, at + 1):
                return True
        return False


def _answers(world: World, question: Question, written: Iterable[Term]) -> tuple[str, ...]:
    """Return the answers of a question that differ for some condition; none comes first."""
    named = [words for words in _beside(AnswerTo(question.name), written) if words]
    choices = world.choices_of(question)
    if choices is None:
        return tuple(dict.fromkeys(("", SOMETHING, *named)))
    if question.type is QuestionType.CHOICE:
        return ("", *sorted(choices))
    mentioned = sorted({part for words in named for part in words.split()} & choices)[:MOST_PICKED]
    rest = sorted(choices.difference(mentioned))[:1]
    picked = [*mentioned, *rest]
    every = (c for size in range(1, len(picked) + 1) for c in combinations(picked, size))
    return ("", *(" ".join(one) for one in every))


def _of_this(world: World, asked: Question, written: Iterable[Term]) -> tuple[str, ...]:
    choices = world.choices_of(asked)
    if choices is not None:
        return tuple(sorted(choices))
    return tuple(
        dict.fromkeys((SOMETHING, *(one for one in _beside(ThisAnswer(), written) if one)))
    )


def _beside(value: Term, written: Iterable[Term]) -> Iterator[str]:
    """Yield the words that some condition compares a value with, and those just beside them."""
    for one in written:
        if isinstance(one, Selected) and one.value == value and isinstance(one.choice, Written):
            yield one.choice.words
        if not isinstance(one, Compared):
            continue
        for mine, other in ((one.left, one.right), (one.right, one.left)):
            if not isinstance(other, Written):
                continue
            if mine == value:
                yield from _near(other.words)
            if mine == LengthOf(value) and other.words.isdecimal():
                yield from ("x" * min(int(near), LONGEST) for near in _near(other.words))


def _near(words: str) -> tuple[str, ...]:
    if not words.isdecimal():
        return (words,)
    number = int(words)
    return tuple(str(one) for one in (number, number + 1, number - 1) if one >= 0)


def _each_of(numbers: Mapping[str, Sequence[int]]) -> Iterator[dict[str, int]]:
    """Yield every way of giving each name one of its numbers."""
    for chosen in product(*numbers.values()):
        yield dict(zip(numbers, chosen, strict=True))


def _years(name: str, written: Iterable[Term]) -> tuple[int, ...]:
    named = (int(words) for words in _beside(YearsAgo(name), written) if words.isdecimal())
    return tuple(dict.fromkeys((0, *named)))


def _counts(world: World, group: str, written: Iterable[Term]) -> tuple[int, ...]:
    if not world.is_counted(group):
        return (0,)
    named = [int(words) for words in _beside(CountOf(group), written) if words.isdecimal()]
    return tuple(dict.fromkeys((1, 0, 2, *named)))


def literals_of(term: Term) -> Iterator[tuple[str, str]]:
    """Yield each name and each text that a term compares its answer with."""
    held: Mapping[bool, tuple[Term, Term]]
    for one in every_term(term):
        if isinstance(one, Selected):
            held = {True: (one.value, one.choice)}
        elif isinstance(one, Compared) and one.mark in {"=", "!="}:
            held = {True: (one.left, one.right), False: (one.right, one.left)}
        else:
            continue
        for value, other in held.values():
            if isinstance(value, AnswerTo) and isinstance(other, Written):
                yield value.name, other.words
