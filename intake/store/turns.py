"""What was passed on between colleagues, and tests of channels."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col

from intake.domain.passing import Passing, Ping
from intake.store.shelf import Shelf
from intake.store.tables import PassingRow, PingRow


class Turns:
    """The shelf of shifts: passings and pings."""

    def __init__(self, session: Session) -> None:
        self.passings: Shelf[Passing] = Shelf(session, PassingRow, Passing)
        self.pings: Shelf[Ping] = Shelf(session, PingRow, Ping)

    def passings_of(self, desk: str, *, since: datetime) -> tuple[Passing, ...]:
        """Return what was passed on at a desk since a moment, the newest first."""
        return self.passings.all(
            col(PassingRow.desk) == desk, col(PassingRow.at) >= since, newest=True
        )

    def pings_of(self, desks: Iterable[str], *, since: datetime) -> tuple[Ping, ...]:
        """Return the tests of some desks since a moment, the newest first."""
        return self.pings.all(
            col(PingRow.desk).in_(list(desks)), col(PingRow.at) >= since, newest=True
        )

    def proven(self, *, since: datetime) -> frozenset[tuple[str, str]]:
        """Return each recipient and channel of a test that somebody received since a moment."""
        found = self.pings.all(col(PingRow.received_at) >= since)
        return frozenset((one.recipient, one.channel) for one in found)
