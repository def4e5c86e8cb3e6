"""Everyone who carries weight and is on no list is looked at again within a year (P5)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from intake.actions.alerting import first_owner_of
from intake.actions.childhoods import turns_18
from intake.domain.diary import DiaryKind
from intake.domain.diary_answer import due_by, review_of_person
from intake.domain.held import Owned, PersonHeld, PersonKind
from intake.domain.person import LinkState
from intake.store.office import Office
from intake.store.papers import Papers, owners_of, papers_of
from intake.store.work import Work

MOST_AT_ONCE = 200


def owe_missing_reviews(office: Office) -> int:
    """Owe a review of some who became known before reviews were owed; returns how many.

    Each is due within a year from now: by the owner, else by who led on the newest concern
    that is surely about them.
    """
    with office.look() as work:
        if not work.dispatch.never_reviewed(limit=1):
            return 0
    with office.begin() as work:
        ids = work.dispatch.never_reviewed(limit=MOST_AT_ONCE)
        papers = papers_of(work.people, work.flags, work.concerns, ids)
        people = work.people.records.by_id(ids)
        leads = {one: _lead_of(office, work, papers, one) for one in ids}
        owners = owners_of(work.people, ids)
        owe_reviews(office, work, people.values(), owners, leads=leads)
        work.audit.note("review.owed", people=len(ids))
        return len(ids)


def _lead_of(office: Office, work: Work, papers: Papers, person_id: int) -> str:
    sure = [link.concern_id for link in papers.links[person_id] if link.state is LinkState.SAME]
    return first_owner_of(office, work, max(sure)) if sure else office.policy.duty.catch_all


def owe_reviews(
    office: Office,
    work: Work,
    people: Iterable[PersonHeld],
    owners: Mapping[int, Owned],
    *,
    leads: Mapping[int, str],
) -> None:
    """Have each emerging person reviewed by name: by the owner, else by who led last.

    Args:
        office: Reminders and ladder in force.
        work: The act's transaction.
        people: Whom a concern has just borne on; listed ones have their flags' own reviews.
        owners: Who owns each of them, where somebody does.
        leads: The desk that led on the newest concern that is surely about each of them.

    Why:
        Recognition of risk diminished as time passed (Peterborough review, row P20). Standing
        never fades, so in return somebody must look at it, the *note* of a man told of once
        included, and let him go where nothing is left of it. Of a child somebody looks again on
        the 18th birthday at the latest: a record must not become a suspect's at midnight.
    """
    wanted = {f"person:{one.id}": one for one in people if one.kind is PersonKind.EMERGING}
    if not wanted:
        return
    owed = work.dispatch.owed_about(wanted, DiaryKind.REVIEW)
    grown = turns_18(office, work, wanted.values())
    new = []
    for subject, person in wanted.items():
        owner = owners.get(person.id)
        desk = owner.desk if owner else leads[person.id]
        review = owed.get(subject)
        day = grown.get(person.id)
        if review is None:
            one = review_of_person(person.id, desk, office.policy.diary, at=work.at)
            new.append(due_by(one, day, office.policy.diary, at=work.at))
            continue
        wanted_now = due_by(replace(review, desk=desk), day, office.policy.diary, at=work.at)
        if wanted_now != review and (known := work.dispatch.diary.get(review.id)).is_owed:
            moved = replace(known, desk=desk)
            work.dispatch.diary.keep(due_by(moved, day, office.policy.diary, at=work.at))
    work.dispatch.diary.add_many(new)
