"""A file that came with a report: its states, why it may be refused, and what is held of it.

Its bytes are kept apart, sealed, in parts; read `Attachment` first.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from intake.domain.private import Private, private


class FileKind(StrEnum):
    """What a file is to whoever sent it."""

    PHOTO = "photo"
    AUDIO = "audio"
    VIDEO = "video"
    PAPER = "paper"


class FileState(StrEnum):
    """How far a file is; nobody opens one that is not *ready*.

    `ARRIVING` is not told of yet (its turn has not been played); `FETCHING` is noted and lies
    with the channel still; `SEALED_AWAY` was put out of everybody's reach by an officer.
    """

    ARRIVING = "arriving"
    FETCHING = "fetching"
    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"
    SEALED_AWAY = "sealed_away"


class FileRefusal(StrEnum):
    """Why a file is not shown to anybody; the file itself stays kept, sealed."""

    KIND = "kind"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    EMPTY = "empty"
    TWO_IN_ONE = "two_in_one"
    ACTIVE = "active"
    SWELLS = "swells"
    LOCKED = "locked"
    UNREADABLE = "unreadable"
    SCANNER = "scanner"
    NOT_FETCHED = "not_fetched"


class Copy(StrEnum):
    """Which of a file's two copies: as it came, or drawn anew without what came along in it."""

    ORIGINAL = "original"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file as held: everything but its bytes.

    Args:
        cause: What it came by, once: `telegram:<event>:1`. The same cause is the same file.
        chat_hash: Keyed hash of the chat that sent it.
        state: How far it is.
        kind: What it was sent as.
        arrived_at: When it was told of, aware UTC.
        due_at: When somebody must fetch or check it (again); None where nobody must.
        concern_id: The report it belongs to; None while that is being told (P12).
        name: Its name as it came: words about people.
        source: How the channel finds it and whom to tell, while it is fetched; else empty.
        media_type: By its content; empty until checked.
        refusal: Why it is refused, else empty.
        size: Bytes of the original; 0 until it is here.
        sha256: Of the original, 64 hex letters; empty until it is here.
        parts: How many sealed parts of the original are kept.
        shown_size: Bytes of the shown copy; 0 where there is none.
    """

    cause: str
    chat_hash: str = field(repr=False)
    channel: str
    state: FileState
    kind: FileKind
    arrived_at: datetime
    due_at: datetime | None = None
    concern_id: int | None = None
    name: Private = field(default_factory=lambda: private(""))
    source: Private = field(default_factory=lambda: private(""))
    media_type: str = ""
    refusal: str = ""
    size: int = 0
    sha256: str = ""
    parts: int = 0
    shown_size: int = 0
    shown_parts: int = 0
    tries: int = 0
    sealed_by: str = ""
    sealed_reason: Private = field(default_factory=lambda: private(""))
    id: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether there is a copy to look at; other files are only taken away."""
        return self.shown_size > 0
