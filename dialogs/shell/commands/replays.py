"""`replay`: a dated history played through the real acts, and what must come of it looked at."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dialogs.shell.commands.telling import bar, out, say, tell
from dialogs.shell.replay_page import page_of, worth_showing, write_page
from dialogs.shell.replay_words import Wording, outcome_words
from intake.domain.errors import PolicyError
from intake.policy import files
from intake.policy.faults import did_you_mean
from intake.policy.loader import PolicySet
from intake.policy.replay import ReplayFile
from intake.policy.replay_check import read_replay
from intake.policy.script_remarks import lines_of
from intake.running.opening import policy_of
from intake.running.replay import play
from intake.running.replay_compare import Beside, CountBeside, beside
from intake.running.replay_told import Outcome, Played
from intake.settings import read_settings

app = typer.Typer()
FOLDER = files.PACKAGED / "replays"
BEGINNING = FOLDER / "beginning.yaml"
MOST_ROWS = 60
"""Events shown in the terminal; of a longer history those in which something came of it."""

MOST_LINES = 3
"""Lines of one cell; the page has them all."""


@app.command("replay", epilog="Example: dueregard replay peterborough")
def replay(
    file: Annotated[
        str, typer.Argument(help="A replay as YAML, or the name of a packaged one; see --list.")
    ] = "",
    *,
    config: Annotated[
        list[Path] | None,
        typer.Option(help="Settings to play it under; given twice, both side by side."),
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="Settings to compare with, side by side.")
    ] = None,
    out_file: Annotated[
        Path | None, typer.Option("--out", help="The page to write; else NAME.replay.html here.")
    ] = None,
    no_page: Annotated[bool, typer.Option("--no-page", help="Write no page.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only look for faults in the file; play nothing.")
    ] = False,
    new: Annotated[
        bool, typer.Option("--new", help="Write a commented beginning of that name.")
    ] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the file's JSON schema, for an editor.")
    ] = False,
    packaged: Annotated[bool, typer.Option("--list", help="List the packaged replays.")] = False,
) -> None:
    """Play a dated history through the real acts, and look whether what must come of it did.

    On a database in memory, with a clock that is turned by hand: nothing is kept and nobody is
    told. Reports are checked, linked, weighed and routed as they would be; ladders climb,
    reviews and ends fall due. A table says what was known, weighed and told, a page has it all
    with a plot. Ends with 1 if an expectation fails, and says which, where, and what was there
    instead.

    With two settings it says what would have been seen earlier, and what would have been noise.
    """
    if schema:
        out.print_json(json.dumps(ReplayFile.model_json_schema()))
    elif packaged:
        _list()
    elif not file:
        raise typer.BadParameter("name a file, or say --list for the packaged ones")
    elif new:
        _begin(Path(file))
    else:
        _play(place_of(file), _folders(config, against), out_file, no_page=no_page, check=check)


def place_of(name: str) -> Path:
    """Return the file of a replay: a path, or the name of a packaged one.

    Raises:
        PolicyError: There is none.
    """
    path = Path(name)
    if path.exists() or path.suffix in {".yaml", ".yml"} or path.parent != Path():
        return path
    known = _packaged()
    if name not in known:
        sentence = f"there is no file {path.resolve()} and no packaged replay '{name}'"
        raise PolicyError((f"{sentence}; {did_you_mean(name, known)}",))
    return known[name]


def _packaged() -> dict[str, Path]:
    return {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}


def _list() -> None:
    for name, path in _packaged().items():
        content, _ = files.read_file(path)
        say(f"{name}: {content.get('title', '')}")
    say(f"They are in {FOLDER}; README.md there says how to write your own.")


def _begin(path: Path) -> None:
    """Write a commented beginning.

    Raises:
        PolicyError: Something stands there, or it cannot be written there.
    """
    path = path if path.suffix else path.with_suffix(".yaml")
    if path.exists():
        raise PolicyError((f"{path.resolve()} is there already; name another",))
    try:
        path.touch(mode=0o600)
        path.write_text(BEGINNING.read_text(encoding="utf-8"), encoding="utf-8")
    except OSError as fault:
        where = path.resolve().parent
        raise PolicyError((f"cannot write {path.name} in {where}; name another place",)) from fault
    say(f"{path.resolve()} begins a replay; change it, then: dueregard replay {path}")


def _folders(config: list[Path] | None, against: Path | None) -> tuple[Path | None, ...]:
    told: list[Path | None] = list(config or [])
    if against is not None:
        told = [*(told or [None]), against]
    if len(told) > 2:
        raise typer.BadParameter("two settings can be put side by side, not more")
    return tuple(told or [None])


def _policy(folder: Path | None) -> PolicySet:
    settings = read_settings()
    return policy_of(settings.model_copy(update={"config": folder}) if folder else settings)


def _play(
    path: Path,
    folders: tuple[Path | None, ...],
    out_file: Path | None,
    *,
    no_page: bool,
    check: bool,
) -> None:
    policies = [_policy(folder) for folder in folders]
    read = [read_replay(path, policy) for policy in policies]
    if check:
        many = f"{len(read[0].history)} events, {_expectations(read[0])} expectations"
        say(f"{path.name}: no fault; {many}.")
        return
    all_played = [
        _one_played(one, policy, number + 1, len(policies))
        for number, (one, policy) in enumerate(zip(read, policies, strict=True))
    ]
    besides = beside(*all_played) if len(all_played) == 2 else None
    _show(all_played[0])
    if besides is not None:
        _show_beside(besides)
    if not no_page:
        target = out_file or Path(f"{path.stem}.replay.html")
        write_page(target, page_of(all_played[0], name=path.name, besides=besides))
        say(f"Written to {target.resolve()}; it holds words about people, as the file does.")
    _judge(path, all_played)


def _expectations(read: ReplayFile) -> int:
    return len(read.expect) + sum(len(event.then) for event in read.history)


def _one_played(read: ReplayFile, policy: PolicySet, number: int, of: int) -> Played:
    label = "Playing" if of == 1 else f"Playing under settings {number} of {of}"
    with bar(label, len(read.history)) as progress:
        return play(read, policy, progress=progress)


# telling


def _show(played: Played) -> None:
    rows = Wording(played).rows(played.moments)
    shown = rows if len(rows) <= MOST_ROWS else worth_showing(played, rows)[:MOST_ROWS]
    table = Table("When", "What happened", "Known, weighed", "Told", title=played.replay.title)
    for row in shown:
        table.add_row(row.when, row.what, _cell((*row.known, *row.weighed)), _cell(row.told))
        if row.after:
            table.add_row("", "until the next", "", _cell(row.after), style="dim")
    out.print(table)
    if len(shown) < len(rows):
        say(f"{len(rows) - len(shown)} of {len(rows)} events are left out here.")


def _cell(lines: tuple[str, ...]) -> str:
    more = f"\n… and {len(lines) - MOST_LINES} more" if len(lines) > MOST_LINES else ""
    return "\n".join(lines[:MOST_LINES]).replace("[", "\\[") + more


def _show_beside(besides: Beside) -> None:
    wording = Wording(besides.first)
    first, second = besides.first.policy, besides.second.policy
    say(f"First: {first.folder} ({first.hash[:12]}). Second: {second.folder} ({second.hash[:12]}).")
    if besides.is_same_settings:
        say("Both hold the same settings.")
    table = Table("Who", "Line", "First", "Second", "The second is", title="When it was seen")
    for one in besides.lines:
        how = "asked" if one.is_question else "crossed"
        days = [wording.day(at) if at else "never" for at in (one.first, one.second)]
        table.add_row(one.who, f"{one.line.words}, {how}", *days, one.in_words)
    out.print(table)
    out.print(_counted("Alerts", besides.alerts))
    out.print(_counted("Noise, by what the file knows", besides.noise))


def _counted(title: str, counts: tuple[CountBeside, ...]) -> Table:
    table = Table("What", "First", "Second", title=title)
    for one in counts:
        table.add_row(one.what, str(one.first), str(one.second))
    return table


def _judge(path: Path, all_played: list[Played]) -> None:
    """Say what of the expectations holds; ends with 1 where one fails.

    Of two settings only the first must hold: the second is what is being thought about.
    """
    line = lines_of(path.read_text(encoding="utf-8"))
    for number, played in enumerate(all_played):
        under = (
            "" if len(all_played) == 1 else f"Under the {('first', 'second')[number]} settings: "
        )
        outcomes = played.every_outcome
        holding = sum(one.holds for one in outcomes)
        later = sum(one.is_not_yet for one in outcomes)
        not_yet = f", {later} not yet" if later else ""
        say(f"{under}{holding} of {len(outcomes)} expectations hold{not_yet}.")
        tell(*(f"{under}{_sentence(path, one, line(one.at))}" for one in played.failed))
    if all_played[0].failed:
        raise typer.Exit(1)


def _sentence(path: Path, one: Outcome, line: int) -> str:
    return f"{path.name}: line {line}: {outcome_words(one)}"
