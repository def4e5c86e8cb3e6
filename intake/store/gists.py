"""Gists of concerns in rows of their own, written with each concern; begin with `ConcernShelf`.

A gist never says anything that its concern does not: it is written wherever the concern is, by
the same shelf, and one that is missing or of another edition is made from the words. See
decision 0037.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from intake.domain.concern import KnownBy, ReporterRole, SignSaid, SignSource
from intake.domain.gist import EDITION, Gist, gist_of
from intake.domain.held import ConcernHeld
from intake.store.sealing import Sealer
from intake.store.shelf import Shelf
from intake.store.tables import ConcernRow, GistRow, KeyedRow

REMEMBERED = 20_000
"""Gists kept as values, about one kilobyte each."""
KEY_LETTERS = 16

_GISTS = GistRow.metadata.tables["gist"]
_CONCERNS = ConcernRow.metadata.tables["concern"]
_NEW = insert(_GISTS)
_AGAIN = update(_GISTS).where(_GISTS.c.concern_id == bindparam("of_id"))
_KEPT_FROM = (
    select(_CONCERNS.c.id, _GISTS.c.edition)
    .join(_GISTS, _GISTS.c.concern_id == _CONCERNS.c.id, isouter=True)
    .where(_CONCERNS.c.id >= bindparam("first"))
    .order_by(_CONCERNS.c.id)
    .limit(bindparam("most"))
)
_KEYED: Any = KeyedRow.metadata.tables["keyed"]
_WHAT = "gist"
_UPTO = select(_KEYED.c.next_id).where(_KEYED.c.what == _WHAT, _KEYED.c.key_version == EDITION)
_MOVED = update(_KEYED).where(_KEYED.c.what == _WHAT)


class Gists:
    """Writes gists; whoever weighs reads them with the links (`papers.py`)."""

    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def add(self, concerns: Iterable[ConcernHeld]) -> None:
        """Write the gists of concerns that have none."""
        rows = [{"concern_id": one.id, **self._cells_of(one)} for one in concerns]
        if rows:
            self._session.connection().execute(_NEW, rows)

    def keep(self, concern: ConcernHeld) -> None:
        """Write the gist of a concern over what stood there, if anything did."""
        connection = self._session.connection()
        kept = connection.execute(_AGAIN.values(self._cells_of(concern)), {"of_id": concern.id})
        if not kept.rowcount:
            self.add([concern])

    def text_of(self, concern: ConcernHeld) -> str:
        """Return the gist of a concern as its row holds it, made from the words."""
        return _text_of(gist_of(concern, self._key_of))

    def upto(self) -> int:
        """Return the id up to which every concern surely has a gist of this edition."""
        return self._session.connection().execute(_UPTO).scalar() or 0

    def kept_from(self, first: int, most: int) -> dict[int, bool]:
        """Return whether concerns have a gist of this edition, by id from one on."""
        found = self._session.connection().execute(_KEPT_FROM, {"first": first, "most": most})
        return {number: edition == EDITION for number, edition in found}

    def move_on(self, upto: int) -> None:
        """Say up to which id every concern has a gist."""
        now = {"key_version": EDITION, "next_id": upto}
        connection = self._session.connection()
        if not connection.execute(_MOVED.values(now)).rowcount:
            connection.execute(insert(_KEYED), {"what": _WHAT, **now})

    def _key_of(self, kind: str, words: str) -> str:
        return self._sealer.hash_of(kind, words)[:KEY_LETTERS]

    def _cells_of(self, concern: ConcernHeld) -> dict[str, Any]:
        told = self.text_of(concern)
        return {
            "edition": EDITION,
            "voice_id": concern.voice_id,
            "suspected_false": concern.suspected_false,
            "told": told,
            "stamp": stamp_of(told),
        }


class ConcernShelf(Shelf[ConcernHeld]):
    """Concerns, each written together with its gist."""

    def __init__(self, session: Session, sealer: Sealer) -> None:
        super().__init__(session, ConcernRow, ConcernHeld)
        self.gists = Gists(session, sealer)

    def add(self, value: ConcernHeld) -> ConcernHeld:
        """Keep a new concern and its gist; returns it with its id."""
        kept = super().add(value)
        self.gists.add([kept])
        return kept

    def add_many(self, values: Sequence[ConcernHeld]) -> list[ConcernHeld]:
        """Keep many new concerns and their gists; returns them with their ids, in order."""
        kept = super().add_many(values)
        self.gists.add(kept)
        return kept

    def keep(self, value: ConcernHeld) -> ConcernHeld:
        """Write a changed concern, and its gist, over what stood there.

        Raises:
            NotFoundError: There is no such concern.
        """
        kept = super().keep(value)
        self.gists.keep(kept)
        return kept


def stamp_of(told: str) -> str:
    """Return a short mark of a gist's text; another text has another mark."""
    return sha256(told.encode()).hexdigest()[:KEY_LETTERS]


def _text_of(gist: Gist) -> str:
    plain = (
        gist.reference,
        gist.known_at.isoformat(),
        gist.role.value,
        gist.known_by.value,
        gist.happened,
        int(gist.fears_for_child),
        int(gist.in_danger),
        [(one.sign, one.source.value, one.about_mention) for one in gist.signs],
        gist.children,
        gist.households,
        gist.child_ages,
        gist.places,
    )
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=REMEMBERED)
def read_gist(told: str) -> Gist:
    """Return a gist from its text; the same text gives the same value, made once."""
    (ref, at, role, how, day, fears, danger, signs, children, homes, ages, places) = json.loads(
        told
    )
    return Gist(
        reference=ref,
        known_at=datetime.fromisoformat(at),
        role=ReporterRole(role),
        known_by=KnownBy(how),
        happened=day,
        fears_for_child=bool(fears),
        in_danger=bool(danger),
        signs=tuple(_sign(*one) for one in signs),
        children=tuple(children),
        households=tuple(homes),
        child_ages=tuple((low, high) for low, high in ages),
        places=tuple(places),
    )


@lru_cache(maxsize=REMEMBERED)
def _sign(sign: str, source: str, about_mention: int | None) -> SignSaid:
    return SignSaid(sign, SignSource(source), about_mention)
