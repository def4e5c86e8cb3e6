"""What carries a notice out of the building, and the two ways in which it can fail."""

from typing import Protocol

from intake.domain.errors import UnavailableError
from intake.domain.notice import Notice
from intake.domain.urgency import Urgency

__all__ = ["Carrier", "CarrierRefused", "CarrierUnreachable", "Notice", "Urgency"]


class Carrier(Protocol):
    """One way out: console, desk group, e-mail, SMS, webhook.

    A carrier is called outside any transaction and from several threads at once. It gives
    up by itself within the timeout it was made with.
    """

    @property
    def name(self) -> str:
        """The channel's code, as ladders and stored deliveries name it."""
        ...

    @property
    def confirms(self) -> bool:
        """Whether a send that returns has also arrived, not merely been taken on."""
        ...

    def send(self, notice: Notice, address: str) -> str:
        """Send one notice; returns the other side's id of it, or an empty text.

        Raises:
            CarrierRefused: The other side said no, now or for good.
            CarrierUnreachable: Nobody answered; the notice may or may not have arrived.
        """
        ...


class CarrierRefused(UnavailableError):  # noqa: N818 - it reads as what happened
    """The other side answered and did not take the notice.

    Args:
        code: A short code of the reason, never the other side's words.
        retry_after: Seconds after which it asks to be tried again; None where it names none.
    """

    def __init__(self, code: str, *, retry_after: float | None = None) -> None:
        self.reason = code
        self.retry_after = retry_after
        super().__init__(what="carrier", reason=code)


class CarrierUnreachable(UnavailableError):  # noqa: N818 - it reads as what happened
    """Nobody answered in time, or the connection broke.

    Args:
        code: A short code of the reason, never the other side's words.
    """

    def __init__(self, code: str) -> None:
        self.reason = code
        super().__init__(what="carrier", reason=code)
