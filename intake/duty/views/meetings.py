"""Meetings as a desk reads them: the pack before, the minutes after."""

from dataclasses import dataclass, field
from datetime import date, datetime

from intake.duty.views.homes import HomeView
from intake.duty.views.stewardship import EventView


@dataclass(frozen=True, slots=True)
class LinkedChild:
    """A child within reach of the person: by which concerns, and whether surely.

    Args:
        key: By which the child is known again in the minutes' form; names nobody.
    """

    key: str = field(repr=False)
    words: str = field(repr=False)
    steps: int
    is_firm: bool
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackConcern:
    """One concern in the pack, newest first; `is_new` since the last meeting.

    `said` is how the report begins, and `signs` are its signs; empty where not for the reader.
    """

    reference: str
    received_at: datetime
    setting: str
    is_firm: bool
    is_new: bool
    said: str = field(default="", repr=False)
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackAgreement:
    """A written agreement in force: with whom, until when, how much of it nobody verified."""

    parties: str = field(repr=False)
    until: date
    terms: int
    unverified: int


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One child in closed minutes."""

    child: str = field(repr=False)
    known_to: str = field(repr=False)
    risk: str = field(repr=False)
    action: str = field(repr=False)
    owner: str = field(repr=False)
    by_on: date | None


@dataclass(frozen=True, slots=True)
class CameLine:
    """How one desk took part."""

    desk: str
    came: str
    who: str


@dataclass(frozen=True, slots=True)
class MinutesView:
    """Closed minutes, and who signed them."""

    words: str = field(repr=False)
    attendance: tuple[CameLine, ...]
    children: tuple[ChildLine, ...]
    checked_with: str = field(repr=False)
    checked_on: date | None
    closed_by: str
    closed_at: datetime
    signed: tuple[tuple[str, str, datetime], ...]
    is_joint: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting: the pack in the order in which a chair reads, and the minutes.

    Args:
        invited: Code and title of each desk that was told.
        event: The telling, with everybody's answer; a blank is "no answer", by name.
        children: Every child linked now, the nearest first.
        homes: Present and former homes, with who lives, lived or comes there.
        asked: What the minutes of the last meeting asked for, child by child.
        agreements: Written agreements in force.
        holds: Orders, licences and bail in force, with their ends.
        to_come: Those that have not begun: kind, first and last day.
    """

    meeting_id: int
    person_id: int
    number: str
    label: str = field(repr=False)
    title: str
    held_on: date
    desk: str
    officer: str
    words: str = field(repr=False)
    standing: str
    invited: tuple[tuple[str, str], ...]
    event: EventView
    children: tuple[LinkedChild, ...]
    homes: tuple[HomeView, ...] = field(repr=False)
    asked: tuple[ChildLine, ...] = field(repr=False)
    agreements: tuple[PackAgreement, ...]
    line: str = field(repr=False)
    owner: str
    flags: tuple[str, ...]
    holds: tuple[tuple[str, date], ...]
    to_come: tuple[tuple[str, date, date], ...]
    history: tuple[EventView, ...]
    concerns: tuple[PackConcern, ...]
    last_meeting_on: date | None
    minutes: MinutesView | None
    may_close: bool
    may_sign: bool


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """Every meeting about a person, the newest first: id, title, day, desk, whether closed."""

    person_id: int
    number: str
    label: str = field(repr=False)
    meetings: tuple[tuple[int, str, date, str, bool], ...]
    kinds: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
