"""What passes through the reporting door: a draft goes in, a turn comes out.

The conversation is pure: `step.advance(draft)` gives a `Turn`; the door keeps its draft and
says, and acts on `send` or `danger`. Nothing here leads to a match (promise P4).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from intake.domain.attachment import FileKind
from intake.domain.concern import DangerKind, Receipt, Submission
from intake.domain.two_way import AddedKind, ContactWhen, LetterKind, PublicStatus

__all__ = [
    "AddedKind",
    "AddedWords",
    "ContactWhen",
    "DangerKind",
    "FileKind",
    "FileRules",
    "FileTold",
    "Granted",
    "LetterKind",
    "PublicLetter",
    "PublicReport",
    "PublicStatus",
    "Say",
    "SayChoice",
    "SayEnglish",
    "SayLine",
    "SayStyle",
    "Step",
    "Turn",
    "Wish",
    "WishKind",
]


class SayStyle(StrEnum):
    """How a text is to be shown; a channel decides what it makes of it."""

    PLAIN = "plain"
    QUESTION = "question"
    DANGER = "danger"
    ERROR = "error"
    SUMMARY = "summary"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class SayChoice:
    """One button or radio; `value` comes back in a choice event, at most 40 characters.

    `is_way_past` marks the ways past a question (skip, "I do not know", "I would rather not
    say") and other side doors, which a page keeps apart from the answers. A value that starts
    with a colon is a deed (`:done`, `:send`, `:change when`), any other is
    `question=answer`.
    """

    value: str
    label: str
    hint: str = ""
    is_way_past: bool = False


@dataclass(frozen=True, slots=True)
class SayLine:
    """One numbered line of a summary: `question` is the key to change it by."""

    number: int
    question: str
    label: str = field(repr=False)
    answer: str = field(repr=False)
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class SayEnglish:
    """The English of a thing said, beside a translation that nobody has reviewed yet."""

    text: str = field(repr=False)
    choices: tuple[SayChoice, ...] = ()
    label: str = field(default="", repr=False)
    hint: str = ""
    why: str = ""
    prompts: tuple[str, ...] = ()
    lines: tuple[SayLine, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Say:
    """One thing to say, in the reader's language, with what may be answered.

    `key` names the text for tests and for channels that lay it out themselves; `question` is
    the key of the question it asks, if any (`child`, or `child#2` for the second of a
    repeat); `many` marks choices of which several may be taken.

    The last fields repeat parts of `text` for a channel that lays out a page: a channel that
    only has lines of text needs none of them. `kind` is the question's type, `given` what
    stands as its answer already, `lines` the summary line by line. `english` is the same in
    English, where the translation is to be read beside it.
    """

    text: str = field(repr=False)
    style: SayStyle = SayStyle.PLAIN
    key: str = ""
    choices: tuple[SayChoice, ...] = ()
    question: str = ""
    many: bool = False
    kind: str = ""
    label: str = field(default="", repr=False)
    hint: str = ""
    why: str = ""
    prompts: tuple[str, ...] = ()
    given: str = field(default="", repr=False)
    lines: tuple[SayLine, ...] = field(default=(), repr=False)
    english: SayEnglish | None = None


class WishKind(StrEnum):
    """What only the door can give.

    SAVE is a code by which the draft goes on elsewhere. OPEN is what a typed code opens: a draft
    that was not sent, or a report that was. READ is where the report of this chat stands, and
    what was written to its teller. CONTACT keeps when a notice may reach this chat.
    """

    SAVE = "save"
    OPEN = "open"
    READ = "read"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish of this turn; `words` are the code typed, or the choice made.

    `reference` narrows a code to one report. `keeps_own` says that this chat holds words that
    were not sent: they are set aside under a code of their own before another draft is opened.
    """

    kind: WishKind
    words: str = field(default="", repr=False)
    reference: str = ""
    keeps_own: bool = False


@dataclass(frozen=True, slots=True)
class PublicLetter:
    """What an officer wrote to the teller; nothing says who, or of which agency."""

    id: int
    kind: LetterKind
    at: datetime
    words: str = field(repr=False)
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A report as its teller may see it after sending (promise P4).

    Args:
        since: Since when it stands so; computed from the moment of the report, or from an
            officer's release.
        letters: Oldest first.
        contact: When a notice may reach the chat it was told in; None where there is no chat.
    """

    reference: str
    status: PublicStatus
    since: datetime
    script: str
    language: str
    letters: tuple[PublicLetter, ...] = ()
    contact: ContactWhen | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    """What came of a wish.

    Args:
        is_done: Whether it was granted; a wrong code is not.
        code: A fresh code: of this draft (SAVE), or of the words set aside (OPEN).
        draft: The draft that a code opened.
        report: The report that a code opened, or that of this chat.
        wait_seconds: So many wrong codes came that this one was not looked at; try again then.
        is_here: The code opens what this chat holds already.
    """

    kind: WishKind
    is_done: bool = True
    code: str = field(default="", repr=False)
    draft: Mapping[str, Any] | None = field(default=None, repr=False)
    report: PublicReport | None = None
    wait_seconds: int = 0
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class AddedWords:
    """What an addition is: which question it answers, which old words it stands beside."""

    kind: AddedKind = AddedKind.MORE
    letter_id: int = 0
    beside: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class FileRules:
    """How many files one report may bring, and how large each may be.

    `accept` are the media types that a page asks a browser for.
    """

    most: int
    most_bytes: int
    accept: str = ""

    @property
    def megabytes(self) -> int:
        """The largest file in megabytes, as it is told."""
        return self.most_bytes >> 20


@dataclass(frozen=True, slots=True)
class FileTold:
    """One file that a teller sent: already here (`token`), or to be fetched from its channel.

    Args:
        kind: What it was sent as.
        size: Bytes, as far as the channel tells; 0 where it does not.
        token: What `FileDoor.arrive` gave; 0 where the bytes lie with the channel.
        source: How the channel finds it again.
        name: Its name there: words about people.
    """

    kind: FileKind
    size: int = 0
    token: int = 0
    source: str = field(default="", repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event led to.

    Args:
        draft: The whole new draft as JSON-able data; the door keeps it sealed.
        says: What to say now, in order.
        send: The finished submission, where the reporter said "send".
        danger: Set where a desk must be told at this moment, with `known` as what is known.
        known: The unfinished submission that goes with `danger`. Also set, without `danger`,
            on the later turns of a draft whose teller said "yes, in danger": what the desk
            already sees is to be brought up to date, without a further alert. None beside
            `danger` where the report was sent before: it is told on the concern of this draft.
        ends: The conversation is over: no reminders. A draft sent or stopped is still handed
            back on the chat's next event, for edits and additions come after sending.
        forget: The reporter asked to throw the draft away.
        addition: Words that came after sending, to be stored as an addition to the concern of
            this draft (words never change after sending); None where nothing was added.
        added_as: What the addition is.
        is_sent: The report of this draft was sent, now or before.
        wish: Something that only the door can give; `Step.grant` words what came of it.
        files: Files to keep with this report; what is not among them is thrown away.
        files_back: Files that their teller takes back before sending, by what the door knows
            them by; one that a desk has already stays with it.
        has_files: The report brings files, of this turn or of earlier ones.
        are_files_added: They came after sending, and belong to the concern of this draft.
    """

    draft: Mapping[str, Any] = field(repr=False)
    says: tuple[Say, ...] = ()
    send: Submission | None = None
    danger: DangerKind | None = None
    known: Submission | None = None
    ends: bool = False
    forget: bool = False
    addition: str | None = field(default=None, repr=False)
    added_as: AddedWords = field(default_factory=AddedWords)
    is_sent: bool = False
    wish: Wish | None = None
    files: tuple[FileTold, ...] = ()
    files_back: tuple[int, ...] = ()
    has_files: bool = False
    are_files_added: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """The pure conversation, bound to one event.

    `advance` takes the kept draft (None at the start) and may be called twice; `conclude`
    words the receipt after the report is stored; `grant` takes the draft and what came of the
    turn's wish, and gives the draft to keep and what to say.
    """

    advance: Callable[[Mapping[str, Any] | None], Turn]
    conclude: Callable[[Mapping[str, Any], Receipt], tuple[Say, ...]]
    grant: Callable[[Mapping[str, Any], Granted], "Turn"] = field(
        default_factory=lambda: _nothing_more
    )


def _nothing_more(draft: Mapping[str, Any], _granted: Granted) -> Turn:
    """Leave a draft as it is, for conversations without wishes."""
    return Turn(draft=draft)
