"""Two names laid side by side: which part answers which, in any order.

Read first: `Aligner.best`. One aligner serves one question, so that a part which many records
hold is compared once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from matching.levels import Lineup, heard_level_of, level_of
from matching.prepared import NameForm, Prepared

Worth = Callable[[str, str, str], float]
"""The points of a part said beside a part held, at a level."""
_SAME_FIRST = 1000.0
_SMALL = 1e-9
_Options = Sequence[tuple[float, str, int, float, "Pairing"]]
_Row = tuple[_Options, bool]
_NOTHING: _Row = ((), False)


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


_Laid = tuple[float, Sequence[Pairing], tuple[tuple[int, int], ...], int, int]
"""One name beside another: points, what agrees and where, masks of the places left over."""


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

    def look_over(self, several: Iterable[Prepared]) -> None:
        """Compare the parts that some records hold, each once and all of them together.

        Args:
            several: The words of the records that are laid beside the question next.

        Why:
            `best` would do it one by one, at three times the cost.
        """
        parts: dict[bool, dict[str, None]] = {}
        for held in several:
            own = parts.setdefault(held.hears, {})
            for form in held.names:
                own.update(dict.fromkeys(form.parts))
        for number, form in enumerate(self._said):
            for hears, own in parts.items():
                self._compare(number, list(own), heard=form.loses_sounds or hears)

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
            rows = self._rows.setdefault((number, form.loses_sounds or held.hears), {})
            for own in held.names:
                try:
                    found = [(place, rows[part]) for place, part in enumerate(own.parts)]
                except KeyError:
                    rows = self._compare(number, own.parts, heard=form.loses_sounds or held.hears)
                    found = [(place, rows[part]) for place, part in enumerate(own.parts)]
                laid = self._laid(form.parts, own.parts, found)
                if laid[0] > most + _SMALL:
                    most, chosen = laid[0], (form, own, laid)
        return _pairings(*chosen) if chosen else ()

    def _laid(
        self, said: tuple[str, ...], held: tuple[str, ...], found: Iterable[tuple[int, _Row]]
    ) -> _Laid:
        options = [(option, place) for place, row in found for option in row[0]]
        points, mine, theirs = 0.0, len(said), len(held)
        said_left, held_left = (1 << mine) - 1, (1 << theirs) - 1
        agreeing: list[Pairing] = []
        places = []
        joins = True in [row[1] for _, row in found]
        if options or joins:
            joined: tuple[Pairing, ...] = ()
            if joins:
                joined, said_left, held_left = _joined(said, held)
                points = sum(self._worth(one.said, one.held, one.level) for one in joined)
            if len(options) > 1:
                options.sort()
            for (_, _, place, worth, pairing), other in options:
                if said_left >> place & 1 and held_left >> other & 1:
                    said_left ^= 1 << place
                    held_left ^= 1 << other
                    agreeing.append(pairing)
                    places.append((place, other))
                    points += worth
            agreeing += joined
            mine, theirs = said_left.bit_count(), held_left.bit_count()
        if mine < theirs:
            points += mine * self._differs + (theirs - mine) * self._only_held
        else:
            points += theirs * self._differs + (mine - theirs) * self._only_said
        return points, agreeing, tuple(places), said_left, held_left

    def _compare(self, number: int, parts: Sequence[str], *, heard: bool) -> dict[str, _Row]:
        """Compare parts held with each part of one name said, once a question."""
        rows = self._rows.setdefault((number, heard), {})
        parts = [part for part in parts if part not in rows]
        rows.update(dict.fromkeys(parts, _NOTHING))
        lineup = None if heard else Lineup(parts)
        for place, said in enumerate(self._said[number].parts):
            for part in lineup.may_agree(said) if lineup else parts:
                level = heard_level_of(said, part) if heard else level_of(said, part)
                options, joins = rows[part]
                if level:
                    options = (*options, self._option(said, part, level, place))
                rows[part] = options, joins or _may_join(said, part)
        return rows

    def _option(
        self, said: str, held: str, level: str, place: int
    ) -> tuple[float, str, int, float, Pairing]:
        worth = self._worth(said, held, level)
        first = _SAME_FIRST if said == held else 0.0
        return -worth - first, f"{said} {held}", place, worth, Pairing(said, held, level)


def _may_join(one: str, two: str) -> bool:
    """Whether one part may be the other and a third written together."""
    if one == two or len(one) == 1 or len(two) == 1:
        return False
    return one.startswith(two) or two.startswith(one)


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
    _, agreeing, places, said_left, held_left = laid
    said, held = form.parts, own.parts
    alone = len(said) == 1 and len(held) > 1 and len(places) == 1
    left = []
    for i, j, level in _left_over(len(said), len(held), said_left, held_left):
        if j < 0:
            left.append(Pairing(said[i], "", level))
        elif i >= 0:
            is_initial = level == "differs_given" and said[i][0] == held[j][0]
            left.append(Pairing(said[i], held[j], "differs_initial" if is_initial else level))
        elif not alone:
            left.append(Pairing("", held[j], level))
    if places:
        whole = _of_the_whole(len(said), len(held), places, alone=alone)
        if whole and (alone or not (form.loses_sounds or own.loses_sounds)):
            left.append(Pairing("", "", whole))
    return (*agreeing, *left)


@lru_cache(maxsize=1 << 10)
def _left_over(
    said: int, held: int, said_left: int, held_left: int
) -> tuple[tuple[int, int, str], ...]:
    """Pair what is left from the end, where family names mostly stand; the rest is missing.

    Places, not words: names of so many parts with so many of them left are all alike.
    """
    mine = [place for place in reversed(range(said)) if said_left >> place & 1]
    theirs = [place for place in reversed(range(held)) if held_left >> place & 1]
    both = min(len(mine), len(theirs))
    my_last, their_last = said - 1, held - 1
    found = []
    for i, j in zip(mine, theirs, strict=False):
        family = (i, j) == (my_last, their_last) or 0 in (my_last, their_last)
        found.append((i, j, "differs" if family else "differs_given"))
    found += [(i, -1, f"only_said{_end(i, my_last)}") for i in mine[both:]]
    found += [(-1, j, f"only_held{_end(j, their_last)}") for j in theirs[both:]]
    return tuple(found)


def _end(place: int, last: int) -> str:
    if place == last:
        return "_last" if last else ""
    return "" if place else "_first"


@lru_cache(maxsize=1 << 10)
def _of_the_whole(said: int, held: int, pairs: Sequence[tuple[int, int]], *, alone: bool) -> str:
    """Tell what holds for a name of so many parts beside another; empty where nothing does."""
    if alone:
        place = pairs[0][1]
        return {held - 1: "alone_family", 0: "alone_given"}.get(place, "alone_middle")
    if any(i < k and j > m for i, j in pairs for k, m in pairs):
        return "crossed"
    if len(pairs) == 1 and min(said, held) > 1 and pairs[0] in ((0, held - 1), (said - 1, 0)):
        return "crossed_one"
    return ""
