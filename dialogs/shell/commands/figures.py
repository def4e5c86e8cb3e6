"""`figures`: the figures of the partnership in the terminal or as a file, as boards read them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dialogs.duty.figure_file import file_of
from dialogs.duty.figure_plot import part_words, span_words, whole_words
from dialogs.shell.commands.telling import out, say
from intake.actions.count_figures import figures_of, period_called, periods_of
from intake.domain.errors import PolicyError
from intake.domain.figures import Figures, ShownTable
from intake.running.opening import open_office
from intake.settings import read_settings

app = typer.Typer()


@app.command(epilog="Example: dueregard figures --period 2026-11 --out november.csv")
def figures(
    *,
    period: Annotated[
        str, typer.Option(help="Its first month, as 2026-11; else the running one.")
    ] = "",
    sheet: Annotated[
        Path | None, typer.Option("--out", help="A CSV file to write, not there yet.")
    ] = None,
) -> None:
    """Say how it goes with checks, answers, silence, meetings, agreements and gaps.

    Nobody is named, small counts are hidden with whatever would give them away, and what only
    some desks may know of is not counted.
    """
    office = open_office(read_settings())
    with office.begin() as work:
        known = {one.code for one in periods_of(office, work.at)}
        if period and period not in known:
            raise PolicyError((f"--period: write one of {', '.join(sorted(known))}",))
        chosen = period_called(office, work.at, period)
        work.audit.note("figures.read", actor="command line", period=chosen.code)
        found = figures_of(office, work, chosen)
    if sheet is None:
        _show(found)
        return
    if sheet.exists():
        raise PolicyError((f"{sheet.resolve()} is there already; name a file that is not",))
    sheet.write_text(file_of(found), encoding="utf-8", newline="")
    say(f"{sheet.resolve()}: figures of {chosen.code}.")


def _show(found: Figures) -> None:
    so_far = " so far" if found.is_running else ""
    say(f"Period {found.period.code}{so_far}; no count of 1 to {found.smallest - 1} is shown.")
    for table in (*found.flows, *found.stocks):
        _show_table(table, found.smallest)


def _show_table(table: ShownTable, smallest: int) -> None:
    times = ("Half within", "Nine in ten within") if table.is_timed else ()
    parts = table.parts if len(table.parts) > 1 else ()
    drawn = Table(
        "", "All", *parts, *times, title=f"{table.title} ({table.about})", title_justify="left"
    )
    for row in table.rows:
        if row.whole == 0 and len(table.rows) > 1:
            continue
        spans = [span_words(one) for one in row.spans[1:]] or ["hidden"] * len(times)
        cells = [part_words(part) for part in row.parts] if parts else []
        drawn.add_row(row.title, whole_words(row, smallest=smallest), *cells, *spans[: len(times)])
    out.print(drawn)
