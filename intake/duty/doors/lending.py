"""Lending at the desk's door: parts of a concern given to another desk to read, and read there."""

from collections.abc import Callable
from typing import TypeVar

from intake.actions.lend_parts import desks_to_lend, end_loan, lend_parts
from intake.domain.attachment import Copy, FileState
from intake.domain.errors import NotFoundError
from intake.domain.held import ConcernHeld, Officer
from intake.domain.lending import LendingOffer, Loan, parts_to_lend
from intake.duty.doors.base import DoorPart, by_reference
from intake.duty.files import file_view
from intake.duty.guard import act
from intake.duty.lent import conditions_of, lent_page, loan_line
from intake.duty.sight import Sight
from intake.duty.views.files import FilePage
from intake.duty.views.lending import LendPage, LoanLine, LoanPage
from intake.store.work import Work

R = TypeVar("R")
FILES = "concern.files"
NEWEST = 200
"""Loans on the list of a desk."""


class LendingDoor(DoorPart):
    """What desks lend each other; reading is all that a loan opens, and only at this door."""

    @act("lend_parts")
    def lend_page(self, *, officer: Officer, reference: str) -> LendPage:
        """Return what may be lent of a concern, and what is; written down.

        Raises:
            NotFoundError: The concern is not for this officer, or nothing of it may be lent.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern, seen, offered = self._to_lend(sight, reference)
            work.audit.note("loans.opened", actor=officer.login, concern=concern.reference)
            desks = desks_to_lend(self.office, work, concern, desk=officer.desk)
            return LendPage(
                reference=concern.reference,
                desks=tuple((name, sight.desk_title(name)) for name in desks),
                offered=offered,
                at_most_days=self.office.policy.access.lending.at_most_days,
                sharing=conditions_of(sight, concern, seen),
                loans=tuple(
                    loan_line(sight, one, concern)
                    for one in reversed(work.loans.of_concern(concern.id))
                    if one.from_desk == officer.desk
                ),
            )

    @act("lend_parts")
    def lend(self, *, officer: Officer, reference: str, offer: LendingOffer) -> Loan:
        """Lend parts of a concern; raises as `lend_parts`, or NotFoundError as `lend_page`."""
        with self.office.look() as work:
            concern, seen, _ = self._to_lend(self._sight(work, officer), reference)
        return lend_parts(
            self.office, officer=officer, concern=concern, giver_sees=seen, offer=offer
        )

    @act("end_loan")
    def end_loan(self, *, officer: Officer, loan_id: int, because: str) -> Loan:
        """End a loan of the officer's own desk; raises as `end_loan`, or NotFoundError."""
        with self.office.look() as work:
            _given(self._sight(work, officer), _loan(work, loan_id))
        return end_loan(self.office, officer=officer, loan_id=loan_id, because=because)

    @act("read_loan")
    def loans(self, *, officer: Officer) -> tuple[LoanLine, ...]:
        """Return what the desk lends, and what may be read at it now, the newest first."""
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            work.audit.note("loans.opened", actor=officer.login, desk=officer.desk)
            lines = (
                _line(sight, one)
                for one in reversed(work.loans.of_desk(officer.desk, limit=NEWEST))
            )
            return tuple(one for one in lines if one is not None)

    @act("read_loan")
    def loan(self, *, officer: Officer, loan_id: int) -> LoanPage:
        """Return a loan to who gave it, or its parts to who borrows: a line of audit for each.

        Raises:
            NotFoundError: There is none, it is over, or it is not for this officer; all look
                alike, and that they asked is audited.
        """

        def read(work: Work, sight: Sight, loan: Loan) -> LoanPage:
            if loan.from_desk == officer.desk:
                concern = _given(sight, loan)
                work.audit.note("loan.opened", actor=officer.login, loan=loan_id)
                return LoanPage(loan_line(sight, loan, concern), concern.received_at)
            concern, parts = sight.lent(loan)
            facts: dict[str, int | str] = {"loan": loan_id, "concern": concern.reference}
            lines = [{**facts, "field": one} for one in sorted(parts)]
            work.audit.note_each("loan.read", lines, actor=officer.login)
            return lent_page(sight, loan, concern, parts)

        return self._audited(officer, loan_id, read)

    @act("read_loan")
    def open_lent_file(self, *, officer: Officer, loan_id: int, file_id: int) -> FilePage:
        """Return a checked file that is lent, as it is shown; written down with the loan.

        Raises:
            NotFoundError: As `loan`; or files are not lent, or it is no checked file of it.
        """

        def read(work: Work, sight: Sight, loan: Loan) -> FilePage:
            concern, parts = sight.lent(loan)
            file = work.files.get(file_id)
            if FILES not in parts or file.concern_id != concern.id:
                raise NotFoundError(what="file")
            if file.state is not FileState.READY:
                raise NotFoundError(what="file")
            facts: dict[str, int | str] = {
                "loan": loan_id,
                "concern": concern.reference,
                "file": file_id,
            }
            work.audit.note("file.opened", actor=officer.login, **facts)
            picture = b"".join(work.files.parts(file.id, Copy.SHOWN)) if file.is_shown else b""
            return FilePage(concern.reference, file_view(file), file.name.reveal(), picture)

        return self._audited(officer, loan_id, read)

    def _to_lend(
        self, sight: Sight, reference: str
    ) -> tuple[ConcernHeld, frozenset[str], tuple[str, ...]]:
        concern, seen = sight.concern(by_reference(sight.work, reference))
        offered = parts_to_lend(sight.table.lending, seen)
        if not offered:
            raise NotFoundError(what="concern")
        return concern, seen, offered

    def _audited(self, officer: Officer, loan_id: int, read: Callable[[Work, Sight, Loan], R]) -> R:
        """Read under a loan; a refusal is written down in a transaction of its own."""
        try:
            with self.office.begin() as work:
                return read(work, self._sight(work, officer), _loan(work, loan_id))
        except NotFoundError:
            with self.office.begin() as work:
                work.audit.note("loan.refused", actor=officer.login, loan=loan_id)
            raise


def _loan(work: Work, loan_id: int) -> Loan:
    found = work.loans.shelf.by_id([loan_id]).get(loan_id)
    if found is None:
        raise NotFoundError(what="loan")
    return found


def _given(sight: Sight, loan: Loan) -> ConcernHeld:
    """Return the concern of a loan that the reader's desk gave, those that are over too."""
    if loan.from_desk != sight.reader.desk:
        raise NotFoundError(what="loan")
    concern, _ = sight.concern_of_id(loan.concern_id)
    return concern


def _line(sight: Sight, loan: Loan) -> LoanLine | None:
    """Return a loan that is in the reader's view; None for one that is not."""
    try:
        is_ours = loan.from_desk == sight.reader.desk
        concern = _given(sight, loan) if is_ours else sight.lent(loan)[0]
    except NotFoundError:
        return None
    return loan_line(sight, loan, concern)
