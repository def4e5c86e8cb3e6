"""What holds a person by law, until when, and what manages him where nothing does any more.

Read `Managed` first. That somebody said what manages a person is no hold: he stays on the board
of those whom no order, licence, bail or registration holds (decision 0036).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intake.domain.errors import JudgementRefusedError
from intake.domain.person import FlagTerm, TermKind
from intake.domain.private import Private, private

LONGEST_HOLD = timedelta(days=366 * 60)
"""An end that nobody now on duty will see warns nobody; what has none is no hold of this kind."""


@dataclass(frozen=True, slots=True)
class Managed:
    """That two officers said what manages a person once a hold ends, or after an acquittal.

    Args:
        person_id: Whom.
        diary_id: What was owed, and is answered by this.
        flag_id: The flag whose hold ended; None after an event.
        event_id: What happened, as an acquittal; None at the end of a hold.
        by_whom: Who manages him, by name.
        words: How.
        officer: Who said it.
        second: Who approved it.
        only_desk: Set where no other desk may know of it (P13).
    """

    person_id: int
    diary_id: int
    by_whom: Private
    words: Private
    officer: str
    second: str
    desk: str
    at: datetime
    flag_id: int | None = None
    event_id: int | None = None
    only_desk: str = ""
    id: int = 0


def check_hold(term: FlagTerm, *, today: date) -> None:
    """Refuse a hold that could not be watched, naming all that is wrong with it.

    Args:
        term: As somebody wrote it down.
        today: The local day.

    Raises:
        JudgementRefusedError: `missing` holds ends_on (a day that has not passed, within sixty
            years), starts_on (not after the end) or words (what it forbids or asks).

    Why:
        Bail conditions ended and nobody had thought of managing him (Peterborough review, row
        P12). What has no end to warn of is none of these.
    """
    wanted = (
        ("ends_on", today <= term.ends_on <= today + LONGEST_HOLD),
        ("starts_on", term.starts_on is None or term.starts_on <= term.ends_on),
        ("words", bool(term.words)),
    )
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)


def check_sooner(term: FlagTerm, last_on: date | None, words: str, *, today: date) -> date:
    """Return the day on which a hold ends after all, sooner than was written down.

    Args:
        term: The hold.
        last_on: Its last day now; None is refused.
        words: Why, and by whose decision.
        today: The local day.

    Raises:
        JudgementRefusedError: `missing` holds last_on (a day before the one it had, and no
            earlier than a year ago) or words.

    Why:
        Bail ends with a verdict, a licence with a recall. A hold that lasts longer is another
        decision of a court, and follows as a hold of its own, signed by two.
    """
    is_sooner = last_on is not None and last_on < term.last_on and (today - last_on).days <= 366
    wanted = (("last_on", is_sooner), ("words", bool(words.strip())))
    missing = tuple(name for name, is_given in wanted if not is_given)
    if missing or last_on is None:
        raise JudgementRefusedError(missing=missing)
    return last_on


def term_of(
    kind: str,
    starts_on: date | None,
    ends_on: date | None,
    words: str,
    *,
    forbids_children: bool = False,
) -> FlagTerm:
    """Return a hold as somebody wrote it down.

    Raises:
        JudgementRefusedError: `missing` holds kind or ends_on.
    """
    wanted = (("kind", kind in {one.value for one in TermKind}), ("ends_on", ends_on is not None))
    missing = tuple(name for name, is_given in wanted if not is_given)
    if missing or ends_on is None:
        raise JudgementRefusedError(missing=missing)
    return FlagTerm(
        kind=TermKind(kind),
        ends_on=ends_on,
        starts_on=starts_on,
        forbids_children=forbids_children,
        words=private(words.strip()),
    )
