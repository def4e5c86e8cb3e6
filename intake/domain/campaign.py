"""Reports that are nearly the same words: shown to a desk as a possible campaign, never joined.

Words are compared by marks: keyed hashes of every three words in a row, of which the lowest
few are kept. Two texts share about as many of their lowest marks as they share of all their
three words in a row, and the marks tell nobody what was written.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MARKS = 16
"""Marks kept of one text: enough to tell six tenths alike from three tenths."""

IN_A_ROW = 3
LEAST_WORDS = 8
"""Shorter texts are alike by chance ("he shouts at the kids"), and get no marks."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CampaignScales:
    """From where on likeness is shown.

    Args:
        alike: Least share of marks that two texts share, 0 to 1.
        reports: Least number of reports, the one looked at included.
        within: How far apart they may have come.
    """

    alike: float
    reports: int
    within: timedelta


@dataclass(frozen=True, slots=True)
class Alike:
    """One other report in nearly the same words; `share` of marks, 0 to 1."""

    concern_id: int
    share: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Marked:
    """A report's marks, and when it came."""

    concern_id: int
    at: datetime
    marks: frozenset[str]


def marks_of(words: str, keyed: Callable[[str], str]) -> tuple[str, ...]:
    """Return the marks of a text, lowest first; none for a text of fewer than eight words.

    Args:
        words: A story.
        keyed: Returns a keyed hash; without the key nobody can try words against the marks.
    """
    plain = _WORD.findall(words.casefold())
    if len(plain) < LEAST_WORDS:
        return ()
    rows = {" ".join(plain[at : at + IN_A_ROW]) for at in range(len(plain) - IN_A_ROW + 1)}
    return tuple(sorted(keyed(row) for row in rows)[:MARKS])


def share_of(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of the lowest marks of both together stands in both, 0 to 1.

    Two texts without marks share nothing.
    """
    lowest = sorted(one | other)[:MARKS]
    return sum(1 for mark in lowest if mark in one and mark in other) / (len(lowest) or 1)


def alike_of(new: Marked, others: Sequence[Marked], scales: CampaignScales) -> tuple[Alike, ...]:
    """Return the other reports that are nearly the same words, earliest first.

    Args:
        new: The report looked at.
        others: Reports that share a mark with it, in any order; may be empty.
        scales: From where on.

    Returns:
        The other reports; empty where they are fewer than make a possible campaign.

    Why:
        Anonymous floods of like reports were joined or thrown away by software elsewhere, and
        true reports with them: victims of one man tell alike because it was one man. So
        likeness is shown to a named human, and every report keeps its own voice.
    """
    near = [one for one in others if abs(one.at - new.at) <= scales.within]
    shares = ((one, share_of(new.marks, one.marks)) for one in near)
    found = [Alike(one.concern_id, share, one.at) for one, share in shares if share >= scales.alike]
    if len(found) + 1 < scales.reports:
        return ()
    return tuple(sorted(found, key=lambda one: (one.at, one.concern_id)))


def accounts_in(
    came_from: Mapping[int, str], told_before: Mapping[str, datetime], since: datetime
) -> tuple[int, int]:
    """Return how many accounts the reports came from, and how many of these are new.

    Args:
        came_from: Account of each report; empty where it has none, which counts as its own.
        told_before: When each account first told anything.
        since: When the first of the reports came, aware UTC.
    """
    known = {account for account in came_from.values() if account}
    without = sum(1 for account in came_from.values() if not account)
    new = {one for one in known if told_before.get(one, since) >= since}
    return len(known) + without, len(new) + without
