"""Clues of people and homes: kept with each report, asked at the moment of the next."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import bindparam, delete, func
from sqlmodel import Session, col, select

from intake.domain.address import addresses_in
from intake.domain.held import PersonHeld
from intake.domain.household import ClueHeld, ClueKind
from intake.store.shelf import Shelf
from intake.store.tables import ClueRow

AT_ONCE = 4000
"""Values of one question; databases count them."""
MOST = 2000
"""Rows read for one report; a clue that so many share tells of nobody."""

_COMMON = (
    select(col(ClueRow.key))
    .where(
        col(ClueRow.key).in_(bindparam("keys", expanding=True)), col(ClueRow.person_id).is_(None)
    )
    .group_by(col(ClueRow.key))
    .having(func.count() > bindparam("above"))
)


def clues_of_record(person: PersonHeld) -> tuple[ClueHeld, ...]:
    """Return the houses that a held record says he lives or lived in; none for streets alone.

    `words` is the place as it is held, with the town, for the area is read from it.
    """
    codes = person.body.postcodes[:1] if len(person.body.places) == 1 else ()
    told = ((place, " ".join((place, *codes))) for place in person.body.places)
    found = {
        key: ClueHeld(key, ClueKind.HOUSE, person_id=person.id, words=place)
        for place, whole in told
        for address in addresses_in(whole, is_place=True)
        for key in address.keys
    }
    return tuple(found.values())


class Clues:
    """Keeps clues, and finds who shares them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: Shelf[ClueHeld] = Shelf(session, ClueRow, ClueHeld)

    def keep(self, concern_id: int, clues: Sequence[ClueHeld]) -> None:
        """Keep the clues of a concern instead of those it had."""
        self._session.connection().execute(
            delete(ClueRow).where(col(ClueRow.concern_id) == concern_id)
        )
        self._rows.put(list(clues))

    def keep_of_people(self, people: Iterable[PersonHeld]) -> None:
        """Keep the clues of new records."""
        clues = [clue for person in people for clue in clues_of_record(person)]
        self._rows.put(list(clues))

    def keep_of_person(self, person: PersonHeld) -> None:
        """Keep the clues of a record instead of those it had."""
        self._session.connection().execute(
            delete(ClueRow).where(col(ClueRow.person_id) == person.id)
        )
        self.keep_of_people([person])

    def common(self, keys: Collection[str], *, above: int) -> frozenset[str]:
        """Return the keys under which more was told than a number.

        Records are not counted: one more than before would tell that somebody hidden was
        listed (P13).
        """
        if not keys:
            return frozenset()
        given = {"keys": list(keys), "above": above}
        return frozenset(self._session.connection().execute(_COMMON, given).scalars())

    def sharing(self, keys: Collection[str], *, limit: int | None = MOST) -> tuple[ClueHeld, ...]:
        """Return the clues under some keys, the newest first; at most two thousand, or all."""
        return self._rows.newest_among("key", keys, limit=limit)

    def at_listed_homes(self, *, first: int, limit: int) -> tuple[int, ...]:
        """Return concerns, from an id on, that tell of a house where a record says he lives."""
        homes = select(col(ClueRow.key)).where(col(ClueRow.person_id).is_not(None))
        asked = (
            select(col(ClueRow.concern_id))
            .where(col(ClueRow.concern_id) >= first, col(ClueRow.key).in_(homes))
            .distinct()
            .order_by(col(ClueRow.concern_id))
            .limit(limit)
        )
        return tuple(one for one in self._session.exec(asked) if one is not None)

    def of_concerns(self, concern_ids: Iterable[int]) -> tuple[ClueHeld, ...]:
        """Return the clues of some concerns, oldest first."""
        return self._each("concern_id", concern_ids)

    def of_people(self, person_ids: Iterable[int]) -> tuple[ClueHeld, ...]:
        """Return the clues of some records themselves, oldest first."""
        return self._each("person_id", person_ids)

    def of_mentions(self, mention_ids: Iterable[int]) -> tuple[ClueHeld, ...]:
        """Return the clues of some mentions, oldest first."""
        return self._each("mention_id", mention_ids)

    def _each(self, field: str, keys: Iterable[int]) -> tuple[ClueHeld, ...]:
        wanted = sorted(set(keys))
        found: list[ClueHeld] = []
        for first in range(0, len(wanted), AT_ONCE):
            found += self._rows.among(field, wanted[first : first + AT_ONCE])
        return tuple(found)
