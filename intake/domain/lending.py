"""Parts of a file lent to another desk: which, for how long, and what may be read of them now.

Read `Loan.shows`. A loan opens reading alone, never an act, and never more than its giver sees.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from intake.domain.access import Lending
from intake.domain.asking import Basis
from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.private import Private, private


@dataclass(frozen=True, slots=True)
class Loan:
    """Some parts of one concern, lent by one desk to another until a day.

    Args:
        concern_id: Of which concern.
        from_desk: Who lends.
        to_desk: Who may read.
        parts: Fields of the table of access, in the order of the settings.
        purpose: What for, in words.
        basis: Why it may be passed on.
        officer: The name of who lent it.
        login: By which that officer signs in.
        role: In which role it was lent; what that role sees bounds what is read.
        at: When it was lent, aware UTC.
        ends_at: The moment after the last day on which it may be read, aware UTC.
        ended_at: When it ended; None while nobody has written that down.
        ended_by: Who ended it early; empty where its time passed.
        ended_because: Why it was ended early, in words.
    """

    concern_id: int
    from_desk: str
    to_desk: str
    parts: tuple[str, ...]
    purpose: Private
    basis: Basis
    officer: str
    login: str
    role: str
    at: datetime
    ends_at: datetime
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: Private = field(default_factory=lambda: private(""))
    id: int = 0

    def stands_at(self, at: datetime) -> bool:
        """Whether it may be read under at a moment; its end is the first at which it may not."""
        return self.ended_at is None and self.at <= at < self.ends_at

    def shows(
        self, *, desk: str, giver_sees: Collection[str], lending: Lending, at: datetime
    ) -> tuple[str, ...]:
        """Return the parts that a desk may read under it at a moment.

        Args:
            desk: Whose officer reads.
            giver_sees: What the giver sees of the concern now, not when it was lent.
            lending: What may be lent by the settings in force.
            at: The moment, aware UTC.

        Returns:
            The parts, in their order; none for another desk, or before or after its time.

        Why:
            Probation was to give social workers access to case files (row T20). What is given
            must end by itself, and a giver who may not see a part any more lends it to nobody.
        """
        if desk != self.to_desk or not self.stands_at(at):
            return ()
        return tuple(one for one in self.parts if one in giver_sees and one in lending.fields)

    def end(self, *, officer: str, desk: str, because: str, at: datetime) -> "Loan":
        """Return it ended before its time.

        Raises:
            TransitionRefusedError: Another desk lent it.
            ConflictError: It is over.
            JudgementRefusedError: `missing` is because.
        """
        if desk != self.from_desk:
            raise TransitionRefusedError(loan=self.id, step="end")
        if not self.stands_at(at):
            raise ConflictError(loan=self.id)
        if not because.strip():
            raise JudgementRefusedError(missing=("because",))
        return replace(self, ended_at=at, ended_by=officer, ended_because=private(because.strip()))

    def lapse(self) -> "Loan":
        """Return it with its end written down, at the moment that was set."""
        return replace(self, ended_at=self.ends_at)


@dataclass(frozen=True, slots=True)
class LendingOffer:
    """What an officer wants to lend, as it was typed.

    Args:
        to_desk: Who is to read.
        parts: What is lent; at least one.
        last_on: The last day of reading, local; None where none was understood.
        purpose: What for.
        basis: A code of `Basis`.
    """

    to_desk: str
    parts: tuple[str, ...]
    last_on: date | None
    purpose: str = field(default="", repr=False)
    basis: str = ""


def parts_to_lend(lending: Lending, giver_sees: Collection[str]) -> tuple[str, ...]:
    """Return what a giver may lend, in the order of the settings; empty where nothing."""
    return tuple(one for one in lending.fields if one in giver_sees)


def check_loan(
    offer: LendingOffer,
    *,
    may_have: Collection[str],
    giver_sees: Collection[str],
    today: date,
    lending: Lending,
) -> tuple[Basis, date]:
    """Return the basis and the last day of a loan, or refuse one that is not whole.

    Args:
        offer: What is to be lent.
        may_have: Desks that may be lent it.
        giver_sees: What the giver sees of the concern.
        today: The local day; the first on which it may be read, and the earliest last one.
        lending: What may be lent, and for how many days at most.

    Raises:
        JudgementRefusedError: `missing` holds to_desk, parts, last_on, purpose or basis.
    """
    found = next((one for one in Basis if one.value == offer.basis), None)
    days = (offer.last_on - today).days if offer.last_on else -1
    offered = parts_to_lend(lending, giver_sees)
    wanted = (
        ("to_desk", offer.to_desk in may_have),
        ("parts", bool(offer.parts) and set(offer.parts) <= set(offered)),
        ("last_on", 0 <= days <= lending.at_most_days),
        ("purpose", bool(offer.purpose.strip())),
        ("basis", found is not None),
    )
    missing = tuple(name for name, is_given in wanted if not is_given)
    if missing or found is None or offer.last_on is None:
        raise JudgementRefusedError(missing=missing)
    return found, offer.last_on
