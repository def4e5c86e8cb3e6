"""The bands a person's standing can take, and which of them are lines that alert."""

from enum import Enum
from functools import total_ordering


@total_ordering
class Band(Enum):
    """Where a person stands: an order of attention, never a likelihood of guilt.

    Bands are compared by their place in this list. *Watch* comes from a floor or a named
    human; *act now* comes from a rule; a sum reaches neither.
    """

    NOTE = "note"
    WATCH = "watch"
    REVIEW = "review"
    DISCUSS = "discuss"
    ACT_NOW = "act_now"

    @property
    def rank(self) -> int:
        """Place in the order, 0 for note to 4 for act now."""
        return list(Band).index(self)

    @property
    def words(self) -> str:
        """The band as it stands in a sentence."""
        return self.value.replace("_", " ")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Band):
            return NotImplemented
        return self.rank < other.rank


LINES = (Band.REVIEW, Band.DISCUSS, Band.ACT_NOW)
"""The bands whose crossing raises an alert, lowest first."""
