"""The held record of a person: flags with owners, links to mentions, judgements."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from intake.domain.errors import FlagRefusedError, JudgementRefusedError
from intake.domain.private import Private, private


class FlagStatus(StrEnum):
    """Whether a flag is in force; ended flags stay on the record for good."""

    ACTIVE = "active"
    ENDED = "ended"


class SeenBy(StrEnum):
    """Who may see that a flag exists (promise P13)."""

    OWNER = "owner"
    NAMED = "named"
    ALL = "all"


class RiskLevel(StrEnum):
    """The level of a risk flag, as the field's records have it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFORMATION_ONLY = "information_only"


class TermKind(StrEnum):
    """A legal hold with an end."""

    ORDER = "order"
    LICENCE = "licence"
    BAIL = "bail"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class FlagTerm:
    """An order, licence, bail or registration under a flag; it always has an end.

    Args:
        ends_on: The last local day, as it was first written down; never changed.
        forbids_children: It bars contact with children.
        ended_on: The last day that it came to have instead, where it ended sooner.

    Why: His bail ended, nobody had thought of the day, and he fell off the radar
    (Peterborough review).
    """

    kind: TermKind
    ends_on: date
    starts_on: date | None = None
    forbids_children: bool = False
    words: Private = field(default_factory=lambda: private(""))
    ended_on: date | None = None

    @property
    def last_on(self) -> date:
        """The last local day on which it holds."""
        return self.ended_on or self.ends_on

    def has_begun(self, day: date) -> bool:
        """Whether it has begun by a local day; with no beginning written down it always has."""
        return self.starts_on is None or self.starts_on <= day

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a local day: begun, and not over.

        Why: a licence that begins next month keeps nobody from falling off the radar today
        (Peterborough review, row P12).
        """
        return self.has_begun(day) and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether its last day has passed on a local day."""
        return self.last_on < day


@dataclass(frozen=True, slots=True)
class Flag:
    """A formal status about a person: a fact with exactly one owner desk."""

    kind: str
    agency: str
    area: str
    owner_desk: str
    review_on: date | None
    source: str
    lawful_basis: str
    category: str = ""
    level: str = ""
    risk: RiskLevel | None = None
    status: FlagStatus = FlagStatus.ACTIVE
    seen_by: SeenBy = SeenBy.ALL
    named_desks: tuple[str, ...] = ()
    starts_on: date | None = None
    terms: tuple[FlagTerm, ...] = ()
    assessed_high: bool = False
    recalled: bool = False
    convicted_relevant: bool = False
    notes: Private = field(default_factory=lambda: private(""))
    id: int = 0
    person_id: int = 0

    def is_seen_by(self, desk: str) -> bool:
        """Whether officers of a desk may know that this flag exists."""
        if desk == self.owner_desk or self.seen_by is SeenBy.ALL:
            return True
        return self.seen_by is SeenBy.NAMED and desk in self.named_desks

    @property
    def only_desks(self) -> str:
        """The desks that alone may know of it, as records and links keep them; empty for all."""
        if self.seen_by is SeenBy.ALL:
            return ""
        named = self.named_desks if self.seen_by is SeenBy.NAMED else ()
        return " ".join(dict.fromkeys((self.owner_desk, *named)))


def is_open_to(only_desks: str, desk: str) -> bool:
    """Whether a desk may know of what is kept for some desks only; empty is for every desk."""
    return not only_desks or desk in only_desks.split()


def opened_wider(only_desks: str, more: str) -> str:
    """Return who may know of a record that gains a flag: every desk of either, or all."""
    if not only_desks or not more:
        return ""
    return " ".join(dict.fromkeys((*only_desks.split(), *more.split())))


def check_flag(flag: Flag) -> None:
    """Refuse a flag that could be forgotten.

    Raises:
        FlagRefusedError: `missing` names what it lacks, of owner_desk, review_on, source,
            lawful_basis, kind; named_desks where it is seen by named desks.

    Why:
        A flagged man moved, and for years no agency owned him (Peterborough review).
    """
    wanted: tuple[str, ...] = (
        "kind", "agency", "area", "owner_desk", "review_on", "source", "lawful_basis",
    )  # fmt: skip
    wanted += ("named_desks",) if flag.seen_by is SeenBy.NAMED else ()
    missing = tuple(name for name in wanted if not getattr(flag, name))
    if missing:
        raise FlagRefusedError(missing=missing)


class LinkState(StrEnum):
    """What is thought of a mention and a person being the same."""

    POSSIBLE = "possible"
    SAME = "same"
    DIFFERENT = "different"


class Answer(StrEnum):
    """An officer's answer on a link."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One human answer on one link, kept for good; undoing is another judgement."""

    link_id: int
    answer: Answer
    reason: Private
    officer: str
    at: datetime


def check_judgement(answer: Answer, reason: str) -> None:
    """Refuse a judgement that leaves no reason behind.

    Raises:
        JudgementRefusedError: The reason is empty.
    """
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",), answer=answer.value)


def link_state_after(answer: Answer) -> LinkState:
    """Return the state a link takes by an answer; cannot tell leaves it possible."""
    return {
        Answer.SAME: LinkState.SAME,
        Answer.DIFFERENT: LinkState.DIFFERENT,
        Answer.CANNOT_TELL: LinkState.POSSIBLE,
    }[answer]
