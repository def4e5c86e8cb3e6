"""Who alone knows that an event touches further areas tells their children's services itself.

Read `ask_who_knows`. Nothing of it is known to the desk that wrote the event down (P13).
"""

from collections import defaultdict
from collections.abc import Iterable

from intake.actions.routing_facts import places_of
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.event import Event, EventRule
from intake.domain.held import ConcernHeld, PersonHeld
from intake.domain.person import FlagStatus, LinkState
from intake.store.office import Office
from intake.store.papers import Hung, Papers
from intake.store.work import Work


def is_surely(link: Hung) -> bool:
    """Whether a link is no lead: judged to be the same, or the record made for it."""
    return link.state is LinkState.SAME or (link.is_own and link.state is not LinkState.DIFFERENT)


def areas_of_concern(office: Office, concern: ConcernHeld) -> Iterable[str]:
    """Yield the areas that a concern about somebody touches."""
    yield from (area for _, area in places_of(office, concern.body.mentions, concern.body.places))
    yield concern.area


def ask_who_knows(
    office: Office, work: Work, person: PersonHeld, papers: Papers, event: Event, rule: EventRule
) -> None:
    """Have each desk that alone knows of a further area tell its children's services.

    Args:
        office: Settings in force.
        work: The event's transaction.
        person: To whom it happened; of one whom only some desks know the owner is asked as it is.
        papers: His flags and links, hidden ones too.
        event: As kept; its areas were told.
        rule: How soon.

    Why:
        The children's services of every linked area are told of each event (rows T1 and T10); of
        an area that only a hidden flag, or a hidden link, leads to, that is the duty of who
        holds it: told, or a reason and a second name (P13).
    """
    if person.only_desk:
        return
    beside: dict[str, set[str]] = defaultdict(set)
    for flag in papers.flags[person.id]:
        if flag.status is FlagStatus.ACTIVE and flag.only_desks:
            beside[flag.owner_desk].add(flag.area)
    for link in papers.links[person.id]:
        if link.only_desk and is_surely(link):
            concern = work.concerns.records.get(link.concern_id)
            beside[link.only_desk.split()[0]] |= set(areas_of_concern(office, concern))
    known = frozenset(office.policy.areas.areas)
    for desk, areas in sorted(beside.items()):
        if desk in office.policy.duty.desks and (areas & known) - set(event.areas):
            work.dispatch.owe(_owed(office, work, event, rule, desk))


def _owed(office: Office, work: Work, event: Event, rule: EventRule, desk: str) -> DiaryEntry:
    book = office.policy.duty
    return DiaryEntry(
        kind=DiaryKind.TELL_OTHERS,
        subject=f"event:{event.id}",
        desk=desk,
        due_at=book.decide_by(rule.urgency, desk, work.at),
        opened_at=work.at,
        next_at=work.at,
        ladder=book.desk(desk).ladder,
        cause=f"event:{event.id}:{DiaryKind.TELL_OTHERS.value}",
        only_desk=desk,
    )
