"""Pages for professionals: an invitation of their organisation is used, or their code typed.

Read `work_routes`. Opening an invitation uses nothing up: mail programs open every address they
see. Wrong codes are slowed, never locked; a report needs neither page (promise P1).
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dialogs.reporting import session
from dialogs.reporting.pace import NOTICED
from dialogs.reporting.page import SLOW
from dialogs.reporting.walk import CHANNEL
from dialogs.reporting.web_needs import Render
from intake.reporting.values import Profile, Reporting, private

PATH = "/professionals"
GONE = 410
LONGEST = 500
USED = "This invitation was used already, or is too old. Ask your organisation for another."
WRONG_CODE = "We do not know this code. Please look at the seven words again."


def work_routes(
    door: Reporting,
    render: Render,
    *,
    session_minutes: int,
    secure: bool,
) -> APIRouter:
    """Make the routes for professionals.

    Args:
        door: The reporting door; called in a worker thread.
        render: Draws templates.
        session_minutes: How long a browser is known without a page asked for.
        secure: Whether browsers come by https.
    """
    router = APIRouter(prefix=PATH, include_in_schema=False)
    pages = _WorkPages(door, render, session_minutes=session_minutes, secure=secure)
    router.add_api_route("", pages.ask_code, methods=["GET"])
    router.add_api_route("", pages.take_code, methods=["POST"])
    router.add_api_route("/{token}", pages.invited, methods=["GET"])
    router.add_api_route("/{token}", pages.accept, methods=["POST"])
    return router


class _WorkPages:
    """The pages over one door; holds no state of anybody."""

    def __init__(
        self,
        door: Reporting,
        render: Render,
        *,
        session_minutes: int,
        secure: bool,
    ) -> None:
        self._door = door
        self._render = render
        self._minutes = session_minutes
        self._secure = secure

    async def ask_code(self, request: Request) -> Response:
        """Ask for a professional's code."""
        return self._drawn(request, "code")

    async def take_code(self, request: Request) -> Response:
        """Know this browser by a professional's code, and lead to a report."""
        form = await request.form()
        chat = session.chat_of(request, secure=self._secure)
        if not chat or not session.is_token_of(chat, _field(form, "t")):
            return RedirectResponse(PATH, 303)
        typed = _field(form, "code")
        source = request.client.host if request.client else chat
        pause = self._door.pause_for(source)
        await asyncio.sleep(pause)
        known = await run_in_threadpool(
            lambda: self._door.come_again(typed, channel=CHANNEL, chat=chat, source=source)
        )
        if known is None:
            note = SLOW if pause >= NOTICED else ""
            return self._drawn(request, "code", error=WRONG_CODE, note=note)
        return self._drawn(request, "known", organisation=known)

    async def invited(self, request: Request, token: str) -> Response:
        """Say who invites, and ask for what later reports are filled in with."""
        organisation = await run_in_threadpool(self._door.invited_by, token)
        if organisation is None:
            return self._drawn(request, "used", error=USED, status=GONE)
        return self._drawn(request, "invited", organisation=organisation, token=token)

    async def accept(self, request: Request, token: str) -> Response:
        """Use the invitation up and show the code, this once."""
        form = await request.form()
        chat = session.chat_of(request, secure=self._secure)
        if not chat or not session.is_token_of(chat, _field(form, "t")):
            return RedirectResponse(f"{PATH}/{token}", 303)
        profile = Profile(
            *(private(_field(form, name)) for name in ("name", "job", "safe_contact"))
        )
        welcomed = await run_in_threadpool(
            lambda: self._door.accept(token, channel=CHANNEL, chat=chat, profile=profile)
        )
        if welcomed is None:
            return self._drawn(request, "used", error=USED, status=GONE)
        return self._drawn(request, "welcomed", organisation=welcomed.organisation, told=welcomed)

    def _drawn(self, request: Request, mode: str, *, status: int = 200, **facts: Any) -> Response:
        chat = session.chat_of(request, secure=self._secure) or session.new_chat()
        known: Mapping[str, Any] = {"mode": mode, "token_of_form": session.new_token(chat), **facts}
        response = self._render(request, "reporting/work.html", known, status=status)
        session.keep_chat(response, chat, secure=self._secure, minutes=self._minutes)
        return response


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip()[:LONGEST] if isinstance(value, str) else ""
