"""`import` and `screen`: tables of people in, and tables of candidates out."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dialogs.shell.commands.telling import bar, out, pairs_of, say
from intake.running.bulk_screening import (
    Screened,
    own_list,
    read_registry,
    screen_file,
    search_in_file,
)
from intake.running.importing import (
    Plan,
    Tally,
    import_file,
    look_through,
    plan_of,
    write_rejects,
)
from intake.running.opening import open_office, policy_of
from intake.running.screening_run import check_places, mark_of
from intake.running.sheets import count_lines
from intake.settings import read_settings

STOPPED = (
    "Stopped. Nobody sees anything of it: what was written is taken back by the service within "
    "the hour, or by the next import before it begins."
)

app = typer.Typer()


@app.command(
    "import",
    epilog="Example: dueregard import list.csv --set owner=northmoor_police "
    "--set lawful_basis='public task' --dry-run",
)
def import_people(
    *,
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8, or XLSX (first sheet).")],
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="For rows that leave a field empty."),
    ] = None,
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Where a column was guessed wrongly."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change.")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Where lines and reasons of rejects go.")
    ] = None,
    by: Annotated[str, typer.Option(help="Who imports, for the audit.")] = "",
) -> None:
    """Take flagged persons in from a table.

    Each row needs kind, agency, area, owner, review_on, source and lawful_basis, in columns
    or by --set. Children are kept off the list and counted apart. Rows become visible all
    together at the end; then everybody reported earlier is looked up again. An import that
    was stopped is not gone on with: what it had written is taken back, so run it again whole.

    seen_by is all, owner or named; named_desks lists the desks, with ";" between them, that
    may know of the flag beside its owner.
    """
    told, values = pairs_of(mapped or [], "--map"), pairs_of(given or [], "--set")
    plan = plan_of(file, told=told, given=values, by=by)
    _show_mapping(plan)
    office = open_office(read_settings())
    total = count_lines(file)
    act = look_through if dry_run else import_file
    try:
        with bar("Looking through" if dry_run else "Importing", total) as progress:
            tally = act(office, plan, progress=progress)
    except KeyboardInterrupt:
        say(STOPPED)
        raise typer.Exit(130) from None
    _show_tally(tally, dry_run=dry_run)
    if tally.rejects:
        where = rejects or file.with_name(f"{file.name}.rejects.csv")
        write_rejects(where, tally.rejects)
        say(f"Lines and reasons: {where.resolve()}")


def _show_mapping(plan: Plan) -> None:
    table = Table("Field", "Column", title="Columns as understood", title_justify="left")
    for name, title in plan.mapping.items():
        table.add_row(name, title)
    for name in plan.given:
        table.add_row(name, "by --set, where a row is empty")
    out.print(table)


def _show_tally(tally: Tally, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    say(
        f"{tally.read} rows: {tally.new} {would}new, {tally.changed} {would}changed, "
        f"{tally.same} the same, {tally.rejected} rejected, "
        f"{tally.children} children (children's route)"
    )
    for line, _, what in tally.examples:
        say(f"  line {line}: {what}")
    if tally.taken_back:
        say(
            f"An earlier import had stopped halfway: the {tally.taken_back} persons it had "
            "written, seen by nobody, were taken back first."
        )
    if tally.version:
        say(f"Visible as list {tally.version}; earlier concerns are looked up again.")


@app.command(
    epilog="Example: dueregard screen --queries asked.csv --registry list.csv --out found.csv",
)
def screen(
    queries: Annotated[Path, typer.Option(help="Who is asked about: name, dob, age, place …")],
    out_file: Annotated[Path, typer.Option("--out", help="The CSV to write.")],
    registry: Annotated[
        Path | None, typer.Option(help="A list to look in; nothing of it is stored.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most candidates a query.")] = 10,
    purpose: Annotated[str, typer.Option(help="Why, when the own list is searched.")] = "",
    by: Annotated[str, typer.Option(help="Who asks, when the own list is searched.")] = "",
) -> None:
    """Look up many names at once.

    Only a column of names is needed. With --registry the list is a file and nothing is
    stored; without it the own list is searched, which needs --purpose and --by. Said again
    after a stop, it goes on where it was. Lines that cannot be read, or whose id another line
    has too, stand with their reason in a file beside --out.

    Ids are written as they were read, so the answer can be joined with both tables. Only one
    that a spreadsheet would run as a formula (=…, @…, -a, +a), or that begins with an
    apostrophe, gets one apostrophe before it: take that off to join.
    """
    check_places(out_file, {"--queries": queries, "--registry": registry})
    try:
        if registry is not None:
            done = _screen_file(queries, out_file, registry, limit)
        else:
            done = _screen_own(queries, out_file, limit, purpose=purpose, by=by)
    except KeyboardInterrupt:
        say("Stopped. Say the same again to go on where it was.")
        raise typer.Exit(130) from None
    _show(done, out_file)


def _screen_file(queries: Path, out_file: Path, registry: Path, limit: int) -> Screened:
    policy = policy_of(read_settings())
    today = date.today()  # noqa: DTZ011 - the day at this desk
    total = count_lines(queries)
    held = read_registry(registry, policy.match_settings, today=today)
    if held.faults:
        line, reason = held.faults[0]
        say(f"{len(held.faults)} faults in {registry.name}, the first in line {line}: {reason}")
    search = search_in_file(policy.match_settings, held, limit=limit, today=today)
    with bar("Screening", total) as progress:
        return screen_file(
            queries,
            out_file,
            search,
            listed=held.index.size(),
            today=today,
            progress=progress,
            cores=os.cpu_count() or 1,
            about=mark_of(registry, limit=limit, policy=policy.hash, day=today.isoformat()),
        )


def _screen_own(queries: Path, out_file: Path, limit: int, *, purpose: str, by: str) -> Screened:
    total = count_lines(queries)
    office = open_office(read_settings())
    with office.look() as work:
        version = work.people.list_version()
    about = mark_of(
        limit=limit,
        policy=office.policy.hash,
        list_version=version,
        day=office.now().date().isoformat(),
        database=str(office.archive.url),
    )
    with (
        own_list(office, limit=limit, purpose=purpose, by=by) as (search, listed),
        bar("Screening", total) as progress,
    ):
        return screen_file(
            queries,
            out_file,
            search,
            listed=listed,
            today=office.now().date(),
            progress=progress,
            cores=os.cpu_count() or 1,
            about=about,
        )


def _show(done: Screened, where: Path) -> None:
    say(
        f"{done.queries} queries against {done.listed} listed: {done.found} found somebody, "
        f"{done.rows} rows",
        str(where.resolve()),
    )
    if done.resumed_at:
        say(f"The first {done.resumed_at} were done by a run that had stopped.")
    if done.rejected:
        say(f"{done.rejected} lines with a reason: {done.rejects.resolve()}")
