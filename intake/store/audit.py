"""The audit's book: lines are noted in the act's own transaction and sealed within a second."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from intake.domain.audit import GENESIS, AuditLine, Verdict, hash_of, verify
from intake.store.bodies import text_of
from intake.store.tables import AuditRow

SEAL_BATCH = 500

Facts = Mapping[str, int | str | tuple[str, ...]]

_LINES = AuditRow.metadata.tables["audit_line"]
_NOTE = insert(_LINES).values(place=None, previous="", hash="")


class AuditBook:
    """Notes lines, seals them into the chain, verifies the chain."""

    def __init__(self, session: Session, *, at: datetime) -> None:
        self._session = session
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
        self._session.flush()
        return len(lines)

    def count_unsealed(self) -> int:
        """Return how many lines are not in the chain yet."""
        return self._session.exec(select(func.count()).where(col(AuditRow.place).is_(None))).one()

    def verify(self, *, anchor: tuple[int, str] | None = None) -> Verdict:
        """Walk the chain; see `intake.domain.audit.verify`."""
        sealed = self._session.exec(
            select(AuditRow).where(col(AuditRow.place).is_not(None)).order_by(col(AuditRow.place))
        )
        unsealed = self._session.exec(
            select(AuditRow.id).where(col(AuditRow.place).is_(None)).order_by(col(AuditRow.id))
        ).all()
        return verify(
            (_line(row) for row in sealed), (item or 0 for item in unsealed), anchor=anchor
        )

    def lines(self, *, about: str = "", limit: int = 200) -> tuple[AuditLine, ...]:
        """Return the newest lines, optionally those whose facts hold a text."""
        query = select(AuditRow).order_by(col(AuditRow.id).desc()).limit(limit)
        if about:
            query = query.where(col(AuditRow.facts).contains(about))
        return tuple(_line(row) for row in self._session.exec(query))


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
