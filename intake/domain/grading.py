"""3x5x2: how far a source, what it says, and who may read it are graded by an officer.

The three are graded apart, so that doubt of a person never colours what they said. Read
`check_grade`, then `in_force`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from intake.domain.errors import JudgementRefusedError
from intake.domain.private import Private, private


class SourceGrade(StrEnum):
    """The source; a member of the public is normally untested, a nameless one likewise."""

    RELIABLE = "1"
    UNTESTED = "2"
    NOT_RELIABLE = "3"


class Information(StrEnum):
    """What is told, as the source knows it."""

    KNOWN_DIRECTLY = "A"
    INDIRECT_CORROBORATED = "B"
    INDIRECT = "C"
    NOT_KNOWN = "D"
    SUSPECTED_FALSE = "E"


class HandlingCode(StrEnum):
    """Whether it may be shared as the law allows, or under conditions as well."""

    LAWFUL_SHARING = "P"
    WITH_CONDITIONS = "C"


@dataclass(frozen=True, slots=True)
class Grading:
    """One grading of a concern by a named officer, kept for good.

    Args:
        source: 1 to 3; empty where the row takes another back.
        information: A to E; empty likewise.
        handling: P or C; empty likewise.
        conditions: Under which it may be shared, with C.
        undoes: The grading that this one takes back.
    """

    concern_id: int
    officer: str
    desk: str
    at: datetime
    reason: Private
    source: str = ""
    information: str = ""
    handling: str = ""
    conditions: Private = field(default_factory=lambda: private(""))
    undoes: int | None = None
    id: int = 0

    @property
    def code(self) -> str:
        """The grade as officers write it, such as 2 C P."""
        return f"{self.source} {self.information} {self.handling}".strip()

    @property
    def is_suspected_false(self) -> bool:
        """Whether what is told is suspected to be false."""
        return self.information == Information.SUSPECTED_FALSE.value


def check_grade(
    source: str, information: str, handling: str, *, conditions: str, reason: str
) -> None:
    """Refuse a grading that is not whole, naming all that is missing.

    Args:
        source: 1 to 3.
        information: A to E.
        handling: P or C.
        conditions: Under which it may be shared; needed with C.
        reason: Why, in the officer's words.

    Raises:
        JudgementRefusedError: `missing` holds source, information, handling, conditions, reason.

    Why:
        "Malicious" was written on a report of a family in conflict, and nobody looked again. A
        grade has an officer and a reason, can be changed, and takes nothing away (row P37).
    """
    wanted = (
        ("source", source in set(SourceGrade)),
        ("information", information in set(Information)),
        ("handling", handling in set(HandlingCode)),
        ("conditions", handling != HandlingCode.WITH_CONDITIONS or bool(conditions.strip())),
        ("reason", bool(reason.strip())),
    )
    if missing := tuple(code for code, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)


def in_force(history: Iterable[Grading]) -> Grading | None:
    """Return the newest grading that nobody has taken back; None where there is none.

    Args:
        history: The gradings of one concern, oldest first.
    """
    told = list(history)
    undone = {one.undoes for one in told}
    standing = (one for one in reversed(told) if one.undoes is None and one.id not in undone)
    return next(standing, None)
