"""Alerts, diary entries and deliveries: what is owed, and what is on its way."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, String, bindparam, case, cast, func, literal, update
from sqlmodel import Session, col, select

from intake.domain.alert import Alert, AlertKind, AlertState
from intake.domain.diary import OWED, DiaryEntry, DiaryKind
from intake.domain.held import PersonKind
from intake.domain.urgency import Urgency
from intake.store.shelf import Shelf
from intake.store.tables import AlertRow, ConcernRow, DeliveryRow, DiaryRow, PersonRow

OWED_CODES = tuple(state.value for state in OWED)
WAITING, SENT, CANCELLED = "waiting", "sent", "cancelled"
STRANDED, NO_CARRIER = "stranded", "no_carrier"
UNSENT = (WAITING, STRANDED)

_SILENT = select(func.min(DiaryRow.next_at)).where(
    col(DiaryRow.state).in_(OWED_CODES), col(DiaryRow.next_at) <= bindparam("now")
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice to one recipient over one channel; `recipient` is a duty-book name.

    `state` is waiting, sent, cancelled or stranded; it waits for as long as its diary entry is
    owed. Stranded is what no process has a carrier for; it leaves as soon as one has.
    """

    key: str
    rung: int
    channel: str
    recipient: str
    subject: str
    urgency: str
    due_at: datetime
    made_at: datetime
    diary_id: int | None = None
    alert_id: int | None = None
    answer_by: datetime | None = None
    state: str = WAITING
    lease_until: datetime | None = None
    lease_token: str = field(default="", repr=False)
    tries: int = 0
    last_error: str = ""
    sent_at: datetime | None = None
    external_id: str = ""
    id: int = 0


class Dispatch:
    """The shelf of what desks owe and of notices to them."""

    def __init__(self, session: Session, *, at: datetime) -> None:
        self._session = session
        self._at = at
        self.alerts: Shelf[Alert] = Shelf(session, AlertRow, Alert)
        self.diary: Shelf[DiaryEntry] = Shelf(session, DiaryRow, DiaryEntry)
        self.deliveries: Shelf[Delivery] = Shelf(session, DeliveryRow, Delivery)

    # alerts

    def alert_of_cause(self, cause: str, desk: str) -> Alert | None:
        """Return the alert a cause raised at a desk, or None."""
        return self.alerts.find(col(AlertRow.cause) == cause, col(AlertRow.desk) == desk)

    def alerts_of_causes(self, causes: Iterable[str]) -> dict[tuple[str, str], Alert]:
        """Return the alerts that some causes raised, by cause and desk; the first of each."""
        wanted = sorted(set(causes))
        found = self.alerts.all(col(AlertRow.cause).in_(wanted), newest=True) if wanted else ()
        return {(alert.cause, alert.desk): alert for alert in found}

    def alerts_of_concern(self, concern_id: int) -> tuple[Alert, ...]:
        """Return all alerts of a concern."""
        return self.alerts.among("concern_id", [concern_id])

    def alerts_of_person(self, person_id: int) -> tuple[Alert, ...]:
        """Return all alerts about a person."""
        return self.alerts.among("person_id", [person_id])

    def alerts_of_people(self, person_ids: Iterable[int], kind: AlertKind) -> tuple[Alert, ...]:
        """Return the alerts of one kind about some persons, oldest first."""
        return self.alerts.all(
            col(AlertRow.person_id).in_(list(person_ids)), col(AlertRow.kind) == kind.value
        )

    def open_alerts(self, desks: Iterable[str]) -> tuple[Alert, ...]:
        """Return what some desks have not decided yet."""
        return self.alerts.all(
            col(AlertRow.desk).in_(list(desks)),
            col(AlertRow.state) != AlertState.DECIDED.value,
        )

    def free_alert(self, alert_id: int) -> Alert | None:
        """Return an alert locked for change; None while somebody else is at it.

        Why no waiting: whoever holds an entry already must not wait for its alert; see
        `alerts_asked_about`.
        """
        row = self._session.exec(
            select(AlertRow)
            .where(col(AlertRow.id) == alert_id)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        ).first()
        return self.alerts.value(row) if row is not None else None

    def alerts_since(self, since: datetime) -> tuple[tuple[str, datetime], ...]:
        """Return desk and moment of each alert made since a moment."""
        rows = self._session.exec(
            select(AlertRow.desk, AlertRow.made_at).where(col(AlertRow.made_at) >= since)
        )
        return tuple((desk, at) for desk, at in rows)

    # diary

    def owe(self, entry: DiaryEntry) -> DiaryEntry:
        """Keep a new diary entry; the same cause, kind and desk is not written twice."""
        before = self.diary.find(
            col(DiaryRow.cause) == entry.cause,
            col(DiaryRow.kind) == entry.kind.value,
            col(DiaryRow.desk) == entry.desk,
            col(DiaryRow.state).in_(OWED_CODES),
        )
        return before or self.diary.add(entry)

    def climbed(self, entries: Sequence[DiaryEntry]) -> None:
        """Write down of some entries at which rung they stand and when they speak next."""
        if not entries:
            return
        table = DiaryRow.__table__  # type: ignore[attr-defined]
        steps = [{"entry": one.id, "step": one.rung, "then": one.next_at} for one in entries]
        climb = update(table).where(table.c.id == bindparam("entry"))
        moved = climb.values(rung=bindparam("step"), next_at=bindparam("then"))
        self._session.connection().execute(moved, steps)

    def owed(self, subject: str, *kinds: DiaryKind) -> tuple[DiaryEntry, ...]:
        """Return what is owed about a subject, of some kinds or of all."""
        clauses = [col(DiaryRow.subject) == subject, col(DiaryRow.state).in_(OWED_CODES)]
        if kinds:
            clauses.append(col(DiaryRow.kind).in_([kind.value for kind in kinds]))
        return self.diary.all(*clauses)

    def owed_about(self, subjects: Iterable[str], kind: DiaryKind) -> dict[str, DiaryEntry]:
        """Return what is owed of one kind about some subjects, by subject."""
        found = self.diary.all(
            col(DiaryRow.subject).in_(list(subjects)),
            col(DiaryRow.kind) == kind.value,
            col(DiaryRow.state).in_(OWED_CODES),
        )
        return {one.subject: one for one in found}

    def owed_of_each(self, subjects: Iterable[str]) -> tuple[DiaryEntry, ...]:
        """Return what is owed about some subjects, of every kind."""
        return self.diary.all(
            col(DiaryRow.subject).in_(list(subjects)), col(DiaryRow.state).in_(OWED_CODES)
        )

    def diary_about(self, subjects: Iterable[str], kind: DiaryKind) -> tuple[DiaryEntry, ...]:
        """Return every entry of one kind about some subjects, met ones too."""
        return self.diary.all(
            col(DiaryRow.subject).in_(list(subjects)), col(DiaryRow.kind) == kind.value
        )

    def never_reviewed(self, *, limit: int) -> tuple[int, ...]:
        """Return ids of some emerging people about whom no review was ever written down."""
        subject = literal("person:").op("||")(cast(col(PersonRow.id), String))
        reviews = select(DiaryRow.id).where(
            col(DiaryRow.subject) == subject, col(DiaryRow.kind) == DiaryKind.REVIEW.value
        )
        asked = (
            select(col(PersonRow.id))
            .where(col(PersonRow.kind) == PersonKind.EMERGING.value, ~reviews.exists())
            .order_by(col(PersonRow.id))
            .limit(limit)
        )
        return tuple(one for one in self._session.exec(asked) if one is not None)

    def diary_of(self, subject: str) -> tuple[DiaryEntry, ...]:
        """Return every entry about a subject, met ones too."""
        return self.diary.among("subject", [subject])

    def owed_by_desks(self, desks: Iterable[str]) -> tuple[DiaryEntry, ...]:
        """Return what some desks owe."""
        return self.diary.all(
            col(DiaryRow.desk).in_(list(desks)), col(DiaryRow.state).in_(OWED_CODES)
        )

    def speaking(self, *, limit: int) -> tuple[DiaryEntry, ...]:
        """Return owed entries whose moment to speak has come, the most urgent first.

        Each is taken by one process only. An entry that is not about an alert stands
        between *today* and *next day*.
        """
        is_alert = col(DiaryRow.subject).startswith("alert:", autoescape=True)
        alert_id = case((is_alert, cast(func.substr(DiaryRow.subject, 7), Integer)))
        ranks = {urgency.value: -urgency.rank for urgency in Urgency}
        rows = self._session.exec(
            select(DiaryRow)
            .outerjoin(AlertRow, col(AlertRow.id) == alert_id)
            .where(col(DiaryRow.state).in_(OWED_CODES), col(DiaryRow.next_at) <= self._at)
            .order_by(case(ranks, value=AlertRow.urgency, else_=-1.5), col(DiaryRow.next_at))
            .limit(limit)
            .with_for_update(skip_locked=True, of=DiaryRow)
        ).all()
        return tuple(self.diary.value(row) for row in rows)

    def alerts_asked_about(self, entries: Iterable[DiaryEntry]) -> dict[str, Alert]:
        """Return the alerts that entries are about, by subject, read without a lock.

        Why no lock: an officer's act locks the alert first and its entries next; taking
        them the other way round would make the two wait for each other.
        """
        subjects = {entry.subject for entry in entries}
        ids = [int(name[6:]) for name in subjects if name.startswith("alert:")]
        found = self.alerts.all(col(AlertRow.id).in_(ids)) if ids else ()
        return {f"alert:{alert.id}": alert for alert in found}

    def silent_since(self) -> datetime | None:
        """Return since when the oldest entry that should have spoken has not, or None."""
        found = self._session.connection().execute(_SILENT, {"now": self._at})
        since: datetime | None = found.scalar()
        return since

    def count_owed(self) -> int:
        """Return how many entries are owed."""
        return self._session.exec(
            select(func.count()).where(col(DiaryRow.state).in_(OWED_CODES))
        ).one()

    def asleep(self, longest: timedelta, *, limit: int) -> tuple[DiaryEntry, ...]:
        """Return ladders already climbing whose next step lies further off than any may wait."""
        rows = self._session.exec(
            select(DiaryRow)
            .where(col(DiaryRow.state).in_(OWED_CODES), col(DiaryRow.rung) > 0)
            .where(col(DiaryRow.next_at) > self._at + longest)
            .order_by(col(DiaryRow.next_at))
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        return tuple(self.diary.value(row) for row in rows)

    def next_speaking(self) -> datetime | None:
        """Return when an owed entry next speaks, or None where nothing is owed."""
        return self._session.exec(
            select(func.min(DiaryRow.next_at)).where(col(DiaryRow.state).in_(OWED_CODES))
        ).one()

    # deliveries

    def plan(self, delivery: Delivery) -> Delivery | None:
        """Keep a planned delivery; None where its key was planned before."""
        if self.deliveries.find(col(DeliveryRow.key) == delivery.key) is not None:
            return None
        return self.deliveries.add(delivery)

    def plan_many(self, planned: Sequence[Delivery]) -> None:
        """Keep planned deliveries; those whose key was planned before are left out."""
        if not planned:
            return
        before = {one.key for one in self.deliveries.among("key", [one.key for one in planned])}
        new = {one.key: one for one in planned if one.key not in before}
        self.deliveries.put(list(new.values()))

    def deliveries_of(self, diary_id: int) -> tuple[Delivery, ...]:
        """Return all notices of a diary entry, in order."""
        return self.deliveries.among("diary_id", [diary_id])

    def reference_of(self, delivery: Delivery) -> str:
        """Return what a notice may call its subject aloud: the concern's own reference.

        Where no concern is behind it, the diary entry's number, or the subject itself.
        """
        found = self._session.exec(
            select(ConcernRow.reference)
            .join(AlertRow, col(AlertRow.concern_id) == col(ConcernRow.id))
            .where(col(AlertRow.id) == delivery.alert_id)
        ).first()
        return found or (f"D-{delivery.diary_id}" if delivery.diary_id else delivery.subject)

    def deliveries_of_alert(self, alert_id: int) -> tuple[Delivery, ...]:
        """Return all notices of an alert, in order."""
        return self.deliveries.among("alert_id", [alert_id])

    def silence(self, diary_id: int) -> None:
        """Cancel the notices of a diary entry that have not left."""
        rows = self._session.exec(
            select(DeliveryRow)
            .where(col(DeliveryRow.diary_id) == diary_id, col(DeliveryRow.state).in_(UNSENT))
            .with_for_update()
        )
        for row in rows:
            row.state = CANCELLED
            self._session.add(row)
        self._session.flush()

    def is_due(self, channels: Iterable[str], *, states: tuple[str, ...] = UNSENT) -> bool:
        """Whether a notice of some channels is there to be taken; asks without a lock."""
        asked = select(DeliveryRow.id).where(*self._due(channels, states)).limit(1)
        return self._session.exec(asked).first() is not None

    def _due(self, channels: Iterable[str], states: tuple[str, ...]) -> tuple[Any, ...]:
        lease = col(DeliveryRow.lease_until)
        return (
            col(DeliveryRow.state).in_(states),
            col(DeliveryRow.due_at) <= self._at,
            col(DeliveryRow.channel).in_(list(channels)),
            lease.is_(None) | (lease < self._at),
        )

    def _taken(
        self, channels: Iterable[str], states: tuple[str, ...], limit: int
    ) -> Sequence[DeliveryRow]:
        return self._session.exec(
            select(DeliveryRow)
            .where(*self._due(channels, states))
            .order_by(col(DeliveryRow.due_at))
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()

    def strand(self, channels: Iterable[str], *, limit: int) -> tuple[Delivery, ...]:
        """Set due notices aside that nothing here can carry; they are not tried again."""
        rows = self._taken(channels, (WAITING,), limit)
        for row in rows:
            row.state, row.last_error, row.lease_until = STRANDED, NO_CARRIER, None
            self._session.add(row)
        self._session.flush()
        return tuple(self.deliveries.value(row) for row in rows)

    def stranded(self) -> dict[str, datetime]:
        """Return since when notices are set aside for want of a carrier, by channel."""
        rows = self._session.exec(
            select(DeliveryRow.channel, func.min(DeliveryRow.due_at))
            .where(col(DeliveryRow.state) == STRANDED)
            .group_by(col(DeliveryRow.channel))
        )
        return {channel: since for channel, since in rows if since is not None}

    def is_waiting(self, delivery: Delivery) -> bool:
        """Whether a notice has neither left nor been cancelled."""
        return (
            self.deliveries.find(
                col(DeliveryRow.id) == delivery.id, col(DeliveryRow.state) == WAITING
            )
            is not None
        )

    def claim(
        self, *, lease: timedelta, limit: int, channels: Iterable[str]
    ) -> tuple[Delivery, ...]:
        """Take due notices of some channels under a lease, the oldest first, stranded ones too."""
        token = secrets.token_hex(8)
        rows = self._taken(channels, UNSENT, limit)
        for row in rows:
            row.lease_until, row.lease_token = self._at + lease, token
            row.state = WAITING
            row.tries += 1
            self._session.add(row)
        self._session.flush()
        return tuple(self.deliveries.value(row) for row in rows)

    def mark_sent(self, delivery: Delivery, *, external_id: str = "") -> bool:
        """Mark a notice as sent; False where the lease had passed to somebody else."""
        row = self._mine(delivery)
        if row is None:
            return False
        row.state, row.sent_at, row.external_id = SENT, self._at, external_id
        row.lease_until, row.last_error = None, ""
        self._session.add(row)
        self._session.flush()
        return True

    def try_again(self, delivery: Delivery, *, after: datetime, error: str) -> None:
        """Give a notice back to be tried later; `error` is a code."""
        row = self._mine(delivery)
        if row is not None:
            row.lease_until, row.due_at, row.last_error = None, after, error
            self._session.add(row)
            self._session.flush()

    def _mine(self, delivery: Delivery) -> DeliveryRow | None:
        return self._session.exec(
            select(DeliveryRow)
            .where(
                col(DeliveryRow.id) == delivery.id,
                col(DeliveryRow.lease_token) == delivery.lease_token,
                col(DeliveryRow.state) == WAITING,
            )
            .with_for_update()
        ).first()

    def oldest_due(self) -> datetime | None:
        """Return since when the oldest notice not sent has been due, or None."""
        return self._session.exec(
            select(func.min(DeliveryRow.due_at)).where(
                col(DeliveryRow.state) == WAITING, col(DeliveryRow.due_at) <= self._at
            )
        ).one()
