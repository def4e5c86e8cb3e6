"""What is said with its English beside it, where no native speaker has read the translation."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from dialogs.reporting.asking import Voice
from intake.reporting.turns import Say, SayChoice, SayEnglish, SayLine, SayStyle


def in_both(voice: Voice, make: Callable[[Voice], tuple[Say, ...]]) -> tuple[Say, ...]:
    """Return what is said, with its English beside it where the language asks for that."""
    says = make(voice)
    if voice.tongue.is_reviewed:
        return says
    return beside(says, make(replace(voice, is_beside=True)))


def beside(says: tuple[Say, ...], english: tuple[Say, ...]) -> tuple[Say, ...]:
    """Put the English of each thing said beside it; both were made by one rule, so they pair."""
    if len(says) != len(english):
        return says
    return tuple(
        one if one.english else replace(one, english=_english(twin))
        for one, twin in zip(says, english, strict=True)
    )


def _english(say: Say) -> SayEnglish:
    return SayEnglish(
        text=say.text,
        choices=say.choices,
        label=say.label,
        hint=say.hint,
        why=say.why,
        prompts=say.prompts,
        lines=say.lines,
    )


def in_one(say: Say) -> Say:
    """Return a thing said as one text for channels of lines: each paragraph, then its English."""
    if say.english is None:
        return say
    text = _summary(say, say.english) if say.style is SayStyle.SUMMARY else ""
    choices = _pairs(say.choices, say.english.choices)
    return replace(
        say, text=text or interleaved(say.text, say.english.text), choices=choices, english=None
    )


def interleaved(text: str, english: str) -> str:
    """Return paragraphs each followed by its English; what is the same in both is said once."""
    parts, others = text.split("\n\n"), english.split("\n\n")
    if len(parts) != len(others):
        parts, others = [text], [english]
    both = chain.from_iterable(zip(parts, others, strict=True))
    return "\n\n".join(
        part for number, part in enumerate(both) if number % 2 == 0 or part != parts[number // 2]
    )


def _pairs(choices: tuple[SayChoice, ...], english: tuple[SayChoice, ...]) -> tuple[SayChoice, ...]:
    by_value = {choice.value: choice for choice in english}
    return tuple(_pair(one, by_value.get(one.value, one)) for one in choices)


def _pair(one: SayChoice, other: SayChoice) -> SayChoice:
    return replace(one, label=on_one_line(one.label, other.label), hint=one.hint)


def on_one_line(text: str, english: str) -> str:
    """Return a short text with its English behind a stroke; once where they are the same."""
    return text if text == english or not english else f"{text} / {english}"


def _summary(say: Say, english: SayEnglish) -> str:
    """Return a summary whose lines hold the teller's words once."""
    lines = [_line(one, two) for one, two in zip(say.lines, english.lines, strict=True)]
    head, how = interleaved(say.label, english.label), interleaved(say.hint, english.hint)
    return "\n\n".join(part for part in (head, "\n".join(lines), how) if part)


def _line(line: SayLine, english: SayLine) -> str:
    label = on_one_line(line.label, english.label)
    return f"{line.number}. {label} {on_one_line(line.answer, english.answer)}"
