"""The index turned round: which earlier questions and stories a new record may answer.

Read first: `keys_of_question` and `questions_like`. Questions are kept under the keys of a
record of the same words, so a record finds them as a question finds records; whoever is found
is compared in full, the usual way, afterwards.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from matching.keys import keys_asked, keys_held, number_of, pair_numbers
from matching.names import parts_of
from matching.query import Description

Rows = Callable[[list[int]], Iterable[tuple[int, int]]]
"""Gives (key, id) of everything kept under some keys."""

_HARD = frozenset(("phone", "vehicle", "handle", "date", "whole"))
_CLOSE = frozenset(("word", "nickname", "sound"))
_OUTWARD = 4


def keys_of_question(asked: Description, *, parts_per_name: int) -> frozenset[int]:
    """Give the keys under which a question is kept.

    Args:
        asked: What was asked about one person.
        parts_per_name: As in the settings' limits.

    Returns:
        Those of a record of the same words, and two kinds more: of a name of one part that
        nothing else was said, and of a whole postcode. Empty where nothing was said.
    """
    held = keys_held(asked, parts_per_name=parts_per_name)
    alone = (
        _alone(number)
        for name in asked.names
        if len(parts_of(name)) == 1
        for number in _single_keys(name, parts_per_name)
    )
    return held | frozenset(alone) | frozenset(_whole_postcodes(asked))


def questions_like(held: Description, rows: Rows, *, parts_per_name: int) -> list[int]:
    """Find the questions that a record may answer.

    Args:
        held: The words of the record.
        rows: Reads what is kept under keys.
        parts_per_name: As in the settings' limits.

    Returns:
        Their ids, ascending. Each shares two parts of the name, or one part and a year or
        place (an initial with it is no part yet), or said one part only that is like one of the
        name, or shares a fact that is seldom another's: a phone, plate, account, whole date of
        birth or postcode, or all the name's consonants.

    Why:
        No lead has less, and a place or a year alone stands under half of everything.
    """
    shared: dict[int, _Shared] = {}
    kinds = _kinds(held, parts_per_name)
    for key, number in rows(list(kinds)):
        known = shared.get(number)
        shared[number] = kinds[key] if known is None else known | kinds[key]
    return sorted(number for number, one in shared.items() if one.is_enough)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a question shares with a record: parts of the name as bits, and facts.

    `loosely` are levels, as bits, at which the only part that was said agrees somehow.
    """

    parts: int = 0
    has_fact: bool = False
    suffices: bool = False
    loosely: int = 0

    def __or__(self, other: "_Shared") -> "_Shared":
        return _Shared(
            self.parts | other.parts,
            self.has_fact or other.has_fact,
            self.suffices or other.suffices,
            self.loosely | other.loosely,
        )

    @property
    def is_enough(self) -> bool:
        several = self.parts.bit_count() + self.has_fact >= 2
        return self.suffices or several or self.loosely.bit_count() >= 2


def _kinds(held: Description, parts_per_name: int) -> dict[int, _Shared]:
    """Give the keys worth asking under, with what each of them shows to be shared."""
    bits: dict[str, int] = {}
    grades: dict[str, int] = {}
    kinds: dict[int, _Shared] = {}
    for key in keys_asked(held, parts_per_name=parts_per_name):
        slots = [slot for slot, _ in key.marks if not slot.startswith("#")]
        levels = {level for _, level in key.marks}
        parts = sum({1 << bits.setdefault(slot, len(bits)) for slot in slots})
        is_hard = not slots and not levels.isdisjoint(_HARD)
        has_fact = len(slots) < len(key.marks)
        if is_hard or slots:
            is_initial = has_fact and "initial" in levels
            one = _Shared(0 if is_initial else parts, has_fact, is_hard)
            kinds[key.number] = kinds.get(key.number, _Shared()) | one
        if len(key.marks) == 1 and slots:
            loosely = 1 << grades.setdefault(key.marks[0][1], len(grades))
            kinds[_alone(key.number)] = _Shared(suffices=levels <= _CLOSE, loosely=loosely)
    kinds.update((number, _Shared(suffices=True)) for number in _whole_postcodes(held))
    return kinds


def _single_keys(name: str, parts_per_name: int) -> Iterable[int]:
    for key in keys_asked(Description(names=(name,)), parts_per_name=parts_per_name):
        if len(key.marks) == 1 and not key.marks[0][0].startswith("#"):
            yield key.number


def _alone(number: int) -> int:
    return number_of("alone", str(number))


def _whole_postcodes(words: Description) -> Iterable[int]:
    for code in words.postcodes:
        plain = "".join(code.upper().split())
        if len(plain) > _OUTWARD:
            yield number_of("pc", plain)


def numbers_in_story(held: Description, *, parts_per_name: int) -> frozenset[int]:
    """Give the keys by which stories may be kept that name a record.

    Args:
        held: The words of the record.
        parts_per_name: As in the settings' limits.

    Returns:
        Those of any two parts of a name, of each family name, and of the facts by which a
        story can find somebody; see `story.keys_of_story`.
    """
    facts = Description(
        postcodes=held.postcodes, phones=held.phones, vehicles=held.vehicles, handles=held.handles
    )
    numbers = {key.number for key in keys_asked(facts, parts_per_name=parts_per_name)}
    for name in held.names:
        parts = parts_of(name)[:parts_per_name]
        for one, other in combinations(parts, 2):
            numbers.update(pair_numbers(one, other))
        numbers.update(number_of("x", part) for part in parts[-1:])
    return frozenset(numbers)
