"""nomenklatura's newest matcher for screening, logic-v2, on candidates generously given.

It compares pair by pair and brings no index of its own, so that a whole list of 10,000 takes
a second a question. It gets the 100 records nearest by sorted words in Latin letters, and
everybody with the same date of birth.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tests.bench.peers.contender import Asked, Peer
from tests.bench.peers.data import Bench, Question, Row, names_of
from tests.bench.peers.figures import Ranking
from tests.bench.peers.scans import SortedNames

_CANDIDATES = 100
_ALGORITHM = "logic-v2"


class Nomenklatura(Peer):
    name = "nomenklatura"
    label = f"nomenklatura, {_ALGORITHM}"
    how = (
        f"{_ALGORITHM} as it comes, on the {_CANDIDATES} records nearest by the token-sort scan "
        "and all with the same date of birth; Person entities with name, alias, birthDate, address"
    )
    bearable = 10_000

    def ready(self, registry: Iterable[Row], bench: Bench) -> Asked:
        rows = list(registry)
        return _Entities(rows)


class _Entities:
    def __init__(self, rows: Sequence[Row]) -> None:
        from nomenklatura.matching import get_algorithm  # noqa: PLC0415 - an extra

        self._algorithm = get_algorithm(_ALGORITHM)
        self._settings = self._algorithm.default_config()
        self._near = SortedNames.of(rows)
        self._people = {row["id"]: _held(row) for row in rows}
        self._born: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            self._born[row["dob"]].append(row["id"])

    def answer(self, questions: Sequence[Question]) -> list[Ranking]:
        return [self._ranked(one.row) for one in questions]

    def _ranked(self, row: Row) -> Ranking:
        asked = _person(f"question {row['query_id']}", (row["name"],), row["dob"], row["place"])
        near = self._near.nearest(row["name"], _CANDIDATES)
        same_day = self._born[row["dob"]] if len(row["dob"]) == 10 else ()
        scores = [
            (record, near.get(record, 0.0), self._compared(asked, record))
            for record in dict.fromkeys((*near, *same_day))
        ]
        scores.sort(key=lambda one: (-one[2], -one[1]))
        return [(record, score) for record, _, score in scores[:10]]

    def _compared(self, asked, record: str) -> float:
        return self._algorithm.compare(asked, self._people[record], self._settings).score


def _held(row: Row):
    place = " ".join(filter(None, (row["town"], row["postcode"])))
    return _person(row["id"], names_of(row), row["dob"], place)


def _person(label: str, names: Sequence[str], dob: str, place: str):
    from followthemoney import model  # noqa: PLC0415 - an extra

    person = model.make_entity("Person")
    person.id = label
    person.add("name", names[0])
    person.add("alias", names[1:])
    person.add("birthDate", dob)
    person.add("address", place)
    return person
