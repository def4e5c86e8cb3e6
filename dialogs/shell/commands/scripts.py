"""`script check`, `draw`, `preview`, `export`, `import`: scripts, for a safeguarding lead."""

import logging
from collections.abc import Sized
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dialogs.shell.commands.talking import talk_in
from dialogs.shell.commands.telling import out, say, tell
from dialogs.shell.flow_picture import picture
from dialogs.shell.flow_words import outline
from intake.domain.errors import PolicyError
from intake.domain.script import Script
from intake.policy.faults import did_you_mean
from intake.policy.script_check import Reading
from intake.running.opening import throw_away_office
from intake.running.script_folder import ScriptFolder, adopted_or_why_not, look_at, signs_around
from intake.running.script_keeping import plan_of, write
from intake.running.script_sheet_reading import read_sheets
from intake.running.script_sheets import write_sheets
from intake.settings import read_settings
from intake.store.office import Office

app = typer.Typer()
LOOPBACK = "127.0.0.1"
SHOWN = 3
"""How many texts without a translation are named before the rest is counted."""
script_app = typer.Typer(no_args_is_help=True, help="The questions that are asked.")
app.add_typer(script_app, name="script")

Place = Annotated[
    Path | None,
    typer.Argument(help="A folder of settings or of scripts, or one script; else those in use."),
]
Named = Annotated[str, typer.Argument(help="A script by its name, or a file of one.")]


def folder_of(path: Path | None) -> ScriptFolder:
    """Look at the scripts of a place, or of the settings in use."""
    return look_at(path or read_settings().config)


@script_app.command("check", epilog="Example: dueregard script check ./config")
def check(
    path: Place = None,
    *,
    against: Annotated[
        Path | None,
        typer.Option(help="Earlier scripts to compare with; else those adopted last."),
    ] = None,
    missing: Annotated[
        bool, typer.Option("--missing", help="Name every text that some language lacks.")
    ] = False,
) -> None:
    """Say everything that is wrong with scripts: file, line, and what to write instead.

    Questions that no answer leads to, dead ends, questions that lead whoever answers, texts
    that a channel would cut, names renamed or reused since they were adopted. How hard each
    script is to read is told as well, its hardest lines, and what is not translated.
    """
    found = folder_of(path)
    before, why_not = (
        (look_at(against).scripts, "") if against else adopted_or_why_not(read_settings())
    )
    found = found.against(before).in_tongues()
    tell(*found.faults)
    if found.notes:
        say(f"{len(found.notes)} worth a look:", *(f"  {note}" for note in found.notes))
    if found.scripts:
        _tell_readings(found.readings())
        _tell_missing(found, every=missing)
    say(f"Not compared with adopted scripts: {why_not}." if why_not else "Compared with adopted.")
    if found.faults:
        tell(f"{_many(found.faults, 'fault')} in {_many(found.checked, 'script')}.")
        raise typer.Exit(1)
    say(f"{_many(found.checked, 'script')}, no fault.")


def _many(things: Sized, name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


def _tell_missing(found: ScriptFolder, *, every: bool) -> None:
    lines = found.missing()
    if not lines:
        say("Every text is translated into every language.")
        return
    say(f"{len(lines)} texts lack a translation, so their English is said:")
    shown = lines if every else lines[:SHOWN]
    say(*(f"  {line}" for line in shown))
    if len(lines) > len(shown):
        say(f"  … and {len(lines) - len(shown)} more: --missing names them all")


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


@script_app.command("draw", epilog="Example: dueregard script draw community --out flow.svg")
def draw(
    name: Named = "community",
    *,
    file: Annotated[Path | None, typer.Option("--out", help="The picture to write, .svg.")] = None,
    as_text: Annotated[
        bool, typer.Option("--text", help="Say the same as a list, and write nothing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name.")] = False,
) -> None:
    """Draw how a talk goes: questions in their groups, conditions, repeats, the short path.

    The picture needs no colour and fits a sheet of paper.
    """
    script = script_of(name)
    if as_text:
        say(outline(script))
        return
    path = file or Path(f"{script.name}.svg")
    if path.suffix.lower() != ".svg":
        raise PolicyError((f"{path}: write a name that ends in .svg",))
    _check_place(path, force=force)
    path.write_text(picture(script), encoding="utf-8")
    say(f"{script.name}, version {script.version}: drawn to {path.resolve()}.")


def _check_place(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise PolicyError((f"{path.resolve()} is there already; say --force to replace it",))
    if not path.resolve().parent.is_dir():
        raise PolicyError((f"there is no folder {path.resolve().parent}; make it first",))


@script_app.command(
    "preview", epilog="Example: dueregard script preview community --language pl --web"
)
def preview(
    name: Named = "community",
    *,
    language: Annotated[str, typer.Option(help="Code of a language, such as pl.")] = "en",
    web: Annotated[
        bool, typer.Option("--web", help="The real pages, on this machine alone.")
    ] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the pages; else any free one.")
    ] = 0,
) -> None:
    """Walk a script as whoever tells would: nothing is kept, and nobody is told.

    In the terminal, or with --web in a browser until you end it with Ctrl+C.
    """
    office = _office_with(script_of(name), language)
    begins = script_of(name).name
    say("Only a preview: nothing is kept, and nobody is told.")
    if web:
        _serve(office, begins, language, port)
    else:
        talk_in(office, begins=begins, language=language)
    office.archive.close()


def _office_with(script: Script, language: str) -> Office:
    """Open an office that is thrown away, with a script among the others in use.

    Raises:
        PolicyError: The settings have faults, or there is no such language.
    """
    office = throw_away_office(read_settings())
    tongues = office.policy.tongues
    if language not in tongues:
        office.archive.close()
        raise PolicyError((f"there is no language {language}; {did_you_mean(language, tongues)}",))
    scripts = {**office.policy.scripts, script.name: script}
    return replace(office, policy=replace(office.policy, scripts=scripts))


def _serve(office: Office, begins: str, language: str, port: int) -> None:
    from dialogs.shell import logs  # noqa: PLC0415 - the web, for previews in a browser alone
    from dialogs.shell.service import bind  # noqa: PLC0415 - as above
    from dialogs.shell.site import preview_site  # noqa: PLC0415 - as above
    from dialogs.shell.web import server_for  # noqa: PLC0415 - as above

    logs.configure(level=logging.ERROR)
    place = bind(LOOPBACK, port)
    host, free = place.getsockname()[:2]
    address = f"http://{host}:{free}"
    site = preview_site(office, public_url=address, begins=begins)
    asked = f"?lang={language}" if language != "en" else ""
    say(f"{address}/report{asked}")
    server_for(site, host=host, port=free).run(sockets=[place])


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
    _check_place(file, force=force)
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
