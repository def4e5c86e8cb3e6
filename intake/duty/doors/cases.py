"""The case of one child at the desk's door: handed over, and closed by itself."""

from intake.actions.close_child_case import confirm_case_closing, propose_case_closing
from intake.actions.hand_over_case import answer_case_offer, offer_case
from intake.domain.case_offer import CaseOffer
from intake.domain.child_case import ChildCase
from intake.domain.errors import NotFoundError
from intake.domain.handover import HandoverState
from intake.domain.held import Officer
from intake.duty.doors.base import DoorPart, by_reference
from intake.duty.guard import act


class ChildCaseDoor(DoorPart):
    """What a desk does with the case of one child."""

    @act("hand_over")
    def offer_child_case(
        self, *, officer: Officer, reference: str, case_id: int, to_desk: str, reason: str
    ) -> CaseOffer:
        """Offer one child's case to another desk; raises as `offer_case`."""
        self._check_case(officer, reference, case_id)
        return offer_case(
            self.office, officer=officer, case_id=case_id, to_desk=to_desk, reason=reason
        )

    @act("hand_over")
    def take_back_child_case(
        self, *, officer: Officer, reference: str, case_id: int, words: str
    ) -> CaseOffer:
        """Keep an offered case after all; raises as `answer_case_offer`."""
        return self._answer(officer, reference, case_id, HandoverState.TAKEN_BACK, words)

    @act("accept_handover")
    def answer_child_case(
        self, *, officer: Officer, reference: str, case_id: int, accepts: bool, words: str
    ) -> CaseOffer:
        """Accept or refuse an offered case; raises as `answer_case_offer`."""
        state = HandoverState.ACCEPTED if accepts else HandoverState.REFUSED
        return self._answer(officer, reference, case_id, state, words)

    def _answer(
        self, officer: Officer, reference: str, case_id: int, state: HandoverState, words: str
    ) -> CaseOffer:
        self._check_case(officer, reference, case_id)
        return answer_case_offer(
            self.office, officer=officer, case_id=case_id, state=state, words=words
        )

    @act("propose_close")
    def propose_child_case(
        self, *, officer: Officer, reference: str, case_id: int, words: str
    ) -> ChildCase:
        """Propose to close one child's case; raises as `propose_case_closing`."""
        self._check_case(officer, reference, case_id)
        return propose_case_closing(self.office, officer=officer, case_id=case_id, words=words)

    @act("confirm_close")
    def confirm_child_case(self, *, officer: Officer, reference: str, case_id: int) -> ChildCase:
        """Close one child's case as the second officer; raises as `confirm_case_closing`."""
        self._check_case(officer, reference, case_id)
        return confirm_case_closing(self.office, officer=officer, case_id=case_id)

    def _check_case(self, officer: Officer, reference: str, case_id: int) -> None:
        """Raise NotFoundError where the concern is not for this officer, or has no such case."""
        with self.office.look() as work:
            concern, seen = self._sight(work, officer).concern(by_reference(work, reference))
            if "concern.story" not in seen or case_id not in {
                one.id for one in work.concerns.child_cases_of(concern.id)
            }:
                raise NotFoundError(what="child_case")
