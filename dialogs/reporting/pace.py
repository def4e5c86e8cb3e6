"""How often something may be tried: counted by a code in memory, for each process.

No address of anybody is kept: guesses are counted by the reference they are aimed at, and
reports of a system by its organisation.
"""

import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

MOST_SOURCES = 10_000
"""Sources remembered at once; the least used is forgotten beyond."""


class Pace:
    """Counts tries within a sliding window; forgets the least used beyond `most_keys`."""

    def __init__(
        self,
        *,
        most: int,
        within: timedelta,
        now: Callable[[], datetime],
        most_keys: int = 10_000,
    ) -> None:
        self._most = most
        self._within = within
        self._now = now
        self._most_keys = most_keys
        self._tries: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def wait_for(self, key: str) -> int:
        """Return how many seconds until another try; 0 if one is allowed now."""
        with self._lock:
            tries = self._recent(key)
            if len(tries) < self._most:
                return 0
            return max(1, round((tries[0] + self._within - self._now()).total_seconds()))

    def note(self, key: str) -> None:
        """Count one try."""
        with self._lock:
            tries = self._recent(key)
            tries.append(self._now())
            self._tries[key] = tries
            self._tries.move_to_end(key)
            while len(self._tries) > self._most_keys:
                self._tries.popitem(last=False)

    def _recent(self, key: str) -> deque[datetime]:
        tries = self._tries.get(key, deque())
        oldest = self._now() - self._within
        while tries and tries[0] <= oldest:
            tries.popleft()
        return tries


NOTICED = 1.0
"""Seconds from which on a wait is told of: shorter ones nobody takes for a fault."""


class Patience:
    """Lets whoever sends very much wait a little between two messages; nobody is refused.

    Args:
        now: The clock, aware UTC.
        free: Messages within the span that cost nothing: more than anybody types in haste.
        within: The span.

    Why:
        A flood of one browser must not take the service away from others, and a limit that
        refuses would one day refuse a child. So it is slowed, and danger is not slowed at all.
    """

    step = 0.25
    """Seconds that each message beyond the free ones adds."""
    longest = 5.0
    """Seconds that one message waits at most."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        free: int = 60,
        within: timedelta = timedelta(minutes=1),
    ) -> None:
        self._now = now
        self._free = free
        self._within = within
        self._salt = secrets.token_bytes(16)
        self._known: OrderedDict[bytes, tuple[datetime, int]] = OrderedDict()
        self._lock = threading.Lock()

    def pause_for(self, source: str) -> float:
        """Count one message of a source; returns the seconds it waits, 0 to 5.

        The source is kept as a keyed hash that dies with the process (promise P10).
        """
        key = sha256(self._salt + source.encode()).digest()
        with self._lock:
            now = self._now()
            since, count = self._known.pop(key, (now, 0))
            if now - since >= self._within or since > now:
                since, count = now, 0
            self._known[key] = (since, count + 1)
            while len(self._known) > MOST_SOURCES:
                self._known.popitem(last=False)
            return min(self.longest, max(0, count + 1 - self._free) * self.step)
