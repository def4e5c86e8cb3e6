"""The desk's ends and beginnings: closing, confirming, keying in, opening who told."""

from datetime import date

from intake.actions.close_concern import (
    WAITING,
    close_concern,
    closing_facts,
    confirm_closing,
    firmly_about,
    is_checked,
)
from intake.actions.freeze_dossier import matter_of_concern
from intake.actions.report_concern import report_concern
from intake.actions.screening import screen
from intake.domain.closing import ClosedHow, needs_second
from intake.domain.concern import Receipt, Submission
from intake.domain.deciding import Said
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import Closing, ConcernHeld, Note, Officer
from intake.domain.private import private
from intake.duty.concern_page import concern_view
from intake.duty.decided import table_view
from intake.duty.doors.base import DoorPart, by_reference, note_opened
from intake.duty.guard import act
from intake.duty.sight import Sight
from intake.duty.views import ClosePage, Identity

TAKEN_BY = ("telephone", "paper", "counter")
"""Channels of a report that an officer keys in."""


class ClosingDoor(DoorPart):
    """How a desk closes a concern, keys one in, and opens who told."""

    @act("propose_close")
    def close_page(self, *, officer: Officer, reference: str) -> ClosePage:
        """Return what closing a concern needs; opening it is written down."""
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern = _closable(sight, reference)
            note_opened(work, officer, concern.reference, "closing")
            view = concern_view(sight, concern, sight.sees(concern))
            facts = closing_facts(self.office, work, concern, officer)
            waiting = next((one for one in view.closings if one.state == WAITING), None)
            return ClosePage(
                concern=view,
                needs_second_always=needs_second(ClosedHow.PASSED_ON, facts),
                is_grave=facts.is_flagged or facts.is_weighty or facts.has_telling_sign,
                is_checked=is_checked(work, concern.id),
                waiting=waiting,
                can_confirm=bool(waiting)
                and waiting is not None
                and waiting.officer != officer.name
                and sight.may("confirm_close"),
                table=table_view(sight, matter_of_concern(work, concern, officer.desk)),
                at=work.at,
                heard_beside=firmly_about(work, concern, officer.desk)
                if facts.is_heard_beside_him
                else (),
            )

    @act("propose_close")
    def close(
        self,
        *,
        officer: Officer,
        reference: str,
        how: str,
        detail: str,
        reason: str,
        look_again_on: date | None,
        said: Said | None = None,
    ) -> Closing:
        """Close a concern or propose it; raises as `close_concern`, or NotFoundError."""
        with self.office.look() as work:
            concern = _closable(self._sight(work, officer), reference)
        return close_concern(
            self.office,
            officer=officer,
            concern_id=concern.id,
            how=how,
            detail=detail,
            reason=reason,
            look_again_on=look_again_on,
            said=said,
        )

    @act("confirm_close")
    def confirm_close(self, *, officer: Officer, closing_id: int) -> Closing:
        """Confirm a colleague's closing; raises as `confirm_closing`, or NotFoundError."""
        with self.office.look() as work:
            sight = self._sight(work, officer)
            closing = work.concerns.closings.get(closing_id)
            concern, _ = sight.concern_of_id(closing.concern_id)
            _closable(sight, concern.reference)
        return confirm_closing(self.office, officer=officer, closing_id=closing_id)

    @act("key_report")
    def key_report(self, *, officer: Officer, submission: Submission) -> Receipt:
        """Keep a report taken by telephone, on paper or at the counter, like any other.

        Raises:
            JudgementRefusedError: `missing` is channel or story.
        """
        if submission.channel not in TAKEN_BY:
            raise JudgementRefusedError(missing=("channel",))
        if not any(part for part in submission.story):
            raise JudgementRefusedError(missing=("story",))
        with self.office.look() as work:
            screening = screen(self.office, work, submission)
        with self.office.begin() as work:
            reported = report_concern(
                self.office, work, submission, screening=screening, taken_by=officer.login
            )
        return reported.receipt

    @act("open_identity")
    def open_identity(self, *, officer: Officer, reference: str, reason: str) -> Identity:
        """Open who told, with a reason; kept as a note and in the audit.

        Raises:
            NotFoundError: It is missing or not for this officer.
            JudgementRefusedError: The reason is empty.
        """
        if not reason.strip():
            raise JudgementRefusedError(missing=("reason",))
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern, seen = sight.concern(by_reference(work, reference))
            if "reporter.identity" not in seen:
                raise NotFoundError(what="concern")
            work.concerns.notes.add(
                Note(
                    subject=f"concern:{concern.id}",
                    at=work.at,
                    officer=officer.name,
                    desk=officer.desk,
                    words=private(f"The reporter’s identity was opened: {reason.strip()}"),
                )
            )
            work.audit.note("identity.opened", actor=officer.login, concern=concern.reference)
            who = work.concerns.reporter(concern)
            return Identity(
                reference=concern.reference,
                role=who.role.value,
                name=who.name.reveal(),
                agency=who.agency.reveal(),
                job=who.job.reveal(),
                contact=who.contact.reveal(),
                safe_contact=who.safe_contact.reveal(),
            )


def _closable(sight: Sight, reference: str) -> ConcernHeld:
    """Return a concern that the officer's desk was told of and may read.

    Raises:
        NotFoundError: It is missing or not for this officer.
    """
    concern, seen = sight.concern(by_reference(sight.work, reference))
    told = sight.work.dispatch.alerts_of_concern(concern.id)
    if "concern.story" not in seen or sight.reader.desk not in {one.desk for one in told}:
        raise NotFoundError(what="concern")
    return concern
