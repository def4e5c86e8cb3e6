"""The conversation at a terminal, for `dueregard chat`: lines in, lines out, nothing kept here."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from io import TextIOWrapper
from itertools import count
from typing import TextIO
from uuid import uuid4

from dialogs.reporting.asking import Voice
from dialogs.reporting.bilingual import in_one
from dialogs.reporting.conversation import talk
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling
from intake.reporting.values import Say, SayChoice, SayStyle, Step

Play = Callable[[str, Step], tuple[Iterable[Say], bool]]
"""A door as the terminal sees it: event id and step in; what to say, and whether it is over."""

MARKS = {SayStyle.DANGER: "!! ", SayStyle.ERROR: "-- "}


def converse(
    play: Play,
    voice: Voice,
    telling: Telling,
    clock: Callable[[], datetime],
    *,
    lines: Iterable[str] | None = None,
    out: TextIO | None = None,
    language: str = "en",
) -> None:
    """Talk until the report is sent or stopped and no further line comes.

    Args:
        play: The door, with the waiting for the release slot inside it.
        voice: Scripts, numbers, signs.
        telling: Channel and account.
        clock: The moment, aware UTC.
        lines: What is typed, line by line; the standard input unless named.
        out: Where to write; the standard output unless named.
        language: In which it begins.
    """
    into = out or sys.stdout
    session, number = uuid4().hex, count(1)
    offered: tuple[SayChoice, ...] = ()
    event = Event(EventKind.COMMAND, "/start")
    typed = iter(_typed() if lines is None else lines)
    while True:
        step = talk(
            voice.scripts,
            voice.numbers,
            event,
            clock(),
            telling=telling,
            voice=voice,
            language=language,
        )
        says, is_over = play(f"{session}-{next(number)}", step)
        offered = _write(tuple(says), into)
        line = None if is_over and not offered else next(typed, None)
        if line is None:
            return
        event = event_of(line.rstrip("\n"), offered, message_id=f"{session}-{next(number)}")


def _typed() -> Iterator[str]:
    """Yield the lines of the standard input, whatever bytes they are made of."""
    into = sys.stdin
    if isinstance(into, TextIOWrapper):
        into.reconfigure(errors="surrogateescape")
    return (readable(line) for line in into)


def readable(line: str) -> str:
    """Return a line without halves of letters, which nothing can keep or send.

    Bytes that are no UTF-8 are read as an older terminal or editor wrote them (Windows-1252);
    of what is no letter there either, a mark is left, so that the gap is seen.
    """
    raw = line.encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def event_of(line: str, offered: tuple[SayChoice, ...], *, message_id: str = "") -> Event:
    """Read one typed line: a command, the number of a choice, or words."""
    text = line.strip()
    if text.startswith("/"):
        return Event(EventKind.COMMAND, text)
    if text.isdecimal() and 1 <= int(text) <= len(offered):
        return Event(EventKind.CHOICE, offered[int(text) - 1].value)
    return Event(EventKind.TEXT, line, message_id)


def _write(says: tuple[Say, ...], out: TextIO) -> tuple[SayChoice, ...]:
    """Write what is said; the choices of all of it are numbered through, and returned."""
    offered: list[SayChoice] = []
    for say in map(in_one, says):
        out.write(f"\n{MARKS.get(say.style, '')}{say.text}\n")
        for choice in say.choices:
            offered.append(choice)
            hint = f" ({choice.hint})" if choice.hint else ""
            out.write(f"  [{len(offered)}] {choice.label}{hint}\n")
    out.write("\n> " if says else "")
    out.flush()
    return tuple(offered)
