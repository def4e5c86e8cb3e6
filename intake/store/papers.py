"""What is held of several people, each kind of it read in one statement; begin with `papers_of`.

A report may touch a dozen records while others wait for the writer lock, so they are read
together and not one by one. Nothing read here outlives its transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from intake.domain.held import (
    ConcernHeld,
    Crossed,
    LinkHeld,
    MentionHeld,
    Owned,
    StandingHeld,
    View,
)
from intake.domain.person import Flag, LinkState
from intake.store.concerns import Concerns
from intake.store.people import People
from intake.store.tables import CrossedRow, LinkRow, OwnershipRow, StandingRow


@dataclass(frozen=True, slots=True)
class Papers:
    """What the weighing of some people reads.

    Args:
        flags: All flags of each person, ended ones too.
        links: The links to each person, rejected ones too, oldest first.
        mentions: The mentions that those links, but for rejected ones, lead from.
        concerns: The concerns of those mentions.
        standings: The newest standing of each person in each view, where there is one.
        people_of_concern: How many persons of concern each of those concerns tells of, with
            the parts as officers have changed them.
    """

    flags: Mapping[int, tuple[Flag, ...]]
    links: Mapping[int, Sequence[LinkHeld]]
    mentions: Mapping[int, MentionHeld]
    concerns: Mapping[int, ConcernHeld]
    standings: Mapping[tuple[int, View], StandingHeld]
    people_of_concern: Mapping[int, int]


def papers_of(people: People, concerns: Concerns, person_ids: Iterable[int]) -> Papers:
    """Return the papers of some people; of somebody unknown they are empty."""
    ids = sorted(set(person_ids))
    links: dict[int, list[LinkHeld]] = {person_id: [] for person_id in ids}
    for link in people.links.all(col(LinkRow.person_id).in_(ids)):
        links[link.person_id].append(link)
    told = [one for of_one in links.values() for one in of_one]
    mentions = concerns.mentions.by_id(
        link.mention_id for link in told if link.state is not LinkState.DIFFERENT
    )
    concern_ids = {one.concern_id for one in mentions.values()}
    return Papers(
        flags=people.flags_of(ids),
        links=links,
        mentions=mentions,
        concerns=concerns.records.by_id(concern_ids),
        standings=newest_standings(people, ids),
        people_of_concern=concerns.count_people_of_concern(concern_ids),
    )


def newest_standings(
    people: People, person_ids: Iterable[int]
) -> dict[tuple[int, View], StandingHeld]:
    """Return the newest standing of each of some people in each view, where there is one."""
    newest = (
        select(func.max(StandingRow.id))
        .where(col(StandingRow.person_id).in_(list(person_ids)))
        .group_by(col(StandingRow.person_id), col(StandingRow.view))
    )
    found = people.standings.all(col(StandingRow.id).in_(newest))
    return {(one.person_id, one.view): one for one in found}


def owners_of(people: People, person_ids: Iterable[int]) -> dict[int, Owned]:
    """Return the desk that owns each of some people now; who has no owner is left out."""
    ids = col(OwnershipRow.person_id).in_(list(person_ids))
    found = people.owned.all(ids, col(OwnershipRow.until).is_(None))
    return {one.person_id: one for one in found}


def crossed_of(people: People, person_ids: Iterable[int]) -> dict[int, list[Crossed]]:
    """Return the lines crossed or asked about for each of some people, oldest first."""
    rows: dict[int, list[Crossed]] = {person_id: [] for person_id in person_ids}
    for row in people.crossed.all(col(CrossedRow.person_id).in_(list(rows))):
        rows[row.person_id].append(row)
    return rows
