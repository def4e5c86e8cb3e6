"""Which desks hold something that they must answer for."""

from typing import Any

from sqlmodel import col, select

from intake.domain.alert import AlertState
from intake.domain.person import FlagStatus
from intake.store.dispatch import OWED_CODES
from intake.store.tables import AlertRow, DiaryRow, FlagRow, OwnershipRow
from intake.store.work import Work


def desks_holding(work: Work) -> dict[str, tuple[str, ...]]:
    """Return the desks that hold flags, persons, open alerts or diary entries.

    Returns:
        By desk what it holds, as "flags", "persons", "alerts" or "diary entries"; empty where
        nothing is held. Nobody is named. What has ended, is decided or was met does not count.
    """
    asked: tuple[tuple[str, Any], ...] = (
        (
            "flags",
            select(FlagRow.owner_desk).where(col(FlagRow.status) != FlagStatus.ENDED.value),
        ),
        ("persons", select(OwnershipRow.desk).where(col(OwnershipRow.until).is_(None))),
        ("alerts", select(AlertRow.desk).where(col(AlertRow.state) != AlertState.DECIDED.value)),
        ("diary entries", select(DiaryRow.desk).where(col(DiaryRow.state).in_(OWED_CODES))),
    )
    holding: dict[str, tuple[str, ...]] = {}
    for what, question in asked:
        for desk in sorted(work.session.exec(question.distinct())):
            holding[desk] = (*holding.get(desk, ()), what)
    return holding
