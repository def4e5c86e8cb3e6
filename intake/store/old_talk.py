"""Rows of talk that have done their work: answered events and sent messages, some at a time."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from intake.store.tables import InboxRow, OutboxRow


class OldTalk:
    """What may be thrown away of inbox and outbox. Read-only until `drop` is called.

    What waits, was set aside for a human, or could not be delivered is never old.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def answered_before(self, moment: datetime, *, limit: int) -> tuple[int, ...]:
        """Return ids of events answered that arrived before a moment, the oldest first."""
        rows = self._session.exec(
            select(InboxRow.id, InboxRow.arrived_at)
            .where(col(InboxRow.state) == "done")
            .order_by(col(InboxRow.id))
            .limit(limit)
        )
        return tuple(number or 0 for number, at in rows if at < moment)

    def sent_before(self, moment: datetime, *, limit: int) -> tuple[int, ...]:
        """Return ids of messages that left before a moment, the oldest first."""
        rows = self._session.exec(
            select(OutboxRow.id, OutboxRow.sent_at)
            .where(col(OutboxRow.state) == "sent")
            .order_by(col(OutboxRow.id))
            .limit(limit)
        )
        return tuple(number or 0 for number, at in rows if at is not None and at < moment)

    def drop(self, *, answered: tuple[int, ...] = (), sent: tuple[int, ...] = ()) -> int:
        """Throw rows away that are still answered or sent; returns how many."""
        gone = 0
        if answered:
            of_inbox = delete(InboxRow).where(
                col(InboxRow.id).in_(answered), col(InboxRow.state) == "done"
            )
            gone += self._session.connection().execute(of_inbox).rowcount
        if sent:
            of_outbox = delete(OutboxRow).where(
                col(OutboxRow.id).in_(sent), col(OutboxRow.state) == "sent"
            )
            gone += self._session.connection().execute(of_outbox).rowcount
        return gone
