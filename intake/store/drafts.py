"""Drafts: reports that are being told, each sealed whole; statements made once, as in `inbox`.

A draft hangs on its chat, by the chat's keyed hash, and goes on in another by its resume code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Executable, bindparam, delete, insert, select, update
from sqlmodel import Session

from intake.store.sealing import Sealer
from intake.store.tables import DraftRow, ResumeCodeRow

OPEN, STOPPED, SENT, HELD = "open", "stopped", "sent", "held"
"""Where a draft stands: being told, stopped by its teller, sent, or locked away till its end."""

_ROWS = DraftRow.metadata.tables["draft"]
_CODES = ResumeCodeRow.metadata.tables["resume_code"]
_IS_IT = _ROWS.c.chat_hash == bindparam("of_chat")
_COLUMNS = (
    _ROWS.c.id,
    _ROWS.c.chat_hash,
    _ROWS.c.channel,
    _ROWS.c.sealed,
    _ROWS.c.started_at,
    _ROWS.c.touched_at,
    _ROWS.c.version,
    _ROWS.c.concern_id,
    _ROWS.c.phase,
    _ROWS.c.way,
    _ROWS.c.said_at,
)
_HELD = select(*_COLUMNS).where(_IS_IT)
_VERSION = select(_ROWS.c.version).where(_IS_IT)
_VERSION_LOCKED = _VERSION.with_for_update()
_KEEP = (
    update(_ROWS)
    .where(_IS_IT)
    .values({name: bindparam(name) for name in ("sealed", "touched_at", "concern_id", "phase")})
    .values(version=_ROWS.c.version + 1, way=bindparam("way"), said_at=None)
)
_NEW = insert(_ROWS)
_DROP = delete(_ROWS).where(_IS_IT)
_ID_OF = select(_ROWS.c.id).where(_IS_IT)
_DROP_CODES = delete(_CODES).where(_CODES.c.draft_id.in_(_ID_OF.scalar_subquery()))
_MOVE = (
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("of_id"))
    .values({name: bindparam(name) for name in ("sealed", "channel", "way", "phase")})
    .values(chat_hash=bindparam("to_chat"), version=_ROWS.c.version + 1, said_at=None)
)
_SAID = (
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("of_id"), _ROWS.c.version == bindparam("as_of"))
    .values(said_at=bindparam("at"))
)
_QUIET = (
    select(*_COLUMNS)
    .where(_ROWS.c.phase == bindparam("in_phase"), _ROWS.c.touched_at <= bindparam("before"))
    .order_by(_ROWS.c.touched_at)
    .limit(bindparam("most"))
)
_UNSAID = _QUIET.where(_ROWS.c.said_at.is_(None))
_OF_CODE = select(_CODES.c.draft_id).where(
    _CODES.c.code_hash.in_(bindparam("hashes", expanding=True))
)
_OF_ID = select(*_COLUMNS).where(_ROWS.c.id == bindparam("of_id")).with_for_update()
_NEW_CODE = insert(_CODES)


@dataclass(frozen=True, slots=True)
class DraftHeld:
    """A kept draft; `version` moves with each turn.

    Args:
        phase: Where it stands: open, stopped, sent or held.
        address: Where its chat can be written to; empty for a page.
        said_at: When its clock last spoke to its teller, since they last wrote.
    """

    chat_hash: str = field(repr=False)
    channel: str
    body: dict[str, Any] = field(repr=False)
    started_at: datetime
    touched_at: datetime
    version: int
    concern_id: int | None = None
    phase: str = OPEN
    address: str = field(default="", repr=False)
    said_at: datetime | None = None
    id: int = 0


class Drafts:
    """The shelf of drafts, by the keyed hash of their chat; no person reads them (P12)."""

    def __init__(self, session: Session, *, sealer: Sealer, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at

    def of(self, chat_hash: str) -> DraftHeld | None:
        """Return the draft of a chat, or None."""
        row = self._run(_HELD, {"of_chat": chat_hash}).first()
        return None if row is None else self._held(row)

    def _held(self, row: Any) -> DraftHeld:
        chat = row.chat_hash
        return DraftHeld(
            chat_hash=chat,
            channel=row.channel,
            body=self._sealer.open(row.sealed, f"draft:{chat}"),
            started_at=row.started_at,
            touched_at=row.touched_at,
            version=row.version,
            concern_id=row.concern_id,
            phase=row.phase,
            address=self._sealer.open(row.way, f"way:{chat}") if row.way else "",
            said_at=row.said_at,
            id=row.id,
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

    def keep(
        self,
        *,
        chat_hash: str,
        channel: str,
        body: Any,
        concern_id: int | None,
        phase: str = OPEN,
        address: str = "",
    ) -> None:
        """Keep a draft whole, sealed, with the sealed address of its chat where there is one."""
        values = {
            "sealed": self._sealer.seal(body, f"draft:{chat_hash}"),
            "touched_at": self._at,
            "concern_id": concern_id,
            "phase": phase,
            "way": self._way(address, chat_hash),
        }
        if self._run(_KEEP, {**values, "of_chat": chat_hash}).rowcount:
            return
        new = {"chat_hash": chat_hash, "channel": channel, "started_at": self._at, "version": 1}
        self._run(_NEW, values | new)

    def _way(self, address: str, chat_hash: str) -> bytes:
        return self._sealer.seal(address, f"way:{chat_hash}") if address else b""

    def drop(self, chat_hash: str) -> None:
        """Throw a draft away with its codes, as its teller asked or was told beforehand."""
        self._run(_DROP_CODES, {"of_chat": chat_hash})
        self._run(_DROP, {"of_chat": chat_hash})

    # in another chat

    def give_code(self, chat_hash: str, code: str) -> None:
        """Keep the keyed hash of a code that opens a chat's draft; earlier codes stay good."""
        draft_id = self._run(_ID_OF, {"of_chat": chat_hash}).scalar_one()
        row = {"code_hash": self._code(code), "draft_id": draft_id, "made_at": self._at}
        self._run(_NEW_CODE, row)

    def of_codes(self, codes: Sequence[str]) -> DraftHeld | None:
        """Return the draft that one of some codes opens, locked for change, or None."""
        hashes = [self._code(code) for code in codes]
        found = self._run(_OF_CODE, {"hashes": hashes}).scalars().first()
        row = self._run(_OF_ID, {"of_id": found}).first() if found else None
        return None if row is None else self._held(row)

    def move(self, draft: DraftHeld, *, to: str, channel: str, phase: str = "") -> DraftHeld:
        """Hang a draft on another chat, sealed anew; its old chat knows nothing of it any more.

        Args:
            draft: The draft, as locked by `of_codes`.
            to: Keyed hash of the chat, which must have no draft.
            channel: That chat's channel.
            phase: Where it stands then; empty leaves that as it is.
        """
        stands = phase or draft.phase
        values = {
            "of_id": draft.id,
            "to_chat": to,
            "channel": channel,
            "sealed": self._sealer.seal(draft.body, f"draft:{to}"),
            "way": b"",
            "phase": stands,
        }
        self._run(_MOVE, values)
        return replace(
            draft, chat_hash=to, channel=channel, phase=stands, version=draft.version + 1
        )

    # by their own clock

    def unsaid(self, phase: str, *, before: datetime, limit: int) -> tuple[DraftHeld, ...]:
        """Return drafts not touched since a moment whose clock has not spoken yet."""
        asked = {"in_phase": phase, "before": before, "most": limit}
        return tuple(self._held(row) for row in self._run(_UNSAID, asked))

    def untouched(self, phase: str, *, before: datetime, limit: int) -> tuple[DraftHeld, ...]:
        """Return drafts not touched since a moment, the oldest first."""
        asked = {"in_phase": phase, "before": before, "most": limit}
        return tuple(self._held(row) for row in self._run(_QUIET, asked))

    def said(self, draft: DraftHeld) -> bool:
        """Note that a draft's clock has spoken; False where its teller wrote meanwhile."""
        asked = {"of_id": draft.id, "as_of": draft.version, "at": self._at}
        return self._run(_SAID, asked).rowcount == 1

    def _code(self, code: str) -> str:
        return self._sealer.hash_of("resume", code)

    def _run(self, statement: Executable, values: Mapping[str, Any]) -> CursorResult[Any]:
        return self._session.connection().execute(statement, values)
