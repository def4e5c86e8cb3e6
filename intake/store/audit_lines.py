"""Reading the audit's lines after one, for whoever counts what was done."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from intake.store.tables import AuditRow


@dataclass(frozen=True, slots=True)
class Noted:
    """One line: what was done, when, with its facts, which are ids, codes and counts."""

    id: int
    at: datetime
    event: str
    actor: str
    facts: Mapping[str, object]


def lines_after(session: Session, number: int) -> tuple[Noted, ...]:
    """Return the lines written after a line, oldest first.

    Args:
        session: The caller's transaction.
        number: Id of the last line known; 0 for all.
    """
    rows = session.exec(
        select(AuditRow).where(col(AuditRow.id) > number).order_by(col(AuditRow.id))
    )
    return tuple(
        Noted(row.id or 0, row.at, row.event, row.actor, json.loads(row.facts)) for row in rows
    )
