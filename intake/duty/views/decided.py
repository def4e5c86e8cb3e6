"""What was decided and on what table, what is asked of whom, and who disagrees."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One thing on the table.

    Args:
        kind: Code of `PaperKind`.
        words: How it stands.
        reference: The concern that it belongs to; empty for none.
        is_opened: The reader has opened it; of a concern only.
        is_elsewhere: It is held where this desk may not read it: ask there.
    """

    kind: str
    words: str = field(repr=False)
    reference: str = ""
    is_opened: bool = False
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """What lies on the table now.

    Args:
        missing: Codes with what they are about: ("not_judged", "DR-…"), ("never_asked", "Health").
        digest: What a decision says that it has read.
        needs_view: Another agency's view is needed, or why none was had.
        views: Titles of the desks whose view was had of late.
        signs: Code and words of each sign that has to be answered before a closing.
    """

    papers: tuple[PaperLine, ...]
    missing: tuple[tuple[str, str], ...]
    digest: str
    needs_view: bool
    views: tuple[str, ...]
    signs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewsView:
    """What came since somebody decided: each change as it was and as it is."""

    added: tuple[PaperLine, ...]
    changed: tuple[tuple[PaperLine, PaperLine], ...]
    gone: tuple[PaperLine, ...]
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class RelookLine:
    """One answer to "would you decide the same?"."""

    same: bool
    words: str = field(repr=False)
    officer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChallengeLine:
    """One level of a challenge, as both sides read it."""

    challenge_id: int
    level: str
    by_desk: str
    officer: str
    words: str = field(repr=False)
    to_desk: str
    at: datetime
    answer_by: datetime
    state: str
    answer: str = field(repr=False)
    answered_by: str
    answered_at: datetime | None
    may_answer: bool
    may_settle: bool
    has_next: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One decision; the table is for the desk that decided alone (P13)."""

    dossier_id: int
    decided: str
    desk: str
    officer: str
    second: str
    at: datetime
    state: str
    is_own: bool
    papers: tuple[PaperLine, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    opened: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    alone_because: str = field(default="", repr=False)
    grounds: tuple[str, ...] = ()
    beside: str = ""
    answers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    news: NewsView | None = None
    relooks: tuple[RelookLine, ...] = ()
    challenges: tuple[ChallengeLine, ...] = ()
    may_challenge: bool = False


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """The decisions on one concern, or about one person, the newest first."""

    decisions: tuple[DecisionView, ...]
    person_id: int | None = None
    number: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One question between desks."""

    request_id: int
    from_desk: str
    to_desk: str
    shared: str = field(repr=False)
    question: str = field(repr=False)
    basis: str
    officer: str
    at: datetime
    answer_by: datetime
    is_late: bool
    is_answered: bool
    answer: str
    words: str = field(repr=False)
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class AskPage:
    """What was asked of other desks about one matter, and who may be asked."""

    requests: tuple[RequestLine, ...]
    desks: tuple[tuple[str, str], ...]
    person_id: int | None = None
    number: str = ""
    reference: str = ""
    shared: str = field(default="", repr=False)
