"""Desks, who is called at them, and the book of all desks; read `DutyBook` first.

The book is filled by `intake.policy.duty` from `config/duty.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from intake.domain.calendar import OpeningHours, always_open
from intake.domain.ladder import Ladder
from intake.domain.urgency import Urgency

CONSOLE = "console"
NOT_IN_SETTINGS = "the desk that owns this is not in the settings"


@dataclass(frozen=True, slots=True)
class Desk:
    """One duty desk of one agency in one area.

    Args:
        name: Code, stored and never renamed.
        title: As officers read it.
        agency: Code of `areas.yaml`.
        area: Code of `areas.yaml`.
        function: What it does for its area, such as front_door; routing asks by it.
        hours: When somebody sits there.
        when_closed: The desk that is asked while this one is closed; empty only for one
            that never closes.
        ladder: Name of its ladder.
    """

    name: str
    title: str
    agency: str
    area: str
    function: str
    hours: OpeningHours
    when_closed: str = ""
    ladder: str = "standard"


@dataclass(frozen=True, slots=True)
class Duty:
    """One turn of a rota: who holds a place at a desk, and when."""

    desk: str
    place: str
    recipient: str
    hours: OpeningHours = field(default_factory=always_open)


@dataclass(frozen=True, slots=True)
class Absence:
    """Days, first and last included, on which somebody who is called is away."""

    recipient: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a local day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Times:
    """What is allowed at one urgency.

    Spans for acknowledging and accepting run by the wall clock, for whoever is asked is
    open. Deciding takes `decide_within`, or working days of the desk where that is None.
    A `ladder` replaces the desk's own at this urgency.
    """

    acknowledge_within: timedelta
    accept_within: timedelta
    decide_within: timedelta | None = None
    decide_working_days: int = 1
    ladder: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """Which desk sits there now for a desk, and until when the closed one's copy is held."""

    desk: Desk
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class DutyBook:
    """All desks, ladders, rotas and times in force.

    Args:
        desks: By name.
        ladders: By name.
        rotas: Every turn of every rota.
        absences: Days on which somebody is away and asked by nobody.
        addresses: (recipient, channel) → address; a recipient is a desk or a person called.
        times: By urgency.
        office: Working days and hours that public dates are counted by.
        catch_all: The desk for what no rule matches; never closed.
        administrator: The recipient who is warned of empty rotas.
        by_function: (function, area) → the one desk that does it there.
    """

    desks: Mapping[str, Desk]
    ladders: Mapping[str, Ladder]
    rotas: tuple[Duty, ...]
    addresses: Mapping[tuple[str, str], str] = field(repr=False)
    times: Mapping[Urgency, Times]
    office: OpeningHours
    catch_all: str
    administrator: str = "administrator"
    by_function: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    absences: tuple[Absence, ...] = ()

    def desk(self, name: str) -> Desk:
        """Return a desk by name; one that the settings name no longer has no agency and no area.

        Why: Flags, owners and alerts outlive a desk; a report that names such a flag must be
        kept all the same. The ladder and hours are those of the catch-all.
        """
        found = self.desks.get(name)
        if found is not None:
            return found
        catch_all = self.desks[self.catch_all]
        return Desk(name, name, "", "", "", catch_all.hours, ladder=catch_all.ladder)

    def desk_for(self, function: str, area: str) -> Desk | None:
        """Return the desk that does something for an area, or None."""
        name = self.by_function.get((function, area))
        return self.desks[name] if name else None

    def ladder_of(self, desk: str, urgency: Urgency | None = None) -> Ladder:
        """Return the ladder of a desk, or that of an urgency; a desk gone has the catch-all's."""
        of_urgency = self.times[urgency].ladder if urgency else ""
        return self.ladders[of_urgency or self.desk(desk).ladder]

    def sits_now(self, name: str, at: datetime) -> Opening:
        """Return who is asked for a desk now: itself, or the next open one.

        Returns:
            The open desk; with `held_until` where the desk asked for is closed, which
            keeps its own copy until that moment. Where a whole chain is closed, the desk
            that opens first; loading the policy ends every chain at one that never closes.

        Why:
            An alert that meets a closed desk must be neither lost nor merely logged: the
            next open desk has it at once, and the closed desk in the morning too.
        """
        asked = self.desks[name]
        if asked.hours.is_open(at):
            return Opening(asked)
        chain = self.chain_of(name)
        found = next((desk for desk in chain if desk.hours.is_open(at)), None)
        held_until = asked.hours.next_opening(at)
        return Opening(
            found or min(chain, key=lambda desk: desk.hours.next_opening(at)), held_until
        )

    def chain_of(self, name: str) -> tuple[Desk, ...]:
        """Return a desk and those that stand in for it in order; a ring is cut where it closes."""
        chain: dict[str, Desk] = {}
        while name and name not in chain:
            chain[name] = self.desks[name]
            name = chain[name].when_closed
        return tuple(chain.values())

    def recipients(self, desk: str, place: str, at: datetime) -> tuple[str, ...]:
        """Return who holds a place at a desk now; empty where the rota has a gap.

        Who is away holds none: a call to somebody on leave is silence with a date (P7).
        The place *desk* is the desk itself, always.
        """
        if place == "desk":
            return (desk,)
        return tuple(
            duty.recipient
            for duty in self.rotas
            if duty.desk == desk
            and duty.place == place
            and duty.hours.is_open(at)
            and not self.is_away(duty.recipient, duty.hours.local_day(at))
        )

    def is_away(self, recipient: str, day: date) -> bool:
        """Whether somebody is away on a local day."""
        return any(one.recipient == recipient and one.holds(day) for one in self.absences)

    def address(self, recipient: str, channel: str) -> str | None:
        """Return where a recipient is reached on a channel; None where it is not configured.

        A desk's own console needs no address: its name is one.
        """
        if channel == CONSOLE and recipient in self.desks:
            return recipient
        return self.addresses.get((recipient, channel))

    def reaches(self, recipient: str, channel: str) -> bool:
        """Whether a recipient has an address on a channel."""
        return bool(self.address(recipient, channel))

    def acknowledge_by(self, urgency: Urgency, at: datetime) -> datetime:
        """Return by when somebody must acknowledge what is planned at a moment."""
        return at + self.times[urgency].acknowledge_within

    def accept_by(self, urgency: Urgency, at: datetime) -> datetime:
        """Return by when it must be accepted, counted from the acknowledgement."""
        return at + self.times[urgency].accept_within

    def decide_by(self, urgency: Urgency, desk: str, at: datetime) -> datetime:
        """Return by when it must be decided, counted from the acceptance.

        Working days are the desk's own, so a team that works at night counts its nights.
        """
        times = self.times[urgency]
        if times.decide_within is not None:
            return at + times.decide_within
        return self.desk(desk).hours.working_days_later(at, times.decide_working_days)
