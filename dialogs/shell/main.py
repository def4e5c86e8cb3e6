"""The command `dueregard`; read `COMMANDS`, then the file of the command you came for."""

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import typer
from typer.core import TyperGroup
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


class Commands(Told):
    """Finds a command in its file.

    Why late:
        Everything at once takes three seconds and 180 MB; a check of settings needs neither
        the web nor the chat.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the library's signature
        """Return the names, in the order in which they are met."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
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
