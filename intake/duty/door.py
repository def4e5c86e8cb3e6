"""The desk's door: every read and act of an officer, decided by one table (P13).

Each method takes `officer` by keyword and names its act (`guard.act`); what it shows is cut
down by `sight.Sight`. Reads of concerns and persons leave an audit line in the same
transaction, before the page leaves (P9).
"""

from datetime import date, timedelta

from intake.actions import sign_in as entrance
from intake.actions.answer_alert import (
    accept_alert,
    acknowledge_alert,
    decide_alert,
    decline_alert,
)
from intake.actions.close_concern import (
    WAITING,
    close_concern,
    closing_facts,
    confirm_closing,
    is_checked,
)
from intake.actions.judge_link import judge_link, undo_judgement
from intake.actions.note_down import add_note, change_part, set_standing
from intake.actions.report_concern import report_concern
from intake.actions.screening import screen
from intake.domain.access import may_do
from intake.domain.alert import Alert
from intake.domain.band import Band
from intake.domain.closing import ClosedHow, needs_second
from intake.domain.codes import normal_reference
from intake.domain.concern import Part, Receipt, Submission
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import Closing, ConcernHeld, LinkHeld, Note, Officer
from intake.domain.person import Answer
from intake.domain.private import private
from intake.duty.concern_page import concern_view, own_alert, read_alert
from intake.duty.diary import lines_of_desk, turns_of
from intake.duty.guard import act
from intake.duty.leads import LeadsKept
from intake.duty.lookup import description_of, look_up
from intake.duty.person_page import read_person
from intake.duty.purposes import check_purpose
from intake.duty.queue import QueueFilter, new_since, newest_alert, queue_of
from intake.duty.referral import referral_text
from intake.duty.sight import Sight, reader_of, sight_of
from intake.duty.views import (
    AlertPage,
    ClosePage,
    ConcernView,
    DeskFacts,
    DiaryLine,
    DutyTurn,
    Found,
    Identity,
    PersonPage,
    Queue,
)
from intake.store.office import Office
from intake.store.work import Work

HOUR = timedelta(hours=1)
TAKEN_BY = ("telephone", "paper", "counter")
"""Channels of a report that an officer keys in."""


class DutyDoor:
    """Everything a desk may read and do."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._kept = LeadsKept(office)

    # coming and going; these come before there is an officer

    def sign_in(self, *, login: str, password: str) -> str:
        """Return the secret token of a new session; raises SignInRefusedError."""
        return entrance.sign_in(self.office, login=login, password=password)

    def use_link(self, *, token: str) -> str:
        """Return the session of a one-time link; raises SignInRefusedError."""
        return entrance.use_link(self.office, token=token)

    def sign_out(self, *, token: str) -> None:
        """End a session."""
        entrance.sign_out(self.office, token=token)

    def officer_of(self, *, token: str) -> Officer | None:
        """Return the officer of a session in force, or None."""
        return entrance.officer_of(self.office, token) if token else None

    def facts(self, *, officer: Officer) -> DeskFacts:
        """Return what stands on every page of this officer; names nobody else."""
        reader = reader_of(self.office, officer)
        table, desk = self.office.policy.access, self.office.policy.duty.desk(reader.desk)
        area = self.office.policy.areas.areas.get(reader.area)
        return DeskFacts(
            officer=officer.name,
            desk=desk.title,
            area=area.title if area else "",
            role=officer.role,
            may=frozenset(name for name in table.actions if may_do(table, reader, name)),
            at=self.office.now(),
        )

    # the queue and the diary

    @act("see_queue")
    def queue(self, *, officer: Officer, wanted: QueueFilter) -> Queue:
        """Return the open work of the officer's desk; one audit line an officer and hour."""
        self._note_hourly(officer, "queue.read")
        with self.office.look() as work:
            return queue_of(self._sight(work, officer), wanted)

    @act("see_queue")
    def news(self, *, officer: Officer, since: int) -> tuple[int, int]:
        """Return how many alerts came to the desk after an id, and the highest id."""
        with self.office.look() as work:
            sight = self._sight(work, officer)
            return new_since(sight, since), newest_alert(sight)

    @act("see_queue")
    def diary(self, *, officer: Officer) -> tuple[DiaryLine, ...]:
        """Return what the officer's desk owes, the soonest first."""
        self._note_hourly(officer, "diary.read")
        with self.office.look() as work:
            return lines_of_desk(self._sight(work, officer))

    @act("see_queue")
    def on_duty(self, *, officer: Officer) -> tuple[DutyTurn, ...]:
        """Return who is on duty now at the desks of the officer's area."""
        with self.office.look() as work:
            return turns_of(self._sight(work, officer))

    # reading

    @act("read_concern")
    def alert(self, *, officer: Officer, alert_id: int) -> AlertPage:
        """Return an alert of the officer's desk, and write down that it was opened.

        Raises:
            NotFoundError: It is missing or not for this officer.
        """
        with self.office.begin() as work:
            page = read_alert(self._sight(work, officer), alert_id)
            if page.concern is not None:
                _opened(work, officer, page.concern.reference, f"alert-{alert_id}")
            if page.weight is not None and page.concern is None:
                _person_opened(work, officer, page.weight.person_id, f"alert-{alert_id}")
            return page

    @act("read_concern")
    def concern(self, *, officer: Officer, reference: str) -> ConcernView:
        """Return a concern by its reference, and write down that it was opened.

        Raises:
            NotFoundError: It is missing or not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern, seen = sight.concern(_by_reference(work, reference))
            _opened(work, officer, concern.reference, "reference")
            return concern_view(sight, concern, seen)

    @act("read_person")
    def person(self, *, officer: Officer, person_id: int, purpose: str) -> PersonPage:
        """Return a person's record, and write down who opened it and why.

        Raises:
            PurposeMissingError: No purpose was given.
            NotFoundError: It is missing or not for this officer.
        """
        check_purpose(purpose)
        with self.office.begin() as work:
            page = read_person(self._sight(work, officer), person_id, purpose=purpose)
            _person_opened(work, officer, person_id, purpose)
            return page

    @act("look_up")
    def look_up(self, *, officer: Officer, words: dict[str, str], purpose: str) -> Found:
        """Return the records that some words might mean; audited without the words.

        Raises:
            PurposeMissingError: No purpose was given.
        """
        check_purpose(purpose)
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            found = look_up(sight, description_of(sight, words))
            work.audit.note(
                "person.looked_up",
                actor=officer.login,
                purpose=purpose,
                found=len(found.people),
                list_version=found.list_version,
            )
            return found

    @act("read_concern")
    def referral(self, *, officer: Officer, reference: str) -> str:
        """Return a concern as a referral's text; audited.

        Raises:
            NotFoundError: It is missing, or its words are not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern, seen = sight.concern(_by_reference(work, reference))
            if "concern.story" not in seen:
                raise NotFoundError(what="concern")
            work.audit.note("concern.copied", actor=officer.login, concern=concern.reference)
            view = concern_view(sight, concern, seen)
            desk = sight.desk_title(officer.desk)
            return referral_text(view, desk=desk, officer=officer.name, at=work.at)

    # answering an alert

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

    # judging, noting, correcting

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
    ) -> None:
        """Raise or lower a standing by decision; a second human signs beside the first.

        Raises:
            NotFoundError: The person is not for this officer.
            JudgementRefusedError: Reason or second human is missing, or may not confirm.
            SignInRefusedError: The second human's name and password do not fit.
            TransitionRefusedError: The band is the same, or below the floor.
        """
        with self.office.look() as work:
            _, seen = self._sight(work, officer).person(person_id)
        if "person.weight" not in seen:
            raise NotFoundError(what="person")
        second = self._second(officer, second_login, second_password) if second_login else ""
        set_standing(
            self.office,
            officer=officer,
            person_id=person_id,
            to=to,
            reason=reason,
            second=second,
        )

    # closing, keying in

    @act("propose_close")
    def close_page(self, *, officer: Officer, reference: str) -> ClosePage:
        """Return what closing a concern needs; opening it is written down."""
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern = _closable(sight, reference)
            _opened(work, officer, concern.reference, "closing")
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
                at=work.at,
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
            concern, seen = sight.concern(_by_reference(work, reference))
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

    # what the acts lean on

    def _sight(self, work: Work, officer: Officer) -> Sight:
        return sight_of(self.office, work, officer, self._kept)

    def _note_hourly(self, officer: Officer, event: str) -> None:
        with self.office.look() as work:
            is_noted = work.audit.noted_since(event, officer.login, work.at - HOUR)
        if not is_noted:
            with self.office.begin() as work:
                work.audit.note(event, actor=officer.login, desk=officer.desk)

    def _check_alert(self, officer: Officer, alert_id: int) -> None:
        with self.office.look() as work:
            own_alert(self._sight(work, officer), alert_id)

    def _check_link(self, officer: Officer, link_id: int) -> None:
        with self.office.look() as work:
            sight = self._sight(work, officer)
            link = work.people.links.get(link_id)
            mention = work.concerns.mentions_by_id([link.mention_id])[link.mention_id]
            _, seen = sight.concern_of_id(mention.concern_id)
            if not sight.in_view([link]) or "concern.check" not in seen:
                raise NotFoundError(what="link")

    def _concern_for(self, officer: Officer, reference: str, field_name: str) -> ConcernHeld:
        with self.office.look() as work:
            sight = self._sight(work, officer)
            concern, seen = sight.concern(_by_reference(work, reference))
        if field_name not in seen:
            raise NotFoundError(what="concern")
        return concern

    def _second(self, officer: Officer, login: str, password: str) -> str:
        """Return the name of the second human, who has just proved to be there."""
        token = self.sign_in(login=login, password=password)
        second = self.officer_of(token=token)
        self.sign_out(token=token)
        if second is None or second.id == officer.id:
            raise JudgementRefusedError(missing=("second",))
        reader = reader_of(self.office, second)
        if not may_do(self.office.policy.access, reader, "confirm_lower_standing"):
            raise JudgementRefusedError(missing=("second",))
        return second.name


def _by_reference(work: Work, reference: str) -> ConcernHeld | None:
    known = normal_reference(reference)
    return work.concerns.by_reference(known) if known else None


def _opened(work: Work, officer: Officer, reference: str, purpose: str) -> None:
    work.audit.note("concern.opened", actor=officer.login, concern=reference, purpose=purpose)


def _person_opened(work: Work, officer: Officer, person_id: int, purpose: str) -> None:
    work.audit.note("person.opened", actor=officer.login, person=person_id, purpose=purpose)


def _closable(sight: Sight, reference: str) -> ConcernHeld:
    """Return a concern that the officer's desk was told of and may read.

    Raises:
        NotFoundError: It is missing or not for this officer.
    """
    concern, seen = sight.concern(_by_reference(sight.work, reference))
    told = sight.work.dispatch.alerts_of_concern(concern.id)
    if "concern.story" not in seen or sight.reader.desk not in {one.desk for one in told}:
        raise NotFoundError(what="concern")
    return concern
