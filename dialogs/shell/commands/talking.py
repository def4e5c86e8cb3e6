"""`chat`: the same conversation in a terminal."""

import secrets
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

import typer

from dialogs.reporting.form import Telling
from dialogs.reporting.terminal import converse
from dialogs.shell.commands.telling import say
from dialogs.shell.from_policy import areas_of, voice_in
from intake.reporting.door import ReportingDoor
from intake.reporting.values import Say, Step
from intake.running.opening import open_office, throw_away_office, with_rules_in_force
from intake.settings import read_settings
from intake.store.office import Office

app = typer.Typer()
CHANNEL = "terminal"


@app.command(epilog="Example: dueregard chat --try")
def chat(
    *,
    only_try: Annotated[
        bool, typer.Option("--try", help="In memory: nothing is kept and nobody is told.")
    ] = False,
    new: Annotated[
        bool, typer.Option("--new", help="Make the database that is not there.")
    ] = False,
) -> None:
    """Tell of a concern here, line by line, as in the web chat or on Telegram.

    Numbers choose an answer; /back, /skip, /change, /help and /stop work anywhere. What is
    sent is kept in the database and told to desks, as any report, unless --try is said.
    """
    settings = read_settings()
    office = (
        throw_away_office(settings)
        if only_try
        else with_rules_in_force(open_office(settings, new=new))
    )
    if only_try:
        say("Only trying: nothing is kept, and nobody is told.")
    talk_in(office)
    office.archive.close()


def talk_in(
    office: Office,
    lines: Iterable[str] | None = None,
    *,
    begins: str = "community",
    language: str = "en",
) -> None:
    """Hold one conversation; the final reply waits for its slot.

    Args:
        office: The office.
        lines: What is typed, line by line; the standard input unless named.
        begins: Name of the script that it begins with.
        language: Code of the language that it begins in.
    """
    door = ReportingDoor(office)
    account = secrets.token_urlsafe(16)

    def play(event_id: str, step: Step) -> tuple[Iterable[Say], bool]:
        reply = door.turn(channel=CHANNEL, chat=account, event_id=event_id, step=step)
        if reply.leaves_at is not None:
            time.sleep(max(0.0, (reply.leaves_at - office.now()).total_seconds()))
        return reply.says, reply.receipt is not None

    telling = Telling(channel=CHANNEL, account=account, areas=areas_of(office.policy))
    voice = replace(voice_in(office), begins=begins)
    converse(play, voice, telling, office.now, lines=lines, language=language)
