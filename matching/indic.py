"""Names in the scripts of India and Sri Lanka, and in Thai, in Latin letters with their vowels.

Read first: `indic_readings`. A consonant of these scripts carries an `a` that is not written; a
general table loses it, and with it most of a name. The nine blocks of India share one order
of signs, so that one row of sounds reads them all.
"""

import re
from collections.abc import Container, Mapping

from matching.vowels import INDIC_NAMES

_BLOCK = 0x80
_ENDS_WITHOUT_A = frozenset(range(0x900, 0xB00, _BLOCK))
_TAMIL, _MALAYALAM, _SINHALA = 0xB80, 0xD00, 0xD80
_UNWRITTEN, _NASAL = "A", "N"
_SILENCER, _SINHALA_SILENCER, _NUKTA = 0x4D, 0x4A, 0x3C
_NASALS = frozenset((0x01, 0x02, 0x70))
_LETTERS = (
    "a a i i u u ri l e e e ai o o o au k kh g gh ng ch chh j jh n t th d dh n t th d dh n n p ph"
    " b bh m y r r l l zh v sh sh s h"
)
_MORE_LETTERS = {0x03: "h", 0x4E: "t", 0x58: "k", 0x59: "kh", 0x5A: "gh", 0x5B: "z", 0x5C: "r",
                 0x5D: "rh", 0x5E: "f", 0x5F: "y", 0x60: "ri", 0x61: "l"}  # fmt: skip
_ALONE = dict(enumerate(_LETTERS.split(), 0x05)) | _MORE_LETTERS
_ALONE_IN_TAMIL = _ALONE | {0x1A: "s", 0x24: "th", 0x03: ""}
_VOWEL_SIGNS = "a i i u u ri ri e e e ai o o o au"
_SIGNS = dict(enumerate(_VOWEL_SIGNS.split(), 0x3E)) | {0x57: "au"}
_CONSONANTS = frozenset((*range(0x15, 0x3A), *range(0x58, 0x60)))
_ENDING_CONSONANTS = dict(enumerate("nnrllk", 0x7A))
_WITH_NUKTA = {"j": "z", "ph": "f", "d": "r", "dh": "rh", "jh": "z"}
_SINHALA_LETTERS = (
    "a a e e i i u u ru ru l l e e e o o au - - - k kh g gh ng ng ch chh j jh n gn nj t th d dh n"
    " nd th th d dh n - nd p ph b bh m mb y r - l - - w sh sh s h l f"
)
_SINHALA_ALONE = dict(enumerate(_SINHALA_LETTERS.split(), 0x05))
_SINHALA_CONSONANTS = range(0x1A, 0x47)
_SINHALA_VOWEL_SIGNS = "a e e i i u u ru e e ai o o au"
_SINHALA_SIGNS = dict(zip(
    (0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0x56, 0x58, 0x59, 0x5A, 0x5B, 0x5C, 0x5D, 0x5E),
    _SINHALA_VOWEL_SIGNS.split(), strict=True,
))  # fmt: skip
_LETTER_NAMES_WORDS = (
    "e bi si di ef ji ech ai je ke el em en o pi kyu ar es ti yu vi ka kha ga cha ta da"
)
_LETTERS_NAMED = "a b c d f g h i j k l m n o p q r s t u v k k g c t d"
_INITIAL_OF = dict(zip(_LETTER_NAMES_WORDS.split(), _LETTERS_NAMED.split(), strict=True))
_JOINERS = re.compile("[\u200b-\u200d]")
_HONORIFIC = re.compile("^(?:(?:मा?|डा|श्री|श्रीमती|ডঃ|ডা)[.]\\s*|(?:मा|डा|श्री|श्रीमती)\\s+)")
_PARTED_CLUSTER = re.compile("(?:(?<=\\s)|^)([\u0d9a-\u0dc6]\u0dca)\\s+(?=[\u0dba\u0dbb])")
_LONGEST_INITIAL = 3
_SECOND_NAMES = (
    "bahadur|prasad|chandra|kumar|kumari|narayan|shankar|nath|lal|singh|raj|ram|das|devi|dev|man"
    "|maya|mani|bhakta|krishna|deep|jit|inder|pal|kaur|bai|ben|bhai|rani|lakshmi|raja"
)
_SECOND_NAME = re.compile(f"^([a-z]{{3,}})({_SECOND_NAMES})$")
_WORD = re.compile("[^\\s.,/-]+[.]?")
_SPOKEN = ((re.compile("N(?=[bpm])"), "m"), (re.compile("Nh"), "ngh"), (re.compile("N"), "n"),
           (re.compile("jn(?=[aeiouA])"), "gy"))  # fmt: skip
_TAMIL_SPOKEN = (
    (re.compile("ngk"), "ng"), (re.compile("(?<=[aeiouAnm])k(?=[aeiouA])"), "g"),
    (re.compile("ss"), "ch"), (re.compile("(?<=n)s(?=[aeiouA])"), "j"),
    (re.compile("(?<=m)p"), "b"), (re.compile("(?<=[aeiouAn])t(?=[aeiouA])"), "d"),
    (re.compile("thth"), "tth"), (re.compile("kk"), "k"), (re.compile("rr"), "tr"),
)  # fmt: skip
_INNER_A = re.compile(
    "(?<=[aeiouA])((?:[cgjkptdbs]h{1,2}|[bcdfgjklmnprstvyz]))A"
    "(?=(?:[cgjkptdbs]h{1,2}|[bcdfghjklmnprstvyz])[ry]?[aeiouA])"
)
_LAST_A = re.compile("(?<=[aeiouAN])((?:[cgjkptdbs]h{1,2}|[bcdfghjklmnprstvyzN]))A$")
_THAI_BEFORE = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])")
_THAI_SILENT = re.compile("[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c")


def thai_as_spoken(word: str) -> str:
    """Put the vowels written before a Thai or Lao consonant behind it, and drop silent signs."""
    return _THAI_BEFORE.sub(r"\2\1", _THAI_SILENT.sub("", word))


def indic_readings(name: str) -> tuple[str, ...]:
    """Give the readings of a name in scripts of India or Sri Lanka, as such names are written.

    Args:
        name: The whole name; signs of other scripts in it are left out.

    Returns:
        Lower-case words; then, where one may be two, such as Ramchandra, with the two apart.
        The unwritten `a` goes where Hindi, Nepali, Bengali, Panjabi and
        Gujarati do not speak it: after a single consonant at the end (Prasad, but Chandra) or
        before another syllable. Letters said by their names become initials (Ke. Pi.: K. P.).
    """
    plain = _HONORIFIC.sub("", _PARTED_CLUSTER.sub(r"\1", _JOINERS.sub("", name).strip()))
    words = [word for word in map(_word, _WORD.findall(plain)) if word]
    apart = " ".join(_SECOND_NAME.sub(r"\1 \2", word) for word in words)
    return tuple(dict.fromkeys((" ".join(words), apart)))


def _word(written: str) -> str:
    sounds: list[str] = []
    block = 0
    for sign in written:
        if 0x900 <= ord(sign) < 0xE00:
            block = ord(sign) & ~(_BLOCK - 1)
            _add_sound(sounds, block, ord(sign) - block)
    spoken = "".join(sounds)
    if block == _TAMIL:
        for found, said in _TAMIL_SPOKEN:
            spoken = found.sub(said, spoken)
    if block in _ENDS_WITHOUT_A:
        spoken = _INNER_A.sub(r"\1", _LAST_A.sub(r"\1", spoken))
    for found, said in _SPOKEN:
        spoken = found.sub(said, spoken)
    spoken = spoken.lower()
    if not written.endswith("."):
        return INDIC_NAMES.get(spoken, spoken)
    first = spoken[:1] if len(written) <= _LONGEST_INITIAL else spoken
    return _INITIAL_OF.get(spoken, first)


def _add_sound(sounds: list[str], block: int, place: int) -> None:
    """Add the sound of one sign; an unwritten `a` is a sound of its own, which a sign replaces."""
    if block == _SINHALA:
        if place == _SINHALA_SILENCER:
            _take_back(sounds)
        else:
            _add(sounds, place, _SINHALA_ALONE, _SINHALA_CONSONANTS, _SINHALA_SIGNS)
    elif place == _SILENCER:
        _take_back(sounds)
    elif place == _NUKTA and len(sounds) > 1:
        sounds[-2] = _WITH_NUKTA.get(sounds[-2], sounds[-2])
    elif block == _MALAYALAM and place in _ENDING_CONSONANTS:
        sounds.append(_ENDING_CONSONANTS[place])
    else:
        alone = _ALONE_IN_TAMIL if block == _TAMIL else _ALONE
        _add(sounds, place, alone, _CONSONANTS, _SIGNS)


def _add(
    sounds: list[str],
    place: int,
    alone: Mapping[int, str],
    consonants: Container[int],
    signs: Mapping[int, str],
) -> None:
    if place in _NASALS:
        sounds.append(_NASAL)
    elif place in signs:
        _take_back(sounds)
        sounds.append(signs[place])
    elif place in alone:
        sounds.append(alone[place])
        if place in consonants:
            sounds.append(_UNWRITTEN)


def _take_back(sounds: list[str]) -> None:
    if sounds[-1:] == [_UNWRITTEN]:
        sounds.pop()
