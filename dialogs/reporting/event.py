"""One thing a teller did, as every channel hands it in."""

from dataclasses import dataclass, field
from enum import StrEnum

from intake.reporting.turns import FileTold


class EventKind(StrEnum):
    """What was done."""

    TEXT = "text"
    CHOICE = "choice"
    FILE = "file"
    EDIT = "edit"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one chat.

    Args:
        kind: What was done.
        text: The words; the choice's value; the command with its slash; a file's caption.
        message_id: The channel's id of the message, so that a later edit finds its answer.
        values: Several choice values taken at once (a page with boxes).
        is_whole: The text is the whole answer (a page with one box), not one message of many:
            it replaces what stood there and closes a story.
        question: Key of the question whose page was sent, for channels with pages: a page sent
            again from behind changes its own answer, not the present one's.
        is_about: The teller marked the answer as approximate.
        files: Files that came with it, already here or to be fetched.
        album: The channel's id of the album that a file is one of.
    """

    kind: EventKind
    text: str = field(default="", repr=False)
    message_id: str = ""
    values: tuple[str, ...] = field(default=(), repr=False)
    is_whole: bool = False
    question: str = ""
    is_about: bool = False
    files: tuple[FileTold, ...] = ()
    album: str = ""
