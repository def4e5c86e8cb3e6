"""What passes between colleagues: alerts in one act, and tests of how each is reached."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.private import Private


@dataclass(frozen=True, slots=True)
class Passing:
    """Some alerts of one desk, passed from one officer to another in one act.

    Args:
        desk: Whose they are; they stay at it.
        from_name: Who had them.
        to_name: Who has them from then on.
        officer: Who passed them.
        alerts: Their ids.
        undone_by: Who took the act back; empty while it stands.
    """

    desk: str
    from_name: str
    to_name: str
    officer: str
    at: datetime
    reason: Private
    alerts: tuple[int, ...]
    undone_by: str = ""
    undone_at: datetime | None = None
    id: int = 0

    def undo(self, officer: str, at: datetime) -> "Passing":
        """Take the act back.

        Raises:
            ConflictError: It was taken back before.
        """
        if self.undone_by:
            raise ConflictError(passing=self.id)
        return replace(self, undone_by=officer, undone_at=at)


@dataclass(frozen=True, slots=True)
class Ping:
    """One test of one channel of one recipient, and who says that it arrived."""

    desk: str
    recipient: str
    channel: str
    officer: str
    at: datetime
    delivery_id: int
    received_by: str = ""
    received_at: datetime | None = None
    id: int = 0

    def receive(self, officer: str, at: datetime) -> "Ping":
        """Write down that it arrived; a second word changes nothing."""
        return self if self.received_by else replace(self, received_by=officer, received_at=at)


def check_passing(
    *, from_name: str, to_name: str, colleagues: Iterable[str], reason: str, held: int
) -> None:
    """Refuse to pass on what could not be taken up, naming all that lacks.

    Args:
        from_name: Who has it.
        to_name: Who is to have it.
        colleagues: The names of everybody who works at the desk.
        reason: Why.
        held: How many alerts there are to pass.

    Raises:
        JudgementRefusedError: `missing` holds to (a colleague of the desk other than who has
            it), words, or held where there is nothing to pass.
    """
    wanted = (
        ("to", to_name != from_name and to_name in set(colleagues)),
        ("words", bool(reason.strip())),
        ("held", held > 0),
    )
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)
