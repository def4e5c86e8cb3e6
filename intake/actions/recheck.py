"""Looking up again: what was not checked, and everybody when the list has changed (P2, P3).

Read `recheck_due` first. One new or changed record asks the keys of earlier mentions; many ask
everybody. What was found is linked and told of by `recheck_hits.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from intake.actions.add_words import ADDED
from intake.actions.check_added import check_added
from intake.actions.clues import keep_clues
from intake.actions.gather import Around, gathered, sharing
from intake.actions.gather_import import HOMES, ask_for_homes, gather_import
from intake.actions.keep_gists import keep_gists
from intake.actions.key_earlier import key_earlier
from intake.actions.link_mentions import link_all
from intake.actions.recheck_hits import (
    LOCK_SECONDS,
    Found,
    Hits,
    link_around,
    link_found,
    link_one,
    lock_everybody,
)
from intake.actions.report_concern import check_of, keep_sightings, lookups_of
from intake.actions.screening import (
    LINKED_BANDS,
    STORY_PLACES,
    Lookup,
    Screening,
    described,
    screen,
    sighted_among,
    story_of,
)
from intake.actions.settle_import import SETTLE, settle_import
from intake.actions.tell_desks import route_and_weigh
from intake.domain.concern import MentionSaid, Part
from intake.domain.held import CheckState, ConcernHeld, MentionHeld, RecheckHeld
from intake.domain.household import ClueHeld
from intake.store.bodies import plain_of
from intake.store.office import Office
from intake.store.people import description_for_matching
from intake.store.work import Work
from matching.earlier import numbers_in_story, questions_like
from matching.query import Description

BATCH = 100
STORIES = 25
"""Stories read again in one go."""


def recheck_due(office: Office) -> int:
    """Take one piece of re-checking that is due; returns how much was looked up or keyed.

    A re-check goes on from where it stopped, a batch a transaction, so it never holds the
    writer for long and survives a stop. The looking up itself is done before the write lock;
    what another process took meanwhile is left to it. Where nothing is due, earlier mentions
    are kept under keys for the next time.
    """
    with office.look() as work:
        due = work.concerns.next_recheck()
    if due is None:
        return key_earlier(office) or keep_gists(office)
    if due.cause.startswith(SETTLE):
        return 1 + settle_import(office, due)
    if due.cause.startswith(HOMES):
        return 1 + gather_import(office, due)
    if due.concern_id is None:
        return _check_mentions(office, due) or _check_stories(office, due)
    with office.begin() as work:
        if work.concerns.rechecks.get(due.id) != due:
            return 1
        return _check_concern(office, work, due, due.concern_id)


def ask_for_recheck(work: Work, *, cause: str, person_id: int | None = None) -> None:
    """Write down that earlier mentions are to be looked up again, due at once.

    Args:
        work: The transaction that changes the list.
        cause: What changed it, in a code.
        person_id: The one record that is new or changed; None looks everybody up.
    """
    work.concerns.rechecks.add(
        RecheckHeld(
            cause=cause,
            list_version=work.people.list_version(),
            due_at=work.at,
            person_id=person_id,
        )
    )


def _check_concern(office: Office, work: Work, due: RecheckHeld, concern_id: int) -> int:
    """Make up for a check that was not made in time; its hits are routed like any other."""
    concern = work.concerns.records.get(concern_id)
    if due.cause.startswith(ADDED):
        return check_added(office, work, due, concern)
    screening = screen(office, work, concern.body)
    told = [one for one in work.concerns.mentions_of(concern_id) if not one.from_story]
    sighted = keep_sightings(work, concern, screening)
    pairs = list(zip([*told, *sighted], lookups_of(screening), strict=False))
    story = [(None, one) for one in screening.lookups if one.mention is None]
    for mention, lookup in [*pairs, *story]:
        work.concerns.checks.add(check_of(office, work, concern.id, mention, lookup, screening))
    everyone = work.concerns.mentions_of(concern.id)
    clues = keep_clues(office, work, concern, everyone)
    beside = gathered(office, work, concern, everyone, clues)
    people = link_all(work, concern, pairs, beside)
    route_and_weigh(office, work, concern, people)
    if screening.is_complete:
        work.concerns.rechecks.keep(replace(due, done_at=work.at))
    else:
        again = work.at + office.policy.channels.screening.again
        work.concerns.rechecks.keep(replace(due, due_at=again))
    work.audit.note("check.made_up", concern=concern.reference, complete=int(screening.is_complete))
    return len(pairs)


# mentions


def _check_mentions(office: Office, due: RecheckHeld) -> int:
    """Look up the next mentions; returns how many there were, 0 where none is left."""
    with office.look() as work:
        mentions = _mentions_due(office, work, due)
        version = work.people.list_version()
        found = list(_looked_up(office, work, mentions))
    if not mentions:
        return 0
    with office.begin() as work:
        if work.concerns.rechecks.get(due.id) != due:
            return 1
        going_on_at = link_found(office, work, due, version, found)
        following = mentions[-1].id + 1 if going_on_at is None else going_on_at
        work.concerns.rechecks.keep(replace(due, next_mention=following))
    return len(mentions)


def _mentions_due(office: Office, work: Work, due: RecheckHeld) -> tuple[MentionHeld, ...]:
    """Return the next mentions to look up: of one record those that share its keys.

    What is not keyed yet is looked up one by one.
    """
    first = due.next_mention
    if due.person_id is None:
        return work.concerns.mentions_from(first, BATCH)
    keyed = work.concerns.keyed_mentions
    upto = keyed.upto()
    if first >= upto:
        return work.concerns.mentions_from(first, BATCH)
    parts = office.policy.match_settings.limits.parts_per_name
    like = questions_like(_held(work, due.person_id), keyed.rows, parts_per_name=parts)
    ids = [number for number in like if first <= number < upto][:BATCH]
    found = work.concerns.mentions_by_id(ids)
    mentions = tuple(found[number] for number in ids if number in found)
    return mentions or work.concerns.mentions_from(upto, BATCH)


def _held(work: Work, person_id: int) -> Description:
    return description_for_matching(work.people.records.by_id([person_id])[person_id].body)


def _looked_up(office: Office, work: Work, mentions: Iterable[MentionHeld]) -> Iterator[Found]:
    """Yield the mentions that may be somebody, each with what was found."""
    grown = [mention for mention in mentions if mention.part is not Part.CHILD]
    received = work.concerns.received(mention.concern_id for mention in grown)
    index, reserved = work.people.index(), work.people.reserved()
    for mention in grown:
        body = described(mention.body, received[mention.concern_id].date())
        answer = office.matcher.search(
            index,
            description_for_matching(body),
            limit=10,
            today=work.at.date(),
            apart=work.people.unlisted_among,
            reserved=reserved,
        )
        if any(one.band in LINKED_BANDS for one in answer.candidates):
            asked, found = plain_of(body), answer.candidates
            state = CheckState.DONE
            yield mention, Lookup(mention.place, state, asked, found, answer.searched, answer.cut)


# stories

Sighted = tuple[MentionSaid, Lookup]


def _check_stories(office: Office, due: RecheckHeld) -> int:
    """Read the next stories again; what they say of somebody listed since is kept as a mention.

    Why:
        Whoever is named in a story alone was nobody at the time, and has no mention that
        could be looked up again (P3).
    """
    with office.look() as work:
        concerns = _stories_due(office, work, due)
        version = work.people.list_version()
        read = [(one, _sighted(office, work, one)) for one in concerns]
    with office.begin() as work:
        if work.concerns.rechecks.get(due.id) != due:
            return 1
        if not concerns:
            _gather_again(office, work, due)
            work.concerns.rechecks.keep(replace(due, done_at=work.at))
            work.audit.note("recheck.done", cause=due.cause, list_version=due.list_version)
            return 0
        following = _keep_sighted(office, work, due, version, read)
        work.concerns.rechecks.keep(replace(due, next_concern=following))
    return len(concerns)


def _gather_again(office: Office, work: Work, due: RecheckHeld) -> None:
    """Look again who may be the one record that is new or changed, by home and description.

    Of an import of many the homes are asked for afterwards, a batch at a time.
    """
    if due.person_id is None:
        ask_for_homes(work, due)
        return
    hits = Hits(office, work, due)
    near = sharing(office, work, due.person_id, BATCH)
    clues: dict[int, list[ClueHeld]] = {}
    for clue in work.clues.of_concerns(near):
        clues.setdefault(clue.concern_id or 0, []).append(clue)
    around = Around.of(office, work, clues.values())
    for key, concern in sorted(work.concerns.of(near).items()):
        if not concern.is_unfinished:
            link_around(office, work, concern, clues.get(key, []), hits, around)
    hits.tell_lists()


def _stories_due(office: Office, work: Work, due: RecheckHeld) -> tuple[ConcernHeld, ...]:
    first = due.next_concern
    keyed = work.concerns.keyed_stories
    upto = keyed.upto()
    if due.person_id is None or first >= upto:
        return work.concerns.concerns_from(first, STORIES)
    parts = office.policy.match_settings.limits.parts_per_name
    asked = numbers_in_story(_held(work, due.person_id), parts_per_name=parts)
    like = sorted({number for _, number in keyed.rows(sorted(asked))})
    found = work.concerns.of([number for number in like if first <= number < upto][:STORIES])
    concerns = tuple(found[number] for number in sorted(found))
    return concerns or work.concerns.concerns_from(upto, STORIES)


def _sighted(office: Office, work: Work, concern: ConcernHeld) -> list[Sighted]:
    """Return what a story says of listed people beyond the mentions there are."""
    index = work.people.index()
    sightings = office.matcher.scan_text(
        index,
        story_of(concern.body, work.concerns.additions_of(concern.id)),
        limit=10,
        today=work.at.date(),
        apart=work.people.unlisted_among,
        reserved=work.people.reserved(),
    )
    if not sightings:
        return []
    told = [mention.body for mention in work.concerns.mentions_of(concern.id)]
    day = concern.received_at.date()
    seen = sighted_among(sightings, told, size=index.size(), today=day)
    return [(said, lookup) for said, lookup in seen if lookup.candidates]


def _keep_sighted(
    office: Office,
    work: Work,
    due: RecheckHeld,
    version: int,
    read: Iterable[tuple[ConcernHeld, list[Sighted]]],
) -> int:
    """Keep what stories say as mentions, link them and tell; returns the concern to go on at."""
    read = list(read)
    lock_everybody(work, (lookup for _, sighted in read for _, lookup in sighted))
    hits = Hits(office, work, due)
    until = office.stopwatch() + LOCK_SECONDS
    following = due.next_concern
    for concern, sighted in read:
        if following != due.next_concern and office.stopwatch() > until:
            break
        following = concern.id + 1
        places = [one.place for one in work.concerns.mentions_of(concern.id)] if sighted else []
        place = max(STORY_PLACES - 1, *places, 0) + 1
        for further, (said, lookup) in enumerate(sighted):
            mention = MentionHeld(concern.id, place + further, said.part, said, from_story=True)
            kept = work.concerns.mentions.add(mention)
            link_one(office, work, kept, Screening(version, (lookup,)), hits)
    hits.tell_lists()
    return following
