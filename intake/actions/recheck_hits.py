"""Telling of what a re-check found: new links, and the desks that hear of them (P3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from intake.actions.alerting import first_owner_of, raise_alert
from intake.actions.gather import Around
from intake.actions.hits import ALERTING, BAND_WORDS, desks_that_may_see, hit_at, since_of
from intake.actions.link_mentions import link_gathered, link_mention
from intake.actions.report_concern import check_of
from intake.actions.screening import Lookup, Screening
from intake.actions.seats import Seat
from intake.actions.weigh_person import weigh_person
from intake.domain.alert import UNANSWERED, Alert, AlertKind
from intake.domain.held import ConcernHeld, MentionHeld, PersonHeld, PersonKind, RecheckHeld, View
from intake.domain.household import ClueHeld
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.work import Work
from matching.scoring import Band

LOCK_SECONDS = 0.1
"""How long linking what was found may hold the writer before the rest waits for a next turn."""

Found = tuple[MentionHeld, Lookup]


def link_found(
    office: Office, work: Work, due: RecheckHeld, version: int, found: Iterable[Found]
) -> int | None:
    """Link what was found and tell of it; returns the mention to go on at if the time was up."""
    hits = Hits(office, work, due)
    found = list(found)
    lock_everybody(work, (lookup for _, lookup in found))
    until = office.stopwatch() + LOCK_SECONDS
    going_on_at = None
    for place, (mention, lookup) in enumerate(found):
        if place and office.stopwatch() > until:
            going_on_at = mention.id
            break
        link_one(office, work, mention, Screening(version, (lookup,)), hits)
    hits.tell_lists()
    return going_on_at


def lock_everybody(work: Work, lookups: Iterable[Lookup]) -> None:
    """Lock the people found in one order for all, as a report locks them.

    Why: So a report and a re-check never wait for each other.
    """
    work.people.records.locked(
        sorted({one.record_id for lookup in lookups for one in lookup.candidates})
    )


def link_one(
    office: Office, work: Work, mention: MentionHeld, screening: Screening, hits: "Hits"
) -> None:
    """Link one mention to those it may be, with proof of the look-up, and tell of new flags."""
    (lookup,) = screening.lookups
    new = link_mention(work, mention, lookup.candidates)
    if not new:
        return
    concern_id = mention.concern_id
    check = check_of(office, work, concern_id, mention, lookup, screening)
    work.concerns.checks.add(replace(check, only_desk=_desks_of(person for person, _ in new)))
    lead = first_owner_of(office, work, concern_id)
    for person, band in new:
        weigh_person(office, work, person.id, lead=lead, newest=concern_id)
        if band in ALERTING and person.kind is PersonKind.FLAGGED:
            hits.take(concern_id, person, band)


def link_around(
    office: Office,
    work: Work,
    concern: ConcernHeld,
    clues: Sequence[ClueHeld],
    hits: "Hits",
    around: Around | None = None,
) -> int:
    """Link a concern's people to those they may be by home or description, and tell; how many.

    `around` is what was told around it, where it was read together with that of others.

    Why:
        He was flagged, or judged to be hers, after the neighbour wrote "he's back at hers":
        what is known of him now finds the earlier report (P3, row T3).
    """
    mentions = work.concerns.mentions_of(concern.id)
    around = around or Around.of(office, work, [clues])
    beside = around.gathered(concern, mentions, clues)
    work.people.records.locked(sorted({one.person.id for one in beside}))
    new = link_gathered(work, beside)
    lead = first_owner_of(office, work, concern.id) if new else ""
    for one in new:
        weigh_person(office, work, one.person.id, lead=lead, newest=concern.id)
        if one.person.kind is PersonKind.FLAGGED:
            hits.take(concern.id, one.person, one.candidate.band)
    return len(new)


def _desks_of(found: Iterable[PersonHeld]) -> str:
    """Return the desks that alone may know of everybody found; empty for all."""
    desks = [person.only_desk for person in found]
    return "" if "" in desks else " ".join(sorted({one for own in desks for one in own.split()}))


@dataclass
class Hits:
    """Tells the desks that may see new hits, each once; of an import the strong ones singly."""

    office: Office
    work: Work
    due: RecheckHeld
    _lists: dict[tuple[Seat, View], list[str]] = field(default_factory=dict)

    def take(self, concern_id: int, person: PersonHeld, band: Band) -> None:
        """Tell of a hit now, or keep it for the list."""
        singly = band is Band.STRONG or not self.due.cause.startswith("import")
        for seat, view in desks_that_may_see(self.office, self.work, concern_id, person):
            if singly:
                self._tell(seat, view, concern_id, person, band)
            else:
                concern = self.work.concerns.of([concern_id])[concern_id]
                since = since_of(
                    self.office, self.work, concern_id, person, desk=seat.desk, view=view
                )
                line = (
                    f"{concern.reference} may name {person.number} ({BAND_WORDS[band]}). "
                    f"{since.words}"
                )
                self._lists.setdefault((seat, view), []).append(line)

    def _tell(
        self, seat: Seat, view: View, concern_id: int, person: PersonHeld, band: Band
    ) -> None:
        hit = hit_at(self.office, self.work, seat, view, concern_id, person, band)
        raise_alert(self.office, self.work, hit)

    def tell_lists(self) -> None:
        """Add what was found to the list of each desk, as long as nobody has taken it."""
        for (seat, view), lines in self._lists.items():
            alert = self.work.dispatch.alerts.get(self._list_of(seat, view).id)
            grown = replace(alert, because=(*alert.because, *lines))
            self.work.dispatch.alerts.keep(grown)

    def _list_of(self, seat: Seat, view: View) -> Alert:
        """Return the list that is still open; what an officer has read grows no more (P7)."""
        version = self.due.list_version
        words = f"The import that made list {version} may name people of earlier concerns."
        for part in count(1):
            cause = f"hits:{version}:{view.value}:{part}"
            before = self.work.dispatch.alert_of_cause(cause, seat.desk)
            if before is None:
                alert = self._alert(seat, view, Urgency.NEXT_DAY, words, cause)
                return raise_alert(
                    self.office, self.work, replace(alert, tag=f"flagged:{Band.POSSIBLE.value}")
                )
            if before.state in UNANSWERED:
                return before
        raise AssertionError  # pragma: no cover - counting does not end

    def _alert(self, seat: Seat, view: View, urgency: Urgency, words: str, cause: str) -> Alert:
        return Alert(
            kind=AlertKind.RECHECK,
            desk=seat.desk,
            held_until=seat.held_until,
            urgency=urgency,
            made_at=self.work.at,
            policy_hash=self.office.policy.hash,
            because=(words,),
            view=view.value,
            cause=cause,
        )
