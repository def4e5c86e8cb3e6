"""The act that everything is for: one concern, kept whole, checked, weighed, routed, told.

Everything happens in the caller's one transaction; "accepted" may be said once that has
committed and not before (promise P1). Read `report_concern` first.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from intake.actions.alerting import raise_alert
from intake.actions.routing_facts import facts_of, flags_named
from intake.actions.screening import (
    LINKED_BANDS,
    Lookup,
    Screening,
    described,
    not_checked_yet,
    screen,
)
from intake.actions.weigh_person import SETTINGS, flags_in, weigh_person
from intake.domain.alert import Alert, AlertKind
from intake.domain.chronology import SignSeen
from intake.domain.code_words import CODE_WORDS
from intake.domain.codes import normal_return_code, reference_of, return_code_of
from intake.domain.concern import MentionSaid, Part, Receipt, Submission
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.facts import RouteEvent
from intake.domain.held import (
    CheckHeld,
    ConcernHeld,
    LinkHeld,
    MentionHeld,
    PersonHeld,
    PersonKind,
    RecheckHeld,
    View,
)
from intake.domain.person import LinkState
from intake.domain.private import private
from intake.domain.routing import Leg, Route, route
from intake.domain.urgency import ChildUrgency, Urgency, urgency_of
from intake.domain.voice import VoiceTies, voice_of
from intake.store.bodies import plain_of
from intake.store.office import Office
from intake.store.work import Work
from matching.scoring import Band, Candidate

REFERENCES = 29**6
STORY_PLACES = 1000
"""Mentions found by reading the story are numbered from here, apart from those told of."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What reporting made; only `receipt` may reach the reporter (P4)."""

    receipt: Receipt
    concern: ConcernHeld
    lead: str


def report_concern(
    office: Office,
    work: Work,
    submission: Submission,
    *,
    screening: Screening | None = None,
    taken_by: str = "",
    unfinished: ConcernHeld | None = None,
) -> Reported:
    """Keep a concern with its checks, links, weights, alerts and audit line.

    Args:
        office: Settings, matcher, clock, ids.
        work: The open transaction; nothing is said before it commits.
        submission: What was told.
        screening: What was looked up just before the transaction; made again here if the
            list has moved since, or where there is none.
        taken_by: The officer who keyed it in, for a report by telephone or on paper.
        unfinished: The concern that a desk was told of before "send" (P12); it is brought
            up to date, under the same reference.

    Returns:
        The receipt and the concern.

    Why:
        Checks were not made when a man was reported, concerns of several people were never
        added up, and alerts ended with one agency (both reviews). So all of it is one act.
    """
    if submission.is_unfinished:
        screening = not_checked_yet(work, submission)
    elif screening is None or screening.list_version != work.people.list_version():
        screening = screen(office, work, submission)
    concern, receipt = _keep_concern(office, work, submission, taken_by, unfinished)
    mentions = _keep_mentions(work, concern, submission, screening)
    _keep_checks(office, work, concern, mentions, screening)
    people = link_all(work, concern, list(zip(mentions, lookups_of(screening), strict=True)))
    led = route_and_alert(office, work, concern, people)
    for person_id in sorted(people.weighed):
        weigh_person(office, work, person_id, lead=led.lead, newest=concern.id, others=led.told)
    work.audit.note(
        "concern.unfinished" if concern.is_unfinished else "concern.accepted",
        actor=taken_by,
        concern=concern.reference,
        channel=concern.channel,
        list_version=screening.list_version,
        policy=office.policy.hash,
    )
    return Reported(receipt, concern, led.lead)


# the concern itself


def _keep_concern(
    office: Office,
    work: Work,
    told: Submission,
    taken_by: str,
    unfinished: ConcernHeld | None,
) -> tuple[ConcernHeld, Receipt]:
    code = return_code_of(office.bits(96), CODE_WORDS)
    urgency = urgency_of(
        [SignSeen(said.sign, said.source) for said in told.signs],
        office.policy.sign_book,
        office.policy.scales.urgency,
        danger=told.danger,
        is_child_safe_now=told.is_child_safe_now,
    )
    if unfinished is None:
        concern = _new_concern(office, work, told, urgency, taken_by)
    else:
        concern = work.concerns.bring_up_to_date(
            replace(
                unfinished,
                danger=told.danger.value,
                role=told.reporter.role.value,
                known_by=told.known_by.value,
                area=told.area,
                body=told,
                urgency=max(urgency.urgency, Urgency(unfinished.urgency)).value,
                urgency_because=urgency.because,
                is_unfinished=told.is_unfinished,
                version=unfinished.version + 1,
            ),
            told.reporter,
        )
    if not told.is_unfinished:
        kept_code = work.sealer.hash_of("return", normal_return_code(code))
        concern = work.concerns.records.keep(replace(concern, return_code_hash=kept_code))
    return concern, Receipt(concern.reference, code, work.at, told.area, told.danger)


def _new_concern(
    office: Office, work: Work, told: Submission, urgency: ChildUrgency, taken_by: str
) -> ConcernHeld:
    reference = _free_reference(office, work)
    ties = _ties_of(work, reference, told)
    found = voice_of(ties, work.concerns.ties_like(ties))
    setting = SETTINGS[told.reporter.role]
    voice_id = int(found.voice) if found.voice else work.concerns.open_voice(setting)
    concern = work.concerns.add(
        ConcernHeld(
            reference=reference,
            channel=told.channel,
            received_at=work.at,
            danger=told.danger.value,
            role=told.reporter.role.value,
            known_by=told.known_by.value,
            area=told.area,
            body=told,
            voice_id=voice_id,
            return_code_hash="",
            urgency=urgency.urgency.value,
            urgency_because=urgency.because,
            policy_hash=office.policy.hash,
            script=told.script,
            language=told.language,
            is_unfinished=told.is_unfinished,
            taken_by=taken_by,
        ),
        told.reporter,
    )
    work.concerns.tie(voice_id=voice_id, concern_id=concern.id, ties=ties)
    return concern


def _free_reference(office: Office, work: Work) -> str:
    while True:
        reference = reference_of(office.bits(64) % REFERENCES)
        if work.concerns.by_reference(reference) is None:
            return reference


def _ties_of(work: Work, reference: str, told: Submission) -> VoiceTies:
    """Return keyed hashes of what ties a concern to a source; the words stay sealed."""
    who = told.reporter
    workplace = who.agency.reveal() if who.role.is_professional else ""
    key = _hasher(work)
    return VoiceTies(
        concern=reference,
        known_at=work.at,
        reporter=key("reporter", who.contact.reveal() or who.name.reveal()),
        household=key("household", who.household.reveal()),
        workplace=key("workplace", workplace),
        account=key("account", who.account.reveal()),
        told_by=key("reporter", who.told_by.reveal()),
        is_own_harm=who.is_own_harm,
    )


def _hasher(work: Work) -> Callable[[str, str], str]:
    def key(kind: str, words: str) -> str:
        plain = " ".join(words.lower().split())
        return work.sealer.hash_of(f"tie:{kind}", plain) if plain else ""

    return key


# mentions, checks, links


def _keep_mentions(
    work: Work, concern: ConcernHeld, told: Submission, screening: Screening
) -> list[MentionHeld]:
    """Keep the mentions told of, then those whose names stand in the story."""
    kept = {(one.place, one.from_story): one for one in work.concerns.mentions_of(concern.id)}
    everyone = [(place, one, False) for place, one in enumerate(told.mentions)]
    sighted = enumerate(screening.found_in_story, start=STORY_PLACES)
    everyone += [(place, one, True) for place, (one, _) in sighted]
    return [
        _keep_mention(work, kept.get((place, in_story)), concern, (place, said, in_story))
        for place, said, in_story in everyone
    ]


def _keep_mention(
    work: Work,
    before: MentionHeld | None,
    concern: ConcernHeld,
    told: tuple[int, MentionSaid, bool],
) -> MentionHeld:
    place, said, in_story = told
    if before is not None:
        return work.concerns.mentions.keep(replace(before, part=said.part, body=said))
    return work.concerns.mentions.add(
        MentionHeld(
            concern_id=concern.id, place=place, part=said.part, body=said, from_story=in_story
        )
    )


def keep_sightings(work: Work, concern: ConcernHeld, screening: Screening) -> list[MentionHeld]:
    """Keep the mentions that a later reading of the story found."""
    without_told = replace(concern.body, mentions=())
    return _keep_mentions(work, concern, without_told, screening)


def lookups_of(screening: Screening) -> list[Lookup]:
    """Return the lookups of mentions in the order the mentions are kept."""
    told = [one for one in screening.lookups if one.mention is not None]
    return told + [lookup for _, lookup in screening.found_in_story]


def _keep_checks(
    office: Office,
    work: Work,
    concern: ConcernHeld,
    mentions: list[MentionHeld],
    screening: Screening,
) -> None:
    """Keep proof of every lookup, also of those that could not be made (P2)."""
    story = [one for one in screening.lookups if one.mention is None]
    pairs: list[tuple[MentionHeld | None, Lookup]] = list(
        zip(mentions, lookups_of(screening), strict=True)
    )
    for mention, lookup in [*pairs, *((None, one) for one in story)]:
        work.concerns.checks.add(check_of(office, work, concern.id, mention, lookup, screening))
    if not screening.is_complete:
        _owe_check(work, concern, screening)


def check_of(
    office: Office,
    work: Work,
    concern_id: int,
    mention: MentionHeld | None,
    lookup: Lookup,
    screening: Screening,
) -> CheckHeld:
    """Return the proof of one lookup: what was asked, of which list, what came back."""
    return CheckHeld(
        concern_id=concern_id,
        mention_id=mention.id if mention else None,
        state=lookup.state,
        at=work.at,
        list_version=screening.list_version,
        searched=lookup.searched,
        policy_hash=office.policy.hash,
        asked=lookup.asked,
        found=tuple(plain_of(one) for one in lookup.candidates),
        cut=lookup.cut,
        took_ms=lookup.took_ms,
    )


def _owe_check(work: Work, concern: ConcernHeld, screening: Screening) -> None:
    work.concerns.rechecks.add(
        RecheckHeld(
            cause="not_checked",
            list_version=screening.list_version,
            due_at=work.at,
            concern_id=concern.id,
        )
    )
    work.audit.note("check.owed", concern=concern.reference)


@dataclass(frozen=True, slots=True)
class Linked:
    """Who was linked: persons to weigh, and (mention, person, band) of possible links."""

    weighed: frozenset[int]
    found: tuple[tuple[MentionHeld, PersonHeld, Band], ...]


def link_all(work: Work, concern: ConcernHeld, pairs: list[tuple[MentionHeld, Lookup]]) -> Linked:
    """Link every mention to those it might be, and make records of those nobody knows."""
    found: list[tuple[MentionHeld, PersonHeld, Band]] = []
    weighed: set[int] = set()
    for mention, lookup in pairs:
        people = link_mention(work, mention, lookup.candidates)
        found += [(mention, person, band) for person, band in people]
        weighed |= {person.id for person, _ in people}
        links = work.people.links_of_mentions([mention.id])
        weighed |= {link.person_id for link in links if link.is_own}
        seen = {Band(link.band) for link in links if link.band and not link.only_desk}
        has_own = any(link.is_own for link in links)
        if not has_own and needs_own_record(mention, seen) and lookup.is_made:
            weighed.add(make_emerging(work, mention, area=concern.area).id)
    return Linked(frozenset(weighed), tuple(found))


def link_mention(
    work: Work, mention: MentionHeld, candidates: tuple[Candidate, ...]
) -> list[tuple[PersonHeld, Band]]:
    """Link a mention to those it might be, as *possible*; a human judges (P6).

    A pair that was judged before keeps its answer, so a rejected pair comes back labelled. A
    child is never linked to a record.

    Returns:
        The persons newly linked, with the band of each.
    """
    linked: list[tuple[PersonHeld, Band]] = []
    if mention.part is Part.CHILD:
        return linked
    for candidate in candidates:
        person = work.people.records.find(work.people.records.row.id == candidate.record_id)
        if person is None or not _is_worth_linking(mention, candidate, person):
            continue
        if work.people.link_between(mention.id, person.id) is not None:
            continue
        work.people.links.add(
            LinkHeld(
                mention_id=mention.id,
                person_id=person.id,
                state=LinkState.POSSIBLE,
                made_at=work.at,
                band=candidate.band.value,
                candidate=plain_of(candidate),
                only_desk=person.only_desk,
            )
        )
        linked.append((person, candidate.band))
    return linked


def _is_worth_linking(mention: MentionHeld, candidate: Candidate, person: PersonHeld) -> bool:
    """Whether a lead is worth a human's question.

    Mothers, nurses and neighbours are linked only to flagged persons, and only by more than a
    name: they are not what the report is about.
    """
    if mention.part in (Part.PERSON_OF_CONCERN, Part.NOT_SAID):
        return candidate.band in LINKED_BANDS
    return person.kind is PersonKind.FLAGGED and candidate.band in (Band.STRONG, Band.POSSIBLE)


def needs_own_record(mention: MentionHeld, bands: set[Band]) -> bool:
    """Whether a mention starts a record of its own.

    Only a person of concern does, of whom something was told, and only where nobody in view
    is a strong or possible lead: else his weight hangs there as *if the same* and is seen.
    """
    return (
        mention.part is Part.PERSON_OF_CONCERN
        and mention.body.is_described
        and bands.isdisjoint({Band.STRONG, Band.POSSIBLE})
    )


def make_emerging(work: Work, mention: MentionHeld, *, area: str) -> PersonHeld:
    """Make a record of somebody who is only reported, from his first mention."""
    said = mention.body
    label = said.names.told or said.nickname.told or said.description.told or said.vehicle.told
    person = work.people.add(
        PersonHeld(
            label=private(label or "Somebody described"),
            body=described(said, work.at.date()),
            kind=PersonKind.EMERGING,
            made_at=work.at,
            area=area,
        )
    )
    work.people.links.add(
        LinkHeld(
            mention_id=mention.id,
            person_id=person.id,
            state=LinkState.SAME,
            made_at=work.at,
            is_own=True,
        )
    )
    return person


# routing and alerts


@dataclass(frozen=True, slots=True)
class Led:
    """Which desk leads, and which others were told."""

    lead: str
    told: tuple[str, ...]


def route_and_alert(office: Office, work: Work, concern: ConcernHeld, people: Linked) -> Led:
    """Route twice: as everyone sees it, then for the desks whose flags nobody else sees.

    A desk that has an alert of this concern gets no second one for the same reason.
    """
    open_route = _route_of(office, work, concern, people, View.OPEN)
    has_it = {
        alert.desk
        for alert in work.dispatch.alerts_of_concern(concern.id)
        if alert.kind in (AlertKind.CONCERN, AlertKind.DANGER)
    }
    for leg in open_route.legs:
        if leg.desk in has_it and not concern.is_unfinished:
            continue
        _alert_of(office, work, concern, leg, tag=_tag_of(work, people, View.OPEN), view=View.OPEN)
    told = {leg.desk for leg in open_route.legs}
    whole = _route_of(office, work, concern, people, View.WHOLE)
    for leg in whole.legs:
        if leg.only_desk:
            _alert_owner(office, work, concern, leg, people)
            told.add(leg.desk)
    work.audit.note(
        "concern.routed",
        concern=concern.reference,
        lead=open_route.lead,
        desks=tuple(leg.desk for leg in open_route.legs),
        unmatched=int(open_route.unmatched),
    )
    others = tuple(leg.desk for leg in open_route.legs if leg.desk != open_route.lead)
    return Led(open_route.lead, others)


def _route_of(
    office: Office, work: Work, concern: ConcernHeld, people: Linked, view: View
) -> Route:
    event = RouteEvent.DANGER if concern.is_unfinished else RouteEvent.CONCERN
    pairs = [(person, band) for _, person, band in people.found]
    flags = flags_named(office, work, pairs, view)
    facts = facts_of(office, concern, flags, event=event)
    return route(facts, office.policy.routing, office.policy.duty, at=work.at)


def _alert_of(
    office: Office, work: Work, concern: ConcernHeld, leg: Leg, *, tag: str, view: View
) -> None:
    raise_alert(
        office,
        work,
        Alert(
            kind=AlertKind.DANGER if concern.is_unfinished else AlertKind.CONCERN,
            desk=leg.desk,
            urgency=leg.urgency,
            made_at=work.at,
            policy_hash=office.policy.hash,
            is_lead=leg.is_lead,
            concern_id=concern.id,
            held_until=leg.held_until,
            because=tuple(why.words for why in leg.because),
            tag=tag,
            view=view.value,
            cause=f"concern:{concern.id}:{view.value}:{concern.danger}",
        ),
    )


def _alert_owner(
    office: Office, work: Work, concern: ConcernHeld, leg: Leg, people: Linked
) -> None:
    """Alert a desk about its own hidden flag; it must tell the children's services or say why.

    Why: A flag that only its owner may see must not become a reason to tell nobody (P13).
    """
    raise_alert(
        office,
        work,
        Alert(
            kind=AlertKind.FLAG_HIT,
            desk=leg.desk,
            urgency=leg.urgency,
            made_at=work.at,
            policy_hash=office.policy.hash,
            concern_id=concern.id,
            because=tuple(why.words for why in leg.because),
            tag=_tag_of(work, people, View.WHOLE),
            view=View.WHOLE.value,
            cause=f"flag_hit:{concern.id}",
        ),
    )
    due_at = office.policy.duty.acknowledge_by(leg.urgency, work.at)
    work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.TELL_OTHERS,
            subject=f"concern:{concern.id}",
            desk=leg.desk,
            due_at=due_at,
            opened_at=work.at,
            next_at=due_at,
            ladder=office.policy.duty.desk(leg.desk).ladder,
            cause=f"tell_others:{concern.id}",
            only_desk=leg.desk,
        )
    )


def _tag_of(work: Work, people: Linked, view: View) -> str:
    """Return the queue's tag: the strongest lead in view, else what the check gave."""
    seen = [
        (person, band)
        for _, person, band in people.found
        if view is View.WHOLE or not person.only_desk
    ]
    order = [Band.STRONG, Band.POSSIBLE, Band.OTHER_DATE, Band.NAME_ONLY]
    flagged = [band for person, band in seen if flags_in(view, work.people.flags(person.id))]
    for band in order[:2]:
        if band in flagged:
            return f"flagged:{band.value}"
    if any(band in order[:2] for _, band in seen):
        return "reported_before"
    best = next((band for band in order if band in [one for _, one in seen]), None)
    return best.value if best else "nothing"
