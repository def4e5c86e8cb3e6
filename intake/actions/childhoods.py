"""Whose record is a child's, read from what is stored; and a named officer lets it count at 18."""

from collections.abc import Collection, Iterable
from datetime import date

from intake.domain.childhood import ADULT_FROM, AgeTold, Childhood, childhood_of
from intake.domain.errors import JudgementRefusedError, TransitionRefusedError
from intake.domain.held import Note, Officer, PersonHeld
from intake.domain.person import LinkState, is_open_to
from intake.domain.private import private
from intake.store.glances import ConcernGlance, Glances, LinkGlance
from intake.store.office import Office
from intake.store.work import Work

AGES = ("age", "birth")


def childhood_in(
    office: Office, work: Work, person_id: int, *, desk: str = "", sees_all: bool = False
) -> Childhood | None:
    """Return the childhood of a person as everybody, or one desk, may know of it (P13).

    Args:
        office: Settings in force.
        work: An open transaction.
        person_id: Whose.
        desk: Reports that this desk alone may know of count as well; empty for none of them.
        sees_all: Every report counts, whoever may know of it.

    Returns:
        None for somebody who is on a list: a child never is.
    """
    glances = Glances(work.session)
    hanging = [
        one
        for one in glances.links_of_people([person_id])
        if sees_all or is_open_to(one[0].only_desk, desk)
    ]
    return childhood_by(
        office, work, person_id, hanging, dict(glances.told_of_person(person_id, AGES))
    )


def childhood_by(
    office: Office,
    work: Work,
    person_id: int,
    hanging: Iterable[tuple[LinkGlance, ConcernGlance]],
    told: dict[int, dict[str, str]],
) -> Childhood | None:
    """Return a childhood from links that were read already, and what their mentions tell.

    Args:
        office: Settings in force.
        work: An open transaction.
        person_id: Whose.
        hanging: Links in view with their concerns, rejected ones left out.
        told: Age and birth as told, by mention; may hold others.
    """
    hours = office.policy.duty.office
    reports = [
        AgeTold(hours.local_day(concern.received_at), **_ages(told.get(link.mention_id, {})))
        for link, concern in hanging
        if link.is_own or link.state is LinkState.SAME
    ]
    today = hours.local_day(work.at)
    found = childhood_of(reports, today=today)
    if found is None or not found.is_past:
        return found
    notes = work.concerns.notes_of(subject_of(person_id))
    counted = [hours.local_day(one.at) for one in notes]
    return childhood_of(reports, today=today, counted_on=counted)


def _ages(told: dict[str, str]) -> dict[str, str]:
    return {name: told[name] for name in AGES if name in told}


def subject_of(person_id: int) -> str:
    """Return the subject of the note by which an officer let a child's record count."""
    return f"grown:{person_id}"


def let_count(office: Office, *, officer: Officer, person_id: int, reason: str) -> Note:
    """Let what was told of somebody as a child count, now that they are 18.

    Raises:
        JudgementRefusedError: `missing` is reason.
        NotFoundError: There is no such person.
        TransitionRefusedError: They are not 18 yet, or their record is an adult's already.

    Why:
        What a child did does not become an adult's record at midnight, by itself; and it is
        not lost either: a named officer looks, and says why (decision 0050).
    """
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",))
    with office.begin() as work:
        work.people.records.locked([person_id])
        work.people.records.get(person_id)
        found = childhood_in(office, work, person_id, sees_all=True)
        if found is None or not found.is_past:
            raise TransitionRefusedError(person=person_id, step="count")
        work.audit.note("childhood.counted", actor=officer.login, person=person_id)
        return work.concerns.notes.add(
            Note(
                subject=subject_of(person_id),
                at=work.at,
                officer=officer.name,
                desk=officer.desk,
                words=private(reason.strip()),
            )
        )


def turns_18(office: Office, work: Work, people: Collection[PersonHeld]) -> dict[int, date]:
    """Return the day on which each of some people is 18; only of those who are children now.

    Only records that hold an age below 18 or a birth are looked at whole.
    """
    found = {}
    for person in people:
        body = person.body
        if not body.birth and (body.age_low is None or body.age_low >= ADULT_FROM):
            continue
        childhood = childhood_in(office, work, person.id, sees_all=True)
        if childhood is not None and not childhood.is_past:
            found[person.id] = childhood.adult_on
    return found
