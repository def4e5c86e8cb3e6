"""What passes between a desk and whoever told, after sending: letters, disclosures, ways back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col

from intake.domain.two_way import DisclosedTo, DisclosedWhat, Disclosure, Letter, WayBack
from intake.store.sealing import Sealer
from intake.store.shelf import Shelf
from intake.store.tables import DisclosureRow, LetterRow, WayBackRow


class TwoWay:
    """The shelf of what goes back to a reporter."""

    def __init__(self, session: Session, *, sealer: Sealer, at: datetime) -> None:
        self._sealer = sealer
        self._at = at
        self.letters: Shelf[Letter] = Shelf(session, LetterRow, Letter)
        self.disclosures: Shelf[Disclosure] = Shelf(session, DisclosureRow, Disclosure)
        self.ways: Shelf[WayBack] = Shelf(session, WayBackRow, WayBack)

    def letters_of(self, concern_id: int) -> tuple[Letter, ...]:
        """Return the letters of a concern, oldest first."""
        return self.letters.among("concern_id", [concern_id])

    def letter(self, letter_id: int) -> Letter | None:
        """Return a letter, or None."""
        return self.letters.find(col(LetterRow.id) == letter_id)

    def unnoticed(self, *, limit: int) -> tuple[Letter, ...]:
        """Return letters whose notice may leave now and has not, oldest first."""
        return self.letters.all(
            col(LetterRow.notified_at).is_(None), col(LetterRow.notify_at) <= self._at, limit=limit
        )

    def awaiting_notice(self, concern_id: int) -> tuple[Letter, ...]:
        """Return the letters of a concern that were neither read nor told of."""
        return self.letters.all(
            col(LetterRow.concern_id) == concern_id,
            col(LetterRow.notified_at).is_(None),
            col(LetterRow.read_at).is_(None),
        )

    def disclosures_of(self, concern_id: int) -> tuple[Disclosure, ...]:
        """Return the disclosures of a concern, oldest first."""
        return self.disclosures.among("concern_id", [concern_id])

    def finished_at(self, concern_id: int) -> datetime | None:
        """Return when a named officer first released to the reporter that it is finished."""
        return min(
            (
                one.at
                for one in self.disclosures_of(concern_id)
                if one.to is DisclosedTo.REPORTER and one.what is DisclosedWhat.FINISHED
            ),
            default=None,
        )

    def way_of(self, concern_id: int) -> WayBack | None:
        """Return how a notice reaches the chat of a concern, or None."""
        return self.ways.find(col(WayBackRow.concern_id) == concern_id)

    def keep_way(self, way: WayBack, address: str) -> WayBack:
        """Keep how a notice reaches a chat, its address sealed; the newest choice holds."""
        sealed = self._sealer.seal(address, f"way_back:{way.concern_id}")
        before = self.way_of(way.concern_id)
        if before is None:
            return self.ways.add(_with(way, sealed, 0))
        return self.ways.keep(_with(way, sealed, before.id))

    def address_of(self, way: WayBack) -> str:
        """Return where to write, for the channel alone."""
        return str(self._sealer.open(way.sealed, f"way_back:{way.concern_id}"))

    def mark_read(self, letters: Iterable[Letter]) -> None:
        """Note that letters were shown to their reporter, each once."""
        for letter in letters:
            if letter.read_at is None:
                self.letters.keep(replace(letter, read_at=self._at))


def _with(way: WayBack, sealed: bytes, number: int) -> WayBack:
    return replace(way, sealed=sealed, id=number)
