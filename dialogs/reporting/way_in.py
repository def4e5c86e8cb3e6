"""One-use addresses: who was led here from a chat begins a report that nothing ties to it.

Read `way_in_routes`. Decision 0008 says why an address works once.
"""

import re

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from dialogs.reporting import session
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.telegram import PATH
from dialogs.reporting.walk import CHANNEL
from dialogs.reporting.web_needs import Render, Talk
from intake.reporting.values import Reporting

GONE = 410
_TOKEN = re.compile(r"[A-Za-z0-9_\-]{32}")
_LOOKING_AHEAD = ("sec-purpose", "purpose", "x-purpose", "x-moz")


def way_in_routes(
    door: Reporting,
    talk: Talk,
    render: Render,
    *,
    address: str,
    session_minutes: int,
    secure: bool,
) -> APIRouter:
    """Make the one route of one-use addresses.

    Args:
        door: The reporting door; called in a worker thread.
        talk: The conversation.
        render: Draws templates.
        address: Of the web chat, the one that always works.
        session_minutes: How long a browser is known without a page asked for.
        secure: Whether browsers come by https.
    """
    router = APIRouter(include_in_schema=False)

    async def begin(request: Request, token: str) -> Response:
        if is_looking_ahead(request):
            return Response(status_code=204)
        known = session.chat_of(request, secure=secure)
        if not _TOKEN.fullmatch(token) or not await run_in_threadpool(door.let_in, token):
            facts = {"address": address}
            return render(request, "reporting/used.html", facts, status=GONE)
        chat = known or session.new_chat()
        start = Event(EventKind.COMMAND, "/start")
        step = talk.step(start, chat=chat, language="en")
        if await run_in_threadpool(lambda: door.peek(channel=CHANNEL, chat=chat)) is None:
            await run_in_threadpool(
                lambda: door.turn(
                    channel=CHANNEL, chat=chat, event_id=f"way.{session.new_chat()}", step=step
                )
            )
        response = RedirectResponse("/report", 303)
        session.keep_chat(response, chat, secure=secure, minutes=session_minutes)
        return response

    router.add_api_route(f"{PATH}/{{token}}", begin, methods=["GET"])
    return router


def is_looking_ahead(request: Request) -> bool:
    """Whether a browser only fetches a page in case somebody opens it; that uses nothing up."""
    told = " ".join(request.headers.get(name, "") for name in _LOOKING_AHEAD).lower()
    return any(word in told for word in ("prefetch", "preview", "prerender"))
