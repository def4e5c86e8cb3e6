"""Bringing a database to the shape the code needs, by migrations; read `prepare` first."""

from pathlib import Path

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


def migrate(archive: Archive) -> str:
    """Bring a database to the newest shape, whole or not at all; returns the revision.

    People kept under the matcher's keys of an older version are keyed anew.
    """
    with archive.engine.begin() as connection:
        command.upgrade(_settings(connection), "head")
        for kept in (OPEN, RESERVED):
            index = SqlIndex(connection, kept=kept)
            if not index.is_keyed():
                index.key_anew()
        return revision_of(connection)


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
