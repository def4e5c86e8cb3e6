"""What the rules beside the sum look at, gathered concern by concern; begin with `Grounds`.

Grounds only ever grow, and each rule reads what it asks for without going through everything
again: so a history is weighed step by step in one pass, and by the very same rules.
"""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile

from intake.domain.band import Band
from intake.domain.bearing import Bearing
from intake.domain.chronology import Held


@dataclass(frozen=True, slots=True)
class RuleScales:
    """The numbers and signs that the rules ask for; all from `weights.yaml`.

    `breach_signs`, `own_words_signs` and `repeat_allegation_signs` are ids of signs;
    `access_sign_group` is a group such as GC.
    """

    worried_from_class: int
    alone_from_class: int
    voices_for_review: int
    concerns_for_discuss: int
    concerns_need_voices: int
    concerns_within_months: int
    voices_for_discuss: int
    voices_need_settings: int
    access_households: int
    access_voices: int
    access_sign_group: str
    access_sign_class: int
    breach_signs: frozenset[str]
    own_words_signs: frozenset[str]
    repeat_allegation_signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired.

    Args:
        rule: Its lasting name.
        band: The band it reaches; note where it only sets a floor.
        because: The reason in words, naming nobody.
        lesson: Where the rule comes from.
        concerns: The concerns it rests on, sorted; empty where it rests on a held fact.
        floor: The band below which nobody may lower the person; note is no floor.
    """

    rule: str
    band: Band
    because: str
    lesson: str
    concerns: tuple[str, ...] = ()
    floor: Band = Band.NOTE


class Gathered:
    """Bearings of one kind in the order in which they came, with their concerns and voices.

    Its concerns are kept in order, for a rule is asked at every step of a long history.
    """

    __slots__ = ("_concerns", "bearings", "voices")

    def __init__(self) -> None:
        self.bearings: list[Bearing] = []
        self.voices: set[str] = set()
        self._concerns: list[str] = []

    def add(self, bearing: Bearing) -> None:
        """Take in one more."""
        self.bearings.append(bearing)
        self.voices.add(bearing.entry.voice)
        concern, known = bearing.entry.concern, self._concerns
        place = bisect_left(known, concern)
        if place == len(known) or known[place] != concern:
            known.insert(place, concern)

    @property
    def concerns(self) -> tuple[str, ...]:
        """The concerns, each once and sorted."""
        return tuple(self._concerns)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.bearings)

    def __iter__(self) -> Iterator[Bearing]:
        """Go through them in the order in which they came."""
        return iter(self.bearings)


class SlidingWindow:
    """Concerns that lie in some span of months full enough; give them in order of time.

    Why:
        Each report was closed on its own; together within a year they were a pattern
        (rows P23 and P29). The window slides over the whole history.
    """

    __slots__ = ("_concerns", "_marked", "_open", "_places", "_voices", "crowded", "scales")

    def __init__(self, scales: RuleScales) -> None:
        self.scales = scales
        self.crowded = Gathered()
        self._open: deque[tuple[datetime, int, Bearing]] = deque()
        self._concerns: Counter[str] = Counter()
        self._voices: Counter[str] = Counter()
        self._places = 0
        self._marked = 0

    def add(self, bearing: Bearing) -> None:
        """Take in the next concern; all before it are older or of the same moment."""
        entry = bearing.entry
        end = months_after(entry.known_at, self.scales.concerns_within_months)
        if self._open:
            end = max(end, self._open[-1][0])
        self._open.append((end, self._places, bearing))
        self._places += 1
        self._concerns[entry.concern] += 1
        self._voices[entry.voice] += 1
        while self._open[0][0] < entry.known_at:
            self._drop(self._open.popleft()[2])
        if self._is_full():
            news = takewhile(lambda one: one[1] >= self._marked, reversed(self._open))
            for _, _, one in news:
                self.crowded.add(one)
            self._marked = self._places

    def _drop(self, bearing: Bearing) -> None:
        for counted, key in (
            (self._concerns, bearing.entry.concern),
            (self._voices, bearing.entry.voice),
        ):
            counted[key] -= 1
            if not counted[key]:
                del counted[key]

    def _is_full(self) -> bool:
        enough = len(self._concerns) >= self.scales.concerns_for_discuss
        return enough and len(self._voices) >= self.scales.concerns_need_voices


@dataclass(slots=True)
class Grounds:
    """What rules look at: the bearings relied on, what is held, and the numbers.

    `add` them in order of time. `worried`, `dangers`, `at_home`, `grooming` and `new_children`
    are the bearings that are worried, tell of danger now, name a household with children, hold
    a grooming sign of weight, or name a child not seen before. `graver` hold a sign that asks
    for a look by itself; `holding` has those with one of a rule's own signs, by the sign.
    """

    held: Held
    scales: RuleScales
    worried: Gathered = field(default_factory=Gathered)
    dangers: Gathered = field(default_factory=Gathered)
    at_home: Gathered = field(default_factory=Gathered)
    grooming: Gathered = field(default_factory=Gathered)
    new_children: Gathered = field(default_factory=Gathered)
    graver: Gathered = field(default_factory=Gathered)
    holding: dict[str, list[Bearing]] = field(default_factory=dict)
    worried_settings: set[str] = field(default_factory=set)
    households: set[str] = field(default_factory=set)
    window: SlidingWindow = field(init=False)

    def __post_init__(self) -> None:
        self.window = SlidingWindow(self.scales)

    @property
    def worried_voices(self) -> set[str]:
        """The voices of whoever is worried."""
        return self.worried.voices

    def add(self, bearing: Bearing) -> None:
        """Take in the next bearing; one that no rule may rest on changes nothing.

        Why:
            A concern suspected false is kept and shown, but no rule rests on it: else its cap
            would mean nothing (decision 0003).
        """
        if not bearing.counts_for_rules:
            return
        entry = bearing.entry
        if entry.in_danger:
            self.dangers.add(bearing)
        if entry.households:
            self.at_home.add(bearing)
            self.households.update(entry.households)
        if entry.new_child:
            self.new_children.add(bearing)
        if bearing.signs:
            self._add_signs(bearing)
        if bearing.is_worried:
            self.worried.add(bearing)
            self.worried_settings.add(entry.setting)
            self.window.add(bearing)

    def _add_signs(self, bearing: Bearing) -> None:
        scales = self.scales
        if bearing.reaches(scales.alone_from_class):
            self.graver.add(bearing)
        if any(
            one.cls >= scales.access_sign_class and one.sign.group == scales.access_sign_group
            for one in bearing.signs
        ):
            self.grooming.add(bearing)
        for one in bearing.signs:
            self.holding.setdefault(one.sign.id, []).append(bearing)

    def holding_any(self, ids: Iterable[str]) -> list[Bearing]:
        """Return what holds one of these signs; empty where nothing does."""
        return [one for sign in sorted(ids) for one in self.holding.get(sign, ())]


def grounds_of(bearings: Iterable[Bearing], held: Held, scales: RuleScales) -> Grounds:
    """Gather bearings, given in any order; what is empty gives empty grounds."""
    grounds = Grounds(held, scales)
    for bearing in sorted(bearings, key=lambda one: one.entry.known_at):
        grounds.add(bearing)
    return grounds


def concerns_of(bearings: Iterable[Bearing]) -> tuple[str, ...]:
    """Return the concerns of some bearings, each once and sorted."""
    return tuple(sorted({bearing.entry.concern for bearing in bearings}))


def months_after(moment: datetime, months: int) -> datetime:
    """Return the same day and hour some months on; a day that is missing becomes the last."""
    years, month = divmod(moment.month - 1 + months, 12)
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=moment.year + years, month=month + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=moment.year + years, month=month + 1)
