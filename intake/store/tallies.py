"""What the figures are counted from, in narrow rows without words; read `Tallies` first.

What only some desks may know of is never read here (P13): the figures are worked out as if it
were not there, and so are the same for every reader.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session

from intake.domain.diary import DiaryKind, DiaryState
from intake.domain.figures import Period
from intake.domain.handover import HandoverState
from intake.domain.held import CheckState, View
from intake.domain.person import FlagStatus, LinkState, SeenBy
from intake.store.dispatch import OWED_CODES
from intake.store.glances import table_of
from intake.store.tables import (
    AlertRow,
    CheckRow,
    ConcernRow,
    CrossedRow,
    DiaryRow,
    EventRow,
    FlagRow,
    FlagTermRow,
    HandoverRow,
    LinkRow,
    ListVersionRow,
    MentionRow,
    OwnershipRow,
    PersonRow,
    ToldRow,
)

ALERT: Any = table_of(AlertRow)
CHECK: Any = table_of(CheckRow)
CONCERN: Any = table_of(ConcernRow)
CROSSED: Any = table_of(CrossedRow)
DIARY: Any = table_of(DiaryRow)
EVENT: Any = table_of(EventRow)
FLAG: Any = table_of(FlagRow)
HANDOVER: Any = table_of(HandoverRow)
LINK: Any = table_of(LinkRow)
LISTED: Any = table_of(ListVersionRow)
MENTION: Any = table_of(MentionRow)
OWNED: Any = table_of(OwnershipRow)
PERSON: Any = table_of(PersonRow)
TERM: Any = table_of(FlagTermRow)
TOLD: Any = table_of(ToldRow)


class Tallies:
    """Narrow rows of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _rows(self, asked: Any) -> Sequence[Any]:
        return self._session.connection().execute(asked).all()

    # what happened in a period

    def concerns(self, period: Period) -> Sequence[Any]:
        """Return role and whether everybody was looked up at once, of each concern received.

        Everybody was where a check stands by the moment of the report and none of those says
        that it was not made.
        """
        at_once = and_(CHECK.c.concern_id == CONCERN.c.id, CHECK.c.at <= CONCERN.c.received_at)
        made = select(CHECK.c.id).where(at_once).exists()
        lacking = CHECK.c.state == CheckState.NOT_CHECKED.value
        failed = select(CHECK.c.id).where(at_once, lacking).exists()
        return self._rows(
            select(CONCERN.c.role, and_(made, ~failed).label("is_checked")).where(
                *_within(CONCERN.c.received_at, period)
            )
        )

    def steps(self, step: str, period: Period) -> Sequence[Any]:
        """Return desk, since when, when taken and by when, of each alert that took a step then.

        Args:
            step: acknowledged, accepted or decided; counted from the making (or the opening of a
                desk that was closed), the acknowledgement, the acceptance.
            period: In which the step was taken.
        """
        since, by = {
            "acknowledged": (func.coalesce(ALERT.c.held_until, ALERT.c.made_at), "acknowledge_by"),
            "accepted": (ALERT.c.acknowledged_at, "accept_by"),
            "decided": (ALERT.c.accepted_at, "decide_by"),
        }[step]
        done = ALERT.c[f"{step}_at"]
        return self._rows(
            select(
                ALERT.c.id,
                ALERT.c.desk,
                since.label("since"),
                ALERT.c.made_at,
                done.label("done"),
                ALERT.c[by].label("due"),
            ).where(ALERT.c.view == View.OPEN.value, *_within(done, period))
        )

    def rungs(self, period: Period) -> Sequence[Any]:
        """Return subject and rung of what was owed for acknowledging and was met then."""
        return self._rows(
            select(DIARY.c.subject, DIARY.c.rung).where(
                DIARY.c.kind == DiaryKind.ACKNOWLEDGE.value,
                DIARY.c.only_desk == "",
                *_within(DIARY.c.met_at, period),
            )
        )

    def told(self, *, known: Period | None = None, before: Period | None = None) -> Sequence[Any]:
        """Return desk, answer and its moment of whoever had to be told of an event and answer.

        Args:
            known: Of events written down in this period.
            before: Of events written down before this period.
        """
        when = _within(EVENT.c.known_at, known) if known else ()
        if before:
            when = (EVENT.c.known_at < before.starts_at,)
        return self._rows(
            select(TOLD.c.desk, TOLD.c.answer, TOLD.c.answered_at)
            .join(EVENT, EVENT.c.id == TOLD.c.event_id)
            .where(EVENT.c.only_desk == "", TOLD.c.alert_id.is_not(None), *when)
        )

    def looks_due(self, period: Period, at: datetime) -> Sequence[Any]:
        """Return desk, due and met of each look at an agreement that fell due in a period."""
        return self._rows(
            select(DIARY.c.desk, DIARY.c.due_at, DIARY.c.met_at).where(
                DIARY.c.kind == DiaryKind.AGREEMENT_CHECK.value,
                DIARY.c.state != DiaryState.CANCELLED.value,
                DIARY.c.only_desk == "",
                DIARY.c.due_at < at,
                *_within(DIARY.c.due_at, period),
            )
        )

    # how it stands

    def overdue(self, at: datetime) -> Sequence[Any]:
        """Return kind and due of everything owed and late."""
        return self._rows(
            select(DIARY.c.kind, DIARY.c.due_at).where(
                DIARY.c.state.in_(OWED_CODES), DIARY.c.only_desk == "", DIARY.c.due_at < at
            )
        )

    def offers(self) -> Sequence[Any]:
        """Return by when each standing offer of a person is to be answered."""
        return self._rows(
            select(HANDOVER.c.answer_by)
            .join(PERSON, PERSON.c.id == HANDOVER.c.person_id)
            .where(HANDOVER.c.state == HandoverState.OFFERED.value, PERSON.c.only_desk == "")
        )

    def owners(self) -> Sequence[Any]:
        """Return of each person who must have an owner how many desks own him now.

        That is whoever is flagged in the open, or crossed a line that everybody may know of.
        """
        counted = func.count(OWNED.c.id).label("owners")
        own = and_(OWNED.c.person_id == PERSON.c.id, OWNED.c.until.is_(None))
        crossing = (CROSSED.c.view == View.OPEN.value, CROSSED.c.kind == "crossing")
        crossed = select(CROSSED.c.id).where(CROSSED.c.person_id == PERSON.c.id, *crossing)
        return self._rows(
            select(PERSON.c.id, counted)
            .join(OWNED, own, isouter=True)
            .where(PERSON.c.only_desk == "", or_(_flagged_openly(), crossed.exists()))
            .group_by(PERSON.c.id)
        )

    def reported(self, since: datetime, at: datetime) -> Sequence[Any]:
        """Return of each person in how many concerns of a span he surely was, and if flagged."""
        many = func.count(func.distinct(MENTION.c.concern_id)).label("concerns")
        return self._rows(
            select(PERSON.c.id, many, _flagged_openly().label("is_flagged"))
            .join(LINK, LINK.c.person_id == PERSON.c.id)
            .join(MENTION, MENTION.c.id == LINK.c.mention_id)
            .join(CONCERN, CONCERN.c.id == MENTION.c.concern_id)
            .where(
                PERSON.c.only_desk == "",
                LINK.c.only_desk == "",
                LINK.c.state == LinkState.SAME.value,
                CONCERN.c.received_at >= since,
                CONCERN.c.received_at <= at,
            )
            .group_by(PERSON.c.id)
        )

    def flags(self) -> Sequence[Any]:
        """Return person, kind and risk of each flag in force that everybody may know of."""
        return self._rows(
            select(
                FLAG.c.id, FLAG.c.person_id, FLAG.c.kind, FLAG.c.risk, FLAG.c.assessed_high
            ).where(*_open_flag())
        )

    def holds(self, on: date) -> set[int]:
        """Return the flags under which an order, licence or bail stands on a local day."""
        return set(
            self._session.connection()
            .execute(
                select(TERM.c.flag_id)
                .where(
                    func.coalesce(TERM.c.ended_on, TERM.c.ends_on) >= on,
                    or_(TERM.c.starts_on.is_(None), TERM.c.starts_on <= on),
                )
                .distinct()
            )
            .scalars()
        )


def _within(moment: Any, period: Period) -> tuple[Any, ...]:
    return (moment >= period.starts_at, moment < period.ends_at)


def _open_flag() -> Iterable[Any]:
    newest = select(func.coalesce(func.max(LISTED.c.version), 0)).scalar_subquery()
    return (
        FLAG.c.status == FlagStatus.ACTIVE.value,
        FLAG.c.seen_by == SeenBy.ALL.value,
        FLAG.c.visible_from <= newest,
    )


def _flagged_openly() -> Any:
    return select(FLAG.c.id).where(FLAG.c.person_id == PERSON.c.id, *_open_flag()).exists()
