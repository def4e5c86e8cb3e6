"""How far one spelling is from another: a slip of finger or ear costs less than a letter.

Read first: `letters_off`. The costs are few and round on purpose; what a letter off is worth in
points is learned (`weights.name.letters_off`).
"""

from collections.abc import Mapping
from itertools import permutations
from types import MappingProxyType

from rapidfuzz.distance import Levenshtein

_SOUND_ALIKE = (
    "aeiouy", "bp", "bv", "ckqgx", "dt", "fvw", "gj", "hx", "ijy", "lr", "mn", "szcx", "uw",
)  # fmt: skip
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SPELT_APART = (("sch", "s"), ("sh", "s"), ("ph", "f"), ("ck", "k"), ("kh", "k"), ("th", "t"))
_ALIKE = 0.5
_BESIDE = 0.7
_SWAPPED = 0.7
_VOWEL = 0.6
_SILENT = 0.4
_DOUBLED = 0.25
_SPELLING = 0.25


def _costs() -> Mapping[tuple[str, str], float]:
    places = {key: (x + y / 2, y) for y, row in enumerate(_KEYBOARD) for x, key in enumerate(row)}
    costs = {
        (one, two): _BESIDE
        for (one, (x, y)), (two, (z, w)) in permutations(places.items(), 2)
        if abs(x - z) <= 1 and abs(y - w) <= 1
    }
    costs.update((pair, _ALIKE) for group in _SOUND_ALIKE for pair in permutations(group, 2))
    return MappingProxyType(costs)


_COSTS = _costs()


def letters_off(one: str, two: str) -> float:
    """Give the least cost of turning one part of a name into the other.

    Args:
        one: A folded part; may be empty.
        two: Another.

    Returns:
        A number of letters, 0 for equal parts. A letter that sounds alike or lies beside the
        other on the keyboard, two letters that changed places, a vowel, a doubled or a silent
        letter more cost less than one letter each. The same both ways round.

    Why:
        Typing errors and misheard names are the commonest slips, and neither costs what a
        letter of another name does: without this grade false alarms at a recall of 0.90 were
        a sixth more (decision 0016).
    """
    if one == two:
        return 0.0
    one, two = _spelt_alike(*sorted((one, two)))
    if one == two:
        return _SPELLING
    total, last, letter_before = 0.0, 0.0, ""
    place, deed = -2, ""
    for step in Levenshtein.editops(one, two):
        i, j, tag = step.src_pos, step.dest_pos, step.tag
        letter = two[j] if tag == "insert" else one[i]
        if tag == "replace":
            cost = _COSTS.get((letter, two[j]), 1.0)
            swapped = deed == tag and place == i - 1 and _is_swapped(one, two, i, j)
        else:
            cost = _alone(two, j) if tag == "insert" else _alone(one, i)
            swapped = deed not in (tag, "replace", "") and letter == letter_before
            swapped = swapped and abs(i - place) <= 1
        total += _SWAPPED - last if swapped else cost
        last, letter_before, place, deed = cost, letter, i, "" if swapped else tag
    return total


def _is_swapped(one: str, two: str, i: int, j: int) -> bool:
    """Whether the letters here and just before have changed places."""
    return i > 0 < j and one[i - 1 : i + 1] == two[j - 1 : j + 1][::-1]


def _spelt_alike(one: str, two: str) -> tuple[str, str]:
    for letters, letter in _SPELT_APART:
        if (letters in one) != (letters in two):
            one, two = one.replace(letters, letter), two.replace(letters, letter)
    return one, two


def _alone(word: str, place: int) -> float:
    """Give the cost of a letter that only one of the two has."""
    letter = word[place]
    if place and word[place - 1] == letter:
        return _DOUBLED
    if letter in "hy":
        return _SILENT
    return _VOWEL if letter in "aeiou" else 1.0
