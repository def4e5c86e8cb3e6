"""Which concerns count as one source; decided once, on arrival, from ties and never words.

A concern joins at most one voice. After that only a named human joins or parts voices.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from intake.domain.errors import JudgementRefusedError


@dataclass(frozen=True, slots=True)
class VoiceTies:
    """What ties one concern to a source; every tie is a key, never words.

    Args:
        concern: The concern's reference.
        voice: The voice it counts as; empty for one that has just arrived.
        known_at: When it arrived, aware UTC.
        reporter: Key of the number or address the reporter gave; empty for one who gave none.
        named_at_work: Key of a full name together with a workplace; empty without either.
        name: Key of a full name alone; it ties only who says that this person told them.
        household: Key of the reporter's household; empty if not known.
        workplace: Key of the reporter's workplace; empty if not known.
        account: Keyed hash of the account it came from; empty if there is none.
        told_by: Key of the full name of who told this one, as this one says; empty if nobody.
        other_reach: Key of a second number or address; it only shows a possible tie.
        is_own_harm: It tells of the reporter's own harm.
        has_class_three: It holds a class-3 sign.
    """

    concern: str
    known_at: datetime
    voice: str = ""
    reporter: str = ""
    named_at_work: str = ""
    name: str = ""
    household: str = ""
    workplace: str = ""
    account: str = ""
    told_by: str = ""
    other_reach: str = ""
    is_own_harm: bool = False
    has_class_three: bool = False


class Tie(Enum):
    """Why two concerns count as one source, strongest first."""

    SAME_REPORTER = "same_reporter"
    SAME_HOME_OR_WORK = "same_home_or_work"
    SAME_ACCOUNT = "same_account"
    TOLD_BY_THAT_REPORTER = "told_by_that_reporter"


IN_WORDS = {
    Tie.SAME_REPORTER: "The same reporter told an earlier concern.",
    Tie.SAME_HOME_OR_WORK: "Somebody of the same household or workplace told an earlier concern.",
    Tie.SAME_ACCOUNT: "An earlier concern came from the same account.",
    Tie.TOLD_BY_THAT_REPORTER: "The reporter was told by somebody who told an earlier concern.",
}


@dataclass(frozen=True, slots=True)
class VoiceFound:
    """The voice a concern joins, or an empty text and no tie where it starts one."""

    voice: str
    tie: Tie | None
    because: str


def voice_of(new: VoiceTies, earlier: Sequence[VoiceTies]) -> VoiceFound:
    """Find the voice that a concern joins on arrival.

    Args:
        new: The ties of the concern that arrived.
        earlier: The ties of earlier concerns, in any order, each with its voice; may be
            empty. It is for the caller which ones to hand in, as those about one person.

    Returns:
        The voice of the strongest tie; of equal ties the earliest concern's. Where nothing
        ties, or the concern tells of the reporter's own harm, it starts a voice.

    Why:
        Two channels from one telephone, or a whole office repeating one colleague, are one
        source; four people hurt by one man are four (rows P5 and P37).
    """
    ties = [(tie, one) for one in earlier if (tie := tie_between(new, one)) is not None]
    if new.is_own_harm:
        ties = [(tie, one) for tie, one in ties if tie is Tie.SAME_REPORTER]
    if not ties:
        return VoiceFound("", None, _why_alone(new))
    tie, joined = min(ties, key=_strongest_then_earliest)
    return VoiceFound(joined.voice, tie, IN_WORDS[tie])


def check_joining_by_hand(statements: Sequence[VoiceTies], *, reason: str) -> None:
    """Refuse to let a hand make one voice of what must count by itself.

    Args:
        statements: The concerns of the voices to be joined.
        reason: Why, in the officer's words.

    Raises:
        JudgementRefusedError: The reason is empty, or different reporters tell of their own
            harm or of a class-3 sign; `missing` or `concerns` says which.

    Why:
        Likeness of words is no tie. Victims of one man tell alike because it was one man.
    """
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",))
    by_themselves = [one for one in statements if one.is_own_harm or one.has_class_three]
    is_one_reporter = any(
        len({getattr(one, kind) for one in statements}) == 1 and getattr(statements[0], kind)
        for kind in ("reporter", "named_at_work")
    )
    if by_themselves and not is_one_reporter:
        raise JudgementRefusedError(concerns=tuple(sorted(one.concern for one in by_themselves)))


def tie_between(new: VoiceTies, old: VoiceTies) -> Tie | None:
    """Return the strongest tie of a concern to an earlier one, or None."""
    return next((tie for tie, holds in TIES.items() if holds(new, old)), None)


def _same_reporter(new: VoiceTies, old: VoiceTies) -> bool:
    same_reach = bool(new.reporter) and new.reporter == old.reporter
    return same_reach or (bool(new.named_at_work) and new.named_at_work == old.named_at_work)


def _same_home_or_work(new: VoiceTies, old: VoiceTies) -> bool:
    same_home = bool(new.household) and new.household == old.household
    return same_home or (bool(new.workplace) and new.workplace == old.workplace)


def _same_account(new: VoiceTies, old: VoiceTies) -> bool:
    return bool(new.account) and new.account == old.account


def _told_by_that_reporter(new: VoiceTies, old: VoiceTies) -> bool:
    return bool(new.told_by) and new.told_by == old.name


TIES: dict[Tie, Callable[[VoiceTies, VoiceTies], bool]] = {
    Tie.SAME_REPORTER: _same_reporter,
    Tie.SAME_HOME_OR_WORK: _same_home_or_work,
    Tie.SAME_ACCOUNT: _same_account,
    Tie.TOLD_BY_THAT_REPORTER: _told_by_that_reporter,
}
"""Each tie with the question whether it holds, strongest first."""


def _strongest_then_earliest(pair: tuple[Tie, VoiceTies]) -> tuple[int, datetime, str]:
    tie, one = pair
    return list(Tie).index(tie), one.known_at, one.concern


def _why_alone(new: VoiceTies) -> str:
    if new.is_own_harm:
        return "It tells of the reporter's own harm, so it counts by itself."
    return "Nothing ties it to an earlier concern."
