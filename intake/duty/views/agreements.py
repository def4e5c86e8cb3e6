"""Written agreements as a desk reads them: relied on, or not verified since a day."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look at a term."""

    at: datetime
    officer: str
    found: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term.

    Args:
        since: Since when nobody has verified it.
        is_verified: Whether anybody ever has.
        due_at: When the next look is owed; None where none is.
    """

    place: int
    words: str = field(repr=False)
    how: str = field(repr=False)
    who: str = field(repr=False)
    every_days: int
    breach: str = field(repr=False)
    since: datetime
    is_verified: bool
    is_late: bool
    due_at: datetime | None
    looks: tuple[LookLine, ...]


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One agreement with its terms and every look at them."""

    agreement_id: int
    parties: str = field(repr=False)
    why: str = field(repr=False)
    made_at: datetime
    expires_on: date
    officer: str
    desk: str
    ended_by: str
    ended_because: str = field(repr=False)
    is_over: bool
    is_own: bool
    terms: tuple[TermLine, ...]


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """Every agreement about a person, the newest first."""

    person_id: int
    number: str
    label: str = field(repr=False)
    agreements: tuple[AgreementView, ...]
    may_keep: bool
