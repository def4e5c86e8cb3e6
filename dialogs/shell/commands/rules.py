"""`check-config`, `policy adopt`, `explain-route`: settings looked at and put in force."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dialogs.shell.commands.telling import bar, out, say, tell
from dialogs.shell.from_policy import learning_of
from dialogs.shell.wording import languages_of, messages_of, told_of
from intake.policy.check import unchecked_contacts
from intake.policy.loader import PolicySet
from intake.policy.rota import RemarkKind, rota_remarks
from intake.policy.script_check import Reading, reading_of, reading_of_texts
from intake.policy.script_data import data_of
from intake.policy.script_remarks import place_words
from intake.policy.script_tongues import tongue_remarks
from intake.running.adopting import adopt, changes_of_scripts, desks_gone, would_fall_by
from intake.running.explaining import explain_route, read_facts
from intake.running.noise_signing import stale_figure
from intake.running.opening import open_office, policy_of
from intake.settings import read_settings

app = typer.Typer()
policy_app = typer.Typer(no_args_is_help=True, help="Settings in force.")
app.add_typer(policy_app, name="policy")


@app.command("check-config", epilog="Example: dueregard check-config ./config")
def check_config(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of settings; else the one in use.")
    ] = None,
) -> None:
    """Say everything that is wrong with the settings, of every file at once.

    Each fault names file and key and what to write instead. Contacts that nobody has
    called yet, and channels without their address, are listed as well.
    """
    settings = read_settings()
    if folder is not None:
        settings = settings.model_copy(update={"config": folder})
    policy = policy_of(settings)
    say(f"{policy.folder}: no fault; settings {policy.hash[:12]}")
    _list("not set, so these channels stay silent", policy.warnings)
    messages = messages_of(policy)
    _list("nobody has checked these contacts yet", unchecked_contacts(policy))
    _list("to be mended in the rotas of the days that come", _rotas(policy))
    say(*(line for one in languages_of(policy) for line in told_of(one, messages)))
    _list("to be named before real people are served", _unnamed(policy))
    readings = _readings(policy)
    _list("read by tellers, and from which age they read with ease", _ages(readings))
    over = tuple(note for one in readings for note in one.notes)
    _list("over the reading age asked for", over)
    leading = _leading_translations(policy)
    tell(*leading)
    if leading:
        raise typer.Exit(1)


def _readings(policy: PolicySet) -> tuple[Reading, ...]:
    """Return how hard everything is to read that tellers meet: scripts, then learning pages."""
    limits = policy.channels.reading_age
    scripts = (reading_of(script, limits) for script in policy.scripts.values())
    pages = (
        reading_of_texts(f"learn/{one.name}", one.texts, limits.learning_at_most, limits)
        for one in learning_of(policy)
    )
    return (*scripts, *pages)


def _ages(readings: Iterable[Reading]) -> tuple[str, ...]:
    return tuple(
        f"{one.script}: from {one.age:g} years; hardest, {one.hardest[0].age:g}: "
        f"“{one.hardest[0].words}”"
        for one in readings
        if one.hardest
    )


def _leading_translations(policy: PolicySet) -> tuple[str, ...]:
    """Return translations that put words into a mouth; they refuse no start, but this check.

    Why: A catalogue is a translator's, and may be ahead of the settings it is used with.
    """
    return tuple(
        f"script {script.name}: {place_words(data_of(script), one.at)}: {one.words}"
        for script in policy.scripts.values()
        for one in tongue_remarks(script, policy.tongues.values())
        if one.is_fault
    )


def _rotas(policy: PolicySet) -> tuple[str, ...]:
    """Return what rotas want, each kind of a desk in one line; untried contacts stand above."""
    today = policy.diary.office.local_day(datetime.now(UTC))
    found: dict[tuple[str, str], list[str]] = {}
    for one in rota_remarks(policy, today):
        if one.kind is RemarkKind.SINGLE:
            found.setdefault((one.desk, "one person alone"), []).append(one.place)
        elif one.kind is not RemarkKind.UNVERIFIED:
            found.setdefault((one.desk, one.place), []).append(one.words)
    return tuple(
        f"duty.yaml: rotas.{desk}: {what}: {'; '.join(lines)}"
        for (desk, what), lines in found.items()
    )


def _unnamed(policy: PolicySet) -> tuple[str, ...]:
    named = tuple(f"organisation.yaml: {key}" for key in policy.organisation.unnamed)
    demo = ("organisation.yaml: is_demo: these are invented; write your own",)
    return (*named, *stale_figure(policy), *(demo if policy.organisation.is_demo else ()))


def _list(title: str, lines: tuple[str, ...]) -> None:
    if lines:
        say(f"{len(lines)} {title}:")
        say(*(f"  {line}" for line in lines))


@policy_app.command("adopt", epilog="Example: dueregard policy adopt --by 'A. Name' --yes")
def adopt_policy(
    *,
    by: Annotated[str, typer.Option(help="Who puts them in force.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking again.")] = False,
) -> None:
    """Put the settings in force, after showing who would stand lower by them.

    Nobody falls by new settings: who is listed stays where they stand until a named
    human decides.
    """
    office = open_office(read_settings())
    with office.look() as work:
        newest = work.staff.newest_settings()
    if newest is not None and newest[0] == office.policy.hash:
        say("These settings are in force already.")
        return
    tell(*changes_of_scripts(office))
    with bar("Weighing", None) as progress:
        fallers = would_fall_by(office, progress=progress)
    if fallers:
        table = Table("Record", "Stands", "Would weigh", "Owner")
        for one in fallers:
            table.add_row(one.number, one.stands.words, one.weighs.words, one.owner or "none")
        out.print(table)
    say(f"{len(fallers)} would stand lower; they stay until a human decides.")
    say(*desks_gone(office), *stale_figure(office.policy))
    if not yes:
        typer.confirm("Put these settings in force?", abort=True)
    adopt(office, by=by)
    say(f"In force: {office.policy.hash[:12]}, by {by}.")


@app.command("explain-route", epilog="Example: dueregard explain-route facts.json")
def explain(
    file: Annotated[
        Path,
        typer.Argument(
            help='Facts as JSON, such as {"names_child": true, "signs": ["GC1"], '
            '"areas": [["child", "northmoor"]]}'
        ),
    ],
    at: Annotated[
        datetime | None, typer.Option(help="The moment asked about (UTC); else now.")
    ] = None,
) -> None:
    """Say which desks would be told of something, why, and by when."""
    policy = policy_of(read_settings())
    moment = at.replace(tzinfo=UTC) if at else datetime.now(UTC)
    found = explain_route(policy, read_facts(file, policy), at=moment)
    for leg in found.legs:
        desk = policy.duty.desks[leg.desk]
        by = policy.duty.acknowledge_by(leg.urgency, leg.held_until or moment)
        local = by.astimezone(desk.hours.zone)
        marks = ["leads now"] if leg.is_lead else []
        marks += (
            [f"closed; its copy waits until {leg.held_until:%A %H:%M} UTC"]
            if leg.held_until
            else []
        )
        marks += [f"stands in for {name}" for name in leg.stands_in_for]
        say(f"{desk.title}{' (' + '; '.join(marks) + ')' if marks else ''}")
        say(f"  {leg.urgency.value}: acknowledge by {local:%A %d %B %H:%M}")
        say(*(f"  {why.words}" for why in leg.because))
    if found.unmatched:
        say("No rule knew this; it goes to the catch-all and is counted.")
