"""The office: everything an act needs that is not its own arguments."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from intake.policy.loader import PolicySet
from intake.store.archive import Archive
from intake.store.sealing import Sealer
from intake.store.work import Work
from matching.matcher import Matcher


def wall_clock() -> datetime:
    """Return the moment, aware UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Office:
    """The database, the settings in force, the clock and the source of ids.

    Clock and ids are values, so that a test or a replay brings its own.
    """

    archive: Archive
    policy: PolicySet
    sealer: Sealer
    matcher: Matcher
    clock: Callable[[], datetime] = wall_clock
    bits: Callable[[int], int] = secrets.randbits
    stopwatch: Callable[[], float] = field(default=time.perf_counter)

    def now(self) -> datetime:
        """Return the moment by the office's clock, aware UTC."""
        return self.clock()

    @contextmanager
    def begin(self, *, first: bool = False) -> Iterator[Work]:
        """Open one transaction in which an act reads, decides and writes.

        Args:
            first: See `Archive.writing`; for sending and for ladders.
        """
        with self.archive.writing(first=first) as session:
            yield Work(session, sealer=self.sealer, at=self.now())

    @contextmanager
    def look(self) -> Iterator[Work]:
        """Open a transaction that only reads."""
        with self.archive.reading() as session:
            yield Work(session, sealer=self.sealer, at=self.now())
