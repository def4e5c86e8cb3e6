"""Keeping who was spoken to, who was there, and how somebody may be reached safely.

Read `keep_contact` first. Nothing here weighs, closes, clears or lowers anything.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from intake.domain.contact import Contact, SafePlan, are_all_beside_him, check_contact, check_plan
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.held import ConcernHeld, Officer, PersonHeld
from intake.domain.person import is_open_to
from intake.store.office import Office
from intake.store.work import Work


def keep_contact(office: Office, *, officer: Officer, contact: Contact) -> Contact:
    """Keep one contact; a warning without its words opens the question what to tell.

    Args:
        office: Settings in force.
        officer: Who writes it down.
        contact: As written down; officer, desk and moment are put here.

    Returns:
        The contact as kept.

    Raises:
        JudgementRefusedError: `missing` as `check_contact`.
        NotFoundError: There is no such person.
    """
    with office.begin() as work:
        person = work.people.records.get(contact.person_id)
        names = (person.label.reveal(), *person.body.names)
        check_contact(contact, names)
        kept = work.families.contacts.add(
            replace(
                contact,
                officer=officer.name,
                desk=officer.desk,
                at=work.at,
                only_desk=person.only_desk,
            )
        )
        if kept.is_warning_only:
            ask_what_to_tell(office, work, person, officer, cause=f"contact:{kept.id}")
        work.audit.note(
            "contact.kept",
            actor=officer.login,
            person=person.id,
            contact=kept.id,
            who_else=kept.who_else.value,
            free=int(kept.is_free),
        )
        return kept


def keep_plan(office: Office, *, officer: Officer, plan: SafePlan) -> SafePlan:
    """Keep how somebody may be reached safely; the newest is the one that holds.

    Raises:
        JudgementRefusedError: `missing` as `check_plan`.
        NotFoundError: There is no such person.
    """
    with office.begin() as work:
        person = work.people.records.get(plan.person_id)
        check_plan(plan)
        kept = work.families.safe_plans.add(
            replace(
                plan,
                officer=officer.name,
                desk=officer.desk,
                at=work.at,
                only_desk=person.only_desk,
            )
        )
        work.audit.note("contact.planned", actor=officer.login, person=person.id, plan=kept.id)
        return kept


def ask_what_to_tell(
    office: Office, work: Work, person: PersonHeld, officer: Officer, *, cause: str
) -> None:
    """Owe the decision what a family is told, where somebody was only warned.

    Why:
        Families were warned, and not told what they needed to protect their children
        (Peterborough review, row P24).
    """
    plan, hours = office.policy.called.disclosure, office.policy.duty.desk(officer.desk).hours
    work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.WARNED_ONLY,
            subject=f"person:{person.id}",
            desk=officer.desk,
            due_at=hours.working_days_later(work.at, plan.warned_within_working_days),
            opened_at=work.at,
            next_at=work.at,
            ladder=plan.ladder,
            cause=f"{cause}:warned",
            only_desk=officer.desk if person.only_desk else "",
        )
    )


def is_heard_beside_him_only(office: Office, work: Work, officer: Officer, person_id: int) -> bool:
    """Whether all who were spoken to about a person were heard beside him, in the desk's view."""
    contacts = [
        one
        for one in work.families.contacts_of([person_id])
        if is_open_to(one.only_desk, officer.desk)
    ]
    return are_all_beside_him(contacts, today=_today(office, work))


def is_concern_heard_beside_him_only(
    office: Office, work: Work, officer: Officer, concern: ConcernHeld, firmly: Sequence[int]
) -> bool:
    """Whether all who were spoken to about a concern were heard beside him, in the desk's view.

    Args:
        office: Settings in force.
        work: The transaction.
        officer: Who wants to close it.
        concern: The concern; contacts about the people it is surely about count since it came.
        firmly: Those people.
    """
    contacts = [
        one
        for one in work.families.contacts_of(firmly, concern_id=concern.id)
        if is_open_to(one.only_desk, officer.desk)
        and (one.concern_id == concern.id or (not one.concern_id and one.at >= concern.received_at))
    ]
    return are_all_beside_him(contacts, today=_today(office, work))


def _today(office: Office, work: Work) -> date:
    return office.policy.diary.office.local_day(work.at)
