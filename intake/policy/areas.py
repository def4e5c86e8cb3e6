"""The shape of `config/areas.yaml`: areas, their postcodes, agencies, and kinds of flag."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from intake.policy.base import Policy

Title = Annotated[str, Field(min_length=2, max_length=120)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Outward = Annotated[str, Field(pattern=r"^[A-Z]{1,2}[0-9][0-9A-Z]?$")]
INWARD = re.compile(r"[0-9][A-Z]{2}$")
FULL_LENGTH = 5


class AreaPolicy(Policy):
    """One area; `outward` are the first halves of its postcodes."""

    title: Title
    outward: tuple[Outward, ...]
    out_of_hours_number: str
    checked_on: date | None = None


class AgencyPolicy(Policy):
    """One agency of one area; `kind` is what the table of access knows it by.

    `also_called` are short names of it, as people say them; agencies may share one.
    """

    title: Title
    kind: Code
    area: Code
    also_called: tuple[Annotated[str, Field(min_length=2, max_length=80)], ...] = ()


class Areas(Policy):
    """`config/areas.yaml`."""

    areas: Annotated[dict[Code, AreaPolicy], Field(min_length=1)]
    agency_kinds: dict[Code, Title]
    agencies: Annotated[dict[Code, AgencyPolicy], Field(min_length=1)]
    flag_kinds: dict[Code, Title]
    managing_kinds: frozenset[Code]

    @cached_property
    def called(self) -> Mapping[str, tuple[str, ...]]:
        """The agencies by each name that they bear."""
        named: dict[str, list[str]] = {}
        for code, agency in self.agencies.items():
            for name in dict.fromkeys((agency.title, *agency.also_called)):
                named.setdefault(name.casefold(), []).append(code)
        return MappingProxyType({name: tuple(codes) for name, codes in named.items()})

    def area_of_postcode(self, words: str) -> str:
        """Return the area of a whole postcode or its first half; empty where unknown."""
        letters = "".join(char for char in words.upper() if char.isalnum())
        is_whole = len(letters) >= FULL_LENGTH and INWARD.search(letters)
        outward = letters[:-3] if is_whole else letters
        return next((code for code, area in self.areas.items() if outward in area.outward), "")
