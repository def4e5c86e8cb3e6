"""What a decider says beside the decision itself, and what of it may carry a closing.

Read `Said`, then `grounds_missing`. Silence carries nothing; neither does a denial beside him.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from intake.domain.dossier import SignAnswer


class Ground(StrEnum):
    """What a closing may rest on. That a child said nothing is none of them (row P30)."""

    SEEN_ALONE = "seen_alone"
    EXPLAINED = "explained"
    OTHERS_CHECKED = "others_checked"
    DENIED = "denied"


APART, BESIDE = "apart", "beside"
"""Where a denial was made: to somebody alone, or with him or his household in the room."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a decider says beside the decision.

    Args:
        digest: Of the table that was read; empty where no page was.
        alone_because: Why no other agency's view was had.
        grounds: Codes of `Ground`.
        beside: Where a denial was made; empty where nothing was denied.
        answers: What was found of each sign.
    """

    digest: str = ""
    alone_because: str = ""
    grounds: tuple[str, ...] = ()
    beside: str = ""
    answers: tuple[SignAnswer, ...] = ()


TO_SAY = r"(?:say|tell|talk|speak|disclose|open up)"
SAID = r"(?:said|told|spoken|talked|disclosed|opened up)"
NOT = r"(?: not|not|n['’]t)"
SILENT = re.compile(
    r"\b(?:(?:said|says|told|tells|disclosed|reported) (?:us )?(?:nothing|no word)"
    r"|(?:no|nor any) (?:verbal |clear |further )?(?:disclosures?|allegations?|comments?)\b"
    r"|nothing (?:was |has been |is )?(?:said|disclosed|told|alleged)"
    rf"|(?:did|does|do|would|will|could|can){NOT} (?:want to |wish to )?{TO_SAY}\b"
    rf"|(?:has|have|had){NOT} (?:yet )?{SAID}\b"
    rf"|(?:is|was|were|are){NOT} (?:saying|telling|talking|speaking|disclosing)\b"
    rf"|(?:un|not )(?:willing|ready|able) to {TO_SAY}\b"
    r"|never (?:said|says|told|tells|spoke|talked|disclosed|opened up)\b"
    rf"|(?:refuse[sd]?|declined?) to {TO_SAY}\b"
    r"|(?:was|is|kept|stayed|remained) silent)",
    re.IGNORECASE,
)
DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ial)|says? (?:that )?it is not so"
    r"|(?:nothing|never) (?:has |had |ever )?happened"
    rf"|(?:is|was){NOT} true|did nothing|(?:has|had) done nothing)\b",
    re.IGNORECASE,
)


def rests_on_silence(reason: str) -> bool:
    """Whether every sentence of a reason only says that nothing was said.

    Args:
        reason: In the officer's words; empty is not silence, it is no reason.

    Why:
        Concerns were closed because no child had said it in words (Peterborough review, rows
        P30 and P44). A reason that says more is left to the second officer to judge.
    """
    return _only(reason, SILENT)


def rests_on_denial(reason: str) -> bool:
    """Whether every sentence of a reason only says that it was denied, or that nothing was said."""
    return _only(reason, SILENT, DENYING) and not rests_on_silence(reason)


def grounds_missing(said: Said, reason: str, *, telling: Iterable[str]) -> tuple[str, ...]:
    """Return what a closing without further action lacks, in codes; empty where it may stand.

    Args:
        said: What the decider says.
        reason: Why, in words.
        telling: Codes of the signs that have to be answered one by one.

    Returns:
        silence, grounds, who_was_there, denied_beside_him, and `sign:CODE` of each sign that
        is not answered.

    Why:
        Mother and he were interviewed together, and her denial closed it (Teesside review, row
        T11); other signs, as over-sexualised behaviour, were not answered (row P31).
    """
    known = {one.value for one in Ground}
    grounds = frozenset(said.grounds) & known
    rests = grounds - {Ground.DENIED.value}
    is_denial = Ground.DENIED.value in grounds or rests_on_denial(reason)
    answered = {one.sign for one in said.answers if one.words}
    wanted = (
        ("silence", not rests_on_silence(reason)),
        ("grounds", bool(grounds)),
        ("who_was_there", not is_denial or said.beside in (APART, BESIDE)),
        ("denied_beside_him", not is_denial or bool(rests) or said.beside != BESIDE),
    )
    missing = [code for code, is_given in wanted if not is_given]
    missing += [f"sign:{sign}" for sign in sorted(set(telling)) if sign not in answered]
    return tuple(missing)


def _only(reason: str, *patterns: re.Pattern[str]) -> bool:
    sentences = [one for one in re.split(r"[.;!?\n]+", reason) if one.strip()]
    return bool(sentences) and all(
        any(pattern.search(one) for pattern in patterns) for one in sentences
    )
