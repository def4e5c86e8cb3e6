"""What is held of several people, each kind of it read in one statement; begin with `papers_of`.

A report may touch a dozen records while others wait for the writer lock, so they are read
together and not one by one. Nothing read here outlives its transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from intake.domain.concern import Part
from intake.domain.gist import EDITION, Gist
from intake.domain.held import Crossed, Owned, StandingHeld, View
from intake.domain.person import Flag, LinkState
from intake.store.concerns import Concerns
from intake.store.gists import read_gist
from intake.store.people import People
from intake.store.tables import (
    CrossedRow,
    GistRow,
    LinkRow,
    MentionRow,
    OwnershipRow,
    StandingRow,
)


class Hung(NamedTuple):
    """A link with what hangs on it, as weighing reads it: no words, no evidence.

    `told` is the gist of its concern as a text; empty for a rejected link. `people` counts the
    persons of concern that the concern tells of, with the parts as officers have changed them.

    Why a tuple: a history has a thousand of them, and they are read at every weighing.
    """

    id: int
    person_id: int
    mention_id: int
    concern_id: int
    part: Part
    place: int
    state: LinkState
    band: str
    is_own: bool
    only_desk: str
    voice_id: int
    suspected_false: bool
    people: int
    told: str

    @property
    def gist(self) -> Gist:
        """What its concern tells, in short; not of a rejected link."""
        return read_gist(self.told)


@dataclass(frozen=True, slots=True)
class Papers:
    """What the weighing of some people reads.

    Args:
        flags: All flags of each person, ended ones too.
        links: The links to each person, rejected ones too, oldest first.
        standings: The newest standing of each person in each view, where there is one.
    """

    flags: Mapping[int, tuple[Flag, ...]]
    links: Mapping[int, Sequence[Hung]]
    standings: Mapping[tuple[int, View], StandingHeld]


def papers_of(people: People, concerns: Concerns, person_ids: Iterable[int]) -> Papers:
    """Return the papers of some people; of somebody unknown they are empty."""
    ids = sorted(set(person_ids))
    return Papers(
        flags=people.flags_of(ids),
        links=hung_on(people, concerns, ids),
        standings=newest_standings(people, ids),
    )


_LINK: Any = LinkRow.metadata.tables["link"]
_MENTION: Any = MentionRow.metadata.tables["mention"]
_GIST: Any = GistRow.metadata.tables["gist"]
_OTHER: Any = _MENTION.alias()
_PEOPLE = (
    select(func.count())
    .select_from(_OTHER)
    .where(
        _OTHER.c.concern_id == _MENTION.c.concern_id,
        _OTHER.c.part == Part.PERSON_OF_CONCERN.value,
    )
    .scalar_subquery()
)
_HUNG = (
    select(
        _LINK.c.id,
        _LINK.c.person_id,
        _LINK.c.mention_id,
        _MENTION.c.concern_id,
        _MENTION.c.part,
        _MENTION.c.place,
        _LINK.c.state,
        _LINK.c.band,
        _LINK.c.is_own,
        _LINK.c.only_desk,
        _GIST.c.voice_id,
        _GIST.c.suspected_false,
        _PEOPLE,
        _GIST.c.told,
    )
    .join_from(_LINK, _MENTION, _MENTION.c.id == _LINK.c.mention_id)
    .join(
        _GIST,
        (_GIST.c.concern_id == _MENTION.c.concern_id) & (_GIST.c.edition == EDITION),
        isouter=True,
    )
    .where(_LINK.c.person_id.in_(bindparam("ids", expanding=True)))
    .order_by(_LINK.c.id)
)
_PARTS = {one.value: one for one in Part}
_STATES = {one.value: one for one in LinkState}


def hung_on(people: People, concerns: Concerns, person_ids: Sequence[int]) -> dict[int, list[Hung]]:
    """Return the links of some people with what hangs on them, oldest first; nobody is left out.

    A concern that has no gist of this edition yet is opened, and its gist made anew.
    """
    found: dict[int, list[Hung]] = {one: [] for one in person_ids}
    rows = people.rows(_HUNG, {"ids": list(person_ids)}) if found else []
    missing = [row[3] for row in rows if row[-1] is None and row[6] != LinkState.DIFFERENT.value]
    opened = concerns.records.by_id(missing)
    made = {key: concerns.records.gists.text_of(one) for key, one in opened.items()}
    for row in rows:
        link, person, mention, concern, part, place, state, *rest = row
        band, is_own, only_desk, voice, doubted, count, told = rest
        if told is None and concern in made:
            voice, doubted = opened[concern].voice_id, opened[concern].suspected_false
            told = made[concern]
        found[person].append(
            Hung(
                link,
                person,
                mention,
                concern,
                _PARTS[part],
                place,
                _STATES[state],
                band,
                is_own,
                only_desk,
                voice or 0,
                bool(doubted),
                count,
                told or "",
            )
        )
    return found


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
