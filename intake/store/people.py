"""Persons, their links, owners and standing; and the matcher's index of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import cache, reduce
from typing import Any

from sqlalchemy import Engine, bindparam, func
from sqlmodel import Session, col, select

from intake.domain.held import (
    Crossed,
    Description,
    JudgementHeld,
    LinkHeld,
    Owned,
    PersonHeld,
    StandingHeld,
    View,
)
from intake.domain.person import LinkState, SeenBy
from intake.store.clues import Clues
from intake.store.flags import is_shown
from intake.store.shelf import Shelf
from intake.store.tables import (
    CrossedRow,
    FlagRow,
    JudgementRow,
    LinkRow,
    ListVersionRow,
    OwnershipRow,
    PersonRow,
    StandingRow,
)
from matching import query as asked
from matching.index import Reserved
from matching.index.sql import OPEN, RESERVED, SqlIndex

_NEWEST_LIST = select(func.max(ListVersionRow.version))


def description_for_matching(body: Description) -> asked.Description:
    """Return a record's description as the matcher reads it; empty stays empty."""
    age = None
    if body.age_low is not None and body.age_high is not None and body.age_as_of:
        age = asked.Age(body.age_low, body.age_high, body.age_as_of)
    return asked.Description(
        names=body.names,
        birth=asked.PartialDate.parse(body.birth) if body.birth else None,
        age=age,
        places=body.places,
        postcodes=body.postcodes,
        phones=body.phones,
        vehicles=body.vehicles,
        handles=body.handles,
        work=body.work,
    )


def list_of(person: PersonHeld) -> str:
    """Return the name of the index that a record is kept in."""
    return RESERVED if person.only_desk else OPEN


def _record(person: PersonHeld) -> asked.Record:
    return asked.Record(person.id, description_for_matching(person.body))


def merged(old: Description, new: Description) -> Description:
    """Return a description that holds all of both; the older single values stay."""
    values: dict[str, Any] = {}
    for item in fields(Description):
        before, after = getattr(old, item.name), getattr(new, item.name)
        if isinstance(before, tuple):
            values[item.name] = tuple(dict.fromkeys((*before, *after)))
        else:
            values[item.name] = before if before not in (None, "") else after
    return Description(**values)


class People:
    """The shelf of persons with all that hangs on them."""

    def __init__(self, session: Session, *, at: datetime) -> None:
        self._session = session
        self._at = at
        self.records: Shelf[PersonHeld] = Shelf(session, PersonRow, PersonHeld)
        self.links: Shelf[LinkHeld] = Shelf(session, LinkRow, LinkHeld)
        self.judgements: Shelf[JudgementHeld] = Shelf(session, JudgementRow, JudgementHeld)
        self.standings: Shelf[StandingHeld] = Shelf(session, StandingRow, StandingHeld)
        self.crossed: Shelf[Crossed] = Shelf(session, CrossedRow, Crossed)
        self.owned: Shelf[Owned] = Shelf(session, OwnershipRow, Owned)
        self._clues = Clues(session)

    # the index

    def index(self, version: int | None = None) -> SqlIndex:
        """Return the matcher's index as of a list version; None is the newest.

        Records that only some desks may know of are not in it; see `reserved`.
        """
        return self._index(OPEN, version)

    def reserved(self, version: int | None = None) -> Reserved | None:
        """Return the records that only some desks may know of, as of a list version; None of none.

        Why: What everybody sees is worked out without them (P13, decision 0017).
        """
        index = self._index(RESERVED, version)
        return Reserved(index, self._circles_of) if index.size() else None

    def _index(self, kept: str, version: int | None = None) -> SqlIndex:
        seen = self.list_version() if version is None else version
        return SqlIndex(self._session.connection(), version=seen, kept=kept)

    def _circles_of(self, person_ids: Sequence[int]) -> dict[int, str]:
        """Return which desks alone may know of some persons; who is open to all is left out."""
        if not person_ids:
            return {}
        asked = select(PersonRow.id, PersonRow.only_desk).where(
            col(PersonRow.id).in_(person_ids), col(PersonRow.only_desk) != ""
        )
        return {number: desks for number, desks in self._session.exec(asked) if number is not None}

    def list_version(self) -> int:
        """Return the number of the newest visible list; 0 before anything was listed."""
        return int(self._session.connection().execute(_NEWEST_LIST).scalar() or 0)

    def new_list_version(self, why: str, *, version: int | None = None) -> int:
        """Make what was staged visible; returns the new version.

        Args:
            why: What changed the list, in a code.
            version: The number that an import staged under, ahead of all; else the next.
        """
        version = version or self._next_list_version()
        people = self._session.exec(select(func.count()).select_from(PersonRow)).one()
        self._session.add(ListVersionRow(version=version, at=self._at, why=why, people=int(people)))
        self._session.flush()
        return version

    def _next_list_version(self) -> int:
        """Return the number after the newest; who asks at the same moment waits for it.

        Why: Two officers may judge at one moment; the second must not be sent away for it.
        """
        newest = select(ListVersionRow.version).order_by(col(ListVersionRow.version).desc())
        self._session.exec(newest.limit(1).with_for_update()).first()
        return self.list_version() + 1

    def count(self) -> int:
        """Return how many persons are held."""
        return int(self._session.exec(select(func.count()).select_from(PersonRow)).one())

    def count_staged(self) -> int:
        """Return how many records are written for a later list version than the newest."""
        return sum(self._index(kept).count_staged() for kept in (OPEN, RESERVED))

    # persons

    def add(self, person: PersonHeld, *, visible_from: int = 0) -> PersonHeld:
        """Keep a new person and let the matcher find it from a list version on."""
        kept = self.records.add(person)
        self._index(list_of(kept)).put(_record(kept), visible_from=visible_from)
        self._clues.keep_of_people([kept])
        return kept

    def add_many(self, people: Sequence[PersonHeld], *, visible_from: int) -> list[PersonHeld]:
        """Keep many persons in one go, for an import."""
        kept = self.records.add_many(people)
        for name in (OPEN, RESERVED):
            own = [_record(person) for person in kept if list_of(person) == name]
            self._index(name).put_many(own, visible_from=visible_from)
        self._clues.keep_of_people(kept)
        return kept

    def describe(self, person: PersonHeld, more: Description) -> PersonHeld:
        """Add to what a record can be found by; nothing is taken away."""
        own = None if person.own_words is None else merged(person.own_words, more)
        return self._reword(person, merged(person.body, more), own)

    def learn(self, person: PersonHeld, more: Description) -> PersonHeld:
        """Add words that may be taken back; the record's own are kept apart from then on."""
        own = person.body if person.own_words is None else person.own_words
        return self._reword(person, merged(person.body, more), own)

    def unlearn(self, person: PersonHeld, *, still: Iterable[Description]) -> PersonHeld:
        """Leave a record its own words and those still taught; who never learned stays as he is."""
        if person.own_words is None:
            return person
        return self._reword(person, reduce(merged, still, person.own_words), person.own_words)

    def _reword(self, person: PersonHeld, body: Description, own: Description | None) -> PersonHeld:
        told = replace(person, body=body, own_words=own, version=person.version + 1)
        self.records.keep(told)
        self._index(list_of(told)).put(_record(told), visible_from=0)
        self._clues.keep_of_person(told)
        return told

    def list_openly(self, person: PersonHeld) -> None:
        """Let everybody find a person whom only some desks could find before."""
        self._index(RESERVED).remove(person.id)
        self.index().put(_record(person), visible_from=0)

    def unlisted_among(self, person_ids: Sequence[int]) -> frozenset[int]:
        """Return those of some persons who take no share of likelihood from the others.

        They stand on no list that every desk may know of, but were made of earlier reports.

        Why:
            The oftener a man had been reported before he was listed, the less likely his flag
            was called: the person his own reports had made took the share (decision 0016).
        """
        if not person_ids:
            return frozenset()
        given = {"ids": list(person_ids)}
        return frozenset(self._session.connection().execute(_unlisted(), given).scalars())

    def who_stand(self) -> list[int]:
        """Return everybody who has a standing, by id."""
        asked = select(col(StandingRow.person_id)).distinct().order_by(col(StandingRow.person_id))
        return list(self._session.exec(asked))

    # links, standing, owners

    @property
    def database(self) -> Engine:
        """Which database this is, for what is remembered of it."""
        return self._session.connection().engine

    def rows(self, query: Any, given: Mapping[str, Any]) -> Sequence[Any]:
        """Return the rows of a question of this room, all at once."""
        return self._session.connection().execute(query, given).all()

    def links_of_person(self, person_id: int) -> tuple[LinkHeld, ...]:
        """Return all links to a person, rejected ones too."""
        return self.links.among("person_id", [person_id])

    def links_of_mentions(self, mention_ids: Iterable[int]) -> tuple[LinkHeld, ...]:
        """Return all links of some mentions."""
        return self.links.among("mention_id", mention_ids)

    def surely_shared_with(self, person_id: int) -> tuple[LinkHeld, ...]:
        """Return the sure links to others of mentions that are surely a person too; often none."""
        same = col(LinkRow.state) == LinkState.SAME.value
        own = select(LinkRow.mention_id).where(col(LinkRow.person_id) == person_id, same)
        return self.links.all(
            col(LinkRow.person_id) != person_id, same, col(LinkRow.mention_id).in_(own)
        )

    def link_between(self, mention_id: int, person_id: int) -> LinkHeld | None:
        """Return the link of a pair, whatever its state, or None."""
        return self.links.find(
            col(LinkRow.mention_id) == mention_id, col(LinkRow.person_id) == person_id
        )

    def judgements_of(self, link_id: int) -> tuple[JudgementHeld, ...]:
        """Return every answer on a link, oldest first."""
        return self.judgements.among("link_id", [link_id])

    def judgements_about(self, person_id: int) -> tuple[JudgementHeld, ...]:
        """Return every answer on every link to a person, oldest first."""
        links = select(col(LinkRow.id)).where(col(LinkRow.person_id) == person_id)
        return self.judgements.all(col(JudgementRow.link_id).in_(links))

    def rejected_pairs(self, person_id: int) -> int:
        """Return how many mentions were judged not to be this person."""
        return len(
            self.links.all(
                col(LinkRow.person_id) == person_id,
                col(LinkRow.state) == LinkState.DIFFERENT.value,
            )
        )

    def standing(self, person_id: int, view: View) -> StandingHeld | None:
        """Return the newest standing of a person in a view, or None."""
        found = self.standings.all(
            col(StandingRow.person_id) == person_id,
            col(StandingRow.view) == view.value,
            limit=1,
            newest=True,
        )
        return found[0] if found else None

    def crossed_of(self, person_id: int, view: View, *, kind: str) -> tuple[Crossed, ...]:
        """Return lines crossed ("crossing") or asked about ("question"), oldest first."""
        return self.crossed.all(
            col(CrossedRow.person_id) == person_id,
            col(CrossedRow.view) == view.value,
            col(CrossedRow.kind) == kind,
        )

    def owner(self, person_id: int) -> Owned | None:
        """Return the desk that owns a person now, or None."""
        return self.owned.find(
            col(OwnershipRow.person_id) == person_id, col(OwnershipRow.until).is_(None)
        )

    def owned_by(self, desk: str) -> tuple[int, ...]:
        """Return whom a desk owns now, by id."""
        asked = select(OwnershipRow.person_id).where(
            col(OwnershipRow.desk) == desk, col(OwnershipRow.until).is_(None)
        )
        return tuple(sorted(self._session.exec(asked)))

    def give(self, person_id: int, *, desk: str, why: str, officer: str = "") -> Owned:
        """Make a desk the owner from now on; the one before ends at the same instant."""
        before = self.owner(person_id)
        if before is not None:
            if before.desk == desk:
                return before
            self.owned.keep(replace(before, until=self._at))
        return self.owned.add(
            Owned(person_id=person_id, desk=desk, since=self._at, why=why, officer=officer)
        )


@cache
def _unlisted() -> Any:
    """Return the question who of some persons stands on no list that every desk may know of."""
    is_listed = select(col(FlagRow.id)).where(
        col(FlagRow.person_id) == col(PersonRow.id),
        col(FlagRow.seen_by) == SeenBy.ALL.value,
        is_shown(),
    )
    some = col(PersonRow.id).in_(bindparam("ids", expanding=True))
    return select(col(PersonRow.id)).where(some, ~is_listed.exists())
