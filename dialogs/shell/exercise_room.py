"""The facilitator's page of an exercise: steps, who has answered, what would have left.

Read `exercise_routes`. Only the facilitator's own session opens it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dialogs.duty import words
from dialogs.duty.desk import Render
from dialogs.duty.seat import form_token, is_form_of, session_of
from dialogs.shell.exercise_post import ExercisePost
from dialogs.shell.replay_words import DEEDS, outcome_words
from intake.duty.door import DutyDoor
from intake.running.exercise import FACILITATOR, Exercise, How, Step
from intake.running.exercise_results import Results

PAGE = "/exercise"
TEMPLATE = "shell/exercise.html"
HOW = {
    How.TO_COME: "to come",
    How.PLAYED: "played",
    How.LEFT: "left to the desk",
    How.REFUSED: "played; the rules said no",
}


class Running(Protocol):
    """The exercise that the page steers."""

    exercise: Exercise
    post: ExercisePost

    def play_next(self, *, number: int | None = None, leave: bool = False) -> Step | None:
        """Play the next step, if it is the one of that number."""
        ...

    def results(self) -> Results:
        """Count what it gave so far."""
        ...

    def end(self) -> Path:
        """Keep the results; returns where."""
        ...


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as the facilitator reads it; what follows is not shown before it is played."""

    number: int
    on: str
    what: str
    how: str
    is_next: bool
    for_people: bool
    expected: tuple[tuple[bool, str], ...]


def exercise_routes(running: Running, render: Render, *, secure: bool) -> APIRouter:
    """Make the facilitator's routes.

    Args:
        running: The exercise.
        render: Draws templates.
        secure: Whether browsers come by https.
    """
    router = APIRouter(include_in_schema=False)
    room = _Room(running, render, DutyDoor(running.exercise.office), secure)
    router.add_api_route(PAGE, room.read, methods=["GET"])
    router.add_api_route(PAGE, room.press, methods=["POST"])
    return router


@dataclass
class _Room:
    """The page and what is pressed on it."""

    running: Running
    render: Render
    door: DutyDoor
    secure: bool
    kept: Path | None = None

    async def read(self, request: Request) -> Response:
        """Show the page to the facilitator; anybody else lands at the desk."""
        return await run_in_threadpool(self._show, request)

    async def press(self, request: Request) -> Response:
        """Play a step, leave it to its desk, or keep the results."""
        form = await request.form()
        told = {key: value for key, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(self._act, request, told)

    def _session(self, request: Request) -> str:
        """Return the facilitator's session, or the empty text for anybody else."""
        token = session_of(request, secure=self.secure)
        officer = self.door.officer_of(token=token) if token else None
        return token if officer is not None and officer.login == FACILITATOR else ""

    def _show(self, request: Request) -> Response:
        token = self._session(request)
        if not token:
            return RedirectResponse("/desk", 303)
        return self.render(request, TEMPLATE, _facts(self.running, token, self.kept))

    def _act(self, request: Request, told: dict[str, str]) -> Response:
        token = self._session(request)
        if not token or not is_form_of(token, told.get("t", "")):
            return RedirectResponse("/desk", 303)
        step, do = told.get("step", ""), told.get("do")
        if do == "end":
            self.kept = self.running.end()
        elif do in ("play", "leave") and step.isdecimal():
            self.running.play_next(number=int(step[:6]), leave=do == "leave")
        return RedirectResponse(PAGE, 303)


def _facts(running: Running, token: str, kept: Path | None) -> dict[str, object]:
    exercise = running.exercise
    office = exercise.office
    zone = office.policy.duty.office.zone
    desks = {one.desk for one in exercise.players}
    alerts = exercise.alerts_of_players()
    return {
        "w": words,
        "t": form_token(token),
        "title": exercise.stage.replay.title,
        "now": office.now().astimezone(zone),
        "steps": tuple(_line(exercise, one) for one in exercise.steps),
        "next": exercise.next_step,
        "results": running.results(),
        "waiting": tuple(
            (
                office.policy.duty.desk(desk).title,
                sum(one.desk == desk for one in alerts),
                sum(one.desk == desk and not one.is_answered for one in alerts),
            )
            for desk in sorted(desks)
        ),
        "messages": running.post.newest(),
        "kept": kept.resolve() if kept else None,
    }


def _line(exercise: Exercise, step: Step) -> StepLine:
    event = step.event
    is_next = exercise.next_step is step
    deed = DEEDS.get(event.deed, event.deed)
    told = getattr(event, event.deed)
    said = told if isinstance(told, str) else str(getattr(told, "words", "") or "")
    is_shown = is_next or step.how is not How.TO_COME
    return StepLine(
        number=step.number,
        on=f"{event.on:%-d %B %Y}",
        what=f"{deed}: {said}" if said and is_shown else deed,
        how=HOW[step.how],
        is_next=is_next,
        for_people=exercise.is_for_people(step),
        expected=tuple((one.holds, outcome_words(one)) for one in step.outcomes),
    )
