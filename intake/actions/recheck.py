"""Looking up again: what was not checked, and everybody when the list has changed (P2, P3)."""

from collections.abc import Iterable
from dataclasses import replace

from intake.actions.alerting import raise_alert
from intake.actions.link_mentions import link_all, link_mention
from intake.actions.report_concern import check_of, keep_sightings, lookups_of
from intake.actions.screening import Lookup, Screening, described, screen
from intake.actions.tell_desks import route_and_alert
from intake.actions.weigh_person import weigh_person
from intake.domain.alert import Alert, AlertKind
from intake.domain.concern import Part
from intake.domain.held import (
    CheckState,
    MentionHeld,
    PersonHeld,
    PersonKind,
    RecheckHeld,
    View,
)
from intake.domain.urgency import Urgency
from intake.store.bodies import plain_of
from intake.store.office import Office
from intake.store.people import description_for_matching
from intake.store.work import Work
from matching.scoring import Band

BATCH = 100
ALERTING = (Band.STRONG, Band.POSSIBLE, Band.OTHER_DATE)


def recheck_due(office: Office) -> int:
    """Take one piece of re-checking that is due; returns how many mentions were looked up.

    A re-check of everybody goes on from where it stopped, a batch a transaction, so it never
    holds the writer for long and survives a stop.
    """
    with office.begin() as work:
        due = work.concerns.next_recheck()
        if due is None:
            return 0
        if due.concern_id is not None:
            return _check_concern(office, work, due, due.concern_id)
        return _check_everybody(office, work, due)


def ask_for_recheck(work: Work, *, cause: str) -> None:
    """Write down that everybody is to be looked up again, due at once."""
    work.concerns.rechecks.add(
        RecheckHeld(cause=cause, list_version=work.people.list_version(), due_at=work.at)
    )


def _check_concern(office: Office, work: Work, due: RecheckHeld, concern_id: int) -> int:
    """Make up for a check that was not made in time; its hits are routed like any other."""
    concern = work.concerns.records.get(concern_id)
    screening = screen(office, work, concern.body)
    told = [one for one in work.concerns.mentions_of(concern_id) if not one.from_story]
    sighted = keep_sightings(work, concern, screening)
    pairs = list(zip([*told, *sighted], lookups_of(screening), strict=False))
    story = [(None, one) for one in screening.lookups if one.mention is None]
    for mention, lookup in [*pairs, *story]:
        work.concerns.checks.add(check_of(office, work, concern.id, mention, lookup, screening))
    people = link_all(work, concern, pairs)
    led = route_and_alert(office, work, concern, people)
    for person_id in sorted(people.weighed):
        weigh_person(office, work, person_id, lead=led.lead, newest=concern.id, others=led.told)
    if screening.is_complete:
        work.concerns.rechecks.keep(replace(due, done_at=work.at))
    else:
        again = work.at + office.policy.channels.screening.again
        work.concerns.rechecks.keep(replace(due, due_at=again))
    work.audit.note("check.made_up", concern=concern.reference, complete=int(screening.is_complete))
    return len(pairs)


def _check_everybody(office: Office, work: Work, due: RecheckHeld) -> int:
    mentions = work.concerns.mentions_from(due.next_mention, BATCH)
    if not mentions:
        work.concerns.rechecks.keep(replace(due, done_at=work.at))
        work.audit.note("recheck.done", cause=due.cause, list_version=due.list_version)
        return 0
    for mention in mentions:
        if mention.part is not Part.CHILD:
            _check_mention(office, work, due, mention)
    work.concerns.rechecks.keep(replace(due, next_mention=mentions[-1].id + 1))
    return len(mentions)


def _check_mention(office: Office, work: Work, due: RecheckHeld, mention: MentionHeld) -> None:
    concern = work.concerns.records.get(mention.concern_id)
    version = work.people.list_version()
    body = described(mention.body, concern.received_at.date())
    answer = office.matcher.search(
        work.people.index(version), description_for_matching(body), limit=10, today=work.at.date()
    )
    new = link_mention(work, mention, answer.candidates)
    if not new:
        return
    lookup = Lookup(
        mention.place,
        CheckState.DONE,
        plain_of(body),
        answer.candidates,
        answer.searched,
        answer.cut,
    )
    screening = Screening(version, (lookup,))
    work.concerns.checks.add(check_of(office, work, concern.id, mention, lookup, screening))
    lead = lead_of(office, work, concern.id)
    for person, band in new:
        weigh_person(office, work, person.id, lead=lead, newest=concern.id)
        if band in ALERTING and person.kind is PersonKind.FLAGGED:
            _tell_hit(office, work, due, mention, person, band)


def _tell_hit(
    office: Office,
    work: Work,
    due: RecheckHeld,
    mention: MentionHeld,
    person: PersonHeld,
    band: Band,
) -> None:
    """Tell the desks that may see a new hit, once; of an import the strong ones singly."""
    singly = band is Band.STRONG or not due.cause.startswith("import")
    cause = f"hit:{mention.concern_id}:{person.id}" if singly else f"hits:{due.list_version}"
    for desk in desks_that_may_see(office, work, mention.concern_id, person):
        raise_alert(
            office,
            work,
            Alert(
                kind=AlertKind.RECHECK,
                desk=desk,
                urgency=Urgency.TODAY if singly else Urgency.NEXT_DAY,
                made_at=work.at,
                policy_hash=office.policy.hash,
                concern_id=mention.concern_id if singly else None,
                person_id=person.id if singly else None,
                because=(_hit_in_words(due, singly=singly),),
                tag=f"flagged:{band.value}",
                view=(View.WHOLE if person.only_desk else View.OPEN).value,
                cause=cause,
            ),
        )


def _hit_in_words(due: RecheckHeld, *, singly: bool) -> str:
    if singly:
        return "The list has changed: an earlier concern may name a flagged person. Decide."
    return f"The import that made list {due.list_version} may name people of earlier concerns."


def desks_that_may_see(
    office: Office, work: Work, concern_id: int, person: PersonHeld
) -> tuple[str, ...]:
    """Return who hears of a new hit: the flags' owners and, unless hidden, the lead."""
    owners = [flag.owner_desk for flag in work.people.flags(person.id)]
    leads: Iterable[str] = () if person.only_desk else (lead_of(office, work, concern_id),)
    return tuple(dict.fromkeys((*owners, *leads)))


def lead_of(office: Office, work: Work, concern_id: int) -> str:
    """Return the desk that leads on a concern; the catch-all where none was routed."""
    alerts = work.dispatch.alerts_of_concern(concern_id)
    return next((alert.desk for alert in alerts if alert.is_lead), office.policy.duty.catch_all)
