"""Deeds of a replay over time: events and who answers them, meetings, agreements, handovers.

Read `Happened`, then `MeetingSet` and `MinutesWritten`; `Deeds` in `replay_events.py` names them.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from intake.domain.agreement import Found
from intake.domain.event import EventKind, ToldAnswer
from intake.domain.meeting import Came, MeetingKind
from intake.policy.base import Policy
from intake.policy.replay_words import Several, Words


class Happened(Policy):
    """An officer writes down what happened to somebody, and whoever must know is told.

    Args:
        desk: Whose officer.
        person: To whom: the record of somebody listed, else every one that holds them.
        kind: A release, recall, charge, conviction, acquittal, bail, move …
        words: What is to be known of it.
        areas: Areas that it touches beside those linked already.
    """

    desk: Words
    person: Words
    kind: EventKind
    words: Words = Field(min_length=1)
    areas: Several = ()


class AnsweredTold(Policy):
    """An officer of a desk that was told of an event says what the desk does or holds.

    Args:
        desk: Whose officer.
        person: Of whom it was told.
        event: Of which kind of event; without it, of everything it has not answered.
        answer: What is answered; a refusal, no involvement and what is held need words.
        words: What is held and whom to call, or why not.
    """

    desk: Words
    person: Words
    event: EventKind | None = None
    answer: ToldAnswer
    words: Words = ""


class MeetingSet(Policy):
    """An officer sets a meeting; every desk that must know of it is told, and so invited.

    Args:
        id: What minutes, signatures and expectations call it.
        desk: Whose officer; the desk writes the minutes.
        person: About whom.
        kind: What kind of meeting.
        held_on: The day on which it is held; without it the day of the event.
        words: Where, and what for.
        areas: Areas that it touches beside those linked already.
    """

    id: Words
    desk: Words
    person: Words
    kind: MeetingKind = MeetingKind.MULTI_AGENCY
    held_on: date | None = None
    words: Words = Field(min_length=1)
    areas: Several = ()


class TookPart(Policy):
    """How one desk took part; `who` is named where somebody came."""

    desk: Words
    came: Came = Came.ATTENDED
    who: Words = ""


class ChildWritten(Policy):
    """One child in the minutes; what is left out is refused by the rules."""

    child: Words
    known_to: Words = ""
    risk: Words = ""
    action: Words = ""
    owner: Words = ""
    by_on: date | None = None


class MinutesWritten(Policy):
    """An officer closes the minutes of a meeting; those that leave a child out are refused.

    Args:
        desk: Whose officer; the desk that set it.
        meeting: Of which meeting.
        words: What was decided.
        came: How each desk that was invited took part.
        others: How every desk took part that `came` does not name; without it they lack.
        children: A row for each child linked to the person.
        checked_with: With whom it was checked that no child is linked, where none is written.
        checked_on: When that was.
    """

    desk: Words
    meeting: Words
    words: Words = ""
    came: tuple[TookPart, ...] = ()
    others: Literal["report", "apologies", "absent"] | None = None
    children: tuple[ChildWritten, ...] = ()
    checked_with: Words = ""
    checked_on: date | None = None


class MeetingSigned(Policy):
    """An officer signs for a desk what a meeting assessed, once its minutes are closed."""

    desk: Words
    meeting: Words


class TermAgreed(Policy):
    """One thing agreed, and how anybody will know."""

    words: Words
    how: Words = ""
    who: Words = ""
    every_days: int = 0
    breach: Words = ""


class Agreed(Policy):
    """An officer keeps a written agreement; one that nobody can check is refused."""

    id: Words
    desk: Words
    person: Words
    parties: Words = ""
    why: Words = ""
    terms: tuple[TermAgreed, ...] = ()
    expires_on: date | None = None


class AgreementLooked(Policy):
    """An officer looks at one term of an agreement; the first is term 1."""

    desk: Words
    agreement: Words
    term: int = Field(default=1, ge=1)
    found: Found
    words: Words = Field(min_length=1)


class AgreementEnded(Policy):
    """An officer ends an agreement with a reason; nothing more is owed of it."""

    desk: Words
    agreement: Words
    words: Words = Field(min_length=1)


class HandedOver(Policy):
    """An officer offers somebody to another desk; or the one asked accepts, or refuses.

    Args:
        desk: Whose officer acts.
        person: Whom; every record that holds them.
        step: What is done.
        to: The desk that is asked, for an offer.
        words: Why, or what is accepted in writing.
    """

    desk: Words
    person: Words
    step: Literal["offer", "accept", "refuse", "take_back"] = "offer"
    to: Words = ""
    words: Words = Field(min_length=1)
