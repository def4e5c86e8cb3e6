"""Since when something could have been known: what was reported, and what was held by then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Since:
    """The days that tell since when a pair could have been seen together.

    Args:
        reported: When the concern was told.
        flagged: Since when his oldest flag in view has stood; None where no day is held.
        listed: Since when this list has shown it.
        found: When the two were first seen together.
    """

    reported: date
    flagged: date | None
    listed: date
    found: date

    @property
    def known(self) -> date:
        """Since when somebody has known: the flag's own day, or else the list's."""
        return min(self.flagged or self.listed, self.listed)

    @property
    def could(self) -> date:
        """Since when it could have been known that the report may be about him."""
        return max(self.reported, self.known)

    @property
    def words(self) -> str:
        """The days in a sentence, naming nobody."""
        here = f", on this list since {_day(self.listed)}" if self.known < self.listed else ""
        said = f"Known since {_day(self.known)}{here}, reported {_day(self.reported)}"
        if self.could < self.found:
            return f"{said}: it could have been known since {_day(self.could)}."
        return f"{said}."


def since_when(
    reported: date, flags: Iterable[tuple[date | None, date]], *, held: date, found: date
) -> Since:
    """Put the days together.

    Args:
        reported: When the concern was told.
        flags: Of each flag in view since when it has stood, where told, and since when this
            list has shown it; empty for a person on no list.
        held: Since when the record has been held.
        found: When the pair was first seen together.

    Why:
        A flag that arrived late, or under another spelling, left reports lying that named him
        (Peterborough review, row P3). How long they lay is the first thing a desk must see.
    """
    known = tuple(flags)
    stood = [day for day, _ in known if day is not None]
    listed = min((day for _, day in known), default=held)
    return Since(reported, min(stood, default=None), listed, found)


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
