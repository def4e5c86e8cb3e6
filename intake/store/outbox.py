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
    .where(_ROWS.c.id.not_in(bindparam("gone", expanding=True)))
    .group_by(_ROWS.c.chat_hash)
)
_IS_NOT_SKIPPED = _ROWS.c.chat_hash.not_in(bindparam("skipped", expanding=True))
_DUE = (
    select(
        _ROWS.c.id,
        _ROWS.c.chat_hash,
        _ROWS.c.sealed,
        _ROWS.c.urgent,
        _ROWS.c.not_before,
        _ROWS.c.made_at,
    )
    .where(_ROWS.c.id.in_(_OLDEST))
    .where(_ROWS.c.not_before <= bindparam("until"))
    .where(_IS_NOT_SKIPPED)
    .order_by(_ROWS.c.urgent.desc(), _ROWS.c.id)
    .limit(bindparam("most"))
)
_NEXT = select(func.min(_ROWS.c.not_before)).where(_ROWS.c.id.in_(_OLDEST), _IS_NOT_SKIPPED)
_IS_IT = _ROWS.c.id == bindparam("of_id")
_SENT = (
    update(_ROWS)
    .where(_IS_IT)
    .values(state="sent", sent_at=bindparam("sent_at"), sealed=bindparam("traces"))
)
_FAILED = update(_ROWS).where(_IS_IT).values(state="failed", last_error=bindparam("code"))
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
    leaves_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """One message that was sent, with the channel's ids of what the other side now sees."""

    id: int
    chat_hash: str = field(repr=False)
    traces: tuple[str, ...] = ()


class Outbox:
    """The shelf of what is to be said.

    Why no lease a row:
        One process at a time sends on a channel (`intake.running.lease`), and it knows what it
        has in hand. A lease a row cost a commit for each line of talk, and made whoever took
        over after a kill wait for nothing.
    """

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

    def due(
        self,
        channel: str,
        *,
        limit: int = 50,
        skip: Sequence[str] = (),
        gone: Sequence[int] = (),
        ahead: timedelta = timedelta(),
    ) -> tuple[Outgoing, ...]:
        """Return messages that are due, at most the oldest of each chat, the urgent first.

        Args:
            channel: Code of the channel.
            limit: Most messages.
            skip: Keys of chats that the caller has something in hand for.
            gone: Messages that were sent and are not noted yet.
            ahead: What falls due within this span is returned too, so that it can leave at
                its very moment.
        """
        asked = {
            "of_channel": channel,
            "until": self._at + ahead,
            "skipped": list(skip),
            "gone": list(gone),
            "most": limit,
        }
        return tuple(
            Outgoing(
                row.id,
                row.chat_hash,
                self._sealer.open(row.sealed, f"outbox:{row.chat_hash}"),
                row.urgent,
                row.not_before if row.not_before > row.made_at else None,
            )
            for row in self._run(_DUE, asked)
        )

    def next_due(
        self, channel: str, *, skip: Sequence[str] = (), gone: Sequence[int] = ()
    ) -> datetime | None:
        """Return when the next message may leave, or None; see `due` for what is left out."""
        asked = {"of_channel": channel, "skipped": list(skip), "gone": list(gone)}
        found: datetime | None = self._run(_NEXT, asked).scalar_one()
        return found

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
