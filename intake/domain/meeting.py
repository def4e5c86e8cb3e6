"""Meetings with the children in them: minutes that leave a child out cannot be closed.

Read `check_minutes` first. Who is invited is who is told of the meeting (`event.py`), so the
children's services of every linked area always are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from intake.domain.errors import JudgementRefusedError
from intake.domain.private import Private, private

CHILDREN = "children"
"""The kind of agency without which no assessment is joint."""


class MeetingKind(StrEnum):
    """What kind of meeting."""

    MAPPA_2 = "mappa_2"
    MAPPA_3 = "mappa_3"
    STRATEGY = "strategy"
    MARAC = "marac"
    MULTI_AGENCY = "multi_agency"


class Came(StrEnum):
    """How a desk that was invited took part."""

    ATTENDED = "attended"
    REPORT = "report"
    APOLOGIES = "apologies"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Attendance:
    """How one desk took part; `who` is named where somebody came."""

    desk: str
    came: Came
    who: str = ""


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One linked child in the minutes: known to whom, at what risk, and who does what by when."""

    child: Private
    known_to: Private
    risk: Private
    action: Private
    owner: Private
    by_on: date | None


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is written of a meeting.

    Args:
        attendance: Of every desk that was invited.
        children: A row for each linked child; empty where none is known.
        checked_with: With whom it was checked that no child is linked; needed where none is.
        checked_on: When that was.
        words: What was decided.
    """

    attendance: tuple[Attendance, ...]
    children: tuple[ChildRow, ...]
    words: Private
    checked_with: Private = field(default_factory=lambda: private(""))
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting about a person.

    Args:
        event_id: The event by which its invitees were told.
        held_on: The local day.
        desk: The desk that holds it and writes the minutes.
        minutes: What was written; None until they are closed.
    """

    person_id: int
    kind: MeetingKind
    event_id: int
    held_on: date
    desk: str
    officer: str
    made_at: datetime
    words: Private
    only_desk: str = ""
    minutes: Minutes | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """That an agency signed what a meeting assessed."""

    meeting_id: int
    desk: str
    officer: str
    at: datetime
    id: int = 0


def check_minutes(minutes: Minutes, invited: Sequence[str], *, linked: int, today: date) -> None:
    """Refuse minutes that leave out a child or a desk, naming all that lacks.

    Args:
        minutes: As written.
        invited: Every desk that was told of the meeting.
        linked: How many children are linked to the person now.
        today: The local day; what is checked was checked by then.

    Raises:
        JudgementRefusedError: `missing` holds words, `desk:CODE` of a desk whose part is not
            said (by name, where it came), `children` where fewer rows stand than children are
            linked, `n.known_to`, `n.risk`, `n.action`, `n.owner`, `n.by_on` of the child at
            place n from 1, and checked_with, checked_on where no child is known.

    Why:
        Ten meetings in five years: the children's history was discussed at none (Teesside
        review, rows T5, T6 and T8). "None known" is a finding and needs a name and a day.
    """
    told = {one.desk for one in minutes.attendance if one.came is not Came.ATTENDED or one.who}
    wanted = [("words", bool(minutes.words))]
    wanted += [(f"desk:{desk}", desk in told) for desk in invited]
    wanted.append(("children", len(minutes.children) >= linked))
    for place, row in enumerate(minutes.children, 1):
        wanted += [
            (f"{place}.known_to", bool(row.known_to)),
            (f"{place}.risk", bool(row.risk)),
            (f"{place}.action", bool(row.action)),
            (f"{place}.owner", bool(row.owner)),
            (f"{place}.by_on", row.by_on is not None),
        ]
    if not minutes.children:
        checked_on = minutes.checked_on
        wanted.append(("checked_with", bool(minutes.checked_with)))
        wanted.append(("checked_on", checked_on is not None and checked_on <= today))
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)


def is_joint(signatures: Sequence[Signature], agencies: Mapping[str, tuple[str, str]]) -> bool:
    """Whether an assessment is joint: two agencies signed, one of them children's services.

    Args:
        signatures: Who signed.
        agencies: Of each desk its agency and that agency's kind.

    Why: Risk to children is assessed jointly, or it is one agency's view (row T21).
    """
    signed = {agencies[one.desk] for one in signatures if one.desk in agencies}
    has_children = any(kind == CHILDREN for _, kind in signed)
    return has_children and len({agency for agency, _ in signed}) > 1
