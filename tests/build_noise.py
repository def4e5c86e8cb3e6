"""Builders of invented years that are short enough for a quick test."""

from dataclasses import replace
from functools import cache
from typing import Any

from intake.policy.loader import PolicySet
from intake.running.noise_play import Played, play
from tests.build import shipped_policy


def a_county(*, people: int = 3500, **changes: Any) -> PolicySet:
    """Give the shipped policy for a small county; fields of the policy changed by name."""
    noise = shipped_policy().noise
    some = noise.county.people.model_copy(update={"value": people})
    county = noise.county.model_copy(update={"people": some})
    return replace(shipped_policy(), noise=noise.model_copy(update={"county": county}), **changes)


@cache
def a_played_year() -> Played:
    """Give a played year of a small county, some thirty reports; made once."""
    return play(a_county(), seed=5)
