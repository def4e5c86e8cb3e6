"""A part of the service that does not do its work."""

from dataclasses import dataclass
from datetime import datetime

TELEGRAM = "telegram"
TOKEN_REFUSED, NOT_REACHED = "token_refused", "not_reached"
NEEDS_A_HUMAN = frozenset({TOKEN_REFUSED})
"""Codes of faults that no waiting mends."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one part, and since when; codes only.

    Args:
        part: Code of the part, such as "telegram".
        code: What is wrong.
        since: Aware UTC.
    """

    part: str
    code: str
    since: datetime

    @property
    def name(self) -> str:
        """Part and code in one, as monitors and notices name it."""
        return f"{self.part}.{self.code}"

    @property
    def needs_a_human(self) -> bool:
        """Whether only a human can mend it; anything else is tried again."""
        return self.code in NEEDS_A_HUMAN
