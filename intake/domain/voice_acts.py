"""What a named officer does with voices after arrival: joins them, parts one, takes it back.

The rules of joining are in `voice.py`; here are the acts as they are kept.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intake.domain.errors import JudgementRefusedError
from intake.domain.private import Private


class VoiceActKind(StrEnum):
    """What was done."""

    JOINED = "joined"
    PARTED = "parted"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class VoiceMove:
    """One concern that an act moved: the voice it counted as, and the one it counts as now."""

    concern_id: int
    was: int
    now: int
    act_id: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class VoiceAct:
    """One act of a named officer; `undoes` is the act that it takes back."""

    kind: VoiceActKind
    officer: str
    desk: str
    reason: Private
    at: datetime
    undoes: int | None = None
    id: int = 0


def check_parting(chosen: Collection[int], of_voice: Collection[int], *, reason: str) -> None:
    """Refuse a parting that leaves no reason, or nothing on one of its sides.

    Args:
        chosen: The concerns that are to count as a source of their own.
        of_voice: The concerns of their voice that the officer sees, the chosen among them.
        reason: Why, in the officer's words.

    Raises:
        JudgementRefusedError: `missing` holds reason, concerns (none chosen, or one of another
            voice) or left (nothing would be left).
    """
    wanted = (
        ("reason", bool(reason.strip())),
        ("concerns", bool(chosen) and set(chosen) <= set(of_voice)),
        ("left", bool(set(of_voice) - set(chosen))),
    )
    if missing := tuple(code for code, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)
