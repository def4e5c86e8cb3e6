"""The desk's reads: queue, diary, alert, concern, person, look-up; each leaves its audit line."""

from datetime import timedelta

from intake.domain.errors import NotFoundError
from intake.domain.held import Officer
from intake.duty.concern_page import concern_view, read_alert
from intake.duty.diary import lines_of_desk, turns_of
from intake.duty.doors.base import DoorPart, by_reference, note_opened
from intake.duty.guard import act, note_refused
from intake.duty.lookup import description_of, look_up_noted
from intake.duty.person_page import read_person
from intake.duty.purposes import check_purpose
from intake.duty.queue import QueueFilter, new_since, newest_alert, queue_of
from intake.duty.referral import referral_text
from intake.duty.views import (
    AlertPage,
    ConcernView,
    DeskDiary,
    DutyTurn,
    Found,
    PersonAsked,
    PersonPage,
    Queue,
)
from intake.store.work import Work

HOUR = timedelta(hours=1)


class ReadingDoor(DoorPart):
    """What a desk may read."""

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
    def diary(self, *, officer: Officer, page: int = 1) -> DeskDiary:
        """Return a page of what the officer's desk owes, the soonest first."""
        self._note_hourly(officer, "diary.read")
        with self.office.look() as work:
            return lines_of_desk(self._sight(work, officer), page=page)

    @act("see_queue")
    def on_duty(self, *, officer: Officer) -> tuple[DutyTurn, ...]:
        """Return who is on duty now at the desks of the officer's area."""
        with self.office.look() as work:
            return turns_of(self._sight(work, officer))

    @act("read_concern")
    def alert(self, *, officer: Officer, alert_id: int) -> AlertPage:
        """Return an alert of the officer's desk, and write down that it was opened.

        Raises:
            NotFoundError: It is missing or not for this officer.
        """
        with self.office.begin() as work:
            page = read_alert(self._sight(work, officer), alert_id)
            if page.concern is not None:
                note_opened(work, officer, page.concern.reference, f"alert-{alert_id}")
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
            concern, seen = sight.concern(by_reference(work, reference))
            note_opened(work, officer, concern.reference, "reference")
            return concern_view(sight, concern, seen)

    @act("read_person")
    def person(
        self, *, officer: Officer, person_id: int, purpose: str, asked: PersonAsked | None = None
    ) -> PersonPage:
        """Return a person's record, and write down who opened it and why.

        Raises:
            PurposeMissingError: No purpose was given.
            NotFoundError: It is missing or not for this officer; that they asked is audited.
        """
        check_purpose(purpose)
        try:
            with self.office.begin() as work:
                sight = self._sight(work, officer)
                page = read_person(sight, person_id, purpose=purpose, asked=asked)
                _person_opened(work, officer, person_id, purpose)
                return page
        except NotFoundError:
            note_refused(self.office, officer, person_id)
            raise

    @act("look_up")
    def look_up(self, *, officer: Officer, words: dict[str, str], purpose: str) -> Found:
        """Return the records that some words might mean; audited without the words.

        Raises:
            PurposeMissingError: No purpose was given.
        """
        check_purpose(purpose)
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            return look_up_noted(sight, description_of(sight, words), purpose=purpose)

    @act("read_concern")
    def referral(self, *, officer: Officer, reference: str) -> str:
        """Return a concern as a referral's text; audited.

        Raises:
            NotFoundError: It is missing, or its words are not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern, seen = sight.concern(by_reference(work, reference))
            if "concern.story" not in seen:
                raise NotFoundError(what="concern")
            work.audit.note("concern.copied", actor=officer.login, concern=concern.reference)
            view = concern_view(sight, concern, seen)
            desk = sight.desk_title(officer.desk)
            return referral_text(view, desk=desk, officer=officer.name, at=work.at)

    def _note_hourly(self, officer: Officer, event: str) -> None:
        with self.office.look() as work:
            is_noted = work.audit.noted_since(event, officer.login, work.at - HOUR)
        if not is_noted:
            with self.office.begin() as work:
                work.audit.note(event, actor=officer.login, desk=officer.desk)


def _person_opened(work: Work, officer: Officer, person_id: int, purpose: str) -> None:
    work.audit.note("person.opened", actor=officer.login, person=person_id, purpose=purpose)
