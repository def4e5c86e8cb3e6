"""The audit's book: lines are noted in the act's own transaction and sealed within a second."""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from intake.domain.audit import (
    GENESIS,
    AuditLine,
    Verdict,
    Witness,
    hash_of,
    settings_faults,
    verify,
)
from intake.domain.errors import UnavailableError
from intake.policy.files import hash_of as hash_of_settings
from intake.store.bodies import text_of
from intake.store.sealing import Sealer
from intake.store.tables import AuditRow, KeyCheckRow, SettingsRow, WitnessRow

SEAL_BATCH = 500
ADOPTED = "settings.adopted"
"""The event of putting settings in force; its fact `policy` is their hash."""

Facts = Mapping[str, int | str | tuple[str, ...]]

_LINES = AuditRow.metadata.tables["audit_line"]
_NOTE = insert(_LINES).values(place=None, previous="", hash="")


class AuditBook:
    """Notes lines, seals them into the chain, verifies the chain.

    Args:
        session: The transaction.
        sealer: Signs and checks the witness; without it lines cannot be sealed.
        at: The moment, aware UTC.
    """

    def __init__(self, session: Session, *, sealer: Sealer | None, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at

    def note(self, event: str, *, actor: str = "", **facts: int | str | tuple[str, ...]) -> None:
        """Note what was done; facts are ids, codes and counts, never words about anybody."""
        self.note_each(event, [facts], actor=actor)

    def note_each(self, event: str, lines: Iterable[Facts], *, actor: str = "") -> None:
        """Note several things of one kind in one statement; see `note`."""
        rows = [
            {"at": self._at, "event": event, "actor": actor, "facts": text_of(dict(facts))}
            for facts in lines
        ]
        if rows:
            self._session.connection().execute(_NOTE, rows)

    def noted_since(self, event: str, actor: str, since: datetime, facts: str = "") -> bool:
        """Whether an actor's line of a kind stands since a moment (a queue: one an hour)."""
        found = self._session.exec(
            select(AuditRow.id)
            .where(col(AuditRow.actor) == actor, col(AuditRow.event) == event)
            .where(col(AuditRow.at) >= since)
            .where(col(AuditRow.facts).contains(facts))
            .limit(1)
        ).first()
        return found is not None

    def seal(self) -> int:
        """Seal unsealed lines into the chain, oldest first; returns how many.

        Why apart from noting: the head of the chain would be one row that every act waits
        for; a sealer that runs each second keeps the chain without that.
        """
        head = self._session.exec(
            select(AuditRow)
            .where(col(AuditRow.place).is_not(None))
            .order_by(col(AuditRow.place).desc())
            .limit(1)
        ).first()
        place, previous = (head.place or 0, head.hash) if head else (0, GENESIS)
        lines = self._session.exec(
            select(AuditRow)
            .where(col(AuditRow.place).is_(None))
            .order_by(col(AuditRow.id))
            .limit(SEAL_BATCH)
        ).all()
        for row in lines:
            place += 1
            row.previous, row.hash = previous, hash_of(_line(row), place, previous)
            row.place = place
            previous = row.hash
            self._session.add(row)
        if lines:
            self._witness(place, previous)
        self._session.flush()
        return len(lines)

    def sign_witness(self) -> None:
        """Sign the witness where it was made without the key, as by a migration."""
        row = self._session.get(WitnessRow, 1)
        if row is not None and not row.signature:
            self._witness(row.place, row.head)

    def _witness(self, place: int, head: str) -> None:
        row = self._session.get(WitnessRow, 1) or WitnessRow(place=0, head=GENESIS)
        row.place, row.head, row.signature = place, head, self._signature(place, head)
        self._session.add(row)

    def _signature(self, place: int, head: str) -> str:
        if self._sealer is None:
            raise UnavailableError(what="sealed")
        return self._sealer.hash_of("audit-witness", f"{place}:{head}")

    def _known_end(self) -> Witness | None:
        row = self._session.get(WitnessRow, 1)
        if row is None:
            return None
        is_signed = None
        if self._sealer is not None and (row.signature or self._is_key_known()):
            is_signed = hmac.compare_digest(row.signature, self._signature(row.place, row.head))
        return Witness(row.place, row.head, is_signed)

    def _is_key_known(self) -> bool:
        return self._session.get(KeyCheckRow, 1) is not None

    def count_unsealed(self) -> int:
        """Return how many lines are not in the chain yet."""
        return self._session.exec(select(func.count()).where(col(AuditRow.place).is_(None))).one()

    def verify(self, *, anchor: tuple[int, str] | None = None) -> Verdict:
        """Walk the chain, and recompute the hash of every settings kept.

        See `intake.domain.audit.verify` and `settings_faults`.
        """
        sealed = self._session.exec(
            select(AuditRow).where(col(AuditRow.place).is_not(None)).order_by(col(AuditRow.place))
        )
        unsealed = self._session.exec(
            select(AuditRow.id).where(col(AuditRow.place).is_(None)).order_by(col(AuditRow.id))
        ).all()
        found = verify(
            (_line(row) for row in sealed),
            (item or 0 for item in unsealed),
            witness=self._known_end(),
            anchor=anchor,
        )
        return replace(found, faults=found.faults + self._settings_faults())

    def _settings_faults(self) -> tuple[str, ...]:
        kept = self._session.exec(select(SettingsRow.hash, SettingsRow.whole))
        lines = self._session.exec(select(AuditRow.facts).where(col(AuditRow.event) == ADOPTED))
        adopted = {_policy_of(facts) for facts in lines} - {""}
        return settings_faults({name: hash_of_settings(whole) for name, whole in kept}, adopted)

    def lines(self, *, about: str = "", limit: int = 200) -> tuple[AuditLine, ...]:
        """Return the newest lines, optionally those whose facts hold a text."""
        query = select(AuditRow).order_by(col(AuditRow.id).desc()).limit(limit)
        if about:
            query = query.where(col(AuditRow.facts).contains(about))
        return tuple(_line(row) for row in self._session.exec(query))


def _policy_of(facts: str) -> str:
    """Return the settings that a line tells of; a line whose facts were spoilt tells of none."""
    try:
        return str(json.loads(facts)["policy"])
    except (ValueError, KeyError, TypeError):
        return ""


def _line(row: AuditRow) -> AuditLine:
    return AuditLine(
        id=row.id or 0,
        at=row.at,
        event=row.event,
        actor=row.actor,
        facts=row.facts,
        place=row.place,
        previous=row.previous,
        hash=row.hash,
    )
