"""How it came out for people, and what they say themselves."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col

from intake.domain.outcome import Outcome, OutcomeState, Statement
from intake.store.joinings import Joinings
from intake.store.shelf import Shelf
from intake.store.tables import OutcomeRow, StatementRow


class Outcomes:
    """The shelf of outcomes and statements."""

    def __init__(self, session: Session, *, joinings: Joinings) -> None:
        self._joinings = joinings
        self.records: Shelf[Outcome] = Shelf(session, OutcomeRow, Outcome)
        self.statements: Shelf[Statement] = Shelf(session, StatementRow, Statement)

    def of_person(self, person_id: int) -> tuple[Outcome, ...]:
        """Return all outcomes of a person, oldest first."""
        return self.records.all(self._of(OutcomeRow.person_id, person_id))

    def confirmed_of(self, person_ids: Collection[int]) -> dict[int, list[Outcome]]:
        """Return what two humans said of some people and nobody took back, oldest first."""
        is_confirmed = col(OutcomeRow.state) == OutcomeState.CONFIRMED.value
        return {
            one: list(self.records.all(self._of(OutcomeRow.person_id, one), is_confirmed))
            for one in person_ids
        }

    def statements_of(self, person_id: int) -> tuple[Statement, ...]:
        """Return what a person has said, oldest first."""
        return self.statements.all(self._of(StatementRow.person_id, person_id))

    def _of(self, column: int, person_id: int) -> Any:
        """Return the clause for the rows of a person, and of whoever was joined to them."""
        return col(column).in_(self._joinings.together([person_id]))
