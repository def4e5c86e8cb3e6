"""How fast one bot may speak: overall, in one chat, in one group. One of it a connection."""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

ALERT, DANGER, TALK = 0, 1, 2
"""Priorities, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Telegram's published limits, with a little room for the network's unevenness.

    Args:
        a_second: Messages of the whole bot in a second after it was refused once.
        swift_second: Messages of the whole bot in a second, in the long run, until then. The
            published thirty a second are for broadcasts, which we have not: what leaves here
            answers somebody who has just written. Fifty people at once need more, and where
            Telegram minds it says so (decision 0019).
        burst: Messages that may go at once after a quiet time.
        strict_window: After a refusal no more than `a_second` go in any such span of seconds,
        strict_for: and that for so many seconds.
        chat_burst: Messages that one chat may get at once; then one a second.
        group_most: Messages of one group in `group_window` seconds.
        group_window: See `group_most`.
        alerts_in_a_row: Alerts that may go while a reply waits; then that reply goes.
    """

    a_second: int = 29
    swift_second: int = 150
    burst: int = 300
    strict_window: float = 1.05
    strict_for: float = 600.0
    chat_burst: int = 20
    group_most: int = 19
    group_window: float = 60.5
    alerts_in_a_row: int = 3


class Limits:
    """Lets messages through one by one: the urgent first, then in the order of asking.

    Replies keep a share: after so many alerts in a row the oldest of the most urgent replies
    goes, so that a flood of alerts silences nobody, and a report's own alerts never move its
    reply off its slot (promise P4).

    Args:
        now: Seconds of a clock that only runs forward.
        rates: How fast.
    """

    def __init__(self, now: Callable[[], float], rates: Rates | None = None) -> None:
        self._now = now
        self._rates = rates or Rates()
        self._tokens = float(self._rates.burst)
        self._filled_at = now()
        self._strict_until = 0.0
        self._sent: deque[float] = deque(maxlen=self._rates.a_second)
        self._free_at: dict[str, float] = {}
        self._groups: dict[str, deque[float]] = {}
        self._alerts: list[_Asked] = []
        self._replies: list[_Asked] = []
        self._in_a_row = 0
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    def refused(self) -> None:
        """Note that Telegram said "too many": no more bursts for a while."""
        self._strict_until = self._now() + self._rates.strict_for
        self._tokens = 0.0

    async def enter(self, chat: str, *, priority: int) -> None:
        """Wait until a message may go to a private chat: DANGER or TALK."""
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
        await self._overall(ALERT)

    def _chat_wait(self, chat: str) -> float:
        now = self._now()
        if len(self._free_at) > 10_000:
            self._free_at = {key: at for key, at in self._free_at.items() if at > now}
        free_at = max(now, self._free_at.get(chat, 0.0)) + 1.0
        self._free_at[chat] = free_at
        return free_at - self._rates.chat_burst - now

    def _group(self, chat: str) -> deque[float]:
        sent = self._groups.setdefault(chat, deque())
        while sent and sent[0] < self._now() - self._rates.group_window:
            sent.popleft()
        return sent

    async def _overall(self, priority: int) -> None:
        asked = _Asked(priority, next(self._numbers), asyncio.get_running_loop().create_future())
        heapq.heappush(self._alerts if priority == ALERT else self._replies, asked)
        self._release()
        await asked.turn

    def _release(self) -> None:
        wait = self._wait()
        while wait <= 0 and (asked := self._next()):
            self._tokens -= 1
            self._sent.append(self._now())
            asked.turn.set_result(None)
            wait = self._wait()
        if (self._alerts or self._replies) and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(max(0.001, wait), self._again)

    def _next(self) -> "_Asked | None":
        """Take whose turn it is out of the queue; those who gave up are passed over."""
        while self._alerts or self._replies:
            share_is_due = self._replies and self._in_a_row >= self._rates.alerts_in_a_row
            is_alert = bool(self._alerts) and not share_is_due
            asked = heapq.heappop(self._alerts if is_alert else self._replies)
            if not asked.turn.done():
                self._in_a_row = self._in_a_row + 1 if is_alert else 0
                return asked
        return None

    def _wait(self) -> float:
        """Return in how many seconds the next message may go; 0 or less for now."""
        now, rates = self._now(), self._rates
        grown = (now - self._filled_at) * rates.swift_second
        self._tokens = min(float(rates.burst), self._tokens + grown)
        self._filled_at = now
        if now >= self._strict_until:
            return (1.0 - self._tokens) / rates.swift_second
        if len(self._sent) < rates.a_second:
            return 0.0
        return self._sent[0] + rates.strict_window - now

    def _again(self) -> None:
        self._timer = None
        self._release()


@dataclass(order=True, slots=True)
class _Asked:
    priority: int
    number: int
    turn: "asyncio.Future[None]" = field(compare=False)
