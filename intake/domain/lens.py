"""How entries are read under one set of settings and conditions; begin with `lens_of`.

What one concern tells of him, with its points, is the same at every weighing as long as the
scales, the conditions and whether he is flagged are. So it is read once, and read off after that.
"""

from intake.domain.bearing import bearing_of
from intake.domain.chronology import Entry, Held
from intake.domain.points import Scales, Weighed, weighed
from intake.domain.signs import When

REMEMBERED = 5_000
"""Entries that one lens remembers, about a kilobyte each."""
LENSES = 16


class Lens:
    """Reads entries, each once; a lens says nothing of any person."""

    def __init__(self, scales: Scales, conditions: frozenset[When], held: Held) -> None:
        self.scales = scales
        self._conditions = conditions
        self._held = held
        self._read: dict[int, Weighed] = {}

    def read(self, entry: Entry) -> Weighed:
        """Return an entry with its signs, their classes and its points."""
        # by identity: what is remembered holds its entry, so that no other can have its number
        found = self._read.get(id(entry))
        if found is None:
            if len(self._read) >= REMEMBERED:
                self._read.clear()
            worried_from = self.scales.rules.worried_from_class
            bearing = bearing_of(entry, self.scales.signs, self._conditions, worried_from)
            found = self._read[id(entry)] = weighed(bearing, self.scales, self._held)
        return found


_LENSES: dict[tuple[int, frozenset[When], bool], Lens] = {}


def lens_of(scales: Scales, conditions: frozenset[When], held: Held) -> Lens:
    """Return the lens for some scales, conditions and a person who is flagged or is not."""
    key = (id(scales), conditions, held.is_flagged)
    found = _LENSES.get(key)
    if found is None:
        if len(_LENSES) >= LENSES:
            _LENSES.clear()
        found = _LENSES[key] = Lens(scales, conditions, held)
    return found
