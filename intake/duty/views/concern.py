"""One concern as far as its reader may see it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from intake.domain.alert import AlertState
from intake.domain.urgency import Urgency
from intake.duty.views.decided import TableView
from intake.duty.views.files import FileView
from intake.duty.views.matches import MatchPanel
from intake.duty.views.weight import WeightView


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the reporter's words; marked where it was read as naming somebody."""

    text: str = field(repr=False)
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class AsideLine:
    """Words typed beside a question, in pieces; `label` says beside which, and why kept."""

    label: str
    words: tuple[Segment, ...] = field(repr=False)


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
    """Words that the reporter added later; `beside` are old words that they correct."""

    at: datetime
    words: str = field(repr=False)
    kind: str = "more"
    beside: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """Proof that the list was asked: when, which version, how long; or why not.

    Why no count of records: one more than before would tell that somebody hidden was listed
    (P13). The count stays with the check itself.
    """

    is_made: bool
    at: datetime
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
class AlikeReport:
    """Another report in nearly the same words; `share` of like words in per cent."""

    reference: str
    received_at: datetime
    share: int


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A possible campaign: so many reports in nearly the same words, and where they came from.

    Why evidence and no verdict: victims of one man tell alike because it was one man. Each
    report keeps its own voice until a named officer joins them.
    """

    reports: int
    first_at: datetime
    last_at: datetime
    accounts: int
    new_accounts: int
    voices: int
    alike: tuple[AlikeReport, ...]


@dataclass(frozen=True, slots=True)
class ChildCaseView:
    """One child's own case, where a child was harmed by a child.

    Args:
        part: harmed or did.
        is_known: Whether the report says which child it is.
        label: What the child is called; empty where nobody said, or not for this desk.
        alert_id: The reader's own alert of this case; 0 where another desk has it.
        offered_to: To which desk it is offered; empty where no offer stands.
        may_take: Desks to which the reader may offer it, code and title; empty for nobody.
    """

    case_id: int
    part: str
    is_known: bool
    label: str = field(repr=False)
    desk: str
    state: str
    opened_at: datetime
    words: str = field(repr=False)
    officer: str
    proposed_at: datetime | None
    second: str
    closed_at: datetime | None
    alert_id: int
    can_propose: bool
    can_confirm: bool
    offered_to: str = ""
    offered_by: str = ""
    offer_reason: str = field(default="", repr=False)
    answer_by: datetime | None = None
    can_answer: bool = False
    can_take_back: bool = False
    may_take: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ConcernView:
    """One concern as far as the reader may see it; what he may not is empty, `sees` says which.

    Args:
        sees: Fields of the access table that the reader sees of it.
        is_by_professional: Somebody tells from their work; `vouched_by` is the organisation
            that vouches for them, empty where nobody does.
        asks: Title of the desk to ask where not all is seen.
        grade: The 3x5x2 grade in force, such as 2 C P; empty where nobody graded it.
        sharing: The conditions under which it may be shared; empty where there are none.
        incidents: What was told beside the story of other times, each with its facts.
        interpreter: The language in which the teller must be spoken with; empty for English.
        words_in: Languages of their words, where not all is English.
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
    grade: str = ""
    sharing: str = field(default="", repr=False)
    known_by: str = ""
    policy_hash: str = ""
    story: tuple[tuple[Segment, ...], ...] = field(default=(), repr=False)
    asides: tuple[AsideLine, ...] = field(default=(), repr=False)
    additions: tuple[AddedLine, ...] = ()
    mentions: tuple[MentionView, ...] = ()
    facts: tuple[FactLine, ...] = ()
    incidents: tuple[tuple[FactLine, ...], ...] = ()
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
    campaign: CampaignView | None = None
    is_by_professional: bool = False
    vouched_by: str = ""
    vouched_at: datetime | None = None
    about: str = field(default="", repr=False)
    is_said: bool = False
    files: tuple[FileView, ...] = ()
    interpreter: str = ""
    words_in: tuple[str, ...] = ()
    child_cases: tuple[ChildCaseView, ...] = ()
    is_about_child: bool = False


@dataclass(frozen=True, slots=True)
class ClosePage:
    """What a closing needs, before it is tried.

    Args:
        heard_beside: Ids of people about whom all who were spoken to were heard beside them.
    """

    concern: ConcernView
    needs_second_always: bool
    is_grave: bool
    is_checked: bool
    waiting: ClosingView | None
    can_confirm: bool
    table: TableView
    at: datetime
    heard_beside: tuple[int, ...] = ()


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
