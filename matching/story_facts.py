"""Phone numbers, number plates, accounts and whole postcodes inside a story.

Read first: `facts_in`. Whether somebody on the list has them is asked by key, as of names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from matching.names import fold
from matching.query import Description
from matching.said_numbers import phone_of, plate_in

_PHONE = re.compile(r"(?<![\w.])\+?\(?\d(?:[ ().-]{0,2}\d){8,14}(?![\w])")
_PLATE = re.compile(
    r"\b(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3}"
    r"|[A-Z]{3} ?\d{1,3}[A-Z]|[A-Z]{3} ?\d{4})\b",
    re.IGNORECASE,
)
_PLATE_END = re.compile(
    r"\b(?:plate|reg|registration|number)\b[^.;\n]{0,25}?\bend(?:s|ed|ing)?(?: in| with)?"
    r" [\"“']?(?P<end>[A-Z0-9]{2,4})\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@])@[\w.]{3,40}|[\w.+-]{2,40}@[\w-]+(?:\.[\w-]+)+|\b\w+[._]\w[\w.]*")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:[A-Z][\w'’]+ ){1,2}(?:Street|Road|Lane|Avenue|Close|Drive|Court|Way)\b")
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a story: where it stands, what it says, and which findings confirm it."""

    start: int
    end: int
    said: Description = field(repr=False)
    confirmed: frozenset[str]


def facts_in(text: str) -> Iterator[Fact]:
    """Yield the facts of a story by which somebody can be found without a name.

    Args:
        text: The story; may be empty.

    Yields:
        Phone numbers of nine digits or more, whole number plates, "the plate ends KX" with
        the streets of the story, accounts as `@name`, e-mail addresses and words with a dot
        or a low line inside, whole postcodes.
    """
    for found in _PHONE.finditer(text):
        if phone_of(found[0]) and sum(map(str.isdigit, found[0])) <= _DIGITS:
            yield _fact(found, Description(phones=(found[0],)), "phone.same")
    for found in _PLATE.finditer(text):
        if plate_in(found[0]):
            yield _fact(found, Description(vehicles=(found[0],)), "vehicle.same")
    for found in _PLATE_END.finditer(text):
        places = tuple(dict.fromkeys(place[0] for place in _PLACE.finditer(text)))
        said = Description(vehicles=(f"ends {found['end']}",), places=places)
        if places:
            yield _fact(found, said, "vehicle.part", "place.same")
    for found in _HANDLE.finditer(text):
        if len(fold(found[0])) >= 3:
            yield _fact(found, Description(handles=(found[0],)), "handle.same")
    for found in _POSTCODE.finditer(text):
        yield _fact(found, Description(postcodes=(found[0],)), "postcode.same")


def _fact(found: re.Match[str], said: Description, *confirmed: str) -> Fact:
    return Fact(*found.span(), said, frozenset(confirmed))
