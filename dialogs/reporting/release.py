"""When a final reply may leave: fixed one-second slots, the same for everyone (promise P4).

How long the checks took must not be readable from how long the answer took. So a final
reply waits for its slot, on the event loop and never in a worker thread.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

AT_LEAST = timedelta(seconds=1)


def slot_from(moment: datetime) -> datetime:
    """Return the first whole second at or after a moment."""
    whole = moment.replace(microsecond=0)
    return whole if whole == moment else whole + timedelta(seconds=1)


def slot_of(sent_at: datetime) -> datetime:
    """Return the slot of something sent at a moment: the first at least one second later."""
    return slot_from(sent_at + AT_LEAST)


async def wait_for_slot(leaves_at: datetime | None, now: Callable[[], datetime]) -> None:
    """Wait until a reply may leave; at once for None.

    A slot already missed means the next one, never at once: else a slow check would show.
    """
    if leaves_at is None:
        return
    moment = now()
    slot = leaves_at if leaves_at >= moment else slot_from(moment)
    await asyncio.sleep((slot - moment).total_seconds())
