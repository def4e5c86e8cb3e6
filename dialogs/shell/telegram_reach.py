"""Whether Telegram answers us, told where somebody looks: health, administrator, the terminal."""

import time
from collections.abc import Callable

from telegram.error import InvalidToken

from dialogs.shell.logs import EventLog
from intake.domain.fault import NOT_REACHED, TELEGRAM, TOKEN_REFUSED
from intake.running.faults import mend_fault, note_fault
from intake.store.office import Office

log = EventLog("telegram")

QUIET_FOR = 10.0
"""Seconds without an answer before it is called a fault: a hiccup is none."""


class Reach:
    """Takes note of answers and failures; writes down only what changes.

    Args:
        office: Where a fault is written down.
        on_fault: Called with a fault's name, such as "telegram.token_refused", when it is new.
        steady: Seconds of a clock that only runs forward.
    """

    def __init__(
        self,
        office: Office,
        *,
        on_fault: Callable[[str], None] = lambda _: None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._office = office
        self._on_fault = on_fault
        self._steady = steady
        self._failing_since: float | None = None
        self._stands: str | None = None

    def needs_to_note(self, failure: Exception | None) -> bool:
        """Whether what was just met changes anything; cheap, for each call asks it."""
        return self._code_of(failure) != self._stands

    def note(self, failure: Exception | None) -> None:
        """Write down how it stands; None is an answer. Called from a worker thread.

        Raises:
            DueRegardError: It could not be written; it is tried again at the next call.
        """
        code = self._code_of(failure)
        if code == self._stands:
            return
        if not code:
            mend_fault(self._office, TELEGRAM)
        elif note_fault(self._office, TELEGRAM, code) or self._stands is None:
            log.error("telegram.fault", code=code)
            self._on_fault(f"{TELEGRAM}.{code}")
        self._stands = code

    def _code_of(self, failure: Exception | None) -> str:
        if failure is None:
            self._failing_since = None
            return ""
        if isinstance(failure, InvalidToken):
            return TOKEN_REFUSED
        now = self._steady()
        self._failing_since = now if self._failing_since is None else self._failing_since
        lasts = now - self._failing_since
        return NOT_REACHED if lasts >= QUIET_FOR else self._stands or ""
