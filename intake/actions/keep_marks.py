"""Keeps the marks of a report's words, by which a flood of like reports is seen later."""

from intake.domain.campaign import Marked, marks_of
from intake.domain.held import ConcernHeld
from intake.store.work import Work

LETTERS = 16
"""Of a keyed hash: 64 bits are enough for two marks never to meet by chance."""


def keep_marks(work: Work, concern: ConcernHeld) -> None:
    """Keep the marks of a concern's story; of one not sent yet nothing is kept.

    Args:
        work: The open transaction.
        concern: The concern, kept already.
    """
    if concern.is_unfinished:
        return

    def keyed(row: str) -> str:
        return work.sealer.hash_of("like", row)[:LETTERS]

    told = " ".join(words.reveal() for words in concern.body.story)
    marks = frozenset(marks_of(told, keyed))
    work.concerns.like_words.keep(Marked(concern.id, concern.received_at, marks))
