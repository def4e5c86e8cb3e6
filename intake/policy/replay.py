"""The shape of a replay: a dated history of invented or renamed people, and what must come of it.

Read `ReplayFile` first; what happens is in `replay_events.py`, what is expected in
`replay_expects.py`, and `replay_check.py` reads a file and tells every fault of it at once.
"""

from datetime import date, time

from pydantic import Field

from intake.domain.event import ToldAnswer
from intake.policy.base import Policy
from intake.policy.replay_events import DEEDS, Deeds
from intake.policy.replay_expects import Expected, Then
from intake.policy.replay_words import Words


class Known(Policy):
    """Somebody of the history as whoever writes it knows them; the software never learns it.

    Args:
        called: The name that the replay's pages use; empty uses the code.
        harmless: Whether it turned out that there was nothing; alerts about them are noise.
        note: Anything worth knowing beside.
    """

    called: Words = ""
    harmless: bool = False
    note: Words = ""


class Desks(Policy):
    """How the desks of the history behave where nothing else is written.

    Args:
        answer_alerts: Whether somebody acknowledges, accepts and decides each alert.
        answer_after_minutes: How long after it can be seen there.
        judge: Whether officers answer each possible match at the same moment as whoever
            writes the file knows it; *never* leaves matches possible.
        answer_reviews: Whether reviews are answered before they remind, for another year. The end
            of an order, licence or bail never is by itself: it takes two, and their words.
        told_answer: What a desk answers that is told of an event, unless the file holds its own
            answer (deed `told`), for which it then waits.
    """

    answer_alerts: bool = True
    answer_after_minutes: int = Field(default=4, ge=0, le=60 * 24 * 366)
    judge: bool = False
    answer_reviews: bool = True
    told_answer: ToldAnswer = ToldAnswer.SENDING_REPORT


class Event(Deeds):
    """One thing that happens on one day: exactly one deed, and what must be true then.

    Args:
        on: The day.
        at: The local hour; without it ten o'clock, and each next one of a day later.
        then: What must be true right after it, before anybody has answered.
        refused: The rules must say no to it; it fails if they do not.
        seed: Rows of the two reviews that it bears on, such as P11; shown beside it.
    """

    on: date
    at: time | None = None
    then: tuple[Then, ...] = ()
    refused: bool = False
    seed: tuple[Words, ...] = ()

    @property
    def deed(self) -> str:
        """The name of what happens; empty where none or several are written."""
        told = [name for name in DEEDS if getattr(self, name) is not None]
        return told[0] if len(told) == 1 else ""


class ReplayFile(Policy):
    """A whole replay.

    Args:
        title: What it is called.
        about: Where it comes from, and what it is to show.
        area: The area of reports that name none.
        people: Those of the history, by a code that events and expectations name.
        desks: How desks behave where nothing else is written.
        history: What happened, in the order of the days.
        expect: What must have come of it.
    """

    title: Words = Field(min_length=1)
    about: Words = ""
    area: Words = ""
    people: dict[Words, Known] = Field(default_factory=dict)
    desks: Desks = Desks()
    history: tuple[Event, ...] = Field(min_length=1)
    expect: tuple[Expected, ...] = ()

    def called(self, code: str) -> str:
        """Return what somebody is called on the replay's pages."""
        known = self.people.get(code)
        return (known.called if known else "") or code
