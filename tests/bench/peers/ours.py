"""Our own matcher: weights learned on the training half, list kept in SQLite as in service."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import yaml

from matching.index.memory import MemoryIndex
from matching.learning import Case, Learned, learn
from matching.matcher import Matcher
from matching.settings import MatchSettings
from tests.bench.peers.contender import Asked, Halves
from tests.bench.peers.data import Bench, Question, Row
from tests.bench.peers.kept_list import KeptList
from tests.bench.screen_both_ways import Judged, judged
from tests.bench.screen_quality import TODAY, query_of, record_of

_RIDGE = 0.5
Tell = Callable[[str], None]


class Ours:
    """Due Regard's matcher, under a file of settings."""

    name = "ours"
    label = "Due Regard"
    how = (
        "one conditional logit; the list in a SQLite file with the service's own settings, "
        "every question a search of its own"
    )
    bearable = 1_000_000
    fit = False

    def __init__(self, config: Path) -> None:
        self._given = yaml.safe_load(config.read_text(encoding="utf-8"))
        self._learned: Learned | None = None
        self._size = 0

    @property
    def settings(self) -> MatchSettings:
        """The settings in force, with what was learned in its place."""
        held = MatchSettings.from_mapping(self._given)
        return taught(held, self._learned, size=self._size) if self._learned else held

    @property
    def is_taught(self) -> bool:
        """Whether the weights were learned here; without both sorts of questions they stay."""
        return self._learned is not None

    def ready(self, registry: Iterable[Row], bench: Bench) -> Asked:
        return KeptList(Matcher(self.settings), registry, [row["id"] for row in bench.registry])

    def judged(self, bench: Bench, tell: Tell) -> Halves:
        """Learn on the training half where the bench teaches, and judge both halves.

        The settings are then those learned, so that what is timed is what was judged.
        """
        numbers = {row["id"]: number for number, row in enumerate(bench.registry, 1)}
        records = (record_of(number, row) for number, row in enumerate(bench.registry, 1))
        index = MemoryIndex.build(records)
        held = self.settings
        matcher = Matcher(held)
        cases: dict[str, Case] = {}
        for one in (*(bench.learning if bench.teaches else bench.training), *bench.checking):
            cases[one.row["query_id"]] = _case(matcher, index, one, numbers)
            if len(cases) % 2000 == 0:
                tell(f"{len(cases)} questions compared")
        learned = as_held(held)
        if bench.teaches and not _can_teach([cases[one.row["query_id"]] for one in bench.learning]):
            tell("too few questions to learn from: the weights stay as they are")
        elif bench.teaches:
            learned = _learned([cases[one.row["query_id"]] for one in bench.learning], held)
            self._learned, self._size = learned, len(numbers)
        tell("weights ready")

        def judge(questions: Sequence[Question]) -> list[Judged]:
            told = ((cases[one.row["query_id"]], one) for one in questions)
            return [judged(case, learned, one.checking, one.slices) for case, one in told]

        return Halves(judge(bench.training), judge(bench.checking))


def _case(matcher: Matcher, index: MemoryIndex, one: Question, numbers: dict[str, int]) -> Case:
    rated = matcher.compared(index, query_of(one.row), today=TODAY).rated
    return Case(rated, numbers.get(one.right) if one.right else None)


def _can_teach(cases: Sequence[Case]) -> bool:
    """Whether somebody listed was found in one question, and nobody is listed in another."""
    found = any(case.right in {one.record_id for one in case.rated} for case in cases)
    return found and any(case.right is None for case in cases)


def _learned(cases: Sequence[Case], settings: MatchSettings) -> Learned:
    """Learn from nothing: the weights in force may know the checking half already."""
    blank = replace(settings, weights=MappingProxyType(dict.fromkeys(settings.weights, 0.0)))
    return learn(cases, blank, ridge=_RIDGE)


def as_held(settings: MatchSettings) -> Learned:
    """The weights in force as if they had just been learned."""
    prior = settings.prior
    return Learned(settings.weights, prior.points, prior.at_fitting, 0, 0)


def taught(settings: MatchSettings, learned: Learned, *, size: int) -> MatchSettings:
    """The settings with what was learned in the place of what was in force."""
    prior = replace(
        settings.prior,
        points=learned.prior_points,
        at_fitting=learned.at_fitting,
        size_at_fitting=float(size),
    )
    return replace(settings, weights=MappingProxyType(dict(learned.weights)), prior=prior)
