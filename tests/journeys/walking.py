"""Walks a written conversation through the real door of an office."""

import re
from pathlib import Path

from dialogs.reporting.conversation import talk
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling
from intake.reporting.door import Reply, ReportingDoor
from tests.build_talk import a_voice

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.txt"))


class Walk:
    """One chat of one office, played event by event."""

    def __init__(self, office, chat: str = "a chat", voice=None) -> None:
        self.door = ReportingDoor(office)
        self.chat = chat
        self.office = office
        self.voice = voice or a_voice()
        self.replies: list[Reply] = []

    def send(self, words: str, event_id: str = "") -> Reply:
        """Type a line as the golden files write it, and keep the reply."""
        number = len(self.replies) + 1
        step = talk(
            {},
            {},
            event_of(words),
            self.office.now(),
            telling=Telling(channel="web", areas={"northmoor": "northmoor"}),
            voice=self.voice,
        )
        reply = self.door.turn(
            channel="web", chat=self.chat, event_id=event_id or f"{self.chat}-{number}", step=step
        )
        self.replies.append(reply)
        return reply

    def play(self, file: Path) -> None:
        """Type all lines of a golden file."""
        for line in file.read_text(encoding="utf-8").splitlines():
            who, _, words = line.partition(":")
            if who == "they":
                self.send(words.strip())

    def heard(self) -> list[tuple[str, ...]]:
        """Give everything that was said, turn by turn."""
        return [tuple(say.text for say in reply.says) for reply in self.replies]


def event_of(words: str) -> Event:
    """Give the event that a line of a golden file stands for."""
    if edit := re.match(r"edit (\w+): (.*)", words):
        return Event(EventKind.EDIT, edit[2], edit[1])
    if named := re.match(r"(m\d+)> (.*)", words):
        return Event(EventKind.TEXT, named[2], named[1])
    if words.startswith("[") and words.endswith("]"):
        return Event(EventKind.CHOICE, words[1:-1])
    return Event(EventKind.COMMAND if words.startswith("/") else EventKind.TEXT, words)
