"""One child's case is offered to another desk; its desk keeps it until the other accepts.

Read `CaseOffer`; it stands, lapses and is answered as a `Handover` of a person does.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from intake.domain.child_case import CaseState, ChildCase
from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.handover import HandoverState
from intake.domain.private import Private, private


@dataclass(frozen=True, slots=True)
class CaseOffer:
    """One desk offers a child's case to another.

    Args:
        case_id: Which case.
        from_desk: The desk that owns it, and keeps duty and clocks until the other accepts.
        to_desk: Who is asked.
        reason: Why, in the offering officer's words.
        offered_by: The officer's name.
        offered_at: When, aware UTC.
        answer_by: By when an answer is owed; afterwards both sides are asked, rung by rung.
        answered_by: Who accepted, refused or took it back; empty while it stands.
        answer: Their words.
    """

    case_id: int
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

    def answered(
        self, state: HandoverState, *, officer: str, desk: str, words: str, at: datetime
    ) -> "CaseOffer":
        """Record an answer of the desk asked, or that the owner takes it back.

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


def check_case_offer(
    case: ChildCase,
    *,
    owner: str,
    desk: str,
    to_desk: str,
    may_take: Collection[str],
    reason: str,
) -> None:
    """Refuse to offer a case that could not be taken up, naming all that is wrong.

    Args:
        case: The case.
        owner: The desk that owns it.
        desk: The desk that offers.
        to_desk: The desk that is asked.
        may_take: Desks that may read it and act on it.
        reason: Why.

    Raises:
        TransitionRefusedError: Another desk owns it.
        ConflictError: It is closed, or its closing waits for a second officer.
        JudgementRefusedError: `missing` holds to_desk or words.

    Why:
        A child moves as a man does, and the authority that the child comes from stays
        responsible until the other accepts in writing (promise P8; rows P10 and P46).
    """
    if owner != desk:
        raise TransitionRefusedError(case=case.id, step="offer")
    if case.state is not CaseState.OPEN:
        raise ConflictError(what="child_case")
    wanted = (("to_desk", to_desk in may_take), ("words", bool(reason.strip())))
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)
