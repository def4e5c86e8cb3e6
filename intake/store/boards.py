"""What boards and diaries show of very many people: the first of them, and how many there are.

Read `Boards.owed` first. Everything is counted and cut off in the database: a desk may owe
fifty thousand things, and a page shows fifty.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, case, exists, func, literal, or_, select
from sqlmodel import Session

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.person import FlagStatus, RiskLevel, SeenBy
from intake.store.dispatch import OWED_CODES
from intake.store.glances import table_of
from intake.store.shelf import Shelf
from intake.store.tables import DiaryRow, FlagRow, FlagTermRow, ListVersionRow

DIARY: Any = table_of(DiaryRow)
FLAG: Any = table_of(FlagRow)
TERM: Any = table_of(FlagTermRow)
LISTED: Any = table_of(ListVersionRow)
LONG_AGO = date.min


class OwedBy(NamedTuple):
    """How much one desk owes, how much of it is late, and the oldest moment of that."""

    desk: str
    owed: int
    late: int
    oldest: datetime | None


class OnBoard(NamedTuple):
    """A flagged person of a board, the flag that puts them there, and since when."""

    person_id: int
    flag_id: int
    since: date | None


class Boards:
    """What stands on boards, as far as one desk may know of it (P13)."""

    def __init__(self, session: Session, *, at: datetime) -> None:
        self._session = session
        self._at = at
        self._diary: Shelf[DiaryEntry] = Shelf(session, DiaryRow, DiaryEntry)

    def owed(
        self,
        desks: Collection[str],
        *,
        reader: str,
        limit: int,
        skip: int = 0,
        until: datetime | None = None,
        kinds: Collection[DiaryKind] = (),
    ) -> tuple[DiaryEntry, ...]:
        """Return the soonest of what some desks owe.

        Args:
            desks: Whose.
            reader: The desk that reads; what others alone may know of is left out.
            limit: At most so many.
            skip: So many of the soonest are left out before.
            until: Only what is due by then.
            kinds: Only of these kinds; empty for every kind.
        """
        wanted = self._owed(desks, reader, until, kinds)
        order = (DIARY.c.due_at, DIARY.c.id)
        query = select(DIARY.c.id).where(*wanted).order_by(*order).limit(limit).offset(skip)
        ids = list(self._session.connection().execute(query).scalars())
        found = self._diary.by_id(ids)
        return tuple(found[one] for one in ids)

    def count_owed(
        self, desks: Collection[str], *, reader: str, until: datetime, kind: DiaryKind
    ) -> int:
        """Return how much of one kind some desks owe by a moment, as `owed` lists it."""
        query = select(func.count()).where(*self._owed(desks, reader, until, (kind,)))
        return int(self._session.connection().execute(query).scalar_one())

    def owed_by(self, desks: Collection[str], *, reader: str) -> dict[str, OwedBy]:
        """Return how much each of some desks owes; desks that owe nothing are left out."""
        late = DIARY.c.due_at < self._at
        query = (
            select(
                DIARY.c.desk,
                func.count(),
                func.sum(case((late, 1), else_=0)),
                func.min(case((late, DIARY.c.due_at))),
            )
            .where(*self._owed(desks, reader, None, ()))
            .group_by(DIARY.c.desk)
        )
        rows = self._session.connection().execute(query)
        return {row[0]: OwedBy(row[0], int(row[1]), int(row[2]), row[3]) for row in rows}

    def without_hold(
        self, desks: Collection[str], *, reader: str, on: date, limit: int
    ) -> tuple[tuple[OnBoard, ...], int]:
        """Return who is flagged by some desks and held by nothing on a day, and how many.

        The longest without a hold stand first, whoever was never held before all others. What
        has not begun holds nobody yet, and what stood under an ended flag holds nobody any more.
        """
        last = func.coalesce(TERM.c.ended_on, TERM.c.ends_on)
        mine, other = self._mine(desks, reader), FLAG.alias("other")
        of_person = and_(other.c.person_id == mine.c.person_id, *self._seen(other, reader))
        terms = select(TERM.c.id).join(other, other.c.id == TERM.c.flag_id).where(of_person)
        ended = (
            select(func.max(last))
            .join(other, other.c.id == TERM.c.flag_id)
            .where(of_person, _has_begun(last), last < on)
            .correlate(mine)
            .scalar_subquery()
        )
        is_active = other.c.status == FlagStatus.ACTIVE.value
        wanted = ~exists(terms.where(is_active, _has_begun(on), last >= on).correlate(mine))
        return self._first(mine, wanted, ended, limit)

    def high_and_none(
        self,
        desks: Collection[str],
        *,
        reader: str,
        on: date,
        managing: Collection[str],
        limit: int,
    ) -> tuple[tuple[OnBoard, ...], int]:
        """Return who is assessed high and managed by nothing on a day, and how many."""
        last = func.coalesce(TERM.c.ended_on, TERM.c.ends_on)
        mine, other = self._mine(desks, reader), FLAG.alias("other")
        active = (
            other.c.person_id == mine.c.person_id,
            other.c.status == FlagStatus.ACTIVE.value,
            *self._seen(other, reader),
        )
        is_high = or_(other.c.assessed_high, other.c.risk == RiskLevel.HIGH.value)
        flags = select(other.c.id).where(*active).correlate(mine)
        terms = (
            select(TERM.c.id)
            .join(other, other.c.id == TERM.c.flag_id)
            .where(*active, _has_begun(on), last >= on)
            .correlate(mine)
        )
        since = select(func.min(other.c.starts_on)).where(*active).correlate(mine).scalar_subquery()
        wanted = and_(
            exists(flags.where(is_high)),
            ~exists(flags.where(other.c.kind.in_(list(managing)))),
            ~exists(terms),
        )
        return self._first(mine, wanted, since, limit)

    def _first(
        self, mine: Any, wanted: Any, since: Any, limit: int
    ) -> tuple[tuple[OnBoard, ...], int]:
        order = (func.coalesce(since, literal(LONG_AGO)), mine.c.person_id)
        query = (
            select(mine.c.person_id, mine.c.flag_id, since, func.count().over())
            .where(wanted)
            .order_by(*order)
            .limit(limit)
        )
        rows = self._session.connection().execute(query).all()
        return tuple(OnBoard(*row[:3]) for row in rows), int(rows[0][3]) if rows else 0

    def _mine(self, desks: Collection[str], reader: str) -> Any:
        """Return each person under an active flag of some desks, with the oldest such flag."""
        return (
            select(FLAG.c.person_id, func.min(FLAG.c.id).label("flag_id"))
            .where(
                FLAG.c.owner_desk.in_(list(desks)),
                FLAG.c.status == FlagStatus.ACTIVE.value,
                *self._seen(FLAG, reader),
            )
            .group_by(FLAG.c.person_id)
            .subquery("mine")
        )

    def _seen(self, flag: Any, reader: str) -> tuple[Any, ...]:
        newest = select(func.coalesce(func.max(LISTED.c.version), 0)).scalar_subquery()
        named = flag.c.named_desks.contains(f'"{reader}"', autoescape=True)
        return (
            flag.c.visible_from <= newest,
            or_(
                flag.c.owner_desk == reader,
                flag.c.seen_by == SeenBy.ALL.value,
                and_(flag.c.seen_by == SeenBy.NAMED.value, named),
            ),
        )

    def _owed(
        self,
        desks: Collection[str],
        reader: str,
        until: datetime | None,
        kinds: Collection[DiaryKind],
    ) -> tuple[Any, ...]:
        words = literal(" ") + DIARY.c.only_desk + literal(" ")
        return (
            DIARY.c.desk.in_(list(desks)),
            DIARY.c.state.in_(OWED_CODES),
            or_(DIARY.c.only_desk == "", words.contains(f" {reader} ", autoescape=True)),
            *((DIARY.c.due_at <= until,) if until is not None else ()),
            *((DIARY.c.kind.in_([one.value for one in kinds]),) if kinds else ()),
        )


def _has_begun(on: Any) -> Any:
    """Return whether a hold has begun by a day, or by the day of a column."""
    return or_(TERM.c.starts_on.is_(None), TERM.c.starts_on <= on)
