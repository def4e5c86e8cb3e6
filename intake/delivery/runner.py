"""Sends what is due: claim under a lease, send outside any transaction, write down the outcome.

Read `Runner.deliver_due` first. A sender that dies leaves its lease behind; whoever takes
over after its end may send a second copy, recognisable by its key.
"""

import logging
import random
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta

from intake.delivery.carrier import Carrier, CarrierRefused, CarrierUnreachable
from intake.delivery.notices import LinkOf, notice_of
from intake.delivery.outgoing import Left, Outgoing, Parcel

log = logging.getLogger("dueregard.delivery")

BRIEF_REFUSAL_SECONDS = 5.0
"""A refusal that asks for no more than this is waited out once before moving on."""

MOST_STRANDED = 50
"""Deliveries set aside in one transaction."""

TOGETHER_SECONDS = 0.02
"""What leaves within so long of each other is written down in one transaction."""


@dataclass(frozen=True, slots=True)
class Pacing:
    """How long sending takes and how often it is tried.

    Args:
        lease: How long a claimed delivery is kept from other senders.
        timeout: After which a carrier gives up; less than half the lease.
        first_retry: Wait after the first failure; doubles with each.
        longest_retry: The longest wait; tries never end while the delivery is owed.
        hands: Most deliveries of one channel sent at once by one process.

    Raises:
        ValueError: The lease would end while its sender is still sending.
    """

    lease: timedelta = timedelta(seconds=30)
    timeout: timedelta = timedelta(seconds=10)
    first_retry: timedelta = timedelta(seconds=5)
    longest_retry: timedelta = timedelta(minutes=5)
    hands: int = 8

    def __post_init__(self) -> None:
        if self.lease <= 2 * self.timeout:
            raise ValueError("a lease lasts more than twice the timeout")

    def wait_after(self, tries: int, chance: float) -> timedelta:
        """Return how long to wait after so many failed tries.

        Args:
            tries: Tries so far, from 1.
            chance: 0 to 1; spreads waits by a quarter either way, so that a carrier that
                comes back is not met by everything at once.
        """
        doubled = self.first_retry * (1 << min(max(tries, 1) - 1, 20))
        return min(doubled, self.longest_retry) * (0.75 + chance / 2)


class Runner:
    """Hands due notices to carriers.

    Args:
        outgoing: The narrow sight of the store.
        carriers: By channel. A due delivery of any other channel is set aside once and moves
            to the recipient's next channel at once.
        link_of: Makes the link of a delivery.
        pacing: Lease, timeout and waits.
        chance: Source of spread, 0 to 1.
    """

    def __init__(
        self,
        outgoing: Outgoing,
        carriers: Mapping[str, Carrier],
        link_of: LinkOf,
        *,
        pacing: Pacing | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._outgoing = outgoing
        self._carriers = dict(carriers)
        self._link_of = link_of
        self.pacing = pacing or Pacing()
        self._chance = chance

    def deliver_due(self, channels: Iterable[str]) -> int:
        """Send what is due on some channels, several at once; returns how many were tried.

        As many as `pacing.hands` means that more may be waiting. A channel that is slow
        holds up nobody but itself if each is asked for on its own. What no carrier is there
        for is set aside, and its recipient reached in another way.
        """
        wanted = tuple(channels)
        without = tuple(channel for channel in wanted if channel not in self._carriers)
        return self._strand(without) + self._carry(set(wanted) - set(without))

    def _strand(self, channels: tuple[str, ...]) -> int:
        if not channels:
            return 0
        count = self._outgoing.strand(channels, carried=tuple(self._carriers), limit=MOST_STRANDED)
        if count:
            facts = {"count": count, "error": "no_carrier", "channel": " ".join(channels)}
            log.warning("delivery.stranded", extra={"facts": facts})
        return count

    def _carry(self, channels: Collection[str]) -> int:
        if not channels:
            return 0
        parcels = self._outgoing.claim(channels, lease=self.pacing.lease, limit=self.pacing.hands)
        if len(parcels) == 1:
            self._note([self._send(parcels[0])])
        elif parcels:
            with ThreadPoolExecutor(len(parcels), thread_name_prefix="send") as hands:
                self._note_together({hands.submit(self._send, parcel) for parcel in parcels})
        return len(parcels)

    def _note_together(self, sending: set[Future[Left | None]]) -> None:
        """Write down together what leaves at about one moment; nothing waits for a slow one.

        Why: What is not written down when the process dies is sent again.
        """
        while sending:
            done, sending = wait(sending, return_when=FIRST_COMPLETED)
            if sending:
                more, sending = wait(sending, timeout=TOGETHER_SECONDS)
                done |= more
            self._note(future.result() for future in done)

    def _note(self, outcomes: Iterable[Left | None]) -> None:
        if left := [one for one in outcomes if one is not None]:
            self._outgoing.note_sent(left)

    def _send(self, parcel: Parcel) -> Left | None:
        """Hand one parcel over; None where it did not leave, which is written down here."""
        delivery = parcel.delivery
        carrier = self._carriers[delivery.channel]
        if parcel.address is None:
            self._failed(parcel, "no_address")
            return None
        notice = notice_of(delivery, reference=parcel.reference, link=self._link_of(delivery))
        try:
            external_id = carrier.send(notice, parcel.address)
        except CarrierRefused as refusal:
            self._failed(parcel, refusal.reason, retry_after=refusal.retry_after)
            return None
        except CarrierUnreachable as fault:
            self._failed(parcel, fault.reason)
            return None
        except Exception as fault:  # noqa: BLE001 - outermost loop of the runner: the rest goes on
            self._failed(parcel, f"fault.{type(fault).__name__}")
            return None
        return Left(delivery, external_id, arrived=carrier.confirms)

    def _failed(self, parcel: Parcel, error: str, *, retry_after: float | None = None) -> None:
        delivery = parcel.delivery
        wait = self.pacing.wait_after(delivery.tries, self._chance())
        is_brief = retry_after is not None and retry_after <= BRIEF_REFUSAL_SECONDS
        if retry_after is not None:
            wait = min(max(wait, timedelta(seconds=retry_after)), self.pacing.longest_retry)
        channel = self._outgoing.note_failed(
            delivery, wait=wait, error=error, move_on=delivery.tries > 1 or not is_brief
        )
        facts = {
            "delivery": delivery.id,
            "channel": delivery.channel,
            "error": error,
            "attempt": delivery.tries,
            "route": channel or "",
        }
        level = logging.WARNING if delivery.tries <= 1 else logging.INFO
        log.log(level, "delivery.failed", extra={"facts": facts})
