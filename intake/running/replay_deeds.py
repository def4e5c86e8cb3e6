"""What happens in a replay, done by the real acts; read `do`, then `DEEDS_DONE`.

Each deed is done in the act's own transaction at the stage's moment. What the rules refuse is
raised as it is anywhere, and told in the replay.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from intake.policy import replay_events as told
from intake.policy.replay import Event
from intake.running import (
    replay_families,
    replay_meetings,
    replay_officers,
    replay_stewards,
    replay_telling,
)
from intake.running.replay_listing import put_on_list
from intake.running.replay_stage import Stage, start_of


def do(stage: Stage, event: Event) -> None:
    """Do what happens in an event, at the stage's moment.

    Raises:
        RefusedError: The rules say no.
        ConflictError: Somebody was first.
        NotFoundError: What it is about is not there.
        PolicyError: Somebody may not be put on the list; a sentence a reason.
    """
    DEEDS_DONE[event.deed](stage, getattr(event, event.deed))


def _flag(stage: Stage, flag: told.Flagged) -> None:
    put_on_list(stage, flag)


def _move(stage: Stage, one: told.Moved) -> None:
    new = {"place": one.place, "postcode": one.postcode}
    facts = {name: (words,) for name, words in new.items() if words}
    put_on_list(stage, told.Flagged(person=one.person, **facts))  # type: ignore[arg-type]


def _term(stage: Stage, one: told.TermBegins) -> None:
    term = told.Term(kind=one.kind, ends_on=one.ends_on, forbids_children=one.forbids_children)
    put_on_list(stage, told.Flagged(person=one.person, term=term))


def _silence(stage: Stage, one: told.Silent) -> None:
    until = start_of(one.until, stage.policy) if one.until else None
    stage.silent.append((frozenset(one.desks), stage.clock.at, until))


def _show_only(_stage: Stage, _words: object) -> None:
    """Do nothing: it is shown."""


DEEDS_DONE: Mapping[str, Callable[[Stage, Any], None]] = MappingProxyType(
    {
        "report": replay_telling.report,
        "add": replay_telling.add_more,
        "flag": _flag,
        "event": replay_stewards.event,
        "told": replay_stewards.answer_told_of,
        "move": _move,
        "term": _term,
        "judge": replay_officers.judge,
        "code": replay_officers.code,
        "grade": replay_officers.grade,
        "voices": replay_officers.voices,
        "standing": replay_officers.standing,
        "handover": replay_stewards.handover,
        "answer": replay_officers.answer,
        "diary": replay_officers.diary,
        "close": replay_officers.close,
        "meeting": replay_meetings.meeting,
        "minutes": replay_meetings.minutes,
        "sign": replay_meetings.sign,
        "agreement": replay_stewards.agreement,
        "agreement_check": replay_stewards.agreement_check,
        "agreement_end": replay_stewards.agreement_end,
        "contact": replay_families.contact,
        "telling": replay_families.telling,
        "telling_said": replay_families.telling_said,
        "silence": _silence,
        "noted": _show_only,
        "nothing": _show_only,
    }
)
"""Each deed with what does it."""
