"""What a named human lowered comes back to be looked at again, by name (promise P5)."""

from dataclasses import replace

from intake.domain.diary import DiaryKind
from intake.domain.diary_answer import review_of_person
from intake.domain.held import PersonHeld, View
from intake.store.office import Office
from intake.store.work import Work


def owe_second_look(
    office: Office, work: Work, person: PersonHeld, *, view: View, desk: str
) -> None:
    """Owe a review of somebody whose standing was lowered or cleared, sooner than yearly.

    One that is owed already is brought forward, never put off.

    Args:
        office: Reminders, and after how many days it comes back.
        work: The act's transaction.
        person: Whose standing was lowered.
        view: The widest view in which everybody who was told of it may know.
        desk: The desk that lowered it; the owner has it where all may know who owns him.

    Why:
        Risk was judged lower once and then left so (Peterborough review). What only some desks
        may know of stays with the one that lowered it (promise P13).
    """
    settings = office.policy.diary
    is_reserved = view is View.WHOLE
    new = review_of_person(
        person.id,
        desk if is_reserved else _owner_or(work, person, desk),
        settings,
        at=work.at,
        only_desk=desk if is_reserved else "",
        within=settings.again_after_lowering,
    )
    owed = [
        one
        for one in work.dispatch.owed(f"person:{person.id}", DiaryKind.REVIEW)
        if one.only_desk == new.only_desk
    ]
    if not owed:
        work.dispatch.owe(replace(new, cause=f"{new.cause}:lowered:{work.at.isoformat()}"))
    for one in owed:
        if one.due_at > new.due_at:
            known = work.dispatch.diary.get(one.id)
            work.dispatch.diary.keep(replace(known, due_at=new.due_at, next_at=new.next_at))


def _owner_or(work: Work, person: PersonHeld, desk: str) -> str:
    """Return the owner, unless it may own him by a flag that not all desks know of."""
    owned = work.people.owner(person.id)
    is_plain = not any(flag.only_desks for flag in work.flags.of(person.id))
    return owned.desk if owned is not None and is_plain else desk
