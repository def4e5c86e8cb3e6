"""Drafts: reports that are being told, each sealed whole; statements made once, as in `inbox`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Executable, bindparam, delete, insert, select, update
from sqlmodel import Session

from intake.store.sealing import Sealer
from intake.store.tables import DraftRow

_ROWS = DraftRow.metadata.tables["draft"]
_IS_IT = _ROWS.c.chat_hash == bindparam("of_chat")
_HELD = select(
    _ROWS.c.channel,
    _ROWS.c.sealed,
    _ROWS.c.started_at,
    _ROWS.c.touched_at,
    _ROWS.c.version,
    _ROWS.c.concern_id,
).where(_IS_IT)
_VERSION = select(_ROWS.c.version).where(_IS_IT)
_VERSION_LOCKED = _VERSION.with_for_update()
_KEEP = (
    update(_ROWS)
    .where(_IS_IT)
    .values({name: bindparam(name) for name in ("sealed", "touched_at", "concern_id")})
    .values(version=_ROWS.c.version + 1)
)
_NEW = insert(_ROWS)
_DROP = delete(_ROWS).where(_IS_IT)


@dataclass(frozen=True, slots=True)
class DraftHeld:
    """A kept draft; `version` moves with each turn."""

    chat_hash: str = field(repr=False)
    channel: str
    body: dict[str, Any] = field(repr=False)
    started_at: datetime
    touched_at: datetime
    version: int
    concern_id: int | None = None


class Drafts:
    """The shelf of drafts, by the keyed hash of their chat; no person reads them (P12)."""

    def __init__(self, session: Session, *, sealer: Sealer, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at

    def of(self, chat_hash: str) -> DraftHeld | None:
        """Return the draft of a chat, or None."""
        row = self._run(_HELD, {"of_chat": chat_hash}).first()
        if row is None:
            return None
        return DraftHeld(
            chat_hash=chat_hash,
            channel=row.channel,
            body=self._sealer.open(row.sealed, f"draft:{chat_hash}"),
            started_at=row.started_at,
            touched_at=row.touched_at,
            version=row.version,
            concern_id=row.concern_id,
        )

    def version_of(self, chat_hash: str, *, locked: bool = False) -> int:
        """Return the draft's version; 0 where there is none.

        Args:
            chat_hash: Which chat's.
            locked: Whether nobody else may write it until the transaction ends.
        """
        query = _VERSION_LOCKED if locked else _VERSION
        found = self._run(query, {"of_chat": chat_hash}).scalar_one_or_none()
        return int(found or 0)

    def keep(self, *, chat_hash: str, channel: str, body: Any, concern_id: int | None) -> None:
        """Keep a draft whole, sealed."""
        values = {
            "sealed": self._sealer.seal(body, f"draft:{chat_hash}"),
            "touched_at": self._at,
            "concern_id": concern_id,
        }
        if self._run(_KEEP, {**values, "of_chat": chat_hash}).rowcount:
            return
        new = {"chat_hash": chat_hash, "channel": channel, "started_at": self._at, "version": 1}
        self._run(_NEW, values | new)

    def drop(self, chat_hash: str) -> None:
        """Throw a draft away, as its teller asked."""
        self._run(_DROP, {"of_chat": chat_hash})

    def _run(self, statement: Executable, values: Mapping[str, Any]) -> CursorResult[Any]:
        return self._session.connection().execute(statement, values)
