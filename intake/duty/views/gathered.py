"""What several reports tell of one person, side by side, and whom he can reach."""

from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.person import LinkState
from intake.duty.views.concern import FactLine
from intake.duty.views.matches import EvidenceRow, JudgementLine


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One report's telling of somebody, as far as the reader may see it.

    Args:
        link_id: The link to judge; its own first telling has none to judge (`is_own`).
        facts: What was told of him; `why` is what it shares with the others.
        by: What the reporter is; empty where the reader may not know.
    """

    link_id: int
    reference: str
    received_at: datetime
    by: str
    voice: str
    state: LinkState
    is_own: bool
    told: str = field(repr=False)
    facts: tuple[FactLine, ...] = ()
    why: tuple[EvidenceRow, ...] = ()
    judged: tuple[JudgementLine, ...] = ()

    @property
    def number(self) -> str:
        """What a form about it is called by."""
        return self.reference

    @property
    def label(self) -> str:
        """What a form about it is called by, in the words told."""
        return self.told


@dataclass(frozen=True, slots=True)
class ReachLine:
    """A child within reach: in how many steps, by which concerns, firm or only if the same."""

    words: str = field(repr=False)
    hops: int
    references: tuple[str, ...]
    is_firm: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What is gathered of one person: the pieces oldest first, and the children in reach."""

    person_id: int
    number: str
    pieces: tuple[PieceLine, ...] = ()
    reach: tuple[ReachLine, ...] = ()

    @property
    def is_a_question(self) -> bool:
        """Whether some piece is only possibly his."""
        return any(one.state is LinkState.POSSIBLE for one in self.pieces)
