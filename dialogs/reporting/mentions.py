"""The answers about one person put together, and whether they are so thin that one more helps.

Read `mention_from` first. Everything here is worked out from the teller's own answers; what is
stored of anybody is not within reach (promise P4).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from dialogs.reporting.draft import Answer, How
from dialogs.reporting.people import BORN, read_person
from intake.reporting.values import (
    Certainty,
    Fact,
    MentionSaid,
    Part,
    Question,
    QuestionType,
    exactly,
    private,
)

CERTAINTY: Mapping[How, Certainty] = {
    How.EXACT: Certainty.EXACT,
    How.ABOUT: Certainty.ABOUT,
    How.UNKNOWN: Certainty.UNKNOWN,
    How.REFUSED: Certainty.REFUSED,
    How.SKIPPED: Certainty.NOT_ASKED,
}
NO_FACT = frozenset({"", "mention.signs"})
"""Slots of questions whose answers tell nothing of the person alone."""
SEEN_NOW = "mention.now"
"""The slot of free words about a child whom the person told of has to do with now."""
ONE_MORE = "mention.one_more"
"""The slot of the question that is asked where a single name is all that was told."""
NO_NAME = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "doctor", "sir", "uncle", "aunt", "auntie", "aunty", "nan",
     "nana", "gran", "grandad", "cousin")
)  # fmt: skip
TELLING = (
    "age", "birth", "place", "postcode", "phone", "vehicle", "handle", "work",
)  # fmt: skip
"""Facts by which people of one name are told apart."""
FACTS = (*TELLING, "nickname", "relation", "school")
FILLED = tuple(one.name for one in fields(MentionSaid) if one.name != "part")
IN_A_PLACE = re.compile(r"^(?:lives? |stays? |living |is )?(?:in|at|near|from|by)\s+\S", re.I)

YEAR = re.compile(r"^(?:born )?(?:in )?(?:19|20)\d\d$", re.I)
OUTWARD = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?$", re.I)

AnswerOf = Callable[[Question], Answer | None]


def mention_from(questions: Iterable[Question], part: str, answer_of: AnswerOf) -> MentionSaid:
    """Put the answers about one person together.

    Args:
        questions: The questions asked about them, in order.
        part: The part they play, a code of `Part`; empty is not said.
        answer_of: Gives the answer to a question, or None where there is none yet.
    """
    said = MentionSaid(part=Part(part) if part else Part.NOT_SAID)
    for question in questions:
        answer = answer_of(question)
        if answer is not None and question.slot not in NO_FACT:
            said = _with_slot(said, question, answer)
    return said


def is_thin(mention: MentionSaid) -> bool:
    """Whether a single word of a name is all by which somebody could be found.

    Why:
        A third of all people who were on a list and were not found had been told of by a single
        word and nothing else (decision 0010). One question more does what no comparing can.
    """
    names = f"{mention.names.told} {mention.nickname.told}".split()
    words = {word.strip(".").lower() for word in names} - NO_NAME
    return len(words) == 1 and not any(getattr(mention, name).told.strip() for name in TELLING)


def fact_of(question: Question, answer: Answer) -> Fact:
    """Return an answer as a fact, with how sure it is."""
    certainty = CERTAINTY[answer.how]
    words = words_of(question, answer)
    if not answer.is_told:
        return Fact(certainty=certainty)
    return Fact(private(words), certainty) if words.strip() else Fact()


def words_of(question: Question, answer: Answer) -> str:
    """Return the words of an answer, those of its choices where it was chosen."""
    if not answer.is_told:
        return ""
    if question.type in {QuestionType.CHOICE, QuestionType.CHOICES}:
        labels = {choice.name: choice.label for choice in question.choices}
        told = "; ".join(labels.get(name, name) for name in answer.value.split())
        is_drawn = answer.guess and answer.text and answer.text != told
        return f"{told} ({answer.text})" if is_drawn else told or answer.text
    return answer.text


def _with_slot(said: MentionSaid, question: Question, answer: Answer) -> MentionSaid:
    slot = question.slot.removeprefix("mention").removeprefix(".")
    if slot == "part":
        return replace(said, part=Part(answer.value)) if answer.value in set(Part) else said
    if slot in {"", "more", "now"}:
        return _with_free_words(said, question, answer, with_names=slot != "more")
    if question.slot == ONE_MORE:
        return _with_one_more(said, answer.text) if answer.is_told else said
    fact = fact_of(question, answer)
    if slot == "age" and BORN.search(f"born {fact.told}") and not fact.told.strip().isdecimal():
        return replace(said, birth=fact)
    facts: dict[str, Any] = {slot: fact}
    return replace(said, **facts)


def _with_free_words(
    said: MentionSaid, question: Question, answer: Answer, *, with_names: bool
) -> MentionSaid:
    if not answer.is_told:
        return replace(said, names=fact_of(question, answer)) if with_names else said
    read = read_person(answer.text, part=said.part)
    return _filled(said, read, but=() if with_names else ("names",))


def _filled(said: MentionSaid, more: MentionSaid, *, but: tuple[str, ...] = ()) -> MentionSaid:
    """Fill what is not told yet; what was told first stays."""
    told: dict[str, Any] = {
        name: getattr(more, name)
        for name in FILLED
        if name not in but and getattr(more, name).told and not getattr(said, name).told
    }
    return replace(said, **told) if told else said


def _with_one_more(said: MentionSaid, words: str) -> MentionSaid:
    """Take one more thing about somebody known by a single word: a fact, or more of the name.

    A single word that may be either is kept as both: as a place, and beside the name.
    """
    read = read_person(words, part=said.part)
    if IN_A_PLACE.match(words.strip()) and not read.place.told:
        read = replace(read, place=exactly(words.strip()))
    if YEAR.match(words.strip()):
        read = replace(read, birth=exactly(words.strip()))
    if OUTWARD.match(words.strip()):
        read = replace(read, postcode=exactly(words.strip().upper()))
    is_fact = any(getattr(read, name).told for name in FACTS)
    said = replace(said, description=_joined(said.description, read.description))
    said = _filled(said, read, but=("names",))
    if is_fact:
        return said
    name = _name_alone(read.names.told, words)
    if name and len(words.split()) == 1:
        said = _filled(said, replace(read, place=exactly(words.strip())), but=("names",))
    return _with_more_of_the_name(said, name)


def _name_alone(name: str, words: str) -> str:
    """Return a name read from words where it looks like one; "tall and thin" does not."""
    is_written_so = all(
        word[0] != word[0].lower() or not word[0].isascii() for word in name.split()
    )
    return name if is_written_so or len(words.split()) == 1 else ""


def _with_more_of_the_name(said: MentionSaid, more: str) -> MentionSaid:
    """Put a further word beside the name; the first alone stays as what they are called."""
    first = said.names.told or said.nickname.told
    if not more or more.lower() == first.lower():
        return said
    is_whole = first.lower() in more.lower().split()
    called = said.nickname if said.nickname.told else exactly(first)
    return replace(said, names=exactly(more if is_whole else f"{first} {more}"), nickname=called)


def _joined(first: Fact, more: Fact) -> Fact:
    if first.told and more.told:
        return exactly(f"{first.told}; {more.told}")
    return more if more.told else first
