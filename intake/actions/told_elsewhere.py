"""A report tells of a place in another area: the owner is asked, or offers, and nobody is lost.

Read `ask_of_places`, for leads that nobody has judged, then `offer_where_told`, for one that a
human judged to be the same man (decision 0039). How a report came in makes no difference.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake.actions.hand_over import offer_by_rule
from intake.actions.link_mentions import Linked
from intake.actions.routing_facts import ALERTING_BANDS, areas_told
from intake.domain.concern import Part
from intake.domain.desk import Desk
from intake.domain.diary import DiaryEntry, DiaryKind, DiaryState
from intake.domain.held import ConcernHeld, LinkHeld, MentionHeld, Officer, Owned, PersonHeld
from intake.domain.person import Flag, FlagStatus, LinkState, is_open_to
from intake.store.office import Office
from intake.store.papers import owners_of
from intake.store.work import Work

ASKED_LATELY = timedelta(days=28)
"""A place that was answered for is not asked about again within this time."""

REASON = (
    "A report that {name} judged to be about this person, {reference}, tells of a place in {area}. "
    "If this desk keeps him all the same, take the offer back and say why."
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in another area, told of somebody whom a desk owns."""

    person: PersonHeld
    owned: Owned
    link: LinkHeld
    area: str

    @property
    def subject(self) -> str:
        return f"person:{self.person.id}"

    @property
    def stem(self) -> str:
        """How the causes of questions about this place begin."""
        return f"moved:{self.person.id}:{self.area}:"

    @property
    def is_open_to_owner(self) -> bool:
        """Whether the owner may know of the person, and of what leads there (P13)."""
        known = (self.person.only_desk, self.link.only_desk)
        return all(is_open_to(one, self.owned.desk) for one in known)


def ask_of_places(office: Office, work: Work, concern: ConcernHeld, people: Linked) -> None:
    """Ask the owner of each lead that a report places in another area whether it is he.

    A lead is no identity (P6): nobody else reads his record because of it. Who was judged
    already was offered then, or his owner said why not.

    Args:
        office: Areas and desks in force.
        work: The act's transaction.
        concern: What was told.
        people: Whom it may name.
    """
    placed = [
        (mention, person, areas)
        for mention, person, band in people.found
        if band in ALERTING_BANDS and (areas := _areas_of(office, mention))
    ]
    if not placed:
        return
    owners = owners_of(work.people, [person.id for _, person, _ in placed])
    links = _possible(work, [mention.id for mention, _, _ in placed])
    wanted = []
    for mention, person, areas in placed:
        owned, link = owners.get(person.id), links.get((mention.id, person.id))
        desk = office.policy.duty.desks.get(owned.desk) if owned else None
        if owned is None or desk is None or link is None:
            continue
        wanted += [_Place(person, owned, link, area) for area in _outside(office, desk, areas)]
    _ask(office, work, concern, wanted)


def _possible(work: Work, mention_ids: list[int]) -> dict[tuple[int, int], LinkHeld]:
    """Return the links of some mentions that nobody has judged, by mention and person."""
    return {
        (one.mention_id, one.person_id): one
        for one in work.people.links_of_mentions(mention_ids)
        if one.state is LinkState.POSSIBLE
    }


def offer_where_told(
    office: Office, work: Work, link: LinkHeld, mention: MentionHeld, *, officer: Officer
) -> None:
    """Offer a man who was judged the same to the desk of the place told, or ask his owner.

    Offered, by rule and with the owner told at once, is who may be known of by that desk and is
    told of in one other area alone. Whoever is reserved, or told of in two places, or was
    offered there before, is asked about instead.

    Why:
        He moved area and nobody owned him (Peterborough review, row P10): the report that told
        of his new address must not need an officer who thinks of ownership.
    """
    areas = _areas_of(office, mention)
    owned = work.people.owner(link.person_id) if areas else None
    desk = office.policy.duty.desks.get(owned.desk) if owned else None
    outside = _outside(office, desk, areas) if desk else ()
    if owned is None or desk is None or not outside:
        return
    person = work.people.records.get(link.person_id)
    concern = work.concerns.records.get(mention.concern_id)
    to_desk = office.policy.duty.desk_for(desk.function, outside[0])
    place = _Place(person, owned, link, outside[0])
    standing = work.stewards.offer_of(person.id)
    if standing is not None and to_desk is not None and standing.to_desk == to_desk.name:
        return
    can_offer = (
        to_desk is not None
        and len(areas) == 1
        and standing is None
        and not _is_reserved(place, work.flags.of(person.id))
        and not _was_offered(work, person.id, to_desk.name, owned)
    )
    if can_offer and to_desk is not None:
        title = office.policy.areas.areas[outside[0]].title
        said = REASON.format(name=officer.name, reference=concern.reference, area=title)
        offer_by_rule(office, work, person, to_desk=to_desk.name, reason=said, officer=officer)
        return
    _ask(office, work, concern, [replace(place, area=area) for area in outside])


def forget_place(work: Work, link: LinkHeld, concern_id: int) -> None:
    """Take a question back whose report is judged to be about somebody else."""
    for entry in work.dispatch.owed(f"person:{link.person_id}", DiaryKind.MOVED):
        if entry.cause.endswith(f":{concern_id}"):
            work.dispatch.silence(entry.id)
            work.dispatch.diary.keep(entry.cancel())


def _areas_of(office: Office, mention: MentionHeld) -> tuple[str, ...]:
    """Return the areas in which a report places whoever it is about; none if it says nothing."""
    if mention.part is not Part.PERSON_OF_CONCERN:
        return ()
    return areas_told(office, mention.body.postcode, mention.body.place)


def _outside(office: Office, desk: Desk, areas: Iterable[str]) -> tuple[str, ...]:
    """Return the areas that a desk does not serve."""
    book = office.policy.duty
    serves = (book.desk_for(desk.function, area) for area in areas)
    return tuple(
        area
        for area, other in zip(areas, serves, strict=True)
        if area != desk.area and (other is None or other.name != desk.name)
    )


def _was_offered(work: Work, person_id: int, to_desk: str, owned: Owned) -> bool:
    return any(
        one.to_desk == to_desk and one.offered_at >= owned.since
        for one in work.stewards.offers_of(person_id)
    )


def _is_reserved(place: _Place, flags: Iterable[Flag]) -> bool:
    """Whether an offer would tell another desk what it may not know (P13)."""
    if place.person.only_desk or place.link.only_desk:
        return True
    own = [one for one in flags if one.owner_desk == place.owned.desk]
    active = [one for one in own if one.status is FlagStatus.ACTIVE]
    return bool(active) and all(one.only_desks for one in active)


def _ask(office: Office, work: Work, concern: ConcernHeld, places: Iterable[_Place]) -> None:
    """Make owners say whether it is he and who keeps him; once a place and four weeks.

    Why asked of all together: a report may be about fifty, and others wait for the writer.
    """
    open_to = [one for one in places if one.is_open_to_owner]
    if not open_to:
        return
    subjects = {one.subject for one in open_to}
    before = work.dispatch.diary_about(subjects, DiaryKind.MOVED)
    flags = work.flags.of_many({one.person.id for one in open_to})
    since = work.at - ASKED_LATELY
    new = {
        place.stem: _entry(office, work, concern, place, flags[place.person.id])
        for place in open_to
        if not any(
            one.cause.startswith(place.stem) and (one.is_owed or _was_met(one, since, place.owned))
            for one in before
        )
    }
    if not new:
        return
    work.dispatch.diary.add_many(list(new.values()))
    work.audit.note("handover.asked", concern=concern.reference, people=len(new))


def _entry(
    office: Office, work: Work, concern: ConcernHeld, place: _Place, flags: Iterable[Flag]
) -> DiaryEntry:
    plan, desk = office.policy.called.handover, place.owned.desk
    hours = office.policy.duty.desks[desk].hours
    due_at = hours.working_days_later(work.at, plan.within_working_days)
    return DiaryEntry(
        kind=DiaryKind.MOVED,
        subject=place.subject,
        desk=desk,
        due_at=max(due_at, work.at + timedelta(hours=1)),
        opened_at=work.at,
        next_at=work.at,
        ladder=plan.ladder,
        cause=f"{place.stem}{concern.id}",
        only_desk=desk if _is_reserved(place, flags) else "",
    )


def _was_met(entry: DiaryEntry, since: datetime, owned: Owned) -> bool:
    if entry.state is not DiaryState.MET or entry.met_at is None:
        return False
    return entry.met_at >= max(since, owned.since)
