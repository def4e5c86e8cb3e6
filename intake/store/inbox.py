"""The inbox: every event that arrived, written down before anybody is told that it did.

It is met at each line that anybody types, so its statements are made once and go past the
mapper (decision 0008 has what that saved).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Executable, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from intake.store.sealing import Sealer
from intake.store.tables import InboxRow

DONE, WAITING, ASIDE = "done", "waiting", "aside"

_ROWS = InboxRow.metadata.tables["inbox"]
_IS_IT = (_ROWS.c.channel == bindparam("of_channel")) & (
    _ROWS.c.external_id == bindparam("of_event")
)
_STANDS = select(_ROWS.c.state, _ROWS.c.fingerprint, _ROWS.c.answer, _ROWS.c.concern_id).where(
    _IS_IT
)
_STANDS_LOCKED = _STANDS.with_for_update()
_ANSWER = (
    update(_ROWS)
    .where(_IS_IT)
    .values({name: bindparam(name) for name in ("fingerprint", "concern_id", "answer", "sealed")})
    .values(state=DONE)
)
_SET_ASIDE = update(_ROWS).where(_IS_IT).values(state=ASIDE)
_WAITING = (
    select(_ROWS.c.id, _ROWS.c.external_id, _ROWS.c.chat_hash, _ROWS.c.sealed)
    .where(_ROWS.c.channel == bindparam("of_channel"), _ROWS.c.state == WAITING)
    .order_by(_ROWS.c.id)
    .limit(bindparam("most"))
)
_NEW = {
    "sqlite": sqlite.insert(_ROWS).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_ROWS).on_conflict_do_nothing(),
}


@dataclass(frozen=True, slots=True)
class Arrived:
    """One event as written down; `body` is the channel's own form of it."""

    id: int
    channel: str
    external_id: str = field(repr=False)
    chat_hash: str = field(repr=False)
    body: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """How an event stands: its state, the body's fingerprint, and what was answered."""

    state: str
    fingerprint: str
    answer: Any = field(repr=False)
    concern_id: int | None = None

    @property
    def is_done(self) -> bool:
        """Whether it was played."""
        return self.state == DONE


class Inbox:
    """The shelf of events, by channel and the channel's own id of each."""

    def __init__(self, session: Session, *, sealer: Sealer, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at

    def arrive(self, *, channel: str, external_id: str, chat_hash: str, body: Any) -> bool:
        """Write an event down; False where it was written down before."""
        row = {
            "channel": channel,
            "external_id": external_id,
            "chat_hash": chat_hash,
            "arrived_at": self._at,
            "sealed": self._sealer.seal(body, f"inbox:{channel}"),
            "state": WAITING,
            "fingerprint": "",
        }
        dialect = self._session.connection().dialect.name
        return self._run(_NEW[dialect], row).rowcount == 1

    def take(self, *, channel: str, external_id: str, chat_hash: str) -> Answered | None:
        """Take an event to play it now, so that no other process plays it too.

        Returns:
            How it was answered, where it was; None where it is ours to play. Whoever comes
            second waits here until the first has committed.
        """
        before = self._stands(channel, external_id, locked=True)
        if before is None and not self.arrive(
            channel=channel, external_id=external_id, chat_hash=chat_hash, body=None
        ):
            before = self._stands(channel, external_id, locked=True)
        return before if before is not None and before.is_done else None

    def answer_to(self, channel: str, external_id: str) -> Answered | None:
        """Return how an event was answered, or None where it never arrived."""
        return self._stands(channel, external_id, locked=False)

    def answered(
        self,
        *,
        channel: str,
        external_id: str,
        chat_hash: str,
        answer: Any,
        fingerprint: str = "",
        concern_id: int | None = None,
        trace: str = "",
    ) -> None:
        """Mark an event as done, with what was answered; writes it down if it was not.

        Its words are wiped; `trace`, the channel's id of the message, is kept (see `traces`).
        """
        values = {
            "of_channel": channel,
            "of_event": external_id,
            "fingerprint": fingerprint,
            "concern_id": concern_id,
            "answer": self._sealer.seal(answer, f"answer:{channel}"),
            "sealed": self._sealer.seal(trace or None, f"inbox:{channel}"),
        }
        if self._run(_ANSWER, values).rowcount:
            return
        self.arrive(channel=channel, external_id=external_id, chat_hash=chat_hash, body=None)
        self._run(_ANSWER, values)

    def waiting(self, channel: str, *, limit: int = 200) -> tuple[Arrived, ...]:
        """Return events not yet played, in the order of their arrival."""
        rows = self._run(_WAITING, {"of_channel": channel, "most": limit})
        return tuple(
            Arrived(
                row.id,
                channel,
                row.external_id,
                row.chat_hash,
                self._sealer.open(row.sealed, f"inbox:{channel}"),
            )
            for row in rows
        )

    def set_aside(self, channel: str, external_id: str) -> None:
        """Mark an event as one that could not be played; it stays for a human to see."""
        self._run(_SET_ASIDE, {"of_channel": channel, "of_event": external_id})

    def traces(self, channel: str, chat_hash: str, *, since: datetime) -> tuple[str, ...]:
        """Return the channel's ids of the messages that came from a chat since a moment.

        Ids say nothing about anybody; a chat that is to be hidden is wiped by them.
        """
        rows = self._run(
            select(_ROWS.c.sealed).where(
                _ROWS.c.channel == channel,
                _ROWS.c.chat_hash == chat_hash,
                _ROWS.c.state == DONE,
                _ROWS.c.arrived_at >= since,
            ),
            {},
        )
        found = (self._sealer.open(sealed, f"inbox:{channel}") for (sealed,) in rows)
        return tuple(trace for trace in found if isinstance(trace, str))

    def _stands(self, channel: str, external_id: str, *, locked: bool) -> Answered | None:
        query = _STANDS_LOCKED if locked else _STANDS
        row = self._run(query, {"of_channel": channel, "of_event": external_id}).first()
        if row is None:
            return None
        answer = self._sealer.open(row.answer, f"answer:{channel}") if row.answer else None
        return Answered(row.state, row.fingerprint, answer, row.concern_id)

    def _run(self, statement: Executable, values: Mapping[str, Any]) -> CursorResult[Any]:
        return self._session.connection().execute(statement, values)
