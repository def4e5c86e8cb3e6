"""When what is owed speaks next: a first or further rung, or only the last one again."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from intake.store.dispatch import OWED_CODES
from intake.store.tables import DiaryRow


def next_rung_at(
    session: Session, last_rungs: Mapping[str, int], *, is_again: bool
) -> datetime | None:
    """Return when an owed entry next speaks, or None.

    Args:
        session: The caller's transaction.
        last_rungs: Number of the last rung of each ladder, by its name.
        is_again: Of entries whose last rung was asked already, which only repeats; else of
            all others.
    """
    asked = _asked(tuple(sorted(last_rungs.items())), is_again=is_again)
    found: datetime | None = session.connection().execute(asked).scalar()
    return found


@lru_cache(maxsize=16)
def _asked(last_rungs: tuple[tuple[str, int], ...], *, is_again: bool) -> Any:
    past = [
        and_(col(DiaryRow.ladder) == name, col(DiaryRow.rung) > last) for name, last in last_rungs
    ]
    repeats = or_(*past)
    return select(func.min(DiaryRow.next_at)).where(
        col(DiaryRow.state).in_(OWED_CODES), repeats if is_again else ~repeats
    )
