"""What is owed is kept from a desk whose own people it is about (promise P13)."""

from collections.abc import Iterable
from dataclasses import replace

from intake.actions.link_mentions import linked_already
from intake.actions.routing_facts import leads_named, own_people_of
from intake.domain.alert import Alert
from intake.domain.diary import DiaryEntry
from intake.domain.facts import Facts
from intake.domain.held import ConcernHeld, PersonHeld, View
from intake.domain.routing import instead_of
from intake.store.office import Office
from intake.store.work import Work

KEPT_FROM = "kept from the desk it is about"


def about_of(
    office: Office, work: Work, concerns: Iterable[ConcernHeld], leads: Iterable[PersonHeld] = ()
) -> Facts:
    """Return facts that tell only whose own people some concerns are about.

    Args:
        office: Settings in force.
        work: The transaction.
        concerns: Any number; of none it is nobody's.
        leads: Whom each of them may name.
    """
    named = tuple(leads)
    own = [own_people_of(office, work, concern, named) for concern in concerns]
    return Facts(
        about_desks=frozenset().union(*(one.desks for one in own)),
        about_agencies=frozenset().union(*(one.agencies for one in own)),
    )


def desks_instead(office: Office, about: Facts, desk: str, view: View) -> tuple[str, ...]:
    """Return who hears in place of a desk: itself, unless it is barred.

    Returns:
        Of a hidden flag nobody else may hear, so none; in the open another agency's desk and
        the scrutiny contact, and the catch-all where they are barred too: a line is never
        crossed with nobody told.
    """
    book, rules = office.policy.duty, office.policy.routing
    found = instead_of(desk, about, rules, book)
    if view is View.WHOLE:
        return (desk,) if found == (desk,) else ()
    return found or (book.catch_all,)


def hand_to_scrutiny(
    office: Office, work: Work, entry: DiaryEntry, alert: Alert | None
) -> tuple[DiaryEntry, Alert | None]:
    """Give an alert to the scrutiny contact where its desk may not read it any more.

    Args:
        office: Settings in force.
        work: The act's transaction.
        entry: What is owed, about to climb.
        alert: Its alert, if it has one.

    Returns:
        The entry and alert as they are now; unchanged where the desk is free, the alert is
        of a hidden flag, or somebody is answering it at this moment.

    Why:
        A later lead, or a new colleague of that name, bars a desk that was told before. Its
        alert cannot be opened there and would climb for ever unseen (P7).
    """
    desk = _scrutiny_for(office, work, entry, alert)
    if alert is None or not desk:
        return entry, alert
    held = work.dispatch.free_alert(alert.id)
    if held is None or held.desk != alert.desk:
        return entry, alert
    moved = work.dispatch.alerts.keep(
        replace(
            held,
            desk=desk,
            held_until=None,
            because=(*held.because, KEPT_FROM),
            cause=f"{held.cause}:kept_from:{held.desk}" if held.cause else "",
            version=held.version + 1,
        )
    )
    ladder = office.policy.duty.ladder_of(desk, moved.urgency).name
    for one in work.dispatch.owed(entry.subject):
        work.dispatch.silence(one.id)
        work.dispatch.diary.keep(replace(one, desk=desk, ladder=ladder, rung=0))
    work.audit.note("alert.kept_from", alert=moved.id, desk=desk, was=held.desk)
    return replace(entry, desk=desk, ladder=ladder, rung=0), moved


def _scrutiny_for(office: Office, work: Work, entry: DiaryEntry, alert: Alert | None) -> str:
    """Return to whom an alert goes on; empty where it stays."""
    if alert is None or alert.concern_id is None or entry.only_desk:
        return ""
    concern = work.concerns.of([alert.concern_id]).get(alert.concern_id)
    if concern is None:
        return ""
    found = [(person, band) for _, person, band in linked_already(work, concern).found]
    leads = list(leads_named(found, View.OPEN))
    if alert.person_id is not None:
        person = work.people.records.by_id([alert.person_id]).get(alert.person_id)
        leads += [person] if person is not None and not person.only_desk else []
    about = about_of(office, work, [concern], leads)
    book, rules = office.policy.duty, office.policy.routing
    found_instead = instead_of(entry.desk, about, rules, book)
    return "" if entry.desk in found_instead or not found_instead else found_instead[-1]
