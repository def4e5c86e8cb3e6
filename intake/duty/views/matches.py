"""Who a mention might be, and looking somebody up, with the evidence."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from intake.domain.person import LinkState


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row of a comparison.

    `bearing` says which way it speaks: start, for, against, neither, or missing where one side
    is silent. `points` and `sum`, what the rows add up to as far as this one, are exact to the
    hundredth; `line` is the whole row as text.
    """

    kind: str
    said: str = field(repr=False)
    held: str = field(repr=False)
    words: str
    points: Decimal
    sum: Decimal
    line: str = field(repr=False)
    bearing: str = "neither"

    @property
    def is_gone(self) -> bool:
        """Whether one side is silent."""
        return self.bearing == "missing"


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a candidate came to its points: drawn, written and given as data from these rows.

    Args:
        rows: The prior first, what is missing last; none where the reader may not see them.
        total: The sum of the rows.
        stands: The band in words, and what it rests on.
        likely: The likelihood in words.
        asks: What would change the band most; empty where only a human can tell more.
        lines: The whole as text.
    """

    rows: tuple[EvidenceRow, ...]
    total: Decimal
    stands: str
    likely: str
    asks: str
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Alike:
    """Others that are equally alike: numbers, labels in the same order, what would part them."""

    numbers: tuple[str, ...]
    labels: tuple[str, ...] = field(repr=False)
    parted_by: str


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """One answer on a link, kept for good."""

    answer: str
    officer: str
    at: datetime
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Remembered:
    """An earlier answer that says of two records that they are two: whose, when, and why.

    `number` is the record that the same mention may be about as well; `reference` the report
    whose pair was judged, empty where the two records themselves were parted.
    """

    number: str
    officer: str
    at: datetime
    reason: str = field(repr=False)
    reference: str = ""


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
        why: The comparison; the points are its sum.
        judged: Earlier answers, oldest first.
        since: Since when a flagged person and the report could have been seen together.
        person_opens: Whether the reader may open the record.
        ties: Whom else the same words fit as well; None where nobody.
        remembered: Answers given before that say that these would be two people.
        is_gathered: Found by home, vehicle or description, and by no name.
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
    why: Explanation
    judged: tuple[JudgementLine, ...]
    known_since: date
    since: str = ""
    person_opens: bool = True
    ties: Alike | None = None
    remembered: tuple[Remembered, ...] = ()
    is_gathered: bool = False

    @property
    def points(self) -> Decimal:
        """The sum of the rows."""
        return self.why.total

    @property
    def rows(self) -> tuple[EvidenceRow, ...]:
        """The rows as far as they are seen."""
        return self.why.rows


@dataclass(frozen=True, slots=True)
class CutLine:
    """A mention whose name so many records share that not all could be read."""

    mention: str = field(repr=False)
    asks: str = ""


@dataclass(frozen=True, slots=True)
class MatchPanel:
    """Who this might be: leads, other dates, same name only, and pairs judged different before.

    `possible_at` and `strong_at` are the lines of the scale, in points. `cut` holds, for each
    mention so common that not all of the list was read, its words and what to ask for.
    """

    leads: tuple[CandidateView, ...]
    other_dates: tuple[CandidateView, ...]
    names_only: tuple[CandidateView, ...]
    rejected: tuple[CandidateView, ...]
    possible_at: float
    strong_at: float
    cut: tuple[CutLine, ...] = ()

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
    why: Explanation
    alike: float
    opens: bool
    area: str
    asks: str
    ties: Alike | None = None

    @property
    def rows(self) -> tuple[EvidenceRow, ...]:
        """The rows as far as they are seen."""
        return self.why.rows

    @property
    def likely(self) -> str:
        """The likelihood in words."""
        return self.why.likely


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up found, and of which list; how long the list is tells of hidden ones (P13).

    `is_cut` tells that so many share a name that somebody may be missing.
    """

    people: tuple[FoundPerson, ...]
    list_version: int
    at: datetime
    possible_at: float
    strong_at: float
    is_cut: bool = False
