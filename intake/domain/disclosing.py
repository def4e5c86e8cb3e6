"""Right words to families: what is told, to whom, by which route, in which words; and the clocks.

Read `Decision`, then `Application`. The software never tells anybody: it keeps what two humans
decided, and that it was said and understood.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from intake.domain.errors import JudgementRefusedError
from intake.domain.private import Private

LONGEST = timedelta(days=366)
FEWEST_WORDS = 4
"""Fewer are no content: nobody can protect a child by "she was warned"."""


class Decided(StrEnum):
    """What was decided."""

    TELL = "tell"
    PARTLY = "partly"
    NOT_TELL = "not_tell"


class LegalRoute(StrEnum):
    """By which right somebody may be told."""

    CSODS = "csods"
    DVDS = "dvds"
    MAPPA = "mappa"
    COMMON_LAW = "common_law"
    CHILD_PROTECTION = "child_protection"
    COURT = "court"


class Understood(StrEnum):
    """Whether whoever was told said it back in their own words."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Scheme(StrEnum):
    """A scheme under which anybody may ask the police."""

    CSODS = "csods"
    DVDS = "dvds"


class Step(StrEnum):
    """One step of an application, each with its clock."""

    CHECKS = "checks"
    INTERVIEW = "interview"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Decision:
    """What two humans decided to tell a family about a person, or not to.

    Args:
        person_id: About whom.
        what: What may be told, and what may not.
        to_whom: Who is told, by name and part, as "Ms Mossop, mother of two".
        route: By which right.
        words: The exact words.
        asked_of: What they are asked to do with it.
        why: Why; of not telling, why not.
        authorised_by: The second human.
        say_by_on: The local day by which it is said; None where it is not told.
        follow_up_on: The local day on which somebody asks how it went, or looks again.
        application_id: The application that it answers; None for none.
    """

    person_id: int
    decided: Decided
    what: Private
    to_whom: Private
    route: LegalRoute
    words: Private
    asked_of: Private
    why: Private
    authorised_by: str
    say_by_on: date | None
    follow_up_on: date
    officer: str
    desk: str
    at: datetime
    application_id: int | None = None
    only_desk: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """That the words of a decision were said, and what came of it; kept for good.

    Args:
        by_whom: Who said them, by name.
        words: What was said in fact.
        language: In which language, and through whom where it was not their own.
    """

    decision_id: int
    said_on: date
    by_whom: Private
    words: Private
    understood: Understood
    language: Private
    officer: str
    desk: str
    at: datetime
    id: int = 0


@dataclass(frozen=True, slots=True)
class Application:
    """Somebody asked under a scheme whether a person is a danger to a child, or to themselves.

    Args:
        applicant: Who asks, and how they may be reached safely.
        relation: What they are to the child or to the person.
        protects: Whom it is to protect.
        received_at: When the clocks began, aware UTC.
    """

    person_id: int
    scheme: Scheme
    applicant: Private
    relation: Private
    protects: Private
    received_at: datetime
    officer: str
    desk: str
    at: datetime
    only_desk: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class StepDone:
    """That one step of an application was taken."""

    application_id: int
    step: Step
    words: Private
    officer: str
    at: datetime
    id: int = 0


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step of a scheme and its clock, from the application on."""

    step: Step
    within: timedelta


def says_something(words: str) -> bool:
    """Whether words could be said to somebody as they stand."""
    return len(words.split()) >= FEWEST_WORDS


def check_decision(
    decision: Decision, *, officer: str, today: date, given: Iterable[str] = ()
) -> None:
    """Refuse a decision by which a family would be warned and not told, naming all that lacks.

    Args:
        decision: As written down.
        officer: Who writes it down.
        today: The local day.
        given: Names of days that nobody could read, which lack as well.

    Raises:
        JudgementRefusedError: `missing` holds what, to_whom, words and asked_of (of telling),
            why, say_by_on (from today on, within a year), follow_up_on (after that, within a
            year) or second (another human's name).

    Why:
        Families were warned without the information that they needed (Peterborough review, rows
        P24 and P40): "warned" is no content.
    """
    tells = decision.decided is not Decided.NOT_TELL
    say_by = decision.say_by_on
    is_soon = say_by is not None and today <= say_by <= today + LONGEST
    after = say_by if tells and say_by is not None else today
    wanted = (
        ("what", bool(decision.what)),
        ("to_whom", bool(decision.to_whom)),
        ("words", not tells or says_something(decision.words.reveal())),
        ("asked_of", not tells or bool(decision.asked_of)),
        ("why", bool(decision.why)),
        ("say_by_on", not tells or is_soon),
        ("follow_up_on", after <= decision.follow_up_on <= today + LONGEST),
        ("second", decision.authorised_by.strip() not in {"", officer.strip()}),
    )
    lacks = [name for name, is_given in wanted if not is_given]
    if missing := tuple(dict.fromkeys((*lacks, *given))):
        raise JudgementRefusedError(missing=missing)


def check_said(said: Said, *, today: date) -> None:
    """Refuse a telling of which nobody would know what was said.

    Raises:
        JudgementRefusedError: `missing` holds said_on (not after today), by_whom, words or
            language.
    """
    wanted = (
        ("said_on", said.said_on <= today),
        ("by_whom", bool(said.by_whom)),
        ("words", bool(said.words)),
        ("language", bool(said.language)),
    )
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)


def check_application(application: Application, *, at: datetime) -> None:
    """Refuse an application that nobody could answer.

    Raises:
        JudgementRefusedError: `missing` holds applicant, relation, protects or received_on.
    """
    wanted = (
        ("applicant", bool(application.applicant)),
        ("relation", bool(application.relation)),
        ("protects", bool(application.protects)),
        ("received_on", at - LONGEST <= application.received_at <= at),
    )
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)


def steps_left(
    plans: Iterable[StepPlan], done: Iterable[StepDone], application_id: int
) -> tuple[StepPlan, ...]:
    """Return the steps of one application that nobody has taken, in the order of their clocks."""
    taken = {one.step for one in done if one.application_id == application_id}
    return tuple(sorted((p for p in plans if p.step not in taken), key=lambda p: p.within))
