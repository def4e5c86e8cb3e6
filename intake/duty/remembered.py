"""What officers have answered before about the same two people, met again in another report.

Read `remembered_of` first. An answer is kept for the pair: of a mention and a record, and so of
the records that the mention stands for (P6).
"""

from intake.domain.held import LinkHeld
from intake.domain.person import LinkState
from intake.duty.sight import Sight
from intake.duty.views.matches import Remembered


def remembered_of(sight: Sight, link: LinkHeld) -> tuple[Remembered, ...]:
    """Return what was answered before about those whom a link would make one, oldest first.

    Args:
        sight: The reader's eyes; answers on reports that are not for them are left out (P13).
        link: The link that is to be judged.

    Why:
        Judged different in spring, the same two men were taken for one in autumn by an officer
        who did not know: a pair that comes back is labelled, never asked as if it were new.
    """
    beside = {
        one.person_id
        for one in sight.links_of_mentions([link.mention_id])
        if one.person_id != link.person_id and one.state is not LinkState.DIFFERENT
    }
    found = [line for other in sorted(beside) for line in _between(sight, other, link.person_id)]
    return tuple(sorted(found, key=lambda one: one.at))


def _between(sight: Sight, one: int, other: int) -> list[Remembered]:
    """Return the answers that say that two records are two people."""
    both = ((one, other), (other, one))
    found = [line for first, second in both for line in _judged(sight, first, second, one)]
    parted = (
        joined
        for joined in sight.work.joinings.of([one])
        if {joined.person_id, joined.into_id} == {one, other} and joined.parted_at is not None
    )
    found += [
        Remembered(_number(one), joined.parted_by, joined.parted_at, joined.parted_reason.reveal())
        for joined in parted
        if joined.parted_at is not None
    ]
    return found


def _judged(sight: Sight, first: int, second: int, shown: int) -> list[Remembered]:
    """Return the answers by which mentions that are surely the first are not the second."""
    own = [one for one in sight.links_of_person(first) if one.state is LinkState.SAME]
    rejected = [
        one
        for one in sight.links_of_mentions(one.mention_id for one in own)
        if one.person_id == second and one.state is LinkState.DIFFERENT
    ]
    mentions = sight.work.concerns.mentions_by_id(one.mention_id for one in rejected)
    concerns = sight.work.concerns.of(one.concern_id for one in mentions.values())
    lines = []
    for link in rejected:
        concern = concerns[mentions[link.mention_id].concern_id]
        judged = sight.work.people.judgements_of(link.id)
        if judged and "concern.check" in sight.sees(concern):
            last = judged[-1]
            number, words = _number(shown), last.reason.reveal()
            lines.append(Remembered(number, last.officer, last.at, words, concern.reference))
    return lines


def _number(person_id: int) -> str:
    return f"P-{person_id:04d}"
