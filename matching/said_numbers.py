"""Phone numbers and number plates in what was typed, as they can be compared.

Read first: `phones_in` and `plate_in`.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

_EXTENSION = re.compile(r"\b(?:ext(?:ension)?|x)\.?\s*\d+", re.IGNORECASE)
_NO_PHONE = re.compile(r"[^\d\s()+.\-–]+")
_WHOLE_PHONE = re.compile(r"(?:(?:\+|00)44[\s.-]*(?:\(0\))?|\(?0)(?:[\s().-]{0,2}\d){9,10}(?!\d)")
_PHONE_DIGITS = 9
_ONE_PHONE = 15
_FILLED = 2

_NOT_PLATE = re.compile(r"[^A-Z0-9]+")
_PLATE = re.compile(
    r"\b([A-Z]{2}\d{2}[ -]?[A-Z]{3}|[A-Z]\d{1,3}[ -]?[A-Z]{3}|[A-Z]{3}[ -]?\d{1,3}[A-Z]"
    r"|[A-Z]{3}[ -]\d{4})\b"
)
_SEVEN = re.compile(r"\b((?=[A-Z0-9]{0,3}\d)[A-Z0-9]{4}[ -]?[A-Z0-9]{3})\b")
_LED = re.compile(
    r"\b(?:(?P<end>ends?|ending|last)|starts?|starting|begins?|beginning|first)\b"
    r"(?:\s+(?:in|with|two|three|four|letters|digits|bit|half|is|are|of|it))*"
    r"\W*(?P<signs>[A-Z0-9 -]+)",
    re.IGNORECASE,
)
_HAS_DIGIT = re.compile("[0-9]")
_MISREAD = str.maketrans("OQIZSGB", "0012568")
"""Signs that are taken for each other on a plate; both sides are read so."""
_SHORTEST, _LONGEST = 2, 7
_LEAST_WHOLE = 5


@lru_cache(maxsize=1 << 12)
def phones_in(typed: str) -> tuple[str, ...]:
    """Give the phone numbers in one field, each as it was typed.

    Args:
        typed: "07700 900123 or 01632 960001 ext 12", "tel: +44 (0)7700 900123".

    Returns:
        Those with nine digits or more that are no filler (one digit over and over); without
        what stands between them, and without extensions.
    """
    found: list[str] = []
    for piece in _NO_PHONE.split(_EXTENSION.sub(" ; ", typed)):
        several = sum(map(str.isdigit, piece)) > _ONE_PHONE
        found += _WHOLE_PHONE.findall(piece) if several else [piece]
    return tuple(dict.fromkeys(one.strip() for one in found if phone_of(one)))


def phone_of(number: str) -> str:
    """Give the last nine digits of a phone number; empty where it has fewer, or is a filler."""
    digits = "".join(sign for sign in number if sign.isdigit())
    known = len(digits) >= _PHONE_DIGITS and len(set(digits)) > _FILLED
    return digits[-_PHONE_DIGITS:] if known else ""


@dataclass(frozen=True, slots=True)
class Plate:
    """A number plate, or the part of one that was read: signs that look alike are one sign."""

    signs: str = field(repr=False)
    where: Literal["whole", "end", "start", "part"]

    def fits(self, other: "Plate") -> bool:
        """Tell whether one of the two is the part of the other that it says it is."""
        part, whole = (self, other) if len(self.signs) <= len(other.signs) else (other, self)
        if part.where == "start":
            return whole.signs.startswith(part.signs)
        if part.where == "part":
            return part.signs in whole.signs
        return whole.signs.endswith(part.signs)


@lru_cache(maxsize=1 << 12)
def plate_in(typed: str) -> Plate | None:
    """Read a number plate, whole or in part.

    Args:
        typed: "AB12 CDE", "white van AB12CDE", "ends KX", "last three CDE", "starts AB12",
            "AB12 something".

    Returns:
        The plate; None where none was read: a "white van" is none. O and 0, I and 1, S and 5
        and other signs that are taken for each other are the same.
    """
    upper = typed.upper()
    if whole := _PLATE.search(upper):
        return _plate(whole[1], "whole")
    if led := _LED.search(typed):
        return _plate(led["signs"].upper(), "end" if led["end"] else "start")
    if seven := _SEVEN.search(upper):
        return _plate(seven[1], "whole")
    words = [word for word in _NOT_PLATE.split(upper) if _HAS_DIGIT.search(word)]
    words = [word for word in words if not word.isdecimal() or len(word) < len("2019")]
    if not words:
        return None
    alone = _NOT_PLATE.sub("", upper)
    are_signs = all(_HAS_DIGIT.search(one) or len(one) < 4 for one in _NOT_PLATE.split(upper))
    if are_signs and _LEAST_WHOLE <= len(alone) <= _LONGEST:
        return _plate(alone, "whole")
    return _plate(max(words, key=len), "part")


def _plate(signs: str, where: Literal["whole", "end", "start", "part"]) -> Plate | None:
    read = _NOT_PLATE.sub("", signs).translate(_MISREAD)
    if not _SHORTEST <= len(read) <= _LONGEST + 1:
        return None
    return Plate(read, where)
