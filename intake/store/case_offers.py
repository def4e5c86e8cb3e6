"""Which desk offered a child's case to which."""

from collections.abc import Iterable

from sqlmodel import Session, col

from intake.domain.case_offer import CaseOffer
from intake.domain.handover import HandoverState
from intake.store.shelf import Shelf
from intake.store.tables import CaseOfferRow


class CaseOffers:
    """The shelf of offers of children's cases."""

    def __init__(self, session: Session) -> None:
        self.shelf: Shelf[CaseOffer] = Shelf(session, CaseOfferRow, CaseOffer)

    def standing(self, case_ids: Iterable[int]) -> dict[int, CaseOffer]:
        """Return the offers of some cases that stand unanswered, by case."""
        found = self.shelf.all(
            col(CaseOfferRow.case_id).in_(list(case_ids)),
            col(CaseOfferRow.state) == HandoverState.OFFERED.value,
        )
        return {one.case_id: one for one in found}

    def of_cases(self, case_ids: Iterable[int]) -> tuple[CaseOffer, ...]:
        """Return every offer of some cases, oldest first."""
        return self.shelf.all(col(CaseOfferRow.case_id).in_(list(case_ids)))
