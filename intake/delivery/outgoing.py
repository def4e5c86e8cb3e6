"""The narrow sight of the store that sending has: take what is due, write down what became of it.

Each method is one short transaction; nothing is sent while one is open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from intake.domain.desk import CONSOLE
from intake.store.dispatch import WAITING, Delivery
from intake.store.office import Office
from intake.store.work import Work


@dataclass(frozen=True, slots=True)
class Parcel:
    """One claimed delivery, with what it may be called and where it goes.

    `address` is None where the settings in force name none for this recipient and channel.
    """

    delivery: Delivery
    reference: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Left:
    """A delivery that a carrier took, with its own id of it, and whether it surely arrived."""

    delivery: Delivery
    external_id: str = ""
    arrived: bool = False


class Outgoing(Protocol):
    """What the runner may ask."""

    def claim(self, channels: Iterable[str], *, lease: timedelta, limit: int) -> tuple[Parcel, ...]:
        """Take due deliveries of some channels under a lease, the oldest first."""
        ...

    def strand(self, channels: Iterable[str], *, carried: Iterable[str], limit: int) -> int:
        """Set due deliveries aside that nothing can carry; returns how many."""
        ...

    def note_sent(self, left: Sequence[Left]) -> int:
        """Write down what left; returns how many, without those whose lease had passed on."""
        ...

    def note_failed(
        self, delivery: Delivery, *, wait: timedelta, error: str, move_on: bool
    ) -> str | None:
        """Give a delivery back, to be tried after a wait; returns the channel moved on to."""
        ...


class OfficeOutgoing:
    """`Outgoing` over the office's own database and settings in force."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def claim(self, channels: Iterable[str], *, lease: timedelta, limit: int) -> tuple[Parcel, ...]:
        """Take due deliveries of some channels under a lease, the oldest first.

        Looks without the write lock first, so that an idle poll holds nobody up.
        """
        wanted = tuple(channels)
        with self._office.look() as work:
            if not work.dispatch.is_due(wanted):
                return ()
        book = self._office.policy.duty
        with self._office.begin(first=True) as work:
            taken = work.dispatch.claim(lease=lease, limit=limit, channels=wanted)
            return tuple(
                Parcel(
                    delivery,
                    work.dispatch.reference_of(delivery),
                    _address(book.address(delivery.recipient, delivery.channel), delivery),
                )
                for delivery in taken
            )

    def strand(self, channels: Iterable[str], *, carried: Iterable[str], limit: int) -> int:
        """Set due deliveries aside that nothing can carry, once each, in one transaction.

        Args:
            channels: Channels without a carrier.
            carried: Channels that have one.
            limit: Most deliveries of one transaction.

        Returns:
            How many were set aside. Each moves to its recipient's next channel at once, and
            the administrator is told, once a channel and day.

        Why not tried again: nothing changes until somebody sets a carrier up and starts the
            service anew; then whoever has the carrier takes what is still owed.
        """
        wanted = tuple(channels)
        with self._office.look() as work:
            if not wanted or not work.dispatch.is_due(wanted, states=(WAITING,)):
                return 0
        with self._office.begin() as work:
            stranded = work.dispatch.strand(wanted, limit=limit)
            for delivery in stranded:
                self._move_on(work, delivery)
            for channel in sorted({delivery.channel for delivery in stranded}):
                self._warn_administrator(work, channel, tuple(carried))
            return len(stranded)

    def _warn_administrator(self, work: Work, channel: str, carried: tuple[str, ...]) -> None:
        book = self._office.policy.duty
        day = book.office.local_day(work.at).isoformat()
        own = [one for name, one in book.addresses if name == book.administrator]
        planned = work.dispatch.plan(
            Delivery(
                key=f"carrier:{channel}:{day}",
                rung=0,
                channel=next((one for one in own if one in carried), CONSOLE),
                recipient=book.administrator,
                subject=f"carrier:{channel}",
                urgency="today",
                due_at=work.at,
                made_at=work.at,
            )
        )
        if planned is not None:
            work.audit.note("carrier.missing", channel=channel, day=day)

    def note_sent(self, left: Sequence[Left]) -> int:
        """Write down what left, and what that means for its alerts, in one transaction.

        Alerts are locked before deliveries, as an officer's act does it, and both in the order
        of their numbers, so that nobody waits for each other.
        """
        ids = sorted({one.delivery.alert_id for one in left if one.delivery.alert_id})
        count = 0
        with self._office.begin(first=True) as work:
            alerts = {alert_id: work.dispatch.alerts.get(alert_id) for alert_id in ids}
            for one in sorted(left, key=lambda one: one.delivery.id):
                if not work.dispatch.mark_sent(one.delivery, external_id=one.external_id):
                    continue
                count += 1
                alert = alerts.get(one.delivery.alert_id or 0)
                if alert is not None:
                    after = alert.deliver() if one.arrived else alert.send()
                    if after != alert:
                        alerts[alert.id] = work.dispatch.alerts.keep(after)
        return count

    def note_failed(
        self, delivery: Delivery, *, wait: timedelta, error: str, move_on: bool
    ) -> str | None:
        """Give a delivery back, and plan the recipient's next channel at once if asked to.

        Returns:
            The channel that was planned; None where the recipient has no other, or all
            were planned before.
        """
        with self._office.begin(first=True) as work:
            work.dispatch.try_again(delivery, after=work.at + wait, error=error)
            if not move_on or not work.dispatch.is_waiting(delivery):
                return None
            return self._move_on(work, delivery)

    def _move_on(self, work: Work, delivery: Delivery) -> str | None:
        for channel in self._channels_after(delivery):
            stem = delivery.key.removesuffix(f"{delivery.channel}:{delivery.recipient}")
            end = f"{channel}:{delivery.recipient}"
            key = f"{stem}{end}" if stem != delivery.key else f"{delivery.key}:{end}"
            if _planned(work, delivery, key, channel, work.at) is not None:
                work.audit.note(
                    "delivery.moved_on",
                    delivery=delivery.id,
                    channel=delivery.channel,
                    to=channel,
                )
                return channel
        return None

    def _channels_after(self, delivery: Delivery) -> tuple[str, ...]:
        """Return the recipient's other channels, those after the failed one first."""
        book = self._office.policy.duty
        own = [channel for recipient, channel in book.addresses if recipient == delivery.recipient]
        if CONSOLE not in own and book.reaches(delivery.recipient, CONSOLE):
            own.append(CONSOLE)
        place = own.index(delivery.channel) if delivery.channel in own else -1
        return tuple(own[place + 1 :] + own[: max(place, 0)])


def _planned(
    work: Work, delivery: Delivery, key: str, channel: str, at: datetime
) -> Delivery | None:
    return work.dispatch.plan(
        replace(
            delivery,
            id=0,
            key=key,
            channel=channel,
            state=WAITING,
            due_at=at,
            made_at=at,
            lease_until=None,
            lease_token="",
            tries=0,
            last_error="",
        )
    )


def _address(found: str | None, delivery: Delivery) -> str | None:
    """Return where it goes; the console is reached under the recipient's own name."""
    return delivery.recipient if delivery.channel == CONSOLE else found
