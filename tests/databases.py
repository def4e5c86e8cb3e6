"""Databases for tests: SQLite in memory or in a file, and PostgreSQL where its address is set."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
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
def a_database(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of a fresh database, gone afterwards; skips without PostgreSQL."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'test.db'}"
        return
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"{POSTGRES} is not set")
    name = f"dueregard_test_{secrets.token_hex(4)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
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


def make_ready(archive: Archive) -> None:
    """Bring a test's database to the newest shape; one in memory by copying, as that is fast."""
    if archive.is_sqlite and archive.path is None:
        source = _migrated().engine.raw_connection()
        target = archive.engine.raw_connection()
        source.driver_connection.backup(target.driver_connection)
        source.close()
        target.close()
    else:
        migrate(archive)
