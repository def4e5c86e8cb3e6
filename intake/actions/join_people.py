"""A named officer says that two records are one person, or that they are not (P6, P11)."""

from collections.abc import Sequence
from dataclasses import replace

from intake.actions.ask_to_join import ENDED, ask_second, tell_owners
from intake.actions.clear_person import put_back
from intake.actions.owe_reviews import owe_reviews
from intake.actions.weigh_person import known_of, weigh_person
from intake.domain.diary import DiaryKind
from intake.domain.errors import ConflictError, NotFoundError
from intake.domain.held import Officer, PersonHeld, StandingHeld, View
from intake.domain.joining import (
    Joined,
    check_reason,
    head_of,
    needs_second,
    parting_of,
    plan_of,
)
from intake.domain.outcome import OutcomeState
from intake.domain.person import LinkState
from intake.domain.private import Private, private
from intake.domain.weight import record_of
from intake.store.bodies import plain_of
from intake.store.office import Office
from intake.store.papers import owners_of
from intake.store.work import Work


def join_people(
    office: Office, *, officer: Officer, person_id: int, other_id: int, reason: str
) -> Joined:
    """Let the links of two records hang on one of them from now on.

    Args:
        office: Settings in force.
        officer: Who says so.
        person_id: One record.
        other_id: The other; which of them stays is worked out (`joining.head_of`).
        reason: Why, in the officer's words.

    Returns:
        The joining, with what it moved. The record that stays stands at least as high as
        either did; a line that only both together cross is told once. Of two flagged records
        it waits for a second officer, and the owners of both are told.

    Raises:
        JudgementRefusedError: The reason is empty.
        ConflictError: They are joined already or asked about, one is kept for some desks only,
            both are flagged and one of them by flags alone that only some may see, an outcome of
            one waits for its second officer, or a mention was judged to be the one and not the
            other.
        NotFoundError: There is no such record.

    Why:
        Reports of one man by "Rob", by his van and by what he is to the mother lay in three
        files, and nobody read them together (Peterborough review, row P23).
    """
    check_reason(reason)
    with office.begin() as work:
        people = {one.id: one for one in work.people.records.locked({person_id, other_id})}
        if len(people) < 2:
            raise NotFoundError(what="person")
        check_may_join(work, people)
        links = {key: work.people.links_of_person(key) for key in people}
        flags = work.flags.of_many(people)
        flagged = frozenset(key for key, some in flags.items() if some)
        openly = frozenset(
            key for key, some in flags.items() if any(not flag.only_desks for flag in some)
        )
        stays, goes = head_of(links, flagged)
        if any(one.person_id == goes for one in work.joinings.waiting([goes])):
            raise ConflictError(what="joining")
        if needs_second(flagged, openly):
            plan_of(links[stays], links[goes])
            return ask_second(office, work, officer=officer, goes=goes, stays=stays, reason=reason)
        said = Joined(goes, stays, officer.name, work.at, private(reason))
        return carry_joining_out(office, work, officer, said)


def carry_joining_out(
    office: Office, work: Work, officer: Officer, said: Joined, *, flags: Sequence[int] = ()
) -> Joined:
    """Hang the links of one record on the other, and what follows from it.

    Args:
        office: Settings in force.
        work: The act's transaction, with both records locked.
        officer: Who said it, or said yes to it.
        said: What was said, kept before or not.
        flags: Flags of the record that goes, which go with it.

    Raises:
        ConflictError: A mention was judged to be the one and not the other.
    """
    goes, stays = said.person_id, said.into_id
    links = {key: work.people.links_of_person(key) for key in (goes, stays)}
    plan = plan_of(links[stays], links[goes])
    whole = replace(said, moved=plan.moved, changed=plan.changed, flags=tuple(flags))
    rows = work.joinings.rows
    joined = rows.keep(whole) if whole.id else rows.add(whole)
    _move(work, plan.moved, stays)
    work.flags.hang_on(joined.flags, to=stays)
    for key, _ in plan.changed:
        _set_state(work, key, LinkState.SAME)
    _stand_as_high(office, work, officer, goes=goes, stays=stays, reason=said.reason)
    _owe_one_review(work, goes=goes, stays=stays)
    _weigh_both(office, work, joined, officer.desk)
    work.audit.note(
        "person.joined", actor=officer.login, person=goes, into=stays, links=len(plan.moved)
    )
    return joined


def part_people(office: Office, *, officer: Officer, joined_id: int, reason: str) -> Joined:
    """Put the links of two joined records back where they were.

    What was found meanwhile by the words of the record that was joined goes with it. Points
    follow at once; a standing that rose stays until a named human lowers it (P5).

    Raises:
        JudgementRefusedError: The reason is empty.
        ConflictError: They were parted already, or the record that stayed is joined to another.
        NotFoundError: There is no such joining.
    """
    check_reason(reason)
    with office.begin() as work:
        joined = work.joinings.rows.get(joined_id)
        work.people.records.locked({joined.person_id, joined.into_id})
        if not joined.holds or work.joinings.heads([joined.into_id]):
            raise ConflictError(what="parting")
        links = work.people.links_of_person(joined.into_id)
        since, plan = parting_of(joined, links)
        own = {one.mention_id for one in work.people.links_of_person(joined.person_id)}
        by_id = {one.id: one for one in links}
        back = (*plan.moved, *(one for one in since if by_id[one].mention_id not in own))
        _move(work, back, joined.person_id)
        for key, was in plan.changed:
            _set_state(work, key, LinkState(was))
        _part_flags(work, joined)
        put_back(work, officer, joined.into_id, back)
        parted = work.joinings.rows.keep(
            replace(
                joined, parted_by=officer.name, parted_at=work.at, parted_reason=private(reason)
            )
        )
        _weigh_both(office, work, joined, officer.desk)
        _owe_review_again(office, work, joined.person_id, officer.desk)
        if joined.flags:
            tell_owners(office, work, parted, officer, ENDED, step="parted")
        work.audit.note(
            "person.parted",
            actor=officer.login,
            person=joined.person_id,
            into=joined.into_id,
            links=len(back),
        )
        return parted


def check_may_join(work: Work, people: dict[int, PersonHeld]) -> None:
    """Refuse to join records that are kept apart, are joined, or of which an outcome waits.

    Raises:
        ConflictError: As it says.

    Why an outcome:
        Its second officer would say yes to "all that is known", and the reports of the other
        record, which nobody had looked at, would be answered with it.
    """
    is_kept_apart = any(one.only_desk for one in people.values())
    waits = any(
        one.state is OutcomeState.WAITING for key in people for one in work.outcomes.of_person(key)
    )
    if is_kept_apart or waits or work.joinings.heads(people):
        raise ConflictError(what="joining")


def _part_flags(work: Work, joined: Joined) -> None:
    """Put the flags back that went with a record; those that hang elsewhere by now stay there."""
    there = {one.id for one in work.flags.of_many([joined.into_id])[joined.into_id]}
    work.flags.hang_on([one for one in joined.flags if one in there], to=joined.person_id)


def _move(work: Work, link_ids: tuple[int, ...], to: int) -> None:
    for link in work.people.links.locked(link_ids):
        work.people.links.keep(replace(link, person_id=to, version=link.version + 1))


def _set_state(work: Work, link_id: int, state: LinkState) -> None:
    link = work.people.links.get(link_id)
    work.people.links.keep(replace(link, state=state, version=link.version + 1))


def _owe_one_review(work: Work, *, goes: int, stays: int) -> None:
    """End the reviews of the record that goes; the other's falls due with the earlier of both.

    Why: Nobody can look again at a record on which nothing hangs, so its review climbed for
        ever; and joining must not be a way to put a review off (P5).
    """
    ending = work.dispatch.owed(f"person:{goes}", DiaryKind.REVIEW)
    for entry in ending:
        work.dispatch.silence(entry.id)
        work.dispatch.diary.keep(entry.cancel())
    first = min((one.due_at for one in ending), default=None)
    for kept in work.dispatch.owed(f"person:{stays}", DiaryKind.REVIEW):
        if first is not None and first < kept.due_at:
            sooner = min(first, kept.next_at)
            work.dispatch.diary.keep(replace(kept, due_at=first, next_at=sooner))


def _owe_review_again(office: Office, work: Work, person_id: int, desk: str) -> None:
    """Owe a review of a record that stands by itself again."""
    person = work.people.records.get(person_id)
    owe_reviews(
        office, work, [person], owners_of(work.people, [person_id]), leads={person_id: desk}
    )


def _stand_as_high(
    office: Office, work: Work, officer: Officer, *, goes: int, stays: int, reason: Private
) -> None:
    """Let the record that stays stand as high as the other did (P5)."""
    for view in View:
        before, other = work.people.standing(stays, view), work.people.standing(goes, view)
        other = other or work.people.standing(goes, View.OPEN)
        if other is None or (before is None and view is View.WHOLE):
            continue
        known = known_of(office, work, stays, view)
        band = max(known.standing.band, other.state.band)
        floor = max(known.standing.floor, other.state.floor)
        if (band, floor) == (known.standing.band, known.standing.floor):
            continue
        work.people.standings.add(
            StandingHeld(
                person_id=stays,
                view=view,
                band=band.value,
                at=work.at,
                by=officer.name,
                policy_hash=office.policy.hash,
                points=known.weight.points,
                state=replace(known.standing, band=band, floor=floor),
                weight=plain_of(record_of(known.weight)),
                reason=reason,
            )
        )


def _weigh_both(office: Office, work: Work, joined: Joined, desk: str) -> None:
    """Weigh both anew; the desk of whoever decided leads where nobody owns them.

    Decisions about either are compared with what is known of them now.
    """
    for person_id in sorted((joined.person_id, joined.into_id)):
        weigh_person(office, work, person_id, lead=desk)
    work.decisions.touch((joined.person_id, joined.into_id))
