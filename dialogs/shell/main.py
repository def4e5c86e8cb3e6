"""The command `dueregard`; read `COMMANDS`, then the file of the command you came for."""

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from dialogs.shell.commands.telling import Told
from intake.running.memory import rest_longer

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "demo": "running",
        "serve": "running",
        "chat": "talking",
        "import": "people",
        "screen": "people",
        "explain-match": "explaining",
        "learn-weights": "weights",
        "check-config": "rules",
        "policy": "rules",
        "wording": "wording",
        "explain-route": "rules",
        "noise": "noise",
        "replay": "replays",
        "figures": "figures",
        "exercise": "exercising",
        "script": "scripts",
        "officer": "staff",
        "organisation": "staff",
        "migrate": "keeping",
        "audit": "keeping",
        "backup": "keeping",
        "restore": "keeping",
        "files": "handing",
    }
)
"""Each command and its file in `commands/`; only that file is imported when it is asked for."""

ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "demo": "Try everything with invented people, in a folder that is thrown away at the end.",
        "serve": "Run the service.",
        "chat": "Tell of a concern here, line by line, as in the web chat or on Telegram.",
        "import": "Take flagged persons in from a table.",
        "screen": "Look up many names at once.",
        "explain-match": "Look up one row of a table and say how each candidate came "
        "to its points.",
        "learn-weights": "Learn the matcher's weights from questions that people have judged.",
        "check-config": "Say everything that is wrong with the settings, of every file at once.",
        "policy": "Settings in force.",
        "wording": "Translations, in config/wording.",
        "explain-route": "Say which desks would be told of something, why, and by when.",
        "noise": "Say how many alerts a week each desk would get, and what would be behind them.",
        "replay": "Play a dated history through the real acts, and look whether what must come "
        "of it did.",
        "figures": "Say how it goes with checks, answers, silence, meetings, agreements and gaps.",
        "exercise": "Practise: play a history with people at several desks, as an exercise.",
        "script": "The questions that are asked.",
        "officer": "Those who work at a desk.",
        "organisation": "Outside systems with a key.",
        "migrate": "Bring the database to the shape that this version needs, whole or not at all.",
        "audit": "The record of who did what.",
        "backup": "Write a whole copy of the database while it is in use.",
        "restore": "Bring a backup back, into DUEREGARD_DATABASE_URL, where nothing may be yet.",
        "files": "Files that came with reports.",
    }
)
"""What the list of commands says of each: the first words of its own help, as a test sees to."""


class Commands(Told):
    """Finds a command in its file, and lists all without opening any.

    Why late:
        Everything at once takes four seconds and 180 MB; a check of settings needs neither
        the web nor the chat.
    """

    is_listing = False

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """List the commands; nothing of them is imported, which would take four seconds."""
        self.is_listing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self.is_listing = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the library's signature
        """Return the names, in the order in which they are met."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        if self.is_listing:
            return TyperCommand(cmd_name, help=ABOUT[cmd_name])
        module = importlib.import_module(f"dialogs.shell.commands.{COMMANDS[cmd_name]}")
        group = get_command(module.app)
        return group.get_command(ctx, cmd_name) if isinstance(group, TyperGroup) else group


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: dueregard demo",
)


@app.callback()
def due_regard() -> None:
    """Take concerns about children, check who is named, and alert the desk on duty.

    Settings come from files (dueregard check-config) and from the environment:
    DUEREGARD_DATABASE_URL, DUEREGARD_CONFIG, DUEREGARD_SECRET_KEY, DUEREGARD_PUBLIC_URL.

    A command ends with 0 when it is done, 1 when it could not be done or found a fault,
    2 when it was written wrongly.
    """


def main() -> None:
    """Run the command line; from the first import on, unused memory is seldom looked for.

    Why:
        Nothing that is read at a start goes again, and looking for it there took a fifth of it.
    """
    rest_longer()
    app()


if __name__ == "__main__":
    main()
