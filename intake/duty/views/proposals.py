"""Flags proposed for a person, who has agreed, and who is asked."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposal, as every desk with a part in it reads it."""

    proposal_id: int
    title: str
    level: str
    risk: str
    terms: tuple[tuple[str, date], ...]
    reason: str = field(repr=False)
    lawful_basis: str
    officer: str
    desk: str
    at: datetime
    second_desk: str
    owner_desk: str
    state: str
    agreed_by: str
    agreed_desk: str
    agreed_at: datetime | None
    agreed_words: str = field(repr=False)
    ended_by: str
    ended_desk: str
    ended_at: datetime | None
    ended_words: str = field(repr=False)
    review_on: date | None
    may_agree: bool
    may_accept: bool
    may_refuse: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class ProposalsPage:
    """Every flag proposed for a person that the reader may know of, and the form of a new one.

    Args:
        status: What manages the person today, in titles; empty where nothing does.
        is_high: Assessed high, in view: with an empty status, a line of the gap list.
        kinds: Code and title of each kind of flag.
        seconds: Code and title of each desk that may be asked to agree.
        owners: Code and title of each desk that may be asked to own it.
    """

    person_id: int
    number: str
    label: str = field(repr=False)
    status: tuple[str, ...]
    is_high: bool
    proposals: tuple[ProposalView, ...]
    kinds: tuple[tuple[str, str], ...]
    seconds: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    may_propose: bool
    may_open: bool
