"""Who is asked next when somebody stays silent (promise P7); read `plan_rung` first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder.

    Args:
        place: Whom it asks: *desk*, or a place of the rota such as on_duty, manager.
        channels: In order; a recipient is sent to on each that he has an address for.
        wait: How long before the next rung is asked.
        desk: Another desk's name; empty is the desk that the alert is for.
        cannot_decline: Whoever is asked here has to take it or hand it to somebody.
    """

    place: str
    channels: tuple[str, ...]
    wait: timedelta
    desk: str = ""
    cannot_decline: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs in order; the last one repeats.

    Raises:
        ValueError: No rung, a wait or repeat that is not positive, or a last rung that may
            decline: such a ladder could end in silence.
    """

    name: str
    rungs: tuple[Rung, ...]
    repeat_every: timedelta

    def __post_init__(self) -> None:
        if not self.rungs:
            raise ValueError("a ladder has at least one rung")
        if not self.rungs[-1].cannot_decline:
            raise ValueError("the last rung asks somebody who cannot decline")
        if any(wait <= timedelta() for wait in (self.repeat_every, *(r.wait for r in self.rungs))):
            raise ValueError("every wait is longer than nothing")

    @property
    def last(self) -> int:
        """The place of the last rung, counted from 0."""
        return len(self.rungs) - 1

    def rung_of(self, step: int) -> Rung:
        """Return the rung asked at a step; steps beyond the last ask the last again."""
        return self.rungs[min(max(step, 0), self.last)]

    def wait_of(self, step: int) -> timedelta:
        """Return how long a step waits: the rung's own time, or the repeat at the end."""
        return self.repeat_every if step >= self.last else self.rungs[max(step, 0)].wait


@dataclass(frozen=True, slots=True)
class PlannedDelivery:
    """One notice to plan; the key can never be planned twice."""

    channel: str
    recipient: str
    key: str


@dataclass(frozen=True, slots=True)
class RungPlan:
    """What one step of a ladder leads to.

    Args:
        step: The step that found somebody; it may lie beyond the one asked for.
        deliveries: What to send now.
        next_step: The step to take at `next_due_at` if nobody answers.
        next_due_at: When that is; always later than now, so a ladder never stops.
        empty: Places that nobody held, in order.
        warns_admin: Whether the administrator must be told of a gap.
    """

    step: int
    deliveries: tuple[PlannedDelivery, ...]
    next_step: int
    next_due_at: datetime
    empty: tuple[str, ...] = ()
    warns_admin: bool = False


def next_rung(step: int) -> int:
    """Return the step after a step.

    It grows without end: each repeat of the last rung is a step of its own, so its
    deliveries have keys of their own.
    """
    return max(step, 0) + 1


def plan_rung(
    ladder: Ladder,
    step: int,
    *,
    key: str,
    desk: str,
    at: datetime,
    recipients: Callable[[str, str, datetime], tuple[str, ...]],
    reaches: Callable[[str, str], bool],
    only_desk: bool = False,
    not_before: datetime | None = None,
) -> RungPlan:
    """Plan one step of a ladder at one moment.

    Args:
        ladder: The ladder in force.
        step: Which step, from 0; beyond the last rung it repeats that.
        key: Of what is asked about, such as "alert:12:acknowledge"; begins each delivery's key.
        desk: The desk that is asked.
        at: Now, aware UTC.
        recipients: Who holds a place at a desk at a moment (`DutyBook.recipients`).
        reaches: Whether a recipient has an address on a channel (`DutyBook.reaches`).
        only_desk: Nobody but the desk's own people may be asked (an owner-only flag): a
            rung of another desk asks the same place at this one.
        not_before: The deadline of what is asked: the next rung is not due before it.

    Returns:
        The plan. A rung that nobody holds, or whose holder has no channel, is passed at
        once and the administrator is warned. Where even the last has nobody, nothing is
        sent but the warning, and the last rung is asked again after its repeat.

    Why:
        In the peers' systems an empty rota ended in a log line, and a level without a
        channel sent everything to the directors. Here a gap costs no time.
    """
    empty: list[str] = []
    deliveries: tuple[PlannedDelivery, ...] = ()
    for tried in range(max(step, 0), max(step, ladder.last) + 1):
        rung = ladder.rung_of(tried)
        asked = desk if only_desk or not rung.desk else rung.desk
        deliveries = tuple(
            PlannedDelivery(channel, recipient, f"{key}:{tried}:{channel}:{recipient}")
            for recipient in recipients(asked, rung.place, at)
            for channel in rung.channels
            if reaches(recipient, channel)
        )
        if deliveries:
            break
        empty.append(rung.place)
    waited = at + ladder.wait_of(tried)
    return RungPlan(
        step=tried,
        deliveries=deliveries,
        next_step=next_rung(tried),
        next_due_at=max(waited, not_before) if not_before else waited,
        empty=tuple(empty),
        warns_admin=bool(empty),
    )
