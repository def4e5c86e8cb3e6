"""Written agreements that somebody checks; one that nobody can check is not kept at all.

Read `check_agreement` first. An agreement lowers nothing: it shows as relied on, or as not
verified since a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from intake.domain.diary import DiaryEntry, DiaryKind, DiarySettings
from intake.domain.errors import JudgementRefusedError
from intake.domain.private import Private, private

LONGEST = timedelta(days=366)
MOST_DAYS = 92
"""A term that nobody looks at for a quarter of a year is not checked."""


class Found(StrEnum):
    """What a check of one term found."""

    KEPT = "kept"
    BREACHED = "breached"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing agreed, and how anybody will know.

    Args:
        words: What is agreed.
        how: How it is verified.
        who: Who verifies it, by name or role.
        every_days: How often, 1 to 92.
        breach: What follows if it is not kept.
    """

    words: Private
    how: Private
    who: Private
    every_days: int
    breach: Private


@dataclass(frozen=True, slots=True)
class TermCheck:
    """One look at one term, kept for good."""

    agreement_id: int
    term: int
    found: Found
    words: Private
    officer: str
    at: datetime
    id: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """A written agreement with the people around a person of concern.

    Args:
        person_id: About whom.
        parties: Who agreed, in words.
        why: What it is for.
        terms: At least one.
        made_at: When it was written down, aware UTC.
        expires_on: The local day on which it ends, within a year.
        desk: The desk that must check it.
        ended_at: When an officer ended it; None while it stands.
    """

    person_id: int
    parties: Private
    why: Private
    terms: tuple[Term, ...]
    made_at: datetime
    expires_on: date
    officer: str
    desk: str
    only_desk: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: Private = field(default_factory=lambda: private(""))
    id: int = 0


def check_agreement(
    parties: str, why: str, terms: Sequence[Term], expires_on: date | None, *, today: date
) -> None:
    """Refuse an agreement that could not be followed up, naming all that it lacks.

    Args:
        parties: Who agreed.
        why: What it is for.
        terms: What is agreed; may be empty, which is refused.
        expires_on: Its last day; None is refused.
        today: The local day.

    Raises:
        JudgementRefusedError: `missing` holds parties, why, terms, expires_on (a day after
            today and within a year) and, of the term at place n from 1, `n.words`, `n.how`,
            `n.who`, `n.every_days`, `n.breach`.

    Why:
        Parents signed agreements that could be neither followed up nor enforced, and they were
        relied on (Peterborough review, row P25). A term that nobody can verify is a hope.
    """
    is_soon = expires_on is not None and today < expires_on <= today + LONGEST
    wanted = [
        ("parties", bool(parties.strip())),
        ("why", bool(why.strip())),
        ("terms", bool(terms)),
        ("expires_on", is_soon),
    ]
    for place, term in enumerate(terms, 1):
        wanted += [
            (f"{place}.words", bool(term.words)),
            (f"{place}.how", bool(term.how)),
            (f"{place}.who", bool(term.who)),
            (f"{place}.every_days", 1 <= term.every_days <= MOST_DAYS),
            (f"{place}.breach", bool(term.breach)),
        ]
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)


def verified_at(
    agreement: Agreement, checks: Sequence[TermCheck], term: int
) -> tuple[datetime, bool]:
    """Return since when a term is unverified, and whether it was ever verified.

    A look that could not be made verifies nothing; a breach found is a look.
    """
    looks = [one.at for one in checks if one.term == term and one.found is not Found.NOT_CHECKED]
    return (max(looks), True) if looks else (agreement.made_at, False)


def next_check(
    agreement: Agreement, term: int, settings: DiarySettings, *, at: datetime
) -> DiaryEntry | None:
    """Return the next look that is owed at one term, or None once the agreement is over.

    Args:
        agreement: As kept.
        term: The place of the term, from 0.
        settings: Hour and ladder in force.
        at: The moment from which its days count, aware UTC.
    """
    day = settings.office.local_day(at) + timedelta(days=agreement.terms[term].every_days)
    if agreement.ended_at is not None or day > agreement.expires_on:
        return None
    due_at = settings.office.moment_of(day, settings.hour)
    return _entry(
        agreement, DiaryKind.AGREEMENT_CHECK, f"term:{term}", due_at, due_at, settings, at
    )


def end_of(agreement: Agreement, settings: DiarySettings, *, at: datetime) -> DiaryEntry:
    """Return what is owed on the last day: what follows, or why nothing need follow."""
    due_at = settings.office.moment_of(agreement.expires_on, settings.hour)
    reminded = settings.next_reminder(agreement.expires_on, at)
    return _entry(agreement, DiaryKind.AGREEMENT_END, "end", due_at, reminded, settings, at)


def _entry(
    agreement: Agreement,
    kind: DiaryKind,
    what: str,
    due_at: datetime,
    next_at: datetime,
    settings: DiarySettings,
    at: datetime,
) -> DiaryEntry:
    return DiaryEntry(
        kind=kind,
        subject=f"agreement:{agreement.id}",
        desk=agreement.desk,
        due_at=due_at,
        opened_at=at,
        next_at=next_at,
        ladder=settings.ladder,
        only_desk=agreement.desk if agreement.only_desk else "",
        cause=f"agreement:{agreement.id}:{what}:{due_at.date().isoformat()}",
    )
