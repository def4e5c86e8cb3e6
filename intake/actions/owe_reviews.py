"""Everyone who carries weight and is on no list is looked at again within a year (P5)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from intake.domain.diary import DiaryKind
from intake.domain.diary_answer import review_of_person
from intake.domain.held import Owned, PersonHeld, PersonKind
from intake.store.office import Office
from intake.store.work import Work


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
        included, and let him go where nothing is left of it.
    """
    wanted = {f"person:{one.id}": one for one in people if one.kind is PersonKind.EMERGING}
    if not wanted:
        return
    owed = work.dispatch.owed_about(wanted, DiaryKind.REVIEW)
    new = []
    for subject, person in wanted.items():
        owner = owners.get(person.id)
        desk = owner.desk if owner else leads[person.id]
        review = owed.get(subject)
        if review is None:
            new.append(review_of_person(person.id, desk, office.policy.diary, at=work.at))
        elif review.desk != desk and (known := work.dispatch.diary.get(review.id)).is_owed:
            work.dispatch.diary.keep(replace(known, desk=desk))
    work.dispatch.diary.add_many(new)
