"""Persons, their flags, links, owners and standing; and the matcher's index of them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any, get_type_hints

from sqlalchemy import Engine, bindparam, func
from sqlmodel import Session, col, select

from intake.domain.event import Mark
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
from intake.domain.person import Flag, FlagTerm, LinkState, SeenBy, TermKind, check_flag
from intake.domain.private import private
from intake.store.clues import Clues
from intake.store.shelf import Shelf, cell_of, cell_reader_of
from intake.store.tables import (
    CrossedRow,
    FlagRow,
    FlagTermRow,
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

_FLAGS = FlagRow.metadata.tables["flag"]


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
        self._flags_read: dict[int, tuple[Flag, ...]] = {}

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
        grown = replace(person, body=merged(person.body, more), version=person.version + 1)
        self.records.keep(grown)
        self._index(list_of(grown)).put(_record(grown), visible_from=0)
        self._clues.keep_of_person(grown)
        return grown

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

    # flags

    def add_flag(self, flag: Flag, *, visible_from: int = 0) -> Flag:
        """Keep a flag with its terms.

        Raises:
            FlagRefusedError: It lacks what a flag may not lack.
        """
        return self.add_flags((flag,), visible_from=visible_from)[0]

    def add_flags(self, flags: Sequence[Flag], *, visible_from: int = 0) -> list[Flag]:
        """Keep many flags with their terms in one go; see `add_flag`."""
        for flag in flags:
            check_flag(flag)
        rows = [_flag_row(flag, visible_from) for flag in flags]
        self._session.add_all(rows)
        self._session.flush()
        self._session.add_all(
            FlagTermRow(
                flag_id=row.id or 0,
                **{item.name: cell_of(getattr(term, item.name)) for item in fields(term)},
            )
            for flag, row in zip(flags, rows, strict=True)
            for term in flag.terms
        )
        self._session.flush()
        for flag in flags:
            self._flags_read.pop(flag.person_id, None)
        return [replace(flag, id=row.id or 0) for flag, row in zip(flags, rows, strict=True)]

    def flags(self, person_id: int) -> tuple[Flag, ...]:
        """Return all flags of a person, ended ones too, oldest first; read once a transaction."""
        if person_id not in self._flags_read:
            rows = self._session.exec(
                select(FlagRow)
                .where(col(FlagRow.person_id) == person_id, _is_shown())
                .order_by(col(FlagRow.id))
            ).all()
            self._flags_read[person_id] = self._flags(rows)
        return self._flags_read[person_id]

    def who_stand(self) -> list[int]:
        """Return everybody who has a standing, by id."""
        asked = select(col(StandingRow.person_id)).distinct().order_by(col(StandingRow.person_id))
        return list(self._session.exec(asked))

    def flags_listed_at(self, person_id: int) -> dict[int, datetime]:
        """Return since when the list has shown each flag of a person, by the flag.

        One that was not listed by a new state of the list is left out.
        """
        asked = (
            select(FlagRow.id, ListVersionRow.at)
            .join(ListVersionRow, col(ListVersionRow.version) == col(FlagRow.visible_from))
            .where(col(FlagRow.person_id) == person_id)
        )
        return {number: at for number, at in self._session.exec(asked) if number is not None}

    def flags_of(self, person_ids: Iterable[int]) -> dict[int, tuple[Flag, ...]]:
        """Return the flags of some persons, asked for together; nobody is left out."""
        ids = list(person_ids)
        if not ids:
            return {}
        rows = self._session.connection().execute(_flags_of(), {"ids": ids})
        found: dict[int, list[Flag]] = {person_id: [] for person_id in ids}
        for flag in self._flags(rows.all()):
            found[flag.person_id].append(flag)
        return {person_id: tuple(flags) for person_id, flags in found.items()}

    def flags_owned_by(self, desks: Iterable[str]) -> tuple[Flag, ...]:
        """Return the flags that some desks own, ended ones too, oldest first."""
        rows = self._session.exec(
            select(FlagRow)
            .where(col(FlagRow.owner_desk).in_(list(desks)), _is_shown())
            .order_by(col(FlagRow.id))
        ).all()
        return self._flags(rows)

    def flags_shown_by(self, version: int, *, first: int, limit: int) -> tuple[Flag, ...]:
        """Return flags that one import brought, by id from one on."""
        rows = self._session.exec(
            select(FlagRow)
            .where(col(FlagRow.visible_from) == version, col(FlagRow.id) >= first)
            .order_by(col(FlagRow.id))
            .limit(limit)
        ).all()
        return self._flags(rows)

    def flag(self, flag_id: int) -> Flag | None:
        """Return one flag, or None; one that an import is still bringing in is none."""
        asked = select(FlagRow).where(col(FlagRow.id) == flag_id, _is_shown())
        return next(iter(self._flags(self._session.exec(asked).all())), None)

    def review_flag(self, flag_id: int, *, again_on: date) -> None:
        """Put the day of a flag's next review."""
        row = self._session.get(FlagRow, flag_id)
        if row is not None:
            row.review_on = again_on
            self._session.flush()
            self._flags_read.pop(row.person_id, None)

    def mark_flag(self, flag: Flag, marks: Iterable[Mark]) -> None:
        """Leave on a flag what an event leaves for good, as that he was recalled."""
        row = self._session.get(FlagRow, flag.id)
        if row is not None:
            for mark in marks:
                setattr(row, mark.value, True)
            self._session.flush()
            self._flags_read.pop(row.person_id, None)

    def move_flags(self, flag_ids: Collection[int], *, to: int) -> tuple[int, ...]:
        """Hang flags on another record; returns the ids of those that there still are."""
        rows = self._session.exec(select(FlagRow).where(col(FlagRow.id).in_(list(flag_ids)))).all()
        for row in rows:
            self._flags_read.pop(row.person_id, None)
            row.person_id = to
        self._session.flush()
        self._flags_read.pop(to, None)
        return tuple(row.id for row in rows if row.id is not None)

    def add_term(self, flag: Flag, term: FlagTerm) -> Flag:
        """Put an order, licence, bail or registration under a flag; returns the flag with it."""
        cells = {item.name: cell_of(getattr(term, item.name)) for item in fields(term)}
        self._session.add(FlagTermRow(flag_id=flag.id, **cells))
        self._session.flush()
        self._flags_read.pop(flag.person_id, None)
        return replace(flag, terms=(*flag.terms, term))

    def end_term(self, flag: Flag, place: int, *, last_on: date) -> Flag:
        """Let a hold under a flag end sooner; the day first written down stays. Returns the flag.

        Args:
            flag: As it was read.
            place: The place of the hold among the flag's, from 0.
            last_on: Its last local day from now on.
        """
        rows = self._session.exec(
            select(FlagTermRow)
            .where(col(FlagTermRow.flag_id) == flag.id)
            .order_by(col(FlagTermRow.id))
        ).all()
        rows[place].ended_on = last_on
        self._session.flush()
        self._flags_read.pop(flag.person_id, None)
        ended = replace(flag.terms[place], ended_on=last_on)
        return replace(flag, terms=(*flag.terms[:place], ended, *flag.terms[place + 1 :]))

    def move_flag(self, flag: Flag, *, to_desk: str) -> None:
        """Give a flag to another desk; of one that named desks see, the old owner stays named."""
        row = self._session.get(FlagRow, flag.id)
        if row is not None:
            row.owner_desk = to_desk
            if flag.seen_by is SeenBy.NAMED:
                row.named_desks = cell_of((*flag.named_desks, flag.owner_desk))
            self._session.flush()
            self._flags_read.pop(row.person_id, None)

    def _flags(self, rows: Sequence[Any]) -> tuple[Flag, ...]:
        if not rows:
            return ()
        terms: dict[int, list[FlagTerm]] = {row.id or 0: [] for row in rows}
        for term in self._session.exec(
            select(FlagTermRow)
            .where(col(FlagTermRow.flag_id).in_(list(terms)))
            .order_by(col(FlagTermRow.id))
        ):
            terms[term.flag_id].append(_term(term))
        return tuple(_flag(row, terms[row.id or 0]) for row in rows)

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
def _readers() -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(Flag)
    return {
        name: cell_reader_of(hint) for name, hint in hints.items() if name in FlagRow.model_fields
    }


def _flag(row: Any, terms: Iterable[FlagTerm]) -> Flag:
    values = {
        name: read(getattr(row, name))
        for name, read in _readers().items()
        if not (name == "risk" and not row.risk)
    }
    return Flag(**values, terms=tuple(terms))


def _is_shown() -> Any:
    """Whether a flag is seen: an import's flags are hidden until its list version is made."""
    newest = select(func.coalesce(func.max(ListVersionRow.version), 0)).scalar_subquery()
    return col(FlagRow.visible_from) <= newest


def flag_cells(flag: Flag) -> dict[str, Any]:
    """Return a flag's fields as the columns of its row, without its id."""
    names = set(FlagRow.model_fields)
    told = {item.name: getattr(flag, item.name) for item in fields(flag)}
    return {
        name: cell_of(value)
        for name, value in told.items()
        if name in names and name != "id" and value is not None
    }


def _flag_row(flag: Flag, visible_from: int) -> FlagRow:
    return FlagRow(**flag_cells(flag), visible_from=visible_from)


def _term(row: FlagTermRow) -> FlagTerm:
    return FlagTerm(
        kind=TermKind(row.kind),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        forbids_children=row.forbids_children,
        words=private(row.words),
        ended_on=row.ended_on,
    )


_NEWEST_LIST = select(func.max(ListVersionRow.version))


@cache
def _flags_of() -> Any:
    """Return the question for the flags of some persons that are shown, oldest first."""
    some = col(FlagRow.person_id).in_(bindparam("ids", expanding=True))
    return select(*_FLAGS.c).where(some, _is_shown()).order_by(col(FlagRow.id))


@cache
def _unlisted() -> Any:
    """Return the question who of some persons stands on no list that every desk may know of."""
    is_listed = select(col(FlagRow.id)).where(
        col(FlagRow.person_id) == col(PersonRow.id),
        col(FlagRow.seen_by) == SeenBy.ALL.value,
        _is_shown(),
    )
    some = col(PersonRow.id).in_(bindparam("ids", expanding=True))
    return select(col(PersonRow.id)).where(some, ~is_listed.exists())
