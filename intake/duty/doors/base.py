"""What every part of the desk's door stands on: the office, and an officer's eyes."""

from intake.actions import sign_in as entrance
from intake.domain.access import may_do
from intake.domain.codes import normal_reference
from intake.domain.errors import JudgementRefusedError
from intake.domain.held import ConcernHeld, Officer
from intake.duty.leads import LeadsKept
from intake.duty.sight import Sight, reader_of, sight_of
from intake.store.office import Office
from intake.store.work import Work


class DoorPart:
    """A part of the door over one office; remembers where concerns lead, as codes."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._kept = LeadsKept(office)

    def _sight(self, work: Work, officer: Officer) -> Sight:
        return sight_of(self.office, work, officer, self._kept)

    def _second(self, officer: Officer, login: str, password: str, *, may: str) -> str:
        """Return the name of the second human, who has just proved to be there.

        Raises:
            JudgementRefusedError: It is the same human, or one whose role may not do this act.
            SignInRefusedError: Name and password do not fit.
        """
        token = entrance.sign_in(self.office, login=login, password=password)
        second = entrance.officer_of(self.office, token)
        entrance.sign_out(self.office, token=token)
        if second is None or second.id == officer.id:
            raise JudgementRefusedError(missing=("second",))
        if not may_do(self.office.policy.access, reader_of(self.office, second), may):
            raise JudgementRefusedError(missing=("second",))
        return second.name


def by_reference(work: Work, reference: str) -> ConcernHeld | None:
    """Return the concern of a reference as somebody typed it, or None."""
    known = normal_reference(reference)
    return work.concerns.by_reference(known) if known else None


def note_opened(work: Work, officer: Officer, reference: str, purpose: str) -> None:
    """Write down that an officer opened a concern, and by which way (P9)."""
    work.audit.note("concern.opened", actor=officer.login, concern=reference, purpose=purpose)
