"""What an officer is warned of before words go to a reporter: names, agencies, words of status.

Read `warnings_in` first. It warns and never forbids: the officer decides, with a reason (P11).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from intake.domain.warned_words_abroad import AGENCIES_ABROAD, STATUS_ABROAD

LEAST_NAME = 3
"""Letters of a part of a name that is warned of by itself."""

AGENCIES = (
    "police", "officer", "constable", "detective", "social services", "social worker",
    "social care", "children's services", "probation", "council", "school", "nursery", "college",
    "hospital", "surgery", "gp", "health visitor", "midwife", "nurse", "court", "prison", "mappa",
    "marac", "mash", "lado", "nspcc", "barnardo's", "youth justice", "cps", "nhs", "cafcass",
)  # fmt: skip
STATUS = (
    "known to us", "known to", "on the list", "on our list", "on the register", "on a register",
    "register", "registered", "flagged", "flag", "offender", "offence", "offences", "convicted",
    "conviction", "convictions", "caution", "cautioned", "charged", "charge", "arrest", "arrested",
    "bail", "licence", "recall", "recalled", "sentence", "sentenced", "criminal", "record",
    "records", "history", "suspect", "suspected", "investigated", "investigation", "investigating",
    "interviewed", "under review", "assessed", "assessment", "high risk", "low risk", "risk level",
    "no further action", "nfa", "closed", "substantiated", "unsubstantiated", "unfounded",
    "previous", "previously", "before", "other reports", "other people", "match", "matched",
    "found", "nothing found", "care order", "protection plan", "section 47", "strategy meeting",
)  # fmt: skip
"""Words by which a reader would learn where something stands, or what is held of anybody."""

_CAPITAL = re.compile(r"(?<![\w’'-])([^\W\d_a-zß-öø-ÿ][\w’'-]*)")
_STARTS = re.compile(r"(?:^|[.!?:;\n“\"(]\s*)$")
_PLAIN = frozenset(
    (
        "i", "i'm", "i've", "i'd", "i'll", "i’m", "i’ve", "i’d", "i’ll", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "english", "thank", "thanks", "dear", "hello", "please", "christmas", "easter", "uk",
    )
)  # fmt: skip


class WarnedOf(StrEnum):
    """What a warning is about."""

    NAME = "name"
    AGENCY = "agency"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing warned of, with the words as they stand in the text."""

    what: WarnedOf
    words: str = field(repr=False)


def warnings_in(
    words: str, *, names: Iterable[str] = (), agencies: Iterable[str] = ()
) -> tuple[Warned, ...]:
    """Return what a text for a reporter holds that may tell more than it should.

    Args:
        words: The text.
        names: Names of anybody: of the concern, of records in view, of officers.
        agencies: Titles of agencies and desks.

    Returns:
        Each thing once, in the order of the kinds; empty where there is none. Every word with
        a capital letter inside a sentence is taken for a name, whoever bears it; letters that
        know no capitals are not.

    Why:
        One word too many tells a neighbour that a man is listed, or him that a child spoke. A
        warning for names that are held alone would itself tell who is held (P13).
    """
    found = [
        *(Warned(WarnedOf.NAME, told) for told in _names_in(words, names)),
        *(Warned(WarnedOf.AGENCY, told) for told in _phrases_in(words, (*AGENCIES, *agencies))),
        *(Warned(WarnedOf.AGENCY, told) for told in _beginnings_in(words, AGENCIES_ABROAD)),
        *(Warned(WarnedOf.STATUS, told) for told in _phrases_in(words, STATUS)),
        *(Warned(WarnedOf.STATUS, told) for told in _beginnings_in(words, STATUS_ABROAD)),
    ]
    seen: dict[tuple[WarnedOf, str], Warned] = {}
    for one in found:
        seen.setdefault((one.what, one.words.casefold()), one)
    return tuple(seen.values())


def _names_in(words: str, names: Iterable[str]) -> Iterator[str]:
    parts = {
        part.strip("“”\"'.,()")
        for name in names
        for part in (name, *name.split())
        if len(part.strip("“”\"'.,()")) >= LEAST_NAME
    }
    yield from _phrases_in(words, parts)
    for hit in _CAPITAL.finditer(words):
        is_first = _STARTS.search(words[: hit.start()]) is not None
        if hit[1][0].isupper() and not is_first and hit[1].lower() not in _PLAIN:
            yield hit[1]


def _phrases_in(words: str, phrases: Iterable[str]) -> Iterator[str]:
    longest_first = sorted({one for one in phrases if one.strip()}, key=len, reverse=True)
    if not longest_first:
        return
    ways = "|".join(re.sub("['’]", "['’]", re.escape(one)) for one in longest_first)
    for hit in re.finditer(rf"(?<!\w)(?:{ways})(?!\w)", words, re.IGNORECASE):
        yield hit[0]


def _beginnings_in(words: str, beginnings: Iterable[str]) -> Iterator[str]:
    """Yield each word that begins as listed; a star inside stands for any ending."""
    ways = "|".join(
        re.escape(one).replace(r"\*", r"\w*") for one in sorted(beginnings, key=len, reverse=True)
    )
    for hit in re.finditer(rf"(?<!\w)(?:{ways})\w*", words, re.IGNORECASE):
        yield hit[0]
