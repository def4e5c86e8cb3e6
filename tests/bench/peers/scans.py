"""Two scans with rapidfuzz: the naive one, and what a careful team writes in an afternoon."""

from collections.abc import Iterable, Sequence

from anyascii import anyascii
from rapidfuzz import fuzz, process, utils

from tests.bench.peers.contender import Asked, Peer
from tests.bench.peers.data import Bench, Question, Row, names_of
from tests.bench.peers.figures import Ranking

_MORE = 40
_DATE = 10.0


def folded(name: str) -> str:
    """Latin letters, lower case, no signs."""
    return utils.default_process(anyascii(name)).strip()


class Naive(Peer):
    """`process.extract` over the full names, as the first example of every tutorial has it."""

    name = "naive"
    label = "rapidfuzz, naive scan"
    how = "process.extract with WRatio over the full names as they are written"
    bearable = 1_000_000

    def ready(self, registry: Iterable[Row], bench: Bench) -> Asked:
        rows = [(row["id"], row["full_name"]) for row in registry]
        return _NaiveList([record for record, _ in rows], [name for _, name in rows])


class _NaiveList:
    def __init__(self, ids: list[str], names: list[str]) -> None:
        self._ids = ids
        self._names = names

    def answer(self, questions: Sequence[Question]) -> list[Ranking]:
        return [
            [
                (self._ids[place], score / 100)
                for _, score, place in process.extract(one.row["name"], self._names, limit=10)
            ]
            for one in questions
        ]


class TokenSort(Peer):
    """Folded names and aliases, words sorted, and the date of birth to tell namesakes apart."""

    name = "token-sort"
    label = "rapidfuzz, token-sort scan"
    how = (
        "names and aliases in Latin letters (anyascii), words sorted, ratio; ten points more "
        "or less where the date of birth agrees or not as far as it is known"
    )
    bearable = 1_000_000

    def ready(self, registry: Iterable[Row], bench: Bench) -> "SortedNames":
        return SortedNames.of(registry)


class SortedNames:
    """Every name of every record, folded and sorted, beside its record's id and date."""

    def __init__(self, ids: list[str], names: list[str], dates: dict[str, str]) -> None:
        self._ids = ids
        self._names = names
        self._dates = dates

    @classmethod
    def of(cls, registry: Iterable[Row]) -> "SortedNames":
        ids, names, dates = [], [], {}
        for row in registry:
            for name in names_of(row):
                ids.append(row["id"])
                names.append(_sorted(name))
            dates[row["id"]] = row["dob"]
        return cls(ids, names, dates)

    def nearest(self, name: str, most: int) -> dict[str, float]:
        """The records whose best name is nearest, with a ratio from 0 to 100."""
        found = process.extract(_sorted(name), self._names, scorer=fuzz.ratio, limit=most)
        best: dict[str, float] = {}
        for _, score, place in found:
            best.setdefault(self._ids[place], score)
        return best

    def answer(self, questions: Sequence[Question]) -> list[Ranking]:
        return [self._ranked(one.row) for one in questions]

    def _ranked(self, row: Row) -> Ranking:
        scores = [
            (record, (score + _by_date(row["dob"], self._dates[record])) / 110)
            for record, score in self.nearest(row["name"], _MORE).items()
        ]
        return sorted(scores, key=lambda one: -one[1])[:10]


def _sorted(name: str) -> str:
    return " ".join(sorted(folded(name).split()))


def _by_date(said: str, held: str) -> float:
    if not (said and held):
        return 0.0
    known = min(len(said), len(held))
    return _DATE if said[:known] == held[:known] else -_DATE
