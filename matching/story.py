"""A story screened for listed names: short runs of words that look like somebody held.

Read first: `sightings`. Keys rule out nearly every run before anything is compared.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from matching.index import Index
from matching.keys import number_of, pair_numbers
from matching.names import PARTICLES, fold, parts_of
from matching.scoring import Candidate
from matching.settings import MatchSettings

_SIGN = r"[^\s\d'’\-_.,;:!?()\[\]{}\"“”‘„«»…/\\|<>*#@&+=~`^%$£€–—।؟،]"
_WORD = re.compile(rf"{_SIGN}+(?:['’-](?!s\b){_SIGN}+)*")
_WIDEST = 4
_ORDINARY_WORDS = (
    "a about after again all also always am an and any are as ask asked at away baby back bad be"
    " because been before being boy boyfriend brother but by call called came can child children"
    " come could dad daughter day did do does doctor dont down each ever every family father few"
    " for friday friend from gets girl girlfriend go goes going got had has have he her here him"
    " his home house how husband i if im in is it its just kid kids know last late like lives"
    " long look looks lot mad man may me met monday more morning most mother mr mrs ms much mum"
    " my name named near neighbour never new next nice night no not now of off old on once one"
    " only or other our out over partner people police road said same saturday saw say says"
    " school see seen shes she since sister so social some son still street sunday take than that"
    " the their them then there these they this those though through thursday to today told too"
    " took tuesday two uncle until up us very was we wednesday week well went were what when"
    " where which while who whole why wife will with woman work worker works would year years"
    " yes yesterday you your"
)
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_FIRM = frozenset(f"name.{level}" for level in ("same", "nickname", "joined"))
_STRONG = _FIRM | {f"name.{level}" for level in ("spelling", "one_edit", "sound", "sibling")}

Search = Callable[[str], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A run of words (`text[start:end]` is `span`) and who on the list it may name."""

    span: str = field(repr=False)
    start: int
    end: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str = field(repr=False)
    start: int
    end: int
    part: str = field(repr=False)

    @property
    def is_capital(self) -> bool:
        """Whether the word begins like a name; scripts without capitals always do."""
        return self.text[0] == self.text[0].upper()

    @property
    def may_be_name(self) -> bool:
        return len(self.part) >= 2 and self.part not in _ORDINARY and self.part not in PARTICLES


def sightings(
    search: Search, index: Index, text: str, settings: MatchSettings, *, limit: int
) -> tuple[Sighting, ...]:
    """Find the runs of one to four words that name somebody on the list.

    Args:
        search: Gives candidates for a name.
        index: The list, for ruling runs out by key.
        text: The story; words beyond the settings' `story_words` are not read.
        settings: The numbers in force.
        limit: The most sightings to give.

    Returns:
        The sightings in the order of the text, none overlapping. Two parts of one name must
        agree, or one part that is rare on the list and begins with a capital. Words in
        small letters must agree to the letter or as a usual short form.
    """
    words = _words(text)[: settings.limits.story_words]
    taken: set[int] = set()
    found: list[Sighting] = []
    for first, last in _runs(words, index, settings):
        if len(found) >= limit or not taken.isdisjoint(range(first, last + 1)):
            continue
        start, end = words[first].start, words[last].end
        firm = not all(word.is_capital for word in words[first : last + 1] if word.may_be_name)
        named = tuple(
            one for one in search(text[start:end]) if _names(one, several=last > first, firm=firm)
        )
        if named:
            taken.update(range(first, last + 1))
            found.append(Sighting(text[start:end], start, end, named))
    return tuple(sorted(found, key=lambda sighting: sighting.start))


def _words(text: str) -> list[_Word]:
    spans = ((found[0], *found.span()) for found in _WORD.finditer(text))
    return [_Word(word, start, end, fold(word)) for word, start, end in spans]


def _runs(words: Sequence[_Word], index: Index, settings: MatchSettings) -> list[tuple[int, int]]:
    """Give the runs worth comparing as first and last word, wide ones first, single ones last.

    A run of several is worth it where its ends stand on the list under one key.
    """
    pairs = {run: pair_numbers(words[run[0]].part, words[run[1]].part) for run in _pairs(words)}
    singles = {
        (place, place): [number_of("x", part) for part in parts_of(word.text)]
        for place, word in enumerate(words)
        if word.may_be_name and word.is_capital and len(word.part) >= 4
    }
    asked = {**pairs, **singles}
    numbers = list(dict.fromkeys(number for keys in asked.values() for number in keys))
    known = {number for number, n in index.count(numbers, at_most=1).items() if n}
    runs = [run for run, keys in asked.items() if any(key in known for key in keys)]
    runs.sort(key=lambda run: (run[0] - run[1], run[0]))
    return runs[: settings.limits.story_spans]


def _pairs(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    for first, word in enumerate(words):
        if not word.may_be_name:
            continue
        for last in range(first + 1, min(first + _WIDEST, len(words))):
            if not _adjoin(words[last - 1], words[last]):
                break
            if words[last].may_be_name:
                yield first, last


def _adjoin(one: _Word, other: _Word) -> bool:
    """Whether no more than a space, a comma or an initial's full stop parts two words."""
    return other.start - one.end <= (2 if len(one.text) == 1 else 1) or (
        other.start - one.end == 2 and one.is_capital and other.is_capital
    )


def _names(candidate: Candidate, *, several: bool, firm: bool) -> bool:
    wanted = _FIRM if firm else _STRONG
    rows = [row for row in candidate.evidence if row.kind == "name"]
    agreeing = [row for row in rows if row.finding in wanted]
    against = [row for row in rows if row.finding in {"name.differs", "name.only_said"}]
    if against:
        return False
    if several:
        return len(agreeing) >= 2 or any(row.finding == "name.joined" for row in agreeing)
    return any(row.words.endswith("rare here") for row in agreeing if row.finding == "name.same")
