"""`files hand-over`: sealed originals for whoever may lawfully have them."""

from pathlib import Path
from typing import Annotated

import typer

from dialogs.shell.commands.telling import say
from intake.actions.hand_files_over import HandOver
from intake.running.hand_over import hand_over
from intake.running.opening import open_office
from intake.settings import read_settings

app = typer.Typer()
files_app = typer.Typer(no_args_is_help=True, help="Files that came with reports.")
app.add_typer(files_app, name="files")


@files_app.callback()
def files() -> None:
    """Keep the group a group while it has one command."""


@files_app.command(
    "hand-over",
    epilog="Example: dueregard files hand-over DR-7K4-2QX-9 /media/police/out.zip "
    "--to 'DC W. Oakapple, Southfen police' --authority 'request 14/2026' --by m.fenn "
    "--second o.quill",
)
def give(
    reference: Annotated[str, typer.Argument(help="Of the concern.")],
    file: Annotated[Path, typer.Argument(help="A .zip that is not there yet.")],
    *,
    to_whom: Annotated[str, typer.Option("--to", help="Who takes them: name and office.")],
    authority: Annotated[str, typer.Option(help="The request, order or warrant.")],
    by: Annotated[str, typer.Option(help="Login of the officer who hands over.")],
    second: Annotated[str, typer.Option(help="Login of another officer, who agrees.")],
) -> None:
    """Pack the originals of a concern's files as they came, sealed and refused ones too.

    Each is written into the audit, and a note onto the concern. The package is not encrypted:
    write it to a medium that is. Nothing is opened here, and the originals stay where they are.
    """
    told = HandOver(by=by, second=second, to_whom=to_whom, authority=authority)
    packed = hand_over(open_office(read_settings()), told, reference=reference, path=file)
    say(f"{file.resolve()}: {packed.count} originals", f"SHA-256 {packed.sha256}")
