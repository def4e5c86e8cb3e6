"""Answering what the diary asks: a review, the end of a hold, whom to tell."""

from datetime import date

from intake.actions.answer_diary import answer_diary, event_of
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.diary_answer import ANSWERABLE, ENDS, NEED_SECOND, DiaryAnswer
from intake.domain.errors import NotFoundError
from intake.domain.event import EventKind
from intake.domain.held import Officer
from intake.domain.person import FlagTerm
from intake.domain.private import private
from intake.domain.release import open_items
from intake.duty.concern_page import notes_of
from intake.duty.diary import line_of
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.sight import Sight
from intake.duty.views.coding import DiaryPage
from intake.duty.views.concern import NoteLine
from intake.duty.views.desk import DiaryLine
from intake.store.work import Work


class DiaryDoor(DoorPart):
    """What a desk answers of its diary."""

    @act("review_flag")
    def diary_page(self, *, officer: Officer, diary_id: int) -> DiaryPage:
        """Return one thing that the officer's desk owes, with what was written of it before.

        That it was opened is written down.

        Raises:
            NotFoundError: It is missing, answered, answered elsewhere, or not for this desk.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            entry = _owed(_entry(work, diary_id), officer)
            line = line_of(sight, entry)
            if line is None:
                raise NotFoundError(what="diary")
            work.audit.note("diary.opened", actor=officer.login, diary=diary_id)
            return DiaryPage(
                line=line,
                asks_day=entry.kind is DiaryKind.REVIEW,
                asks_told=entry.kind is DiaryKind.TELL_OTHERS,
                asks_second=entry.kind in NEED_SECOND,
                asks_follows=entry.kind in ENDS,
                asks_manager=entry.kind in ENDS or _asks_manager(sight, entry),
                open_items=_open_items(work, entry),
                notes=() if entry.only_desk else _notes(sight, line),
            )

    @act("review_flag")
    def answer_diary(
        self,
        *,
        officer: Officer,
        diary_id: int,
        words: str,
        again_on: date | None = None,
        was_told: bool = True,
        second_login: str = "",
        second_password: str = "",
        managed_by: str = "",
        successor: FlagTerm | None = None,
    ) -> DiaryLine:
        """Answer one thing that the officer's desk owes; raises as `answer_diary`.

        Raises:
            NotFoundError: It is missing or not for this desk.
            SignInRefusedError: The second human's name and password do not fit.
        """
        line = self.diary_page(officer=officer, diary_id=diary_id).line
        second = ""
        if second_login:
            second = self._second(officer, second_login, second_password, may="review_flag")
        answer_diary(
            self.office,
            officer=officer,
            diary_id=diary_id,
            answer=DiaryAnswer(
                private(words.strip()),
                again_on,
                was_told,
                second,
                managed_by=private(managed_by.strip()),
                successor=successor,
            ),
        )
        return line


def _notes(sight: Sight, line: DiaryLine) -> tuple[NoteLine, ...]:
    """Return what was written of it before, as far as the officer may read it at its place."""
    try:
        if line.person_id:
            _, seen = sight.person(line.person_id)
            subject, needed = f"person:{line.person_id}", "person.chronology"
        else:
            concern, seen = sight.concern(sight.work.concerns.by_reference(line.reference))
            subject, needed = f"concern:{concern.id}", "concern.notes"
    except NotFoundError:
        return ()
    return notes_of(sight, subject) if needed in seen else ()


def _entry(work: Work, diary_id: int) -> DiaryEntry | None:
    rows = work.dispatch.diary
    return rows.find(rows.row.id == diary_id)


def _owed(entry: DiaryEntry | None, officer: Officer) -> DiaryEntry:
    is_for = entry is not None and entry.desk == officer.desk and entry.is_owed
    if entry is None or not is_for or entry.kind not in ANSWERABLE:
        raise NotFoundError(what="diary")
    return entry


def _asks_manager(sight: Sight, entry: DiaryEntry) -> bool:
    event = event_of(sight.work, entry)
    return event is not None and sight.office.policy.events[event.kind].asks_manager


def _open_items(work: Work, entry: DiaryEntry) -> tuple[str, ...]:
    event = event_of(work, entry)
    if event is None or event.kind is not EventKind.RELEASE:
        return ()
    return tuple(one.value for one in open_items(event.id, work.stewards.filled_of([event.id])))
