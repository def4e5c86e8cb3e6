"""Builders of the tests: each makes a whole, plain value of which a test names what matters.

Append your own; a builder's defaults are the dullest that can be.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from intake.domain.chronology import Entry, Held, SignSeen
from intake.domain.concern import KnownBy
from intake.domain.voice import VoiceTies
from intake.domain.weight import Scales
from intake.policy.indicators import Indicators
from intake.policy.weights import Weights

NOON = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)
CONFIG = Path(__file__).parents[1] / "config"

_concerns = count(1)


@cache
def _shipped_scales() -> Scales:
    signs = yaml.safe_load((CONFIG / "indicators.yaml").read_text(encoding="utf-8"))
    weights = yaml.safe_load((CONFIG / "weights.yaml").read_text(encoding="utf-8"))
    book = Indicators.model_validate(signs).to_sign_book()
    return Weights.model_validate(weights).to_scales(book)


def scales(**changes: Any) -> Scales:
    """Give the shipped scales, with fields of `Scales` changed by name."""
    return replace(_shipped_scales(), **changes)


def an_entry(
    *,
    voice: str = "a neighbour",
    signs: Sequence[str | SignSeen] = (),
    concern: str = "",
    known_at: datetime = NOON,
    known_by: KnownBy = KnownBy.SAW,
    **told: Any,
) -> Entry:
    """Give an entry known at noon, by its own eyes; signs given as ids are tied to him."""
    seen = tuple(
        SignSeen(sign, tied_to_him=True) if isinstance(sign, str) else sign for sign in signs
    )
    return Entry(
        concern=concern or f"concern {next(_concerns)}",
        voice=voice,
        known_at=known_at,
        signs=seen,
        known_by=known_by,
        **told,
    )


def held(**facts: Any) -> Held:
    """Give what is held on a flagged person, with facts changed by name."""
    return Held(**{"is_flagged": True, **facts})


def some_ties(*, concern: str = "", **ties: Any) -> VoiceTies:
    """Give the ties of a concern that arrived at noon; nothing ties it unless named."""
    return VoiceTies(concern=concern or f"concern {next(_concerns)}", **{"known_at": NOON, **ties})


def days_ago(days: float) -> datetime:
    """Give the moment some days before noon."""
    return NOON - timedelta(days=days)
