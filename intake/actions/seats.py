"""Who is told in a desk's place now: whoever sits there, and the closed desk when it opens.

`seats_of` is the one way to find them where no route was worked out; a route seats its own legs
(`intake.domain.routing`). `raise_seated` alerts them about a concern.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from intake.actions.alerting import raise_alerts
from intake.actions.kept_from import about_of, desks_instead
from intake.domain.alert import Alert
from intake.domain.facts import Facts
from intake.domain.held import ConcernHeld, View
from intake.domain.routing import sitting_for
from intake.store.office import Office
from intake.store.work import Work


@dataclass(frozen=True, slots=True)
class Seat:
    """One desk that is told; until when its copy is held, and for which closed desk it sits."""

    desk: str
    held_until: datetime | None = None
    sits_for: str = ""


def seats_of(
    office: Office,
    about: Facts,
    desk: str,
    view: View,
    *,
    at: datetime,
    can_wait: bool = False,
) -> tuple[Seat, ...]:
    """Return who is told in place of a desk at a moment, whoever acts now first.

    Args:
        office: Desks, hours and rules in force.
        about: Whose own people it is about; those desks neither hear nor sit in (P13).
        desk: The desk that it is for.
        view: Of a hidden flag nobody sits in: the desk itself, or nobody.
        at: The moment, aware UTC.
        can_wait: It is no matter of today: a closed desk has it when it opens, nobody before.

    Why:
        What a teller added on a Sunday rang at the closed desk alone; two hours later its
        manager was woken, and the desk that sat there never heard (promise P7).
    """
    book = office.policy.duty
    found: dict[str, Seat] = {}
    for name in desks_instead(office, about, desk, view):
        if can_wait and name in book.desks:
            hours = book.desks[name].hours
            found[name] = Seat(name, None if hours.is_open(at) else hours.next_opening(at))
            continue
        if view is View.WHOLE or name not in book.desks:
            found.setdefault(name, Seat(name))
            continue
        sits, held_until = sitting_for(name, about, office.policy.routing, book, at=at)
        if sits == name:
            found[name] = Seat(name)
            continue
        found.setdefault(sits, Seat(sits, sits_for=name))
        found.setdefault(name, Seat(name, held_until))
    return tuple(sorted(found.values(), key=lambda one: one.held_until is not None))


def raise_seated(
    office: Office, work: Work, alerts: Iterable[Alert], concern: ConcernHeld
) -> list[Alert]:
    """Raise alerts about a concern at whoever sits at their desks, with copies for closed ones.

    Args:
        office: Settings in force.
        work: The act's transaction.
        alerts: One a desk; each in its view.
        concern: What they are about.

    Returns:
        The alerts kept, as `raise_alerts` gives them; whoever sits now leads where the desk would.
    """
    about = about_of(office, work, [concern])
    seated = [
        replace(
            alert,
            desk=seat.desk,
            held_until=seat.held_until,
            is_lead=alert.is_lead and seat.held_until is None,
            because=(*alert.because, *why_it_sits(office, seat)),
        )
        for alert in alerts
        for seat in seats_of(office, about, alert.desk, View(alert.view), at=work.at)
    ]
    return raise_alerts(office, work, seated)


def why_it_sits(office: Office, seat: Seat) -> tuple[str, ...]:
    """Return the sentence that says for whom a desk sits; none where it is told as itself."""
    if not seat.sits_for:
        return ()
    return (f"Stands in for {office.policy.duty.desk(seat.sits_for).title} until it opens.",)
