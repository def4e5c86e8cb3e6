"""The desk's answers: to an alert, about a link, about a person; notes and parts."""

from intake.actions.answer_alert import accept_alert, acknowledge_alert, decide_alert, decline_alert
from intake.actions.childhoods import let_count
from intake.actions.judge_link import judge_link, undo_judgement
from intake.actions.note_down import add_note, change_part
from intake.actions.set_standing import set_standing
from intake.domain.alert import Alert
from intake.domain.band import Band
from intake.domain.concern import Part
from intake.domain.deciding import Said
from intake.domain.errors import NotFoundError, TransitionRefusedError
from intake.domain.held import ConcernHeld, LinkHeld, Note, Officer
from intake.domain.person import Answer
from intake.duty.concern_page import own_alert
from intake.duty.doors.base import DoorPart, by_reference
from intake.duty.guard import act


class AnsweringDoor(DoorPart):
    """What a desk may say about an alert, a link or a person."""

    @act("acknowledge")
    def acknowledge(self, *, officer: Officer, alert_id: int) -> Alert:
        """Take an alert: its pings stop; raises as `acknowledge_alert`, or NotFoundError."""
        self._check_alert(officer, alert_id)
        return acknowledge_alert(self.office, officer=officer, alert_id=alert_id)

    @act("accept")
    def accept(self, *, officer: Officer, alert_id: int) -> Alert:
        """Take an alert on for the desk; raises as `accept_alert`, or NotFoundError."""
        self._check_alert(officer, alert_id)
        return accept_alert(self.office, officer=officer, alert_id=alert_id)

    @act("decide")
    def decide(self, *, officer: Officer, alert_id: int, decision: str) -> Alert:
        """Record what was decided; raises as `decide_alert`, or NotFoundError."""
        self._check_alert(officer, alert_id)
        return decide_alert(self.office, officer=officer, alert_id=alert_id, decision=decision)

    @act("decline")
    def decline(self, *, officer: Officer, alert_id: int, reason: str) -> Alert:
        """Hand an alert back with a reason; raises as `decline_alert`, or NotFoundError."""
        self._check_alert(officer, alert_id)
        return decline_alert(self.office, officer=officer, alert_id=alert_id, reason=reason)

    def _check_alert(self, officer: Officer, alert_id: int) -> None:
        with self.office.look() as work:
            own_alert(self._sight(work, officer), alert_id)

    @act("judge")
    def judge(self, *, officer: Officer, link_id: int, answer: Answer, reason: str) -> LinkHeld:
        """Say whether a mention and a record are the same; raises as `judge_link`.

        Raises:
            NotFoundError: The link is missing or not for this officer's desk.
        """
        self._check_link(officer, link_id)
        return judge_link(
            self.office, officer=officer, link_id=link_id, answer=answer, reason=reason
        )

    @act("judge")
    def undo(self, *, officer: Officer, link_id: int, reason: str) -> LinkHeld:
        """Take the last answer on a link back; raises as `undo_judgement`, or NotFoundError."""
        self._check_link(officer, link_id)
        return undo_judgement(self.office, officer=officer, link_id=link_id, reason=reason)

    def _check_link(self, officer: Officer, link_id: int) -> None:
        with self.office.look() as work:
            sight = self._sight(work, officer)
            link = work.people.links.get(link_id)
            mention = work.concerns.mentions_by_id([link.mention_id])[link.mention_id]
            _, seen = sight.concern_of_id(mention.concern_id)
            if not sight.in_view([link]) or "concern.check" not in seen:
                raise NotFoundError(what="link")

    @act("add_note")
    def note_concern(self, *, officer: Officer, reference: str, words: str) -> Note:
        """Keep a note on a concern; raises as `add_note`, or NotFoundError."""
        concern = self._concern_for(officer, reference, "concern.notes")
        return add_note(self.office, officer=officer, subject=f"concern:{concern.id}", words=words)

    @act("add_note")
    def note_person(self, *, officer: Officer, person_id: int, words: str) -> Note:
        """Keep a note on a person; raises as `add_note`, or NotFoundError."""
        with self.office.look() as work:
            _, seen = self._sight(work, officer).person(person_id)
        if "person.chronology" not in seen:
            raise NotFoundError(what="person")
        return add_note(self.office, officer=officer, subject=f"person:{person_id}", words=words)

    @act("change_part")
    def change_part(self, *, officer: Officer, mention_id: int, part: Part, reason: str) -> str:
        """Change the part somebody plays; returns the concern's reference.

        Raises:
            NotFoundError: The mention is missing or not for this officer.
            JudgementRefusedError: The reason is empty.
        """
        with self.office.look() as work:
            sight = self._sight(work, officer)
            mention = work.concerns.mentions_by_id([mention_id]).get(mention_id)
            if mention is None:
                raise NotFoundError(what="mention")
            concern, seen = sight.concern_of_id(mention.concern_id)
            if "concern.mentions" not in seen:
                raise NotFoundError(what="mention")
        change_part(self.office, officer=officer, mention_id=mention_id, part=part, reason=reason)
        return concern.reference

    def _concern_for(self, officer: Officer, reference: str, field_name: str) -> ConcernHeld:
        with self.office.look() as work:
            sight = self._sight(work, officer)
            concern, seen = sight.concern(by_reference(work, reference))
        if field_name not in seen:
            raise NotFoundError(what="concern")
        return concern

    @act("count_childhood")
    def let_count(self, *, officer: Officer, person_id: int, reason: str) -> Note:
        """Let what was told of a child count now that they are 18; raises as `let_count`.

        Raises:
            NotFoundError: The person's weight is not for this officer.
        """
        with self.office.look() as work:
            _, seen = self._sight(work, officer).person(person_id)
        if "person.weight" not in seen:
            raise NotFoundError(what="person")
        return let_count(self.office, officer=officer, person_id=person_id, reason=reason)

    @act("lower_standing")
    def set_standing(
        self,
        *,
        officer: Officer,
        person_id: int,
        to: Band,
        reason: str,
        second_login: str = "",
        second_password: str = "",
        alone_because: str = "",
    ) -> None:
        """Raise or lower a standing by decision; a second human signs beside the first.

        Raises:
            NotFoundError: The person is not for this officer.
            JudgementRefusedError: Reason or second human is missing, or may not confirm; to
                lower, another agency's view or why none was had (`missing` second_view).
            SignInRefusedError: The second human's name and password do not fit.
            TransitionRefusedError: The band is the same, or below the floor; or the record is
                a child's, which carries none.
        """
        with self.office.look() as work:
            sight = self._sight(work, officer)
            _, seen = sight.person(person_id)
            is_child = sight.childhood(person_id) is not None
        if "person.weight" not in seen:
            raise NotFoundError(what="person")
        if is_child:
            raise TransitionRefusedError(wanted=to.value)
        second = ""
        if second_login:
            second = self._second(
                officer, second_login, second_password, may="confirm_lower_standing"
            )
        set_standing(
            self.office,
            officer=officer,
            person_id=person_id,
            to=to,
            reason=reason,
            second=second,
            said=Said(alone_because=alone_because),
        )
