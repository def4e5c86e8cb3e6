"""An index kept in two arrays: for screening a file against a file, nothing stored."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.index import Rows, spread
from matching.keys import keys_held
from matching.query import Record


class MemoryIndex:
    """Keys and record ids side by side, sorted by both."""

    def __init__(
        self, keys: NDArray[np.int64], ids: NDArray[np.int64], records: Mapping[int, Record]
    ) -> None:
        self._keys = keys
        self._ids = ids
        self._records = records

    @classmethod
    def build(cls, records: Iterable[Record], *, parts_per_name: int = 6) -> Self:
        """Index records; a later record of the same id takes the place of an earlier one.

        Args:
            records: The list, in any order; may be empty.
            parts_per_name: As in the settings' limits.

        Returns:
            The index; it does not change afterwards.
        """
        held = {record.id: record for record in records}
        found = {
            number: keys_held(record.description, parts_per_name=parts_per_name)
            for number, record in sorted(held.items())
        }
        total = sum(map(len, found.values()))
        keys = np.fromiter(chain.from_iterable(found.values()), np.int64, total)
        ids = np.repeat(
            np.fromiter(found, np.int64, len(found)),
            np.fromiter(map(len, found.values()), np.int64, len(found)),
        )
        order = np.lexsort((ids, keys))
        return cls(keys[order], ids[order], held)

    def size(self) -> int:
        """Give the number of records."""
        return len(self._records)

    def _spans(self, keys: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the first place and the number of rows of each key."""
        asked = np.fromiter(keys, np.int64, len(keys))
        ends = self._keys.searchsorted(np.concatenate((asked, asked + 1)))
        starts = ends[: len(keys)]
        return starts, ends[len(keys) :] - starts

    def look(self, keys: Sequence[int], *, rows_per_key: int) -> Rows:
        """Give the lowest ids under each key; see `Index.look`."""
        starts, lengths = self._spans(keys)
        lengths = np.minimum(lengths, rows_per_key)
        places = spread(starts, lengths)
        return Rows(len(self._records), lengths, self._ids[places].astype(np.int64))

    def count(self, keys: Sequence[int], *, at_most: int) -> Mapping[int, int]:
        """Count the records under each key; see `Index.count`."""
        _, lengths = self._spans(keys)
        return dict(zip(keys, np.minimum(lengths, at_most).tolist(), strict=True))

    def records(self, ids: Sequence[int]) -> Mapping[int, Record]:
        """Give the records of these ids; see `Index.records`."""
        return {number: self._records[number] for number in ids if number in self._records}
