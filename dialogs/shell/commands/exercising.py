"""`exercise`: a history played by people at several desks, marked, and with nothing that leaves."""

import logging
import signal
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dialogs.shell import logs
from dialogs.shell.commands.replays import FOLDER, place_of
from dialogs.shell.commands.telling import out, say
from intake.domain.errors import PolicyError
from intake.policy import files
from intake.policy.replay_check import read_replay
from intake.running.opening import policy_of
from intake.settings import read_settings

app = typer.Typer()
RESULTS = Path("exercises")
PRACTICE = "practice_*.yaml"


@app.command(
    "exercise", epilog="Example: dueregard exercise practice_carer --desk southfen_children"
)
def exercise(
    file: Annotated[
        str, typer.Argument(help="A replay as YAML, or the name of a packaged one; see --list.")
    ] = "",
    *,
    desk: Annotated[
        list[str] | None,
        typer.Option(help="A desk that people play, as NAME or NAME:PLAYERS; several times."),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8001,
    url: Annotated[str, typer.Option(help="The address that players see, if it is another.")] = "",
    results: Annotated[Path, typer.Option(help="Folder in which the figures are kept.")] = RESULTS,
    packaged: Annotated[bool, typer.Option("--list", help="List the packaged scenarios.")] = False,
    show: Annotated[
        bool, typer.Option("--results-so-far", help="Show what earlier exercises gave.")
    ] = False,
) -> None:
    """Practise: play a history with people at several desks, as an exercise.

    It has a database of its own in a folder that is thrown away, and opens no other; every
    page and message says EXERCISE, and no message leaves. It prints a link for each player and
    one for the facilitator, who plays step after step. What is kept is figures alone: who
    answered how soon, by place; no word of the history, no name.
    """
    if packaged:
        _list()
    elif show:
        _show(results)
    elif not file or not desk:
        raise typer.BadParameter("name a file and at least one --desk; --list shows scenarios")
    else:
        _play(place_of(file), _players(desk), host, port, url, results)


def _list() -> None:
    for path in sorted(FOLDER.glob(PRACTICE)):
        content, _ = files.read_file(path)
        say(f"{path.stem}: {content.get('title', '')}")
    say(f"They are in {FOLDER}; any replay can be played as an exercise.")


def _players(desks: list[str]) -> dict[str, int]:
    """Return how many players sit at each desk.

    Raises:
        PolicyError: A number is none.
    """
    found = {}
    for said in desks:
        name, _, many = said.partition(":")
        if many and not many.isdigit():
            raise PolicyError((f"--desk {said}: write NAME:PLAYERS, such as {name}:2",))
        found[name] = int(many or 1)
    return found


def _play(
    path: Path, players: dict[str, int], host: str, port: int, url: str, results: Path
) -> None:
    # late, as for `serve`: a list of scenarios needs none of it
    from dialogs.shell.exercise_service import ExerciseService  # noqa: PLC0415
    from dialogs.shell.service import bind, link_address  # noqa: PLC0415
    from dialogs.shell.web import server_for  # noqa: PLC0415
    from intake.running.exercise import FACILITATOR, Exercise  # noqa: PLC0415
    from intake.store.archive import Archive  # noqa: PLC0415

    policy = policy_of(read_settings())
    replay = read_replay(path, policy)
    place = bind(host, port)
    address = url.rstrip("/") or f"http://{host}:{place.getsockname()[1]}"
    logs.configure(level=logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="dueregard-exercise-") as folder:
        archive = Archive(f"sqlite:///{Path(folder) / 'exercise.db'}")
        made = Exercise(replay, policy, players=players, archive=archive)
        service = ExerciseService(made, name=path.stem, folder=results, public_url=address)
        say(
            f"EXERCISE: {replay.title}",
            f"{len(made.steps)} steps; its database is thrown away, and no message leaves.",
            f"Facilitator, who then opens {address}/exercise:",
            f"  {link_address(address, made.link_of(FACILITATOR))}",
        )
        for one in made.players:
            say(f"{one.name}:", f"  {link_address(address, made.link_of(one.login))}")
        say("Each link works once. Stop with Ctrl-C; the figures are then kept.")
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)  # the server raises it again once it has ended
        service.start()
        try:
            server_for(service.app(), host=host, port=port).run(sockets=[place])
        finally:
            say(f"Results: {service.end().resolve()}")
            service.stop()


def _show(folder: Path) -> None:
    from intake.running.exercise_results import read_results  # noqa: PLC0415 - as above

    found = read_results(folder)
    table = Table("Exercise", "Ended", "Player", "Acknowledged", "In time", "Decided", "Held")
    for one in found:
        held = f"{one['held']} of {one['expected']}"
        for player in one["players"]:
            table.add_row(
                one["exercise"],
                one["ended_at"],
                player["login"],
                str(player["acknowledged"]),
                str(player["in_time"]),
                str(player["decided"]),
                held,
            )
    out.print(table)
    if not found:
        say(f"No results are kept in {folder.resolve()}.")
