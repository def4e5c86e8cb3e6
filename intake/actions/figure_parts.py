"""How rows of figures are split into parts, and in which order desks stand."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from intake.domain.figures import Row
from intake.store.office import Office


def split_by(
    found: Iterable[Any], key: Callable[[Any], str], part: Callable[[Any], int], parts: int
) -> dict[str, tuple[int, ...]]:
    """Count what was found by a key and a part."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * parts)
    for one in found:
        counts[key(one)][part(one)] += 1
    return {name: tuple(many) for name, many in counts.items()}


def desks_counted(office: Office, counted: Iterable[str]) -> Sequence[tuple[str, str]]:
    """Return every desk of the settings in their order, then those gone that were counted."""
    desks = office.policy.duty.desks
    gone = sorted(set(counted) - set(desks))
    return [(name, desk.title) for name, desk in desks.items()] + [(name, name) for name in gone]


def rows_by_desk(office: Office, split: Mapping[str, tuple[int, ...]]) -> tuple[Row, ...]:
    """Return a row for each desk that was counted, in the order of the settings."""
    return tuple(
        Row(title, split[desk]) for desk, title in desks_counted(office, split) if desk in split
    )
