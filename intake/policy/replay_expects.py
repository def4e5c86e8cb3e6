"""What a replay expects: questions to the database at a moment; read `Then`, then `Expected`.

Every field that is written is one thing to look at; all of an expectation must hold.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from intake.domain.alert import AlertKind
from intake.domain.band import Band
from intake.domain.diary import DiaryKind
from intake.domain.event import EventKind
from intake.domain.held import View
from intake.domain.urgency import Urgency
from intake.policy.base import Policy
from intake.policy.replay_words import Several, Words


class Then(Policy):
    """What must be true at a moment.

    About a person (all their records together):
        person: Who.
        view: As everyone sees it, or with every flag; the widest there is if not written.
        band: Standing: at least this was reached (with *on*: this, exactly).
        stays_below: Standing never reached this.
        question: This line would be crossed if possible matches are the same.
        no_line: Whether no line was ever crossed or asked about.
        rule: A rule that fired by then, by its name.
        voices: So many independent voices along firm links.
        voices_if_same: The same with possible links.
        records: So many records hold this person: 1 where all joined.
        joined: Reports that are on one record of theirs by firm links.
        linked: Reports that are, firmly or possibly, on one of their records.
        apart: Reports that are on none of their records by a firm link.
        owner: The desk that owns them; "nobody" for none.
        review_overdue: Whether a review of them is overdue.
        offered_to: A desk that an open offer of them asks; "nobody" for none.
        owes: What somebody, or `desk`, owes of them or of `report` and has not answered.

    About their newest event, of the kind `event` where that is written:
        told: Desks that were told.
        answered: Desks that have answered.
        no_answer: Desks that were told and have not answered, or refused.

    About alerts (of `person`, `report`, `desk`, `kind`, as far as written):
        desk: Which desk.
        kind: What kind of alert.
        urgency: At least so urgent.
        alerted: Whether there was any; false for none.
        alerts: How many there were.
        unanswered: How many nobody has acknowledged.
        asked: A recipient of `duty.yaml` whom a ladder or a reminder has reached.
        due: What was asked of them, as the diary calls it, such as bail_end or review.

    About a report:
        report: Which, by its id.
        found: The best band of its check at submission: strong, possible, name_only,
            other_date, weak, none, not_checked.
        reply_as: Another report whose receipt has the same shape (promise P4).
        closed: Whether it is closed.

    About a meeting:
        meeting: Which, by its id.
        minutes: Whether its minutes are open or closed.
        invited, took_part, stayed_away: Desks, by the telling and by the minutes.
        children: How many children stand in the minutes.
        joint: Whether two agencies signed, one of them children's services.

    About an agreement:
        agreement: Which, by its id.
        agreed: How it is: it stands, is over, was ended, or was refused.
        breaches: How many breaches were seen.
        look_missed: Whether a look at it is overdue.

    Beside:
        not_yet: Why this cannot hold yet; shown as not yet, and fails once it does hold.
        because: What it comes from, in words.
        seed: Rows of the two reviews that it shows, such as P4.
    """

    person: Words = ""
    view: View | None = None
    band: Band | None = None
    stays_below: Band | None = None
    question: Band | None = None
    no_line: bool | None = None
    rule: Words = ""
    voices: int | None = Field(default=None, ge=0)
    voices_if_same: int | None = Field(default=None, ge=0)
    records: int | None = Field(default=None, ge=0)
    joined: Several = ()
    linked: Several = ()
    apart: Several = ()
    owner: Words = ""
    review_overdue: bool | None = None
    desk: Words = ""
    kind: AlertKind | None = None
    urgency: Urgency | None = None
    alerted: bool | None = None
    alerts: int | None = Field(default=None, ge=0)
    unanswered: int | None = Field(default=None, ge=0)
    asked: Words = ""
    due: DiaryKind | None = None
    report: Words = ""
    found: Words = ""
    reply_as: Words = ""
    closed: bool | None = None
    offered_to: Words = ""
    owes: DiaryKind | None = None
    event: EventKind | None = None
    told: Several = ()
    answered: Several = ()
    no_answer: Several = ()
    meeting: Words = ""
    minutes: Literal["open", "closed"] | None = None
    invited: Several = ()
    took_part: Several = ()
    stayed_away: Several = ()
    children: int | None = Field(default=None, ge=0)
    joint: bool | None = None
    agreement: Words = ""
    agreed: Literal["stands", "over", "ended", "refused"] | None = None
    breaches: int | None = Field(default=None, ge=0)
    look_missed: bool | None = None
    not_yet: Words = ""
    because: Words = ""
    seed: Several = ()

    @property
    def asks(self) -> tuple[str, ...]:
        """The names of what is looked at, in the order of the fields."""
        return tuple(name for name in ASKS if getattr(self, name) not in (None, "", ()))


ASKS = (
    "band", "stays_below", "question", "no_line", "rule", "voices", "voices_if_same", "records",
    "joined", "linked", "apart", "owner", "review_overdue", "alerted", "alerts", "unanswered",
    "asked", "found", "reply_as", "closed", "offered_to", "owes", "told", "answered", "no_answer",
    "minutes", "invited", "took_part", "stayed_away", "children", "joint", "agreed", "breaches",
    "look_missed",
)  # fmt: skip
"""What can be looked at; the other fields say of whom, of what, and why."""

OF_AN_EVENT = frozenset({"told", "answered", "no_answer"})
OF_A_PERSON = frozenset(ASKS[: ASKS.index("alerted")]) | OF_AN_EVENT | {"offered_to"}
OF_A_REPORT = frozenset({"found", "reply_as", "closed"})
OF_A_MEETING = frozenset({"minutes", "invited", "took_part", "stayed_away", "children", "joint"})
OF_AN_AGREEMENT = frozenset({"agreed", "breaches", "look_missed"})
OF_DESKS = ("told", "answered", "no_answer", "invited", "took_part", "stayed_away")
"""What names several desks."""


class Expected(Then):
    """What must be true by the end of a day, on it, or before it.

    Args:
        by: At the end of this day it is, or was before, so.
        on: At the end of this day it is so.
        before: At the first moment of this day it is so; for "no alert before".
    """

    by: date | None = None
    on: date | None = None
    before: date | None = None

    @property
    def day(self) -> date | None:
        """The day that is written; None where none or several are."""
        told = [one for one in (self.by, self.on, self.before) if one is not None]
        return told[0] if len(told) == 1 else None
