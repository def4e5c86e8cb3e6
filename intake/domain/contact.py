"""Seen apart: who was there when somebody was spoken to, and what such an account is worth.

Read `check_contact`, then `are_all_beside_him`. An account weighs nothing either way; one that was
given beside the alleged person closes nothing, clears nobody and lowers nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from intake.domain.disclosing import says_something
from intake.domain.errors import JudgementRefusedError
from intake.domain.private import Private, private
from intake.domain.told_words import folded


class ContactHow(StrEnum):
    """How somebody was spoken to."""

    INTERVIEW = "interview"
    VISIT = "visit"
    TELEPHONE = "telephone"
    VIDEO = "video"
    OTHER = "other"


class WhoElse(StrEnum):
    """Who else was there, or will be."""

    NOBODY = "nobody"
    OTHERS = "others"
    HOUSEHOLD = "household"
    HIMSELF = "himself"
    NOT_KNOWN = "not_known"


NOT_FREE = frozenset({WhoElse.HOUSEHOLD, WhoElse.HIMSELF, WhoElse.NOT_KNOWN})
"""Beside whom nobody is known to speak freely; that nobody knows who listened is no freedom."""

SHORTEST_NAME = 3
WARNED = re.compile(r"\bwarn(?:ed|ing|s)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contact:
    """One time that somebody was spoken to about a person of concern, or will be.

    Args:
        person_id: The person of concern.
        with_whom: Who was spoken to, as "Ms Mossop, mother".
        how: How.
        held_on: The local day; a later one than today is a plan.
        who_else: Who else was there.
        present: Their names; empty for nobody.
        words: What was said; of a plan what it is for.
        is_denial: They said that nothing happened.
        why_joint: Why it was held all the same, where they were not alone.
        was_warned: They were warned about him.
        told: What exactly they were told; a warning without it is a warning only.
        concern_id: The concern that it is about; None for the person as such.
    """

    person_id: int
    with_whom: Private
    how: ContactHow
    held_on: date
    who_else: WhoElse
    present: Private
    words: Private
    officer: str
    desk: str
    at: datetime
    is_denial: bool = False
    why_joint: Private = field(default_factory=lambda: private(""))
    was_warned: bool = False
    told: Private = field(default_factory=lambda: private(""))
    concern_id: int | None = None
    only_desk: str = ""
    id: int = 0

    @property
    def is_free(self) -> bool:
        """Whether they could speak without him, or anybody of his household, hearing it."""
        return self.who_else not in NOT_FREE

    @property
    def is_warning_only(self) -> bool:
        """Whether they were warned and nobody wrote down of what."""
        is_warned = self.was_warned or says_warned(self.words.reveal())
        return is_warned and not says_something(self.told.reveal())


@dataclass(frozen=True, slots=True)
class SafePlan:
    """How somebody may be reached without him knowing: when, where, by which word.

    Args:
        how: By which way, as a friend's telephone.
        when: At which times.
        code: The word by which they know who calls, and by which they say that it is not safe.
        never: By which way never, as a shared telephone.
    """

    person_id: int
    with_whom: Private
    how: Private
    when: Private
    code: Private
    never: Private
    officer: str
    desk: str
    at: datetime
    only_desk: str = ""
    id: int = 0


def says_warned(words: str) -> bool:
    """Whether words say that somebody was warned; "no warning" does as well, and is asked about."""
    return WARNED.search(words) is not None


def names_him(present: str, names: Iterable[str]) -> bool:
    """Whether who was present is called as the alleged person is, whole or in part.

    Args:
        present: Who was there, as written down.
        names: The names of the person of concern.
    """
    said = set(folded(present))
    parts = {part for name in names for part in folded(name) if len(part) >= SHORTEST_NAME}
    return bool(said & parts)


def check_contact(contact: Contact, names: Iterable[str]) -> None:
    """Refuse an account of which nobody could say how free it was, naming all that lacks.

    Args:
        contact: As written down.
        names: What the person of concern is called.

    Raises:
        JudgementRefusedError: `missing` holds with_whom, words, present (somebody was there and
            is not named; or nobody was, and somebody is named), he_is_named (whoever was
            present is called as he is), or apart (they were not alone, and nobody wrote why).

    Why:
        Mother and the man who beat her were interviewed together, and she denied it (Teesside
        review, row T11). So the officer is warned before it is kept, and may go on with a
        reason; what was said beside him is marked for good.
    """
    is_alone = contact.who_else is WhoElse.NOBODY
    is_unknown = contact.who_else is WhoElse.NOT_KNOWN
    is_named = names_him(contact.present.reveal(), names) and contact.is_free
    wanted = (
        ("with_whom", bool(contact.with_whom)),
        ("words", bool(contact.words)),
        ("present", is_unknown or bool(contact.present) is not is_alone),
        ("he_is_named", not is_named),
        ("apart", contact.is_free or bool(contact.why_joint)),
    )
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)


def check_plan(plan: SafePlan) -> None:
    """Refuse a plan by which nobody could be reached safely.

    Raises:
        JudgementRefusedError: `missing` holds with_whom, how, when, code or never.
    """
    parts = ("with_whom", "how", "when", "code", "never")
    if missing := tuple(name for name in parts if not getattr(plan, name)):
        raise JudgementRefusedError(missing=missing)


def are_all_beside_him(contacts: Sequence[Contact], *, today: date) -> bool:
    """Whether everybody who was spoken to was heard beside him, or beside his household.

    Args:
        contacts: Those that bear on what is to be decided; plans are none yet.
        today: The local day.

    Returns:
        False where nobody was spoken to: silence is judged by other rules.

    Why:
        A denial made beside him is no ground for closing (row T11). Somebody has to be seen
        apart first, or whoever decides has to pass it on.
    """
    held = [one for one in contacts if one.held_on <= today]
    return bool(held) and not any(one.is_free for one in held)
