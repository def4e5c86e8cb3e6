"""What a list shows and what decides who may see it: narrow rows, many at once, no stories.

Read `Glances` first. Each of its readers is one statement (or one for each few thousand ids),
so that a page of a list costs a handful of questions however long the list is.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select, union
from sqlmodel import Session, SQLModel

from intake.domain.concern import TOLD, Fact, IncidentSaid, MentionSaid, Part
from intake.domain.handover import HandoverState
from intake.domain.held import CheckState, PersonKind
from intake.domain.person import LinkState
from intake.domain.private import Private, private
from intake.store.bodies import value_of
from intake.store.tables import (
    AlertRow,
    AuditRow,
    CheckRow,
    ConcernRow,
    EventRow,
    HandoverRow,
    LinkRow,
    MentionRow,
    OwnershipRow,
    PersonRow,
    ToldRow,
)


def table_of(row: type[SQLModel]) -> Any:
    """Return the table of a row, to read columns of it without making rows."""
    return cast(Any, row).__table__


ALERT: Any = table_of(AlertRow)
CONCERN: Any = table_of(ConcernRow)
EVENT: Any = table_of(EventRow)
HANDOVER: Any = table_of(HandoverRow)
LINK: Any = table_of(LinkRow)
MENTION: Any = table_of(MentionRow)
PERSON: Any = table_of(PersonRow)
OWNERSHIP: Any = table_of(OwnershipRow)
TOLD_OF: Any = table_of(ToldRow)
AUDIT: Any = table_of(AuditRow)
CHECK: Any = table_of(CheckRow)


AT_ONCE = 4000
"""Ids of one question; databases count the values of a statement."""


@dataclass(frozen=True, slots=True)
class ConcernGlance:
    """A concern without its words."""

    id: int
    reference: str
    received_at: datetime
    role: str
    area: str
    voice_id: int
    is_unfinished: bool
    version: int


@dataclass(frozen=True, slots=True)
class MentionGlance:
    """Somebody of a concern by the facts that a row is worded from; what was not told is absent."""

    part: Part
    from_story: bool
    told: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class LinkGlance:
    """A link without its evidence, and the concern that it hangs on."""

    id: int
    mention_id: int
    concern_id: int
    person_id: int
    state: LinkState
    band: str
    is_own: bool
    only_desk: str


@dataclass(frozen=True, slots=True)
class PersonGlance:
    """A record without its description."""

    id: int
    kind: PersonKind
    area: str
    only_desk: str
    label: Private = field(repr=False)


_CONCERN = tuple(
    CONCERN.c[name]
    for name in (
        "id",
        "reference",
        "received_at",
        "role",
        "area",
        "voice_id",
        "is_unfinished",
        "version",
    )
)
_LINK = (
    LINK.c.id,
    LINK.c.mention_id,
    MENTION.c.concern_id,
    LINK.c.person_id,
    LINK.c.state,
    LINK.c.band,
    LINK.c.is_own,
    LINK.c.only_desk,
)
_STATES = {one.value: one for one in LinkState}
_TOLD = frozenset(one.value for one in TOLD)
_KINDS = {one.value: one for one in PersonKind}


@dataclass(frozen=True, slots=True)
class ToldOf:
    """What a concern tells of people and places, in its own words; `area` was chosen."""

    mentions: tuple[MentionSaid, ...] = field(repr=False)
    where: tuple[Fact, ...] = field(repr=False)
    story: tuple[str, ...] = field(repr=False)
    area: str = ""


class Glances:
    """Reads for lists; nothing here opens a story or a sealed value."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # concerns

    def concerns(self, ids: Iterable[int]) -> dict[int, ConcernGlance]:
        """Return concerns by id."""
        found = self._each(select(*_CONCERN), CONCERN.c.id, ids)
        return {row[0]: ConcernGlance(*row) for row in found}

    def told(self, concern_ids: Iterable[int]) -> Iterator[tuple[int, str, str]]:
        """Return concern, desk and view of each alert of some concerns."""
        query = select(ALERT.c.concern_id, ALERT.c.desk, ALERT.c.view)
        return (
            (row[0], row[1], row[2]) for row in self._each(query, ALERT.c.concern_id, concern_ids)
        )

    def told_of_people(self, concern_ids: Iterable[int]) -> Iterator[tuple[int, ToldOf]]:
        """Yield each concern with what it tells of people and places.

        Why: where a concern leads, and whose own people it is about, is worked out from
        these once and kept as codes; a list never comes here again.
        """
        query = select(CONCERN.c.id, CONCERN.c.body)
        for concern_id, body in self._each(query, CONCERN.c.id, concern_ids):
            told = json.loads(body)
            others = tuple(value_of(IncidentSaid, one) for one in told.get("incidents", ()))
            what = (one.what.told for one in others if one.what.told)
            where = value_of(Fact, told.get("where") or {})
            yield (
                concern_id,
                ToldOf(
                    mentions=tuple(value_of(MentionSaid, one) for one in told.get("mentions", ())),
                    where=(where, *(one.where for one in others)),
                    story=(*told.get("story", ()), *what),
                    area=told.get("area", ""),
                ),
            )

    def mentions(
        self, concern_ids: Iterable[int], facts: Sequence[str]
    ) -> dict[int, tuple[MentionGlance, ...]]:
        """Return the mentions of concerns in the order told, with some facts of each only."""
        query = select(
            MENTION.c.concern_id, MENTION.c.part, MENTION.c.from_story, MENTION.c.body
        ).order_by(MENTION.c.id)
        found: dict[int, list[MentionGlance]] = {}
        for concern_id, part, from_story, body in self._each(
            query, MENTION.c.concern_id, concern_ids
        ):
            plain = json.loads(body)
            told = {name: words for name in facts if (words := _told_in(plain.get(name)))}
            glance = MentionGlance(Part(part), from_story, told)
            found.setdefault(concern_id, []).append(glance)
        return {key: tuple(told) for key, told in found.items()}

    def told_of_person(
        self, person_id: int, facts: Sequence[str]
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each mention that hangs on a person with some facts of it that were told.

        Why: Of a thousand reports a page shows what they call a man's work and places; each whole
        mention took ten times as long.
        """
        query = (
            select(MENTION.c.id, MENTION.c.body)
            .join(LINK, LINK.c.mention_id == MENTION.c.id)
            .where(LINK.c.person_id == person_id, LINK.c.state != LinkState.DIFFERENT.value)
        )
        for mention_id, body in self._session.connection().execute(query):
            plain = json.loads(body)
            told = {name: words for name in facts if (words := _told_in(plain.get(name)))}
            yield mention_id, told

    def unchecked(self, concern_ids: Iterable[int]) -> frozenset[int]:
        """Return the concerns of which the newest check of something was not made."""
        query = select(CHECK.c.concern_id, CHECK.c.mention_id, CHECK.c.state).order_by(CHECK.c.id)
        newest: dict[tuple[int, int | None], str] = {}
        for concern_id, mention_id, state in self._each(query, CHECK.c.concern_id, concern_ids):
            newest[concern_id, mention_id] = state
        missing = CheckState.NOT_CHECKED.value
        return frozenset(key[0] for key, state in newest.items() if state == missing)

    def opened_by(self, login: str, *, since: datetime) -> frozenset[str]:
        """Return the references of the concerns that an officer has opened since a moment."""
        query = select(AUDIT.c.facts).where(
            AUDIT.c.actor == login, AUDIT.c.event == "concern.opened", AUDIT.c.at >= since
        )
        found = self._session.connection().execute(query).scalars()
        return frozenset(str(json.loads(facts).get("concern", "")) for facts in found)

    # links and people

    def links_of_concerns(self, concern_ids: Iterable[int]) -> tuple[LinkGlance, ...]:
        """Return the links of some concerns' mentions."""
        found = self._each(_links(), MENTION.c.concern_id, concern_ids)
        return tuple(_link(row) for row in found)

    def links_of_people(
        self, person_ids: Iterable[int]
    ) -> tuple[tuple[LinkGlance, ConcernGlance], ...]:
        """Return the links to some persons, each with its concern; rejected ones left out."""
        query = (
            _links()
            .add_columns(*_CONCERN)
            .join(CONCERN, CONCERN.c.id == MENTION.c.concern_id)
            .where(LINK.c.state != LinkState.DIFFERENT.value)
        )
        concerns: dict[int, ConcernGlance] = {}
        found = []
        width = len(_LINK)
        for row in self._each(query, LINK.c.person_id, person_ids):
            key = row[width]
            if key not in concerns:
                concerns[key] = ConcernGlance(*row[width:])
            found.append((_link(row), concerns[key]))
        return tuple(found)

    def areas_of_people(self, person_ids: Iterable[int]) -> Iterator[tuple[int, str, str]]:
        """Return person, the desk that alone may know, and area of concerns judged theirs."""
        query = (
            select(LINK.c.person_id, LINK.c.only_desk, CONCERN.c.area)
            .join(MENTION, MENTION.c.id == LINK.c.mention_id)
            .join(CONCERN, CONCERN.c.id == MENTION.c.concern_id)
            .where(LINK.c.state == LinkState.SAME.value)
            .distinct()
        )
        return ((row[0], row[1], row[2]) for row in self._each(query, LINK.c.person_id, person_ids))

    def people(self, ids: Iterable[int]) -> dict[int, PersonGlance]:
        """Return records by id."""
        query = select(
            PERSON.c.id, PERSON.c.kind, PERSON.c.area, PERSON.c.only_desk, PERSON.c.label
        )
        return {
            row[0]: PersonGlance(row[0], _KINDS[row[1]], row[2], row[3], private(row[4]))
            for row in self._each(query, PERSON.c.id, ids)
        }

    def reported(self, person_ids: Iterable[int]) -> frozenset[int]:
        """Return the persons whose record some mention made: it would be held without a flag."""
        query = select(LINK.c.person_id).where(LINK.c.is_own).distinct()
        return frozenset(row[0] for row in self._each(query, LINK.c.person_id, person_ids))

    def desks_of_links(self, person_id: int) -> frozenset[str]:
        """Return the desks that alone may know of links to a person; empty for open ones."""
        query = select(LINK.c.only_desk).where(LINK.c.person_id == person_id).distinct()
        return frozenset(self._session.connection().execute(query).scalars())

    def owners(self, person_ids: Iterable[int]) -> Mapping[int, str]:
        """Return the desk that owns each person now."""
        query = select(OWNERSHIP.c.person_id, OWNERSHIP.c.desk).where(OWNERSHIP.c.until.is_(None))
        found = self._each(query, OWNERSHIP.c.person_id, person_ids)
        return {row[0]: row[1] for row in found}

    def offered_or_told(self, desk: str) -> frozenset[int]:
        """Return the persons that stand offered to a desk, or of whose life it was told."""
        offered = select(HANDOVER.c.person_id).where(
            HANDOVER.c.to_desk == desk, HANDOVER.c.state == HandoverState.OFFERED.value
        )
        told = select(EVENT.c.person_id).where(
            EVENT.c.id == TOLD_OF.c.event_id, TOLD_OF.c.desk == desk
        )
        return frozenset(self._session.connection().execute(union(offered, told)).scalars())

    def _each(self, query: Any, column: Any, keys: Iterable[Any]) -> Iterator[Sequence[Any]]:
        return each(self._session, query, column, keys)


def each(session: Session, query: Any, column: Any, keys: Iterable[Any]) -> Iterator[Sequence[Any]]:
    """Yield the rows of a query whose column is among some keys, a few thousand at once."""
    wanted = list(dict.fromkeys(keys))
    for first in range(0, len(wanted), AT_ONCE):
        asked = query.where(column.in_(wanted[first : first + AT_ONCE]))
        yield from session.connection().execute(asked).all()


def _told_in(fact: Mapping[str, str] | None) -> str:
    """Return the words of a fact as its column holds it; empty where nothing was told."""
    return fact["value"] if fact and fact["certainty"] in _TOLD else ""


def _links() -> Any:
    query: Any = select(*_LINK)
    return query.join(MENTION, MENTION.c.id == LINK.c.mention_id).order_by(LINK.c.id)


def _link(row: Sequence[Any]) -> LinkGlance:
    return LinkGlance(row[0], row[1], row[2], row[3], _STATES[row[4]], row[5], row[6], row[7])
