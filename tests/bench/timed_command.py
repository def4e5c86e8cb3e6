"""Runs one command of `dueregard` and writes how long it held the writer; not for pytest.

Usage: python -m tests.bench.timed_command HOLDS.json COMMAND ...
A hold begins when the transaction has its lock and ends when it has committed.
"""

import json
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, event

from dialogs.shell.main import main
from intake.store.archive import Archive

holds: list[float] = []
statements = [0]


@event.listens_for(Engine, "before_cursor_execute")
def count(*_told):
    statements[0] += 1


def timed(writing):
    @contextmanager
    def write(archive, **how):
        with writing(archive, **how) as session:
            session.connection()
            began = time.perf_counter()
            yield session
        holds.append(time.perf_counter() - began)

    return write


if __name__ == "__main__":
    target, sys.argv[1:] = Path(sys.argv[1]), sys.argv[2:]
    Archive.writing = timed(Archive.writing)
    try:
        main()
    finally:
        told = {"holds": holds, "statements": statements[0], "cpu": time.process_time()}
        target.write_text(json.dumps(told))
