"""Japanese names in Han signs: their readings, from counted family and given names.

Read first: `han.py`. The tables are those of the package `japanese-personal-name-dataset`
(MIT, in the wheel), read when a name first begins with a Japanese family name.
"""

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from matching.east_asian import kana_word

_PACKAGE = "japanese_personal_name_dataset"
_GIVEN_FILES = ("first_name_man_opti.csv", "first_name_woman_opti.csv")
_LONG_VOWEL = re.compile("(?<=[ou])u|(?<=o)o")
_MOST_READINGS = 2
_KANA_ALONE = re.compile("[\u3040-\u30ff]+")


def japanese_readings(signs: str) -> tuple[str, ...]:
    """Give the Japanese readings of a name whose first signs are a Japanese family name.

    Args:
        signs: Han signs without spaces, the family name first.

    Returns:
        At most two, without the length of vowels (Ito, not Itou); empty where the family
        name or the given name is not in the tables.
    """
    for size in (3, 2, 1):
        family, given = signs[:size], signs[size:]
        if given and (surname := _surnames().get(family)):
            return tuple(
                f"{surname} {one}" for one in _given_names().get(given, ())[:_MOST_READINGS]
            )
    return ()


def with_kana(name: str) -> str:
    """Give a name of Han signs and kana, its family name from the table.

    Returns:
        Empty where no family name of the table begins it, or Han signs are left after it.
    """
    signs = "".join(name.split())
    for size in (3, 2, 1):
        given = signs[size:].replace("子", "コ")
        if given and _KANA_ALONE.fullmatch(given) and (family := _surnames().get(signs[:size])):
            return f"{family} {kana_word(given)}"
    return ""


def _rows(file: str) -> list[list[str]]:
    path = resources.files(_PACKAGE).joinpath(f"dataset/{file}")
    with path.open(encoding="utf-8") as table:
        return list(csv.reader(table))


@lru_cache(maxsize=1)
def _surnames() -> Mapping[str, str]:
    return MappingProxyType(
        {row[0]: _LONG_VOWEL.sub("", row[3]) for row in _rows("last_name_org.csv")}
    )


@lru_cache(maxsize=1)
def _given_names() -> Mapping[str, tuple[str, ...]]:
    readings: dict[str, tuple[str, ...]] = {}
    for file in _GIVEN_FILES:
        for _, latin, *written in _rows(file):
            spelt = _LONG_VOWEL.sub("", latin)
            for signs in written:
                readings[signs] = (*readings.get(signs, ()), spelt)
    return MappingProxyType(readings)
