"""The voices of one person: what counts as one source, why, and what may be one."""

from dataclasses import dataclass, field
from datetime import datetime

from intake.duty.views.person import Paged


@dataclass(frozen=True, slots=True)
class VoiceConcern:
    """One concern of a voice; `why` says why it counts with the voice, or starts it."""

    reference: str
    received_at: datetime
    kind: str
    known_by: str
    why: str = field(repr=False)
    is_firm: bool
    is_suspected_false: bool


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One source, numbered on this page alone; its kind is the setting, never who it is."""

    number: int
    kind: str
    concerns: tuple[VoiceConcern, ...]
    is_by_itself: bool

    @property
    def first(self) -> str:
        """The reference by which a form names it."""
        return self.concerns[0].reference


@dataclass(frozen=True, slots=True)
class PossibleTie:
    """Two voices that may be one, with the evidence; nobody but a human acts on it."""

    one: int
    other: int
    words: str
    references: tuple[str, str]
    may_be_joined: bool


@dataclass(frozen=True, slots=True)
class AlikeGroup:
    """Reports about this person in nearly the same words; `least` and `most` in a hundred."""

    references: tuple[str, ...]
    voices: tuple[int, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class VoiceActLine:
    """What a named officer did with voices, and whether it can be taken back."""

    act_id: int
    kind: str
    officer: str
    desk: str
    at: datetime
    reason: str = field(repr=False)
    references: tuple[str, ...]
    undone_by: str
    undone_at: datetime | None
    undone_because: str = field(repr=False)
    can_undo: bool


@dataclass(frozen=True, slots=True)
class VoicesPage:
    """The voices of one person as far as the reader may see them, a page of them at a time."""

    person_id: int
    number: str
    label: str = field(repr=False)
    is_flagged: bool
    is_child: bool
    purpose: str
    voices: Paged[VoiceLine]
    possible: tuple[PossibleTie, ...]
    alike: tuple[AlikeGroup, ...]
    acts: tuple[VoiceActLine, ...]
    can_join: bool
    can_part: bool
