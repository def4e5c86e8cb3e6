"""`learn-weights`: pairs drawn for humans to judge, and weights proposed from what they say."""

import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dialogs.shell.commands.telling import bar, out, say
from intake.running.bulk_screening import read_registry
from intake.running.opening import open_office, policy_of
from intake.running.screening_run import check_places
from intake.running.sheets import count_lines
from intake.running.unshown_sample import MOST, draw_sample
from intake.running.weight_learning import Judged, Proposal, propose_weights
from intake.running.weight_signing import signer_of
from intake.settings import read_settings

app = typer.Typer()


@app.command(
    "learn-weights",
    epilog="Example: dueregard learn-weights --queries asked.csv --registry list.csv --draw 200 "
    "--out pairs.csv; then, when pairs.csv is judged: dueregard learn-weights --queries asked.csv "
    "--registry list.csv --truth judged.csv --sample pairs.csv --signed-by LOGIN "
    "--out proposed.yaml",
)
def learn_weights(
    *,
    queries: Annotated[Path, typer.Option(help="Who was asked about, with query_id.")],
    registry: Annotated[Path, typer.Option(help="The list that was asked.")],
    out_file: Annotated[Path, typer.Option("--out", help="The file to write.")],
    draw: Annotated[
        int,
        typer.Option(
            min=0, max=MOST, help="Draw so many pairs that nobody was shown, for a human."
        ),
    ] = 0,
    truth: Annotated[
        Path | None, typer.Option(help="query_id and registry_id; empty: nobody listed.")
    ] = None,
    sample: Annotated[
        Path | None, typer.Option(help="The drawn pairs, judged same or different.")
    ] = None,
    signed_by: Annotated[
        str, typer.Option(help="Login of the officer who answers for what was judged.")
    ] = "",
) -> None:
    """Learn the matcher's weights from questions that people have judged.

    First --draw writes pairs that nobody was shown; a human judges them, beside the questions
    that were answered. The proposal is never adopted by itself: read it and its figures, put
    it in place and adopt it with `policy adopt`.
    """
    named = {"--queries": queries, "--registry": registry, "--truth": truth, "--sample": sample}
    check_places(out_file, {option: path for option, path in named.items() if path})
    if draw:
        _refuse_beside_draw({"--truth": truth, "--sample": sample, "--signed-by": signed_by})
        _draw(queries, registry, out_file, draw)
    elif truth is None or not signed_by:
        raise typer.BadParameter("--draw, or both --truth and --signed-by are needed")
    else:
        _propose(Judged(queries, truth, sample), registry, out_file, signed_by)


def _refuse_beside_draw(told: Mapping[str, object]) -> None:
    beside = [option for option, value in told.items() if value]
    if beside:
        raise typer.BadParameter(
            f"--draw only draws, and takes no {' and no '.join(beside)}: judge the pairs first, "
            "then hand them in without --draw"
        )


def _draw(queries: Path, registry: Path, out_file: Path, count: int) -> None:
    policy = policy_of(read_settings())
    today = date.today()  # noqa: DTZ011 - the day at this desk
    held = read_registry(registry, policy.match_settings, today=today)
    with bar("Drawing", count) as progress:
        drawn = draw_sample(
            queries,
            held,
            policy.match_settings,
            count=count,
            seed=secrets.randbelow(1 << 32),
            out=out_file,
            today=today,
            progress=progress,
        )
    say(f"{drawn} pairs. Write same or different beside each.", str(out_file.resolve()))


def _propose(judged: Judged, registry: Path, out_file: Path, signed_by: str) -> None:
    office = open_office(read_settings())
    signer = signer_of(office, signed_by)
    settings = office.policy.match_settings
    today = date.today()  # noqa: DTZ011 - the day at this desk
    held = read_registry(registry, settings, today=today)
    with bar("Comparing", count_lines(judged.queries)) as progress:
        done = propose_weights(
            judged,
            held,
            settings,
            signed_by=signer,
            written=(office.policy.folder / "matching.yaml").read_text(encoding="utf-8"),
            out=out_file,
            today=today,
            progress=progress,
        )
    _show(done)
    say(str(out_file.resolve()))


def _show(done: Proposal) -> None:
    say(
        f"{done.questions} judged questions, {done.listed} about somebody listed, {done.lost} "
        "left out because the person meant was not found at all.",
        f"{done.unshown} pairs that nobody was shown, {done.missed} of them one person.",
    )
    table = Table("Each half judged by the other's weights", "In force", "Proposed")
    before, after = done.checked.before, done.checked.after
    table.add_row("The right record first", _share(before.first), _share(after.first))
    table.add_row("Likely, and nobody was meant", _share(before.alarms), _share(after.alarms))
    table.add_row("Likelihoods off by", f"{before.off:.3f}", f"{after.off:.3f}")
    table.add_row("Surprise (less is better)", f"{before.surprise:.3f}", f"{after.surprise:.3f}")
    out.print(table)
    say("Nothing is adopted: a human decides.")


def _share(share: float) -> str:
    return f"{share:.1%}"
