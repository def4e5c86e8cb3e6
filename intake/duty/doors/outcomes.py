"""The way out: outcomes by two humans, and the person's own statement."""

from collections.abc import Collection
from datetime import date

from intake.actions.record_outcome import (
    confirm_outcome,
    record_outcome,
    record_statement,
    refuse_outcome,
    take_back_outcome,
)
from intake.domain.deciding import Said
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import Officer, PersonHeld
from intake.domain.outcome import Outcome, Statement
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.outcomes import outcome_page
from intake.duty.purposes import check_purpose
from intake.duty.sight import Sight
from intake.duty.views.outcome import OutcomePage
from intake.duty.voices import chosen_of, seen_of


class OutcomesDoor(DoorPart):
    """How a desk says how it came out."""

    @act("read_person")
    def outcomes(self, *, officer: Officer, person_id: int, purpose: str) -> OutcomePage:
        """Return outcomes and statements of a person; written down who opened them and why.

        Raises:
            PurposeMissingError: No purpose was given.
            NotFoundError: They are missing or not for this officer.
        """
        check_purpose(purpose)
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person, _ = sight.person(person_id)
            page = outcome_page(sight, person, purpose=purpose)
            work.audit.note(
                "person.opened",
                actor=officer.login,
                person=person_id,
                purpose=purpose,
                page="outcomes",
            )
            return page

    @act("record_outcome")
    def record_outcome(
        self,
        *,
        officer: Officer,
        person_id: int,
        kind: str,
        references: Collection[str],
        meant: str,
        reason: str,
        alone_because: str = "",
    ) -> Outcome:
        """Record how it came out; raises as `record_outcome`, or NotFoundError.

        Args:
            officer: Who says it.
            person_id: Of whom.
            kind: A code of `OutcomeKind`.
            references: The reports that are mistaken or malicious, as on the page.
            meant: Number of the record that they really mean, such as P-0412; empty for none.
            reason: Why.
            alone_because: Why no other agency was asked, where a view was needed.

        Raises:
            JudgementRefusedError: `missing` is meant: no such record is for this officer.
        """
        with self.office.look() as work:
            sight = self._sight(work, officer)
            person, _ = sight.person(person_id)
            chosen = chosen_of(seen_of(sight, person), references)
            meant_id = _meant(sight, meant)
        return record_outcome(
            self.office,
            officer=officer,
            person_id=person_id,
            kind=kind,
            concern_ids=chosen,
            meant_id=meant_id,
            reason=reason,
            said=Said(alone_because=alone_because),
        )

    @act("confirm_outcome")
    def confirm_outcome(self, *, officer: Officer, person_id: int, outcome_id: int) -> Outcome:
        """Confirm a colleague's outcome; raises as `confirm_outcome`, or NotFoundError."""
        self._check_outcome(officer, person_id, outcome_id)
        return confirm_outcome(self.office, officer=officer, outcome_id=outcome_id)

    @act("confirm_outcome")
    def refuse_outcome(
        self, *, officer: Officer, person_id: int, outcome_id: int, reason: str
    ) -> Outcome:
        """Say no to a colleague's outcome; raises as `refuse_outcome`, or NotFoundError."""
        self._check_outcome(officer, person_id, outcome_id)
        return refuse_outcome(self.office, officer=officer, outcome_id=outcome_id, reason=reason)

    @act("record_outcome")
    def take_back_outcome(
        self, *, officer: Officer, person_id: int, outcome_id: int, reason: str
    ) -> Outcome:
        """Take an outcome back; raises as `take_back_outcome`, or NotFoundError."""
        self._check_outcome(officer, person_id, outcome_id)
        return take_back_outcome(self.office, officer=officer, outcome_id=outcome_id, reason=reason)

    @act("record_statement")
    def record_statement(
        self, *, officer: Officer, person_id: int, words: str, said_on: date | None, how: str
    ) -> Statement:
        """Keep what the person says; raises as `record_statement`, or NotFoundError."""
        with self.office.look() as work:
            _readable(self._sight(work, officer), person_id)
        return record_statement(
            self.office,
            officer=officer,
            person_id=person_id,
            words=words,
            said_on=said_on,
            how=how,
        )

    def _check_outcome(self, officer: Officer, person_id: int, outcome_id: int) -> None:
        with self.office.look() as work:
            person = _readable(self._sight(work, officer), person_id)
            known = {one.id for one in work.outcomes.of_person(person.id)}
        if outcome_id not in known:
            raise NotFoundError(what="outcome")


def _readable(sight: Sight, person_id: int) -> PersonHeld:
    person, _ = sight.person(person_id)
    seen_of(sight, person)
    return person


def _meant(sight: Sight, number: str) -> int | None:
    """Return the id of a record named by its number; None where none is named."""
    digits = number.strip().upper().removeprefix("P-").lstrip("0")
    if not number.strip():
        return None
    if not digits.isdecimal() or len(digits) > 9:
        raise JudgementRefusedError(missing=("meant",))
    try:
        person, _ = sight.person(int(digits))
    except NotFoundError:
        raise JudgementRefusedError(missing=("meant",)) from None
    return person.id
