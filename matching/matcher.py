"""The way in: who might this be, and which listed names stand in this story?

Read first: `Matcher.search`. Keys find a shortlist, the scorer compares it in full.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from matching.comparing import Comparer, Rated
from matching.index import Index
from matching.query import Description
from matching.scoring import Band, Candidate, Scorer
from matching.settings import MatchSettings
from matching.shortlist import Shortlister
from matching.story import Sighting, sightings

Apart = Callable[[Sequence[int]], Collection[int]]
"""Of some records, those that are to be kept apart."""


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
    """The shortlist of one question, compared; `scorer` is None where nothing was looked up."""

    rated: tuple[Rated, ...]
    searched: int
    cut: bool
    scorer: Scorer | None = None


class Matcher:
    """Answers questions under one set of settings; holds nothing else."""

    def __init__(self, settings: MatchSettings) -> None:
        self._settings = settings
        self._shortlister = Shortlister(settings)

    def search(
        self,
        index: Index,
        query: Description,
        *,
        limit: int = 10,
        today: date,
        apart: Apart | None = None,
    ) -> Answer:
        """Find who might be meant.

        Args:
            index: The list.
            query: The words about one person; empty finds nobody.
            limit: The most candidates to give, at least 1.
            today: The day of the question; the library has no clock.
            apart: Says which of some records not everybody may know of. The others are given as
                if those were not on the list; those are given beside them, and take no place.

        Returns:
            The best candidates, best first, ties by their keys. "Same name, other date" is
            always among them, if need be in the place of the last who are no leads, or beside
            the leads, up to half as many.

        Why:
            A man whose date was mistyped was buried beyond the tenth place by a low score
            (matching notes, "What failed or misleads").
        """
        made = self.compared(index, query, today=today)
        if made.scorer is None:
            return Answer((), made.searched, cut=made.cut)
        hidden = frozenset(apart([one.record_id for one in made.rated]) if apart else ())
        told = [one for one in made.rated if one.record_id not in hidden]
        found = _best(made.scorer.candidates(told, limit=limit), limit)
        if hidden:
            everybody = made.scorer.candidates(made.rated, limit=limit + len(hidden))
            beside = [one for one in everybody if one.record_id in hidden][:limit]
            found = tuple(sorted((*found, *beside), key=lambda one: -one.points))
        return Answer(found, made.searched, cut=made.cut)

    def compared(self, index: Index, query: Description, *, today: date) -> Compared:
        """Compare the shortlist with the question, without putting it into words.

        Args:
            index: The list.
            query: The words about one person.
            today: The day of the question.

        Returns:
            Every record compared, in no order; `learning.py` learns weights from such.
        """
        found = self._shortlister.chosen(index, query)
        if found.rarities is None:
            return Compared((), found.size, cut=False)
        scorer = Scorer(self._settings, size=found.size)
        measure = found.rarities.measure
        comparer = Comparer(self._settings, query, measure=measure, today=today)
        rated = tuple(comparer.rated(one) for one in index.records(found.ids).values())
        return Compared(rated, found.size, cut=found.cut, scorer=scorer)

    def scan_text(
        self,
        index: Index,
        text: str,
        *,
        limit: int = 20,
        today: date,
        apart: Apart | None = None,
    ) -> tuple[Sighting, ...]:
        """Look through a story for names, phone numbers and plates that stand on the list.

        Args:
            index: The list.
            text: Free words in any language; may be empty.
            limit: The most sightings to give.
            today: The day of the question.
            apart: As in `search`.

        Returns:
            The sightings in the order of the text, none overlapping; see `story.py`.
        """

        def search(said: Description) -> tuple[Candidate, ...]:
            return self.search(index, said, limit=limit, today=today, apart=apart).candidates

        return sightings(search, index, text, self._settings, limit=limit)


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
