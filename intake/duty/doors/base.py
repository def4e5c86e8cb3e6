"""What every part of the desk's door stands on: the office, and an officer's eyes."""

from intake.domain.codes import normal_reference
from intake.domain.held import ConcernHeld, Officer
from intake.duty.leads import LeadsKept
from intake.duty.sight import Sight, sight_of
from intake.store.office import Office
from intake.store.work import Work


class DoorPart:
    """A part of the door over one office; remembers where concerns lead, as codes."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._kept = LeadsKept(office)

    def _sight(self, work: Work, officer: Officer) -> Sight:
        return sight_of(self.office, work, officer, self._kept)


def by_reference(work: Work, reference: str) -> ConcernHeld | None:
    """Return the concern of a reference as somebody typed it, or None."""
    known = normal_reference(reference)
    return work.concerns.by_reference(known) if known else None


def note_opened(work: Work, officer: Officer, reference: str, purpose: str) -> None:
    """Write down that an officer opened a concern, and by which way (P9)."""
    work.audit.note("concern.opened", actor=officer.login, concern=reference, purpose=purpose)
