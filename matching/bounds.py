"""Between what every number of `config/matching.yaml` must lie, so that no edit breaks a check.

Read first: `check_within`, then `check_order`.
"""

from collections.abc import Mapping
from math import isfinite
from types import MappingProxyType

_MOST_POINTS = 50.0
"""Odds of one to e to the 50th: no evidence about people is worth as much."""
_MOST_PEOPLE = 1e10
_TINY = 1e-9
_SHARE = (_TINY, 1 - _TINY)
_SIZE = (1.0, _MOST_PEOPLE)
_WIDTH = (0.01, _MOST_POINTS)
_MEASURE = (0.0, _MOST_POINTS)
_BOUNDS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "prior.share": _SHARE,
        "prior.at_fitting": _SHARE,
        "prior.size_at_fitting": _SIZE,
        "prior.smallest_size": _SIZE,
        "rarity.pretended_size": _SIZE,
        "rarity.floor": _MEASURE,
        "rarity.cap": _MEASURE,
        "rarity.place_cap": _MEASURE,
        "rarity.rare_from": _MEASURE,
        "lines.supporting": _WIDTH,
        "lines.score_width": _WIDTH,
        "limits.rows_per_key": (1, 100_000),
        "limits.shortlist": (1, 5_000),
        "limits.shortlist_apart": (1, 100),
        "limits.names_apart": (1, 100),
        "limits.parts_per_name": (1, 60),
        "limits.counted_rows": (1, 10_000_000),
        "limits.story_words": (1, 100_000),
        "limits.story_spans": (1, 1_000),
        "learned.questions": (0, _MOST_PEOPLE),
        "learned.unshown": (0, _MOST_PEOPLE),
    }
)
_ORDERED = (
    ("lines.weak", "lines.possible"),
    ("lines.possible", "lines.strong"),
    ("rarity.floor", "rarity.cap"),
)


def check_within(value: float, where: str) -> None:
    """Refuse a number that is endless, no number, or beyond what its key allows.

    Args:
        value: The number as the file gives it.
        where: Its key with its group, as `prior.share`; a key without bounds of its own counts
            points, and lies between -50 and 50.

    Raises:
        ValueError: It lies outside; the message names the key and the bounds.

    Why:
        A share of 1 or a width of 0 was found without fault and then failed every single
        check, so that each report would have stood "not checked".
    """
    if not isfinite(value):
        raise ValueError(f"not a finite number: {where}")
    least, most = _BOUNDS.get(where, (-_MOST_POINTS, _MOST_POINTS))
    if least <= value <= most:
        return
    if (least, most) == _SHARE:
        raise ValueError(f"not a share above 0 and below 1: {where}")
    raise ValueError(f"not between {least:,g} and {most:,g}: {where}")


def check_order(numbers: Mapping[str, float]) -> None:
    """Refuse lines that stand in the wrong order: weak below possible below strong.

    Args:
        numbers: The numbers of the lines and of rarity, by key with its group.

    Raises:
        ValueError: Two stand the wrong way round; the message names both.
    """
    for lower, upper in _ORDERED:
        if numbers[lower] >= numbers[upper]:
            raise ValueError(f"{lower} must lie below {upper}")
