"""Builders of the conversation's tests: the shipped scripts, and a talk played line by line."""

import json
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

import yaml

from dialogs.reporting.asking import Voice
from dialogs.reporting.conversation import advance
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling
from dialogs.reporting.hearing import Hearing, hearing_of
from intake.domain.script import ScriptChoice
from intake.domain.tongue import Tongue
from intake.policy.scripts import ScriptPolicy
from intake.policy.wording import read_tongues
from intake.reporting.turns import Turn
from tests.build import CONFIG, NOON


def a_voice(**changes: Any) -> Voice:
    """Speak with the shipped scripts, the national numbers, and three signs to pick from."""
    return replace(_shipped_voice(), **changes)


@cache
def _shipped_voice() -> Voice:
    files = sorted((CONFIG / "scripts").glob("*.yaml"))
    read = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    scripts = [ScriptPolicy.model_validate(data).to_script() for data in read]
    return Voice(
        scripts={script.name: script for script in scripts},
        numbers={
            "emergency": "999",
            "police": "101",
            "nspcc": "0808 800 5000",
            "childline": "0800 1111",
            "samaritans": "116 123",
            "stop_it_now": "0808 1000 900",
            "out_of_hours": "01632 960123",
            "out_of_hours.northmoor": "01632 960456",
        },
        signs=(
            ScriptChoice("GC1", "Gives the child money, clothes, treats"),
            ScriptChoice("GC3", "Shares secrets, tells the child not to tell"),
            ScriptChoice("CS7", "Sudden change: silent, angry, clingy"),
        ),
    )


@cache
def all_tongues() -> dict[str, Tongue]:
    """Return the shipped languages by code; a fault of theirs fails here."""
    tongues, faults = read_tongues(CONFIG)
    assert not faults
    return tongues


def a_polyglot(**changes: Any) -> Voice:
    """Speak every shipped language with the shipped scripts."""
    return a_voice(tongues=all_tongues(), hearing=_hearing_of_all(), **changes)


@cache
def _hearing_of_all() -> Hearing:
    return hearing_of(all_tongues().values())


class Talk:
    """One conversation played event by event, as the door would play it."""

    def __init__(self, voice: Voice | None = None, *, now: datetime = NOON) -> None:
        self.voice = voice or a_voice()
        self.now = now
        self.draft: Any = None
        self.turns: list[Turn] = []
        self.telling = Telling(channel="terminal", areas={"northmoor": "northmoor"})

    def play(self, event: Event) -> Turn:
        """Play one event; the draft goes through JSON, as it is kept."""
        kept = json.loads(json.dumps(self.draft)) if self.draft else None
        turn = advance(self.voice, kept, event, now=self.now, telling=self.telling)
        self.draft = dict(turn.draft)
        self.turns.append(turn)
        return turn

    def they(self, *lines: str, message_id: str = "") -> Turn:
        """Play typed lines: a command with its slash, a choice in brackets, or words."""
        for line in lines:
            if line.startswith("[") and line.endswith("]"):
                turn = self.play(Event(EventKind.CHOICE, line[1:-1]))
            elif line.startswith("/"):
                turn = self.play(Event(EventKind.COMMAND, line))
            else:
                turn = self.play(Event(EventKind.TEXT, line, message_id))
        return turn

    def edit(self, message_id: str, text: str) -> Turn:
        """Change a message that was sent before."""
        return self.play(Event(EventKind.EDIT, text, message_id))

    @property
    def asked(self) -> str:
        """The key of the question asked now; "summary" or the last key where there is none."""
        last = self.turns[-1].says[-1]
        return last.question or last.key

    @property
    def keys(self) -> list[str]:
        """The keys of all that the last turn said."""
        return [say.key for say in self.turns[-1].says]
