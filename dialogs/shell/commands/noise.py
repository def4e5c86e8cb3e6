"""`noise`: the alerts a week that settings would bring, on a year of invented reports."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dialogs.shell.commands.telling import bar, out, say
from dialogs.shell.noise_page import page_of
from dialogs.shell.noise_tables import BEHIND, BY_DESK, BY_KIND, MATCHES, laid_out, write_csv
from intake.domain.errors import PolicyError
from intake.policy.loader import PolicySet
from intake.running.noise_figures import Figures
from intake.running.noise_runs import Asked, figures_at, policies_of
from intake.running.noise_year import concerns_of
from intake.settings import read_settings

app = typer.Typer()
MOST_SETTINGS = 2
SHOWN = (BY_DESK, BY_KIND, BEHIND, MATCHES)
"""Tables that are shown in the terminal; the page and the CSV have all."""

PAGE, SHEET = "noise.html", "noise.csv"


@app.command(epilog="Example: dueregard noise --config config --config tried --out noise")
def noise(
    *,
    config: Annotated[
        list[Path] | None,
        typer.Option(help="A folder of settings, or twice for two side by side; else in use."),
    ] = None,
    share: Annotated[
        float,
        typer.Option(min=0.001, max=1, help="Play so much of the county, for a quick look."),
    ] = 1.0,
    seed: Annotated[int, typer.Option(help="The same one gives the same year.")] = 1,
    folder: Annotated[
        Path | None,
        typer.Option("--out", help=f"A folder for {PAGE} (plots, all tables) and {SHEET}."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files of these names.")] = False,
) -> None:
    """Say how many alerts a week each desk would get, and what would be behind them.

    A year of a county is made up by the assumptions of noise.yaml and played through the real
    acts, on a database in memory: nobody is told of anything. Nothing of it was measured at a
    desk. A whole year takes some minutes; --share 0.1 a few seconds.
    """
    asked = Asked(_folders(config), seed, share)
    policies = policies_of(asked)
    if folder is not None:
        _check_place(folder, force=force)
    total = sum(round(concerns_of(policy) * share) for policy in policies)
    with bar("Playing a year of reports", total) as progress:
        every = figures_at(asked, progress=lambda done: progress(min(done, total)))
    settings = [
        (_name(place, policy), figures, _titles(policy))
        for place, (policy, figures) in enumerate(zip(policies, every, strict=True))
    ]
    _show(settings)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        page = page_of(settings, policies[0].noise, seed=seed)
        (folder / PAGE).write_text(page, encoding="utf-8")
        write_csv(folder / SHEET, settings)
        say(f"{(folder / PAGE).resolve()}", f"{(folder / SHEET).resolve()}")


def _folders(config: Sequence[Path] | None) -> tuple[Path | None, ...]:
    chosen = tuple(config or ())
    if len(chosen) > MOST_SETTINGS:
        raise PolicyError(("--config: two settings at most can be laid side by side",))
    for one in chosen:
        if not one.is_dir():
            raise PolicyError((f"--config: there is no folder {one.resolve()}",))
    return chosen or (read_settings().config,)


def _check_place(folder: Path, *, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise PolicyError((f"--out: {folder.resolve()} is a file; name a folder",))
    there = [name for name in (PAGE, SHEET) if (folder / name).exists()]
    if there and not force:
        raise PolicyError(
            (f"{(folder / there[0]).resolve()} is there already; say --force to replace it",)
        )


def _name(place: int, policy: PolicySet) -> str:
    return f"{'AB'[place]} {policy.folder.name}"


def _titles(policy: PolicySet) -> Mapping[str, str]:
    return {name: desk.title for name, desk in policy.duty.desks.items()}


def _show(settings: Sequence[tuple[str, Figures, Mapping[str, str]]]) -> None:
    for laid in laid_out(settings):
        if laid.title in SHOWN:
            table = Table(laid.title, title=None)
            for head in laid.heads:
                table.add_column(head, justify="right")
            for row in laid.rows:
                table.add_row(*row)
            out.print(table)
    say("Assumed, not measured: each number of noise.yaml names its source.")
    for name, figures, titles in settings:
        played, busiest = figures.played, figures.busiest
        say(
            f"{name}: {played.concerns} reports of {len(played.told_of)} people in a year, "
            f"{played.listed} people listed, {played.seconds:.0f} s of one processor."
        )
        if busiest is None:
            say("No alert was raised: the county is too small, or nothing is told.")
            continue
        weekly = busiest.weekly
        say(
            f"To be signed: {titles.get(busiest.desk, busiest.desk)}, {weekly.mean:.1f} alerts a "
            f"week ({weekly.low:.1f} to {weekly.high:.1f}), one week in ten above "
            f"{weekly.busy:.0f}; questions {figures.questions.mean:.1f} a week in all. "
            f"Settings {figures.settings}."
        )
        if played.share < 1:
            say("Only a share was played: namesakes meet too seldom. Sign a whole year's figure.")
