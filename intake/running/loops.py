"""The loops of the process: ladders, deliveries, the audit's seal, re-checks, the heartbeat.

Read `Loops` first. Everything that is due is a row, so a loop may die at any point; the
next round, or another process, finds what it left.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import httpx

from intake.actions.escalate_overdue import bring_back, escalate_overdue
from intake.delivery.carrier import Carrier
from intake.delivery.notices import LinkOf
from intake.delivery.outgoing import OfficeOutgoing
from intake.delivery.runner import Pacing, Runner
from intake.domain.desk import CONSOLE
from intake.policy.loader import PolicySet
from intake.running.health import HEARTBEAT, ClockWatch, Health, health_of
from intake.store.office import Office

log = logging.getLogger("dueregard.loops")

POLL, SEAL_EVERY, BEAT_EVERY, PING_EVERY, CLOCK_EVERY = 1.0, 0.5, 10.0, 60.0, 5.0
BEAT_LASTS, SEAL_LASTS = timedelta(seconds=60), timedelta(seconds=10)
SLOW_ROUND = 120.0
PARTED_IS_TOLD_FOR = 600.0
BATCH = 50
"""Entries of one transaction: some 80 ms, so that a report never waits long behind them."""
BREATH = 0.005
TOGETHER = 0.05
"""Seconds that a woken loop lets pass: fifty reports at once wake it some ten times, not fifty."""


@dataclass(slots=True)
class Job:
    """One loop: what it does, and how long it rests when nothing is left to do.

    Args:
        name: Code for logs and health.
        act: Does one round; returns whether more waits.
        rest: Seconds between rounds.
        is_woken: Whether `Loops.wake` ends its rest early.
    """

    name: str
    act: Callable[[], bool]
    rest: float
    is_woken: bool = False
    woken: threading.Event = field(default_factory=threading.Event)
    came_round_at: float = 0.0


class Loops:
    """Runs each job in a thread of its own until stopped.

    Args:
        office: The office.
        carriers: By channel.
        link_of: Makes the link of a notice.
        jobs: Further rounds by name (re-checks, reminders of drafts), each returning how
            much it did; more than nothing is asked again at once.
        holder: This process's name in leases; unique among processes.
        heartbeat_url: Called each minute while deliveries are on time; empty for none.
        ping: Calls that address.
        steady: Seconds of a clock that only runs forward.
    """

    def __init__(
        self,
        office: Office,
        carriers: Mapping[str, Carrier],
        link_of: LinkOf,
        *,
        holder: str,
        jobs: Mapping[str, Callable[[], int]] | None = None,
        heartbeat_url: str = "",
        ping: Callable[[str], None] | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._office = office
        self._holder = holder
        self._heartbeat_url = heartbeat_url
        self._ping = ping or call
        self._steady = steady
        self._clock = ClockWatch()
        self._parted_at: float | None = None
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._runner = Runner(
            OfficeOutgoing(office), carriers, link_of, pacing=pacing_of(office.policy)
        )
        self.jobs = (*self._own_jobs(carriers), *_further(jobs or {}))

    def start(self) -> None:
        """Start all loops; returns at once."""
        for job in self.jobs:
            job.came_round_at = self._steady()
            thread = threading.Thread(
                target=self._run, args=(job,), name=f"loop-{job.name}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def stop(self, *, within: float = 15.0) -> None:
        """Let every loop finish its round; waits at most so many seconds for all of them."""
        self._stopping.set()
        for job in self.jobs:
            job.woken.set()
        ends = self._steady() + within
        for thread in self._threads:
            thread.join(max(0.0, ends - self._steady()))
        self._threads.clear()

    def wake(self) -> None:
        """End the rest of ladders, deliveries and re-checks: something was just written."""
        for job in self.jobs:
            if job.is_woken:
                job.woken.set()

    def health(self) -> Health:
        """Return the state of the service as seen from here."""
        now = self._steady()
        running = bool(self._threads)
        stopped = [
            job.name
            for job in self.jobs
            if running and now - job.came_round_at > max(SLOW_ROUND, 2 * job.rest)
        ]
        parted = self._parted_at is not None and now - self._parted_at < PARTED_IS_TOLD_FOR
        return health_of(self._office, stopped=stopped, clock_parted=parted)

    def missing(self) -> tuple[str, ...]:
        """Return codes of what is not ready, for `/health/ready`."""
        return self.health().missing()

    def faults(self) -> tuple[str, ...]:
        """Return the names of faults of parts, for `/health/ready`."""
        return self.health().faults_by_name()

    def counts(self) -> Mapping[str, float]:
        """Return figures by name, for `/metrics`."""
        return self.health().counts()

    def _run(self, job: Job) -> None:
        while self._goes_on(job):
            try:
                more = job.act()
                job.came_round_at = self._steady()
            except Exception as fault:  # noqa: BLE001 - the outermost loop: what failed stays due
                facts = {"job": job.name, "error": type(fault).__name__}
                log.error("loop.failed", extra={"facts": facts})  # noqa: TRY400 - no words
                more = False
            if more:
                self._stopping.wait(BREATH)
            elif job.woken.wait(job.rest):
                self._stopping.wait(TOGETHER)

    def _goes_on(self, job: Job) -> bool:
        """Take note of a wake, then look for a stop: the other way round a stop is missed."""
        job.woken.clear()
        return not self._stopping.is_set()

    def _own_jobs(self, carriers: Mapping[str, Carrier]) -> tuple[Job, ...]:
        channels = {channel for _, channel in self._office.policy.duty.addresses} | {CONSOLE}
        groups: dict[str, tuple[str, ...]] = {name: (name,) for name in carriers}
        if others := tuple(sorted(channels - set(carriers))):
            groups["others"] = others
        return (
            Job("escalate", self.escalate, POLL, is_woken=True),
            *(
                Job(f"deliver.{name}", self._deliverer(group), POLL, is_woken=True)
                for name, group in groups.items()
            ),
            Job("seal", self.seal, SEAL_EVERY),
            Job("heartbeat", self.beat, BEAT_EVERY),
            Job("ping", self.ping, PING_EVERY),
            Job("clock", self.watch_clock, CLOCK_EVERY),
        )

    def escalate(self) -> bool:
        """Let ladders climb; wakes the deliveries where any did."""
        spoke = escalate_overdue(self._office, limit=BATCH)
        if spoke:
            for job in self.jobs:
                if job.name.startswith("deliver."):
                    job.woken.set()
        return spoke > 0

    def _deliverer(self, channels: tuple[str, ...]) -> Callable[[], bool]:
        def deliver() -> bool:
            return self._runner.deliver_due(channels) >= self._runner.pacing.hands

        return deliver

    def seal(self) -> bool:
        """Seal the audit, if this process is the one that does."""
        with self._office.look() as work:
            if not work.audit.count_unsealed():
                return False
        with self._office.begin(first=True) as work:
            if not work.staff.hold("seal", self._holder, lasts=SEAL_LASTS):
                return False
            return work.audit.seal() > 0

    def beat(self) -> bool:
        """Write down that a process with loops is alive."""
        with self._office.begin(first=True) as work:
            work.staff.hold(HEARTBEAT, self._holder, lasts=BEAT_LASTS)
        return False

    def ping(self) -> bool:
        """Tell the outside monitor that all is well; silence tells it that it is not.

        Why:
            Nobody notices a stopped escalator from inside (P7).
        """
        if self._heartbeat_url and self.health().is_on_time:
            self._ping(self._heartbeat_url)
        return False

    def watch_clock(self) -> bool:
        """Warn where the wall clock was set, and bring back ladders it had put to sleep.

        At the first look they are sought too: it may have been set while nothing ran.
        """
        is_first = not self._clock.has_looked
        parted = self._clock.parted_by(self._office.now(), self._steady())
        if parted:
            self._parted_at = self._steady()
            facts = {"count": round(parted.total_seconds())}
            log.warning("clock.parted", extra={"facts": facts})
        while (is_first or parted) and bring_back(self._office, limit=BATCH) >= BATCH:
            pass
        return False


def _further(jobs: Mapping[str, Callable[[], int]]) -> tuple[Job, ...]:
    def round_of(act: Callable[[], int]) -> Callable[[], bool]:
        return lambda: act() > 0

    return tuple(Job(name, round_of(act), POLL, is_woken=True) for name, act in jobs.items())


def pacing_of(policy: PolicySet) -> Pacing:
    """Return how deliveries are paced by the settings in force."""
    plan = policy.channels.delivery
    return Pacing(
        lease=timedelta(seconds=plan.lease_seconds),
        timeout=timedelta(seconds=plan.send_timeout_seconds),
        first_retry=timedelta(seconds=plan.first_retry_seconds),
        longest_retry=timedelta(seconds=plan.longest_retry_seconds),
    )


def call(address: str) -> None:
    """Call an address and forget the answer; an error is the monitor's to notice."""
    try:
        httpx.get(address, timeout=10.0, follow_redirects=False)
    except httpx.HTTPError as fault:
        log.warning("heartbeat.unreachable", extra={"facts": {"error": type(fault).__name__}})
