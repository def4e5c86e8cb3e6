"""Backup and restore of the whole database, while it is in use; read `back_up` first."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from intake.domain.errors import PolicyError, RefusedError, UnavailableError
from intake.settings import environment
from intake.store.archive import Archive


def copy_sqlite(archive: Archive, path: Path) -> None:
    """Copy a SQLite database, in a file or in memory, into a file by its online backup.

    Why:
        Copying the file beside a running service leaves out what is still in the log, and
        the copy opens as if nothing was missing (decision 0001).
    """
    held = archive.engine.raw_connection()
    try:
        source = held.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise UnavailableError(what="database")
        with closing(sqlite3.connect(path)) as target:
            source.backup(target, pages=256, sleep=0.01)
    finally:
        held.close()


def back_up(archive: Archive, path: Path) -> int:
    """Write a backup; readers and writers go on meanwhile.

    Args:
        archive: The database in use.
        path: A file that is not there yet; only its owner may read it.

    Returns:
        Its size in bytes.

    Raises:
        PolicyError: The file is there, its folder is not, or PostgreSQL's pg_dump is missing.
        UnavailableError: The copy failed or is not whole.
    """
    _check_target(path)
    path.touch(mode=0o600)
    try:
        if archive.is_sqlite:
            copy_sqlite(archive, path)
            _check_whole(path)
        else:
            _run("pg_dump", archive.engine.url, "--format=custom", f"--file={path}")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path.stat().st_size


def restore(path: Path, archive_url: str) -> None:
    """Bring a backup back into a place that holds nothing.

    Args:
        path: The backup.
        archive_url: Address of a SQLite file that is not there, or of an empty PostgreSQL
            database.

    Raises:
        PolicyError: The backup is not there or is none, or something stands in the way.

    Why:
        What is there is never written over: a restore in the wrong folder must not be the
        second accident of the day.
    """
    if not path.is_file():
        raise PolicyError((f"there is no backup {path.resolve()}",))
    url = make_url(archive_url)
    if url.get_backend_name() != "sqlite":
        _run("pg_restore", url, "--exit-on-error", "--single-transaction", str(path))
        return
    target = Path(url.database or "").resolve()
    _check_target(target)
    _check_whole(path)
    target.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _check_target(path: Path) -> None:
    if path.exists():
        raise PolicyError((f"{path.resolve()} is there already; name a file that is not",))
    if not path.resolve().parent.is_dir():
        raise PolicyError((f"there is no folder {path.resolve().parent}; make it first",))


def _check_whole(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as copy:
            answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as fault:
        raise PolicyError((f"{path.resolve()} is no backup of Due Regard",)) from fault
    if answer != "ok":
        raise RefusedError(what="integrity")


def _run(tool: str, url: URL, *words: str) -> None:
    """Run one of PostgreSQL's tools; the password goes by its environment, not its words."""
    found = shutil.which(tool)
    if found is None:
        raise PolicyError((f"{tool} is not installed; install PostgreSQL's client tools",))
    plain = URL.create(
        "postgresql", url.username, host=url.host, port=url.port, database=url.database
    ).render_as_string()
    done = subprocess.run(  # noqa: S603 - no shell, and the tool was looked up
        [found, f"--dbname={plain}", *words],
        env={**environment(), "PGPASSWORD": url.password or ""},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise UnavailableError(what=tool, code=done.returncode)
