"""People made up for size: given and family names drawn by how common they are in Faker's lists.

They belong to nobody and say nothing about how well anybody is found; they crowd the list.
Without the `faker` package the names are glued from syllables, which crowds it far less.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from itertools import accumulate

from matching.query import Description, PartialDate, Record
from tests.bench.make_people import ENDS, FIRST, GIVEN, LAST

_LOCALES = {"en_GB": 60, "en_IE": 6, "en_IN": 8, "pl_PL": 5, "ro_RO": 4, "pt_PT": 3, "it_IT": 3,
            "es_ES": 3, "fr_FR": 2, "de_DE": 2, "tr_TR": 2, "lt_LT": 1, "en_NG": 1}  # fmt: skip


class _Drawn:
    """One list of names, drawn by weight."""

    def __init__(self, names: Sequence[str] | Mapping[str, float]) -> None:
        weights = names.values() if isinstance(names, Mapping) else [1.0] * len(names)
        self._names = list(names)
        self._sums = list(accumulate(weights))

    def one(self, dice: random.Random) -> str:
        return dice.choices(self._names, cum_weights=self._sums)[0]


def _lists() -> tuple[list[tuple[_Drawn, _Drawn]], list[int]]:
    try:
        modules = {
            locale: import_module(f"faker.providers.person.{locale}").Provider
            for locale in _LOCALES
        }
    except ImportError:
        glued = [one + two for one in GIVEN for two in ENDS]
        family = [one + two for one in FIRST for two in LAST]
        return [(_Drawn(glued), _Drawn(family))], [1]
    lists = [
        (_Drawn(provider.first_names), _Drawn(provider.last_names)) for provider in modules.values()
    ]
    return lists, list(_LOCALES.values())


def invented(
    first_id: int, count: int, towns: Sequence[tuple[str, str]], *, seed: int = 1
) -> Iterator[Record]:
    """Yield invented people.

    Args:
        first_id: The id of the first of them.
        count: How many.
        towns: Town and postcode, drawn for six in ten of them.
        seed: The same seed gives the same people.
    """
    dice = random.Random(seed)
    lists, shares = _lists()
    for number in range(first_id, first_id + count):
        given, family = dice.choices(lists, shares)[0]
        second = f"{given.one(dice)} " if dice.random() < 0.2 else ""
        names = [f"{given.one(dice)} {second}{family.one(dice)}"]
        if dice.random() < 0.25:
            names.append(f"{names[0].split()[0]} {family.one(dice)}")
        day = dice.randrange(1, 29) if dice.random() < 0.9 else None
        month = dice.randrange(1, 13) if day else None
        town, postcode = dice.choice(towns) if dice.random() < 0.6 else ("", "")
        yield Record(
            number,
            Description(
                names=tuple(names),
                birth=PartialDate(dice.randrange(1940, 2009), month, day),
                places=(town,) if town else (),
                postcodes=(postcode,) if postcode else (),
            ),
        )
