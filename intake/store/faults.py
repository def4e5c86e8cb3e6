"""What is wrong with a part of the service now, for every process to see."""

from datetime import datetime

from sqlmodel import Session, col, select

from intake.domain.fault import Fault
from intake.store.tables import FaultRow


class Faults:
    """The shelf of faults, at most one a part."""

    def __init__(self, session: Session, *, at: datetime) -> None:
        self._session = session
        self._at = at

    def now(self) -> tuple[Fault, ...]:
        """Return what is wrong, by part; empty when all is well."""
        rows = self._session.exec(select(FaultRow).order_by(col(FaultRow.part)))
        return tuple(Fault(row.part, row.code, row.since) for row in rows)

    def note(self, part: str, code: str) -> bool:
        """Write down what is wrong with a part; False where that stands already."""
        row = self._row(part)
        if row is not None and row.code == code:
            return False
        row = row or FaultRow(part=part, code=code, since=self._at)
        row.code, row.since = code, self._at
        self._session.add(row)
        self._session.flush()
        return True

    def mended(self, part: str) -> bool:
        """Note that a part works; False where nothing was wrong."""
        row = self._row(part)
        if row is None:
            return False
        self._session.delete(row)
        self._session.flush()
        return True

    def _row(self, part: str) -> FaultRow | None:
        return self._session.exec(
            select(FaultRow).where(col(FaultRow.part) == part).with_for_update()
        ).first()
