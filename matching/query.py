"""The words about a person that are asked about, and those that are held.

Read first: `matcher.py` takes a `Description` as the question; an index keeps `Record`s.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Self

from matching.prepared import NameForm, Prepared, forms_of
from matching.said_dates import date_in
from matching.said_numbers import phones_in


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of birth as far as it is known; each part may be missing."""

    year: int | None = field(default=None, repr=False)
    month: int | None = field(default=None, repr=False)
    day: int | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a date as people write it.

        Args:
            text: As `said_dates.date_in` takes it: `1979`, `1979-02-14`, `14/02/79` (day first),
                `February 14, 1979`, `about 1979`.

        Returns:
            The parts that were said; None where the text is empty, is no date, or names a
            month or day that does not exist.
        """
        found = date_in(text)
        if found is None:
            return None
        year, month, day = found
        return cls(year, month, day) if _exists(year, month, day) else None

    @property
    def is_whole(self) -> bool:
        """Whether year, month and day are all known, and are not the filler 1 January.

        Why:
            1 January mostly stands for "year only" (matching notes, "Details that paid"),
            so such a date can agree on its year but never contradict by its day.
        """
        known = None not in (self.year, self.month, self.day)
        return known and (self.month, self.day) != (1, 1)


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether there is such a day; 0 fills what was not known, and is no part of a date."""
    if 0 in (year, month, day):
        return False
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Age:
    """A guessed age in years: between `low` and `high`, both included, on the day `as_of`."""

    low: int = field(repr=False)
    high: int = field(repr=False)
    as_of: date


@dataclass(frozen=True, slots=True)
class Description:
    """Words about one person; an empty field was not said, which speaks neither way.

    Several `names` are names of the same person: the first is the main one, the others
    are aliases and former names. `postcodes` are whole or outward; `vehicles` are number
    plates, whole or "ends KX".
    """

    names: tuple[str, ...] = field(default=(), repr=False)
    birth: PartialDate | None = field(default=None, repr=False)
    age: Age | None = field(default=None, repr=False)
    places: tuple[str, ...] = field(default=(), repr=False)
    postcodes: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    vehicles: tuple[str, ...] = field(default=(), repr=False)
    handles: tuple[str, ...] = field(default=(), repr=False)
    work: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was said, so that nobody can be found."""
        words = chain(self.names, self.places, self.postcodes, self.phones, self.vehicles)
        more = chain(words, self.handles, self.work)
        return self.birth is None and self.age is None and not any(w.strip() for w in more)

    def prepared(self) -> Prepared:
        """Give the words ready to be compared; worked out anew each time."""
        return self.prepared_with(forms_of(self.names))

    def prepared_with(self, forms: tuple[NameForm, ...]) -> Prepared:
        """Give the words ready to be compared, the names as they were read before."""
        told = {
            "place": self.places,
            "postcode": self.postcodes,
            "phone": tuple(chain.from_iterable(map(phones_in, self.phones))),
            "vehicle": self.vehicles,
            "handle": self.handles,
            "work": self.work,
        }
        facts = {kind: words for kind, words in told.items() if words}
        return Prepared.of(forms, self.birth, self.age, facts)


@dataclass(frozen=True, slots=True)
class Record:
    """A person on the list: an id of the caller's, and the words held about him or her."""

    id: int
    description: Description
    _ready: Prepared | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def ready(self) -> Prepared:
        """The words ready to be compared, worked out once and kept with this very record.

        Why:
            Others kept such forms by id, and an id used again answered with the words of
            somebody else (features, "Traps").
        """
        ready = self._ready
        if ready is None:
            ready = self.description.prepared()
            object.__setattr__(self, "_ready", ready)
        return ready

    def make_ready(self, forms: tuple[NameForm, ...]) -> None:
        """Take the names as they were read when the record was written.

        Args:
            forms: What `forms_of` gives for the names of this record.
        """
        object.__setattr__(self, "_ready", self.description.prepared_with(forms))
