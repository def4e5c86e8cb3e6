"""Whether the secret key is the one that this database was made with."""

from sqlmodel import Session, col, select

from intake.domain.errors import UnavailableError
from intake.store.sealing import Sealer
from intake.store.tables import ConcernRow, KeyCheckRow, ReporterRow

KNOWN = "due regard"
BOUND_TO = "key-check"


class KeyCheck:
    """Keeps a known text, sealed, and says whether the key at hand opens it."""

    def __init__(self, session: Session, *, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def is_kept(self) -> bool:
        """Whether the text is kept; a database of an earlier version has none."""
        return self._session.get(KeyCheckRow, 1) is not None

    def is_other_key(self) -> bool:
        """Whether the key at hand does not open what another sealed here.

        Without the text the newest reporter's identity is tried; where nothing was ever
        sealed, no key is wrong.
        """
        row = self._session.get(KeyCheckRow, 1)
        if row is not None:
            return not self._opens(row.sealed, BOUND_TO)
        newest = self._session.exec(
            select(ReporterRow.sealed, ConcernRow.reference)
            .where(col(ConcernRow.id) == col(ReporterRow.concern_id))
            .order_by(col(ConcernRow.id).desc())
            .limit(1)
        ).first()
        return newest is not None and not self._opens(newest[0], f"reporter:{newest[1]}")

    def keep(self) -> None:
        """Keep the text, sealed by the key at hand."""
        self._session.add(KeyCheckRow(sealed=self._sealer.seal(KNOWN, BOUND_TO)))
        self._session.flush()

    def _opens(self, sealed: bytes, bound_to: str) -> bool:
        try:
            self._sealer.open(sealed, bound_to)
        except UnavailableError:
            return False
        return True
