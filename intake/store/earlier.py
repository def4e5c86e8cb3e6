"""The matcher's index turned round: earlier mentions and stories under keys (P3).

Read first: `Keyed`. Keys are written some minutes after a report, so that a report does not
wait for them; whatever is not keyed yet is looked up one by one.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select, text, update
from sqlmodel import Session, SQLModel

from intake.store.tables import KeyedRow, MentionKeyRow, StoryKeyRow
from matching.keys import KEY_VERSION

_READ = {
    "sqlite": "SELECT k, id FROM {} WHERE k IN (SELECT value FROM json_each(:keys))",
    "postgresql": "SELECT k, id FROM {} WHERE k IN"
    " (SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:keys AS json)))",
}
_ADD = {
    "sqlite": "INSERT OR IGNORE INTO {} (k, id) SELECT json_extract(value, '$[0]'),"
    " json_extract(value, '$[1]') FROM json_each(:pairs)",
    "postgresql": "INSERT INTO {} (k, id) SELECT CAST(value ->> 0 AS bigint),"
    " CAST(value ->> 1 AS integer) FROM json_array_elements(CAST(:pairs AS json))"
    " ON CONFLICT DO NOTHING",
}
_KEYED = KeyedRow.metadata.tables["keyed"]
_BEGUN = text(
    "INSERT INTO keyed (what, key_version, next_id) VALUES (:what, 0, 0) ON CONFLICT DO NOTHING"
)


class Keyed:
    """Earlier words of one kind under keys, and how far they are there."""

    def __init__(self, session: Session, keys: type[SQLModel]) -> None:
        self._session = session
        self._table: Any = keys.metadata.tables[str(keys.__tablename__)]
        self._what = str(keys.__tablename__)

    def upto(self) -> int:
        """Return the id from which on nothing is keyed; 0 under keys of another version."""
        asked = select(_KEYED.c.next_id).where(
            _KEYED.c.what == self._what, _KEYED.c.key_version == KEY_VERSION
        )
        return self._session.connection().execute(asked).scalar() or 0

    def add(self, pairs: Sequence[tuple[int, int]], *, before: int, upto: int) -> bool:
        """Write (key, id) pairs; repeats do no harm.

        Args:
            pairs: Best in the order of the keys.
            before: How far this kind was keyed when the rows were read.
            upto: How far it is keyed now.

        Returns:
            False, and nothing is written, where another process was first.
        """
        connection = self._session.connection()
        connection.execute(_BEGUN, {"what": self._what})
        asked = select(_KEYED).where(_KEYED.c.what == self._what).with_for_update()
        connection.execute(asked)
        if self.upto() != before:
            return False
        if before == 0:
            connection.execute(delete(self._table))
        moved = update(_KEYED).where(_KEYED.c.what == self._what)
        connection.execute(moved.values(key_version=KEY_VERSION, next_id=upto))
        self.also(pairs)
        return True

    def also(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Write further pairs of what may be keyed already."""
        if pairs:
            self._execute(_ADD, {"pairs": json.dumps(pairs)})

    def rows(self, keys: Sequence[int]) -> list[tuple[int, int]]:
        """Give (key, id) of all that stands under some keys."""
        found = self._execute(_READ, {"keys": json.dumps(list(keys))})
        return [(key, number) for key, number in found]

    def _execute(self, statements: dict[str, str], given: dict[str, Any]) -> Any:
        connection = self._session.connection()
        statement = statements[connection.dialect.name].format(self._what)
        return connection.execute(text(statement), given)


def keyed_mentions(session: Session) -> Keyed:
    """Return the mentions under keys."""
    return Keyed(session, MentionKeyRow)


def keyed_stories(session: Session) -> Keyed:
    """Return the stories under keys, by the ids of their concerns."""
    return Keyed(session, StoryKeyRow)
