"""Who was spoken to and who was there, and what families are told, as a desk reads it."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact; `is_free` says whether they could speak without him or his household."""

    contact_id: int
    with_whom: str = field(repr=False)
    how: str
    held_on: date
    is_planned: bool
    who_else: str
    present: str = field(repr=False)
    words: str = field(repr=False)
    is_free: bool
    is_denial: bool
    why_joint: str = field(repr=False)
    is_warning_only: bool
    told: str = field(repr=False)
    officer: str
    desk: str
    at: datetime
    reference: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """How somebody may be reached safely."""

    with_whom: str = field(repr=False)
    how: str = field(repr=False)
    when: str = field(repr=False)
    code: str = field(repr=False)
    never: str = field(repr=False)
    officer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """Every contact about a person, the newest first.

    Args:
        is_only_beside_him: All who were spoken to were heard beside him: it closes nothing.
        sees_plans: Whether the reader may know how people are reached.
        references: Concerns that a contact may be about, as far as the reader may open them.
    """

    person_id: int
    number: str
    label: str = field(repr=False)
    contacts: tuple[ContactLine, ...]
    plans: tuple[PlanLine, ...]
    is_only_beside_him: bool
    sees_plans: bool
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One time that the words were said."""

    said_on: date
    by_whom: str = field(repr=False)
    words: str = field(repr=False)
    understood: str
    language: str = field(repr=False)
    officer: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What two humans decided to tell a family, and whether it was said and understood.

    Args:
        due_at: By when it is to be said; None where nothing is owed any more.
        may_say: Whether the reader's desk still has to say it.
    """

    decision_id: int
    decided: str
    what: str = field(repr=False)
    to_whom: str = field(repr=False)
    route: str
    words: str = field(repr=False)
    asked_of: str = field(repr=False)
    why: str = field(repr=False)
    officer: str
    authorised_by: str
    desk: str
    at: datetime
    follow_up_on: date
    due_at: datetime | None
    said: tuple[SaidLine, ...]
    may_say: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of an application: taken by somebody, or due."""

    code: str
    title: str
    due_at: datetime
    taken_by: str
    taken_at: datetime | None
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """One application under a scheme, with its clocks."""

    application_id: int
    title: str
    applicant: str = field(repr=False)
    relation: str = field(repr=False)
    protects: str = field(repr=False)
    received_at: datetime
    officer: str
    desk: str
    steps: tuple[StepLine, ...]
    may_take: bool

    @property
    def is_decided(self) -> bool:
        """Whether whoever asked was answered."""
        return all(one.taken_by for one in self.steps if one.code == "decision")


@dataclass(frozen=True, slots=True)
class TellingPage:
    """What families were told about a person, what they asked, and what is still owed.

    Args:
        warned_only: The reader's desk owes a decision because somebody was only warned.
        schemes: Code and title of each scheme.
    """

    person_id: int
    number: str
    label: str = field(repr=False)
    decisions: tuple[DecisionView, ...]
    applications: tuple[ApplicationView, ...]
    warned_only: bool
    schemes: tuple[tuple[str, str], ...]

    @property
    def undecided(self) -> tuple[ApplicationView, ...]:
        """Applications that a decision may answer."""
        return tuple(one for one in self.applications if one.may_take and not one.is_decided)
