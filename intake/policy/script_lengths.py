"""Texts and names over what a channel carries: Telegram's message, its buttons, their data.

The limits are Telegram's own; a page on the web has none that a script would meet.
"""

from collections.abc import Callable, Iterator

from intake.domain.script import QuestionType, Script
from intake.policy.script_remarks import Loc, Remark, Spot, spots_of

LONGEST_TEXT = 4096
"""Of one message, in UTF-16 units; what is longer is cut in two."""
LONGEST_DATA = 64
"""Bytes of a button's data; a button with more is not shown at all."""
LONGEST_BUTTON = 48
"""UTF-16 units of a button that can be read whole on a phone."""
MOST_BUTTONS = 8
"""Answers beyond which they are numbered lines, to be typed, instead of buttons."""
READ_BACK = 81
"""Letters of an answer that are read back inside a question."""
MOST_TURNS = "#99"


def length_remarks(
    script: Script, translate: Callable[[str], str] = str, *, is_bilingual: bool = False
) -> list[Remark]:
    """Return texts that a channel would cut, buttons it would not show or that nobody can read.

    Args:
        script: The script, in English.
        translate: Gives the words of a language for the English ones.
        is_bilingual: Whether each line is said with its English beside it.
    """

    def said(words: str) -> str:
        found = translate(words)
        return f"{found}\n{words}" if is_bilingual and found != words else found

    found: list[Remark] = []
    for spot in spots_of(script):
        found += _of_question(spot, said, translate)
    for number, group in enumerate(script.groups):
        at: Loc = ("groups", number, "add_label")
        if group.add_label:
            found += _of_button(at, translate(group.add_label))
            found += _of_data(("groups", number, "name"), f"c::add {group.name}")
    for key, text in script.texts:
        found += _of_text(("texts", key), said(text))
    return found


def units(text: str) -> int:
    """Return a text's length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _of_question(
    spot: Spot, said: Callable[[str], str], translate: Callable[[str], str]
) -> Iterator[Remark]:
    one, at = spot.question, spot.at
    shown = [said(one.label), said(one.hint), *(said(prompt) for prompt in one.prompts)]
    shown += [f"{said(choice.label)}: {said(choice.hint)}" for choice in one.choices]
    yield from _of_text((*at, "label"), "\n\n".join(shown) + "x" * READ_BACK)
    turn = MOST_TURNS if spot.group.repeat else ""
    mark = "m:" if one.type is QuestionType.CHOICES else "c:"
    for number, choice in enumerate(one.choices):
        place: Loc = (*at, "choices", number)
        if len(one.choices) <= MOST_BUTTONS:
            yield from _of_button((*place, "label"), translate(choice.label))
        yield from _of_data((*place, "name"), f"{mark}{one.name}{turn}={choice.name}")
    yield from _of_data((*at, "name"), f"{mark}{one.name}{turn}=?unknown")


def _of_text(at: Loc, text: str) -> Iterator[Remark]:
    if units(text) > LONGEST_TEXT:
        words = (
            f"is {units(text)} letters as shown, and a message of Telegram holds {LONGEST_TEXT}; "
            "write less"
        )
        yield Remark(at, words)


def _of_button(at: Loc, text: str) -> Iterator[Remark]:
    if units(text) > LONGEST_BUTTON:
        words = (
            f"is {units(text)} letters, and a button can be read up to {LONGEST_BUTTON}; write a "
            "shorter label, and the rest as its hint"
        )
        yield Remark(at, words)


def _of_data(at: Loc, data: str) -> Iterator[Remark]:
    if len(data.encode()) > LONGEST_DATA:
        words = (
            f"makes a button of {len(data.encode())} bytes, and Telegram shows none over "
            f"{LONGEST_DATA}; write a shorter name"
        )
        yield Remark(at, words)
