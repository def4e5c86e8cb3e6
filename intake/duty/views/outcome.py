"""How it came out for a person, what the person says, and the three things shown apart."""

from dataclasses import dataclass, field
from datetime import date, datetime

from intake.domain.band import Band
from intake.domain.urgency import Urgency


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One outcome with its second human; `meant` is a record's number where it may be seen.

    `of` is the record that it was said of, where that one was joined to the page's.
    """

    outcome_id: int
    kind: str
    state: str
    reason: str = field(repr=False)
    officer: str
    desk: str
    at: datetime
    references: tuple[str, ...]
    meant: str
    second: str
    second_at: datetime | None
    ended_by: str
    ended_at: datetime | None
    last_words: str = field(repr=False)
    is_clearing: bool
    of: "JoinedTo | None" = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What the person says; `of` is the joined record that it was said of, if another."""

    words: str = field(repr=False)
    said_on: date
    how: str
    officer: str
    desk: str
    at: datetime
    of: "JoinedTo | None" = None


@dataclass(frozen=True, slots=True)
class JoinedTo:
    """A record that another hangs on, or that hangs on it."""

    person_id: int
    number: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """By what outcome and when a person was cleared, and how many reports came since.

    `of` is the number of the one record that was, where others are joined with it and were not.
    """

    kind: str
    on: date
    officers: tuple[str, ...]
    since: int
    of: str = ""


@dataclass(frozen=True, slots=True)
class ThreeThings:
    """Standing, freshness and urgency, side by side and never made one.

    Args:
        is_child: The record is a child's; no standing is shown then (decision 0050).
        standing: The band; it never falls with time.
        floor: Below which nobody may lower it.
        set_by: The officer who set it last, with the second; empty where weighing did.
        set_because: Why, in their words.
        last_news: When the newest report came; None where there is none.
        silent_days: Whole days since; they only ever raise the need for review.
        review_by: When the person must be looked at by name; None where nothing is owed.
        review_desk: Who owes that.
        is_review_late: It is past.
        urgency: Of the most urgent open report; None where none is open.
        urgent: Its reference.
    """

    is_child: bool
    standing: Band
    floor: Band
    set_by: tuple[str, ...]
    set_because: str = field(repr=False)
    last_news: datetime | None
    silent_days: int | None
    review_by: datetime | None
    review_desk: str
    is_review_late: bool
    urgency: Urgency | None
    urgent: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands on the person's own page beside what others told, in short."""

    cleared: Cleared | None
    waiting: str
    statement: StatementLine | None
    statements: int
    cleared_apart: tuple[Cleared, ...] = ()
    hangs_on: JoinedTo | None = None


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """A report that an outcome may name."""

    reference: str
    received_at: datetime
    kind: str
    is_firm: bool


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """The way out: the three things, outcomes, statements, and what the officer may do."""

    person_id: int
    number: str
    label: str = field(repr=False)
    is_flagged: bool
    purpose: str
    things: ThreeThings
    cleared: Cleared | None
    outcomes: tuple[OutcomeLine, ...]
    statements: tuple[StatementLine, ...]
    reports: tuple[ReportChoice, ...]
    waiting: OutcomeLine | None
    can_record: bool
    can_confirm: bool
    can_state: bool
    cleared_apart: tuple[Cleared, ...] = ()
    hangs_on: JoinedTo | None = None
