"""An officer answers what the diary asks: a review, the end of a hold, whom to tell."""

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.diary_answer import DiaryAnswer, check_answer, next_review
from intake.domain.held import Note, Officer
from intake.domain.private import private
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
        JudgementRefusedError: `missing` names what lacks.
        TransitionRefusedError: Such an entry is not answered in words.

    Why:
        What somebody must do by a day stays owed until a named human says what was done;
        bail ended with nothing said, and he fell off the radar (row P12).
    """
    with office.begin() as work:
        entry = work.dispatch.diary.get(diary_id)
        diary = office.policy.diary
        today = diary.office.local_day(work.at)
        check_answer(entry, answer, officer=officer.name, today=today)
        work.dispatch.silence(entry.id)
        met = work.dispatch.diary.keep(entry.meet(officer.name, work.at))
        _keep_words(work, entry, answer, officer)
        if entry.kind is DiaryKind.REVIEW and answer.again_on is not None:
            work.dispatch.owe(next_review(entry, answer.again_on, diary, at=work.at))
            kind, _, number = entry.subject.partition(":")
            if kind == "flag":
                work.people.review_flag(int(number), again_on=answer.again_on)
        work.audit.note(
            "diary.answered",
            actor=officer.login,
            diary=entry.id,
            kind=entry.kind.value,
            subject=entry.subject,
            second=answer.second,
        )
        return met


def _keep_words(work: Work, entry: DiaryEntry, answer: DiaryAnswer, officer: Officer) -> None:
    """Keep the words as a note where the next reader looks: at the person or the concern.

    What only some desks may know of stays at the entry, for a note would tell of it (P13).
    """
    subject = f"diary:{entry.id}" if entry.only_desk else entry.subject
    if subject.startswith("flag:"):
        flag = work.people.flag(int(subject.partition(":")[2]))
        subject = f"person:{flag.person_id}" if flag else subject
    if subject.startswith("agreement:"):
        agreement = work.stewards.agreements.get(int(subject.partition(":")[2]))
        subject = f"person:{agreement.person_id}"
    if subject.startswith("event:"):
        event = work.stewards.events.get(int(subject.partition(":")[2]))
        subject = f"person:{event.person_id}"
    lead = ""
    if entry.kind is DiaryKind.TELL_OTHERS:
        lead = TOLD if answer.was_told else NOT_TOLD
    second = f" (with {answer.second})" if answer.second else ""
    work.concerns.notes.add(
        Note(
            subject=subject,
            at=work.at,
            officer=officer.name,
            desk=officer.desk,
            words=private(f"{lead}{answer.words.reveal()}{second}"),
        )
    )
