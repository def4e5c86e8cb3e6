"""What happens to a person, and which agencies must be told of it, with the proof that they were.

Read `Event`, then `who_is_told`. An answer is owed by each; silence climbs like any alert's.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.private import Private, private
from intake.domain.urgency import Urgency


class EventKind(StrEnum):
    """What happened."""

    RELEASE = "release"
    RECALL = "recall"
    CHARGE = "charge"
    CONVICTION = "conviction"
    ACQUITTAL = "acquittal"
    CHARGES_DROPPED = "charges_dropped"
    BAIL = "bail"
    MOVE = "move"
    NEW_HOUSEHOLD = "new_household"
    MEETING_SET = "meeting_set"
    MEETING_HELD = "meeting_held"
    STEP_DOWN = "step_down"
    AGREEMENT_BREACHED = "agreement_breached"


class Mark(StrEnum):
    """What an event leaves on the flags of the person, for good."""

    RECALLED = "recalled"
    CONVICTED_RELEVANT = "convicted_relevant"


class ToldAnswer(StrEnum):
    """What an agency answers when it is told of an event."""

    ATTENDING = "attending"
    SENDING_REPORT = "sending_report"
    HELD = "held"
    NOTHING_HELD = "nothing_held"
    NO_INVOLVEMENT = "no_involvement"
    REFUSED = "refused"


NEED_WORDS = frozenset({ToldAnswer.NO_INVOLVEMENT, ToldAnswer.REFUSED, ToldAnswer.HELD})
"""Answers that say nothing without words: what is held and whom to call, or why not."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a person, as an officer wrote it down.

    Args:
        person_id: Whom.
        kind: What.
        happened_on: The local day; of a meeting that is set, the day of the meeting.
        known_at: When it was written down, aware UTC.
        officer: Who wrote it down.
        desk: Their desk.
        words: What is to be known of it.
        areas: Codes of the areas linked then, and of those told with it.
    """

    person_id: int
    kind: EventKind
    happened_on: date
    known_at: datetime
    officer: str
    desk: str
    words: Private
    areas: tuple[str, ...] = ()
    only_desk: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """That one desk must know of one event, and what it answered.

    Args:
        alert_id: The alert that asks for the answer; None for the desk that wrote it down.
        because: Why this desk, in words that name nobody.
    """

    event_id: int
    desk: str
    area: str
    because: str
    alert_id: int | None = None
    answer: str = ""
    words: Private = field(default_factory=lambda: private(""))
    answered_by: str = ""
    answered_at: datetime | None = None
    id: int = 0

    @property
    def is_answered(self) -> bool:
        """Whether this desk said what it does; a refusal leaves the question open."""
        return bool(self.answer) and self.answer != ToldAnswer.REFUSED.value

    def answered(self, answer: ToldAnswer, words: str, officer: str, at: datetime) -> "Told":
        """Record an answer.

        Raises:
            ConflictError: It was answered before.
            JudgementRefusedError: The answer says nothing without words; `missing` is words.

        Why:
            Councils and MAPPA have a duty to co-operate (row T18), so a refusal gives its
            reason; "nothing held" by name is an answer, a blank is none (row T7).
        """
        if self.is_answered:
            raise ConflictError(told=self.id, answer=self.answer)
        if answer in NEED_WORDS and not words.strip():
            raise JudgementRefusedError(missing=("words",))
        return replace(
            self,
            answer=answer.value,
            words=private(words.strip()),
            answered_by=officer,
            answered_at=at,
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix of events and agencies: a function, told in every linked area."""

    function: str
    because: str


@dataclass(frozen=True, slots=True)
class EventRule:
    """What follows from a kind of event.

    Args:
        title: What officers call it.
        urgency: How soon its desks must answer.
        tells: Who must be told, in every linked area.
        marks: What it leaves on the flags; empty for nothing.
        asks: What the owner must then decide, in words; empty for nothing.
        asks_manager: Whether the answer must say by name who manages the person now.
    """

    title: str
    urgency: Urgency
    tells: tuple[Cell, ...]
    marks: tuple[Mark, ...] = ()
    asks: str = ""
    asks_manager: bool = False


EventRules = Mapping[EventKind, EventRule]


@dataclass(frozen=True, slots=True)
class Telling:
    """A desk that must be told, of which area, and why; `is_missing` where an area has none."""

    desk: str
    area: str
    because: str
    is_missing: bool = False


def who_is_told(
    rule: EventRule,
    areas: Iterable[str],
    *,
    desk_for: Callable[[str, str], str],
    catch_all: str,
    also: Iterable[str] = (),
) -> tuple[Telling, ...]:
    """Return every desk that must be told of an event, each once.

    Args:
        rule: What follows from such an event.
        areas: Codes of the linked areas, those of today and those of the history; may be empty.
        desk_for: The desk that does a function for an area; empty where there is none.
        catch_all: The desk that is told instead where an area has no such desk, or where no
            area is linked at all.
        also: Desks told anyway, as the owner.

    Returns:
        In the order of areas and cells; never empty.

    Why:
        Children's services were told neither of ten meetings nor of the prosecution (Teesside
        review, rows T1, T9, T10). An area without a desk is somebody's work, not nobody's.
    """
    found: dict[str, Telling] = {}
    for area in dict.fromkeys(areas):
        for cell in rule.tells:
            desk = desk_for(cell.function, area)
            telling = Telling(desk, area, cell.because)
            if not desk:
                telling = Telling(catch_all, area, cell.because, is_missing=True)
            found.setdefault(telling.desk, telling)
    for desk in (*also, *(() if found else (catch_all,))):
        found.setdefault(desk, Telling(desk, "", "Owns the person, or stands in for who does."))
    return tuple(found.values())


def check_event(words: str, happened_on: date | None) -> date:
    """Refuse an event that says nothing; returns its day.

    Raises:
        JudgementRefusedError: `missing` holds words or happened_on.
    """
    wanted = (("happened_on", happened_on is not None), ("words", bool(words.strip())))
    missing = tuple(name for name, is_given in wanted if not is_given)
    if missing or happened_on is None:
        raise JudgementRefusedError(missing=missing)
    return happened_on
