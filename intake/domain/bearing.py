"""How each concern bears on one person: which signs are his, and of which class.

Read `signs.py` first; `rules.py` and `weight.py` work on what is made here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.domain.chronology import Entry, Held, LinkStrength, SignSeen
from intake.domain.concern import SignSource
from intake.domain.signs import Sign, SignBook, When

GROOMING = frozenset({"GC", "GP"})
"""Groups of signs about grooming a child, and about grooming those around the child."""


@dataclass(frozen=True, slots=True)
class SignBorne:
    """One sign that bears on him, with the class in force and how it came in."""

    sign: Sign
    cls: int
    source: SignSource


@dataclass(frozen=True, slots=True)
class Bearing:
    """One entry as it bears on him.

    `signs` holds each sign once, by id. A worried concern holds a sign of at least the
    configured class, or says outright that the reporter fears for a child because of him,
    and nobody has graded it suspected false.
    """

    entry: Entry
    signs: tuple[SignBorne, ...]
    is_worried: bool

    @property
    def counts_for_rules(self) -> bool:
        """Whether rules may rest on it: a concern suspected false is shown, not relied on."""
        return not self.entry.suspected_false

    def holds(self, ids: frozenset[str]) -> bool:
        """Whether one of these signs bears on him here."""
        return any(borne.sign.id in ids for borne in self.signs)

    def reaches(self, cls: int) -> bool:
        """Whether a sign of at least this class bears on him here."""
        return any(borne.cls >= cls for borne in self.signs)


def one_entry_each(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return one entry for each concern of a voice, with all that it says of him.

    Why:
        A reporter may name one man twice in one story, as "Rob" and as "the man in the van".
        That is one concern, and must not count as a repeat of itself.
    """
    by_concern: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = (entry.voice, entry.concern)
        by_concern[key] = _together(by_concern[key], entry) if key in by_concern else entry
    return tuple(by_concern.values())


def _together(one: Entry, other: Entry) -> Entry:
    """Join two mentions of him in one concern; what was told of either was told of him."""
    is_firm = LinkStrength.FIRM in (one.strength, other.strength)
    return replace(
        one,
        signs=one.signs + other.signs,
        households=tuple(dict.fromkeys(one.households + other.households)),
        new_child=one.new_child or other.new_child,
        fears_for_child=one.fears_for_child or other.fears_for_child,
        in_danger=one.in_danger or other.in_danger,
        suspected_false=one.suspected_false and other.suspected_false,
        strength=LinkStrength.FIRM if is_firm else LinkStrength.IF_SAME,
    )


def bearings_of(
    entries: Sequence[Entry], book: SignBook, held: Held, *, worried_from_class: int
) -> tuple[Bearing, ...]:
    """Read entries of one person together.

    Args:
        entries: Entries of one person, in any order; may be empty.
        book: The signs in force.
        held: What is held on him beside concerns.
        worried_from_class: The lowest class, 1 to 3, that makes a concern worried.

    Returns:
        One bearing for each entry, in the order given.

    Raises:
        KeyError: A sign is not in the book.

    Why:
        The conditions look at all of the entries at once: what one concern tells can lift a
        sign of another, whichever of them came first.
    """
    conditions = conditions_of(entries, book, held)
    return tuple(bearing_of(entry, book, conditions, worried_from_class) for entry in entries)


def conditions_of(entries: Sequence[Entry], book: SignBook, held: Held) -> frozenset[When]:
    """Return which conditions for a higher class hold; more entries never take one away."""
    relied_on = [entry for entry in entries if not entry.suspected_false]
    has_household = any(entry.households for entry in relied_on)
    names_child = has_household or any(entry.new_child for entry in relied_on)
    grooming = any(_tells_of_grooming(entry, book) for entry in relied_on)
    found = {
        When.FLAGGED: held.is_flagged,
        When.FLAGGED_WITH_CHILD: held.is_flagged and names_child,
        When.HOUSEHOLD_WITH_CHILD: has_household,
        When.WITH_GC_OR_GP: grooming,
    }
    return frozenset(condition for condition, holds in found.items() if holds)


def _tells_of_grooming(entry: Entry, book: SignBook) -> bool:
    return any(sign.group in GROOMING for sign, _ in _his_signs(entry.signs, book))


def _his_signs(signs: Sequence[SignSeen], book: SignBook) -> list[tuple[Sign, SignSeen]]:
    looked_up = [(book.sign_of(seen.sign), seen) for seen in signs]
    return [pair for pair in looked_up if pair[0].is_his(tied_to_him=pair[1].tied_to_him)]


def bearing_of(
    entry: Entry, book: SignBook, conditions: frozenset[When], worried_from_class: int
) -> Bearing:
    """Read one entry under the conditions that hold for its person."""
    borne: dict[str, SignBorne] = {}
    for sign, seen in _his_signs(entry.signs, book):
        known = borne.get(sign.id)
        if known is None or known.source is SignSource.PICKED:
            borne[sign.id] = SignBorne(sign, sign.class_under(conditions), seen.source)
    signs = tuple(borne[sign_id] for sign_id in sorted(borne))
    has_worry = entry.fears_for_child or any(one.cls >= worried_from_class for one in signs)
    return Bearing(entry, signs, is_worried=has_worry and not entry.suspected_false)
