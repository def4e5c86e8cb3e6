"""What all rooms of the console share: who asks, how a page is drawn, how an error is told."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dialogs.duty import plots, voices, waterfall, words
from dialogs.duty.seat import form_token, is_form_of, safe_next, session_of
from intake.duty.door import DutyDoor
from intake.duty.matches import THINGS
from intake.duty.values import (
    ConflictError,
    DueRegardError,
    NotFoundError,
    Officer,
    RefusedError,
    TransitionRefusedError,
)
from intake.duty.views import DeskFacts

ROOMS = (
    ("queue", "/desk", "Queue", "see_queue"),
    ("people", "/desk/people", "People", "look_up"),
    ("diary", "/desk/diary", "Diary", "see_queue"),
    ("board", "/desk/board", "Board", "see_board"),
    ("duty", "/desk/duty", "Duty", "see_queue"),
    ("report", "/desk/report", "New report", "key_report"),
    ("identity", "/desk/identity", "Identity", "open_identity"),
)
"""Code, address, name and act of each room; those whose act is not allowed are not shown."""

PROBLEMS: Mapping[type[DueRegardError], tuple[int, str, str]] = {
    NotFoundError: (404, "Not found", "There is nothing here, or it is not for your desk."),
    ConflictError: (409, "Somebody was first", "This has changed meanwhile. Read it again."),
    TransitionRefusedError: (409, "This step cannot be taken now", "Read the page again."),
    RefusedError: (422, "Not allowed", "The rules do not allow this step."),
    DueRegardError: (503, "Not available", "Nothing was done. Try again in a minute."),
}


class Render(Protocol):
    """Draws a template."""

    def __call__(
        self,
        request: Request,
        template: str,
        facts: Mapping[str, Any] | None = None,
        *,
        status: int = 200,
    ) -> Response:
        """Return the page."""
        ...


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of a signed-in officer; `form` holds what was typed, and is not printed."""

    request: Request
    officer: Officer
    session: str = field(repr=False)
    facts: DeskFacts
    form: Mapping[str, str] = field(default_factory=dict, repr=False)

    def number(self, name: str) -> int:
        """Return a number of the path.

        Raises:
            NotFoundError: It is none.
        """
        told = str(self.request.path_params.get(name, ""))
        if not told.isdecimal() or len(told) > 12:
            raise NotFoundError(what=name)
        return int(told)

    def word(self, name: str) -> str:
        """Return a word of the path."""
        return str(self.request.path_params.get(name, ""))

    def typed(self, name: str) -> str:
        """Return a field of the form, without the space around it; may be empty."""
        return self.form.get(name, "").strip()


Handler = Callable[[Ask], Response]


class Desk:
    """The console's hands: knows the door, draws pages, and lets nobody in unsigned."""

    def __init__(
        self, door: DutyDoor, render: Render, *, secure: bool, is_exercise: bool = False
    ) -> None:
        self.door = door
        self.secure = secure
        self.is_exercise = is_exercise
        self._render = render

    def page(self, handler: Handler) -> Callable[[Request], Any]:
        """Return the endpoint of a handler: signed in, own form, errors as pages."""

        async def run(request: Request) -> Response:
            session = session_of(request, secure=self.secure)
            officer = await run_in_threadpool(self.door.officer_of, token=session)
            if officer is None:
                return self._to_sign_in(request)
            form: Mapping[str, str] = {}
            if request.method == "POST":
                sent = await request.form()
                form = {key: value for key, value in sent.items() if isinstance(value, str)}
            return await run_in_threadpool(self._answer, handler, request, officer, session, form)

        return run

    def _to_sign_in(self, request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        where = safe_next(f"{request.url.path}{query}") if request.method == "GET" else "/desk"
        return RedirectResponse(f"/desk/sign-in?next={where.split('?')[0]}", 303)

    def _answer(
        self,
        handler: Handler,
        request: Request,
        officer: Officer,
        session: str,
        form: Mapping[str, str],
    ) -> Response:
        try:
            facts = self.door.facts(officer=officer)
        except NotFoundError:
            return self._to_sign_in(request)
        ask = Ask(request, officer, session, facts, form)
        if request.method == "POST" and not is_form_of(session, form.get("t", "")):
            return self.problem(ask, 403, "Not from this page", "Open the page again.")
        try:
            return handler(ask)
        except DueRegardError as error:
            return self.told_problem(ask, error)

    def told_problem(self, ask: Ask, error: DueRegardError) -> Response:
        """Draw an error of the house as a page of the desk."""
        kind = next(kind for kind in type(error).__mro__ if kind in PROBLEMS)
        return self.problem(ask, *PROBLEMS[kind])

    def problem(self, ask: Ask, status: int, title: str, sentence: str) -> Response:
        """Draw a problem."""
        facts = {"heading": title, "sentence": sentence}
        return self.draw(ask, "duty/problem.html", facts, room="", status=status)

    def draw(
        self,
        ask: Ask,
        template: str,
        facts: Mapping[str, Any] | None = None,
        *,
        room: str = "queue",
        status: int = 200,
    ) -> Response:
        """Draw a page of the desk with what stands on every page."""
        known: dict[str, Any] = {
            "desk": ask.facts,
            "now": ask.facts.at,
            "t": form_token(ask.session),
            "w": words,
            "plots": plots,
            "voices": voices,
            "fall": waterfall,
            "things": THINGS,
            "rooms": ROOMS,
            "room": room,
        }
        return self._render(ask.request, template, known | dict(facts or {}), status=status)

    def outside(
        self, request: Request, template: str, facts: Mapping[str, Any], *, status: int = 200
    ) -> Response:
        """Draw a page for whom nobody has signed in."""
        known = {"w": words, "plots": plots}
        return self._render(request, template, known | dict(facts), status=status)


def safe_purpose(purpose: str) -> str:
    """Return a purpose as it may stand in an address: letters, figures, dashes."""
    return re.sub(r"[^A-Za-z0-9_-]", "", purpose)


def missing_of(refused: RefusedError) -> tuple[str, ...]:
    """Return the codes of what a refusal says is missing; empty where it says nothing of it."""
    missing = refused.facts.get("missing", ())
    return missing if isinstance(missing, tuple) else (str(missing),)


def told_of(refused: RefusedError, faults: Mapping[str, str], *, otherwise: str) -> str:
    """Return the sentences of what is missing, in one line; `otherwise` where none fits."""
    return (
        " ".join(faults[code] for code in missing_of(refused) if code in faults)
        or faults[otherwise]
    )


def to(where: str) -> Response:
    """Lead on after a form, so that a reload sends nothing twice."""
    return RedirectResponse(where, 303)
