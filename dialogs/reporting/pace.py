"""How often something may be tried: counted by a code in memory, for each process.

No address of anybody is kept: guesses are counted by the reference they are aimed at, and
reports of a system by its organisation.
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta


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
