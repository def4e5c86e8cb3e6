"""Flags, with the orders, licences and bail that hang on them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any, get_type_hints

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from intake.domain.event import Mark
from intake.domain.person import Flag, FlagTerm, SeenBy, TermKind, check_flag
from intake.domain.private import private
from intake.store.shelf import cell_of, cell_reader_of
from intake.store.tables import FlagRow, FlagTermRow, ListVersionRow

_COLUMNS = FlagRow.metadata.tables["flag"]


class Flags:
    """The shelf of flags; one that an import is still bringing in is not seen."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: dict[int, tuple[Flag, ...]] = {}

    def add(self, flag: Flag, *, visible_from: int = 0) -> Flag:
        """Keep a flag with its terms.

        Raises:
            FlagRefusedError: It lacks what a flag may not lack.
        """
        return self.add_many((flag,), visible_from=visible_from)[0]

    def add_many(self, flags: Sequence[Flag], *, visible_from: int = 0) -> list[Flag]:
        """Keep many flags with their terms in one go; see `add`."""
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
            self._read.pop(flag.person_id, None)
        return [replace(flag, id=row.id or 0) for flag, row in zip(flags, rows, strict=True)]

    def of(self, person_id: int) -> tuple[Flag, ...]:
        """Return all flags of a person, ended ones too, oldest first; read once a transaction."""
        if person_id not in self._read:
            rows = self._session.exec(
                select(FlagRow)
                .where(col(FlagRow.person_id) == person_id, is_shown())
                .order_by(col(FlagRow.id))
            ).all()
            self._read[person_id] = self._whole(rows)
        return self._read[person_id]

    def listed_at(self, person_id: int) -> dict[int, datetime]:
        """Return since when the list has shown each flag of a person, by the flag.

        One that was not listed by a new state of the list is left out.
        """
        asked = (
            select(FlagRow.id, ListVersionRow.at)
            .join(ListVersionRow, col(ListVersionRow.version) == col(FlagRow.visible_from))
            .where(col(FlagRow.person_id) == person_id)
        )
        return {number: at for number, at in self._session.exec(asked) if number is not None}

    def of_many(self, person_ids: Iterable[int]) -> dict[int, tuple[Flag, ...]]:
        """Return the flags of some persons, asked for together; nobody is left out."""
        ids = list(person_ids)
        if not ids:
            return {}
        rows = self._session.connection().execute(_flags_of(), {"ids": ids})
        found: dict[int, list[Flag]] = {person_id: [] for person_id in ids}
        for flag in self._whole(rows.all()):
            found[flag.person_id].append(flag)
        return {person_id: tuple(flags) for person_id, flags in found.items()}

    def owned_by(self, desks: Iterable[str]) -> tuple[Flag, ...]:
        """Return the flags that some desks own, ended ones too, oldest first."""
        rows = self._session.exec(
            select(FlagRow)
            .where(col(FlagRow.owner_desk).in_(list(desks)), is_shown())
            .order_by(col(FlagRow.id))
        ).all()
        return self._whole(rows)

    def shown_by(self, version: int, *, first: int, limit: int) -> tuple[Flag, ...]:
        """Return flags that one import brought, by id from one on."""
        rows = self._session.exec(
            select(FlagRow)
            .where(col(FlagRow.visible_from) == version, col(FlagRow.id) >= first)
            .order_by(col(FlagRow.id))
            .limit(limit)
        ).all()
        return self._whole(rows)

    def one(self, flag_id: int) -> Flag | None:
        """Return one flag, or None; one that an import is still bringing in is none."""
        asked = select(FlagRow).where(col(FlagRow.id) == flag_id, is_shown())
        return next(iter(self._whole(self._session.exec(asked).all())), None)

    def review(self, flag_id: int, *, again_on: date) -> None:
        """Put the day of a flag's next review."""
        row = self._session.get(FlagRow, flag_id)
        if row is not None:
            row.review_on = again_on
            self._session.flush()
            self._read.pop(row.person_id, None)

    def mark(self, flag: Flag, marks: Iterable[Mark]) -> None:
        """Leave on a flag what an event leaves for good, as that he was recalled."""
        row = self._session.get(FlagRow, flag.id)
        if row is not None:
            for mark in marks:
                setattr(row, mark.value, True)
            self._session.flush()
            self._read.pop(row.person_id, None)

    def hang_on(self, flag_ids: Collection[int], *, to: int) -> tuple[int, ...]:
        """Hang flags on another record; returns the ids of those that there still are."""
        rows = self._session.exec(select(FlagRow).where(col(FlagRow.id).in_(list(flag_ids)))).all()
        for row in rows:
            self._read.pop(row.person_id, None)
            row.person_id = to
        self._session.flush()
        self._read.pop(to, None)
        return tuple(row.id for row in rows if row.id is not None)

    def add_term(self, flag: Flag, term: FlagTerm) -> Flag:
        """Put an order, licence, bail or registration under a flag; returns the flag with it."""
        cells = {item.name: cell_of(getattr(term, item.name)) for item in fields(term)}
        self._session.add(FlagTermRow(flag_id=flag.id, **cells))
        self._session.flush()
        self._read.pop(flag.person_id, None)
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
        self._read.pop(flag.person_id, None)
        ended = replace(flag.terms[place], ended_on=last_on)
        return replace(flag, terms=(*flag.terms[:place], ended, *flag.terms[place + 1 :]))

    def move(self, flag: Flag, *, to_desk: str) -> None:
        """Give a flag to another desk; of one that named desks see, the old owner stays named."""
        row = self._session.get(FlagRow, flag.id)
        if row is not None:
            row.owner_desk = to_desk
            if flag.seen_by is SeenBy.NAMED:
                row.named_desks = cell_of((*flag.named_desks, flag.owner_desk))
            self._session.flush()
            self._read.pop(row.person_id, None)

    def _whole(self, rows: Sequence[Any]) -> tuple[Flag, ...]:
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


def is_shown() -> Any:
    """Return whether a flag is seen, as SQL: an import's are hidden until its list is made."""
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


@cache
def _flags_of() -> Any:
    """Return the question for the flags of some persons that are shown, oldest first."""
    some = col(FlagRow.person_id).in_(bindparam("ids", expanding=True))
    return select(*_COLUMNS.c).where(some, is_shown()).order_by(col(FlagRow.id))
