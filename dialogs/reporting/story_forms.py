"""Lines of a form that somebody pasted: "Child: Tansy Mossop", "Mother: …", "DOB: …"."""

import re
from collections.abc import Iterator

from dialogs.reporting.guess import Guess
from dialogs.reporting.story_words import plain_marks

_LABELS: tuple[tuple[str, str], ...] = (
    (
        "child",
        r"(?:name of )?(?:the )?(?:child|young person|pupil|student)(?:'s)?(?: full)?(?: name)?",
    ),
    (
        "person_of_concern",
        (
            r"(?:name of )?(?:the )?(?:person of concern|person causing concern|alleged "
            r"(?:perpetrator|abuser|person)|perpetrator|suspect|adult of concern)(?:'s)?(?: name)?"
        ),
    ),
    (
        "parent_or_carer",
        r"(?:mother|father|mum|dad|parents?|carers?|parents?/carers?)(?:'s)?(?: name)?",
    ),
)
_FACTS: tuple[tuple[str, str], ...] = (
    ("birth", r"(?:dob|d\.o\.b\.?|date of birth|born)"),
    ("age", r"age"),
    ("place", r"(?:home )?address"),
    ("school", r"school(?: name)?|nursery|setting"),
    ("relation", r"relationship(?: to (?:the )?child)?|relation(?: to (?:the )?child)?"),
    ("phone", r"(?:tel|telephone|phone|mobile)(?: number)?"),
)
_LINE = r"^\s*(?:[-•*\d.)]+\s*)?(?P<label>{label})\s*[:=–]\s*(?P<words>\S.*?)\s*$"
_PEOPLE = tuple((kind, re.compile(_LINE.format(label=words), re.I)) for kind, words in _LABELS)
_OTHERS = tuple((slot, re.compile(_LINE.format(label=words), re.I)) for slot, words in _FACTS)
_BORN_BEHIND = re.compile(
    r"[,(]?\s*\(?\b(?:dob|d\.o\.b\.?|born)[: ]*(?P<words>[\d./ -]{6,12}\d)\)?", re.I
)
_AGE_BEHIND = re.compile(r"[,(]\s*\(?(?:aged? )?(?P<words>(?:about |around )?\d{1,2})\)?\s*$", re.I)
_NOBODY = re.compile(
    r"^(?:unknown|not known|n/?a|none|not given|as above|see (?:above|below)|-+)\W*$", re.I
)
MOST_WORDS = 6
"""Words of a name on a line; a longer line is telling, not a name."""


def people_on_lines(words: str) -> tuple[Guess, ...]:
    """Return who is named on the lines of a pasted form, with the lines about them below.

    Returns:
        Guesses of kind child, person of concern, parent or carer; empty where no line names one.
    """
    found: list[tuple[str, dict[str, str], str]] = []
    for line in plain_marks(words).splitlines():
        person = next(_person_of(line), None)
        if person is not None:
            found.append((*person, line.strip()))
            continue
        fact = next(_fact_of(line), None)
        if fact is not None and found:
            found[-1][1].setdefault(*fact)
    return tuple(Guess(kind, tuple(told.items()), quote) for kind, told, quote in found)


def _person_of(line: str) -> Iterator[tuple[str, dict[str, str]]]:
    for kind, pattern in _PEOPLE:
        match = pattern.match(line)
        if match is None or _NOBODY.match(match["words"]):
            continue
        told, rest = {}, match["words"]
        for slot, behind in (("birth", _BORN_BEHIND), ("age", _AGE_BEHIND)):
            fact = behind.search(rest)
            if fact is not None:
                told[slot] = f"born {fact['words'].strip()}" if slot == "birth" else fact["words"]
                rest = f"{rest[: fact.start()]}{rest[fact.end() :]}"
        name = rest.strip(" ,;()")
        if name and name[0].isupper() and len(name.split()) <= MOST_WORDS:
            yield kind, {"names": name, **told}


def _fact_of(line: str) -> Iterator[tuple[str, str]]:
    for slot, pattern in _OTHERS:
        match = pattern.match(line)
        if match is not None and not _NOBODY.match(match["words"]):
            words = match["words"]
            yield slot, f"born {words}" if slot == "birth" else words
