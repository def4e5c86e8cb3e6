"""An officer answers what the diary asks: a review, the end of a hold, whom to tell."""

from intake.actions.childhoods import turns_18
from intake.actions.hold import put_term
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.diary_answer import ENDS, DiaryAnswer, check_answer, due_by, next_review
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.event import Event, EventKind
from intake.domain.held import Note, Officer
from intake.domain.hold import Managed
from intake.domain.person import Flag
from intake.domain.private import private
from intake.domain.release import open_items
from intake.store.office import Office
from intake.store.work import Work

TOLD, NOT_TOLD = "Told. ", "Not told. "


def answer_diary(
    office: Office, *, officer: Officer, diary_id: int, answer: DiaryAnswer
) -> DiaryEntry:
    """Record what was done, stop the entry's pings, and open the next review.

    Args:
        office: Settings in force.
        officer: Who answers.
        diary_id: Which entry.
        answer: What is said of it.

    Returns:
        The entry as answered.

    Raises:
        ConflictError: It was answered or taken back before.
        JudgementRefusedError: `missing` names what lacks; checklist where a release is not
            known in all its parts.
        TransitionRefusedError: Such an entry is not answered in words.

    Why:
        What somebody must do by a day stays owed until a named human says what was done;
        bail ended with nothing said, and he fell off the radar (row P12).
    """
    with office.begin() as work:
        entry = work.dispatch.diary.get(diary_id)
        diary = office.policy.diary
        today = diary.office.local_day(work.at)
        event = event_of(work, entry)
        check_answer(
            entry,
            answer,
            officer=officer.name,
            today=today,
            last_on=diary.office.local_day(entry.due_at) if entry.kind in ENDS else None,
            is_manager_asked=event is not None and office.policy.events[event.kind].asks_manager,
        )
        _check_release(work, event)
        work.dispatch.silence(entry.id)
        met = work.dispatch.diary.keep(entry.meet(officer.name, work.at))
        if answer.words:
            _keep_words(work, entry, answer, officer)
        _keep_managed(work, entry, answer, officer, event)
        if answer.successor is not None:
            _put_successor(office, work, entry, answer, officer)
        if entry.kind is DiaryKind.REVIEW and answer.again_on is not None:
            kind, _, number = entry.subject.partition(":")
            again = next_review(entry, answer.again_on, diary, at=work.at)
            if kind == "person":
                people = [work.people.records.get(int(number))]
                day = turns_18(office, work, people).get(int(number))
                again = due_by(again, day, diary, at=work.at)
            work.dispatch.owe(again)
            if kind == "flag":
                work.flags.review(int(number), again_on=answer.again_on)
        work.audit.note(
            "diary.answered",
            actor=officer.login,
            diary=entry.id,
            kind=entry.kind.value,
            subject=entry.subject,
            second=answer.second,
        )
        return met


def event_of(work: Work, entry: DiaryEntry) -> Event | None:
    """Return the event that an entry asks a decision about, or None."""
    if entry.kind is not DiaryKind.AFTER_EVENT:
        return None
    return work.stewards.events.get(int(entry.subject.partition(":")[2]))


def _check_release(work: Work, event: Event | None) -> None:
    """Refuse to settle a release of which something is not known (row T2).

    Raises:
        JudgementRefusedError: `missing` is checklist.
    """
    if event is None or event.kind is not EventKind.RELEASE:
        return
    if open_items(event.id, work.stewards.filled_of([event.id])):
        raise JudgementRefusedError(missing=("checklist",))


def _flag_of(work: Work, entry: DiaryEntry) -> Flag | None:
    kind, _, number = entry.subject.partition(":")
    return work.flags.one(int(number)) if kind == "flag" else None


def _keep_managed(
    work: Work, entry: DiaryEntry, answer: DiaryAnswer, officer: Officer, event: Event | None
) -> None:
    """Keep who manages the person now, where that was said."""
    flag = _flag_of(work, entry)
    person_id = flag.person_id if flag else event.person_id if event else 0
    if not (answer.managed_by and person_id):
        return
    work.stewards.managed.add(
        Managed(
            person_id=person_id,
            diary_id=entry.id,
            by_whom=answer.managed_by,
            words=answer.words,
            officer=officer.name,
            second=answer.second,
            desk=officer.desk,
            at=work.at,
            flag_id=flag.id if flag else None,
            event_id=event.id if event else None,
            only_desk=entry.only_desk,
        )
    )


def _put_successor(
    office: Office, work: Work, entry: DiaryEntry, answer: DiaryAnswer, officer: Officer
) -> None:
    """Put the hold that follows under the same flag, and owe its end in turn.

    Raises:
        NotFoundError: The flag is gone.
    """
    flag = _flag_of(work, entry)
    if flag is None or answer.successor is None:
        raise NotFoundError(what="flag")
    put_term(office, work, flag, answer.successor, officer=officer)


def _keep_words(work: Work, entry: DiaryEntry, answer: DiaryAnswer, officer: Officer) -> None:
    """Keep the words as a note where the next reader looks: at the person or the concern.

    What only some desks may know of stays at the entry, for a note would tell of it (P13).
    """
    subject = f"diary:{entry.id}" if entry.only_desk else entry.subject
    if subject.startswith("flag:"):
        flag = work.flags.one(int(subject.partition(":")[2]))
        subject = f"person:{flag.person_id}" if flag else subject
    if subject.startswith("agreement:"):
        agreement = work.stewards.agreements.get(int(subject.partition(":")[2]))
        subject = f"person:{agreement.person_id}"
    if subject.startswith("telling:"):
        decision = work.families.decisions.get(int(subject.partition(":")[2]))
        subject = f"person:{decision.person_id}"
    if subject.startswith("event:"):
        event = work.stewards.events.get(int(subject.partition(":")[2]))
        subject = f"person:{event.person_id}"
    lead = ""
    if entry.kind is DiaryKind.TELL_OTHERS:
        lead = TOLD if answer.was_told else NOT_TOLD
    managed = f" Managed now by: {answer.managed_by.reveal()}." if answer.managed_by else ""
    second = f" (with {answer.second})" if answer.second else ""
    work.concerns.notes.add(
        Note(
            subject=subject,
            at=work.at,
            officer=officer.name,
            desk=officer.desk,
            words=private(f"{lead}{answer.words.reveal()}{managed}{second}"),
        )
    )
