"""The database: one engine, one writer at a time on SQLite, the same acts on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, create_engine

from intake.domain.errors import ConflictError, UnavailableError
from intake.store.in_turn import InTurn

_STATEMENTS: dict[Any, Any] = {}
"""SQL written out by one archive, for others of its kind; see `take_statements_from`."""

ROW = "row"
"""What a conflict is about where two processes wrote the same row at once."""


def engine_of(url: str) -> Engine:
    """Make the engine for a database address.

    Why the events: the driver's own transactions begin only before a write, so a read that
    decides a write could act on stale rows with no error (decision 0001, measured).
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(
            url, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20
        )
    in_memory = make_url(url).database in (None, "", ":memory:")
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": 15}}
    if in_memory:
        options["poolclass"] = StaticPool
    else:
        options |= {"pool_size": 20, "max_overflow": 40}
    engine = create_engine(url, hide_parameters=True, **options)
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "busy_timeout=15000",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "trusted_schema=OFF",
        "mmap_size=1073741824",  # the index is read in scattered pages (decision 0013)
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


class Archive:
    """One database, with its writer lock.

    Args:
        url: SQLAlchemy address; `sqlite://` alone is in memory.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = engine_of(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        database = make_url(url).database
        self.path = Path(database).resolve() if self.is_sqlite and database else None
        self._readers = self.engine.execution_options(read_only=True)
        self.in_memory = self.is_sqlite and self.path is None
        self._writer = InTurn() if self.is_sqlite else None

    @contextmanager
    def writing(self, *, first: bool = False) -> Iterator[Session]:
        """Open one write transaction; it commits whole or not at all.

        Args:
            first: Wait in the short queue: what must leave does not stand behind a flood of
                what comes in. Says nothing on PostgreSQL, where writers do not queue.

        Raises:
            ConflictError: Another process wrote the same row first (`what` is *row*).
            UnavailableError: The database is away, full, or locked for too long.
        """
        if self._writer is not None:
            with self._writer.taken(first=first):
                yield from self._session(self.engine)
        else:
            yield from self._session(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a read transaction; it never waits for a writer."""
        if self.in_memory:
            with self.writing() as session:
                yield session
            return
        yield from self._session(self._readers)

    def _session(self, engine: Engine) -> Iterator[Session]:
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except IntegrityError as fault:
            raise ConflictError(what=ROW) from fault
        except OperationalError as fault:
            raise UnavailableError(what="database") from fault

    def take_statements_from(self, other: "Archive") -> None:
        """Write out no SQL anew that archives of the same kind have written out.

        Why:
            A service has one archive for all its life. A replay opens one for each history and
            a test one of its own, and half their time went into writing out the same SQL.
            Statements are kept by the dialect that wrote them, so that is shared too.
        """
        for engine in (self.engine, self._readers):
            engine.dialect = other.engine.dialect
            engine.update_execution_options(compiled_cache=_STATEMENTS)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()
