"""Handing a person over: an offer in writing, and nothing moves until it is accepted in writing.

Read `Offer` first. Whoever owns the person keeps duty and clocks while an offer stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.person import Flag, FlagStatus, is_open_to
from intake.domain.private import Private, private


class HandoverState(StrEnum):
    """Where an offer stands. One that nobody answers stays offered, and climbs on both sides."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One desk offers another what it owns, and keeps duty and clocks until the other accepts.

    Args:
        from_desk: The owner.
        to_desk: Who is asked.
        reason: Why, in the offering officer's words.
        offered_by: The officer's name.
        offered_at: When, aware UTC.
        answer_by: By when an answer is owed; afterwards both sides are asked, rung by rung.
        state: Where it stands.
        answered_by: Who accepted, refused or took it back; empty while it stands.
        answer: Their words.
    """

    from_desk: str
    to_desk: str
    reason: Private
    offered_by: str
    offered_at: datetime
    answer_by: datetime
    state: HandoverState = HandoverState.OFFERED
    answered_by: str = ""
    answered_at: datetime | None = None
    answer: Private = field(default_factory=lambda: private(""))
    id: int = 0

    @property
    def is_open(self) -> bool:
        """Whether an answer is still owed."""
        return self.state is HandoverState.OFFERED

    def has_lapsed(self, at: datetime) -> bool:
        """Whether its time passed unanswered; it can still be answered, late is not never."""
        return self.is_open and at > self.answer_by

    def answered(
        self, state: HandoverState, *, officer: str, desk: str, words: str, at: datetime
    ) -> Self:
        """Record an answer of the desk asked, or that the owner takes the offer back.

        Args:
            state: Accepted, refused or taken back.
            officer: Who says so.
            desk: Their desk.
            words: The acceptance, or why not.
            at: The moment, aware UTC.

        Raises:
            ConflictError: It was answered or taken back before.
            TransitionRefusedError: That is for another desk to say.
            JudgementRefusedError: Nothing is written; `missing` is words.
        """
        if not self.is_open:
            raise ConflictError(offer=self.id, state=self.state.value)
        whose = self.from_desk if state is HandoverState.TAKEN_BACK else self.to_desk
        if desk != whose or state is HandoverState.OFFERED:
            raise TransitionRefusedError(offer=self.id, step=state.value)
        if not words.strip():
            raise JudgementRefusedError(missing=("words",))
        return replace(
            self,
            state=state,
            answered_by=officer,
            answered_at=at,
            answer=private(words.strip()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Offer):
    """One desk offers a person to another.

    Args:
        person_id: Whom.
        attached: Codes of all that goes with it, as it stood at the offer: references of
            concerns, "flag:7", "diary:12".
    """

    person_id: int
    attached: tuple[str, ...] = ()

    def accept(self, officer: str, *, desk: str, words: str, at: datetime) -> "Handover":
        """Record a written acceptance; raises as `answered`."""
        return self.answered(HandoverState.ACCEPTED, officer=officer, desk=desk, words=words, at=at)

    def refuse(self, officer: str, *, desk: str, words: str, at: datetime) -> "Handover":
        """Record a refusal with its reason; raises as `answered`."""
        return self.answered(HandoverState.REFUSED, officer=officer, desk=desk, words=words, at=at)

    def take_back(self, officer: str, *, desk: str, words: str, at: datetime) -> "Handover":
        """Record that the offering desk keeps the person after all; raises as `answered`."""
        return self.answered(
            HandoverState.TAKEN_BACK, officer=officer, desk=desk, words=words, at=at
        )


def check_offer(
    *, owner: str, desk: str, to_desk: str, desks: Iterable[str], only_desk: str, reason: str
) -> None:
    """Refuse an offer that could not be taken up, naming all that is wrong with it.

    Args:
        owner: The desk that owns the person; empty for nobody.
        desk: The desk that offers.
        to_desk: The desk that is asked.
        desks: Every desk of the settings.
        only_desk: The desks that alone may know of the person; empty for all.
        reason: Why.

    Raises:
        TransitionRefusedError: The desk does not own the person.
        JudgementRefusedError: `missing` holds to_desk (another desk that exists, and that may
            know of the person) or words.

    Why:
        Ownership was in doubt between two areas for years (Peterborough review, row P10): only
        the owner can offer, and only a desk that can read the record can take it (P13).
    """
    if owner != desk:
        raise TransitionRefusedError(step="offer", owned=int(bool(owner)))
    can_take = to_desk in set(desks) and to_desk != desk and is_open_to(only_desk, to_desk)
    wanted = (("to_desk", can_take), ("words", bool(reason.strip())))
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)


def flags_that_move(flags: Iterable[Flag], *, from_desk: str, to_desk: str) -> tuple[Flag, ...]:
    """Return the active flags whose owner changes with the person.

    Those of the old owner that the new one may know of. A flag that only its owner sees stays
    at its own desk (P13), as does one that a third desk holds.
    """
    return tuple(
        flag
        for flag in flags
        if flag.status is FlagStatus.ACTIVE
        and flag.owner_desk == from_desk
        and flag.is_seen_by(to_desk)
    )
