"""Keeping earlier mentions and stories under keys, so that a new record finds them (P3).

Done while nothing else is due, some at a time; a report does not wait for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from intake.actions.clues import keep_clues
from intake.actions.screening import described, story_of
from intake.domain.held import ConcernHeld, MentionHeld
from intake.store.office import Office
from intake.store.people import description_for_matching
from intake.store.work import Work
from matching.earlier import keys_of_question
from matching.story import keys_of_story

MENTIONS_AT_ONCE, STORIES_AT_ONCE = 200, 100
"""Keyed in one go: some 30 ms under the writer lock."""
SETTLED = timedelta(minutes=10)
"""Age from which on a report is keyed: no transaction lasts so long, so no lower id follows."""

Keys = Mapping[int, Iterable[int]]


def key_earlier(office: Office) -> int:
    """Key some of what is not keyed yet; returns how many mentions or stories there were."""
    return _key_mentions(office) or _key_stories(office)


def _key_mentions(office: Office) -> int:
    with office.look() as work:
        before = work.concerns.keyed_mentions.upto()
        until = work.at - SETTLED
        ids = work.concerns.settled_mentions(before, MENTIONS_AT_ONCE, before=until)
        mentions = work.concerns.mentions_by_id(ids).values() if ids else ()
        received = work.concerns.received(one.concern_id for one in mentions)
    if ids:
        keys = _pairs(_keys_of(office, mentions, received))
        with office.begin() as work:
            work.concerns.keyed_mentions.add(keys, before=before, upto=ids[-1] + 1)
    return len(ids)


def _key_stories(office: Office) -> int:
    with office.look() as work:
        before = work.concerns.keyed_stories.upto()
        until = work.at - SETTLED
        ids = work.concerns.settled_concerns(before, STORIES_AT_ONCE, before=until)
        concerns = work.concerns.of(ids).values() if ids else ()
        keys = _pairs({one.id: _keys_of_story(office, work, one) for one in concerns})
        known = {one.concern_id for one in work.clues.of_concerns(ids)} if ids else set()
    if ids:
        with office.begin() as work:
            work.concerns.keyed_stories.add(keys, before=before, upto=ids[-1] + 1)
            for concern in (one for one in concerns if one.id not in known):
                mentions = work.concerns.mentions_of(concern.id)
                keep_clues(office, work, concern, mentions, work.concerns.additions_of(concern.id))
    return len(ids)


def key_again(
    office: Office, work: Work, concern: ConcernHeld, mentions: Sequence[MentionHeld]
) -> None:
    """Key what a report says after it was told further; it may have been keyed before."""
    received = {concern.id: concern.received_at}
    work.concerns.keyed_mentions.also(_pairs(_keys_of(office, mentions, received)))
    work.concerns.keyed_stories.also(_pairs({concern.id: _keys_of_story(office, work, concern)}))


def _pairs(keys: Keys) -> list[tuple[int, int]]:
    """Return (key, id) in the order of the keys, in which the database keeps them."""
    return sorted((key, number) for number, some in keys.items() for key in some)


def _keys_of(
    office: Office, mentions: Iterable[MentionHeld], received: Mapping[int, datetime]
) -> Keys:
    """Return the keys of mentions; an age counts from the day of the report."""
    parts = office.policy.match_settings.limits.parts_per_name
    keys = {}
    for one in mentions:
        body = described(one.body, received[one.concern_id].date())
        keys[one.id] = keys_of_question(description_for_matching(body), parts_per_name=parts)
    return keys


def _keys_of_story(office: Office, work: Work, concern: ConcernHeld) -> Iterable[int]:
    words = story_of(concern.body, work.concerns.additions_of(concern.id))
    return keys_of_story(words, office.policy.match_settings)
