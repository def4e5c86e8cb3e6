"""How fast one bot may speak: overall, in one chat, in one group. One of it a connection."""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rates:
    """Telegram's published limits, with a little room for the network's unevenness.

    Args:
        most: Messages of the whole bot in `window` seconds.
        window: See `most`.
        burst: Messages that one chat may get at once; then one a second.
        group_most: Messages of one group in `group_window` seconds.
        group_window: See `group_most`.
    """

    most: int = 29
    window: float = 1.05
    burst: int = 20
    group_most: int = 19
    group_window: float = 60.5


class Limits:
    """Lets messages through one by one: the urgent first, then in the order of asking.

    Args:
        now: Seconds of a clock that only runs forward.
        rates: How fast.
    """

    def __init__(self, now: Callable[[], float], rates: Rates | None = None) -> None:
        self._now = now
        self._rates = rates or Rates()
        self._sent: deque[float] = deque()
        self._free_at: dict[str, float] = {}
        self._groups: dict[str, deque[float]] = {}
        self._queue: list[_Asked] = []
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    async def enter(self, chat: str, *, priority: int) -> None:
        """Wait until a message may go to a private chat; 0 is the most urgent priority."""
        wait = self._chat_wait(chat)
        if wait > 0:
            await asyncio.sleep(wait)
        await self._overall(priority)

    def group_wait(self, chat: str) -> float:
        """Return how many seconds a group's next message must wait; 0 for none."""
        sent = self._group(chat)
        rates = self._rates
        if len(sent) < rates.group_most:
            return 0.0
        return max(0.0, sent[-rates.group_most] + rates.group_window - self._now())

    async def enter_group(self, chat: str) -> None:
        """Wait until a message may go to a group; alerts come before all talk."""
        wait = self.group_wait(chat)
        self._group(chat).append(self._now() + wait)
        if wait > 0:
            await asyncio.sleep(wait)
        await self._overall(0)

    def _chat_wait(self, chat: str) -> float:
        now = self._now()
        if len(self._free_at) > 10_000:
            self._free_at = {key: at for key, at in self._free_at.items() if at > now}
        free_at = max(now, self._free_at.get(chat, 0.0)) + 1.0
        self._free_at[chat] = free_at
        return free_at - self._rates.burst - now

    def _group(self, chat: str) -> deque[float]:
        sent = self._groups.setdefault(chat, deque())
        while sent and sent[0] < self._now() - self._rates.group_window:
            sent.popleft()
        return sent

    async def _overall(self, priority: int) -> None:
        asked = _Asked(priority, next(self._numbers), asyncio.get_running_loop().create_future())
        heapq.heappush(self._queue, asked)
        self._release()
        await asked.turn

    def _release(self) -> None:
        now = self._now()
        while self._sent and self._sent[0] <= now - self._rates.window:
            self._sent.popleft()
        while self._queue and len(self._sent) < self._rates.most:
            asked = heapq.heappop(self._queue)
            if not asked.turn.done():
                self._sent.append(now)
                asked.turn.set_result(None)
        if self._queue and (self._timer is None or self._timer.cancelled()):
            wait = max(0.001, self._sent[0] + self._rates.window - now)
            self._timer = asyncio.get_running_loop().call_later(wait, self._again)

    def _again(self) -> None:
        self._timer = None
        self._release()


@dataclass(order=True, slots=True)
class _Asked:
    priority: int
    number: int
    turn: "asyncio.Future[None]" = field(compare=False)
