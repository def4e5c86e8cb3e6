"""Telling desks of lines crossed and asked about, each once; read `LineTeller.tell` first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from intake.actions.kept_from import about_of
from intake.actions.routing_facts import places_of
from intake.actions.seats import Seat, why_it_sits
from intake.domain.alert import UNANSWERED, Alert, AlertKind
from intake.domain.band import Band
from intake.domain.facts import FlagInView, Place, RouteEvent
from intake.domain.held import ConcernHeld, Crossed, View
from intake.domain.routing import Leg, route
from intake.domain.standing import Crossing, Question
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.work import Work

OF_A_CHILD = ("Look at all that was told of this child together, and at their own need first",)
"""Why a line crossed by a child's record is told; no points, no rule of suspects (row P46)."""
SAME_CHILD = ("If these reports are of one child, look at all of them together",)
LINE_URGENCY = {
    Band.REVIEW: Urgency.NEXT_DAY,
    Band.DISCUSS: Urgency.TODAY,
    Band.ACT_NOW: Urgency.NOW,
}


def legs_of_line(
    office: Office,
    work: Work,
    concerns: Iterable[ConcernHeld],
    flags: tuple[FlagInView, ...],
    line: Band,
    *,
    at: datetime,
    is_child: bool = False,
) -> tuple[Leg, ...]:
    """Return the desks that hear of a line crossed: by the rules, of every area linked.

    Args:
        office: Rules, desks and areas in force.
        work: The act's transaction.
        concerns: What the person is known from, in view; at least one.
        flags: The person's flags in view.
        line: The highest line crossed.
        at: The moment, aware UTC.
        is_child: They are a child; then the rules of a child's line tell, not an adult's.

    Why:
        Repeated concerns led to no multi-agency management, for each piece stayed with the
        desk of its own area (Peterborough review, row P13).
    """
    told = sorted(concerns, key=lambda one: one.id)
    areas: dict[tuple[Place, str], None] = {}
    for concern in told:
        found = places_of(office, concern.body.mentions, concern.body.places)
        areas |= dict.fromkeys(found or [(Place.HISTORY, concern.area)])
    facts = replace(
        about_of(office, work, told),
        event=RouteEvent.CROSSED,
        line=line.value,
        names_child=is_child,
        areas=tuple(pair for pair in areas if pair[1]),
        reported_area=told[-1].area if told else "",
        flags=flags,
    )
    legs = route(facts, office.policy.routing, office.policy.duty, at=at).legs
    return tuple(leg for leg in legs if not leg.only_desk)


def _asked_nowhere() -> tuple[Alert, ...]:
    return ()


def _never() -> bool:
    return False


def _itself(desk: str) -> tuple[Seat, ...]:
    return (Seat(desk),)


@dataclass(frozen=True, slots=True)
class LineTeller:
    """Tells desks of the lines of one person in one view.

    Args:
        office: Settings in force.
        at: The moment, aware UTC.
        person_id: Of whom.
        view: Which working of the weight.
        newest: The concern that brought this on, if any.
        before: The lines crossed and asked about before, in this view.
        told: What another view of the same act has told; the open view goes first.
        crossed: Where rows to be kept are put.
        alerts: Where alerts to be raised are put.
        seats: Who is told in place of a desk (`seats_of`): a closed one, or one whose own people
            it is about.
        asked: The questions that were put about this person in this view, oldest first.
        asked_beside: Those put about other records that the same words may mean, oldest first.
        grown: Where questions that nobody has answered yet are put, when they grow.
        is_child: Whether the record is a child's: then it is told as a child's need.
    """

    office: Office
    at: datetime
    person_id: int
    view: View
    newest: int | None
    before: Sequence[Crossed]
    told: set[str]
    crossed: list[Crossed]
    alerts: list[Alert]
    seats: Callable[[str], tuple[Seat, ...]] = _itself
    asked: Callable[[], Sequence[Alert]] = _asked_nowhere
    asked_beside: Callable[[], Sequence[Alert]] = _asked_nowhere
    grown: list[Alert] = field(default_factory=list)
    is_child: Callable[[], bool] = _never

    def tell(
        self,
        crossings: tuple[Crossing, ...],
        questions: tuple[Question, ...],
        desk: str,
        legs_at: Callable[[Band], tuple[Leg, ...]],
    ) -> None:
        """Tell of what was newly crossed or asked: one alert each, at its highest line.

        Lines crossed in one moment are told together, for three alerts about one report
        would teach a desk to look away; each line is kept in its own row. From discuss on
        every desk of `legs_at` hears as well.
        """
        crossed = [one for one in crossings if self._is_news(f"crossing:{one.line.value}")]
        if crossed:
            top = crossed[-1]
            legs = legs_at(top.line) if top.line >= Band.DISCUSS else ()
            lines = [one.line for one in crossed]
            if self.is_child():
                self._alert(AlertKind.CHILD_AGAIN, lines, OF_A_CHILD, desk, legs)
            else:
                self._alert(AlertKind.CROSSED, lines, top.because, desk, legs)
        asked = [
            one
            for one in questions
            if self._is_news(f"question:{one.line.value}") and not self._is_open(one.line)
        ]
        if asked:
            because = SAME_CHILD if self.is_child() else asked[-1].because
            self._ask([one.line for one in asked], because, desk)

    def _ask(self, lines: Sequence[Band], because: tuple[str, ...], desk: str) -> None:
        """Put a question, or let one that waits unanswered grow; it stays at the desk that has it.

        A question about another record that the same words may mean goes to the desk that is
        answering the first.

        Why: One question with all evidence beside it, and not an alarm a report: a second desk
            that is asked the same of the same man answers it a second time, or not at all.
        """
        before = self.asked()
        waiting = [one for one in before if one.state in UNANSWERED]
        if waiting:
            for line in lines:
                self._keep("question", line)
            tag = f"question:{lines[-1].value}"
            self.grown.extend(
                replace(one, because=because, tag=tag, concern_id=self.newest or one.concern_id)
                for one in waiting
            )
            return
        beside = [one for one in self.asked_beside() if one.state in UNANSWERED]
        told = (one.desk for one in (*reversed(before), *reversed(beside)) if one.is_lead)
        known = next(told, desk)
        self._alert(AlertKind.QUESTION, lines, because, known, ())

    def _is_news(self, key: str) -> bool:
        """Whether no view has told this yet; the open view is told first."""
        is_news = key not in self.told
        self.told.add(key)
        return is_news

    def _is_open(self, line: Band) -> bool:
        return any(
            row.open and row.kind == "question" and row.line == line.value for row in self.before
        )

    def _alert(
        self,
        kind: AlertKind,
        lines: Sequence[Band],
        because: tuple[str, ...],
        desk: str,
        legs: tuple[Leg, ...],
    ) -> None:
        name = "question" if kind is AlertKind.QUESTION else "crossing"
        for line in lines:
            episode = self._keep(name, line)
        top = lines[-1]
        asked = self.seats(desk)
        leads = {one.desk for one in asked[:1] if one.held_until is None}
        for one in self._also_at(asked, legs):
            self.alerts.append(
                Alert(
                    kind=kind,
                    desk=one.desk,
                    urgency=LINE_URGENCY[top] if name == "crossing" else Urgency.NEXT_DAY,
                    made_at=self.at,
                    policy_hash=self.office.policy.hash,
                    is_lead=one.desk in leads,
                    person_id=self.person_id,
                    concern_id=self.newest,
                    held_until=one.held_until,
                    because=(*because, *why_it_sits(self.office, one)),
                    tag=f"{name}:{top.value}",
                    view=self.view.value,
                    cause=f"{name}:{self.person_id}:{self.view.value}:{top.value}:{episode}",
                )
            )

    def _also_at(self, asked: Iterable[Seat], legs: Iterable[Leg]) -> tuple[Seat, ...]:
        """Return who is told with the desks of some legs, each desk once, whoever leads first.

        What a desk hears now outranks a copy that is held for it.
        """
        now = {one.desk: one for one in asked if one.held_until is None}
        kept = {one.desk: one for one in asked if one.held_until is not None}
        also = {
            leg.desk: Seat(leg.desk, leg.held_until)
            for leg in legs
            if leg.desk in {one.desk for one in self.seats(leg.desk)}
        }
        return tuple((now | kept | also | now).values())

    def _keep(self, name: str, line: Band) -> int:
        """Keep one line crossed or asked about; returns its episode, from 0."""
        episode = sum(row.kind == name and row.line == line.value for row in self.before)
        self.crossed.append(
            Crossed(
                person_id=self.person_id,
                view=self.view,
                line=line.value,
                kind=name,
                at=self.at,
                episode=episode,
                concern_id=self.newest,
            )
        )
        return episode
