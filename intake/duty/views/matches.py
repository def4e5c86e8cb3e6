"""Who a mention might be, and looking somebody up, with the evidence."""

from dataclasses import dataclass, field
from datetime import date, datetime

from intake.domain.person import LinkState


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row of a comparison; `is_gone` where one side is silent and it speaks neither way."""

    kind: str
    said: str = field(repr=False)
    held: str = field(repr=False)
    words: str
    points: float
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """One answer on a link, kept for good."""

    answer: str
    officer: str
    at: datetime
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CandidateView:
    """Somebody a mention might be, with the evidence for and against.

    Args:
        link_id: The link to judge.
        mention: The mention in the reporter's words.
        person_id: The record.
        number: P-0412.
        label: Name of the record.
        line: Age, area, flag and owner in a line.
        band: strong, possible, name_only, other_date.
        is_flagged: An active flag that the reader may see.
        state: What is thought of it now.
        alike: How alike, 0 to 1.
        told_things: How many things both sides tell; of `all_things`.
        points: The sum of the rows.
        rows: The comparison, the prior first.
        judged: Earlier answers, oldest first.
        person_opens: Whether the reader may open the record.
    """

    link_id: int
    mention: str = field(repr=False)
    person_id: int
    number: str
    label: str = field(repr=False)
    line: str = field(repr=False)
    band: str
    is_flagged: bool
    state: LinkState
    alike: float
    told_things: int
    all_things: int
    points: float
    rows: tuple[EvidenceRow, ...]
    judged: tuple[JudgementLine, ...]
    known_since: date
    person_opens: bool = True


@dataclass(frozen=True, slots=True)
class MatchPanel:
    """Who this might be: leads, same name only, and pairs judged different before.

    `possible_at` and `strong_at` are the lines of the scale, in points.
    """

    leads: tuple[CandidateView, ...]
    names_only: tuple[CandidateView, ...]
    rejected: tuple[CandidateView, ...]
    possible_at: float
    strong_at: float

    @property
    def unjudged(self) -> int:
        """How many leads nobody has judged."""
        return sum(1 for one in self.leads if not one.judged)


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One record found; where the reader may not open it only its area and whom to ask."""

    number: str
    person_id: int
    band: str
    label: str = field(repr=False)
    line: str = field(repr=False)
    is_flagged: bool
    rows: tuple[EvidenceRow, ...]
    alike: float
    likely: str
    opens: bool
    area: str
    asks: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up found, and of which list; how long the list is tells of hidden ones (P13)."""

    people: tuple[FoundPerson, ...]
    list_version: int
    at: datetime
    possible_at: float
    strong_at: float
