"""`explain-match`: why somebody may be meant, row by row, as text that adds up."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dialogs.shell.commands.telling import say
from intake.running.bulk_screening import own_list, read_registry, search_in_file
from intake.running.match_explaining import MatchExplained, explain_match
from intake.running.opening import open_office, policy_of
from intake.settings import read_settings

app = typer.Typer()


@app.command(
    "explain-match",
    epilog="Example: dueregard explain-match --queries asked.csv --registry list.csv --query 17",
)
def explain(
    queries: Annotated[Path, typer.Option(help="The table of screen: name, dob, age, place …")],
    query: Annotated[str, typer.Option(help="The query_id of the row; else the first.")] = "",
    registry: Annotated[
        Path | None, typer.Option(help="A list to look in; nothing of it is stored.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most candidates.")] = 3,
    purpose: Annotated[str, typer.Option(help="Why, when the own list is searched.")] = "",
    by: Annotated[str, typer.Option(help="Who asks, when the own list is searched.")] = "",
) -> None:
    """Look up one row of a table and say how each candidate came to its points.

    What agreed, what differed and what was missing, each with its points and the sum so far;
    then the band and what would change it.
    """
    if registry is not None:
        policy = policy_of(read_settings())
        today = date.today()  # noqa: DTZ011 - the day at this desk
        held = read_registry(registry, policy.match_settings, today=today)
        search = search_in_file(policy.match_settings, held, limit=limit, today=today)
        _show(explain_match(queries, search, query=query, today=today))
        return
    office = open_office(read_settings())
    with own_list(office, limit=limit, purpose=purpose, by=by) as (look, _):
        _show(explain_match(queries, look, query=query, today=office.now().date()))


def _show(found: tuple[MatchExplained, ...]) -> None:
    if not found:
        say("Nobody on the list shares a name or fact.")
    for one in found:
        say(f"{one.rank}. {one.label}", *(f"  {line}" for line in one.lines))
