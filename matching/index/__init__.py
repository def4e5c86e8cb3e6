"""What the matcher asks of an index: rows under keys, counts, records; two ways to keep it.

Read first: `Index`. `memory.py` keeps it in arrays, `sql.py` in the caller's own database;
both give the same answers.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from matching.query import Record


class Index(Protocol):
    """A list of people that can be looked up by key."""

    def size(self) -> int:
        """Give the number of records that can be seen."""
        ...

    def probe(self, keys: Sequence[int], *, rows_per_key: int) -> Mapping[int, Sequence[int]]:
        """Give the lowest record ids under each key, ascending, at most `rows_per_key` of each.

        Keys without a row are left out of the answer.
        """
        ...

    def count(self, keys: Sequence[int], *, at_most: int) -> Mapping[int, int]:
        """Give the number of records under each key, counted no further than `at_most`."""
        ...

    def records(self, ids: Sequence[int]) -> Mapping[int, Record]:
        """Give the records of these ids; an id that is not seen is left out."""
        ...
