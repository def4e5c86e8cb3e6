"""Tidying up: old talk goes, a dead import is taken back; missing reviews and ends are kept.

Read `Tidying`. Each round is short, so that nobody waits behind it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from intake.actions.lend_parts import end_lapsed
from intake.actions.owe_reviews import owe_missing_reviews
from intake.domain.errors import ConflictError
from intake.running.import_staging import Stager
from intake.store.office import Office
from intake.store.old_talk import OldTalk
from intake.store.people import People

EVERY_SECONDS = 3600.0
AT_ONCE = 500
"""Rows of one transaction: some 20 ms."""

PEOPLE_AT_ONCE = 500
STRANDED_AFTER = timedelta(days=1)
FILES_AT_ONCE = 5
"""Each has up to twenty parts, and what is thrown away is written over."""


@dataclass
class Tidying:
    """A round of tidying for the loops; does nothing for an hour after it found nothing.

    Args:
        office: The office.
        steady: Seconds of a clock that only runs forward.
    """

    office: Office
    steady: Callable[[], float] = time.monotonic
    _next_at: float = 0.0

    def __call__(self) -> int:
        """Do one round; returns how much was put away, 0 where there is nothing more."""
        if self.steady() < self._next_at:
            return 0
        done = (
            drop_old_talk(self.office)
            + drop_stranded_files(self.office)
            + take_back_dead_import(self.office)
            + owe_missing_reviews(self.office)
            + end_lapsed(self.office)
        )
        if not done:
            self._next_at = self.steady() + EVERY_SECONDS
        return done


def drop_old_talk(office: Office) -> int:
    """Throw away some events answered and messages sent longer ago than the settings keep them.

    Returns:
        How many rows; what waits, failed or was set aside is never among them.

    Why:
        Their words were wiped at once; the rows are kept to know a repeat by its id, which
        Telegram sends for a day at most, and say who wrote when for as long as they lie.
    """
    kept = timedelta(days=office.policy.channels.talk.keep_days)
    before = office.now() - kept
    with office.look() as work:
        old = OldTalk(work.session)
        answered = old.answered_before(before, limit=AT_ONCE)
        sent = old.sent_before(before, limit=AT_ONCE)
    if not answered and not sent:
        return 0
    with office.begin() as work:
        return OldTalk(work.session).drop(answered=answered, sent=sent)


def drop_stranded_files(office: Office) -> int:
    """Throw away files that began to arrive a day ago and that no turn ever told of.

    Returns:
        How many; a file that anybody was told is kept is never among them.
    """
    with office.look() as work:
        ids = work.files.stranded(work.at - STRANDED_AFTER, limit=FILES_AT_ONCE)
    if not ids:
        return 0
    with office.begin() as work:
        return work.files.drop(ids)


def take_back_dead_import(office: Office) -> int:
    """Take back some of what an import that stopped halfway had written; returns how many.

    Why not wait for the next import: each judgement makes a list version, and after some
    thousands of them the list would have come to the version under which it was written.
    """
    with office.look() as work:
        people = People(work.session, at=work.at)
        if not people.count_staged():
            return 0
    try:
        with Stager(office, by="tidying") as stager:
            return stager.take_back(at_most=PEOPLE_AT_ONCE)
    except ConflictError:
        return 0
