"""Words about a person made ready to be compared: parts of names, folded places, digits, plates.

Read first: `Prepared`. What does not change from question to question is worked out once a
record and kept with it (`Record.ready`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from matching.names import NO_NAMES, fold, readings
from matching.said_numbers import phone_of, plate_in
from matching.scripts import loses_sounds

if TYPE_CHECKING:
    from matching.query import Age, PartialDate

_HAS_DIGIT = re.compile("[0-9]")
_OUTWARD = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})?$")
_FROM_DIGIT = re.compile("[0-9].*")
_CODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)(?:[ -]*(\d[A-Z]{2}))?\b")
_ANYWHERE = frozenset(
    ("the", "of", "and", "street", "st", "road", "rd", "lane", "avenue", "close", "north", "south",
     "east", "west", "upper", "lower", "great", "little", "new", "old", "saint", "drive", "way",
     "crescent", "court", "place", "gardens", "terrace", "hill", "flat", "house", "near", "not",
     "in", "at", "by", "from", "around", "any", "more", "somewhere", "lives", "area", "town")
)  # fmt: skip
_MOST_FORMS = 40
_MOST_LETTERS = 300


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name in one reading: its parts, and whether its script keeps all sounds."""

    parts: tuple[str, ...] = field(repr=False)
    loses_sounds: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place or a kind of work: folded, and its words."""

    folded: str = field(repr=False)
    words: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode: as written without spaces, its outward half, its letters."""

    whole: str = field(repr=False)
    outward: str = field(repr=False)
    area: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Told:
    """All that was told of one kind: each as written and as it is compared."""

    words: tuple[tuple[str, Any], ...] = field(repr=False)

    def __str__(self) -> str:
        """Give all of it as one line for an officer."""
        return "; ".join(word for word, _ in self.words)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words of one description, ready to be compared; `facts` by kind, empty ones left out.

    `hears` where every name stands in a script that does not keep all sounds.
    """

    names: tuple[NameForm, ...] = field(repr=False)
    hears: bool
    birth: "PartialDate | None" = field(repr=False)
    age: "Age | None" = field(repr=False)
    facts: Mapping[str, Told] = field(repr=False)

    @classmethod
    def of(
        cls,
        forms: Iterable[NameForm],
        birth: "PartialDate | None",
        age: "Age | None",
        facts: Mapping[str, tuple[str, ...]],
    ) -> "Prepared":
        """Prepare the facts of one description beside its names.

        Args:
            forms: The names, as `forms_of` gives them.
            birth: The date of birth as far as it is known.
            age: A guessed age.
            facts: Words by kind, each of `READ`, none empty; those that cannot be read are
                left out.
        """
        names = tuple(forms)
        told = {kind: one for kind, words in facts.items() if (one := _told(kind, words))}
        hears = bool(names) and all(form.loses_sounds for form in names)
        return cls(names, hears, birth, age, told or _NOTHING_TOLD)


_NOTHING_TOLD: Mapping[str, Told] = {}


@lru_cache(maxsize=1 << 12)
def _told(kind: str, words: tuple[str, ...]) -> Told | None:
    """Read all words of one kind; the same towns stand on many records, and are kept once."""
    known = tuple((word, ready) for word in words if (ready := READ[kind](word)))
    return Told(known) if known else None


def forms_of(names: Iterable[str]) -> tuple[NameForm, ...]:
    """Give names ready to be compared, in every reading; those without a letter are left out."""
    forms = dict.fromkeys(
        NameForm(parts, loses_sounds(name))
        for name in islice(names, _MOST_FORMS)
        for parts in readings(name[:_MOST_LETTERS])
    )
    return tuple(islice(forms, _MOST_FORMS))


def outward_of(postcode: str) -> str:
    """Give the outward half of a whole or outward postcode; empty where it is neither."""
    found = _OUTWARD.match(" ".join(postcode.upper().split()))
    return found[1] if found else ""


def _place(text: str) -> Place | None:
    folded = fold(text)
    if not folded:
        return None
    words = frozenset(word for word in folded.split() if not word[0].isdigit())
    return Place(folded, words - _ANYWHERE)


def _postcode(text: str) -> Postcode | None:
    found = _CODE.search(text.upper())
    if not found and not _HAS_DIGIT.search(text):
        return None
    whole = "".join(filter(None, found.groups())) if found else "".join(text.upper().split())
    outward = found[1] if found else whole
    return Postcode(whole, outward, _FROM_DIGIT.sub("", outward))


def _handle(text: str) -> str:
    folded = fold(text).replace(" ", "")
    return "" if folded in NO_NAMES else folded


READ: Mapping[str, Callable[[str], Any]] = {
    "place": _place,
    "postcode": _postcode,
    "phone": phone_of,
    "vehicle": plate_in,
    "handle": _handle,
    "work": _place,
}
"""How the words of each kind are read, in the order in which they are compared; empty if not."""
