"""The reporter's words, unchanged, with what was read as naming somebody marked."""

import re
from collections.abc import Iterable

from intake.domain.concern import MentionSaid, Submission
from intake.domain.held import MentionHeld
from intake.duty.views import AsideLine, Segment

MARKED = ("names", "nickname", "vehicle", "place", "phone", "handle", "work", "school")
LEAST_WORD = 4
"""Letters of a single word of a name that is marked by itself."""


def marked_story(
    told: Submission, mentions: Iterable[MentionHeld]
) -> tuple[tuple[Segment, ...], ...]:
    """Return the story by paragraphs, each in segments; put together they are the words told."""
    pattern = _pattern(one.body for one in mentions)
    text = "\n\n".join(part.reveal() for part in told.story)
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    return tuple(_segments(part, pattern) for part in paragraphs)


def marked_asides(told: Submission, mentions: Iterable[MentionHeld]) -> tuple[AsideLine, ...]:
    """Return the words typed beside the questions, marked as the story is, in their order.

    What was typed where it was asked who tells is left out: identities are opened by
    custodians alone.
    """
    pattern = _pattern(one.body for one in mentions)
    return tuple(
        AsideLine(asked.label, _segments(asked.answer.reveal(), pattern))
        for asked in told.answers
        if asked.is_beside
    )


def _pattern(mentions: Iterable[MentionSaid]) -> re.Pattern[str] | None:
    phrases: set[str] = set()
    for said in mentions:
        phrases |= {told for name in MARKED if (told := getattr(said, name).told.strip())}
        words = f"{said.names.told} {said.nickname.told}".split()
        phrases |= {word.strip("“”\"'.,") for word in words if len(word) >= LEAST_WORD}
    if not phrases:
        return None
    longest_first = sorted((re.escape(one) for one in phrases if one), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)", re.IGNORECASE)


def _segments(text: str, pattern: re.Pattern[str] | None) -> tuple[Segment, ...]:
    if pattern is None:
        return (Segment(text),)
    pieces = pattern.split(text)
    return tuple(Segment(piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece)
