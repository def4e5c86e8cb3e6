"""Databases for tests: SQLite in memory or in a file, and PostgreSQL where its address is set."""

import atexit
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from intake.store.archive import Archive
from intake.store.schema import migrate

POSTGRES = "DUEREGARD_TEST_POSTGRES"

EACH_DATABASE = pytest.mark.parametrize(
    "kind",
    [
        pytest.param("sqlite", id="on SQLite"),
        pytest.param("postgres", id="on PostgreSQL", marks=pytest.mark.postgres),
    ],
)


@contextmanager
def a_database(kind: str, folder: Path, *, is_bare: bool = False) -> Iterator[str]:
    """Give the address of a fresh database, gone afterwards; skips without PostgreSQL.

    Args:
        kind: "sqlite" or "postgres".
        folder: Where the file of SQLite goes.
        is_bare: Without any table; else a server's database is as migrated, for copying is
            ten times faster than migrating. A file of SQLite is not there yet either way.
    """
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'test.db'}"
        return
    if not os.environ.get(POSTGRES):
        pytest.skip(f"{POSTGRES} is not set")
    template = "" if is_bare else make_url(_migrated_on_the_server().url).database
    with _made_on_the_server(template) as url:
        yield url


@contextmanager
def _made_on_the_server(template: str = "") -> Iterator[str]:
    """Make a database on the server, like a template if one is named, and drop it at the end."""
    server = os.environ[POSTGRES]
    name = f"dueregard_test_{secrets.token_hex(4)}"
    like = f' TEMPLATE "{template}"' if template else ""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"{like}'))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        engine.dispose()


@cache
def _migrated() -> Archive:
    """Give a database in memory that was migrated once, to copy from."""
    archive = Archive("sqlite://")
    migrate(archive)
    return archive


@cache
def _migrated_on_the_server() -> Archive:
    """Give the template of this run, with nobody connected; it is dropped when the run ends."""
    made = ExitStack()
    atexit.register(made.close)
    archive = Archive(made.enter_context(_made_on_the_server()))
    migrate(archive)
    archive.close()
    return archive


def make_ready(archive: Archive) -> None:
    """Bring a test's database to the newest shape; a new file of SQLite by copying."""
    archive.take_statements_from(_migrated() if archive.is_sqlite else _migrated_on_the_server())
    if archive.path is None or archive.path.exists():
        migrate(archive)
        return
    source = _migrated().engine.raw_connection()
    target = archive.engine.raw_connection()
    source.driver_connection.backup(target.driver_connection)
    source.close()
    target.close()


def a_new_file(path: Path) -> Archive:
    """Give the archive of a new file of SQLite, of the newest shape."""
    archive = Archive(f"sqlite:///{path}")
    make_ready(archive)
    return archive
