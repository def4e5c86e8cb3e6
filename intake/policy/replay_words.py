"""Words of a replay as people type them into YAML: an age of 9, a day of birth, a bare no."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator


def _as_words(value: Any) -> Any:
    """Return numbers and days as they were meant: as words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, (int, float)) else value


def _as_many(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else [value]


Words = Annotated[str, BeforeValidator(_as_words)]
"""Text; a number or a day that YAML has read stands for its digits, a bare no for "no"."""

Several = Annotated[tuple[Words, ...], BeforeValidator(_as_many)]
"""One text or a list of them."""

AS_WORDS = BeforeValidator(_as_words)
"""For a closed list of words with yes and no among them."""
