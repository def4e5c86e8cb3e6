"""How it came out: outcomes said by two humans, and the person's own statement beside them.

The way out is as plain as the way in: who was wrongly named is cleared by two. Read `Outcome`,
then `cleared_by`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.person import LinkState
from intake.domain.private import Private, private


class OutcomeKind(StrEnum):
    """What was found of what people told."""

    SUBSTANTIATED = "substantiated"
    UNSUBSTANTIATED = "unsubstantiated"
    UNFOUNDED = "unfounded"
    MISTAKEN_IDENTITY = "mistaken_identity"
    MALICIOUS = "malicious"


CLEARS = frozenset({OutcomeKind.UNFOUNDED, OutcomeKind.MISTAKEN_IDENTITY, OutcomeKind.MALICIOUS})
"""Those that clear a man. "Unsubstantiated" does not: nothing was shown either way."""

OF_SOME_REPORTS = frozenset({OutcomeKind.MISTAKEN_IDENTITY, OutcomeKind.MALICIOUS})
"""Those that say of which reports they hold; the others are of all that was known."""


class OutcomeState(StrEnum):
    """Where it stands; nothing follows from it before the second human said yes."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class LinkMoved:
    """A link that an outcome changed: what it was, and what it was made."""

    link_id: int
    was: LinkState
    now: LinkState


@dataclass(frozen=True, slots=True)
class Effects:
    """What a confirmed outcome did, so that taking it back restores it.

    Args:
        standings: Ids of the standings before it, one for each view it acted in.
        links: Links that it changed, those it made with *different* as what they were.
        gradings: Gradings that it made.
    """

    standings: tuple[int, ...] = ()
    links: tuple[LinkMoved, ...] = ()
    gradings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome about one person; the row is filled on, never written over.

    Args:
        concern_ids: The reports it is about; empty for all that was known.
        meant_id: Of mistaken identity: whom the reports really mean; None where nobody knows.
        second: The second human, who confirmed or refused it.
        last_words: Why it was refused or taken back.
    """

    person_id: int
    kind: OutcomeKind
    reason: Private
    officer: str
    desk: str
    at: datetime
    state: OutcomeState = OutcomeState.WAITING
    concern_ids: tuple[int, ...] = ()
    meant_id: int | None = None
    second: str = ""
    second_desk: str = ""
    second_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None
    last_words: Private = field(default_factory=lambda: private(""))
    effects: Effects = field(default_factory=Effects)
    id: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """What the person says, in the person's own words; kept beside all that others said."""

    person_id: int
    words: Private
    said_on: date
    how: str
    officer: str
    desk: str
    at: datetime
    id: int = 0


HOW_SAID = ("writing", "interview", "telephone", "representative")
"""Ways in which a statement reaches a desk."""


def check_outcome(kind: str, concern_ids: Iterable[int], *, reason: str) -> OutcomeKind:
    """Return the outcome's kind, or refuse what is not whole.

    Raises:
        JudgementRefusedError: `missing` holds kind, concerns (the reports that are mistaken or
            malicious) or reason.
    """
    found = next((one for one in OutcomeKind if one.value == kind), None)
    wanted = (
        ("kind", found is not None),
        ("concerns", found not in OF_SOME_REPORTS or bool(tuple(concern_ids))),
        ("reason", bool(reason.strip())),
    )
    missing = tuple(code for code, is_given in wanted if not is_given)
    if missing or found is None:
        raise JudgementRefusedError(missing=missing)
    return found


def check_second(outcome: Outcome, officer: str) -> None:
    """Refuse a second answer that is no second human's.

    Raises:
        ConflictError: It waits no longer.
        JudgementRefusedError: `missing` is second: it is the same human.

    Why:
        Decisions were taken alone, without the consultation that was to be had (row P27); and
        one who holds a grudge the other way must not make a record vanish by himself.
    """
    if outcome.state is not OutcomeState.WAITING:
        raise ConflictError(outcome=outcome.id, state=outcome.state.value)
    if not officer.strip() or officer.strip() == outcome.officer.strip():
        raise JudgementRefusedError(missing=("second",))


def check_statement(words: str, said_on: date | None, how: str, *, today: date) -> date:
    """Return the day of a statement, or refuse what is not whole.

    Raises:
        JudgementRefusedError: `missing` holds words, said_on (a day up to today) or how.
    """
    wanted = (
        ("words", bool(words.strip())),
        ("said_on", said_on is not None and said_on <= today),
        ("how", how in HOW_SAID),
    )
    missing = tuple(code for code, is_given in wanted if not is_given)
    if missing or said_on is None:
        raise JudgementRefusedError(missing=missing)
    return said_on


def cleared_by(outcomes: Iterable[Outcome]) -> Outcome | None:
    """Return the outcome by which a person is cleared, or None.

    Args:
        outcomes: Those about one person, oldest first; may be empty.

    Returns:
        The newest that two humans said and nobody took back, if it clears. A later one that
        does not clear takes the label away; what was cleared stays in the history.
    """
    held = [one for one in outcomes if one.state is OutcomeState.CONFIRMED]
    newest = max(held, key=lambda one: (one.second_at or one.at, one.id), default=None)
    return newest if newest is not None and newest.kind in CLEARS else None


def cleared_as_one(
    outcomes: Iterable[Outcome], joined: Iterable[tuple[datetime, Iterable[Outcome]]]
) -> Outcome | None:
    """Return the outcome by which a record is cleared with all that hang on it, or None.

    Args:
        outcomes: Those about the record itself, oldest first.
        joined: Of each record that was joined to it since when, and its own outcomes.

    Returns:
        As `cleared_by`, where it was said of the joined whole, or of each record by itself.

    Why:
        Of two records joined one was cleared before; what was told of the other was answered by
        nobody, and a label above both would say that it was (P11).
    """
    found = cleared_by(outcomes)
    if found is None:
        return None
    said_at = found.second_at or found.at
    is_of_all = all(said_at > since or cleared_by(own) is not None for since, own in joined)
    return found if is_of_all else None
