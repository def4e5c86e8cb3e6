"""Wrong codes are slowed, never locked: by source, and a little for everybody under attack.

Nothing is kept but counts in memory, under keyed hashes that die with the process (P10).
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil

FREE = 3
"""Wrong codes of a source that cost nothing: slips happen."""
LONGEST = 30
"""Seconds that a source waits at most."""
LONGEST_PAUSE = 8
MANY = 100
"""Wrong codes of everybody together, within the span, from which on all wait a little."""
A_LITTLE = 2
SPAN = timedelta(minutes=10)
MOST_SOURCES = 10_000


@dataclass(slots=True)
class _Source:
    wrong: int
    since: datetime
    free_at: datetime


class Slowing:
    """Counts wrong codes and says how long a next one waits; one for each door.

    Args:
        now: The clock, aware UTC.

    Why:
        Whoever guesses must not lock its owner out of a report, and whoever mistypes a code at
        night must get in. Seven words of 73 bits are not guessed; this is the second lock.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._salt = secrets.token_bytes(16)
        self._lock = threading.Lock()
        self._sources: OrderedDict[bytes, _Source] = OrderedDict()
        self._all_wrong = 0
        self._all_since = now()

    def wait_for(self, source: str) -> int:
        """Return for how many seconds a next code of this source waits now; 0 to 30."""
        with self._lock:
            now = self._now()
            self._forget(now)
            known = self._sources.get(self._key(source))
            left = (known.free_at - now).total_seconds() if known else 0.0
            return min(LONGEST, max(0, ceil(left)))

    def pause_for(self, source: str) -> int:
        """Return how long a page lets a code wait before it is looked at, in seconds; 0 to 8.

        It is never refused: behind one proxy everybody is one source, and a guesser would
        lock them all out.
        """
        everybody = A_LITTLE if self._all_wrong > MANY else 0
        return min(LONGEST_PAUSE, max(everybody, self.wait_for(source)))

    def note_wrong(self, source: str) -> None:
        """Count one wrong code: after the third each doubles the wait of its source."""
        with self._lock:
            now = self._now()
            self._forget(now)
            key = self._key(source)
            known = self._sources.pop(key, None) or _Source(0, now, now)
            known.wrong += 1
            steps = known.wrong - FREE
            wait = min(LONGEST, 2**steps) if steps >= 0 else 0
            known.free_at = now + timedelta(seconds=wait)
            self._sources[key] = known
            self._all_wrong += 1
            while len(self._sources) > MOST_SOURCES:
                self._sources.popitem(last=False)

    def note_right(self, source: str) -> None:
        """Forget the slips of a source that has found its code."""
        with self._lock:
            self._sources.pop(self._key(source), None)

    def _key(self, source: str) -> bytes:
        return sha256(self._salt + source.encode()).digest()

    def _forget(self, now: datetime) -> None:
        if now - self._all_since > SPAN:
            self._all_wrong, self._all_since = 0, now
        while self._sources:
            key, oldest = next(iter(self._sources.items()))
            if now - oldest.since <= SPAN and oldest.since <= now:
                return
            del self._sources[key]
