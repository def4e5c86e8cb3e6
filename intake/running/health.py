"""Whether the process does what it must: codes of what is amiss, figures by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from intake.domain.desk import DutyBook
from intake.domain.errors import UnavailableError
from intake.domain.fault import Fault
from intake.store.dispatch import NO_CARRIER
from intake.store.office import Office
from intake.store.work import Work

HEARTBEAT = "heartbeat"
"""The lease that a process with loops renews; its end in the past means that none runs."""


@dataclass(frozen=True, slots=True)
class Health:
    """The state of a process at one moment; ids, codes and counts only.

    Args:
        is_database_ok: Whether the database answered.
        stopped: Loops that should run here and have not come round lately.
        oldest_due: How long the oldest notice that should have left has been waiting.
        oldest_silence: How long the oldest owed entry has waited past its moment to speak.
        red_after: From when on either of them is too late.
        gaps: Places of rotas that nobody holds now, as "desk:place".
        list_version: Version of the list that is seen.
        unsealed: Lines of the audit not in the chain yet.
        owed: Entries owed.
        clock_parted: Whether the wall clock was set lately.
        is_scheduler_alive: Whether some process, this or another, runs the loops.
        faults: What is wrong with parts of the service, in this process or another.
        is_key_right: Whether the secret key opens what is sealed in the database.
    """

    is_database_ok: bool
    stopped: tuple[str, ...] = ()
    oldest_due: timedelta = timedelta()
    oldest_silence: timedelta = timedelta()
    red_after: timedelta = timedelta(seconds=60)
    gaps: tuple[str, ...] = ()
    list_version: int = 0
    unsealed: int = 0
    owed: int = 0
    clock_parted: bool = False
    is_scheduler_alive: bool = True
    faults: tuple[Fault, ...] = ()
    is_key_right: bool = True

    @property
    def is_on_time(self) -> bool:
        """Whether notices leave and ladders climb when they should."""
        return (
            self.is_database_ok
            and self.is_scheduler_alive
            and not self.stopped
            and max(self.oldest_due, self.oldest_silence) <= self.red_after
        )

    def missing(self) -> tuple[str, ...]:
        """Return codes of what keeps the process from its promises; empty when all is well.

        A gap in a rota and a clock that was set are told in the figures, not here: reports
        can be taken, and ladders pass the gap.
        """
        found = [] if self.is_database_ok else ["database"]
        found += [] if self.is_key_right else ["secret_key"]
        found += [] if self.is_scheduler_alive else ["scheduler"]
        found += [f"loop.{name}" for name in self.stopped]
        if self.oldest_due > self.red_after:
            found.append("deliveries_late")
        if self.oldest_silence > self.red_after:
            found.append("ladders_late")
        found += [fault.name for fault in self.faults if fault.needs_a_human]
        return tuple(found)

    def faults_by_name(self) -> tuple[str, ...]:
        """Return every fault of a part, those too that waiting may mend.

        Only what needs a human makes the service *not ready*: where Telegram's network is
        down, a proxy that asks must not take the web chat away as well.
        """
        return tuple(fault.name for fault in self.faults)

    def counts(self) -> Mapping[str, float]:
        """Return figures by name."""
        return {
            "ready": float(not self.missing()),
            "oldest_due_seconds": self.oldest_due.total_seconds(),
            "oldest_silence_seconds": self.oldest_silence.total_seconds(),
            "rota_gaps": float(len(self.gaps)),
            "list_version": float(self.list_version),
            "audit_unsealed": float(self.unsealed),
            "diary_owed": float(self.owed),
            "loops_stopped": float(len(self.stopped)),
            "clock_parted": float(self.clock_parted),
            "faults": float(len(self.faults)),
        }


def health_of(office: Office, *, stopped: Sequence[str] = (), clock_parted: bool = False) -> Health:
    """Look at the state of the service from this process.

    Args:
        office: The office.
        stopped: Loops of this process that have not come round lately.
        clock_parted: Whether this process saw the wall clock being set lately.
    """
    red_after = timedelta(seconds=office.policy.channels.heartbeat.red_after_seconds)
    gaps = gaps_of(office.policy.duty, office.now())
    try:
        with office.look() as work:
            return Health(
                is_database_ok=True,
                stopped=tuple(stopped),
                oldest_due=_since(work.dispatch.oldest_due(), work.at),
                oldest_silence=_since(work.dispatch.silent_since(), work.at),
                red_after=red_after,
                gaps=gaps,
                list_version=work.people.list_version(),
                unsealed=work.audit.count_unsealed(),
                owed=work.dispatch.count_owed(),
                clock_parted=clock_parted,
                is_scheduler_alive=(work.staff.lease_until(HEARTBEAT) or work.at) > work.at,
                faults=(*work.faults.now(), *_without_carrier(work)),
                is_key_right=not work.key_check.is_other_key(),
            )
    except UnavailableError:
        return Health(is_database_ok=False, stopped=tuple(stopped), red_after=red_after, gaps=gaps)


def _without_carrier(work: Work) -> tuple[Fault, ...]:
    """Return a fault for each channel on which notices wait for a carrier to be set up."""
    stranded = work.dispatch.stranded()
    return tuple(Fault(channel, NO_CARRIER, since) for channel, since in sorted(stranded.items()))


def _since(moment: datetime | None, at: datetime) -> timedelta:
    return at - moment if moment is not None else timedelta()


def gaps_of(book: DutyBook, at: datetime) -> tuple[str, ...]:
    """Return the places that ladders ask and nobody who can be reached holds now."""
    asked = {
        (rung.desk or name, rung.place, rung.channels)
        for name, desk in book.desks.items()
        for rung in book.ladders[desk.ladder].rungs
    }
    return tuple(
        sorted(
            {
                f"{desk}:{place}"
                for desk, place, channels in asked
                if not any(
                    book.reaches(recipient, channel)
                    for recipient in book.recipients(desk, place, at)
                    for channel in channels
                )
            }
        )
    )


@dataclass(slots=True)
class ClockWatch:
    """Watches the wall clock against one that nobody can set.

    Args:
        tolerance: How far the two may part between two looks.
    """

    tolerance: timedelta = timedelta(seconds=5)
    _wall: datetime | None = field(default=None, init=False)
    _steady: float = field(default=0.0, init=False)

    @property
    def has_looked(self) -> bool:
        """Whether it has a look to compare with."""
        return self._wall is not None

    def parted_by(self, wall: datetime, steady: float) -> timedelta:
        """Return by how much the wall clock was set since the last look.

        Args:
            wall: Aware UTC.
            steady: Seconds of a clock that only runs forward.

        Returns:
            Positive where it was set ahead, negative where back; nothing within the
            tolerance, and at the first look.
        """
        before, self._wall = self._wall, wall
        steps, self._steady = steady - self._steady, steady
        if before is None:
            return timedelta()
        parted = wall - before - timedelta(seconds=steps)
        return parted if abs(parted) > self.tolerance else timedelta()
