"""References that can be spoken, and return codes of seven plain words."""

import re
from collections.abc import Sequence

ALPHABET = "23456789ABCDEFGHJKMNPRSTVWXYZ"
"""29 letters and digits, a prime, without those that are misheard or misread (0O 1IL Q U)."""


def check_digit_of(body: str) -> str:
    """Return the check letter of a body in `ALPHABET`.

    The weights 1, 2, 3 … modulo 29 catch every single wrong letter and every swap of
    neighbours.

    Raises:
        ValueError: A letter is not of the alphabet.
    """
    total = sum(place * ALPHABET.index(letter) for place, letter in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def reference_of(number: int) -> str:
    """Make a reference such as DR-5TM-8RC-2 from a number of 0 to 29**6 - 1."""
    letters = []
    for _ in range(6):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    body = "".join(reversed(letters))
    return f"DR-{body[:3]}-{body[3:]}-{check_digit_of(body)}"


def is_reference(text: str) -> bool:
    """Whether the text is a well-formed reference with the right check letter."""
    return normal_reference(text) is not None


def normal_reference(text: str) -> str | None:
    """Return the reference in its written form, or None where it cannot be one.

    Case, blanks and dashes are forgiven, as people read them over a telephone.
    """
    letters = "".join(char for char in text.upper() if char.isalnum())
    if letters.startswith("DR"):
        letters = letters[2:]
    if len(letters) != 7 or any(letter not in ALPHABET for letter in letters):
        return None
    body, check = letters[:6], letters[6]
    return f"DR-{body[:3]}-{body[3:]}-{check}" if check_digit_of(body) == check else None


def return_code_of(bits: int, words: Sequence[str], *, count: int = 7) -> str:
    """Make a return code of plain words from random bits.

    Args:
        bits: At least `count` × log2(len(words)) random bits.
        words: The word list, at least 256 different words.
        count: How many words; seven of the house's own list carry 73 bits.
    """
    chosen = []
    for _ in range(count):
        bits, place = divmod(bits, len(words))
        chosen.append(words[place])
    return " ".join(chosen)


def normal_return_code(text: str) -> str:
    """Return a typed code in its kept form: lower case, letters only, single blanks."""
    return " ".join(re.findall(r"[a-z]+", text.lower()))
