"""`migrate`, `audit verify`, `backup`, `restore`: the database looked after."""

from pathlib import Path
from typing import Annotated

import typer

from dialogs.shell.commands.telling import say, tell
from intake.running.backup import back_up, restore
from intake.running.keeping import migrate_database, verify_audit
from intake.running.opening import database_words, open_archive
from intake.settings import read_settings

app = typer.Typer()
audit_app = typer.Typer(no_args_is_help=True, help="The record of who did what.")
app.add_typer(audit_app, name="audit")


@app.command(epilog="Example: dueregard migrate")
def migrate(
    *,
    new: Annotated[
        bool, typer.Option("--new", help="Make the SQLite file that is not there.")
    ] = False,
) -> None:
    """Bring the database to the shape that this version needs, whole or not at all.

    SQLite is migrated at each start by itself; PostgreSQL only by this command. Make a
    backup first.
    """
    settings = read_settings()
    say(database_words(settings), f"is at {migrate_database(settings, new=new)}")


@audit_app.command("verify", epilog="Example: dueregard audit verify --anchor 4120:9f3c…")
def verify(
    anchor: Annotated[
        str, typer.Option(metavar="PLACE:HASH", help="Written down at an earlier run.")
    ] = "",
) -> None:
    """Walk the audit's chain and name every line changed, removed, swapped or cut off.

    All settings ever adopted are looked at too. With DUEREGARD_SECRET_KEY the signature of
    the chain's witness is checked. The last line it prints is worth writing down elsewhere:
    with --anchor a later run also finds what was written anew by somebody who has the key.
    """
    found = verify_audit(read_settings(), anchor=anchor)
    say(f"{found.sealed} lines sealed, {len(found.unsealed)} not sealed yet")
    if found.unsealed:
        say(f"not sealed: lines {found.unsealed[0]} to {found.unsealed[-1]}")
    say(*found.unseen)
    if not found.is_whole:
        tell(*found.faults)
        raise typer.Exit(1)
    say(f"whole; anchor {found.sealed}:{found.head}")


@app.command(epilog="Example: dueregard backup /safe/place/monday.db")
def backup(file: Annotated[Path, typer.Argument(help="A file that is not there yet.")]) -> None:
    """Write a whole copy of the database while it is in use.

    It holds everything, so keep it as safe as the database; the secret key is not in it.
    """
    size = back_up(open_archive(read_settings()), file)
    say(f"{file.resolve()} ({size:,} bytes)")


@app.command("restore", epilog="Example: dueregard restore /safe/place/monday.db")
def bring_back(file: Annotated[Path, typer.Argument(help="A backup.")]) -> None:
    """Bring a backup back, into DUEREGARD_DATABASE_URL, where nothing may be yet."""
    settings = read_settings()
    restore(file, settings.database_url)
    say(f"{file.resolve()} is restored to", database_words(settings))
