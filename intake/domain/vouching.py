"""Professionals whom their organisation vouches for, and what they need not type again."""

from dataclasses import dataclass, field, replace

from intake.domain.concern import ReporterRole, ReporterSaid
from intake.domain.private import Private, private


@dataclass(frozen=True, slots=True)
class Profile:
    """What a professional's reports are filled in with; every value may be missing."""

    name: Private = field(default_factory=lambda: private(""))
    job: Private = field(default_factory=lambda: private(""))
    safe_contact: Private = field(default_factory=lambda: private(""))


@dataclass(frozen=True, slots=True)
class Professional:
    """Somebody whom an organisation vouches for."""

    id: int
    organisation: str
    role: ReporterRole
    profile: Profile = field(repr=False)


def answers_of(known: Professional) -> dict[str, str]:
    """Return what a report is filled in with, by the slots of the scripts; empty ones left out."""
    told = {
        "role": known.role.value,
        "reporter.name": known.profile.name.reveal(),
        "reporter.agency": known.organisation,
        "reporter.job": known.profile.job.reveal(),
        "reporter.safe_contact": known.profile.safe_contact.reveal(),
    }
    return {slot: words for slot, words in told.items() if words}


def learned(profile: Profile, told: ReporterSaid) -> Profile:
    """Return a profile with what a report newly said; what it left out stays.

    Why: nobody types their number twice, and nobody keeps a profile up to date for its own sake.
    """
    news = {
        name: getattr(told, name)
        for name in ("name", "job", "safe_contact")
        if getattr(told, name).reveal().strip()
    }
    return replace(profile, **news)
