"""Who is on no list and was not reviewed in time leaves other desks' look-ups and lists (P5)."""

from collections.abc import Collection, Iterable

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.errors import NotFoundError
from intake.domain.held import PersonHeld, PersonKind
from intake.domain.person import FlagStatus, is_open_to
from intake.duty.sight import Sight
from intake.store.glances import PersonGlance


def left_out(sight: Sight, people: Iterable[PersonHeld | PersonGlance]) -> frozenset[int]:
    """Return who of some records does not stand in this desk's look-ups and lists for now.

    Args:
        sight: The officer's eyes.
        people: Records in view; listed ones never leave.

    Returns:
        Ids of emerging people whose review by name is overdue at another desk. The desk that
        owes it and the owner keep them, and so does everybody once it is answered.

    Why:
        A man told of once must not stand in every desk's lists for good because nobody took
        the trouble to look at him again. Nothing else changes by it: a new concern's check,
        weight, route, lines and alerts count him in full, his standing stays, and the review
        that is owed goes on climbing.
    """
    unlisted = {
        one.id
        for one in people
        if one.kind is PersonKind.EMERGING and not _is_listed(sight, one.id)
    }
    return frozenset(_overdue_elsewhere(sight, unlisted))


def may_name(sight: Sight, person_id: int) -> bool:
    """Whether a line may name somebody; not whom another desk has not reviewed in time (P5)."""
    try:
        person, _ = sight.person(person_id)
    except NotFoundError:
        return False
    return not left_out(sight, [person])


def _is_listed(sight: Sight, person_id: int) -> bool:
    return any(flag.status is FlagStatus.ACTIVE for flag in sight.flags(person_id))


def _overdue_elsewhere(sight: Sight, person_ids: Collection[int]) -> Iterable[int]:
    at, desk = sight.work.at, sight.reader.desk
    sight.known.read_owners(person_ids)
    subjects = {f"person:{one}": one for one in person_ids}
    reviews: dict[int, list[DiaryEntry]] = {}
    for one in sight.work.dispatch.diary_about(subjects, DiaryKind.REVIEW):
        if one.is_owed and is_open_to(one.only_desk, desk):
            reviews.setdefault(subjects[one.subject], []).append(one)
    for person_id, owed in reviews.items():
        is_ours = any(one.desk == desk for one in owed) or sight.known.owner(person_id) == desk
        if any(one.due_at < at for one in owed) and not is_ours:
            yield person_id
