"""Closing the case of one child: proposed in words, confirmed by a second officer."""

from collections.abc import Callable

from intake.domain.child_case import ChildCase
from intake.domain.errors import ConflictError, NotFoundError
from intake.domain.held import Officer
from intake.store.office import Office
from intake.store.work import Work


def propose_case_closing(
    office: Office, *, officer: Officer, case_id: int, words: str
) -> ChildCase:
    """Propose to close one child's case; the other child's is not touched.

    Args:
        office: Settings in force.
        officer: Who proposes, of the desk that owns the case.
        case_id: Which case.
        words: What was done for this child, and who goes on.

    Raises:
        ClosureRefusedError: `missing` is reason.
        ConflictError: It is closed, or an offer of it to another desk stands.
        NotFoundError: There is no such case at this desk.
    """

    def step(case: ChildCase, work: Work) -> ChildCase:
        return case.proposed(words, officer=officer.name, at=work.at)

    return _act(office, officer, case_id, "child_case.closing", step)


def confirm_case_closing(office: Office, *, officer: Officer, case_id: int) -> ChildCase:
    """Close one child's case as the second officer; the other child's is not touched.

    Raises:
        ClosureRefusedError: `missing` is second_officer.
        ConflictError: It does not wait for a second officer, or an offer of it stands.
        NotFoundError: There is no such case at this desk.
    """

    def step(case: ChildCase, work: Work) -> ChildCase:
        return case.confirmed(officer=officer.name, at=work.at)

    return _act(office, officer, case_id, "child_case.closed", step)


def owner_of(office: Office, case: ChildCase) -> str:
    """Return the desk that owns a case: the catch-all where the settings name its desk no more."""
    book = office.policy.duty
    return case.desk if case.desk in book.desks else book.catch_all


def _act(
    office: Office,
    officer: Officer,
    case_id: int,
    event: str,
    step: Callable[[ChildCase, Work], ChildCase],
) -> ChildCase:
    with office.begin() as work:
        case = work.concerns.child_cases.get(case_id)
        if owner_of(office, case) != officer.desk:
            raise NotFoundError(what="child_case")
        if work.case_offers.standing([case.id]):
            raise ConflictError(what="case_offer")
        kept = work.concerns.child_cases.keep(step(case, work))
        work.audit.note(event, actor=officer.login, case=case.id, desk=officer.desk)
    return kept
