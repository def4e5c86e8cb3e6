"""What is remarked on a script: the place in its file, what is wrong there, what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from intake.domain.script import Group, Question, Script
from intake.policy.files import nodes_of

Loc = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a script.

    Args:
        at: The place in the file, such as ("groups", 2, "questions", 0, "label").
        words: What is wrong; what to do.
        is_fault: Whether the script may not be used so; else it is only worth a look.
    """

    at: Loc
    words: str
    is_fault: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """One question, where it stands: its group, and its number in the order of asking."""

    at: Loc
    group: Group
    question: Question
    number: int

    @property
    def condition(self) -> str:
        """The whole condition under which it is asked; empty for always."""
        written = [one for one in (self.group.relevant, self.question.relevant) if one.strip()]
        return " and ".join(f"({one})" for one in written)


def spots_of(script: Script) -> tuple[Spot, ...]:
    """Return every question of a script in the order of asking."""
    places = (
        (("groups", g, "questions", q), group, question)
        for g, group in enumerate(script.groups)
        for q, question in enumerate(group.questions)
    )
    return tuple(Spot(at, group, one, number) for number, (at, group, one) in enumerate(places))


def words_of(script: Script) -> Iterator[tuple[Loc, str]]:
    """Yield every text of a script that a teller reads, with its place."""
    yield ("title",), script.title
    for key, text in script.texts:
        if key != "short_path":
            yield ("texts", key), text
    for g, group in enumerate(script.groups):
        if group.add_label:
            yield ("groups", g, "add_label"), group.add_label
    for spot in spots_of(script):
        yield from words_asked(spot)
        if spot.question.why:
            yield (*spot.at, "why"), spot.question.why


def words_asked(spot: Spot) -> Iterator[tuple[Loc, str]]:
    """Yield the words of one question as asked, without the reason why it is."""
    one = spot.question
    written: tuple[tuple[Loc, str], ...] = (
        (("label",), one.label),
        (("hint",), one.hint),
        (("constraint_message",), one.constraint_message),
        *((("prompts", p), prompt) for p, prompt in enumerate(one.prompts)),
        *((("choices", c, "label"), choice.label) for c, choice in enumerate(one.choices)),
        *((("choices", c, "hint"), choice.hint) for c, choice in enumerate(one.choices)),
    )
    yield from (((*spot.at, *at), words) for at, words in written if words.strip())


def place_words(content: Any, at: Loc) -> str:
    """Return a place as people name it: `where.label`, `group facts.relevant`, or its keys.

    Args:
        content: The file as data, whatever its shape.
        at: The place.
    """
    named: list[str] = []
    for depth, part in enumerate(at):
        around = at[depth - 1] if depth else ""
        if not isinstance(part, int) or around not in {"groups", "questions", "choices"}:
            named.append(str(part))
            continue
        name = _name_at(content, at[: depth + 1]) or str(part)
        if around == "groups":
            named = [f"group {name}"]
        elif around == "questions":
            named = [name]
        else:
            named.append(name)
    return ".".join(named)


def _name_at(content: Any, at: Loc) -> str:
    here = content
    for part in (*at, "name"):
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            return ""
    return str(here)


def lines_of(text: str) -> Callable[[Loc], int]:
    """Return where each place of a YAML text stands: its line, counted from 1.

    A place that is not written leads to the nearest place around it; a text that is no YAML
    leads to line 1.
    """
    found: dict[Loc, int] = {(): 1}
    try:
        root = nodes_of(text)
    except yaml.YAMLError:
        root = None
    if root is not None:
        _walk(root, (), found)

    def line(at: Loc) -> int:
        while at not in found:
            at = at[:-1]
        return found[at]

    return line


def _walk(node: yaml.Node, at: Loc, found: dict[Loc, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*at, str(key.value))
            found[inner] = key.start_mark.line + 1
            _walk(value, inner, found)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            found[(*at, number)] = value.start_mark.line + 1
            _walk(value, (*at, number), found)
