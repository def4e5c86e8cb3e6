"""Which records were joined to a person's, and what speaks for joining more; for their page.

Read `joins_of` first. Of a record that the reader may not open nothing is said (P13).
"""

from intake.domain.errors import NotFoundError
from intake.domain.held import PersonHeld
from intake.domain.joining import Joined
from intake.domain.person import LinkState
from intake.duty.sight import Sight
from intake.duty.views.joined import JoinLine, JoinsPage, MayJoin


def joins_of(sight: Sight, person_id: int) -> JoinsPage:
    """Return the joinings of a person, and other records that share a report with it.

    Raises:
        NotFoundError: There is no such record for this officer, or who is linked to it is not.
    """
    person = checked(sight, person_id)
    held = sight.work.joinings.of([person.id])
    joins = tuple(line for one in held if (line := _line(sight, person, one)) is not None)
    return JoinsPage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        joins=joins,
        may_join=_may_join(sight, person, {one.other_id for one in joins if one.holds}),
    )


def checked(sight: Sight, person_id: int) -> PersonHeld:
    """Return a record whose links the reader sees; raises NotFoundError."""
    person, seen = sight.person(person_id)
    if "person.links" not in seen or "person.chronology" not in seen:
        raise NotFoundError(what="person")
    return person


def _opens(sight: Sight, person_id: int) -> PersonHeld | None:
    try:
        return checked(sight, person_id)
    except NotFoundError:
        return None


def _line(sight: Sight, person: PersonHeld, one: Joined) -> JoinLine | None:
    is_away = one.person_id == person.id
    other = _opens(sight, one.into_id if is_away else one.person_id)
    if other is None:
        return None
    seen = {flag.id for key in (one.person_id, one.into_id) for flag in sight.flags(key)}
    shown_flags = [flag for flag in one.flags if flag in seen]
    return JoinLine(
        joined_id=one.id,
        other_id=other.id,
        number=other.number,
        label=other.label.reveal(),
        is_away=is_away,
        officer=one.officer,
        at=one.at,
        reason=one.reason.reveal(),
        links=len(one.moved),
        parted_by=one.parted_by,
        parted_at=one.parted_at,
        parted_reason=one.parted_reason.reveal(),
        waits=one.waits,
        second=one.second,
        second_at=one.second_at,
        can_answer=one.is_asked and one.officer != sight.officer.name and sight.may("join_people"),
        flags=len(shown_flags),
    )


def surely_twice(sight: Sight, person_id: int) -> tuple[MayJoin, ...]:
    """Return the records that one report was judged to be about as well as about this one.

    Empty where there is none in the reader's view.

    Why: Three reports of one van stood on two records, two on each, for an officer had said of
        each pair that they are one; and nobody was asked whether the two are one as well (P6).
    """
    shared = sight.in_view(sight.work.people.surely_shared_with(person_id))
    if not shared:
        return ()
    open_here = {
        one.mention_id
        for one in sight.links_of_mentions({one.mention_id for one in shared})
        if one.person_id == person_id
    }
    others = {one.person_id for one in shared if one.mention_id in open_here}
    heads = sight.work.joinings.heads({person_id, *others})
    here = heads.get(person_id, person_id)
    apart = [one for one in sorted(others) if heads.get(one, one) != here]
    found = (_opens(sight, one) for one in apart)
    return tuple(
        MayJoin(one.id, one.number, one.label.reveal(), is_sure=True) for one in found if one
    )


def _may_join(sight: Sight, person: PersonHeld, joined: set[int]) -> tuple[MayJoin, ...]:
    """Return other records that a report was judged, or may be judged, to be about as well.

    Why: One mention that is surely him and surely somebody else says that the two are one.
    """
    own = sight.links_of_person(person.id)
    mentions = {one.mention_id for one in own if one.state is LinkState.SAME}
    found: dict[int, MayJoin] = {}
    for link in sight.links_of_mentions(mentions):
        if link.person_id in (person.id, *joined) or link.state is LinkState.DIFFERENT:
            continue
        other = _opens(sight, link.person_id)
        if other is not None:
            is_sure = link.state is LinkState.SAME
            line = MayJoin(other.id, other.number, other.label.reveal(), is_sure)
            before = found.get(other.id)
            found[other.id] = line if before is None or is_sure else before
    return tuple(sorted(found.values(), key=lambda one: (not one.is_sure, one.person_id)))
