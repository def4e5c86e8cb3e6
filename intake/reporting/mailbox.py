"""Inbox and outbox of a channel that delivers by itself; read `Mailbox` first.

An event is written down before its sender is told that it arrived, and a message leaves
from its row: a process may die between any two lines and nothing is lost or said twice
without need (promise P1).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from intake.reporting.turns import Say
from intake.store.bodies import plain_of, value_of
from intake.store.office import Office
from intake.store.outbox import Left

__all__ = ["Arriving", "Leaving", "Left", "Mailbox", "Waiting"]


@dataclass(frozen=True, slots=True)
class Arriving:
    """One event as a channel received it; `chat` is the channel's own key of the talk."""

    event_id: str
    chat: str = field(repr=False)
    body: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One event that was written down and is still to be played."""

    event_id: str
    chat_key: str = field(repr=False)
    body: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Leaving:
    """One message that a channel is to send: where to, and what.

    `leaves_at` is the release slot of a final reply (promise P4), or None for at once.
    """

    id: int
    chat_key: str = field(repr=False)
    address: str = field(repr=False)
    says: tuple[Say, ...] = field(repr=False)
    urgent: bool = False
    leaves_at: datetime | None = None


class Mailbox:
    """What came in on one channel, and what is to go out.

    Args:
        office: The office.
        channel: Code of the channel.
    """

    def __init__(self, office: Office, channel: str) -> None:
        self._office = office
        self._channel = channel

    def chat_key(self, chat: str) -> str:
        """Return the keyed hash that stands for a chat; the address itself is not kept."""
        return self._office.sealer.hash_of(f"chat:{self._channel}", chat)

    def mark_of(self, *parts: str) -> str:
        """Return a keyed hash of 16 letters, for ids of events that hold addresses."""
        return self._office.sealer.hash_of(f"event:{self._channel}", "\0".join(parts))[:16]

    # what came in

    def arrive(self, events: Sequence[Arriving]) -> tuple[Waiting | None, ...]:
        """Write events down in one transaction, before their sender is told.

        Returns:
            Each event as it waits now, in their order; None for a repeat.
        """
        with self._office.begin() as work:
            waits = [Waiting(one.event_id, self.chat_key(one.chat), one.body) for one in events]
            return tuple(
                one
                if work.inbox.arrive(
                    channel=self._channel,
                    external_id=one.event_id,
                    chat_hash=one.chat_key,
                    body=one.body,
                )
                else None
                for one in waits
            )

    def waiting(self) -> tuple[Waiting, ...]:
        """Return events that were written down and not played, in their order."""
        with self._office.look() as work:
            return tuple(
                Waiting(one.external_id, one.chat_hash, one.body)
                for one in work.inbox.waiting(self._channel)
            )

    def played(self, one: Waiting) -> None:
        """Note that an event that is no turn of talk was acted on; its words are wiped."""
        with self._office.begin() as work:
            work.inbox.answered(
                channel=self._channel,
                external_id=one.event_id,
                chat_hash=one.chat_key,
                answer=None,
            )

    def set_aside(self, one: Waiting, *, address: str, says: tuple[Say, ...]) -> None:
        """Put away an event that cannot be played, and say so; it is kept to be seen."""
        with self._office.begin() as work:
            work.inbox.set_aside(self._channel, one.event_id)
            work.audit.note("event.set_aside", channel=self._channel)
            if says:
                work.outbox.say(
                    channel=self._channel,
                    chat_hash=one.chat_key,
                    body={"address": address, "says": plain_of(says)},
                    not_before=work.at,
                )

    # what goes out

    def say(self, address: str, says: tuple[Say, ...]) -> None:
        """Put something into the outbox of a chat that no event of this moment asked for."""
        with self._office.begin() as work:
            work.outbox.say(
                channel=self._channel,
                chat_hash=self.chat_key(address),
                body={"address": address, "says": plain_of(says)},
                not_before=work.at,
            )

    def next_leaving(
        self, *, skip: Sequence[str] = (), gone: Sequence[int] = ()
    ) -> datetime | None:
        """Return when the next message may leave, aware UTC, or None; takes no lock."""
        with self._office.look() as work:
            return work.outbox.next_due(self._channel, skip=skip, gone=gone)

    def leaving(
        self,
        *,
        left: Sequence[Left] = (),
        skip: Sequence[str] = (),
        gone: Sequence[int] = (),
        ahead: timedelta = timedelta(),
        most: int = 50,
    ) -> tuple[Leaving, ...]:
        """Note what was sent, and return what is due, at most one message a chat.

        Only the one process that sends on this channel may call it. Where nothing was sent
        it takes no lock.

        Args:
            left: What was sent since the last call.
            skip: Keys of chats that are being written to at this moment.
            gone: Messages that were sent, and that a later call will note.
            ahead: What falls due within this span is returned too; the caller waits for it.
            most: Most messages returned.
        """
        with self._office.begin() if left else self._office.look() as work:
            work.outbox.sent(left)
            return tuple(
                Leaving(
                    one.id,
                    one.chat_hash,
                    one.body["address"],
                    tuple(value_of(Say, item) for item in one.body["says"]),
                    one.urgent,
                    one.leaves_at,
                )
                for one in work.outbox.due(
                    self._channel, limit=most, skip=skip, gone=gone, ahead=ahead
                )
            )

    def left(self, left: Sequence[Left]) -> None:
        """Note what was sent, and take nothing more."""
        with self._office.begin() as work:
            work.outbox.sent(left)

    def unreachable(self, message_id: int, *, error: str) -> None:
        """Note that a message cannot reach its chat any more; `error` is a code."""
        with self._office.begin() as work:
            work.outbox.give_up(message_id, error=error)
            work.audit.note("chat.unreachable", channel=self._channel, error=error)

    def traces(self, chat_key: str, *, within: timedelta) -> tuple[str, ...]:
        """Return the channel's ids of what a chat shows, both ways, newest span only."""
        with self._office.look() as work:
            since = work.at - within
            came = work.inbox.traces(self._channel, chat_key, since=since)
            return (*came, *work.outbox.traces(self._channel, chat_key, since=since))
