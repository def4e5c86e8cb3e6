"""Exactly one owning desk for a person, at every instant (promise P8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.errors import ConflictError
from intake.domain.held import Owned
from intake.domain.person import Flag, FlagStatus


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """The desk that owns a person, and why in words."""

    desk: str
    because: str


def owner_of(flags: Sequence[Flag], *, leading: str, chosen: str = "") -> OwnerChoice:
    """Return the one desk that owns a person.

    Args:
        flags: The person's flags, in the order in which they were made; may be empty.
        leading: The desk that leads on the newest concern; owns whom no flag names.
        chosen: The desk that a named human chose or that accepted a handover; empty if none.

    Returns:
        The chosen desk; else the first active flag's that others may see; else the leading
        desk. A hidden flag is seen by some desks alone and names no owner to others (P13).

    Why:
        For years no agency owned him (Peterborough review); two owners are none either.
    """
    if chosen:
        return OwnerChoice(chosen, "chosen by a named officer, or accepted in writing")
    for flag in flags:
        if flag.status is FlagStatus.ACTIVE and not flag.only_desks:
            return OwnerChoice(flag.owner_desk, "owns the first flag")
    return OwnerChoice(leading, "leads on the newest concern")


def owner_at(periods: Sequence[Owned], at: datetime) -> Owned:
    """Return the one period of ownership that holds at a moment; ends are exclusive.

    Raises:
        ConflictError: None holds, or more than one; `owners` says how many.
    """
    holding = [one for one in periods if one.since <= at and (not one.until or at < one.until)]
    if len(holding) != 1:
        raise ConflictError(owners=len(holding))
    return holding[0]
