"""Asking a second officer about two flagged records, and telling the owners of both."""

from intake.actions.alerting import raise_alerts
from intake.actions.kept_from import about_of
from intake.actions.seats import seats_of, why_it_sits
from intake.domain.alert import Alert, AlertKind
from intake.domain.held import Officer, View
from intake.domain.joining import Joined
from intake.domain.person import LinkState
from intake.domain.private import private
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.papers import owners_of, papers_of
from intake.store.work import Work

ASKED = "Said to be one person by {officer}, {desk}: {goes} and {stays}. A second officer answers."
DONE = "Joined by {officer} and {second}: {goes} to {stays}, with its reports and flags."
ENDED = "Two people after all, says {officer}, {desk}: {goes} and {stays} are apart again."


def ask_second(
    office: Office, work: Work, *, officer: Officer, goes: int, stays: int, reason: str
) -> Joined:
    """Write down that two flagged records are said to be one, and tell the owners of both."""
    asked = work.joinings.rows.add(
        Joined(
            person_id=goes,
            into_id=stays,
            officer=officer.name,
            at=work.at,
            reason=private(reason),
            waits=True,
        )
    )
    tell_owners(office, work, asked, officer, ASKED, step="asked")
    work.audit.note("person.joining_asked", actor=officer.login, person=goes, into=stays)
    return asked


def tell_owners(
    office: Office, work: Work, joined: Joined, officer: Officer, words: str, *, step: str
) -> None:
    """Alert every desk that owns one of the two or a flag of them, but for the officer's own.

    Why:
        A joining moves what a desk answers for. Of a flag that only some desks may know of its
        owner hears by itself, in its own working (P13).
    """
    both = [joined.into_id, joined.person_id]
    people = work.people.records.by_id(both)
    papers = papers_of(work.people, work.flags, work.concerns, both)
    told = {
        link.concern_id
        for one in both
        for link in papers.links[one]
        if link.state is LinkState.SAME
    }
    concerns = list(work.concerns.records.by_id(told).values())
    about = about_of(office, work, concerns, people.values())
    owners = owners_of(work.people, both)
    asked = [(owners[one].desk, View.OPEN) for one in both if one in owners]
    asked += [
        (flag.owner_desk, View.WHOLE if flag.only_desks else View.OPEN)
        for one in both
        for flag in papers.flags[one]
    ]
    because = words.format(
        officer=joined.officer if step == "done" else officer.name,
        second=joined.second,
        desk=office.policy.duty.desk(officer.desk).title,
        goes=people[joined.person_id].number,
        stays=people[joined.into_id].number,
    )
    alerts = {}
    for desk, view in dict.fromkeys(asked):
        for seat in seats_of(office, about, desk, view, at=work.at, can_wait=True):
            if seat.desk == officer.desk or (seat.desk, View.OPEN) in alerts:
                continue
            alerts[seat.desk, view] = Alert(
                kind=AlertKind.JOINING,
                desk=seat.desk,
                urgency=Urgency.NEXT_DAY,
                made_at=work.at,
                policy_hash=office.policy.hash,
                is_lead=desk == asked[0][0],
                person_id=joined.into_id,
                held_until=seat.held_until,
                because=(because, *why_it_sits(office, seat)),
                tag=f"joining:{step}",
                view=view.value,
                cause=f"joining:{joined.id}:{step}",
            )
    raise_alerts(office, work, list(alerts.values()))
