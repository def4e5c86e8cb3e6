"""A list made longer, or shorter, for measuring time and memory only.

The people added are nobody: their names are drawn from Faker's for sixteen countries, dates and
towns evenly. Recall on such a list says little.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from anyascii import anyascii

from tests.bench.peers.data import REGISTRY, Bench, Row

_LOCALES = (
    "en_GB", "en_GB", "en_GB", "en_IE", "en_IN", "pl_PL", "ro_RO", "pt_PT", "it_IT", "es_ES",
    "fr_FR", "de_DE", "lt_LT", "bg_BG", "tr_TR", "cs_CZ", "hu_HU", "nl_NL",
)  # fmt: skip
_DRAWN = 4_000
_TOWNS = 800
_FIRST_DAY = date(1940, 1, 1)
_DAYS = 365 * 66


def write_list(bench: Bench, size: int, path: Path) -> Path:
    """Write a list of this size: all or some of the bench's own, then people who are nobody.

    Args:
        bench: Whose registry begins the list; where it is longer, those who are asked about
            come first, so that there is something to find.
        size: How many records.
        path: The file to write.

    Raises:
        ImportError: The list must grow and Faker is not installed.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, REGISTRY, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(_kept(bench, size))
        if size > len(bench.registry):
            writer.writerows(islice(_nobodies(), size - len(bench.registry)))
    return path


def rows_in(path: Path) -> Iterator[Row]:
    """Read a list row by row, so that a matcher keeps what it keeps and no more."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _kept(bench: Bench, size: int) -> Sequence[Row]:
    dice = random.Random(size)
    rows = dice.sample(bench.registry, len(bench.registry))
    if size < len(rows):
        wanted = {one.right for one in bench.checking[::5]}
        rows.sort(key=lambda row: row["id"] not in wanted)
        rows = rows[:size]
        dice.shuffle(rows)
    return rows


def _nobodies() -> Iterator[Row]:
    from faker import Faker  # noqa: PLC0415 - an extra

    dice = random.Random(1)
    Faker.seed(1)
    people = [_names(locale) for locale in _LOCALES]
    city = Faker("en_GB").city
    towns = [
        (city(), f"{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}{n % 30 + 1}") for n in range(_TOWNS)
    ]
    number = 0
    while True:
        given, family = dice.choice(people)
        one, two = dice.choice(given), dice.choice(family)
        town, outward = dice.choice(towns)
        number += 1
        values = (
            f"nobody{number}", f"{one} {two}", one, two,
            f"{dice.choice(given)} {two}" if dice.random() < 0.2 else "",
            (_FIRST_DAY + timedelta(days=dice.randrange(_DAYS))).isoformat(), town, f"{outward} 9ZZ",
        )  # fmt: skip
        yield dict(zip(REGISTRY, values, strict=True))


def _names(locale: str) -> tuple[list[str], list[str]]:
    """Given and family names of one country, drawn as often as they are frequent there."""
    from faker import Faker  # noqa: PLC0415 - an extra

    faker = Faker(locale)
    given = [anyascii(faker.first_name()) for _ in range(_DRAWN)]
    return given, [anyascii(faker.last_name()) for _ in range(_DRAWN)]
