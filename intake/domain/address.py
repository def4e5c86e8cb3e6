"""Addresses and streets in what was told, in one spelling; read `addresses_in` first.

A house with its number is an address; a street alone is a place where many live.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.domain.told_words import folded

KINDS = {
    "street": "street", "st": "street", "road": "road", "rd": "road", "avenue": "avenue",
    "ave": "avenue", "av": "avenue", "lane": "lane", "ln": "lane", "row": "row", "close": "close",
    "cl": "close", "drive": "drive", "dr": "drive", "crescent": "crescent", "cres": "crescent",
    "terrace": "terrace", "terr": "terrace", "court": "court", "ct": "court",
    "gardens": "gardens", "gdns": "gardens", "grove": "grove", "gr": "grove", "place": "place",
    "pl": "place", "square": "square", "sq": "square", "walk": "walk", "hill": "hill",
    "view": "view", "rise": "rise", "green": "green", "mews": "mews", "park": "park",
    "parade": "parade", "wharf": "wharf", "quay": "quay", "way": "way", "house": "house",
    "yard": "yard", "buildings": "buildings", "croft": "croft", "fold": "fold", "end": "end",
}  # fmt: skip
"""What a street is called after its name, as it is written and in one spelling."""

_SURE = "street st road rd avenue ave lane ln row crescent cres terrace terr gardens gdns"
SURE = frozenset(_SURE.split())
"""Kinds that are hardly ever another word; the others need capitals in a story."""

_LEFT_OUT = """a an and the at in on of by near off from to into past up down along round
    around behind opposite outside number no her his their my our your hers lives lived living is
    was back stays stayed staying moved house flat address corner end top bottom this that same next
    street other one which every all"""
LEFT_OUT = frozenset(_LEFT_OUT.split())
"""Words before the name of a street that are not part of it."""

TOKEN = re.compile(r"\d+[a-z]?\b|[^\W\d_][\w'’-]*|[.;:!?\n]", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,4}[a-z]?", re.IGNORECASE)
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
FLATS = frozenset({"flat", "apartment", "apt", "unit"})
NAME_WORDS = 2
"""Words of a street's name that are kept: "Old Mill Lane"."""
MOST = 4000
"""Letters read for addresses; words that go on for long are cut off."""


@dataclass(frozen=True, slots=True)
class Address:
    """One house or street: `street` and `house` in one spelling, `words` as written.

    `house` is empty where only the street was told; `code` is a whole postcode beside it.
    """

    street: str
    house: str = ""
    code: str = ""
    words: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the house, by its street and by its postcode; none of a street alone."""
        if not self.house:
            return ()
        by_code = (f"house:{self.house} {self.code}",) if self.code else ()
        return (f"house:{self.plain}", *by_code)

    @property
    def plain(self) -> str:
        """The house with its street, or the street alone."""
        return f"{self.house} {self.street}".strip()


def addresses_in(words: str, *, is_place: bool = False) -> tuple[Address, ...]:
    """Return the houses and streets that some words name, each once, as they were told.

    Args:
        words: What was told; beyond four thousand letters nothing is read.
        is_place: Whether it answers "where", so that small letters are a street too.

    Returns:
        Addresses in one spelling ("14, Alder Rd." is "14 alder road"); empty for none.

    Why:
        "He's back at hers" named nobody: only her address did, and nobody looked it up
        (Teesside review, row T3).
    """
    told = words[:MOST]
    codes = ["".join(code.groups()).lower() for code in POSTCODE.finditer(told)]
    tokens = list(TOKEN.finditer(POSTCODE.sub(" ", told)))
    code = codes[0] if len(codes) == 1 else ""
    found: dict[str, Address] = {}
    for address in _addresses([one.group(0) for one in tokens], is_place=is_place):
        kept = Address(address.street, address.house, code, address.words)
        found.setdefault(kept.plain, kept)
    return tuple(found.values())


def _addresses(tokens: Sequence[str], *, is_place: bool) -> Iterator[Address]:
    for at, token in enumerate(tokens):
        kind = KINDS.get(token.lower())
        first = _name_start(tokens, at, is_place=is_place)
        if kind is None or first == at or not _is_street(tokens[first : at + 1], is_place=is_place):
            continue
        house, start = _house_before(tokens, first)
        street = " ".join([*folded(" ".join(tokens[first:at])), kind])
        yield Address(street, house, words=" ".join(tokens[start : at + 1]))


def _name_start(tokens: Sequence[str], at: int, *, is_place: bool) -> int:
    """Return where the name before a kind of street begins; its own place if there is none."""
    first = at
    while first > 0 and at - first < NAME_WORDS and _is_name(tokens[first - 1], is_place=is_place):
        first -= 1
    return first


def _is_name(token: str, *, is_place: bool) -> bool:
    is_written_so = is_place or token[0].isupper()
    return token[0].isalpha() and is_written_so and token.lower() not in LEFT_OUT


def _is_street(told: Sequence[str], *, is_place: bool) -> bool:
    """Whether a name and a kind are a street: by where they were told, or by their capitals."""
    if is_place:
        return True
    kind = told[-1]
    return kind[0].isupper() or kind.lower() in SURE


def _house_before(tokens: Sequence[str], first: int) -> tuple[str, int]:
    """Return the number before a street, with its flat, and where it begins; empty for none."""
    if first < 1 or not NUMBER.fullmatch(tokens[first - 1]):
        return "", first
    number = tokens[first - 1].lower()
    if first >= 3 and tokens[first - 3].lower() in FLATS:
        return f"{tokens[first - 2].lower()}/{number}", first - 3
    return number, first - 1
