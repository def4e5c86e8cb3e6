"""What a story already says, picked out of its words: people, places, times, how often.

Read `read_story`. It knows English; of a story in another language nothing is picked out, and
everything is asked. No list of anybody is looked at (promise P4), and nothing counts before the
teller says that it is right.
"""

import re
from datetime import date

from dialogs.reporting.guess import Guess
from dialogs.reporting.story_facts import facts_in
from dialogs.reporting.story_forms import people_on_lines
from dialogs.reporting.story_people import CHILD, people_in


def read_story(words: str, *, today: date, language: str = "en") -> tuple[Guess, ...]:
    """Return what a story seems to say, in the order in which it is read back.

    Args:
        words: The story, all messages of it.
        today: The day of telling, for "yesterday".
        language: Of the conversation.

    Returns:
        Guesses, none of them twice; empty for no words.

    Why:
        Whoever has told everything in one message must not be asked for it a second time; and
        whoever is not understood must not be put words in the mouth.
    """
    if language.partition("-")[0] != "en" or not words.strip():
        return ()
    return _read(words, today)


def _read(words: str, today: date) -> tuple[Guess, ...]:
    people = _together(people_on_lines(words), people_in(words))
    children = [one for one in people if one.kind == CHILD]
    names = tuple(one.fact("names") for one in children)
    ages = [re.search(r"\d{1,2}", one.fact("age")) for one in children]
    told = [int(age[0]) for age in ages if age]
    age = told[0] if len(children) == len(told) == 1 else None
    found = (*people, *facts_in(words, today=today, names=names, age=age))
    return tuple({one.id: one for one in found}.values())


def _together(on_lines: tuple[Guess, ...], told: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """Return the people of a form and of the telling; whoever stands on a line is told once."""
    known = {word for one in on_lines for word in one.fact("names").casefold().split()}
    others = (one for one in told if not known & set(one.fact("names").casefold().split()))
    every = (*on_lines, *others)
    order = ("child", "person_of_concern")
    return tuple(
        sorted(every, key=lambda one: order.index(one.kind) if one.kind in order else len(order))
    )
