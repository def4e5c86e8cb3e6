"""Addresses that lead into the web chat once; nothing here knows whom one was given to."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert
from sqlmodel import Session

from intake.store.sealing import Sealer
from intake.store.tables import WayInRow

_ROWS = WayInRow.metadata.tables["way_in"]
_NEW = insert(_ROWS)
_USE = delete(_ROWS).where(
    _ROWS.c.token_hash == bindparam("of_token"), _ROWS.c.expires_at > bindparam("now")
)
_SWEEP = delete(_ROWS).where(_ROWS.c.expires_at <= bindparam("now"))


class WaysIn:
    """The shelf of one-use addresses: a keyed hash and an end, no more."""

    def __init__(self, session: Session, *, sealer: Sealer, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at

    def add(self, token: str, *, lasts: timedelta) -> None:
        """Keep a token's hash until it is used or too old; those too old already go."""
        connection = self._session.connection()
        connection.execute(_SWEEP, {"now": self._at})
        row = {"token_hash": self._hash_of(token), "expires_at": self._at + lasts}
        connection.execute(_NEW, row)

    def use(self, token: str) -> bool:
        """Use a token up; False where it is unknown, used or too old, which look alike.

        Why:
            The row goes with its use: when somebody came in is nobody's to know (P10).
        """
        asked = {"of_token": self._hash_of(token), "now": self._at}
        return self._session.connection().execute(_USE, asked).rowcount == 1

    def _hash_of(self, token: str) -> str:
        return self._sealer.hash_of("way_in", token)
