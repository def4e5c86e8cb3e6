"""One child's case is offered to another desk; its desk keeps it until the other accepts.

It stands, lapses and is answered as every `Offer` does.
"""

from collections.abc import Collection
from dataclasses import dataclass

from intake.domain.child_case import CaseState, ChildCase
from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.handover import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOffer(Offer):
    """One desk offers a child's case to another; `case_id` says which."""

    case_id: int


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
