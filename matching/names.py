"""From a name in any script to plain comparable parts: folding, transliteration, particles.

Read first: `parts_of`, which everything else in this room builds on.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from matching.said_names import names_in, turned
from matching.scripts import is_syllabic, readings_of

_PARTICLES_WORDS = (
    "a al el ul ad as ash at an and ar bin ibn bint binti ould abd bd abdul abdel abdal abdol"
    " abdoul da das de del della der di do"
    " dos du e i la le las los mc mac o of st ter ten the und van von y zu"
)
PARTICLES = frozenset(_PARTICLES_WORDS.split())
_FORMS_OF_ADDRESS_WORDS = (
    "mr mrs ms miss mx dr prof professor rev reverend sir dame lady lord hon shri smt km capt lt"
    " sgt maj gen brig maulavi maulvi esq viscount baronet bt bart jr sr snr jnr ii iii"
    " hr herr frau mw mme mlle rt qc kc mp obe mbe cbe kbe bsc msc phd esquire"
    " 1st 2nd 3rd 4th 5th 6th 7th"
)
FORMS_OF_ADDRESS = frozenset(_FORMS_OF_ADDRESS_WORDS.split())
_TITLES_WORDS = (
    "fr father sister sheikh shaikh hajji haji imam mullah general colonel col captain major"
    " brigadier lieutenant sergeant junior senior iv baron"
    " earl duke marquess"
)
TITLES = frozenset(_TITLES_WORDS.split()) | FORMS_OF_ADDRESS
_QUOTES = "'’‘ʼʻ`´ʹ′"
NO_NAMES = frozenset(("unknown", "notknown", "none", "nil", "anonymous", "noname", "tbc"))
"""What is written where nobody knows a name or an account; it names nobody."""
_APOSTROPHES = re.compile(f"[{_QUOTES}]")
_PICTURES = frozenset(("So", "Sk", "Sm", "Sc", "Cs", "Co"))
_FLAG_TAGS = re.compile("[\U000e0000-\U000e007f]")
"""Letters that are never shown, which tell England's flag from Scotland's."""
_SERVANT_OF = re.compile(
    r"^abd(?:[aeiou]{1,2}(?:l(?!l?ah|l?a$)|([rsdnz])(?=\1)|(?=[rsnz][aeiou]))|al)(?=[a-z]{4})"
)
_CAPITAL = re.compile(r"\b([A-Z])\b(?!['’])")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_JOINED_TO_NEXT = frozenset(("mc", "mac", "o"))
_TWO_INITIALS = re.compile("[bcdfghjklmnpqrstvwxz]{2}|[aeiou]j")
_NO_INITIALS = frozenset("ng md mc st ch sh kh th ph bt ld fr hj pt sk hr mw rt mh mt".split())  # noqa: SIM905
_AFTER_VAN = frozenset(("den", "het"))


def fold(text: str) -> str:
    """Give any text in plain lower-case Latin letters, digits and single spaces.

    Args:
        text: Words in any script; may be empty.

    Returns:
        The folded words, without accents or punctuation; empty where no letter remains.
    """
    return _plain(readings_of(_without_pictures(text))[0])


def _without_pictures(text: str) -> str:
    """Leave out pictures and other signs that are no letters, which a table would spell out."""
    if text.isascii():
        return text
    return "".join(
        sign if unicodedata.category(sign) not in _PICTURES or sign in _QUOTES else " "
        for sign in _FLAG_TAGS.sub("", text)
    )


def _plain(latin: str) -> str:
    letters = latin if latin.isascii() else anyascii(latin)
    return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", letters.lower())).strip()


@lru_cache(maxsize=1 << 15)
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the parts of a name in every way it may be read; see `parts_of`.

    Args:
        name: As typed; "Tansy Mossop née Larkspur" and "Tansy | Tansie" hold two names.

    Returns:
        The parts of each reading, each once; empty where no letter remains.
    """
    ways: dict[tuple[str, ...], None] = {}
    for one in map(turned, names_in(name)):
        for reading in readings_of(_without_pictures(one)):
            parts = _parts(
                _plain(reading).split(), keep_short=is_syllabic(one), initials=_initials(one)
            )
            if parts and "".join(parts) not in NO_NAMES:
                ways[parts] = None
                if len(parts) > 1 and _are_initials(parts[0]):
                    ways[(*parts[0], *parts[1:])] = None
    return tuple(ways)


def _are_initials(part: str) -> bool:
    """Tell whether a first part is two initials: nobody can say "CJ" but by its letters."""
    is_two = len(part) == 2 and _TWO_INITIALS.fullmatch(part) is not None
    return is_two and part[0] != part[1] and part not in _NO_INITIALS


@lru_cache(maxsize=1 << 15)
def parts_of(name: str) -> tuple[str, ...]:
    """Give the parts of a name that can be compared, in their written order.

    Args:
        name: A name as typed, any script, any order; may be empty.

    Returns:
        Folded parts. Titles that are also names (Major, Earl) go only where two parts
        remain, forms of address and particles where one does;
        `Mc`, `Mac` and `O` are joined to what follows; a doubled part is kept once.
    """
    ways = readings(name)
    return ways[0] if ways else ()


def _initials(name: str) -> frozenset[str]:
    """Give the letters that stand alone as capitals: "E. Mossop" holds no Portuguese "e"."""
    if name.isupper():
        return frozenset()
    return frozenset(letter.lower() for letter in _CAPITAL.findall(name))


def _parts(
    words: list[str], *, keep_short: bool, initials: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    words = [_SERVANT_OF.sub("", word) for word in _joined_particles(words)]
    untitled = [word for word in words if word not in TITLES]
    if len(untitled) < 2:
        untitled = [word for word in words if word not in FORMS_OF_ADDRESS]
    words = untitled or words
    if "van" in words:
        words = _without_van_den(words)
    bare = [word for word in words if word not in PARTICLES or keep_short or word in initials]
    return tuple(dict.fromkeys(bare or words))


def _without_van_den(words: list[str]) -> list[str]:
    """Leave out the article after "van": "den" is Dutch for the there, and Dennis elsewhere."""
    pairs = zip(("", *words), words, strict=False)
    return [word for before, word in pairs if before != "van" or word not in _AFTER_VAN]


def _joined_particles(words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _JOINED_TO_NEXT and len(word) > 1:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
