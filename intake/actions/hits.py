"""A hit on a flag found after the report: the alert, and the desks that may hear of it (P3)."""

from intake.actions.alerting import first_owner_of
from intake.actions.routing_facts import own_people_of
from intake.actions.seats import Seat, seats_of
from intake.domain.alert import Alert, AlertKind
from intake.domain.facts import Facts
from intake.domain.held import PersonHeld, View
from intake.domain.person import SeenBy
from intake.domain.since_when import Since, since_when
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.work import Work
from matching.scoring import Band

ALERTING = (Band.STRONG, Band.POSSIBLE, Band.OTHER_DATE)
BAND_WORDS = {
    Band.STRONG: "strong lead",
    Band.POSSIBLE: "possible lead",
    Band.OTHER_DATE: "same name, other date of birth",
}
WORDS = "The list has changed: an earlier concern may name a flagged person. Decide."
WORDS_OF_OTHER_DATE = (
    "The list has changed: an earlier concern has the name of a flagged person, with another date "
    "of birth. A namesake, or a mistyped date. Decide."
)


def hit_at(
    office: Office,
    work: Work,
    seat: Seat,
    view: View,
    concern_id: int,
    person: PersonHeld,
    band: Band,
) -> Alert:
    """Return the alert of one hit at one desk, to be raised; a hit is told there once a view."""
    return Alert(
        kind=AlertKind.RECHECK,
        desk=seat.desk,
        held_until=seat.held_until,
        urgency=Urgency.TODAY,
        made_at=work.at,
        policy_hash=office.policy.hash,
        concern_id=concern_id,
        person_id=person.id,
        because=(
            WORDS_OF_OTHER_DATE if band is Band.OTHER_DATE else WORDS,
            since_of(office, work, concern_id, person, desk=seat.desk, view=view).words,
        ),
        tag=f"flagged:{band.value}",
        view=view.value,
        cause=f"hit:{concern_id}:{person.id}:{view.value}",
    )


def since_of(
    office: Office, work: Work, concern_id: int, person: PersonHeld, *, desk: str, view: View
) -> Since:
    """Return since when a concern and a record could have been seen together, as a desk may know.

    Of flags those count that the view knows of: in the open those that every desk may see.
    """
    day_of = office.policy.duty.office.local_day
    held = day_of(person.made_at)
    shown = work.flags.listed_at(person.id)
    flags = [
        (flag.starts_on, day_of(shown[flag.id]) if flag.id in shown else held)
        for flag in work.flags.of(person.id)
        if flag.seen_by is SeenBy.ALL or (view is View.WHOLE and flag.is_seen_by(desk))
    ]
    reported = work.concerns.received([concern_id])[concern_id]
    return since_when(day_of(reported), flags, held=held, found=day_of(work.at))


def desks_that_may_see(
    office: Office, work: Work, concern_id: int, person: PersonHeld
) -> tuple[tuple[Seat, View], ...]:
    """Return who hears of a new hit, and in which view (P13).

    In the open the owners of flags that everybody sees, and the lead; of a hidden flag its
    owner and the desks it names. Never a desk whose own people it is about: where none is
    left in the open, scrutiny hears. Of what is open whoever sits for a closed desk hears now,
    and that desk when it opens.
    """
    flags = work.flags.of(person.id)
    open_to_all = [flag.owner_desk for flag in flags if not flag.only_desks]
    lead = [] if person.only_desk else [first_owner_of(office, work, concern_id)]
    hidden = [desk for flag in flags for desk in flag.only_desks.split()]
    asked = [*open_to_all, *lead]
    about = _about(office, work, concern_id, person)
    desks = office.policy.duty.desks.values()
    barred = about.about_desks | {one.name for one in desks if one.agency in about.about_agencies}
    told = [(desk, View.OPEN) for desk in asked if desk not in barred]
    if asked and not told:
        told = [(desk, View.OPEN) for desk in _scrutiny(office, asked[0]) if desk not in barred]
    secret = [(desk, View.WHOLE) for desk in hidden if desk not in barred]
    found: dict[tuple[str, View], Seat] = {}
    for desk, view in dict.fromkeys((*told, *secret)):
        for seat in seats_of(office, about, desk, view, at=work.at):
            before = found.get((seat.desk, view))
            if before is None or before.held_until is not None:
                found[seat.desk, view] = seat
    return tuple((seat, view) for (_, view), seat in found.items())


def _about(office: Office, work: Work, concern_id: int, person: PersonHeld) -> Facts:
    """Return whose own people a concern is about, now that it may name somebody."""
    concern = work.concerns.of([concern_id])[concern_id]
    own = own_people_of(office, work, concern, [] if person.only_desk else [person])
    return Facts(about_desks=own.desks, about_agencies=own.agencies)


def _scrutiny(office: Office, desk: str) -> tuple[str, ...]:
    book = office.policy.duty
    area = book.desks[desk].area if desk in book.desks else ""
    found = book.desk_for(office.policy.routing.scrutiny, area)
    return (found.name,) if found else (book.catch_all,)
