"""What passes between a desk and whoever told, as the desk's page shows it; no address is in it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WarnedLine:
    """One thing that a text was warned of: name, agency or status, with the words."""

    what: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter and how far it got; `notice` is held, left, or never."""

    kind: str
    at: datetime
    officer: str
    desk: str
    words: str = field(repr=False)
    warned: tuple[str, ...]
    reason: str = field(repr=False)
    notify_at: datetime | None
    notified_at: datetime | None
    read_at: datetime | None
    answered_at: datetime | None
    answer: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DisclosedLine:
    """One release, with everything that was recorded of it."""

    what: str
    to: str
    to_whom: str = field(repr=False)
    route: str = field(repr=False)
    words: str = field(repr=False)
    authorised_by: str
    officer: str
    desk: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DisagreementLine:
    """A reporter who was not taken seriously, and by when a named human answers.

    Args:
        level: Who answers at its level, as officers read it.
        is_further: Whether an answer was given before and did not do.
        may_answer: Whether the reader may answer it.
    """

    diary_id: int
    due_at: datetime
    is_late: bool
    is_own: bool
    desk: str
    words: str = field(repr=False)
    level: str = ""
    is_further: bool = False
    may_answer: bool = True


@dataclass(frozen=True, slots=True)
class ReporterPage:
    """The page of one concern's reporter.

    Args:
        status: What the reporter reads now, a code of `PublicStatus`.
        changes_at: When it next changes by itself, or None.
        contact: When a notice may reach their chat, a code of `ContactWhen`; empty where they
            have none: then they come back with their code.
        safe_contact: How they may be reached, in their own words.
        can_disclose: Whether the reader's role may release.
        is_answer_only: Whether the reader may answer a disagreement, and write nothing else.
    """

    reference: str
    received_at: datetime
    at: datetime
    status: str
    since: datetime
    changes_at: datetime | None
    contact: str
    safe_contact: str = field(repr=False)
    letters: tuple[LetterLine, ...]
    disclosures: tuple[DisclosedLine, ...]
    disagreements: tuple[DisagreementLine, ...]
    can_disclose: bool
    is_unfinished: bool
    is_answer_only: bool = False
