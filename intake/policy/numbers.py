"""The shape of `config/numbers.yaml`: numbers of help, as the conversation gives them."""

from datetime import date
from typing import Annotated

from pydantic import Field

from intake.policy.areas import Code, Title
from intake.policy.base import Policy


class NumberPolicy(Policy):
    """One number; `checked_on` is empty until somebody has called it."""

    title: Title
    number: Annotated[str, Field(pattern=r"^[0-9 ]{3,16}$")]
    how: Annotated[str, Field(pattern=r"^(call|text)$")] = "call"
    who_for: Title
    hours: str = ""
    checked_on: date | None = None


class Numbers(Policy):
    """`config/numbers.yaml`; scripts name a number by its key."""

    numbers: Annotated[dict[Code, NumberPolicy], Field(min_length=1)]

    def number(self, key: str) -> str:
        """Return a number as read aloud; raises KeyError where there is none."""
        return self.numbers[key].number
