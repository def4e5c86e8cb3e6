"""Looking up whom added words name, within seconds of their telling (P2, P3)."""

from dataclasses import replace

from intake.actions.add_words import ADDED
from intake.actions.clues import keep_clues
from intake.actions.key_earlier import key_again
from intake.actions.recheck_hits import Hits, link_around, link_one, lock_everybody
from intake.actions.report_concern import check_of
from intake.actions.screening import STORY_PLACES, Screening, screen_words
from intake.domain.held import ConcernHeld, MentionHeld, RecheckHeld
from intake.store.office import Office
from intake.store.work import Work


def check_added(office: Office, work: Work, due: RecheckHeld, concern: ConcernHeld) -> int:
    """Look up everybody whom one addition names; hits are linked, weighed and told of.

    Args:
        office: Settings and matcher.
        work: The open transaction.
        due: The re-check, whose cause names the addition.
        concern: The concern added to.

    Returns:
        How many people its words name beyond those told of before, plus one.

    Why:
        The name often comes later, in the second message. It is looked up as it would have
        been in the first.
    """
    added = work.concerns.additions.get(int(due.cause.removeprefix(ADDED)))
    before = work.concerns.mentions_of(concern.id)
    known = tuple(one.body for one in before)
    told = replace(concern.body, story=(added.words,), mentions=known, answers=())
    screening = screen_words(office, work, told)
    lock_everybody(work, (lookup for _, lookup in screening.found_in_story))
    hits = Hits(office, work, due)
    place = max((STORY_PLACES - 1, *(one.place for one in before))) + 1
    kept = []
    for further, (said, lookup) in enumerate(screening.found_in_story):
        mention = MentionHeld(concern.id, place + further, said.part, said, from_story=True)
        kept.append(work.concerns.mentions.add(mention))
        made = check_of(office, work, concern.id, kept[-1], lookup, screening)
        work.concerns.checks.add(made)
        link_one(office, work, kept[-1], Screening(screening.list_version, (lookup,)), hits)
    everyone, everything = (
        work.concerns.mentions_of(concern.id),
        work.concerns.additions_of(concern.id),
    )
    clues = keep_clues(office, work, concern, everyone, everything)
    link_around(office, work, concern, clues, hits)
    hits.tell_lists()
    [lookup] = screening.lookups
    check = check_of(office, work, concern.id, None, lookup, screening)
    work.concerns.checks.add(replace(check, asked={**check.asked, "addition": added.id}))
    key_again(office, work, concern, kept)
    _settle(office, work, due, screening)
    work.audit.note(
        "check.of_addition",
        concern=concern.reference,
        addition=added.id,
        complete=int(screening.is_complete),
    )
    return 1 + len(kept)


def _settle(office: Office, work: Work, due: RecheckHeld, screening: Screening) -> None:
    again = work.at + office.policy.channels.screening.again
    done = replace(due, done_at=work.at) if screening.is_complete else replace(due, due_at=again)
    work.concerns.rechecks.keep(done)
