"""A desk is told of something that it only has to read: somebody there says by name that they did.

Read `owe_reading`. What is to be read stands on its own page; the notice says nothing of it.
"""

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.person import is_open_to
from intake.store.office import Office
from intake.store.work import Work


def owe_reading(
    office: Office,
    work: Work,
    *,
    desk: str,
    kind: DiaryKind,
    subject: str,
    cause: str,
    only_desk: str = "",
) -> None:
    """Owe a desk's reading of something, in the time and on the ladder of a question.

    Args:
        office: The clock of questions.
        work: The act's transaction.
        desk: Who is to read; one that the settings do not name any more is owed nothing.
        kind: What it is, one of `diary_answer.TO_READ`.
        subject: What is to be read, such as "loan:3".
        cause: Once for each of these.
        only_desk: Which desks may know of it at all; empty for every one (promise P13).

    Why:
        An answer that nobody saw was no answer, and what was lent lay unread: the asker had to
        look by himself (both reviews; promise P7).
    """
    book, plan = office.policy.duty, office.policy.decisions.question
    if desk not in book.desks or not is_open_to(only_desk, desk):
        return
    held = book.sits_now(desk, work.at).held_until
    hours = book.desk(desk).hours
    work.dispatch.owe(
        DiaryEntry(
            kind=kind,
            subject=subject,
            desk=desk,
            due_at=hours.working_days_later(work.at, plan.within_working_days),
            opened_at=work.at,
            next_at=held or work.at,
            ladder=plan.ladder,
            cause=cause,
            only_desk=desk if only_desk else "",
        )
    )


def end_reading(work: Work, subject: str, kind: DiaryKind) -> None:
    """Take back what is to be read, because it is so no more."""
    for entry in work.dispatch.owed(subject, kind):
        work.dispatch.silence(entry.id)
        work.dispatch.diary.keep(entry.cancel())
