"""Answers from a desk's group chat: the account must be an officer's of that very desk."""

from dataclasses import dataclass
from enum import StrEnum

from intake.actions.answer_alert import accept_alert, acknowledge_alert
from intake.domain.access import may_do
from intake.domain.alert import Alert
from intake.domain.errors import ConflictError, NotFoundError, RefusedError
from intake.domain.held import Officer
from intake.duty.concern_page import own_alert
from intake.duty.sight import reader_of, sight_of
from intake.store.office import Office


class GroupAnswer(StrEnum):
    """What became of an answer."""

    TAKEN = "taken"
    ACCEPTED = "accepted"
    SOMEBODY_ELSE = "somebody_else"
    NOT_KNOWN = "not_known"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of it, and the officer who has the alert; no name where none is due."""

    answer: GroupAnswer
    name: str = ""


class GroupDoor:
    """What may be done from a group chat: to acknowledge and to accept."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._acts = {"acknowledge": acknowledge_alert, "accept": accept_alert}

    def answer(self, *, account: str, act: str, alert_id: int) -> Answered:
        """Answer an alert as the officer whose Telegram account this is.

        Args:
            account: The Telegram id of whoever pressed.
            act: "acknowledge" or "accept".
            alert_id: Which alert.

        Why:
            A group has members who left the desk, and guests; being in it is not authority.
            Who is not known and what is not theirs look alike (P13).
        """
        with self._office.look() as work:
            officer = work.staff.by_telegram(account)
            try:
                alert = work.dispatch.alerts.get(alert_id)
            except NotFoundError:
                return Answered(GroupAnswer.NOT_KNOWN)
        if officer is None or not self._may(officer, act, alert):
            self._note_refusal(act, alert.id)
            return Answered(GroupAnswer.NOT_KNOWN)
        try:
            alert = self._acts[act](self._office, officer=officer, alert_id=alert_id)
        except ConflictError:
            return self._somebody_else(alert_id)
        except RefusedError:
            return Answered(GroupAnswer.NOT_NOW)
        done = GroupAnswer.ACCEPTED if alert.accepted_by else GroupAnswer.TAKEN
        return Answered(done, alert.holder)

    def _may(self, officer: Officer, act: str, alert: Alert) -> bool:
        if officer.disabled or officer.desk != alert.desk or act not in self._acts:
            return False
        try:
            reader = reader_of(self._office, officer)
            if not may_do(self._office.policy.access, reader, act):
                return False
            with self._office.look() as work:
                own_alert(sight_of(self._office, work, officer), alert.id)
        except NotFoundError:
            return False
        return True

    def _somebody_else(self, alert_id: int) -> Answered:
        with self._office.look() as work:
            return Answered(GroupAnswer.SOMEBODY_ELSE, work.dispatch.alerts.get(alert_id).holder)

    def _note_refusal(self, act: str, alert_id: int) -> None:
        with self._office.begin() as work:
            work.audit.note("group.refused", act=act, alert=alert_id)
