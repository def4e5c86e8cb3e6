"""Stored things as plain values: what the store hands out instead of rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from intake.domain.concern import MentionSaid, Part, Submission
from intake.domain.person import LinkState
from intake.domain.private import Private, private
from intake.domain.standing import Standing
from intake.domain.two_way import AddedKind


@dataclass(frozen=True, slots=True)
class ConcernHeld:
    """A stored concern; `body` is the submission without the reporter's identity."""

    reference: str
    channel: str
    received_at: datetime
    danger: str
    role: str
    known_by: str
    area: str
    body: Submission
    voice_id: int
    return_code_hash: str
    urgency: str
    policy_hash: str
    script: str = ""
    language: str = "en"
    urgency_because: tuple[str, ...] = ()
    state: str = "open"
    closed_how: str = ""
    closed_by: str = ""
    closed_second: str = ""
    closed_reason: Private = field(default_factory=lambda: private(""))
    closed_at: datetime | None = None
    look_again_on: date | None = None
    suspected_false: bool = False
    is_unfinished: bool = False
    taken_by: str = ""
    version: int = 1
    id: int = 0


@dataclass(frozen=True, slots=True)
class Addition:
    """Words added to a concern after it was sent.

    Args:
        kind: Whether they are more, a correction, an answer or a disagreement.
        beside: The old words that a correction stands beside.
        letter_id: The question that they answer.
    """

    concern_id: int
    at: datetime
    words: Private
    kind: AddedKind = AddedKind.MORE
    beside: Private = field(default_factory=lambda: private(""))
    letter_id: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class MentionHeld:
    """A stored mention; `from_story` where it was found by reading the story."""

    concern_id: int
    place: int
    part: Part
    body: MentionSaid
    from_story: bool = False
    id: int = 0


class PersonKind(StrEnum):
    """Listed with a flag, only reported, or a child kept on the children's route."""

    FLAGGED = "flagged"
    EMERGING = "emerging"


@dataclass(frozen=True, slots=True)
class Description:
    """What a record holds to be looked up by; mirrors what a report can say."""

    names: tuple[str, ...] = field(default=(), repr=False)
    birth: str = field(default="", repr=False)
    age_low: int | None = None
    age_high: int | None = None
    age_as_of: date | None = None
    places: tuple[str, ...] = field(default=(), repr=False)
    postcodes: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    vehicles: tuple[str, ...] = field(default=(), repr=False)
    handles: tuple[str, ...] = field(default=(), repr=False)
    work: tuple[str, ...] = field(default=(), repr=False)
    words: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class PersonHeld:
    """A held record. `only_desk` is set where nobody else may know that it exists.

    `own_words` are the body without what judgements taught it; None where none did.
    """

    label: Private
    body: Description
    kind: PersonKind
    made_at: datetime
    area: str = ""
    only_desk: str = ""
    import_key: str = ""
    version: int = 1
    id: int = 0
    own_words: Description | None = field(default=None, repr=False)

    @property
    def number(self) -> str:
        """The record's number as officers read it: P-0412."""
        return f"P-{self.id:04d}"


@dataclass(frozen=True, slots=True)
class LinkHeld:
    """A stored link. `is_own`: the mention from which an emerging record was made."""

    mention_id: int
    person_id: int
    state: LinkState
    made_at: datetime
    is_own: bool = False
    band: str = ""
    candidate: dict[str, Any] = field(default_factory=dict, repr=False)
    only_desk: str = ""
    version: int = 1
    id: int = 0


@dataclass(frozen=True, slots=True)
class JudgementHeld:
    """A stored judgement; `was` is the state of the link before it."""

    link_id: int
    answer: str
    reason: Private
    officer: str
    at: datetime
    was: str
    id: int = 0


class CheckState(StrEnum):
    """How a check came out; "not checked" must never look like "nothing found"."""

    DONE = "done"
    LIST_EMPTY = "list_empty"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class CheckHeld:
    """Proof that one mention, or the story (mention None), was looked up.

    `only_desk` is set where it was looked up again and only what some desks alone may know of
    was found: to all others it was not looked up again (P13).
    """

    concern_id: int
    mention_id: int | None
    state: CheckState
    at: datetime
    list_version: int
    searched: int
    policy_hash: str
    asked: dict[str, Any] = field(default_factory=dict, repr=False)
    found: tuple[dict[str, Any], ...] = field(default=(), repr=False)
    cut: bool = False
    took_ms: int = 0
    only_desk: str = ""
    id: int = 0

    @property
    def of_what(self) -> tuple[int | None, int | None]:
        """What was looked up: a mention, an addition's words, or else the story."""
        return (self.mention_id, self.asked.get("addition"))


@dataclass(frozen=True, slots=True)
class RecheckHeld:
    """A re-check that is due, from a mention and then from a concern's story on.

    Of everybody; or, where `person_id` is given, of those who may be that person; or of one
    concern.
    """

    cause: str
    list_version: int
    due_at: datetime
    concern_id: int | None = None
    next_mention: int = 0
    done_at: datetime | None = None
    person_id: int | None = None
    next_concern: int = 0
    id: int = 0


class View(StrEnum):
    """Two workings of everything: with owner-only flags, and as everyone else sees it (P13)."""

    WHOLE = "whole"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class StandingHeld:
    """One change of standing, kept for good."""

    person_id: int
    view: View
    band: str
    at: datetime
    by: str
    policy_hash: str
    points: Decimal = Decimal(0)
    state: Standing = field(default_factory=Standing)
    weight: dict[str, Any] = field(default_factory=dict, repr=False)
    second: str = ""
    reason: Private = field(default_factory=lambda: private(""))
    id: int = 0


@dataclass(frozen=True, slots=True)
class Crossed:
    """A line crossed ("crossing") or asked about ("question"), once a person and view."""

    person_id: int
    view: View
    line: str
    kind: str
    at: datetime
    episode: int = 0
    concern_id: int | None = None
    open: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True)
class Owned:
    """Which desk owns a person, from when until when."""

    person_id: int
    desk: str
    since: datetime
    why: str
    until: datetime | None = None
    officer: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """An officer's note; `only_desk` where the record was for some desks alone when it was made."""

    subject: str
    at: datetime
    officer: str
    desk: str
    words: Private
    only_desk: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing proposed (waits for a second officer) or made."""

    concern_id: int
    how: str
    reason: Private
    officer: str
    at: datetime
    state: str
    detail: Private = field(default_factory=lambda: private(""))
    second: str = ""
    look_again_on: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Officer:
    """A named human of a desk."""

    login: str
    name: str
    desk: str
    role: str
    made_at: datetime
    password_hash: str = field(default="", repr=False)
    telegram_id: str = field(default="", repr=False)
    disabled: bool = False
    failed: int = 0
    locked_until: datetime | None = None
    id: int = 0
