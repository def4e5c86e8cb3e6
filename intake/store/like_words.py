"""Marks of reports' words: kept with the report, asked when a desk reads it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlmodel import Session

from intake.domain.campaign import Marked
from intake.store.tables import LikeMarkRow, VoiceTieRow

_MARKS = LikeMarkRow.metadata.tables["like_mark"]
_TIES = VoiceTieRow.metadata.tables["voice_tie"]
MOST = 500
"""Other reports looked at; a larger flood is told as this many."""


class LikeWords:
    """Finds reports that share marks."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, marked: Marked) -> None:
        """Keep the marks of one report, instead of those it had."""
        connection = self._session.connection()
        connection.execute(delete(_MARKS).where(_MARKS.c.concern_id == marked.concern_id))
        rows = [
            {"mark": mark, "concern_id": marked.concern_id, "at": marked.at}
            for mark in sorted(marked.marks)
        ]
        if rows:
            connection.execute(insert(_MARKS), rows)

    def of(self, concern_ids: Collection[int]) -> dict[int, Marked]:
        """Return the marks of reports; those without marks are left out."""
        asked = select(_MARKS).where(_MARKS.c.concern_id.in_(list(concern_ids)))
        found: dict[int, tuple[datetime, set[str]]] = {}
        for row in self._session.connection().execute(asked):
            found.setdefault(row.concern_id, (row.at, set()))[1].add(row.mark)
        return {key: Marked(key, at, frozenset(marks)) for key, (at, marks) in found.items()}

    def near(self, new: Marked, within: timedelta) -> tuple[Marked, ...]:
        """Return the reports within a span that share most marks with one, itself left out."""
        shared = func.count().label("shared")
        asked = (
            select(_MARKS.c.concern_id, shared)
            .where(
                _MARKS.c.mark.in_(sorted(new.marks)),
                _MARKS.c.concern_id != new.concern_id,
                _MARKS.c.at.between(new.at - within, new.at + within),
            )
            .group_by(_MARKS.c.concern_id)
            .order_by(shared.desc(), _MARKS.c.concern_id)
            .limit(MOST)
        )
        ids = [row.concern_id for row in self._session.connection().execute(asked)]
        return tuple(self.of(ids).values())

    def accounts_of(self, concern_ids: Collection[int]) -> dict[int, str]:
        """Return the keyed hash of the account each report came from; empty where it has none."""
        asked = select(_TIES.c.concern_id, _TIES.c.hash).where(
            _TIES.c.kind == "account", _TIES.c.concern_id.in_(list(concern_ids))
        )
        known = {row.concern_id: row.hash for row in self._session.connection().execute(asked)}
        return {key: known.get(key, "") for key in concern_ids}

    def first_told(self, accounts: Collection[str]) -> dict[str, datetime]:
        """Return when each account first told anything."""
        asked = (
            select(_TIES.c.hash, func.min(_TIES.c.known_at).label("first"))
            .where(_TIES.c.kind == "account", _TIES.c.hash.in_(list(accounts)))
            .group_by(_TIES.c.hash)
        )
        return {row.hash: row.first for row in self._session.connection().execute(asked)}
