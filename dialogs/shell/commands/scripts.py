"""`script check`, `draw`, `preview`, `export`, `import`: scripts, for a safeguarding lead."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dialogs.shell.commands.telling import out, say, tell
from intake.domain.errors import PolicyError
from intake.domain.script import Script
from intake.policy.faults import did_you_mean
from intake.policy.script_check import Reading
from intake.running.script_folder import ScriptFolder, adopted_or_why_not, look_at, signs_around
from intake.running.script_keeping import plan_of, write
from intake.running.script_sheet_reading import read_sheets
from intake.running.script_sheets import write_sheets
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


def script_of(name: str) -> Script:
    """Return a script by its name in the settings in use, or by its file.

    Raises:
        PolicyError: There is none, or it has faults; a sentence for each.
    """
    path = Path(name)
    is_file = path.suffix in {".yaml", ".yml"}
    found = look_at(path) if is_file else folder_of(None)
    if is_file and found.faults:
        raise PolicyError(found.faults)
    scripts = dict(found.scripts)
    if is_file:
        return next(iter(scripts.values()))
    if name not in scripts:
        sentence = f"there is no script {name} in {found.folder}; {did_you_mean(name, scripts)}"
        raise PolicyError((sentence,))
    return scripts[name]


Named = Annotated[str, typer.Argument(help="A script by its name, or a file of one.")]


@script_app.command(
    "export", epilog="Example: dueregard script export community --out community.xlsx"
)
def export(
    name: Named,
    *,
    file: Annotated[Path, typer.Option("--out", help="The spreadsheet to write, .xlsx.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name.")] = False,
) -> None:
    """Write a script as a spreadsheet in XLSForm's shape: survey, choices and settings."""
    script = script_of(name)
    if file.suffix.lower() != ".xlsx":
        raise PolicyError((f"{file}: write a name that ends in .xlsx",))
    if file.exists() and not force:
        raise PolicyError((f"{file.resolve()} is there already; say --force to replace it",))
    if not file.resolve().parent.is_dir():
        raise PolicyError((f"there is no folder {file.resolve().parent}; make it first",))
    write_sheets(script, file)
    if read_sheets(file, signs=signs_around(read_settings().config)).script != script:
        raise PolicyError((f"{file}: {name} would not come back as it is; leave it as YAML",))
    say(f"{script.name}, version {script.version}: written to {file.resolve()}.")


@script_app.command(
    "import", epilog="Example: dueregard script import community.xlsx --out ./config"
)
def import_sheets(
    file: Annotated[Path, typer.Argument(help="The spreadsheet, .xlsx.")],
    *,
    folder: Annotated[Path, typer.Option("--out", help="Folder of settings, or of scripts.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace what stands there, version raised or not.")
    ] = False,
) -> None:
    """Read a script from a spreadsheet, say what it changes, and write it as YAML.

    Every mistake in the sheet is told by sheet, row and column, and nothing is written. What
    stands there is never replaced without --force.
    """
    read = read_sheets(file, signs=signs_around(folder))
    if read.notes:
        say(f"{len(read.notes)} worth a look:", *(f"  {note}" for note in read.notes))
    plan = plan_of(read.script, folder)
    if plan.is_same:
        say(f"{plan.path.resolve()} holds this very script already; nothing was written.")
        return
    say(*plan.diff)
    if plan.version_wanted:
        tell(
            f"{read.script.name} is changed and still version {read.script.version}; write "
            f"{plan.version_wanted} under version on the sheet settings."
        )
    if plan.is_there and not force:
        tell(f"{plan.path.resolve()} is there already; say --force to replace it.")
        raise typer.Exit(1)
    write(plan)
    say(f"{read.script.name}, version {read.script.version}: written to {plan.path.resolve()}.")
