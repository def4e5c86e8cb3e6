"""An exercise put together: its office, its desks' pages, its post, its one loop; read the class.

Nothing here opens the live database or makes a carrier that reaches anybody.
"""

import logging
import threading
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI

from dialogs.shell.exercise_post import ExercisePost
from dialogs.shell.exercise_room import exercise_routes
from dialogs.shell.site import site_of
from intake.delivery.notices import links_under
from intake.delivery.outgoing import OfficeOutgoing
from intake.delivery.runner import Runner
from intake.running.exercise import Exercise, Step
from intake.running.exercise_results import Results, keep_results, results_of

log = logging.getLogger("dueregard.exercise")
ROUND_SECONDS = 0.5


class ExerciseService:
    """One exercise as a process.

    Args:
        exercise: The exercise.
        name: Of its file.
        folder: Where its results are kept.
        public_url: The address that players see.
    """

    def __init__(self, exercise: Exercise, *, name: str, folder: Path, public_url: str) -> None:
        self.exercise = exercise
        self.name = name
        self.public_url = public_url
        self._folder = folder
        self.post = ExercisePost(exercise.office.policy.duty.office.zone)
        carriers = self.post.carriers()
        self._channels = tuple(carriers)
        self._runner = Runner(OfficeOutgoing(exercise.office), carriers, links_under(public_url))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="exercise", daemon=True)

    def app(self) -> FastAPI:
        """Make the pages: those of the desks and of reports, and the facilitator's."""
        return site_of(
            self.exercise.office,
            public_url=self.public_url,
            health=_Quiet(),
            exercise=lambda pages: exercise_routes(
                self, pages.render, secure=self.public_url.startswith("https://")
            ),
        )

    def play_next(self, *, number: int | None = None, leave: bool = False) -> Step | None:
        """Play the next step, if it is the one of that number, and carry what it leads to."""
        step = self.exercise.play_next(number=number, leave=leave)
        self.carry()
        return step

    def carry(self) -> None:
        """Hand everything that is due to the post."""
        while self._runner.deliver_due(self._channels):
            pass

    def results(self) -> Results:
        """Count what the exercise gave so far."""
        return results_of(
            self.exercise,
            name=self.name,
            ended_at=datetime.now(UTC),
            messages=self.post.counts(),
        )

    def end(self) -> Path:
        """Look at what the last step expected, and keep the results; returns where."""
        self.exercise.end()
        return keep_results(self.results(), self._folder)

    def start(self) -> None:
        """Start the one loop; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Let the loop finish its round and let go of the database."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)
        self.exercise.office.archive.close()

    def _run(self) -> None:
        while not self._over.wait(ROUND_SECONDS):
            try:
                self.exercise.tick()
                self.carry()
            except Exception as fault:  # noqa: BLE001 - outermost loop: the next round goes on
                log.warning("exercise.fault", extra={"facts": {"error": type(fault).__name__}})


class _Quiet:
    """The health of an exercise: it is always ready, and no watch looks at it."""

    def missing(self) -> tuple[str, ...]:
        """Return nothing."""
        return ()

    def faults(self) -> tuple[str, ...]:
        """Return nothing."""
        return ()

    def counts(self) -> dict[str, float]:
        """Return nothing."""
        return {}
