"""What the flags of an import make their owners owe, written once the list shows them."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from intake.actions.alerting import first_owner_of, raise_alerts
from intake.actions.hits import ALERTING, desks_that_may_see, hit_at
from intake.actions.weigh_person import weigh_person
from intake.domain.diary import diary_of_flag
from intake.domain.held import LinkHeld, PersonHeld, RecheckHeld
from intake.domain.person import Flag, LinkState, opened_wider
from intake.store.office import Office
from intake.store.work import Work
from matching.scoring import Band

SETTLE = "settle:"
MOST_FLAGS, MOST_WEIGHED = 200, 10
"""Of one transaction: some 80 ms."""


def ask_for_settling(work: Work, version: int) -> None:
    """Write down that the flags of a list version are to be settled, due at once."""
    work.concerns.rechecks.add(
        RecheckHeld(cause=f"{SETTLE}{version}", list_version=version, due_at=work.at)
    )


def settle_import(office: Office, due: RecheckHeld) -> bool:
    """Settle one piece: reviews and ends of terms, and standings where a floor holds (P5, P8).

    Args:
        office: The office.
        due: The piece of work as last read.

    Returns:
        Whether more waits. What another process did meanwhile is left alone.

    Why after the list shows them:
        What an import staged and never finished must not climb a ladder for a record that
        nobody can open.
    """
    with office.look() as work:
        found = work.flags.shown_by(due.list_version, first=due.next_mention, limit=MOST_FLAGS)
        flags = _within_reach(found)
        people = work.people.records.by_id(flag.person_id for flag in flags)
    settings, at = office.policy.diary, office.now()
    entries = [one for flag in flags for one in diary_of_flag(flag, settings, at=at)]
    with office.begin() as work:
        known = work.concerns.rechecks.get(due.id)
        if known != due:
            return known.done_at is None
        if not flags:
            work.concerns.rechecks.keep(replace(known, done_at=work.at))
            return False
        work.people.records.locked(
            flag.person_id for flag in flags if people[flag.person_id].only_desk or _has_floor(flag)
        )
        work.dispatch.diary.put_many(entries)
        for flag in flags:
            if people[flag.person_id].only_desk:
                _open_wider(office, work, work.people.records.get(flag.person_id), flag)
        for flag in filter(_has_floor, flags):
            weigh_person(office, work, flag.person_id, lead=flag.owner_desk, quiet=True)
        work.concerns.rechecks.keep(replace(known, next_mention=flags[-1].id + 1))
    return True


def _within_reach(flags: Iterable[Flag]) -> list[Flag]:
    """Return flags up to as many floors as one transaction may weigh."""
    weighed = 0

    def fits(flag: Flag) -> bool:
        nonlocal weighed
        weighed += _has_floor(flag)
        return weighed <= MOST_WEIGHED

    return list(takewhile(fits, flags))


def _has_floor(flag: Flag) -> bool:
    return flag.assessed_high or flag.recalled or flag.convicted_relevant


def _open_wider(office: Office, work: Work, person: PersonHeld, flag: Flag) -> None:
    """Let the desks of a further flag know of a record that only some desks knew (P13).

    Where every desk may know now, the first flag in view has the owner. What was found before
    is told to those who may see it now.
    """
    wider = opened_wider(person.only_desk, flag.only_desks)
    if not person.only_desk or wider == person.only_desk:
        return
    opened = replace(person, only_desk=wider, version=person.version + 1)
    work.people.records.keep(opened)
    links = work.people.links_of_person(person.id)
    for link in links:
        work.people.links.keep(replace(link, only_desk=wider, version=link.version + 1))
    if not wider:
        work.people.list_openly(opened)
        work.people.give(person.id, desk=flag.owner_desk, why="first flag in view")
    told = [one for one in links if one.state is not LinkState.DIFFERENT]
    _tell_of_hits(office, work, opened, told, knew=frozenset(person.only_desk.split()))


def _tell_of_hits(
    office: Office,
    work: Work,
    person: PersonHeld,
    links: Iterable[LinkHeld],
    *,
    knew: frozenset[str],
) -> None:
    """Tell the desks that may see a record now of what named it, and of the lines it crosses.

    Why: The pair is linked, so no re-check finds it anew; nobody in the open would ever hear
    of a report that named somebody who has a flag they see (P3).
    """
    bands = {link.mention_id: Band(link.band) for link in links if link.band}
    mentions = work.concerns.mentions.by_id(bands)
    hits = [
        hit_at(office, work, seat, view, mention.concern_id, person, bands[mention.id])
        for mention in mentions.values()
        if bands[mention.id] in ALERTING
        for seat, view in desks_that_may_see(office, work, mention.concern_id, person)
        if seat.desk not in knew
    ]
    raise_alerts(office, work, hits)
    if mentions:
        newest = max(mention.concern_id for mention in mentions.values())
        lead = first_owner_of(office, work, newest)
        weigh_person(office, work, person.id, lead=lead, newest=newest)
