"""Files on the report pages: one at a time, without script, at the story and after sending.

The file is read in memory and sealed before anything else happens; it never lies on a disk as it
came. Read `file_routes`.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Any, Protocol

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.responses import RedirectResponse, Response

from dialogs.reporting import session
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.page import said
from dialogs.reporting.walk import CHANNEL
from dialogs.reporting.web_needs import Render, Talk
from intake.reporting.files import FileDoor
from intake.reporting.turns import FileRules, FileTold
from intake.reporting.values import FileRefusal, Reporting, Say, SayStyle

PATH = "/report/files"
BACK = f"{PATH}/back"
AT_ONCE = 4
"""Uploads read at once: each lies in memory until it is sealed."""
MORE_THAN_A_FILE = 100_000
KIND_WORDS = {"photo": "Photo", "audio": "Recording", "video": "Video", "paper": "Document"}


class FileTalk(Talk, Protocol):
    """The conversation, as this page uses it."""

    def refused(self, refusal: FileRefusal, *, language: str) -> Say:
        """Return what is said of a file that cannot be taken."""
        ...


def file_routes(
    door: Reporting,
    files: FileDoor,
    talk: FileTalk,
    render: Render,
    *,
    rules: FileRules,
    secure: bool,
    session_minutes: int,
) -> APIRouter:
    """Make the routes of the files page.

    Args:
        door: The reporting door; called in a worker thread.
        files: Takes files in.
        talk: The conversation.
        render: Draws templates.
        rules: How many files, and how large.
        secure: Whether browsers come by https.
        session_minutes: How long a browser is known without a page asked for.
    """
    router = APIRouter(include_in_schema=False)
    pages = _FilePages(door, files, talk, render, rules, (secure, session_minutes))
    router.add_api_route(PATH, pages.look, methods=["GET"])
    router.add_api_route(PATH, pages.take, methods=["POST"])
    router.add_api_route(BACK, pages.take_back, methods=["POST"])
    return router


class _FilePages:
    """The page over two doors; holds no state of anybody."""

    def __init__(
        self,
        door: Reporting,
        files: FileDoor,
        talk: FileTalk,
        render: Render,
        rules: FileRules,
        visits: tuple[bool, int],
    ) -> None:
        self._door = door
        self._files = files
        self._talk = talk
        self._render = render
        self._rules = rules
        self._secure, self._session_minutes = visits
        self._busy = asyncio.Semaphore(AT_ONCE)

    async def look(self, request: Request) -> Response:
        """Draw the page of a report that was begun."""
        chat = session.chat_of(request, secure=self._secure)
        draft = await run_in_threadpool(_draft_of, self._door, chat) if chat else None
        return _to("/report") if draft is None else await self._page(request, chat)

    async def take(self, request: Request) -> Response:
        """Take one file in, and lead back to the page."""
        chat = session.chat_of(request, secure=self._secure)
        async with self._busy:
            form = await _read(request, self._rules)
            token = str(form.get("t", ""))
            if not chat or not session.is_token_of(chat, token):
                return _to("/report?note=lost")
            sent = form.get("file")
            data = await sent.read() if isinstance(sent, UploadFile) else b""
            name = (sent.filename or "") if isinstance(sent, UploadFile) else ""
            event_id = session.event_id_of(token, (hashlib.sha256(data).hexdigest(),))
            told = await run_in_threadpool(
                lambda: self._files.arrive(chat=chat, cause=event_id, name=name, data=data)
            )
        if isinstance(told, FileRefusal):
            said_of = self._talk.refused(told, language=await self._language_of(chat))
            return await self._page(request, chat, errors=(said_of,), status=422)
        return await self._tell(request, chat, event_id, told)

    async def take_back(self, request: Request) -> Response:
        """Throw away one file that was not sent yet; anybody else's number does nothing."""
        chat = session.chat_of(request, secure=self._secure)
        form = await request.form()
        token, number = str(form.get("t", "")), str(form.get("file", ""))
        if not chat or not session.is_token_of(chat, token):
            return _to("/report?note=lost")
        told = await run_in_threadpool(self._files.told, chat)
        if number not in {str(one.id) for one in told}:
            return _to(PATH)
        event = Event(EventKind.CHOICE, f":unfile {number}")
        event_id = session.event_id_of(token, (event.text,))
        step = self._talk.step(event, chat=chat, language="en")
        await run_in_threadpool(
            lambda: self._door.turn(channel=CHANNEL, chat=chat, event_id=event_id, step=step)
        )
        return _to(f"{PATH}?back=1")

    async def _tell(self, request: Request, chat: str, event_id: str, told: FileTold) -> Response:
        event = Event(EventKind.FILE, files=(told,))
        step = self._talk.step(event, chat=chat, language="en")
        reply = await run_in_threadpool(
            lambda: self._door.turn(channel=CHANNEL, chat=chat, event_id=event_id, step=step)
        )
        errors = tuple(one for one in reply.says if one.style is SayStyle.ERROR)
        if errors:
            return await self._page(request, chat, errors=errors, status=422)
        return _to(f"{PATH}?kept=1")

    async def _page(
        self, request: Request, chat: str, *, errors: tuple[Say, ...] = (), status: int = 200
    ) -> Response:
        draft = await run_in_threadpool(_draft_of, self._door, chat)
        lines = await run_in_threadpool(self._files.told, chat)
        facts = {
            "token": session.new_token(chat),
            "files": [(KIND_WORDS[one.kind.value], one) for one in lines],
            "passed_on": max(0, self._talk.files(draft or {}) - len(lines)),
            "rules": self._rules,
            "errors": [said(one) for one in errors],
            "is_kept": request.query_params.get("kept") == "1",
            "is_back": request.query_params.get("back") == "1",
        }
        response = self._render(
            request,
            "reporting/files.html",
            facts,
            status=status,
            language=self._talk.language_of(draft or {}) or "en",
        )
        minutes = self._session_minutes
        session.keep_chat(response, chat, secure=self._secure, minutes=minutes)
        return response

    async def _language_of(self, chat: str) -> str:
        draft = await run_in_threadpool(_draft_of, self._door, chat)
        return self._talk.language_of(draft or {}) or "en"


def _to(where: str) -> Response:
    return RedirectResponse(where, 303)


def _draft_of(door: Reporting, chat: str) -> Mapping[str, Any] | None:
    return door.peek(channel=CHANNEL, chat=chat)


async def _read(request: Request, rules: FileRules) -> FormData:
    """Read the form in memory; a form that is none is an empty one."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return FormData()
    parser = MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=4)
    parser.spool_max_size = rules.most_bytes + MORE_THAN_A_FILE
    try:
        return await parser.parse()
    except MultiPartException:
        return FormData()
