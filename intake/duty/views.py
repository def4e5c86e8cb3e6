"""What the pages of a desk hold: frozen, already cut down to what the reader may see (P13).

Words about people are kept out of `repr` (P10). Moments are aware UTC; a page words them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from intake.domain.alert import AlertKind, AlertState
from intake.domain.band import Band
from intake.domain.person import LinkState
from intake.domain.urgency import Urgency

# the queue


@dataclass(frozen=True, slots=True)
class EarlierDot:
    """One earlier concern in the strip: `months_ago` 0 to 11, and who told."""

    months_ago: int
    is_professional: bool


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One row: an alert of the reader's desk that nobody has decided yet.

    Args:
        alert_id: Which alert.
        kind: What it is about.
        state: Where it stands.
        urgency: How soon.
        due_at: The deadline that runs now.
        about: Who it is about, as told; `is_said` where these are the reporter's own words.
        second: The second line.
        tag: What the check found: flagged_strong, flagged_possible, seen, name_only,
            nothing, or not_checked.
        earlier: Earlier concerns of twelve months about whom this may be.
        holder: The officer who has it; empty where nobody answered.
        held_since: Since when.
        asked: How many rungs were asked.
        rungs: How many the ladder has.
        area: Code of the area.
        needs_decision: A strong or possible lead that nobody has judged, or a question.
    """

    alert_id: int
    kind: AlertKind
    state: AlertState
    urgency: Urgency
    due_at: datetime
    about: str = field(repr=False)
    is_said: bool
    second: str = field(repr=False)
    tag: str
    earlier: tuple[EarlierDot, ...]
    holder: str
    held_since: datetime | None
    asked: int
    rungs: int
    area: str
    reference: str = ""
    needs_decision: bool = False
    is_mine: bool = False

    @property
    def is_checked(self) -> bool:
        """Whether every lookup was made."""
        return self.tag != "not_checked"


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """Rows by when they must be touched: late, hour, today, tomorrow, week, later."""

    code: str
    items: tuple[QueueItem, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """All open work of a desk, grouped by when it must be touched.

    Args:
        groups: Groups that are not empty, most pressing first, after filtering.
        counts: How many rows each saved view has, by its code, before filtering; a view that
            was not worked out has none.
        newest: The highest id of an alert of this desk; what comes later is new.
        at: The moment of reading.
        alerts_this_week: Alerts to this desk in seven days; `alerts_last_week` before that.
        areas: Codes and titles of areas, to filter by.
        total: How many rows were asked for, those beyond the page too.
        more: How many more there are than the page holds.
    """

    groups: tuple[QueueGroup, ...]
    counts: dict[str, int]
    newest: int
    at: datetime
    alerts_this_week: int
    alerts_last_week: int
    areas: tuple[tuple[str, str], ...]
    total: int = 0
    more: int = 0

    @property
    def items(self) -> tuple[QueueItem, ...]:
        """All rows in order."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def next_due(self) -> datetime | None:
        """The next deadline that has not passed, or None."""
        return min((one.due_at for one in self.items if one.due_at >= self.at), default=None)


# a concern, an alert


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the reporter's words; marked where it was read as naming somebody."""

    text: str = field(repr=False)
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class FactLine:
    """One told fact: its name, its words, and how sure; `certainty` is a code of `Certainty`."""

    name: str
    words: str = field(repr=False)
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class MentionView:
    """One person of a concern, with the facts told."""

    mention_id: int
    part: str
    label: str = field(repr=False)
    facts: tuple[FactLine, ...]
    from_story: bool = False


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
class VoicePart:
    """What one voice brings: its setting, concerns, points, and points only if the same."""

    voice: str
    setting: str
    is_professional: bool
    concerns: int
    points: Decimal
    only_if: Decimal
    because: str

    @property
    def is_only_if(self) -> bool:
        """Whether it speaks of this person only if a possible match is the same."""
        return not self.points and bool(self.only_if)


@dataclass(frozen=True, slots=True)
class WeightView:
    """What is known of one person, weighed: the band and reasons first, points below.

    `may_reach` is the band if all possible links are the same; equal to `reaches` where
    nothing hangs on them.
    """

    person_id: int
    number: str
    label: str = field(repr=False)
    standing: Band
    reaches: Band
    may_reach: Band
    firm: Decimal
    if_same: Decimal
    review_at: Decimal
    discuss_at: Decimal
    voices: tuple[VoicePart, ...]
    because: tuple[str, ...]
    is_flagged: bool
    person_opens: bool = True


@dataclass(frozen=True, slots=True)
class LadderStep:
    """Who was asked or comes next; `when` is past, here or next."""

    who: str
    channels: tuple[str, ...]
    at: datetime | None
    what: str
    when: str
    cannot_decline: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One desk that was told, and how far it got; only what the reader may know of."""

    desk: str
    state: AlertState
    by: str
    at: datetime | None
    is_lead: bool
    urgency: Urgency
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note of an officer."""

    officer: str
    desk: str
    at: datetime
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AddedLine:
    """Words that the reporter added later."""

    at: datetime
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """Proof that the list was asked: when, how many records, how long; or why not."""

    is_made: bool
    at: datetime
    searched: int
    took_ms: int
    list_version: int
    is_list_empty: bool


@dataclass(frozen=True, slots=True)
class EarlierConcern:
    """An earlier concern about whom this may be; `is_opened` by the reader since."""

    reference: str
    received_at: datetime
    setting: str
    is_professional: bool
    voice: str
    area: str
    is_opened: bool


@dataclass(frozen=True, slots=True)
class ClosingView:
    """A closing proposed or made."""

    closing_id: int
    how: str
    detail: str = field(repr=False)
    reason: str = field(repr=False)
    officer: str
    second: str
    at: datetime
    state: str
    look_again_on: date | None


@dataclass(frozen=True, slots=True)
class ConcernView:
    """One concern as far as the reader may see it; what he may not is empty, `sees` says which.

    Args:
        sees: Fields of the access table that the reader sees of it.
        asks: Title of the desk to ask where not all is seen.
    """

    concern_id: int
    reference: str
    received_at: datetime
    channel: str
    state: str
    sees: frozenset[str]
    asks: str
    role: str = ""
    setting: str = ""
    danger: str = ""
    urgency: Urgency = Urgency.THREE_DAYS
    urgency_because: tuple[str, ...] = ()
    area: str = ""
    taken_by: str = ""
    is_unfinished: bool = False
    suspected_false: bool = False
    known_by: str = ""
    policy_hash: str = ""
    story: tuple[tuple[Segment, ...], ...] = field(default=(), repr=False)
    additions: tuple[AddedLine, ...] = ()
    mentions: tuple[MentionView, ...] = ()
    facts: tuple[FactLine, ...] = ()
    signs: tuple[str, ...] = ()
    safe_contact: str = field(default="", repr=False)
    check: CheckLine | None = None
    matches: MatchPanel | None = None
    weight: WeightView | None = None
    earlier: tuple[EarlierConcern, ...] = ()
    voices: int = 0
    told: tuple[Told, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    closings: tuple[ClosingView, ...] = ()
    about: str = field(default="", repr=False)
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One alert of the reader's desk with everything needed to decide."""

    alert_id: int
    kind: AlertKind
    state: AlertState
    urgency: Urgency
    desk: str
    made_at: datetime
    at: datetime
    due_at: datetime | None
    decide_by: datetime | None
    holder: str
    held_since: datetime | None
    held_until: datetime | None
    because: tuple[str, ...]
    ladder: tuple[LadderStep, ...]
    asked: int
    rungs: int
    policy_hash: str
    is_lead: bool
    tag: str
    can_decline: bool
    declined_by: str = ""
    declined_reason: str = field(default="", repr=False)
    decided_by: str = ""
    decision: str = field(default="", repr=False)
    concern: ConcernView | None = None
    weight: WeightView | None = None


# a person


@dataclass(frozen=True, slots=True)
class FlagView:
    """A flag that the reader may see."""

    title: str
    agency: str
    owner: str
    level: str
    status: str
    seen_by: str
    starts_on: date | None
    review_on: date | None
    terms: tuple[tuple[str, date], ...]
    source: str


@dataclass(frozen=True, slots=True)
class ChronologyLine:
    """One thing that happened, with the day it did and the day it became known.

    `kind` is concern, judgement, flag, owner, standing or note; `said` are people's words.
    """

    happened_on: date
    is_happened_told: bool
    known_at: datetime
    kind: str
    title: str
    said: str = field(repr=False)
    words: str = field(repr=False)
    source: str
    reference: str = ""
    is_firm: bool = True


@dataclass(frozen=True, slots=True)
class WeightStep:
    """One step of the weight over time, and what it led to."""

    number: int
    reference: str
    at: datetime
    voice: str
    setting: str
    is_professional: bool
    is_firm: bool
    adds: Decimal
    firm: Decimal
    if_same: Decimal
    by_voice: tuple[tuple[str, Decimal], ...]
    rules: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class WeightPlot:
    """The weight over time; `voices` in the order in which they first spoke."""

    steps: tuple[WeightStep, ...]
    voices: tuple[tuple[str, str, bool], ...]
    review_at: Decimal
    discuss_at: Decimal
    at: datetime


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """Something that somebody must do by a moment."""

    diary_id: int
    kind: str
    subject: str
    due_at: datetime
    desk: str
    is_late: bool
    words: str
    alert_id: int | None = None
    person_id: int | None = None
    number: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class LinkedLine:
    """Somebody else named in concerns about this person; children by age only if need be."""

    part: str
    words: str = field(repr=False)
    reference: str
    is_firm: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The held record of one person as far as the reader may see it."""

    person_id: int
    number: str
    label: str = field(repr=False)
    line: str = field(repr=False)
    is_flagged: bool
    purpose: str
    at: datetime
    owner: str
    owner_since: datetime | None
    review_on: date | None
    next_end: tuple[str, date] | None
    standing: Band
    last_news: datetime | None
    flags: tuple[FlagView, ...]
    sees: frozenset[str]
    weight: WeightView | None
    plot: WeightPlot | None
    chronology: tuple[ChronologyLine, ...]
    linked: tuple[LinkedLine, ...]
    diary: tuple[DiaryLine, ...]
    told: tuple[Told, ...]
    unjudged: tuple[str, ...]
    notes: tuple[NoteLine, ...]


# looking up, closing, keying in


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
    opens: bool
    area: str
    asks: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up found, of which list, and how many records were asked."""

    people: tuple[FoundPerson, ...]
    searched: int
    list_version: int
    at: datetime
    possible_at: float
    strong_at: float


@dataclass(frozen=True, slots=True)
class ClosePage:
    """What a closing needs, before it is tried."""

    concern: ConcernView
    needs_second_always: bool
    is_grave: bool
    is_checked: bool
    waiting: ClosingView | None
    can_confirm: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class DutyTurn:
    """One desk now: open or not, who stands in, who holds each place of its ladder."""

    desk: str
    is_open: bool
    opens_at: datetime | None
    stands_in: str
    places: tuple[tuple[str, tuple[str, ...]], ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """Who told, opened by a custodian with a reason."""

    reference: str
    role: str
    name: str = field(repr=False)
    agency: str = field(repr=False)
    job: str = field(repr=False)
    contact: str = field(repr=False)
    safe_contact: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What stands on every page of the desk: who reads, where, and which rooms are theirs."""

    officer: str
    desk: str
    area: str
    role: str
    may: frozenset[str]
    at: datetime
