"""Written agreements: kept only where each term can be checked, and checked until they end.

Read `keep_agreement`, then `check_term`. Nothing here lowers a standing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from intake.actions.note_event import note_event_in
from intake.domain.agreement import (
    Agreement,
    Found,
    Term,
    TermCheck,
    check_agreement,
    end_of,
    next_check,
)
from intake.domain.diary import DiaryKind
from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.event import EventKind
from intake.domain.held import Officer
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work


def keep_agreement(
    office: Office,
    *,
    officer: Officer,
    person_id: int,
    parties: str,
    why: str,
    terms: Sequence[Term],
    expires_on: date | None,
) -> Agreement:
    """Keep a written agreement, and owe the first look at each term and what follows its end.

    Args:
        office: Reminders and ladder in force.
        officer: Who keeps it; their desk owes the looks.
        person_id: About whom.
        parties: Who agreed.
        why: What it is for.
        terms: What is agreed, each with how, who, how often, and what a breach means.
        expires_on: Its last local day.

    Returns:
        The agreement as kept.

    Raises:
        JudgementRefusedError: `missing` names all that it lacks.
        NotFoundError: There is no such person.

    Why:
        Agreements with parents were signed and never looked at (Peterborough review, row P25).
    """
    with office.begin() as work:
        settings = office.policy.diary
        check_agreement(parties, why, terms, expires_on, today=settings.office.local_day(work.at))
        person = work.people.records.get(person_id)
        kept = work.stewards.agreements.add(
            Agreement(
                person_id=person_id,
                parties=private(parties.strip()),
                why=private(why.strip()),
                terms=tuple(terms),
                made_at=work.at,
                expires_on=expires_on or settings.office.local_day(work.at),
                officer=officer.name,
                desk=officer.desk,
                only_desk=person.only_desk,
            )
        )
        for place in range(len(kept.terms)):
            _owe_look(office, work, kept, place)
        work.dispatch.owe(end_of(kept, settings, at=work.at))
        work.decisions.touch([person_id])
        work.audit.note(
            "agreement.kept",
            actor=officer.login,
            person=person_id,
            agreement=kept.id,
            terms=len(kept.terms),
        )
        return kept


def check_term(
    office: Office, *, officer: Officer, agreement_id: int, term: int, found: Found, words: str
) -> TermCheck:
    """Write down a look at one term, and owe the next.

    A look that could not be made leaves the entry owed, and it goes on climbing. A breach is
    told to the children's services of every linked area, like any event.

    Args:
        office: Settings in force.
        officer: Who looked.
        agreement_id: At which agreement.
        term: The place of the term, from 0.
        found: What was found.
        words: How it was seen, or why not.

    Raises:
        ConflictError: The agreement was ended.
        JudgementRefusedError: `missing` holds words or term.
        NotFoundError: There is no such agreement.
        TransitionRefusedError: Another desk checks it.
    """
    with office.begin() as work:
        agreement = _standing(work, agreement_id, officer)
        wanted = (("term", 0 <= term < len(agreement.terms)), ("words", bool(words.strip())))
        if missing := tuple(name for name, is_given in wanted if not is_given):
            raise JudgementRefusedError(missing=missing)
        kept = work.stewards.term_checks.add(
            TermCheck(agreement_id, term, found, private(words.strip()), officer.name, work.at)
        )
        if found is not Found.NOT_CHECKED:
            _meet_looks(work, agreement, term, officer)
            _owe_look(office, work, agreement, term)
        if found is Found.BREACHED:
            _tell_breach(office, work, agreement, term, officer, words)
        work.decisions.touch([agreement.person_id])
        work.audit.note(
            "agreement.checked",
            actor=officer.login,
            agreement=agreement_id,
            term=term,
            found=found.value,
        )
        return kept


def end_agreement(
    office: Office, *, officer: Officer, agreement_id: int, because: str
) -> Agreement:
    """End an agreement with a reason; nothing more is owed of it.

    Raises:
        ConflictError: It was ended before.
        JudgementRefusedError: The reason is missing.
        NotFoundError: There is no such agreement.
        TransitionRefusedError: Another desk checks it.
    """
    with office.begin() as work:
        agreement = _standing(work, agreement_id, officer)
        if not because.strip():
            raise JudgementRefusedError(missing=("words",))
        ended = work.stewards.agreements.keep(
            replace(
                agreement,
                ended_at=work.at,
                ended_by=officer.name,
                ended_because=private(because.strip()),
            )
        )
        for entry in work.dispatch.owed(f"agreement:{agreement_id}"):
            work.dispatch.silence(entry.id)
            work.dispatch.diary.keep(entry.meet(officer.name, work.at))
        work.decisions.touch([ended.person_id])
        work.audit.note("agreement.ended", actor=officer.login, agreement=agreement_id)
        return ended


def _standing(work: Work, agreement_id: int, officer: Officer) -> Agreement:
    agreement = work.stewards.agreements.get(agreement_id)
    if agreement.desk != officer.desk:
        raise TransitionRefusedError(agreement=agreement_id, step="check")
    if agreement.ended_at is not None:
        raise ConflictError(agreement=agreement_id, step="check")
    return agreement


def _owe_look(office: Office, work: Work, agreement: Agreement, term: int) -> None:
    entry = next_check(agreement, term, office.policy.diary, at=work.at)
    if entry is not None:
        work.dispatch.owe(entry)


def _meet_looks(work: Work, agreement: Agreement, term: int, officer: Officer) -> None:
    """Meet what is owed of one term; a look answers every earlier one that was missed."""
    subject, stem = f"agreement:{agreement.id}", f"agreement:{agreement.id}:term:{term}:"
    for entry in work.dispatch.owed(subject, DiaryKind.AGREEMENT_CHECK):
        if entry.cause.startswith(stem):
            work.dispatch.silence(entry.id)
            work.dispatch.diary.keep(entry.meet(officer.name, work.at))


def _tell_breach(
    office: Office, work: Work, agreement: Agreement, term: int, officer: Officer, words: str
) -> None:
    broken = agreement.terms[term]
    note_event_in(
        office,
        work,
        officer=officer,
        person_id=agreement.person_id,
        kind=EventKind.AGREEMENT_BREACHED,
        happened_on=office.policy.diary.office.local_day(work.at),
        words=f"Agreed: {broken.words.reveal()} Seen: {words.strip()} "
        f"What follows: {broken.breach.reveal()}",
        only_desk=agreement.only_desk,
    )
