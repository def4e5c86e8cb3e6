"""What passes after sending, between whoever told and a desk; neither learns the other's address.

Read `public_status` first: it is all that software tells by itself, and it is computed from the
moment of the report alone (promise P4). Everything else is a `Letter` of a named officer, or a
`Disclosure` that one released.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from intake.domain.calendar import OpeningHours, fixed_hour_of_next_working_day
from intake.domain.private import Private, private


class PublicStatus(StrEnum):
    """Where a report stands, as its reporter may read it."""

    RECEIVED = "received"
    WITH_FRONT_DOOR = "with_front_door"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Stands:
    """A public status, and the moment at which it became so."""

    status: PublicStatus
    since: datetime


def public_status(
    received_at: datetime,
    finished_at: datetime | None,
    *,
    hour: int,
    office: OpeningHours,
    at: datetime,
) -> Stands:
    """Return where a report stands for whoever told it.

    Args:
        received_at: The moment of the report, aware UTC.
        finished_at: When a named officer released that it is finished; None where nobody did.
        hour: The local hour at which public statuses change.
        office: Whose working days count.
        at: The moment asked about.

    Returns:
        The status; each is reached at the fixed hour of the working day after what led to it.

    Why:
        A status that follows events tells of them: that somebody was found, or that nobody was.
        So it follows the calendar, and *finished* an officer's decision alone (promise P4).
    """
    with_door = fixed_hour_of_next_working_day(received_at, hour, office)
    stands = Stands(PublicStatus.RECEIVED, received_at)
    if at >= with_door:
        stands = Stands(PublicStatus.WITH_FRONT_DOOR, with_door)
    if finished_at is not None:
        done = max(with_door, fixed_hour_of_next_working_day(finished_at, hour, office))
        if at >= done:
            stands = Stands(PublicStatus.FINISHED, done)
    return stands


class AddedKind(StrEnum):
    """What words that came after sending are."""

    MORE = "more"
    CORRECTION = "correction"
    ANSWER = "answer"
    DISAGREEMENT = "disagreement"


class LetterKind(StrEnum):
    """What an officer writes to a reporter."""

    MESSAGE = "message"
    QUESTION = "question"
    REPLY = "reply"
    """The answer to "this was not taken seriously"."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An officer's own words to whoever told.

    Args:
        officer: The officer's name; not shown to the reporter, who might know it.
        warned: What the software warned of before it was sent, as codes (name, agency, status).
        reason: Why it was sent all the same; empty where nothing was warned of.
        notify_at: When a neutral notice may leave; None where it waits to be fetched.
        diary_id: The disagreement that it answers.
    """

    concern_id: int
    kind: LetterKind
    at: datetime
    officer: str
    desk: str
    words: Private
    warned: tuple[str, ...] = ()
    reason: Private = field(default_factory=lambda: private(""))
    notify_at: datetime | None = None
    notified_at: datetime | None = None
    read_at: datetime | None = None
    answered_at: datetime | None = None
    diary_id: int | None = None
    id: int = 0

    @property
    def is_open_question(self) -> bool:
        """Whether an answer is still awaited."""
        return self.kind is LetterKind.QUESTION and self.answered_at is None


class DisclosedWhat(StrEnum):
    """What is released."""

    FINISHED = "finished"
    OUTCOME = "outcome"
    OTHER = "other"


class DisclosedTo(StrEnum):
    """To whom."""

    REPORTER = "reporter"
    PARENT = "parent"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A named officer's release; never undone, only followed by another.

    Args:
        what: What is released.
        to: To whom, as a kind; `to_whom` says it in words.
        route: The lawful route, in words.
        words: The exact words, as they were said or shown.
        authorised_by: Who authorised it, by name.
    """

    concern_id: int
    at: datetime
    officer: str
    desk: str
    what: DisclosedWhat
    to: DisclosedTo
    to_whom: Private
    route: Private
    words: Private
    authorised_by: str
    id: int = 0


class ContactWhen(StrEnum):
    """When a notice may reach a chat, as its owner chose."""

    ANY = "any"
    MORNINGS = "mornings"
    EVENINGS = "evenings"
    CODE = "code"
    """Only here, by the code: nothing is ever sent."""


@dataclass(frozen=True, slots=True)
class ContactHours:
    """Local hours of a choice: from a full hour up to, not including, another."""

    opens: int
    closes: int


def next_contact(
    when: ContactWhen, hours: ContactHours | None, office: OpeningHours, at: datetime
) -> datetime | None:
    """Return the first moment from `at` on at which a notice may leave, or None for never.

    Args:
        when: What was chosen.
        hours: The hours of that choice; None for any time.
        office: Whose zone counts.
        at: From when, aware UTC.

    Why:
        Whoever lives with the person they told of has said when it is safe. A notice at any
        other time may be read by him.
    """
    if when is ContactWhen.CODE:
        return None
    if hours is None:
        return at
    day = office.local_day(at)
    opens, closes = office.moment_of(day, hours.opens), office.moment_of(day, hours.closes)
    if at < opens:
        return opens
    return at if at < closes else office.moment_of(day + timedelta(days=1), hours.opens)


@dataclass(frozen=True, slots=True)
class WayBack:
    """How a notice reaches the chat in which a report was told; the address is sealed."""

    concern_id: int
    channel: str
    chat_hash: str = field(repr=False)
    sealed: bytes = field(repr=False)
    chosen: ContactWhen = ContactWhen.CODE
    language: str = "en"
    id: int = 0
