"""What was worked out of a long history, kept until it goes on; begin with `Remembered`.

A history mostly grows at its end. What was made of it is found again by the entries themselves,
compared one by one: whatever an act changed in between, a changed history is no beginning of the
new one, and all is worked out from scratch (decision 0037).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from intake.domain.chronology import Entry, Held
from intake.domain.points import Scales

T = TypeVar("T")

LONG = 50
"""Entries from which on a history is remembered; shorter ones are weighed as fast."""


@dataclass(slots=True)
class Begun(Generic[T]):
    """What was made of the beginning of a history, all its entries before any other's."""

    entries: list[Entry]
    told: set[tuple[str, str]]
    made: T


Key = tuple[int, Held, str]


class Remembered(Generic[T]):
    """Keeps what was made of the newest few long histories, in this process.

    What is taken is gone until it is kept again, so that no two threads ever work on one.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Key, Begun[T]] = {}

    def take(self, entries: Sequence[Entry], scales: Scales, held: Held) -> Begun[T] | None:
        """Return what was made of a beginning of these entries, in order of time; else None.

        None as well where a concern goes on that the beginning has told of.
        """
        if len(entries) < LONG:
            return None
        begun = self._kept.pop(_key_of(entries, scales, held), None)
        if begun is None or begun.entries != entries[: len(begun.entries)]:
            return None
        news = entries[len(begun.entries) :]
        is_apart = begun.told.isdisjoint((one.voice, one.concern) for one in news)
        return begun if is_apart else None

    def keep(
        self,
        entries: list[Entry],
        scales: Scales,
        held: Held,
        made: T,
        begun: Begun[T] | None = None,
    ) -> None:
        """Keep what was made of a history; `begun` is what it went on from."""
        if len(entries) < LONG:
            return
        # a copy, for other threads keep theirs meanwhile
        for oldest in list(self._kept)[: max(0, len(self._kept) + 1 - self._most)]:
            self._kept.pop(oldest, None)
        told = begun.told if begun else set()
        first = len(begun.entries) if begun else 0
        told.update((one.voice, one.concern) for one in entries[first:])
        self._kept[_key_of(entries, scales, held)] = Begun(entries, told, made)


def _key_of(entries: Sequence[Entry], scales: Scales, held: Held) -> Key:
    return id(scales), held, entries[0].concern
