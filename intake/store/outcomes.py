"""How it came out for people, and what they say themselves."""

from collections.abc import Collection

from sqlmodel import Session, col

from intake.domain.outcome import Outcome, OutcomeState, Statement
from intake.store.shelf import Shelf
from intake.store.tables import OutcomeRow, StatementRow


class Outcomes:
    """The shelf of outcomes and statements."""

    def __init__(self, session: Session) -> None:
        self.records: Shelf[Outcome] = Shelf(session, OutcomeRow, Outcome)
        self.statements: Shelf[Statement] = Shelf(session, StatementRow, Statement)

    def of_person(self, person_id: int) -> tuple[Outcome, ...]:
        """Return all outcomes of a person, oldest first."""
        return self.records.all(col(OutcomeRow.person_id) == person_id)

    def confirmed_of(self, person_ids: Collection[int]) -> dict[int, list[Outcome]]:
        """Return what two humans said of some people and nobody took back, oldest first."""
        found: dict[int, list[Outcome]] = {one: [] for one in person_ids}
        if not found:
            return found
        for one in self.records.all(
            col(OutcomeRow.person_id).in_(list(found)),
            col(OutcomeRow.state) == OutcomeState.CONFIRMED.value,
        ):
            found[one.person_id].append(one)
        return found

    def statements_of(self, person_id: int) -> tuple[Statement, ...]:
        """Return what a person has said, oldest first."""
        return self.statements.all(col(StatementRow.person_id) == person_id)
