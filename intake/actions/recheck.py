"""Looking up again: what was not checked, and everybody when the list has changed (P2, P3)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import count

from intake.actions.alerting import lead_of, raise_alert
from intake.actions.hits import ALERTING, desks_that_may_see, hit_at
from intake.actions.link_mentions import link_all, link_mention
from intake.actions.report_concern import check_of, keep_sightings, lookups_of
from intake.actions.screening import LINKED_BANDS, Lookup, Screening, described, screen
from intake.actions.settle_import import SETTLE, settle_import
from intake.actions.tell_desks import route_and_weigh
from intake.actions.weigh_person import weigh_person
from intake.domain.alert import UNANSWERED, Alert, AlertKind
from intake.domain.concern import Part
from intake.domain.held import (
    CheckState,
    Description,
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
from matching.matcher import Answer
from matching.scoring import Band

BATCH = 100
LOCK_SECONDS = 0.1
"""How long linking what was found may hold the writer before the rest waits for a next turn."""


def recheck_due(office: Office) -> int:
    """Take one piece of re-checking that is due; returns how many mentions were looked up.

    A re-check of everybody goes on from where it stopped, a batch a transaction, so it never
    holds the writer for long and survives a stop. The looking up itself is done before the
    write lock; what another process took meanwhile is left to it.
    """
    with office.look() as work:
        due = work.concerns.next_recheck()
    if due is None:
        return 0
    if due.cause.startswith(SETTLE):
        return 1 + settle_import(office, due)
    if due.concern_id is None:
        return _check_everybody(office, due)
    with office.begin() as work:
        if work.concerns.rechecks.get(due.id) != due:
            return 1
        return _check_concern(office, work, due, due.concern_id)


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
    route_and_weigh(office, work, concern, people)
    if screening.is_complete:
        work.concerns.rechecks.keep(replace(due, done_at=work.at))
    else:
        again = work.at + office.policy.channels.screening.again
        work.concerns.rechecks.keep(replace(due, due_at=again))
    work.audit.note("check.made_up", concern=concern.reference, complete=int(screening.is_complete))
    return len(pairs)


def _check_everybody(office: Office, due: RecheckHeld) -> int:
    with office.look() as work:
        mentions = work.concerns.mentions_from(due.next_mention, BATCH)
        version = work.people.list_version()
        found = _looked_up(office, work, mentions, version)
    with office.begin() as work:
        if work.concerns.rechecks.get(due.id) != due:
            return 1
        if not mentions:
            work.concerns.rechecks.keep(replace(due, done_at=work.at))
            work.audit.note("recheck.done", cause=due.cause, list_version=due.list_version)
            return 0
        going_on_at = _link_found(office, work, due, version, found)
        following = mentions[-1].id + 1 if going_on_at is None else going_on_at
        work.concerns.rechecks.keep(replace(due, next_mention=following))
    return len(mentions)


Found = tuple[MentionHeld, Lookup]


def _looked_up(
    office: Office, work: Work, mentions: Iterable[MentionHeld], version: int
) -> list[Found]:
    """Return the mentions that may be somebody, each with what was found."""
    grown = [mention for mention in mentions if mention.part is not Part.CHILD]
    concerns = work.concerns.of(mention.concern_id for mention in grown)
    index = work.people.index(version)
    found = []
    for mention in grown:
        body = described(mention.body, concerns[mention.concern_id].received_at.date())
        answer = office.matcher.search(
            index,
            description_for_matching(body),
            limit=10,
            today=work.at.date(),
            apart=work.people.hidden_among,
        )
        if any(one.band in LINKED_BANDS for one in answer.candidates):
            asked = plain_of(body)
            lookup = Lookup(
                mention.place,
                CheckState.DONE,
                asked,
                answer.candidates,
                answer.searched,
                answer.cut,
            )
            found.append((mention, lookup))
    return found


def _lookup_of(mention: MentionHeld, body: Description, answer: Answer) -> Lookup:
    asked = plain_of(body)
    found, cut = answer.candidates, answer.cut
    return Lookup(mention.place, CheckState.DONE, asked, found, answer.searched, cut)


def _link_found(
    office: Office, work: Work, due: RecheckHeld, version: int, found: Iterable[Found]
) -> int | None:
    """Link what was found and tell of it; returns where to go on if the time was up."""
    hits = _Hits(office, work, due)
    found = list(found)
    # in one order for all, as a report locks them, so that the two never wait for each other
    work.people.records.locked(
        sorted({one.record_id for _, lookup in found for one in lookup.candidates})
    )
    until = office.stopwatch() + LOCK_SECONDS
    going_on_at = None
    for place, (mention, lookup) in enumerate(found):
        if place and office.stopwatch() > until:
            going_on_at = mention.id
            break
        _link_one(office, work, mention, Screening(version, (lookup,)), hits)
    hits.tell_lists()
    return going_on_at


def _link_one(
    office: Office, work: Work, mention: MentionHeld, screening: Screening, hits: "_Hits"
) -> None:
    (lookup,) = screening.lookups
    new = link_mention(work, mention, lookup.candidates)
    if not new:
        return
    concern_id = mention.concern_id
    work.concerns.checks.add(check_of(office, work, concern_id, mention, lookup, screening))
    lead = lead_of(office, work, concern_id)
    for person, band in new:
        weigh_person(office, work, person.id, lead=lead, newest=concern_id)
        if band in ALERTING and person.kind is PersonKind.FLAGGED:
            hits.take(concern_id, person, band)


@dataclass
class _Hits:
    """Tells the desks that may see new hits, each once; of an import the strong ones singly."""

    office: Office
    work: Work
    due: RecheckHeld
    _lists: dict[tuple[str, View], list[str]] = field(default_factory=dict)

    def take(self, concern_id: int, person: PersonHeld, band: Band) -> None:
        """Tell of a hit now, or keep it for the list."""
        singly = band is Band.STRONG or not self.due.cause.startswith("import")
        for desk, view in desks_that_may_see(self.office, self.work, concern_id, person):
            if singly:
                self._tell(desk, view, concern_id, person, band)
            else:
                concern = self.work.concerns.of([concern_id])[concern_id]
                line = f"{concern.reference} may name {person.number} ({band.value})"
                self._lists.setdefault((desk, view), []).append(line)

    def _tell(self, desk: str, view: View, concern_id: int, person: PersonHeld, band: Band) -> None:
        hit = hit_at(self.office, self.work, desk, view, concern_id, person, band)
        raise_alert(self.office, self.work, hit)

    def tell_lists(self) -> None:
        """Add what was found to the list of each desk, as long as nobody has taken it."""
        for (desk, view), lines in self._lists.items():
            alert = self.work.dispatch.alerts.get(self._list_of(desk, view).id)
            grown = replace(alert, because=(*alert.because, *lines))
            self.work.dispatch.alerts.keep(grown)

    def _list_of(self, desk: str, view: View) -> Alert:
        """Return the list that is still open; what an officer has read grows no more (P7)."""
        version = self.due.list_version
        words = f"The import that made list {version} may name people of earlier concerns."
        for part in count(1):
            cause = f"hits:{version}:{view.value}:{part}"
            before = self.work.dispatch.alert_of_cause(cause, desk)
            if before is None:
                alert = self._alert(desk, view, Urgency.NEXT_DAY, words, cause)
                return raise_alert(
                    self.office, self.work, replace(alert, tag=f"flagged:{Band.POSSIBLE.value}")
                )
            if before.state in UNANSWERED:
                return before
        raise AssertionError  # pragma: no cover - counting does not end

    def _alert(self, desk: str, view: View, urgency: Urgency, words: str, cause: str) -> Alert:
        return Alert(
            kind=AlertKind.RECHECK,
            desk=desk,
            urgency=urgency,
            made_at=self.work.at,
            policy_hash=self.office.policy.hash,
            because=(words,),
            view=view.value,
            cause=cause,
        )
