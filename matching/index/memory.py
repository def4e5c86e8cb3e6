"""An index kept in two arrays: for screening a file against a file, nothing stored."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.index import Rows, spread
from matching.keys import keys_held
from matching.prepared import forms_of
from matching.query import Record


class MemoryIndex:
    """Each key once, in order, with the place where its record ids begin."""

    def __init__(
        self,
        keys: NDArray[np.int64],
        starts: NDArray[np.int64],
        ids: NDArray[np.int32],
        records: Mapping[int, Record],
    ) -> None:
        self._keys = keys
        self._starts = starts
        self._ids = ids
        self._records = records

    @classmethod
    def build(cls, records: Iterable[Record], *, parts_per_name: int = 6) -> Self:
        """Index records; a later record of the same id takes the place of an earlier one.

        Args:
            records: The list, in any order; may be empty. Ids fit 32 bits, as in a database.
            parts_per_name: As in the settings' limits.

        Returns:
            The index; it does not change afterwards.
        """
        held = {record.id: record for record in records}
        every, of = array("q"), array("i")
        for number in sorted(held):
            own = keys_held(held[number].description, parts_per_name=parts_per_name)
            every.extend(own)
            of.extend([number] * len(own))
            held[number].make_ready(forms_of(held[number].description.names))
        keys = np.frombuffer(every, np.int64) if every else np.zeros(0, np.int64)
        order = keys.argsort(kind="stable")
        unique, starts = np.unique(keys[order], return_index=True)
        ids = np.frombuffer(of, np.int32)[order] if of else np.zeros(0, np.int32)
        return cls(unique, np.append(starts, len(ids)), ids, held)

    def size(self) -> int:
        """Give the number of records."""
        return len(self._records)

    def _spans(self, keys: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the first place and the number of rows of each key."""
        asked = np.fromiter(keys, np.int64, len(keys))
        if not len(self._keys):
            return np.zeros_like(asked), np.zeros_like(asked)
        order = asked.argsort()  # in order, one search begins where the last one ended
        places = np.empty(len(keys), np.intp)
        places[order] = self._keys.searchsorted(asked[order])
        places[places == len(self._keys)] = 0
        starts = self._starts[places]
        return starts, (self._starts[places + 1] - starts) * (self._keys[places] == asked)

    def look(self, keys: Sequence[int], *, rows_per_key: int) -> Rows:
        """Give the lowest ids under each key; see `Index.look`."""
        starts, lengths = self._spans(keys)
        lengths = np.minimum(lengths, rows_per_key)
        return Rows(len(self._records), lengths, self._ids[spread(starts, lengths)])

    def count(self, keys: Sequence[int], *, at_most: int) -> Mapping[int, int]:
        """Count the records under each key; see `Index.count`."""
        _, lengths = self._spans(keys)
        return dict(zip(keys, np.minimum(lengths, at_most).tolist(), strict=True))

    def records(self, ids: Sequence[int]) -> Mapping[int, Record]:
        """Give the records of these ids; see `Index.records`."""
        return {number: self._records[number] for number in ids if number in self._records}
