"""What the benchmark asks of every matcher, ours and the peers', and which there are."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tests.bench.peers.data import Bench, Question, Row
from tests.bench.peers.figures import Ranking, figures_of, judged_ranking
from tests.bench.screen_both_ways import Judged


class Asked(Protocol):
    """A list that is ready to be asked."""

    def answer(self, questions: Sequence[Question]) -> Sequence[Ranking]:
        """Rank the records for each question, at most ten."""
        ...


class Contender(Protocol):
    """One matcher.

    `how` says how it was run; `bearable` is the longest list it is timed on; `fit` says that
    its scores are no probabilities.
    """

    name: str
    label: str
    how: str
    bearable: int
    fit: bool

    def ready(self, registry: Iterable[Row], bench: Bench) -> Asked:
        """Take in a list; what can be learned from the training half may be."""
        ...

    def judged(self, bench: Bench, tell: Callable[[str], None]) -> "Halves":
        """Answer both halves of the questions on the bench's own registry."""
        ...


@dataclass(frozen=True, slots=True)
class Halves:
    training: Sequence[Judged]
    checking: Sequence[Judged]


class Peer(ABC):
    """A matcher of somebody else's: judged by its rankings alone."""

    fit = True

    @abstractmethod
    def ready(self, registry: Iterable[Row], bench: Bench) -> Asked:
        """Take in a list; see `Contender`."""

    def judged(self, bench: Bench, tell: Callable[[str], None]) -> Halves:
        asked = self.ready(bench.registry, bench)
        tell("list taken in")
        halves = []
        for questions in (bench.training, bench.checking):
            rankings = asked.answer(questions)
            halves.append([judged_ranking(*one) for one in zip(questions, rankings, strict=True)])
            tell(f"{len(questions)} questions answered")
        return Halves(*halves)


def summed(contender: Contender, halves: Halves):
    """Give the figures of one contender."""
    return figures_of(halves.training, halves.checking, fit=contender.fit)
