"""The open alerts of a desk as its queue asks for them: a page, in order, with counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlmodel import Session

from intake.domain.alert import UNANSWERED, AlertKind, AlertState
from intake.domain.diary import OWED
from intake.domain.held import CheckState
from intake.domain.urgency import Urgency
from intake.store.glances import each, table_of
from intake.store.tables import AlertRow, CheckRow, ConcernRow, DiaryRow

ALERT: Any = table_of(AlertRow)
CHECK: Any = table_of(CheckRow)
CONCERN: Any = table_of(ConcernRow)
DIARY: Any = table_of(DiaryRow)


@dataclass(frozen=True, slots=True)
class AlertGlance:
    """An open alert as a row of the queue; `due_at` is the deadline that runs now."""

    id: int
    kind: AlertKind
    state: AlertState
    urgency: Urgency
    concern_id: int | None
    person_id: int | None
    desk: str
    due_at: datetime
    holder: str
    held_since: datetime | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which open alerts of a desk are asked for; empty is every one.

    Args:
        desk: The desk.
        at: The moment of asking, aware UTC; what was due before is late.
        urgency: A code, or empty.
        area: Area of the concern, or empty.
        holder: Held by this officer.
        is_unheld: Held by nobody.
        is_late: Late only.
        hidden: Concerns that the reader may not know of.
    """

    desk: str
    at: datetime
    urgency: str = ""
    area: str = ""
    holder: str = ""
    is_unheld: bool = False
    is_late: bool = False
    hidden: frozenset[int] = frozenset()


_due = func.coalesce(
    case(
        (ALERT.c.state.in_([one.value for one in UNANSWERED]), ALERT.c.acknowledge_by),
        (ALERT.c.state == AlertState.ACKNOWLEDGED.value, ALERT.c.accept_by),
        else_=ALERT.c.decide_by,
    ),
    ALERT.c.made_at,
    type_=ALERT.c.made_at.type,
)
_holder = case(
    (ALERT.c.passed_to != "", ALERT.c.passed_to),
    (ALERT.c.accepted_by != "", ALERT.c.accepted_by),
    else_=ALERT.c.acknowledged_by,
)
_pressing = case({one.value: -one.rank for one in Urgency}, value=ALERT.c.urgency, else_=1)


class OpenAlerts:
    """Reads the queue of one desk; order, filter and count are the database's work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open_alerts(self, wanted: Wanted, *, limit: int | None = None) -> tuple[AlertGlance, ...]:
        """Return open alerts, the most pressing first: late by urgency, the rest by deadline."""
        late = _due < wanted.at
        query = (
            self._asked(
                wanted,
                ALERT.c.id,
                ALERT.c.kind,
                ALERT.c.state,
                ALERT.c.urgency,
                ALERT.c.concern_id,
                ALERT.c.person_id,
                ALERT.c.desk,
                _due,
                _holder,
                func.coalesce(ALERT.c.accepted_at, ALERT.c.acknowledged_at),
            )
            .order_by(
                case((late, 0), else_=1),
                case((late, _pressing), else_=0),
                _due,
                _pressing,
                ALERT.c.id,
            )
            .limit(limit)
        )
        return tuple(
            AlertGlance(row[0], AlertKind(row[1]), AlertState(row[2]), Urgency(row[3]), *row[4:])
            for row in self._rows(query)
        )

    def count_open(self, wanted: Wanted, *, officer: str) -> tuple[int, int, int, int]:
        """Return how many are open, late, held by nobody, and held by an officer."""
        counts = self._asked(
            wanted,
            func.count(),
            func.coalesce(func.sum(case((_due < wanted.at, 1), else_=0)), 0),
            func.coalesce(func.sum(case((_holder == "", 1), else_=0)), 0),
            func.coalesce(func.sum(case((_holder == officer, 1), else_=0)), 0),
        )
        everything, late, nobody, mine = next(iter(self._rows(counts)))
        return everything, late, nobody, mine

    def count_unchecked(self, wanted: Wanted) -> int:
        """Return how many alerts are about a concern of which the newest check was not made."""
        newer = CHECK.alias("newer")
        is_over = (
            select(newer.c.id)
            .where(newer.c.concern_id == CHECK.c.concern_id, newer.c.id > CHECK.c.id)
            .where(newer.c.mention_id.is_not_distinct_from(CHECK.c.mention_id))
            .exists()
        )
        query = (
            self._asked(wanted, func.count(ALERT.c.id.distinct()))
            .join(CHECK, CHECK.c.concern_id == ALERT.c.concern_id)
            .where(CHECK.c.state == CheckState.NOT_CHECKED.value, ~is_over)
        )
        return self._one(query)

    def _asked(self, wanted: Wanted, *columns: Any) -> Any:
        query = select(*columns).where(
            ALERT.c.desk == wanted.desk, ALERT.c.state != AlertState.DECIDED.value
        )
        if wanted.urgency:
            query = query.where(ALERT.c.urgency == wanted.urgency)
        if wanted.holder:
            query = query.where(_holder == wanted.holder)
        if wanted.is_unheld:
            query = query.where(_holder == "")
        if wanted.is_late:
            query = query.where(_due < wanted.at)
        if wanted.hidden:
            told_elsewhere = ALERT.c.concern_id.not_in(list(wanted.hidden))
            query = query.where(ALERT.c.concern_id.is_(None) | told_elsewhere)
        if wanted.area:
            query = query.join(CONCERN, CONCERN.c.id == ALERT.c.concern_id)
            query = query.where(CONCERN.c.area == wanted.area)
        return query

    def open_concerns(self, desk: str) -> tuple[tuple[int, int], ...]:
        """Return id and version of the concerns of a desk's open alerts."""
        query = (
            select(CONCERN.c.id, CONCERN.c.version)
            .join(ALERT, ALERT.c.concern_id == CONCERN.c.id)
            .where(ALERT.c.desk == desk)
            .where(ALERT.c.state != AlertState.DECIDED.value)
        )
        return tuple((row[0], row[1]) for row in self._rows(query))

    def newest_alert(self, desk: str) -> int:
        """Return the highest id of an alert of a desk; 0 where there is none."""
        return self._one(select(func.max(ALERT.c.id)).where(ALERT.c.desk == desk))

    def count_since(self, desk: str, alert_id: int) -> int:
        """Return how many alerts came to a desk after an id."""
        query = select(func.count()).where(ALERT.c.desk == desk, ALERT.c.id > alert_id)
        return self._one(query)

    def count_made(self, desk: str, *, since: datetime, week: datetime) -> tuple[int, int]:
        """Return how many alerts a desk got since a week's start, and before it since a day."""
        query = select(
            func.coalesce(func.sum(case((ALERT.c.made_at >= week, 1), else_=0)), 0),
            func.count(),
        ).where(ALERT.c.desk == desk, ALERT.c.made_at >= since)
        lately, both = next(iter(self._rows(query)))
        return lately, both - lately

    def rungs_asked(self, alert_ids: Iterable[int], desk: str) -> dict[int, int]:
        """Return how many rungs were asked for each alert that a desk owes an answer on."""
        subjects = [f"alert:{one}" for one in alert_ids]
        query = select(DIARY.c.subject, DIARY.c.rung).where(
            DIARY.c.desk == desk, DIARY.c.state.in_([one.value for one in OWED])
        )
        found = each(self._session, query, DIARY.c.subject, subjects)
        return {int(subject[6:]): rung for subject, rung in found}

    def _rows(self, query: Any) -> Iterable[Any]:
        return self._session.connection().execute(query).all()

    def _one(self, query: Any) -> int:
        return int(next(iter(self._rows(query)))[0] or 0)
