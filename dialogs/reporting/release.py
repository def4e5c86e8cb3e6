"""When a final reply may leave: fixed one-second slots, the same for everyone (promise P4).

How long the checks took must not be readable from how long the answer took. So a final
reply waits for its slot, on the event loop and never in a worker thread.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

SECOND = timedelta(seconds=1)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def slot_from(moment: datetime, slot: timedelta = SECOND) -> datetime:
    """Return the first slot at or after a moment; slots stand on a fixed grid."""
    over = (moment - _EPOCH) % slot
    return moment + (slot - over) if over else moment


def slot_of(sent_at: datetime, *, least: timedelta = SECOND, slot: timedelta = SECOND) -> datetime:
    """Return the slot of something sent at a moment: the first at least `least` later."""
    return slot_from(sent_at + least, slot)


async def wait_for_slot(
    leaves_at: datetime | None, now: Callable[[], datetime], slot: timedelta = SECOND
) -> None:
    """Wait until a reply may leave; at once for None.

    A slot already missed means the next one, never at once: else a slow check would show.
    """
    if leaves_at is None:
        return
    moment = now()
    leaves = leaves_at if leaves_at >= moment else slot_from(moment, slot)
    await asyncio.sleep((leaves - moment).total_seconds())
