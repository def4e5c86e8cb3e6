"""What leaves the building about an alert: it names nobody (promise P10)."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.urgency import Urgency


@dataclass(frozen=True, slots=True)
class Notice:
    """All that a carrier is ever given.

    Args:
        reference: The concern's or diary entry's reference, safe to speak.
        urgency: How soon.
        deadline: By when somebody must answer, aware UTC; None where nothing is due.
        link: Where it opens, signed in.
        key: The delivery's own key; a repeat of it is recognisable as such.

    Why:
        A preview on a locked telephone, a shared mailbox and a group chat are read by
        people who may not know; so there is no field into which a name could be put.
    """

    reference: str
    urgency: Urgency
    deadline: datetime | None
    link: str
    key: str
