"""Two names laid side by side: which part answers which, in any order.

Read first: `Aligner.best`. One aligner serves one question, so that a part which many records
hold is compared once.
"""

from collections.abc import Callable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from matching.levels import heard_level_of, level_of, may_agree, sketch_of
from matching.prepared import NameForm, Prepared

Worth = Callable[[str, str, str], float]
"""The points of a part said beside a part held, at a level."""
_SAME_FIRST = 1000.0
_SMALL = 1e-9
_Option = tuple[float, str, int, str, float]
_Row = tuple[tuple[_Option, ...], bool]


class Pairing(NamedTuple):
    """A part that was said beside the part held, either empty where it has no partner.

    `level` is one of `levels.py`, or `joined`; or `differs` (family names), `differs_given`
    and `differs_initial` (the same first letter) where both sides have a part left;
    `only_said` and `only_held`, with `_first` or `_last` for its place, where one side has.
    With both empty it tells of the whole name: `alone_given`, `alone_family` and
    `alone_middle` where a single part was said; `crossed` where the parts stand in another
    order, `crossed_one` where the only part that agrees is first here and last there.
    """

    said: str
    held: str
    level: str

    def __repr__(self) -> str:
        """Tell the level alone: the words are somebody's."""
        return f"Pairing({self.level})"


class _Laid(NamedTuple):
    """One name laid beside another: places that agree, and masks of the places left over."""

    points: float
    pairs: Sequence[tuple[int, int, str]]
    joined: tuple[Pairing, ...]
    said_left: int
    held_left: int


class Aligner:
    """Lays the names of one question beside the names of records."""

    def __init__(self, said: Prepared, worth: Worth, against: Mapping[str, float]) -> None:
        """Prepare for one question.

        Args:
            said: The words asked about.
            worth: Decides which pair goes first.
            against: The points of `differs`, `only_said` and `only_held`, none above 0.
        """
        self._said = said.names
        self._worth = worth
        self._differs = against["differs"]
        self._only_said = against["only_said"]
        self._only_held = against["only_held"]
        self._rows: dict[tuple[int, bool], dict[str, _Row]] = {}

    def best(self, held: Prepared) -> tuple[Pairing, ...]:
        """Lay every name said beside every name held and keep the pair worth most.

        Args:
            held: The words of one record.

        Returns:
            The pairs, then contradicting parts, then parts that only one side has, then what
            holds for the whole name; empty where either side has no name. The order of the
            names given, and of the parts as far as they agree, makes no difference.

        Why:
            Aliases and former names are names; the best one speaks, the others are silent. A
            record that has one name in Latin letters is heard by that name, or a man known in
            fifteen scripts would sound like everybody.
        """
        most = -inf
        chosen: tuple[NameForm, NameForm, _Laid] | None = None
        for number, form in enumerate(self._said):
            heard = form.loses_sounds or held.hears
            rows = self._rows.setdefault((number, heard), {})
            for own in held.names:
                laid = self._laid(form.parts, own.parts, rows, heard=heard)
                if laid.points > most + _SMALL:
                    most, chosen = laid.points, (form, own, laid)
        return _pairings(*chosen) if chosen else ()

    def _laid(
        self, said: tuple[str, ...], held: tuple[str, ...], rows: dict[str, _Row], *, heard: bool
    ) -> _Laid:
        options: list[tuple[float, str, int, str, float, int]] = []
        joins = False
        for place, part in enumerate(held):
            row = rows.get(part)
            if row is None:
                row = rows[part] = self._row(said, part, heard=heard)
            if row[0]:
                options += [(*option, place) for option in row[0]]
            joins = joins or row[1]
        points, said_left, held_left = 0.0, (1 << len(said)) - 1, (1 << len(held)) - 1
        joined: tuple[Pairing, ...] = ()
        if joins:
            joined, said_left, held_left = _joined(said, held)
            points = sum(self._worth(one.said, one.held, one.level) for one in joined)
        if len(options) > 1:
            options.sort()
        pairs: list[tuple[int, int, str]] = []
        for _, _, place, level, worth, other in options:
            if said_left >> place & 1 and held_left >> other & 1:
                said_left ^= 1 << place
                held_left ^= 1 << other
                pairs.append((place, other, level))
                points += worth
        mine, theirs = said_left.bit_count(), held_left.bit_count()
        both = min(mine, theirs)
        points += both * self._differs
        points += (mine - both) * self._only_said + (theirs - both) * self._only_held
        return _Laid(points, pairs, joined, said_left, held_left)

    def _row(self, said: tuple[str, ...], part: str, *, heard: bool) -> _Row:
        """Compare one part held with each part said, once a question."""
        options: list[_Option] = []
        joins = False
        held = sketch_of(part)
        for place, one in enumerate(said):
            if one == part:
                level = "same"
            elif heard:
                level = heard_level_of(one, part)
            elif may_agree(sketch_of(one), held):
                level = level_of(one, part)
            else:
                continue
            if level:
                worth = self._worth(one, part, level)
                first = _SAME_FIRST if level == "same" else 0.0
                options.append((-worth - first, f"{one} {part}", place, level, worth))
            if (one.startswith(part) or part.startswith(one)) and one != part:
                joins = joins or min(len(one), len(part)) > 1
        return tuple(options), joins


def _joined(said: Sequence[str], held: Sequence[str]) -> tuple[tuple[Pairing, ...], int, int]:
    """Find one part that is two of the other side's written together; mask what is left."""
    both = set(said) & set(held)
    said_free, held_free = set(said) - both, set(held) - both
    pairs = []
    for whole, pieces, held_is_whole in (
        (said_free, held_free, False),
        (held_free, said_free, True),
    ):
        for word in sorted(whole):
            if halves := _halves(word, pieces):
                pieces.difference_update(halves)
                whole.remove(word)
                two = " ".join(halves)
                pairs.append(Pairing(*((two, word) if held_is_whole else (word, two)), "joined"))
    return tuple(pairs), _mask(said, said_free | both), _mask(held, held_free | both)


def _halves(word: str, pieces: set[str]) -> tuple[str, str] | None:
    for first in sorted(pieces):
        rest = word.removeprefix(first)
        if rest not in (word, first) and rest in pieces:
            return first, rest
    return None


def _mask(parts: Sequence[str], free: set[str]) -> int:
    return sum(1 << place for place, part in enumerate(parts) if part in free)


def _pairings(form: NameForm, own: NameForm, laid: _Laid) -> tuple[Pairing, ...]:
    """Put what was laid into words: pairs, what is left on either side, the whole name."""
    said, held = form.parts, own.parts
    pairs = [Pairing(said[i], held[j], level) for i, j, level in laid.pairs]
    alone = len(said) == 1 and len(held) > 1 and len(laid.pairs) == 1
    left = _left_over(said, held, laid, alone=alone)
    whole = _of_the_whole(len(said), len(held), laid.pairs, alone=alone)
    ordered = not (form.loses_sounds or own.loses_sounds)
    if whole and (alone or ordered):
        left.append(Pairing("", "", whole))
    return (*pairs, *laid.joined, *left)


def _left_over(
    said: Sequence[str], held: Sequence[str], laid: _Laid, *, alone: bool
) -> list[Pairing]:
    """Pair what is left from the end, where family names mostly stand; the rest is missing."""
    mine = [place for place in reversed(range(len(said))) if laid.said_left >> place & 1]
    theirs = [place for place in reversed(range(len(held))) if laid.held_left >> place & 1]
    both = min(len(mine), len(theirs))
    my_last, their_last = len(said) - 1, len(held) - 1
    found = []
    for i, j in zip(mine, theirs, strict=False):
        family = (i, j) == (my_last, their_last) or 0 in (my_last, their_last)
        level = "differs_initial" if said[i][0] == held[j][0] else "differs_given"
        found.append(Pairing(said[i], held[j], "differs" if family else level))
    found += [Pairing(said[i], "", f"only_said{_end(i, my_last)}") for i in mine[both:]]
    if alone:
        return found
    missing = theirs[both:]
    return found + [Pairing("", held[j], f"only_held{_end(j, their_last)}") for j in missing]


def _end(place: int, last: int) -> str:
    if place == last:
        return "_last" if last else ""
    return "" if place else "_first"


def _of_the_whole(
    said: int, held: int, pairs: Sequence[tuple[int, int, str]], *, alone: bool
) -> str:
    """Tell what holds for a name of so many parts beside another; empty where nothing does."""
    if alone:
        place = pairs[0][1]
        return {held - 1: "alone_family", 0: "alone_given"}.get(place, "alone_middle")
    if any(i < k and j > m for i, j, _ in pairs for k, m, _ in pairs):
        return "crossed"
    if len(pairs) == 1 and min(said, held) > 1 and pairs[0][:2] in ((0, held - 1), (said - 1, 0)):
        return "crossed_one"
    return ""
