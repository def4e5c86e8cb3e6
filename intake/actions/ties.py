"""What ties a concern to a source: keyed hashes of who told it; the words stay sealed."""

import re
from collections.abc import Collection

from intake.domain.concern import ReporterSaid, Submission
from intake.domain.voice import VoiceTies
from intake.store.work import Work

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NUMBER = re.compile(r"(?:\+|\b0)\d[\d ()-]{7,}\d")
WORD = re.compile(r"\w+")
NUMBER_ENDS = 9
"""Digits by which two ways of writing a telephone number are the same."""

MOST_DIGITS = 15


def ties_of(
    work: Work, reference: str, told: Submission, *, too_common: Collection[str]
) -> VoiceTies:
    """Return keyed hashes of what ties a concern to a source.

    Args:
        work: Gives the key and the moment.
        reference: The concern's reference.
        told: What was told.
        too_common: Words that say of a workplace only what kind it is.

    Returns:
        The ties; empty where nothing that was told points at one source. A telephone number
        or an address is a reporter's own wherever they wrote it. A name is one person's only
        together with where they work, and a workplace is one only by a word of its own.

    Why:
        Every voice that is wrongly joined to another is a worry that no longer counts, and
        "NHS", "school" and "Anonymous" are the words of strangers; but a neighbour who writes
        three times and gives one number is one voice (rows P28 and P37).
    """
    who = told.reporter
    name = _full_name(who)
    place = _workplace(who, too_common)

    reach, other_reach = _reaches(who)

    def key(kind: str, words: str) -> str:
        return work.sealer.hash_of(f"tie:{kind}", words) if words else ""

    return VoiceTies(
        concern=reference,
        known_at=work.at,
        reporter=key("reporter", reach),
        other_reach=key("reporter", other_reach),
        named_at_work=key("named_at_work", f"{name}|{place}" if name and place else ""),
        name=key("name", name),
        household=key("household", _plain(who.household.reveal())),
        workplace=key("workplace", place),
        account=key("account", who.account.reveal().strip()),
        told_by=key("name", _two_words(who.told_by.reveal())),
        is_own_harm=who.is_own_harm,
    )


def _plain(words: str) -> str:
    return " ".join(WORD.findall(words.replace("’", "").replace("'", "").casefold()))


def _two_words(words: str) -> str:
    """Return a name in plain form; empty for a single word, which many share."""
    plain = _plain(words)
    return plain if " " in plain else ""


def _full_name(who: ReporterSaid) -> str:
    return _two_words(who.name.reveal())


def _reaches(who: ReporterSaid) -> tuple[str, str]:
    """Return the address or number at which the reporter can be reached, and a second one."""
    found = [_reach(said.reveal()) for said in (who.contact, who.safe_contact)]
    given = [*dict.fromkeys(one for one in found if one), "", ""]
    return given[0], given[1]


def _reach(said: str) -> str:
    if mail := MAIL.search(said):
        return mail.group(0).casefold()
    for number in NUMBER.finditer(said):
        digits = re.sub(r"\D", "", number.group(0))
        if NUMBER_ENDS <= len(digits) <= MOST_DIGITS:
            return digits[-NUMBER_ENDS:]
    return ""


def _workplace(who: ReporterSaid, too_common: Collection[str]) -> str:
    """Return a workplace in plain form; empty where no word of it is its own, or it is none."""
    if not who.role.is_professional:
        return ""
    plain = _plain(who.agency.reveal())
    own = [word for word in plain.split() if word not in too_common and len(word) > 1]
    return plain if own else ""
