"""The checklist of a release: what must be known before anybody says that it is in hand.

Read `open_items`. What nobody has written stays open and grows old in view.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intake.domain.errors import JudgementRefusedError
from intake.domain.private import Private


class ReleaseItem(StrEnum):
    """What is to be found out and arranged when somebody is released."""

    ADDRESS = "address"
    HOUSEHOLD = "household"
    CHILDREN = "children"
    OWNER = "owner"
    ORDERS = "orders"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class ItemFilled:
    """That one item of one release was filled, in words; a later one stands beside it."""

    event_id: int
    item: ReleaseItem
    words: Private
    officer: str
    desk: str
    at: datetime
    id: int = 0


def open_items(event_id: int, filled: Iterable[ItemFilled]) -> tuple[ReleaseItem, ...]:
    """Return what of one release nobody has filled, in the order of the list.

    Why:
        Many mistakes were made in handling the release into the community (Teesside review,
        row T2): an empty field must not pass for a plan.
    """
    done = {one.item for one in filled if one.event_id == event_id}
    return tuple(item for item in ReleaseItem if item not in done)


def check_item(item: str, words: str) -> ReleaseItem:
    """Return an item by its code, if something is written of it.

    Raises:
        JudgementRefusedError: `missing` holds item or words.
    """
    known = {one.value: one for one in ReleaseItem}
    wanted = (("item", item in known), ("words", bool(words.strip())))
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)
    return known[item]
