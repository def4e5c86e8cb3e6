"""What is logged while a test runs, every level and library; the loggers are as before after."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from dialogs.shell import logs


@contextmanager
def logged(level: int = logging.DEBUG) -> Iterator[io.StringIO]:
    """Give what is written to the log, as text."""
    root, written = logging.getLogger(), io.StringIO()
    before = root.handlers[:], root.level
    logs.configure(level=level, stream=written)
    try:
        yield written
    finally:
        root.handlers[:] = before[0]
        root.setLevel(before[1])
