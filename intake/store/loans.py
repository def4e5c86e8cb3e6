"""What one desk lent another to read, and when it ended."""

from datetime import datetime

from sqlmodel import Session, col

from intake.domain.lending import Loan
from intake.store.shelf import Shelf
from intake.store.tables import LoanRow


class Loans:
    """The shelf of loans between desks."""

    def __init__(self, session: Session) -> None:
        self.shelf: Shelf[Loan] = Shelf(session, LoanRow, Loan)

    def of_concern(self, concern_id: int) -> tuple[Loan, ...]:
        """Return every loan of a concern, those that are over too, oldest first."""
        return self.shelf.among("concern_id", [concern_id])

    def of_desk(self, desk: str, *, limit: int) -> tuple[Loan, ...]:
        """Return the newest loans by a desk and to it, oldest of them first."""
        is_of = (col(LoanRow.from_desk) == desk) | (col(LoanRow.to_desk) == desk)
        found = self.shelf.all(is_of, limit=limit, newest=True)
        return tuple(sorted(found, key=lambda one: one.id))

    def lapsed(self, at: datetime, *, limit: int) -> tuple[Loan, ...]:
        """Return loans whose time has passed and whose end is not written down, oldest first."""
        return self.shelf.all(
            col(LoanRow.ended_at).is_(None), col(LoanRow.ends_at) <= at, limit=limit
        )
