"""A story screened for listed people: short runs of words that look like somebody held.

Read first: `sightings`. Keys rule out nearly every run before anything is compared.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from matching.index import Index
from matching.keys import keys_asked, number_of, pair_numbers
from matching.names import parts_of
from matching.query import Description, Record
from matching.scoring import Band, Candidate, Evidence
from matching.settings import MatchSettings
from matching.story_facts import Fact, facts_in
from matching.story_kin import Run, kin_in
from matching.story_runs import is_place, pairs_in, singles_in
from matching.story_words import Word, are_small, words_of

_FIRM = frozenset(f"name.{level}" for level in ("same", "nickname", "joined"))
_STRONG = _FIRM | {f"name.{level}" for level in ("spelling", "one_edit", "sound", "sibling")}
_LOOSE = _STRONG | {f"name.{level}" for level in ("stem", "prefix", "initial", "two_edits")}
_AGAINST = ("name.differs", "name.only_said")
"""How findings begin that speak against a name."""
_LEADS = frozenset((Band.STRONG, Band.POSSIBLE, Band.NAME_ONLY, Band.OTHER_DATE))
_SHORTEST = 4
_MOST_ALONE = 3
"""Records that a part alone, or loosely agreeing, may stand for; of more it says nothing."""
_FEW = 20
"""Records of one family name with which a given name elsewhere in the story may go."""

Search = Callable[[Description], Sequence[Candidate]]
Named = Callable[[Sequence[Candidate]], tuple[Candidate, ...]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A run of words (`text[start:end]` is `span`) and who on the list it may name.

    `is_reserved` where nobody on the list is named, but somebody not everybody may know of.
    `said` is what was looked up: mostly the span as a name; of "Rob Quillfeather's brother
    Danny" the name Danny Quillfeather; else a phone number, plate, account or postcode.
    """

    span: str = field(repr=False)
    start: int
    end: int
    said: Description = field(repr=False)
    candidates: tuple[Candidate, ...]
    is_reserved: bool = False


def sightings(
    search: Search, index: Index, text: str, settings: MatchSettings, *, limit: int
) -> tuple[Sighting, ...]:
    """Find the runs of one to four words that name somebody on the list, and telling facts.

    Args:
        search: Gives candidates for a description.
        index: The list, for ruling runs out by key.
        text: The story; words beyond the settings' `story_words` are not read.
        settings: The numbers in force; at most `story_spans` runs are compared.
        limit: The most sightings to give.

    Returns:
        The sightings in the order of the text, none overlapping. Two parts of one name must
        agree, or one part that is rare on the list, is no everyday word and begins with a
        capital. Words in small letters must agree to the letter or as a usual short form.
        A given name counts with the family name of somebody beside it in the story.

    Why:
        What a mother, a teacher and a child write is full of words that are names as well:
        will, mark, rose, may. Every false mention costs an officer a look (decision 0015).
    """
    reading = _Reading(search, index, text, settings, limit)
    reading.take_facts()
    reading.take_names()
    reading.take_kin()
    return tuple(sorted(reading.found, key=lambda one: one.start))


def keys_of_story(text: str, settings: MatchSettings) -> frozenset[int]:
    """Give the keys under which a story is kept, for records that come later.

    Args:
        text: The story; may be empty.
        settings: The numbers in force.

    Returns:
        Every key by which `sightings` would ask the list; see `earlier.numbers_in_story`.
    """
    words = words_of(text)[: settings.limits.story_words]
    small = are_small(words)
    asked: list[Mapping[Any, list[int]]] = [
        _facts_asked(text, settings),
        _runs_asked(text, words, small=small),
        _families_asked(words, small=small),
    ]
    return frozenset(number for keys in asked for some in keys.values() for number in some)


def _facts_asked(text: str, settings: MatchSettings) -> dict[Fact, list[int]]:
    parts = settings.limits.parts_per_name
    return {
        fact: [key.number for key in keys_asked(fact.said, parts_per_name=parts)]
        for fact in facts_in(text)
    }


def _runs_asked(text: str, words: Sequence[Word], *, small: bool) -> dict[Run, list[int]]:
    """Give the runs that may be names, with the keys under which they would be listed."""
    keys: dict[Run, list[int]] = {}
    for run in pairs_in(words, small=small):
        keys[run] = [number for ends in _ends(text, words, run) for number in pair_numbers(*ends)]
    for run in singles_in(words, small=small):
        alone = [number_of("x", part) for part in parts_of(words[run[1]].text)]
        keys[run] = keys.get(run, []) + alone
    return keys


def _ends(text: str, words: Sequence[Word], run: Run) -> list[tuple[str, str]]:
    """Give the outer parts of a run; of "Ciarán Ó Fearnóg" the last is ofearnog.

    Of a word with a hyphen each half, and both written together, may be the part that is held.
    """
    first, last = (words[place] for place in run)
    parts = parts_of(text[first.start : last.end]) if run[1] - run[0] > 1 else ()
    outer = (parts[0], parts[-1]) if len(parts) > 1 else (first.part, last.part)
    halves = [_halves_of(word) or (part,) for word, part in zip((first, last), outer, strict=True)]
    return [(one, two) for one in halves[0] for two in halves[1]]


def _halves_of(word: Word) -> tuple[str, ...]:
    """Give the halves of a word with a hyphen, and the halves written together."""
    halves = word.part.split()
    return (*halves, "".join(halves)) if len(halves) > 1 else ()


def _families_asked(words: Sequence[Word], *, small: bool) -> dict[tuple[int, str], list[int]]:
    """Give the words that may be a family name, "the Quillfeathers" as Quillfeather too."""
    asked: dict[tuple[int, str], list[int]] = {}
    for place, word in enumerate(words):
        is_name = word.is_telling and (word.is_capital or small)
        if is_name and len(word.part) >= _SHORTEST and not is_place(words, place):
            plural = (word.part[:-1],) if word.part.endswith("s") else ()
            for part in (word.part, *plural):
                asked[place, part] = [number_of("x", part)]
    return asked


class _Reading:
    """One story being read: its words, and what was found so far."""

    def __init__(
        self, search: Search, index: Index, text: str, settings: MatchSettings, limit: int
    ) -> None:
        self._search = search
        self._index = index
        self._text = text
        self._settings = settings
        self._words = words_of(text)[: settings.limits.story_words]
        self._are_small = are_small(self._words)
        self._left = settings.limits.story_spans
        self._limit = limit
        self._named: list[Run] = []
        self._taken: list[tuple[int, int]] = []
        self._told: set[str] = set()
        self.found: list[Sighting] = []

    def take_facts(self) -> None:
        """Look up phone numbers, plates, accounts and postcodes."""
        keys = _facts_asked(self._text, self._settings)
        for fact in self._known(keys):
            self._take(fact.start, fact.end, fact.said, Confirming(fact.confirmed))

    def take_names(self) -> None:
        """Look up runs of several words, wide ones first, then single ones."""
        words = self._words
        keys = _runs_asked(self._text, words, small=self._are_small)
        runs = sorted(self._known(keys), key=lambda run: (run[0] - run[1], run[0]))
        for first, last in runs:
            start, end = words[first].start, words[last].end
            said = Description(names=(self._text[start:end],))
            if self._take(start, end, said, self._naming(words[first : last + 1])):
                self._named.append((first, last))

    def _naming(self, run: Sequence[Word]) -> Named:
        """Say whom a run names; an initial never takes from what the family name alone finds."""
        if len(run) == 1:
            return self._named_alone
        are_capital = all(word.is_capital for word in run if word.may_be_name)
        inner = [word for word in run[1:-1] if word.text[0].isupper()]
        inner += [word for word in (run[0], run[-1]) if _halves_of(word)]
        middle = frozenset(part for word in inner for part in parts_of(word.text))
        several = Naming(_STRONG if are_capital else _FIRM, middle)
        if len(run) > 2 or len(run[0].text) > 1:
            return several
        return lambda candidates: several(candidates) or self._named_alone(candidates)

    def _named_alone(self, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Give those whom one part names: the family name, rare enough to be a lead, and few."""
        leads = [
            one
            for one in candidates
            if one.band in _LEADS and not any(map(_is_against, one.evidence))
        ]
        held = self._index.records([one.record_id for one in leads]) if leads else {}
        named = tuple(one for one in leads if _has_family_name(one, held.get(one.record_id)))
        return named if len(named) <= _MOST_ALONE else ()

    def take_kin(self) -> None:
        """Look up given names with the family name of somebody told of near them."""
        words = self._words
        kin = kin_in(words, self._named, self._families(), small=self._are_small)
        keys = {one: pair_numbers(words[one.given].part, one.family) for one in kin}
        for one in self._known(keys):
            word = words[one.given]
            said = Description(names=(f"{word.text} {one.family.capitalize()}",))
            self._take(word.start, word.end, said, Naming(_FIRM))

    def _families(self) -> dict[int, str]:
        """Give the family names that few on the list bear, by place."""
        asked = _families_asked(self._words, small=self._are_small)
        return dict(self._known(asked, at_most=_FEW))

    def _known(self, keys: Mapping[T, Iterable[int]], *, at_most: int = 0) -> list[T]:
        """Give what stands on the list under one of its keys, in one round trip.

        With `at_most` what stands there more often is left out.
        """
        numbers = list(dict.fromkeys(number for some in keys.values() for number in some))
        counts = self._index.count(numbers, at_most=at_most + 1) if numbers else {}
        known = {number for number, n in counts.items() if n and (not at_most or n <= at_most)}
        return [one for one, some in keys.items() if not known.isdisjoint(some)]

    def _take(self, start: int, end: int, said: Description, names: Named) -> bool:
        if not all(end <= first or last <= start for first, last in self._taken):
            return False
        told = " ".join(self._text[start:end].split())
        if told in self._told:
            self._taken.append((start, end))
            return True
        if len(self.found) >= self._limit or self._left <= 0:
            return False
        self._left -= 1
        if named := names(self._search(said)):
            self.found.append(Sighting(self._text[start:end], start, end, said, named))
            self._taken.append((start, end))
            self._told.add(told)
        return bool(named)


@dataclass(frozen=True, slots=True)
class Naming:
    """Says which candidates a run of several parts names.

    Two parts agree at a wanted level and none is against, but one in the middle may be unknown.
    Where nobody is so, and few on the list bear the name: one part to the letter, another loosely.
    """

    wanted: frozenset[str]
    middle: frozenset[str] = field(default=frozenset(), repr=False)

    def __call__(self, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Give those that are named."""
        named = tuple(one for one in candidates if self._is_named(one, self.wanted))
        if named:
            return named
        loosely = tuple(
            one for one in candidates if self._is_named(one, _LOOSE, surely="name.same")
        )
        return loosely if len(loosely) <= _MOST_ALONE else ()

    def _is_named(self, candidate: Candidate, wanted: frozenset[str], *, surely: str = "") -> bool:
        rows = [row for row in candidate.evidence if row.kind == "name"]
        if any(_is_against(row) and row.said not in self.middle for row in rows):
            return False
        agreeing = [row.finding for row in rows if row.finding in wanted]
        if surely and surely not in agreeing:
            return False
        return len(agreeing) >= 2 or "name.joined" in agreeing


def _is_against(row: Evidence) -> bool:
    return row.finding.startswith(_AGAINST)


@dataclass(frozen=True, slots=True)
class Confirming:
    """Says which candidates a fact names: those of whom all of some findings hold."""

    findings: frozenset[str]

    def __call__(self, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Give those that are named."""
        return tuple(
            one for one in candidates if self.findings <= {row.finding for row in one.evidence}
        )


def _has_family_name(candidate: Candidate, held: Record | None) -> bool:
    """Tell whether the part that agrees to the letter ends one of the names held.

    Why: "Maisie" is any Maisie, however few of them are on the list.
    """
    same = {row.held for row in candidate.evidence if row.finding == "name.same"}
    names = held.description.names if held else ()
    return any(parts_of(name)[-1:] == (part,) for part in same for name in names)
