"""Inbox, drafts and outbox: what was said to us, what is being told, what we will say."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from intake.store.sealing import Sealer
from intake.store.tables import DraftRow, InboxRow, OutboxRow


@dataclass(frozen=True, slots=True)
class Arrived:
    """One event as written down; `body` is the channel's own form of it."""

    id: int
    channel: str
    external_id: str = field(repr=False)
    chat_hash: str = field(repr=False)
    body: Any = field(repr=False)
    state: str = "waiting"


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


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message on its way to a chat; `body` holds the address and the words."""

    id: int
    chat_hash: str = field(repr=False)
    body: dict[str, Any] = field(repr=False)
    urgent: bool = False
    tries: int = 0
    leaves_at: datetime | None = None


class Talk:
    """The three tables a conversation lives in."""

    def __init__(self, session: Session, *, sealer: Sealer, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at

    # inbox

    def arrive(self, *, channel: str, external_id: str, chat_hash: str, body: Any) -> bool:
        """Write an event down; False where it was written down before."""
        if self.answer_to(channel, external_id) is not None:
            return False
        row = InboxRow(
            channel=channel,
            external_id=external_id,
            chat_hash=chat_hash,
            arrived_at=self._at,
            sealed=self._sealer.seal(body, f"inbox:{channel}"),
        )
        try:
            with self._session.begin_nested():
                self._session.add(row)
        except IntegrityError:
            return False
        return True

    def take(self, *, channel: str, external_id: str, chat_hash: str) -> "Answered | None":
        """Take an event to play it now, so that no other process plays it too.

        Returns:
            How it was answered, where it was; None where it is ours to play. Whoever comes
            second waits here until the first has committed.
        """
        self.arrive(channel=channel, external_id=external_id, chat_hash=chat_hash, body=None)
        self._session.exec(
            select(InboxRow)
            .where(col(InboxRow.channel) == channel, col(InboxRow.external_id) == external_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one()
        before = self.answer_to(channel, external_id)
        return before if before is not None and before.state == "done" else None

    def answer_to(self, channel: str, external_id: str) -> "Answered | None":
        """Return how an event was answered, or None where it never arrived."""
        row = self._session.exec(
            select(InboxRow).where(
                col(InboxRow.channel) == channel, col(InboxRow.external_id) == external_id
            )
        ).first()
        if row is None:
            return None
        answer = self._sealer.open(row.answer, f"answer:{channel}") if row.answer else None
        return Answered(row.state, row.fingerprint, answer, row.concern_id)

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
        row = self._session.exec(
            select(InboxRow).where(
                col(InboxRow.channel) == channel, col(InboxRow.external_id) == external_id
            )
        ).first() or InboxRow(
            channel=channel,
            external_id=external_id,
            chat_hash=chat_hash,
            arrived_at=self._at,
            sealed=self._sealer.seal(None, f"inbox:{channel}"),
        )
        row.state, row.fingerprint, row.concern_id = "done", fingerprint, concern_id
        row.answer = self._sealer.seal(answer, f"answer:{channel}")
        row.sealed = self._sealer.seal(trace or None, f"inbox:{channel}")
        self._session.add(row)
        self._session.flush()

    def waiting(self, channel: str, *, limit: int = 200) -> tuple[Arrived, ...]:
        """Return events not yet played, in the order of their arrival."""
        rows = self._session.exec(
            select(InboxRow)
            .where(col(InboxRow.channel) == channel, col(InboxRow.state) == "waiting")
            .order_by(col(InboxRow.id))
            .limit(limit)
        )
        return tuple(
            Arrived(
                row.id or 0,
                row.channel,
                row.external_id,
                row.chat_hash,
                self._sealer.open(row.sealed, f"inbox:{channel}"),
            )
            for row in rows
        )

    def set_aside(self, channel: str, external_id: str) -> None:
        """Mark an event as one that could not be played; it stays for a human to see."""
        row = self._session.exec(
            select(InboxRow).where(
                col(InboxRow.channel) == channel, col(InboxRow.external_id) == external_id
            )
        ).one()
        row.state = "aside"
        self._session.add(row)

    # drafts

    def draft(self, chat_hash: str) -> DraftHeld | None:
        """Return the draft of a chat, or None."""
        row = self._draft_row(chat_hash)
        if row is None:
            return None
        return DraftHeld(
            chat_hash=row.chat_hash,
            channel=row.channel,
            body=self._sealer.open(row.sealed, f"draft:{chat_hash}"),
            started_at=row.started_at,
            touched_at=row.touched_at,
            version=row.version,
            concern_id=row.concern_id,
        )

    def draft_version(self, chat_hash: str) -> int:
        """Return the draft's version; 0 where there is none."""
        row = self._draft_row(chat_hash)
        return row.version if row else 0

    def keep_draft(
        self, *, chat_hash: str, channel: str, body: Any, concern_id: int | None
    ) -> None:
        """Keep a draft whole, sealed."""
        sealed = self._sealer.seal(body, f"draft:{chat_hash}")
        row = self._draft_row(chat_hash)
        if row is None:
            row = DraftRow(
                chat_hash=chat_hash,
                channel=channel,
                sealed=sealed,
                started_at=self._at,
                touched_at=self._at,
                version=0,
            )
        row.sealed, row.touched_at, row.concern_id = sealed, self._at, concern_id
        row.version += 1
        self._session.add(row)
        self._session.flush()

    def drop_draft(self, chat_hash: str) -> None:
        """Throw a draft away, as its teller asked."""
        row = self._draft_row(chat_hash)
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def _draft_row(self, chat_hash: str) -> DraftRow | None:
        return self._session.exec(
            select(DraftRow)
            .where(col(DraftRow.chat_hash) == chat_hash)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).first()

    # outbox

    def say(
        self,
        *,
        channel: str,
        chat_hash: str,
        body: dict[str, Any],
        not_before: datetime,
        urgent: bool = False,
    ) -> None:
        """Put a message in the outbox; it leaves in the order of the chat."""
        self._session.add(
            OutboxRow(
                channel=channel,
                chat_hash=chat_hash,
                sealed=self._sealer.seal(body, f"outbox:{chat_hash}"),
                urgent=urgent,
                not_before=not_before,
                made_at=self._at,
            )
        )
        self._session.flush()

    def claim(
        self,
        channel: str,
        *,
        lease: timedelta,
        limit: int = 50,
        skip: tuple[str, ...] = (),
        ahead: timedelta = timedelta(),
    ) -> tuple[Outgoing, ...]:
        """Take messages that are due, at most the oldest of each chat, under a lease.

        Those due within `ahead` are taken too, so that they can leave at their very moment.
        """
        rows = self._session.exec(
            select(OutboxRow)
            .where(col(OutboxRow.id).in_(self._oldest(channel)))
            .where(col(OutboxRow.not_before) <= self._at + ahead)
            .where((col(OutboxRow.lease_until).is_(None)) | (col(OutboxRow.lease_until) < self._at))
            .where(col(OutboxRow.chat_hash).not_in(skip))
            .order_by(col(OutboxRow.urgent).desc(), col(OutboxRow.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        for row in rows:
            row.lease_until = self._at + lease
            row.tries += 1
            self._session.add(row)
        self._session.flush()
        return tuple(
            Outgoing(
                row.id or 0,
                row.chat_hash,
                self._sealer.open(row.sealed, f"outbox:{row.chat_hash}"),
                row.urgent,
                row.tries,
                row.not_before if row.not_before > row.made_at else None,
            )
            for row in rows
        )

    def next_due(self, channel: str) -> datetime | None:
        """Return when the next message may leave; None where none waits or all are leased."""
        return self._session.exec(
            select(func.min(OutboxRow.not_before))
            .where(col(OutboxRow.id).in_(self._oldest(channel)))
            .where((col(OutboxRow.lease_until).is_(None)) | (col(OutboxRow.lease_until) < self._at))
        ).first()

    def free(self, channel: str) -> None:
        """End the leases of a sender that is known to be gone."""
        for row in self._session.exec(
            select(OutboxRow).where(
                col(OutboxRow.channel) == channel,
                col(OutboxRow.state) == "waiting",
                col(OutboxRow.lease_until).is_not(None),
            )
        ):
            row.lease_until = None
            self._session.add(row)
        self._session.flush()

    def _oldest(self, channel: str) -> Any:
        return (
            select(func.min(OutboxRow.id))
            .where(col(OutboxRow.channel) == channel, col(OutboxRow.state) == "waiting")
            .group_by(col(OutboxRow.chat_hash))
        )

    def sent(self, outbox_id: int, *, traces: tuple[str, ...] = ()) -> None:
        """Mark a message as sent; its words are wiped, the channel's ids of it are kept."""
        row = self._session.get(OutboxRow, outbox_id)
        if row is not None:
            row.state, row.sent_at, row.lease_until = "sent", self._at, None
            row.sealed = (
                self._sealer.seal(list(traces), f"outbox:{row.chat_hash}") if traces else b""
            )
            self._session.add(row)
            self._session.flush()

    def traces(self, channel: str, chat_hash: str, *, since: datetime) -> tuple[str, ...]:
        """Return the channel's ids of the messages of a chat, both ways, since a moment.

        Ids say nothing about anybody; a chat that is to be hidden is wiped by them.
        """
        came = self._session.exec(
            select(InboxRow).where(
                col(InboxRow.channel) == channel,
                col(InboxRow.chat_hash) == chat_hash,
                col(InboxRow.state) == "done",
                col(InboxRow.arrived_at) >= since,
            )
        )
        left = self._session.exec(
            select(OutboxRow).where(
                col(OutboxRow.channel) == channel,
                col(OutboxRow.chat_hash) == chat_hash,
                col(OutboxRow.state) == "sent",
                col(OutboxRow.sent_at) >= since,
            )
        )
        of_came = (self._sealer.open(row.sealed, f"inbox:{channel}") for row in came)
        of_left = (
            trace
            for row in left
            if row.sealed
            for trace in self._sealer.open(row.sealed, f"outbox:{chat_hash}")
        )
        return (*(trace for trace in of_came if isinstance(trace, str)), *of_left)

    def try_again(self, outbox_id: int, *, after: datetime, error: str) -> None:
        """Give a message back to be tried later; `error` is a code."""
        row = self._session.get(OutboxRow, outbox_id)
        if row is not None:
            row.lease_until, row.not_before, row.last_error = None, after, error
            self._session.add(row)
            self._session.flush()

    def give_up(self, outbox_id: int, *, error: str) -> None:
        """Mark a chat's message as not deliverable (it blocked us)."""
        row = self._session.get(OutboxRow, outbox_id)
        if row is not None:
            row.state, row.last_error, row.lease_until = "failed", error, None
            self._session.add(row)
            self._session.flush()


@dataclass(frozen=True, slots=True)
class Answered:
    """How an event stands: its state, the body's fingerprint, and what was answered."""

    state: str
    fingerprint: str
    answer: Any = field(repr=False)
    concern_id: int | None = None
