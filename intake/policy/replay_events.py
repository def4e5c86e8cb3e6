"""What may happen in a replay: one model a deed; read `Deeds`, which names them all.

Who is meant stands in `who` and `person` as a code of the file. The software never learns
those codes: it has the words as typed, like any report.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from intake.domain.band import Band
from intake.domain.concern import Danger, KnownBy, Part, ReporterRole, SignSource
from intake.domain.diary import DiaryKind
from intake.domain.grading import HandlingCode, Information, SourceGrade
from intake.domain.person import Answer, RiskLevel, SeenBy, TermKind
from intake.policy.base import Policy
from intake.policy.replay_family_events import SpokenTo, TellingDecided, TellingSaid
from intake.policy.replay_steward_events import (
    Agreed,
    AgreementEnded,
    AgreementLooked,
    AnsweredTold,
    HandedOver,
    Happened,
    MeetingSet,
    MeetingSigned,
    MinutesWritten,
)
from intake.policy.replay_words import AS_WORDS, Several, Words


class Named(Policy):
    """Words about somebody in a report, as they were typed; `who` is whom they meant.

    `seen_now` marks a child whom the person of concern has to do with today, in a report of
    something long ago.
    """

    who: Words = ""
    part: Part = Part.PERSON_OF_CONCERN
    names: Words = ""
    nickname: Words = ""
    age: Words = ""
    birth: Words = ""
    place: Words = ""
    postcode: Words = ""
    description: Words = ""
    vehicle: Words = ""
    phone: Words = ""
    handle: Words = ""
    work: Words = ""
    relation: Words = ""
    school: Words = ""
    seen_now: bool = False


class SignTold(Policy):
    """A sign tied to somebody of the report; a child's sign weighs about him only so."""

    sign: Words
    about: Words
    source: SignSource = SignSource.SAID


class Report(Policy):
    """One report by one reporter.

    Args:
        id: What later events and expectations call it.
        role: Who tells.
        teller: A code of the reporter; the same one writes from the same account.
        name, agency, household, contact, told_by, own_harm: What they say of themselves.
        words: What they tell, as typed.
        people: Whom they name.
        signs: Signs in it, as officers would code them; tied to somebody, or to nobody.
        knows: How the reporter knows.
        danger: Whether a child is in danger now.
        children_now: Of something long ago: whether the person has to do with children now.
        area: A code of `areas.yaml`; else the file's.
    """

    id: Words
    role: ReporterRole = ReporterRole.COMMUNITY
    teller: Words = ""
    name: Words = ""
    agency: Words = ""
    job: Words = ""
    household: Words = ""
    contact: Words = ""
    told_by: Words = ""
    own_harm: bool = False
    words: Words = Field(min_length=1)
    people: tuple[Named, ...] = ()
    signs: tuple[Words | SignTold, ...] = ()
    knows: KnownBy = KnownBy.NOT_SAID
    fears_for_child: bool = False
    danger: Annotated[Danger, AS_WORDS] = Danger.NO
    child_safe_now: bool | None = None
    where: Words = ""
    happened_on: Words = ""
    children_now: Words = ""
    area: Words = ""
    channel: Words = "web"


class Term(Policy):
    """An order, licence or bail, with the day on which it ends."""

    kind: TermKind
    ends_on: date
    forbids_children: bool = False


class Flagged(Policy):
    """Somebody is put on the list, or more becomes known of somebody listed.

    The first time `names`, `kind` and `owner` are needed; later only what is new. It goes the
    way of an import: nothing is taken away, and no owner changes hands.
    """

    person: Words
    names: Several = ()
    birth: Words = ""
    age: Words = ""
    place: Several = ()
    postcode: Several = ()
    phone: Several = ()
    vehicle: Several = ()
    handle: Several = ()
    work: Several = ()
    kind: Words = ""
    owner: Words = ""
    agency: Words = ""
    area: Words = ""
    category: Words = ""
    level: Words = ""
    risk: RiskLevel | None = None
    review_on: date | None = None
    source: Words = "replay"
    lawful_basis: Words = "public task"
    seen_by: SeenBy | None = None
    named_desks: Several = ()
    term: Term | None = None
    assessed_high: bool = False


class Moved(Policy):
    """A new address of somebody listed reaches the list; the old one stays."""

    person: Words
    place: Words = ""
    postcode: Words = ""


class TermBegins(Term):
    """An order, licence or bail begins for somebody listed; its end goes into the diary."""

    person: Words


class Judged(Policy):
    """An officer says whether words of a report and a record are the same person.

    Args:
        desk: Whose officer.
        report: Of which report; without it every possible match of `person`.
        person: Whose record; without it every record the report may be about.
        answer: The answer; without it the one that the file knows by `who`.
        undo: Take the last answer back.
        reason: Why.
    """

    desk: Words
    report: Words = ""
    person: Words = ""
    answer: Answer | None = None
    undo: bool = False
    reason: Words = "What was said agrees, or does not, with the record."


class Coded(Policy):
    """An officer reads a sign in a report's words, or takes back one that was read."""

    desk: Words
    report: Words
    sign: Words
    about: Words = ""
    taken_back: bool = False
    reason: Words = "Read in the words of the report."


class Graded(Policy):
    """An officer grades a report 3x5x2, or takes the last grade back; E is suspected false."""

    desk: Words
    report: Words
    source: SourceGrade = SourceGrade.UNTESTED
    information: Information = Information.NOT_KNOWN
    handling: HandlingCode = HandlingCode.LAWFUL_SHARING
    conditions: Words = ""
    undo: bool = False
    reason: Words = Field(min_length=1)


class Voices(Policy):
    """An officer counts the voices of some reports as one, or some reports as their own."""

    desk: Words
    join: Several = ()
    part: Several = ()
    reason: Words = Field(min_length=1)


class Set(Policy):
    """An officer raises or lowers a standing; for a flagged person with a second one."""

    desk: Words
    person: Words
    to: Band
    reason: Words = Field(min_length=1)
    second: Words = ""


class Answered(Policy):
    """An officer answers open alerts of the desk: of a report, of a person, or all.

    Args:
        step: How far: acknowledged only, accepted, decided, or declined.
        words: The decision, or why it is declined.
    """

    desk: Words
    report: Words = ""
    person: Words = ""
    step: Literal["acknowledge", "accept", "decide", "decline"] = "decide"
    words: Words = "Looked at with what is known."


class DiaryDone(Policy):
    """An officer answers what the diary asks: a review, the end of a hold, whom to tell.

    Without `managed_by` the words say who manages the person now; of a release they fill what
    is still open of its checklist.
    """

    desk: Words
    kind: DiaryKind = DiaryKind.REVIEW
    person: Words = ""
    report: Words = ""
    words: Words = ""
    again_on: date | None = None
    second: Words = ""
    was_told: bool = True
    managed_by: Words = ""


class Closed(Policy):
    """An officer closes a report; what is missing is refused by the rules.

    Args:
        desk: Whose officer.
        report: Which report.
        how, detail, reason, look_again_on: As on the page that closes.
        opened: Whether the officer has opened every earlier report about the same people first.
        beside: Of a reason that tells of a denial: whether it was made apart from him or beside
            him; a reason of that sort without it is refused.
        second: The desk whose officer confirms it, where a second human is needed.
    """

    desk: Words
    report: Words
    how: Words = "no_further_action"
    detail: Words = ""
    reason: Words = ""
    look_again_on: date | None = None
    opened: bool = False
    beside: Literal["", "apart", "beside"] = ""
    second: Words = ""


class Added(Policy):
    """A reporter comes back and adds words to what they told."""

    report: Words
    words: Words = Field(min_length=1)


class Silent(Policy):
    """From this day on nobody answers at some desks, until a day if one is given.

    Args:
        desks: Which; *all* for every desk.
        until: The first day on which somebody answers again; None is the end.
    """

    desks: Several
    until: date | None = None


class Noted(Policy):
    """Something that happened and that the software does not act on; shown, and does nothing.

    Args:
        what: Its kind, such as meeting, handover, agreement, release, bail, verdict.
        words: What happened.
        person: About whom.
    """

    what: Words
    words: Words
    person: Words = ""


class Deeds(Policy):
    """All that may happen; an event holds exactly one of them.

    `nothing` holds words for a day on which nothing happens: a look at how things stand.
    """

    report: Report | None = None
    flag: Flagged | None = None
    event: Happened | None = None
    told: AnsweredTold | None = None
    move: Moved | None = None
    term: TermBegins | None = None
    judge: Judged | None = None
    code: Coded | None = None
    grade: Graded | None = None
    voices: Voices | None = None
    standing: Set | None = None
    handover: HandedOver | None = None
    answer: Answered | None = None
    diary: DiaryDone | None = None
    close: Closed | None = None
    add: Added | None = None
    meeting: MeetingSet | None = None
    minutes: MinutesWritten | None = None
    sign: MeetingSigned | None = None
    agreement: Agreed | None = None
    agreement_check: AgreementLooked | None = None
    agreement_end: AgreementEnded | None = None
    contact: SpokenTo | None = None
    telling: TellingDecided | None = None
    telling_said: TellingSaid | None = None
    silence: Silent | None = None
    noted: Noted | None = None
    nothing: Words | None = None


DEEDS = tuple(Deeds.model_fields)
"""The names of what may happen."""
