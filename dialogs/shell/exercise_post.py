"""The post of an exercise: what would have left is kept and shown, marked, and none of it leaves.

Every channel of an exercise is an `ExerciseCarrier`; no other carrier is ever made beside it.
"""

import threading
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dialogs.duty.carriers.wording import LONDON, text_of
from intake.delivery.carrier import Carrier, Notice

CHANNELS = ("console", "telegram", "email", "sms", "webhook")
MARK = "EXERCISE – this is not real – EXERCISE"
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """One message that would have left."""

    channel: str
    text: str


class ExercisePost:
    """Keeps the newest messages, and counts all of them.

    Args:
        zone: In which deadlines are told.
    """

    def __init__(self, zone: ZoneInfo = LONDON) -> None:
        self._zone = zone
        self._lock = threading.Lock()
        self._kept: deque[Kept] = deque(maxlen=MOST_SHOWN)
        self._counts: Counter[str] = Counter()

    def carriers(self) -> dict[str, Carrier]:
        """Return a carrier for each channel; all of them lead here."""
        return {name: ExerciseCarrier(name, self) for name in CHANNELS}

    def keep(self, channel: str, notice: Notice) -> None:
        """Keep a message as it would have been read, marked before and after."""
        text = f"{MARK}\n{text_of(notice, zone=self._zone)}\n{MARK}"
        with self._lock:
            self._kept.append(Kept(channel, text))
            self._counts[channel] += 1

    def newest(self) -> tuple[Kept, ...]:
        """Return the newest messages, the newest first."""
        with self._lock:
            return tuple(reversed(self._kept))

    def counts(self) -> Mapping[str, int]:
        """Return how many would have left, by channel."""
        with self._lock:
            return dict(self._counts)


class ExerciseCarrier:
    """A way out that leads nowhere: a notice counts as arrived, and is shown marked."""

    confirms = True

    def __init__(self, name: str, post: ExercisePost) -> None:
        self.name = name
        self._post = post

    def send(self, notice: Notice, address: str) -> str:  # noqa: ARG002 - it goes nowhere
        """Keep one notice; the address is neither used nor kept."""
        self._post.keep(self.name, notice)
        return ""
