"""The shelf of who was spoken to and what families are told; read `intake/domain/contact.py`.

Everything is read of all records joined to a person's (`Joinings.together`).
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col

from intake.domain.contact import Contact, SafePlan
from intake.domain.disclosing import Application, Decision, Said, StepDone
from intake.store.joinings import Joinings
from intake.store.shelf import Shelf
from intake.store.tables import (
    ApplicationRow,
    ContactRow,
    DecisionRow,
    SafePlanRow,
    SaidRow,
    StepDoneRow,
)


class Families:
    """What was said with families, and what they may be told."""

    def __init__(self, session: Session, *, joinings: Joinings) -> None:
        self._joinings = joinings
        self.contacts: Shelf[Contact] = Shelf(session, ContactRow, Contact)
        self.safe_plans: Shelf[SafePlan] = Shelf(session, SafePlanRow, SafePlan)
        self.decisions: Shelf[Decision] = Shelf(session, DecisionRow, Decision)
        self.said: Shelf[Said] = Shelf(session, SaidRow, Said)
        self.applications: Shelf[Application] = Shelf(session, ApplicationRow, Application)
        self.steps: Shelf[StepDone] = Shelf(session, StepDoneRow, StepDone)

    def contacts_of(self, person_ids: Iterable[int], *, concern_id: int = 0) -> tuple[Contact, ...]:
        """Return every contact about some people, or about one concern, oldest first."""
        return self.contacts.all(
            or_(
                self._of(ContactRow.person_id, person_ids),
                col(ContactRow.concern_id) == concern_id,
            )
        )

    def plans_of(self, person_id: int) -> tuple[SafePlan, ...]:
        """Return every safe plan around a person, oldest first."""
        return self.safe_plans.all(self._of(SafePlanRow.person_id, [person_id]))

    def decisions_of(self, person_id: int) -> tuple[Decision, ...]:
        """Return every decision what to tell about a person, oldest first."""
        return self.decisions.all(self._of(DecisionRow.person_id, [person_id]))

    def said_of(self, decision_ids: Iterable[int]) -> tuple[Said, ...]:
        """Return every time that the words of some decisions were said, oldest first."""
        return self.said.all(col(SaidRow.decision_id).in_(list(decision_ids)))

    def applications_of(self, person_id: int) -> tuple[Application, ...]:
        """Return every application about a person, oldest first."""
        return self.applications.all(self._of(ApplicationRow.person_id, [person_id]))

    def steps_of(self, application_ids: Iterable[int]) -> tuple[StepDone, ...]:
        """Return every step taken of some applications, oldest first."""
        return self.steps.all(col(StepDoneRow.application_id).in_(list(application_ids)))

    def _of(self, column: int, person_ids: Iterable[int]) -> Any:
        """Return the clause for the rows of some people, and of whoever was joined to them."""
        return col(column).in_(self._joinings.together(person_ids))
