"""Bringing a database to the shape the code needs, by migrations; read `prepare` first."""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import SQLModel

from intake.domain.errors import PolicyError
from intake.store import tables
from intake.store.archive import Archive
from matching.index.sql import OPEN, RESERVED, SqlIndex, index_tables

METADATA = SQLModel.metadata
index_tables(METADATA)
index_tables(METADATA, RESERVED)
TABLES = tables
_ONE_AT_A_TIME = Lock()


def migrate(archive: Archive) -> str:
    """Bring a database to the newest shape, whole or not at all; returns the revision.

    People kept under the matcher's keys of an older version are keyed anew. A new database in
    memory is copied from one that this process has migrated before.
    """
    if archive.in_memory:
        with archive.engine.connect() as connection:
            is_new = not revision_of(connection)
        if is_new:
            return _copied_into(archive)
    return _upgraded(archive)


def _upgraded(archive: Archive) -> str:
    with archive.engine.begin() as connection:
        command.upgrade(_settings(connection), "head")
        for kept in (OPEN, RESERVED):
            index = SqlIndex(connection, kept=kept)
            if not index.is_keyed():
                index.key_anew()
        return revision_of(connection)


def _copied_into(archive: Archive) -> str:
    """Make a new database in memory like the newest, and let it share that one's SQL.

    Why:
        Replays, invented years and tests open hundreds; thirty migrations take a third of a
        second, a copy takes a hundredth of that.
    """
    newest = _newest()
    archive.take_statements_from(newest)
    with _ONE_AT_A_TIME, newest.engine.connect() as source, archive.engine.connect() as target:
        driver: Any = source.connection.driver_connection
        driver.backup(target.connection.driver_connection)
    with archive.engine.connect() as connection:
        return revision_of(connection)


@cache
def _newest() -> Archive:
    archive = Archive("sqlite://")
    _upgraded(archive)
    return archive


def prepare(archive: Archive) -> str:
    """Make a database ready at start: SQLite is migrated, PostgreSQL is only looked at.

    Raises:
        PolicyError: A PostgreSQL database has another shape; the sentence says what to run.

    Why:
        Several processes may start on one PostgreSQL; one human decides when it moves.
    """
    if archive.is_sqlite:
        return migrate(archive)
    newest = ScriptDirectory.from_config(_settings(None)).get_current_head()
    with archive.engine.connect() as connection:
        revision = revision_of(connection)
        is_newest = revision == newest and all(
            SqlIndex(connection, kept=kept).is_keyed() for kept in (OPEN, RESERVED)
        )
    if not is_newest:
        raise PolicyError(
            ("the database has an older shape than this version needs; run `dueregard migrate`",)
        )
    return revision


def revision_of(connection: Connection) -> str:
    """Return a database's revision; empty for one without any table."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def _settings(connection: Connection | None) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.attributes["connection"] = connection
    return settings
