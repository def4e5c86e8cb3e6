"""The outbox: what we will say to a chat, in the order of its making; statements made once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Executable, bindparam, func, insert, select, update
from sqlmodel import Session

from intake.store.sealing import Sealer
from intake.store.tables import OutboxRow

_ROWS = OutboxRow.metadata.tables["outbox"]
_OLDEST = (
    select(func.min(_ROWS.c.id))
    .where(_ROWS.c.channel == bindparam("of_channel"), _ROWS.c.state == "waiting")
    .group_by(_ROWS.c.chat_hash)
)
_IS_FREE = _ROWS.c.lease_until.is_(None) | (_ROWS.c.lease_until < bindparam("now"))
_DUE = (
    select(
        _ROWS.c.id,
        _ROWS.c.chat_hash,
        _ROWS.c.sealed,
        _ROWS.c.urgent,
        _ROWS.c.tries,
        _ROWS.c.not_before,
        _ROWS.c.made_at,
    )
    .where(_ROWS.c.id.in_(_OLDEST), _IS_FREE)
    .where(_ROWS.c.not_before <= bindparam("until"))
    .where(_ROWS.c.chat_hash.not_in(bindparam("skipped", expanding=True)))
    .order_by(_ROWS.c.urgent.desc(), _ROWS.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_LEASE = (
    update(_ROWS)
    .where(_ROWS.c.id.in_(bindparam("ids", expanding=True)))
    .values(lease_until=bindparam("ends"), tries=_ROWS.c.tries + 1)
)
_NEXT = select(func.min(_ROWS.c.not_before)).where(_ROWS.c.id.in_(_OLDEST), _IS_FREE)
_FREE = (
    update(_ROWS)
    .where(_ROWS.c.channel == bindparam("of_channel"), _ROWS.c.state == "waiting")
    .where(_ROWS.c.lease_until.is_not(None))
    .values(lease_until=None)
)
_IS_IT = _ROWS.c.id == bindparam("of_id")
_SENT = (
    update(_ROWS)
    .where(_IS_IT)
    .values(
        state="sent", sent_at=bindparam("sent_at"), lease_until=None, sealed=bindparam("traces")
    )
)
_FAILED = (
    update(_ROWS)
    .where(_IS_IT)
    .values(state="failed", last_error=bindparam("code"), lease_until=None)
)
_NEW = insert(_ROWS)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message on its way to a chat; `body` holds the address and the words.

    `leaves_at` is the moment it was made for, where that is not at once.
    """

    id: int
    chat_hash: str = field(repr=False)
    body: dict[str, Any] = field(repr=False)
    urgent: bool = False
    tries: int = 0
    leaves_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """One message that was sent, with the channel's ids of what the other side now sees."""

    id: int
    chat_hash: str = field(repr=False)
    traces: tuple[str, ...] = ()


class Outbox:
    """The shelf of what is to be said; leases are for senders that die."""

    def __init__(self, session: Session, *, sealer: Sealer, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at

    def say(
        self,
        *,
        channel: str,
        chat_hash: str,
        body: dict[str, Any],
        not_before: datetime,
        urgent: bool = False,
    ) -> None:
        """Put a message in; it leaves in the order of the chat."""
        row = {
            "channel": channel,
            "chat_hash": chat_hash,
            "sealed": self._sealer.seal(body, f"outbox:{chat_hash}"),
            "urgent": urgent,
            "not_before": not_before,
            "made_at": self._at,
            "state": "waiting",
            "tries": 0,
            "last_error": "",
        }
        self._run(_NEW, row)

    def claim(
        self,
        channel: str,
        *,
        lease: timedelta,
        limit: int = 50,
        skip: Sequence[str] = (),
        ahead: timedelta = timedelta(),
    ) -> tuple[Outgoing, ...]:
        """Take messages that are due, at most the oldest of each chat, under a lease.

        Those due within `ahead` are taken too, so that they can leave at their very moment.
        """
        asked = {
            "of_channel": channel,
            "now": self._at,
            "until": self._at + ahead,
            "skipped": list(skip),
            "most": limit,
        }
        rows = self._run(_DUE, asked).all()
        if rows:
            self._run(_LEASE, {"ids": [row.id for row in rows], "ends": self._at + lease})
        return tuple(
            Outgoing(
                row.id,
                row.chat_hash,
                self._sealer.open(row.sealed, f"outbox:{row.chat_hash}"),
                row.urgent,
                row.tries + 1,
                row.not_before if row.not_before > row.made_at else None,
            )
            for row in rows
        )

    def next_due(self, channel: str) -> datetime | None:
        """Return when the next message may leave; None where none waits or all are leased."""
        found: datetime | None = self._run(
            _NEXT, {"of_channel": channel, "now": self._at}
        ).scalar_one()
        return found

    def free(self, channel: str) -> None:
        """End the leases of a sender that is known to be gone."""
        self._run(_FREE, {"of_channel": channel})

    def sent(self, left: Sequence[Left]) -> None:
        """Mark messages as sent; their words are wiped, the channel's ids of them are kept."""
        if not left:
            return
        rows = [
            {
                "of_id": one.id,
                "sent_at": self._at,
                "traces": self._sealer.seal(list(one.traces), f"outbox:{one.chat_hash}")
                if one.traces
                else b"",
            }
            for one in left
        ]
        self._run(_SENT, rows)

    def traces(self, channel: str, chat_hash: str, *, since: datetime) -> tuple[str, ...]:
        """Return the channel's ids of the messages sent to a chat since a moment."""
        rows = self._run(
            select(_ROWS.c.sealed).where(
                _ROWS.c.channel == channel,
                _ROWS.c.chat_hash == chat_hash,
                _ROWS.c.state == "sent",
                _ROWS.c.sent_at >= since,
            ),
            {},
        )
        return tuple(
            trace
            for (sealed,) in rows
            if sealed
            for trace in self._sealer.open(sealed, f"outbox:{chat_hash}")
        )

    def give_up(self, outbox_id: int, *, error: str) -> None:
        """Mark a chat's message as not deliverable (it blocked us); `error` is a code."""
        self._run(_FAILED, {"of_id": outbox_id, "code": error})

    def _run(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
    ) -> CursorResult[Any]:
        return self._session.connection().execute(statement, values)
