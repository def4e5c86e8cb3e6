"""What one part of a name gives to keys: its numbers in every role it plays in one.

Read first: `number_of`. A key is a number, or the sum of two or three: joining costs an
addition, and the forms of a part are worked out once.
"""

from functools import lru_cache
from hashlib import blake2b

from matching.familiar import formal_names
from matching.sounds import bare, coarse, skeleton

Mark = tuple[str, str]
Marks = tuple[Mark, ...]

_PRIME = (1 << 61) - 1
_SHORT_PART = 5


Numbered = tuple[int, Marks]
"""The number of a key, and its marks: what a record under it shares with the question."""


def _mixed(form: str) -> int:
    """Give a form as a number below 2 to the 61st: its letters, cubed in a prime field.

    Why: a hash of its own for each of some twenty forms a part cost more than reading the
    rows; a cube is uneven enough that sums of two do not meet by rule.
    """
    plain = (int.from_bytes(form.encode(), "big") + 1) % _PRIME
    return plain * plain * plain % _PRIME


@lru_cache(maxsize=64)
def _role(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") % _PRIME


def number_of(role: str, form: str) -> int:
    """Give the number of a form in a role, from 0 to below 2 to the 61st.

    Args:
        role: What the form is of the part or fact, as `x` for the part itself.
        form: The form; may be empty.

    Returns:
        A number that is equal on every machine and in every run. The sum of three of them
        still fits a signed 64-bit integer.
    """
    return _mixed(form) * _role(role) % _PRIME


_SOUND_ALONE, _FORMAL_ALONE, _HEARD = map(_role, ("s", "n", "r"))
_SOUND, _FORMAL, _START, _INITIAL = map(_role, ("s+fact", "n+fact", "t+fact", "i+fact"))
_BOTH_SOUND, _BOTH_HEARD = map(_role, ("ss", "rr"))
_FIRST_START, _LAST_END = map(_role, ("te start", "te end"))
_WITH_INITIAL, _INITIAL_BESIDE = map(_role, ("si sound", "si initial"))
_SHORT_FOR, _SHORT_BESIDE = map(_role, ("ns formal", "ns sound"))


class Pieces:
    """One part of a name as keys need it; made once and never changed."""

    __slots__ = (
        "both_heard", "both_sound", "first_start", "formal", "heard", "initial", "initial_beside",
        "last_end", "mark_end", "mark_heard", "mark_initial", "mark_nickname", "mark_sound",
        "mark_start", "part", "rough", "short_beside", "short_for", "single", "sound", "start",
        "with_initial",
    )  # fmt: skip

    def __init__(self, part: str) -> None:
        """Work out every form of a part.

        Args:
            part: One folded part, not empty.
        """
        sound, heard = skeleton(part), bare(part)
        formal = sorted({skeleton(name) for name in formal_names(part)})
        self.part, self.rough = part, coarse(part)
        self.mark_sound, self.mark_nickname = (part, "sound"), (part, "nickname")
        self.mark_start, self.mark_end = (part, "start_of_three"), (part, "end_of_three")
        self.mark_initial, self.mark_heard = (part, "initial"), (part, "heard")
        of_sound, of_heard = _mixed(sound), _mixed(heard)
        of_formal = [_mixed(name) for name in formal]
        self.single = tuple(self._single(of_sound, of_formal))
        self.heard = (of_heard * _HEARD % _PRIME, (self.mark_heard,)) if len(heard) > 1 else None
        self._join(of_sound, of_formal, of_heard)

    def _single(self, sound: int, formal: list[int]) -> list[Numbered]:
        part = self.part
        keys = [
            _own("x", part, (part, "word")),
            (sound * _SOUND_ALONE % _PRIME, (self.mark_sound,)),
            _own("c", self.rough, (part, "rough")),
            _own("t", part[:4], (part, "start")),
            _own("e", part[-4:], (part, "end")),
        ]
        keys += [(name * _FORMAL_ALONE % _PRIME, (self.mark_nickname,)) for name in formal]
        if len(part) > _SHORT_PART:
            keys.append(_own("b", part[:2] + part[-2:], (part, "both_ends")))
        elif len(part) > 2:
            shorter = {part, *(part[:place] + part[place + 1 :] for place in range(len(part)))}
            marks = ((part, "slip"),)
            keys += [(number_of("l", form), marks) for form in sorted(shorter)]
        return keys

    def _join(self, sound: int, formal: list[int], heard: int) -> None:
        """Work out what is joined with a year or a place, and what with another part."""
        start, end = _mixed(self.part[:3]), _mixed(self.part[-3:])
        initial = _mixed(self.part[0])
        self.sound = sound * _SOUND % _PRIME
        self.formal = [name * _FORMAL % _PRIME for name in formal]
        self.start = start * _START % _PRIME
        self.initial = initial * _INITIAL % _PRIME
        self.both_sound = sound * _BOTH_SOUND % _PRIME
        self.both_heard = heard * _BOTH_HEARD % _PRIME
        self.first_start = start * _FIRST_START % _PRIME
        self.last_end = end * _LAST_END % _PRIME
        self.with_initial = sound * _WITH_INITIAL % _PRIME
        self.initial_beside = initial * _INITIAL_BESIDE % _PRIME
        self.short_for = [name * _SHORT_FOR % _PRIME for name in formal]
        self.short_beside = sound * _SHORT_BESIDE % _PRIME


def _own(role: str, form: str, mark: Mark) -> Numbered:
    return number_of(role, form), (mark,)


pieces_of = lru_cache(maxsize=1 << 11)(Pieces)
"""Gives the pieces of a part; those of the last two thousand parts are kept."""
