"""Which records were joined, now and before, and whose rows are read as one person's.

Read `together`. Rows that bear a person's id never change when records are joined: they are read
through it, so that parting gives each record its own again, to the last row.
"""

from collections.abc import Collection, Iterable

from sqlmodel import Session, col

from intake.domain.joining import Joined
from intake.store.shelf import Shelf
from intake.store.tables import JoinedRow

_HOLDING = (col(JoinedRow.parted_at).is_(None), col(JoinedRow.waits).is_(False))


class Joinings:
    """Keeps joinings, and says where the links of a record hang now."""

    def __init__(self, session: Session) -> None:
        self.rows: Shelf[Joined] = Shelf(session, JoinedRow, Joined)

    def of(self, person_ids: Collection[int]) -> tuple[Joined, ...]:
        """Return the joinings of some records, parted ones too, oldest first."""
        ids = list(person_ids)
        return self.rows.all(col(JoinedRow.person_id).in_(ids) | col(JoinedRow.into_id).in_(ids))

    def within(self, person_id: int) -> tuple[Joined, ...]:
        """Return the joinings by which other records hang on one now, through others too."""
        found: dict[int, Joined] = {}
        asked = {person_id}
        while asked:
            held = self.rows.all(col(JoinedRow.into_id).in_(list(asked)), *_HOLDING)
            new = {one.person_id: one for one in held if one.person_id not in found}
            found |= new
            asked = set(new)
        return tuple(found.values())

    def waiting(self, person_ids: Collection[int]) -> tuple[Joined, ...]:
        """Return the joinings of some records that a second officer is asked about."""
        return tuple(one for one in self.of(person_ids) if one.is_asked)

    def all_heads(self) -> dict[int, int]:
        """Return where the links of every record joined to another hang now."""
        step = {one.person_id: one.into_id for one in self.rows.all(*_HOLDING)}
        found = {}
        for key in step:
            head = key
            while head in step:
                head = step[head]
            found[key] = head
        return found

    def heads(self, person_ids: Iterable[int]) -> dict[int, int]:
        """Return where the links of each of some records hang now; of those joined to another."""
        found: dict[int, int] = {}
        asked = set(person_ids)
        while asked:
            held = self.rows.among("person_id", asked)
            step = {
                one.person_id: one.into_id
                for one in held
                if one.parted_at is None and not one.waits
            }
            found = {key: step.get(head, head) for key, head in found.items()} | {
                key: head for key, head in step.items() if key not in found
            }
            asked = set(step.values()) - set(found)
        return {key: found.get(head, head) for key, head in found.items()}

    def head_of(self, person_id: int) -> int:
        """Return where the links of one record hang now: on itself, unless it was joined."""
        return self.heads([person_id]).get(person_id, person_id)

    def together(self, person_ids: Iterable[int]) -> tuple[int, ...]:
        """Return whose rows are read as those of some records, by id.

        Args:
            person_ids: Any records; may be empty.

        Returns:
            The records themselves, those joined to them, and those joined to these. A record
            that was joined to another keeps its own rows and reads no more than them.

        Why:
            What was agreed, said, told or decided about "the lodger" stood on a record that
            nobody opened any more once he was known to be one with another (promise P6, row
            P23). Links hang on one record; rows stay where they were written.
        """
        found = set(person_ids)
        step = found
        while step:
            held = self.rows.all(col(JoinedRow.into_id).in_(sorted(step)), *_HOLDING)
            step = {one.person_id for one in held} - found
            found |= step
        return tuple(sorted(found))
