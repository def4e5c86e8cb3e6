"""The shape of `config/events.yaml`: who must be told of what happens to a person."""

from types import MappingProxyType
from typing import Annotated

from pydantic import Field, model_validator

from intake.domain.event import Cell, EventKind, EventRule, EventRules, Mark
from intake.domain.urgency import Urgency
from intake.policy.areas import Code, Title
from intake.policy.base import Policy

CHILDREN = "front_door"
"""The function of the children's services; told of every event."""

Sentence = Annotated[str, Field(min_length=3, max_length=200)]


class CellPolicy(Policy):
    """One cell of the matrix: a function of desks, and why it is told."""

    function: Code
    because: Sentence


class EventPolicy(Policy):
    """What follows from one kind of event."""

    title: Title
    urgency: Urgency
    tells: Annotated[tuple[CellPolicy, ...], Field(min_length=1)]
    marks: tuple[Mark, ...] = ()
    asks: str = ""
    asks_manager: bool = False

    @model_validator(mode="after")
    def tells_the_children(self) -> "EventPolicy":
        """Keep row T10: children's services hear of every event."""
        if CHILDREN not in {one.function for one in self.tells}:
            raise ValueError(
                f"tells nobody of the children’s services; write the function {CHILDREN} among them"
            )
        return self


class Events(Policy):
    """`config/events.yaml`."""

    events: dict[EventKind, EventPolicy]

    @model_validator(mode="after")
    def every_kind_is_told(self) -> "Events":
        """Find an event of which nobody would hear."""
        if missing := [kind.value for kind in EventKind if kind not in self.events]:
            raise ValueError(f"events says nothing of {', '.join(missing)}; write who is told")
        return self

    def to_rules(self) -> EventRules:
        """Make the domain's values."""
        return MappingProxyType({kind: _rule(plan) for kind, plan in self.events.items()})


def _rule(plan: EventPolicy) -> EventRule:
    return EventRule(
        title=plan.title,
        urgency=plan.urgency,
        tells=tuple(Cell(one.function, one.because) for one in plan.tells),
        marks=plan.marks,
        asks=plan.asks,
        asks_manager=plan.asks_manager,
    )
