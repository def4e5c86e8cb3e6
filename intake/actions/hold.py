"""Orders, licences, bail and registrations: put one under a flag, or let one end sooner.

Read `put_hold`. Each makes the flag's owner owe its end, warned of on the days of the settings;
what follows it is answered in the diary (`answer_diary.py`).
"""

from dataclasses import replace
from datetime import date

from intake.actions.weigh_person import weigh_person
from intake.domain.diary import end_of_term
from intake.domain.errors import JudgementRefusedError, NotFoundError, TransitionRefusedError
from intake.domain.held import Note, Officer
from intake.domain.hold import check_hold, check_sooner
from intake.domain.person import Flag, FlagStatus, FlagTerm
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work


def put_hold(office: Office, *, officer: Officer, flag_id: int, term: FlagTerm) -> Flag:
    """Put an order, licence, bail or registration under a flag, and owe its end.

    Args:
        office: Reminders and ladder in force.
        officer: Of the desk that owns the flag.
        flag_id: Under which flag.
        term: Its kind, days and words.

    Returns:
        The flag with it.

    Raises:
        JudgementRefusedError: `missing` as `check_hold`.
        NotFoundError: There is no such flag.
        TransitionRefusedError: Another desk owns the flag, or it has ended.
    """
    with office.begin() as work:
        flag = _own_flag(work, officer, flag_id)
        check_hold(term, today=office.policy.diary.office.local_day(work.at))
        return put_term(office, work, flag, term, officer=officer)


def put_term(office: Office, work: Work, flag: Flag, term: FlagTerm, *, officer: Officer) -> Flag:
    """Put a hold under a flag within an act that leads to it; see `put_hold`."""
    kept = work.flags.add_term(flag, term)
    place = len(kept.terms) - 1
    work.dispatch.owe(end_of_term(kept, place, office.policy.diary, at=work.at))
    if term.forbids_children:
        weigh_person(office, work, flag.person_id, lead=flag.owner_desk)
    work.decisions.touch([flag.person_id])
    work.audit.note(
        "hold.put",
        actor=officer.login,
        person=flag.person_id,
        flag=flag.id,
        kind=term.kind.value,
        ends=term.ends_on.isoformat(),
    )
    return kept


def end_sooner(
    office: Office,
    *,
    officer: Officer,
    flag_id: int,
    place: int,
    last_on: date | None,
    words: str,
) -> Flag:
    """Let a hold end sooner than was written down; what follows it is asked again.

    The day first written down stays on the record. What was answered about that day is not an
    answer about this one, so the end is owed anew.

    Args:
        office: Reminders and ladder in force.
        officer: Of the desk that owns the flag.
        flag_id: Under which flag.
        place: The place of the hold among the flag's, from 0.
        last_on: Its last local day; None is refused.
        words: Why, and by whose decision.

    Raises:
        JudgementRefusedError: `missing` holds hold, last_on or words.
        NotFoundError: There is no such flag.
        TransitionRefusedError: Another desk owns the flag, or it has ended.
    """
    with office.begin() as work:
        flag = _own_flag(work, officer, flag_id)
        if not 0 <= place < len(flag.terms):
            raise JudgementRefusedError(missing=("hold",))
        diary = office.policy.diary
        today = diary.office.local_day(work.at)
        day = check_sooner(flag.terms[place], last_on, words, today=today)
        before = end_of_term(flag, place, diary, at=work.at)
        for entry in work.dispatch.owed(before.subject, before.kind):
            if entry.cause == before.cause:
                work.dispatch.silence(entry.id)
                work.dispatch.diary.keep(entry.cancel())
        kept = work.flags.end_term(flag, place, last_on=day)
        owed = end_of_term(kept, place, diary, at=work.at)
        work.dispatch.owe(replace(owed, next_at=min(owed.next_at, work.at)))
        _keep_note(work, officer, flag, place, day, words)
        work.decisions.touch([flag.person_id])
        work.audit.note(
            "hold.ended_sooner",
            actor=officer.login,
            person=flag.person_id,
            flag=flag.id,
            kind=flag.terms[place].kind.value,
            last=day.isoformat(),
        )
        return kept


def _own_flag(work: Work, officer: Officer, flag_id: int) -> Flag:
    """Return an active flag of the officer's desk, its person locked.

    Raises:
        NotFoundError: There is none.
        TransitionRefusedError: It is another desk's, or has ended.
    """
    flag = work.flags.one(flag_id)
    if flag is None:
        raise NotFoundError(what="flag")
    work.people.records.locked([flag.person_id])
    if flag.owner_desk != officer.desk or flag.status is not FlagStatus.ACTIVE:
        raise TransitionRefusedError(flag=flag_id, step="hold")
    return flag


def _keep_note(work: Work, officer: Officer, flag: Flag, place: int, day: date, words: str) -> None:
    """Keep why; of a flag that only some desks see nothing is noted where others read (P13)."""
    subject = f"flag:{flag.id}" if flag.only_desks else f"person:{flag.person_id}"
    kind = flag.terms[place].kind.value.capitalize()
    said = f"{kind} ends sooner, on {day:%-d %B %Y}: {words.strip()}"
    work.concerns.notes.add(
        Note(
            subject=subject,
            at=work.at,
            officer=officer.name,
            desk=officer.desk,
            words=private(said),
        )
    )
