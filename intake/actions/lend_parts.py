"""A desk lends another some parts of a concern to read, ends it early, or its time passes.

Read `lend_parts`. Whether somebody may read is asked of the loan's own times at each reading;
`end_lapsed` only writes down that an end has come.
"""

from collections.abc import Collection
from datetime import timedelta

from intake.actions.ask_agency import desks_to_ask
from intake.actions.freeze_dossier import matter_of_concern
from intake.actions.owe_reading import end_reading, owe_reading
from intake.domain.diary import DiaryKind
from intake.domain.errors import ConflictError
from intake.domain.held import ConcernHeld, Officer
from intake.domain.lending import LendingOffer, Loan, check_loan
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work

AT_ONCE = 200
"""Loans of one transaction that have come to their end."""


def desks_to_lend(
    office: Office, work: Work, concern: ConcernHeld, *, desk: str
) -> tuple[str, ...]:
    """Return which desks may be lent parts of a concern; left out as in `desks_to_ask`."""
    return desks_to_ask(office, work, matter_of_concern(work, concern, desk), desk=desk)


def lend_parts(
    office: Office,
    *,
    officer: Officer,
    concern: ConcernHeld,
    giver_sees: Collection[str],
    offer: LendingOffer,
) -> Loan:
    """Lend parts of a concern to another desk until the end of a local day.

    Args:
        office: For how long at most, and which parts at all.
        officer: Who lends.
        concern: Of which concern.
        giver_sees: What that officer sees of it.
        offer: To whom, what, until when, what for.

    Returns:
        The loan as kept; each part has an audit line with its number.

    Raises:
        ConflictError: One of this concern, to that desk by this one, stands already.
        JudgementRefusedError: `missing` says what the offer lacks.
    """
    lending, hours = office.policy.access.lending, office.policy.duty.office
    with office.begin() as work:
        work.concerns.records.locked([concern.id])
        basis, last_on = check_loan(
            offer,
            may_have=desks_to_lend(office, work, concern, desk=officer.desk),
            giver_sees=giver_sees,
            today=hours.local_day(work.at),
            lending=lending,
        )
        for one in work.loans.of_concern(concern.id):
            sides = (one.from_desk, one.to_desk)
            if one.stands_at(work.at) and sides == (officer.desk, offer.to_desk):
                raise ConflictError(loan=one.id)
        loan = work.loans.shelf.add(
            Loan(
                concern_id=concern.id,
                from_desk=officer.desk,
                to_desk=offer.to_desk,
                parts=tuple(one for one in lending.fields if one in offer.parts),
                purpose=private(offer.purpose.strip()),
                basis=basis,
                officer=officer.name,
                login=officer.login,
                role=officer.role,
                at=work.at,
                ends_at=hours.moment_of(last_on + timedelta(days=1), 0),
            )
        )
        facts: dict[str, int | str] = {
            "loan": loan.id,
            "concern": concern.reference,
            "desk": loan.to_desk,
            "basis": basis.value,
            "until": last_on.isoformat(),
        }
        lines = [{**facts, "field": part} for part in loan.parts]
        work.audit.note_each("loan.given", lines, actor=officer.login)
        owe_reading(
            office,
            work,
            desk=loan.to_desk,
            kind=DiaryKind.LOAN_GIVEN,
            subject=f"loan:{loan.id}",
            cause=f"loan:{loan.id}:given",
        )
        return loan


def end_loan(office: Office, *, officer: Officer, loan_id: int, because: str) -> Loan:
    """End a loan before its time.

    Raises:
        ConflictError: It is over.
        JudgementRefusedError: `missing` is because.
        NotFoundError: There is none.
        TransitionRefusedError: Another desk lent it.
    """
    with office.begin() as work:
        loan = work.loans.shelf.get(loan_id)
        kept = work.loans.shelf.keep(
            loan.end(officer=officer.name, desk=officer.desk, because=because, at=work.at)
        )
        work.audit.note("loan.ended", actor=officer.login, loan=loan_id)
        _tell_of_end(office, work, kept)
        return kept


def end_lapsed(office: Office) -> int:
    """Write down the end of loans whose time has passed; returns how many.

    Why:
        That an access ended is as much a fact of the audit as that it was given (row T20).
    """
    with office.look() as work:
        if not work.loans.lapsed(work.at, limit=1):
            return 0
    with office.begin() as work:
        found = work.loans.shelf.locked(one.id for one in work.loans.lapsed(work.at, limit=AT_ONCE))
        over = [one for one in found if one.ended_at is None]
        for one in over:
            work.loans.shelf.keep(one.lapse())
            _tell_of_end(office, work, one)
        work.audit.note_each("loan.lapsed", [{"loan": one.id} for one in over])
        return len(over)


def _tell_of_end(office: Office, work: Work, loan: Loan) -> None:
    """Tell the desk that read under a loan that it may no more; nothing is left to be read."""
    subject = f"loan:{loan.id}"
    end_reading(work, subject, DiaryKind.LOAN_GIVEN)
    owe_reading(
        office,
        work,
        desk=loan.to_desk,
        kind=DiaryKind.LOAN_OVER,
        subject=subject,
        cause=f"{subject}:over",
    )
