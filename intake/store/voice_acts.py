"""Voices joined and parted by hand: the acts, and which concern counts as which voice since."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import update
from sqlmodel import Session

from intake.domain.voice_acts import VoiceAct, VoiceMove
from intake.store.shelf import Shelf
from intake.store.tables import ConcernRow, GistRow, VoiceActRow, VoiceMoveRow, VoiceTieRow

_CONCERNS = ConcernRow.metadata.tables["concern"]
_GISTS = GistRow.metadata.tables["gist"]
_TIES = VoiceTieRow.metadata.tables["voice_tie"]
_COUNTED = (
    (_CONCERNS, _CONCERNS.c.id),
    (_GISTS, _GISTS.c.concern_id),
    (_TIES, _TIES.c.concern_id),
)
"""Where it stands as which voice a concern counts."""


class VoiceActs:
    """The shelf of acts; a concern's own row says which voice it counts as now."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.records: Shelf[VoiceAct] = Shelf(session, VoiceActRow, VoiceAct)
        self.moves: Shelf[VoiceMove] = Shelf(session, VoiceMoveRow, VoiceMove)

    def keep(self, act: VoiceAct, moves: Sequence[VoiceMove]) -> VoiceAct:
        """Keep an act, and let each concern and its ties count as their new voice."""
        kept = self.records.add(act)
        self.moves.put([replace(one, act_id=kept.id) for one in moves])
        connection = self._session.connection()
        for one in moves:
            for table, key in _COUNTED:
                moved = update(table).where(key == one.concern_id)
                connection.execute(moved.values(voice_id=one.now))
        self._session.expire_all()
        return kept

    def moves_of(self, act_id: int) -> tuple[VoiceMove, ...]:
        """Return what an act moved, in order."""
        return self.moves.among("act_id", [act_id])

    def about(self, concern_ids: Collection[int]) -> tuple[VoiceAct, ...]:
        """Return the acts that moved one of some concerns, oldest first."""
        moved = self.moves.among("concern_id", concern_ids)
        found = self.records.by_id({one.act_id for one in moved})
        return tuple(found[key] for key in sorted(found))

    def taken_back(self, act_ids: Iterable[int]) -> dict[int, VoiceAct]:
        """Return the acts that took back some acts, by the act that they took back."""
        found = self.records.among("undoes", act_ids)
        return {one.undoes: one for one in found if one.undoes is not None}

    def concerns_of(self, voice_ids: Collection[int]) -> tuple[int, ...]:
        """Return the concerns that count as one of some voices, in order of arrival."""
        asked = _CONCERNS.select().where(_CONCERNS.c.voice_id.in_(list(voice_ids)))
        rows = self._session.connection().execute(asked.with_only_columns(_CONCERNS.c.id))
        return tuple(sorted(row.id for row in rows))
