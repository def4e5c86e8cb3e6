"""Writing to whoever told, and releasing what only a named officer may release (promise P4)."""

from intake.actions.write_letter import (
    Releasing,
    Writing,
    disclose,
    warnings_of,
    write_letter,
)
from intake.domain.held import ConcernHeld, Officer
from intake.domain.two_way import DisclosedTo, DisclosedWhat, Disclosure, Letter, LetterKind
from intake.duty.doors.base import DoorPart, by_reference, note_opened
from intake.duty.guard import act
from intake.duty.reporter_page import check_may_write, reporter_page
from intake.duty.views.reporter import ReporterPage, WarnedLine


class WritingDoor(DoorPart):
    """How a desk and a reporter speak, neither knowing the other's address."""

    @act("write_to_reporter")
    def reporter_page(self, *, officer: Officer, reference: str) -> ReporterPage:
        """Return what the reporter reads, was written and asks for; opening it is written down.

        Raises:
            NotFoundError: The concern, or how its reporter is reached, is not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern, seen = sight.concern(by_reference(work, reference))
            check_may_write(sight, concern, seen, is_answer=True)
            note_opened(work, officer, concern.reference, "reporter")
            return reporter_page(sight, concern, seen)

    @act("write_to_reporter")
    def warnings(self, *, officer: Officer, reference: str, words: str) -> tuple[WarnedLine, ...]:
        """Return what a text for this reporter is warned of, before anything is sent."""
        concern = self._writable(officer, reference, is_answer=True)
        with self.office.look() as work:
            found = warnings_of(self.office, work, concern, words)
        return tuple(WarnedLine(one.what.value, one.words) for one in found)

    @act("write_to_reporter")
    def write(
        self,
        *,
        officer: Officer,
        reference: str,
        kind: LetterKind,
        words: str,
        reason: str = "",
        diary_id: int = 0,
    ) -> Letter:
        """Write to the reporter; raises as `write_letter`, or NotFoundError."""
        is_answer = kind is LetterKind.REPLY and diary_id > 0
        concern = self._writable(officer, reference, is_answer=is_answer)
        writing = Writing(kind, words, reason, diary_id)
        return write_letter(self.office, officer=officer, concern_id=concern.id, writing=writing)

    @act("disclose")
    def disclose(
        self,
        *,
        officer: Officer,
        reference: str,
        what: DisclosedWhat,
        to: DisclosedTo,
        to_whom: str,
        route: str,
        words: str,
        authorised_by: str,
    ) -> Disclosure:
        """Record a release; raises as `disclose`, or NotFoundError."""
        concern = self._writable(officer, reference, is_answer=False)
        releasing = Releasing(what, to, to_whom, route, words, authorised_by)
        return disclose(self.office, officer=officer, concern_id=concern.id, releasing=releasing)

    def _writable(self, officer: Officer, reference: str, *, is_answer: bool) -> ConcernHeld:
        with self.office.look() as work:
            sight = self._sight(work, officer)
            concern, seen = sight.concern(by_reference(work, reference))
            check_may_write(sight, concern, seen, is_answer=is_answer)
        return concern
