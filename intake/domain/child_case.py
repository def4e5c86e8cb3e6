"""The case of one child where a child was harmed by a child; read `ChildCase`, then `children_of`.

open ─> waiting (somebody proposes to close, in words) ─> closed (a second officer)
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from intake.domain.alert import AlertKind
from intake.domain.concern import Part
from intake.domain.errors import ClosureRefusedError, ConflictError
from intake.domain.private import Private, private


class ChildPart(StrEnum):
    """What happened to a child, or what a child did; both are children in need of help."""

    HARMED = "harmed"
    DID = "did"


class CaseState(StrEnum):
    """Where a child's case stands."""

    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


KIND_OF_PART = {
    ChildPart.HARMED: AlertKind.CHILD_HARMED,
    ChildPart.DID: AlertKind.CHILD_WHO_DID,
}


@dataclass(frozen=True, slots=True)
class ToldOf:
    """Somebody told of in a concern: the mention, the part, and whether told to be a child."""

    mention_id: int
    part: Part
    is_child: bool


@dataclass(frozen=True, slots=True)
class ChildCase:
    """One child's own case, linked by the concern to that of the other child.

    It stands for a child in need of help: it holds no flag, no weight and no standing, and
    nothing of it can be flagged.

    Args:
        concern_id: The report that opened it, and that links it to the other child's.
        part: Whether this child was harmed, or did it.
        desk: The desk that owns it; only it closes it.
        opened_at: When, aware UTC.
        mention_id: Which child; None where the report does not say.
        words: What was done for this child, of whoever proposed to close it.
        officer: Who proposed; `second` confirmed.
        version: Grows with each act; a stale writer is refused.
    """

    concern_id: int
    part: ChildPart
    desk: str
    opened_at: datetime
    mention_id: int | None = None
    state: CaseState = CaseState.OPEN
    words: Private = field(default_factory=lambda: private(""))
    officer: str = ""
    proposed_at: datetime | None = None
    second: str = ""
    closed_at: datetime | None = None
    version: int = 1
    id: int = 0

    def passed_to(self, desk: str) -> "ChildCase":
        """Return it as another desk's, which has accepted it in writing (promise P8).

        Raises:
            ConflictError: It is closed, or its closing waits for a second officer.
        """
        if self.state is not CaseState.OPEN:
            raise ConflictError(what="child_case")
        return replace(self, desk=desk, version=self.version + 1)

    def proposed(self, words: str, *, officer: str, at: datetime) -> "ChildCase":
        """Propose to close it; proposed anew, the newest words stand.

        Args:
            words: What was done for this child, and who goes on.
            officer: Who proposes.
            at: The moment, aware UTC.

        Raises:
            ClosureRefusedError: `missing` is reason.
            ConflictError: It is closed.
        """
        if self.state is CaseState.CLOSED:
            raise ConflictError(what="child_case")
        if not words.strip():
            raise ClosureRefusedError(missing=("reason",))
        return replace(
            self,
            state=CaseState.WAITING,
            words=private(words.strip()),
            officer=officer,
            proposed_at=at,
            version=self.version + 1,
        )

    def confirmed(self, *, officer: str, at: datetime) -> "ChildCase":
        """Close it as the second officer; the other child's case stays as it is.

        Raises:
            ClosureRefusedError: `missing` is second_officer, where it is who proposed.
            ConflictError: It does not wait for a second officer.

        Why:
            Help was to be offered to young people who harm as well as to those they harm
            (Peterborough, R5): what ends for one must not end by itself for the other.
        """
        if self.state is not CaseState.WAITING:
            raise ConflictError(what="child_case")
        if officer == self.officer:
            raise ClosureRefusedError(missing=("second_officer",))
        return replace(
            self,
            state=CaseState.CLOSED,
            second=officer,
            closed_at=at,
            version=self.version + 1,
        )


def children_of(told: Iterable[ToldOf]) -> tuple[tuple[ChildPart, int | None], ...]:
    """Return the children of a report, each with what is known of their part.

    Args:
        told: Everybody told of, in the order told; may be empty.

    Returns:
        At least one child who was harmed and one who did it; a mention of None where the
        report does not say which child it was. Children who are only named are put down as
        harmed where somebody else is said to have done it, and as neither where nobody is.

    Why: A wrong part is worse than an open one: it would treat a harmed child as the other.
    """
    everyone = tuple(told)
    nobody: tuple[int | None, ...] = (None,)
    did = [one.mention_id for one in everyone if _is(one, Part.PERSON_OF_CONCERN)]
    harmed = [one.mention_id for one in everyone if _is(one, Part.PERSON_HARMED)]
    if did:
        harmed += [one.mention_id for one in everyone if one.part is Part.CHILD]
    return (
        *((ChildPart.HARMED, one) for one in harmed or nobody),
        *((ChildPart.DID, one) for one in did or nobody),
    )


def _is(one: ToldOf, part: Part) -> bool:
    return one.part is part and one.is_child
