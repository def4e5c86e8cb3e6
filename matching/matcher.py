"""The way in: who might this be, and which listed names stand in this story?

Read first: `Matcher.search`. Keys find a shortlist, the scorer compares it in full.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matching.comparing import Comparer, Rated, Summed
from matching.index import Index, Reserved
from matching.query import Description
from matching.scoring import Band, Candidate, Scorer
from matching.settings import MatchSettings
from matching.shortlist import Chosen, Shortlister
from matching.story import Sighting, sightings

Apart = Callable[[Sequence[int]], Collection[int]]
"""Of some records, those that take no share of likelihood from the others."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gave: `searched` is the size of the list.

    `cut` says that more rows stood under a key than are read, so that somebody with a very
    common name may be missing; more is then worth asking.
    """

    candidates: tuple[Candidate, ...]
    searched: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The shortlist of one question, compared."""

    rated: tuple[Rated, ...]
    searched: int
    cut: bool


@dataclass(frozen=True, slots=True)
class _Asking:
    """One question on one list: what the keys chose, how it is compared, who takes no share.

    `compared` are in points alone, their rows are made of those that are read.
    """

    compared: Sequence[Summed]
    chosen: Chosen
    comparer: Comparer | None = None
    scorer: Scorer | None = None
    aside: frozenset[int] = frozenset()

    @property
    def told(self) -> list[Summed]:
        """Those who share the likelihood."""
        return [one for one in self.compared if one.record_id not in self.aside]

    def candidates(self, some: Sequence[Summed], *, limit: int) -> list[Candidate]:
        """Put some of them beside each other; see `Scorer.candidates`."""
        if self.scorer is None or self.comparer is None:
            return []
        return self.scorer.candidates(some, self.comparer.rated, limit=limit)


class Matcher:
    """Answers questions under one set of settings; holds nothing of anybody."""

    def __init__(self, settings: MatchSettings) -> None:
        self._settings = settings
        self._shortlister = Shortlister(settings)
        self._scorer = Scorer(settings, size=0)

    def search(
        self,
        index: Index,
        query: Description,
        *,
        limit: int = 10,
        today: date,
        apart: Apart | None = None,
        reserved: Reserved | None = None,
    ) -> Answer:
        """Find who might be meant.

        Args:
            index: The list.
            query: The words about one person; empty finds nobody.
            limit: The most candidates to give, at least 1.
            today: The day of the question; the library has no clock.
            apart: Says which of some records take no share of likelihood from the others; they
                are given beside them, and take no place.
            reserved: Records that not everybody may know of. All the rest of the answer is as
                if there were none (promise P13); they are given among the others, each circle's
                as if it alone were added to the list.

        Returns:
            The best candidates, best first, ties by their keys. "Same name, other date" is
            always among them, if need be in the place of the last who are no leads, or beside
            the leads, up to half as many; `cut` says so where there are more.

        Why:
            A man whose date was mistyped was buried beyond the tenth place by a low score
            (matching notes, "What failed or misleads").
        """
        asking = self._asking(index, query, today, apart)
        found, is_more = _open(asking, limit)
        if reserved is not None:
            found = _together(found, list(self._beside(asking, reserved, limit)))
        return Answer(found, asking.chosen.size, cut=asking.chosen.cut or is_more)

    def _beside(self, asking: _Asking, reserved: Reserved, limit: int) -> Iterator[Candidate]:
        """Yield for each circle its own candidates, compared beside the list's."""
        if asking.comparer is None:
            return
        told = asking.told
        chosen = self._shortlister.beside(asking.chosen, reserved)
        held = reserved.index.records([number for ids in chosen.values() for number in ids])
        for ids in chosen.values():
            own = asking.comparer.summed([held[number] for number in ids if number in held])
            everybody = asking.candidates([*told, *own], limit=len(told) + len(own))
            yield from _best([one for one in everybody if one.record_id in held], limit)

    def compared(self, index: Index, query: Description, *, today: date) -> Compared:
        """Compare the shortlist with the question, without putting it into words.

        Args:
            index: The list.
            query: The words about one person.
            today: The day of the question.

        Returns:
            Every record compared, in no order; `learning.py` learns weights from such.
        """
        asking = self._asking(index, query, today)
        rated = tuple(map(asking.comparer.rated, asking.compared)) if asking.comparer else ()
        return Compared(rated, asking.chosen.size, cut=asking.chosen.cut)

    def _asking(
        self, index: Index, query: Description, today: date, apart: Apart | None = None
    ) -> _Asking:
        found = self._shortlister.chosen(index, query)
        if found.rarities is None:
            return _Asking((), found)
        scorer = self._scorer_for(found.size)
        measure = found.rarities.measure
        comparer = Comparer(self._settings, query, measure=measure, today=today)
        compared = comparer.summed(index.records(found.ids).values())
        aside = frozenset(apart(found.ids) if apart else ())
        return _Asking(compared, found, comparer, scorer, aside)

    def _scorer_for(self, size: int) -> Scorer:
        """Give the scorer of a list of a length; the last one is kept, for lists change seldom."""
        if self._scorer.size != size:
            self._scorer = Scorer(self._settings, size=size)
        return self._scorer

    def scan_text(
        self,
        index: Index,
        text: str,
        *,
        limit: int = 20,
        today: date,
        apart: Apart | None = None,
        reserved: Reserved | None = None,
    ) -> tuple[Sighting, ...]:
        """Look through a story for names, phone numbers and plates that stand on the list.

        Args:
            index: The list.
            text: Free words in any language; may be empty.
            limit: The most sightings to give.
            today: The day of the question.
            apart: As in `search`.
            reserved: As in `search`.

        Returns:
            The sightings in the order of the text, none overlapping; see `story.py`. Those of
            reserved records alone come after them, marked.
        """

        def search(said: Description) -> tuple[Candidate, ...]:
            return self.search(index, said, limit=limit, today=today, apart=apart).candidates

        found = sightings(search, index, text, self._settings, limit=limit)
        if reserved is None:
            return found

        def search_few(said: Description) -> tuple[Candidate, ...]:
            asking = self._asking(index, said, today, apart)
            return _together((), list(self._beside(asking, reserved, limit)))

        few = sightings(search_few, reserved.index, text, self._settings, limit=limit)
        return _seen_beside(found, few)


def _seen_beside(found: Sequence[Sighting], few: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Give what a story says of the list, in its order, then what it says of reserved records.

    Where the same words name both they are one sighting, with the candidates of both.
    """
    same = {(one.start, one.end, one.said): one for one in few}
    both = [
        replace(one, candidates=(*one.candidates, *same.pop(place).candidates))
        if (place := (one.start, one.end, one.said)) in same
        else one
        for one in found
    ]
    return (*both, *(replace(one, is_reserved=True) for one in same.values()))


def _open(asking: _Asking, limit: int) -> tuple[tuple[Candidate, ...], bool]:
    """Give the list's candidates, and beside them those who take no share.

    Also tells whether somebody of the same name with another date found no room: of sixty
    namesakes the one with the mistyped date may be among those left out.
    """
    told = asking.candidates(asking.told, limit=limit)
    found = _best(told, limit)
    shown = {one.record_id for one in found}
    is_more = any(one.band is Band.OTHER_DATE and one.record_id not in shown for one in told)
    aside = asking.aside
    if not aside:
        return found, is_more
    everybody = asking.candidates(asking.compared, limit=limit + len(aside))
    return _together(found, [one for one in everybody if one.record_id in aside][:limit]), is_more


def _together(found: Sequence[Candidate], beside: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Put further candidates among those found, which keep their order."""
    return tuple(sorted((*found, *beside), key=lambda one: -one.points)) if beside else (*found,)


def _best(found: Sequence[Candidate], limit: int) -> tuple[Candidate, ...]:
    """Keep the best, and namesakes with another date up to half as many.

    They take the place of who is no lead; where all are leads they are given beside them.
    """
    kept = list(found[:limit])
    room = max(limit // 2, 1) - sum(one.band is Band.OTHER_DATE for one in kept)
    for extra in [one for one in found[limit:] if one.band is Band.OTHER_DATE][: max(room, 0)]:
        others = [place for place, one in enumerate(kept) if one.band in _GIVING_WAY]
        if others:
            del kept[others[-1]]
        kept.append(extra)
    return tuple(kept)


_GIVING_WAY = frozenset((Band.NAME_ONLY, Band.WEAK, Band.NONE))
