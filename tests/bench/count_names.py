"""Prints counted shares of names for `common_parts` of config/matching.yaml; not a test.

Usage: python -m tests.bench.count_names, with the packages `faker` and `names` installed.
Family names of England and Wales: Faker's list for en_GB, whose weights are percent of the
population. Given names: the census of the United States of 1990, as `names` carries it.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.resources import files

from matching.names import parts_of

LEAST = 0.2
"""Of 1,000 people; what is rarer is left to the list."""
_SPACE = "\u00a0"


def families() -> Mapping[str, float]:
    shares: dict[str, float] = defaultdict(float)
    for name, percent in import_module("faker.providers.person.en_GB").Provider.last_names.items():
        shares[parts_of(name)[0]] += percent * 10
    return shares


def given_names() -> Mapping[str, float]:
    shares: dict[str, float] = defaultdict(float)
    for one_sex in ("dist.male.first", "dist.female.first"):
        for line in (files("names") / one_sex).read_text(encoding="ascii").splitlines():
            name, percent = line.split()[:2]
            shares[name.lower()] += float(percent) * 10 / 2
    return shares


def block(community: str, shares: Mapping[str, float]) -> Iterator[str]:
    common = [(share, part) for part, share in shares.items() if share >= LEAST]
    told = (f"{part}{_SPACE}{share:.2g}" for share, part in sorted(common, key=_commonest))
    yield f"  {community}: >-"
    yield from (f"    {line}".replace(_SPACE, " ") for line in textwrap.wrap(" ".join(told), 92))


def _commonest(one: tuple[float, str]) -> tuple[float, str]:
    return -one[0], one[1]


def main() -> None:
    print(*block("british_families", families()), sep="\n")
    print(*block("english_given_names", given_names()), sep="\n")


if __name__ == "__main__":
    main()
