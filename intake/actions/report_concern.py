"""The act that everything is for: one concern, kept whole, checked, weighed, routed, told.

Everything happens in the caller's one transaction; "accepted" may be said once that has
committed and not before (promise P1). Read `report_concern` first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from intake.actions.clues import keep_clues
from intake.actions.entries import SETTINGS
from intake.actions.follow_up import owe_follow_up
from intake.actions.gather import gathered
from intake.actions.keep_marks import keep_marks
from intake.actions.key_earlier import key_again
from intake.actions.link_mentions import link_all
from intake.actions.screening import (
    STORY_PLACES,
    Lookup,
    Screening,
    not_checked_yet,
    screen,
)
from intake.actions.tell_desks import route_and_weigh
from intake.actions.ties import ties_of
from intake.domain.chronology import SignSeen
from intake.domain.code_words import CODE_WORDS
from intake.domain.codes import normal_return_code, reference_of, return_code_of
from intake.domain.concern import Receipt, Submission
from intake.domain.held import (
    CheckHeld,
    ConcernHeld,
    MentionHeld,
    RecheckHeld,
)
from intake.domain.urgency import ChildUrgency, Urgency, urgency_of
from intake.domain.voice import voice_of
from intake.store.bodies import plain_of
from intake.store.office import Office
from intake.store.work import Work

REFERENCES = 29**6


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
    before = work.concerns.mentions_of(concern.id) if unfinished else ()
    mentions = _keep_mentions(work, concern, submission, screening, before)
    if unfinished:
        key_again(office, work, concern, mentions)
    keep_marks(work, concern)
    clues = keep_clues(office, work, concern, mentions)
    _keep_checks(office, work, concern, mentions, screening)
    pairs = list(zip(mentions, lookups_of(screening), strict=True))
    beside = () if concern.is_unfinished else gathered(office, work, concern, mentions, clues)
    people = link_all(work, concern, pairs, beside)
    is_more = unfinished is not None
    lead = route_and_weigh(office, work, concern, people, is_more=is_more)
    owe_follow_up(office, work, concern, desk=lead)
    work.audit.note(
        "concern.unfinished" if concern.is_unfinished else "concern.accepted",
        actor=taken_by,
        concern=concern.reference,
        channel=concern.channel,
        list_version=screening.list_version,
        policy=office.policy.hash,
    )
    return Reported(receipt, concern, lead)


# the concern itself


def _keep_concern(
    office: Office,
    work: Work,
    told: Submission,
    taken_by: str,
    unfinished: ConcernHeld | None,
) -> tuple[ConcernHeld, Receipt]:
    code = return_code_of(office.bits(96), CODE_WORDS)
    kept_code = work.sealer.hash_of("return", normal_return_code(code))
    code_hash = "" if told.is_unfinished else kept_code
    urgency = _urgency_of(office, told)
    if unfinished is None:
        concern = _new_concern(office, work, told, urgency, (taken_by, code_hash))
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
                return_code_hash=code_hash or unfinished.return_code_hash,
                state="open",
                version=unfinished.version + 1,
            ),
            told.reporter,
        )
        if unfinished.state != "open":
            work.audit.note("concern.reopened", concern=unfinished.reference)
    return concern, Receipt(concern.reference, code, work.at, told.area, told.danger)


def _urgency_of(office: Office, told: Submission) -> ChildUrgency:
    """Return how soon it must be looked at; what is passed on as it is written is for now."""
    if told.is_unfinished:
        return ChildUrgency(Urgency.NOW, ("Passed on as it is written: somebody may not be safe.",))
    return urgency_of(
        [SignSeen(said.sign, said.source) for said in told.signs],
        office.policy.sign_book,
        office.policy.scales.urgency,
        danger=told.danger,
        is_child_safe_now=told.is_child_safe_now,
    )


def _new_concern(
    office: Office,
    work: Work,
    told: Submission,
    urgency: ChildUrgency,
    taken: tuple[str, str],
) -> ConcernHeld:
    taken_by, code_hash = taken
    reference = _free_reference(office, work)
    common = office.policy.workplace_words
    ties = ties_of(work, reference, told, too_common=common)
    work.concerns.hold_ties(ties)
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
            return_code_hash=code_hash,
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


# mentions, checks, links


def _keep_mentions(
    work: Work,
    concern: ConcernHeld,
    told: Submission,
    screening: Screening,
    before: Iterable[MentionHeld],
) -> list[MentionHeld]:
    """Keep the mentions told of, then those whose names stand in the story."""
    kept = {(one.place, one.from_story): one for one in before}
    everyone = [(place, one, False) for place, one in enumerate(told.mentions)]
    sighted = enumerate(screening.found_in_story, start=STORY_PLACES)
    everyone += [(place, one, True) for place, (one, _) in sighted]
    for place, said, in_story in everyone:
        if one := kept.get((place, in_story)):
            changed = replace(one, part=said.part, body=said)
            kept[place, in_story] = work.concerns.mentions.keep(changed)
    new = work.concerns.mentions.add_many(
        [
            MentionHeld(
                concern_id=concern.id, place=place, part=said.part, body=said, from_story=in_story
            )
            for place, said, in_story in everyone
            if (place, in_story) not in kept
        ]
    )
    kept |= {(one.place, one.from_story): one for one in new}
    return [kept[place, in_story] for place, _, in_story in everyone]


def keep_sightings(work: Work, concern: ConcernHeld, screening: Screening) -> list[MentionHeld]:
    """Keep the mentions that a later reading of the story found."""
    without_told = replace(concern.body, mentions=())
    before = work.concerns.mentions_of(concern.id)
    return _keep_mentions(work, concern, without_told, screening, before)


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
    work.concerns.checks.put(
        [
            check_of(office, work, concern.id, mention, lookup, screening)
            for mention, lookup in [*pairs, *((None, one) for one in story)]
        ]
    )
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
