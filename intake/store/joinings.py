"""Which records were joined, now and before."""

from collections.abc import Collection, Iterable

from sqlmodel import Session, col

from intake.domain.joining import Joined
from intake.store.shelf import Shelf
from intake.store.tables import JoinedRow


class Joinings:
    """Keeps joinings, and says where the links of a record hang now."""

    def __init__(self, session: Session) -> None:
        self.rows: Shelf[Joined] = Shelf(session, JoinedRow, Joined)

    def of(self, person_ids: Collection[int]) -> tuple[Joined, ...]:
        """Return the joinings of some records, parted ones too, oldest first."""
        ids = list(person_ids)
        return self.rows.all(col(JoinedRow.person_id).in_(ids) | col(JoinedRow.into_id).in_(ids))

    def heads(self, person_ids: Iterable[int]) -> dict[int, int]:
        """Return where the links of each of some records hang now; of those joined to another."""
        found: dict[int, int] = {}
        asked = set(person_ids)
        while asked:
            held = self.rows.all(
                col(JoinedRow.person_id).in_(list(asked)), col(JoinedRow.parted_at).is_(None)
            )
            step = {one.person_id: one.into_id for one in held}
            found = {key: step.get(head, head) for key, head in found.items()} | {
                key: head for key, head in step.items() if key not in found
            }
            asked = set(step.values()) - set(found)
        return {key: found.get(head, head) for key, head in found.items()}
