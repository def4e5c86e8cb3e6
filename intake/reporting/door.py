"""The one door of whoever tells: a turn of talk in, something to say and when out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from intake.domain.concern import Receipt, Submission
from intake.reporting.turns import Say, Step


@dataclass(frozen=True, slots=True)
class Reply:
    """What a channel is to say, and the earliest moment at which it may.

    `leaves_at` is the release slot of a final reply (promise P4), or None for at once.
    `repeated` tells that the event had been seen before and is answered as before.
    """

    says: tuple[Say, ...]
    leaves_at: datetime | None = None
    receipt: Receipt | None = None
    repeated: bool = False
    draft: Mapping[str, Any] = field(default_factory=dict, repr=False)


class Reporting(Protocol):
    """What a channel may ask of the door."""

    def turn(self, *, channel: str, chat: str, event_id: str, step: Step) -> Reply:
        """Play one event of one chat: kept, answered, and acted on in one transaction.

        Args:
            channel: Code of the channel: web, telegram, terminal, rest.
            chat: The channel's own key of the conversation; kept only as a keyed hash.
            event_id: The channel's id of the event; a repeat is answered as before.
            step: The pure conversation bound to this event.
        """
        ...

    def peek(self, *, channel: str, chat: str) -> Mapping[str, Any] | None:
        """Return the kept draft of a chat (to draw a page again), or None."""
        ...

    def forget(self, *, channel: str, chat: str) -> None:
        """Cut a chat from its session (Exit this page); the sealed draft stays resumable."""
        ...

    def receive(
        self, *, organisation: str, key: str, fingerprint: str, submission: Submission
    ) -> Receipt:
        """Take a whole report from another system, once per idempotency key.

        Raises:
            ConflictError: The key came before with another body.
        """
        ...

    def status(self, *, reference: str, return_code: str) -> str:
        """Return the public status of a report as promise P4 allows.

        Raises:
            NotFoundError: Reference and code do not fit together.
        """
        ...
