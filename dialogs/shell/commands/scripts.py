"""`script check`, `draw`, `preview`, `export`, `import`: scripts, for a safeguarding lead."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dialogs.shell.commands.telling import out, say, tell
from intake.policy.script_check import Reading
from intake.running.script_folder import ScriptFolder, adopted_or_why_not, look_at
from intake.settings import read_settings

app = typer.Typer()
script_app = typer.Typer(no_args_is_help=True, help="The questions that are asked.")
app.add_typer(script_app, name="script")

Place = Annotated[
    Path | None,
    typer.Argument(help="A folder of settings or of scripts, or one script; else those in use."),
]


def folder_of(path: Path | None) -> ScriptFolder:
    """Look at the scripts of a place, or of the settings in use."""
    return look_at(path or read_settings().config)


@script_app.command("check", epilog="Example: dueregard script check ./config")
def check(
    path: Place = None,
    against: Annotated[
        Path | None,
        typer.Option(help="Earlier scripts to compare with; else those adopted last."),
    ] = None,
) -> None:
    """Say everything that is wrong with scripts: file, line, and what to write instead.

    Questions that no answer leads to, dead ends, questions that lead whoever answers, texts
    that a channel would cut, names renamed or reused since they were adopted. How hard each
    script is to read is told as well, and its hardest lines.
    """
    found = folder_of(path)
    before, why_not = (
        (look_at(against).scripts, "") if against else adopted_or_why_not(read_settings())
    )
    found = found.against(before)
    tell(*found.faults)
    if found.notes:
        say(f"{len(found.notes)} worth a look:", *(f"  {note}" for note in found.notes))
    if found.scripts:
        _tell_readings(found.readings())
    say(f"Not compared with adopted scripts: {why_not}." if why_not else "Compared with adopted.")
    if found.faults:
        tell(f"{len(found.faults)} faults in {len(found.checked)} scripts.")
        raise typer.Exit(1)
    say(f"{len(found.checked)} scripts, no fault.")


def _tell_readings(readings: tuple[Reading, ...]) -> None:
    table = Table("Script", "Reads from", "Hardest lines", "")
    for one in readings:
        for number, line in enumerate(one.hardest):
            first = (one.script, f"{one.age:g} years") if number == 0 else ("", "")
            table.add_row(*first, line.words, f"{line.age:g}")
    out.print(table)
    notes = [note for one in readings for note in one.notes]
    if notes:
        say(f"{len(notes)} over the age asked for:", *(f"  {note}" for note in notes))
