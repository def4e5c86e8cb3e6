"""What the matcher asks of an index: rows under keys, counts, records; two ways to keep it.

Read first: `Index`. `memory.py` keeps it in arrays, `sql.py` in the caller's own database;
both give the same answers.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matching.query import Record


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands under some keys, and how long the list was at that moment.

    `lengths` holds the number of rows read under each key, in the order asked; `ids` the
    record ids under the first key, then those under the second, and so on.
    """

    size: int
    lengths: NDArray[np.int64]
    ids: NDArray[np.signedinteger[Any]] = field(repr=False)


class Index(Protocol):
    """A list of people that can be looked up by key."""

    def size(self) -> int:
        """Give the number of records that can be seen."""
        ...

    def look(self, keys: Sequence[int], *, rows_per_key: int) -> Rows:
        """Give the lowest record ids under each key, ascending, at most `rows_per_key` of each.

        Args:
            keys: The keys, in any order; one that is asked twice is answered twice.
            rows_per_key: How many are read; a key with that many may hold more.

        Returns:
            The rows and the number of records that can be seen, as of one moment.
        """
        ...

    def count(self, keys: Sequence[int], *, at_most: int) -> Mapping[int, int]:
        """Give the number of records under each key, counted no further than `at_most`."""
        ...

    def records(self, ids: Sequence[int]) -> Mapping[int, Record]:
        """Give the records of these ids; an id that is not seen is left out."""
        ...


CirclesOf = Callable[[Sequence[int]], Mapping[int, Hashable]]
"""Of some reserved records, the circle that each is for; one left out is for nobody."""


@dataclass(frozen=True, slots=True)
class Reserved:
    """Records that not everybody may know of, in an index of their own.

    Why apart from the list: on it they would count for how rare a name is and how long the
    list, and take places among those compared; whoever may not know of them could tell
    (decision 0017).
    """

    index: Index
    circles_of: CirclesOf


def spread(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the places of several runs, one run after the other.

    Args:
        starts: The first place of each run.
        lengths: How many places each has; 0 for none.

    Returns:
        As many places as the lengths add up to.
    """
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - ends + lengths, lengths) + np.arange(total)
