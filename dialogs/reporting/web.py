"""The report pages: one question a page, post, redirect, get; all of it without script.

Read `report_routes` first. What is asked comes from the conversation, what is kept from
the door; this file turns forms into events and says into pages.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dialogs.reporting import session
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.pace import NOTICED, Patience
from dialogs.reporting.page import (
    LOST,
    NO_COOKIE,
    NOTHING_CHOSEN,
    NOTHING_WRITTEN,
    SLOW,
    Page,
    event_of,
    said,
)
from dialogs.reporting.pairs import Words, pair
from dialogs.reporting.paper import copy_of
from dialogs.reporting.receipt import OWN_NOTES
from dialogs.reporting.release import wait_for_slot
from dialogs.reporting.walk import CHANNEL, Mine
from dialogs.reporting.web_needs import Render, ReportSettings, Talk
from intake.reporting.values import (
    Reply,
    Reporting,
    Say,
    SayStyle,
    normal_reference,
    normal_return_code,
)

WRONG_CODE = "That code opens nothing here. Please look at the reference and the words again."
WHEN = {
    "next": "Now",
    "next_danger": "Now",
    "next_child": "Now",
    "do_not_ask": "Meanwhile",
    "after_hours": "If it cannot wait",
    "add_later": "Later",
}
"""The moment that stands in bold before each of the conversation's last words."""
THEN = "Then"
FILES = "/report/files"
NOTES = {"lost": LOST, "slow": SLOW}
"""What a page says of itself, by the mark in its address."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request of one chat."""

    request: Request
    chat: str
    is_new: bool
    is_talk: bool
    language: str


def report_routes(
    door: Reporting,
    talk: Talk,
    render: Render,
    settings: ReportSettings,
    *,
    secure: bool,
    now: Callable[[], datetime],
) -> APIRouter:
    """Make the routes of the report pages.

    Args:
        door: The reporting door; called in a worker thread.
        talk: The conversation.
        render: Draws templates.
        settings: How the pages are set.
        secure: Whether browsers come by https.
        now: The clock, aware UTC.
    """
    router = APIRouter(prefix="/report", include_in_schema=False)
    pages = _ReportPages(door, talk, render, settings, secure=secure, now=now)
    router.add_api_route("", pages.look, methods=["GET"])
    router.add_api_route("/answer", pages.answer, methods=["POST"])
    router.add_api_route("/again", pages.again, methods=["POST"])
    router.add_api_route("/leave", pages.leave, methods=["GET"])
    router.add_api_route("/return", pages.ask_code, methods=["GET"])
    router.add_api_route("/return", pages.come_back, methods=["POST"])
    router.add_api_route("/about", pages.about, methods=["GET"])
    router.add_api_route("/language", pages.ask_language, methods=["GET"])
    router.add_api_route("/language", pages.choose_language, methods=["POST"])
    router.add_api_route("/copy", pages.copy, methods=["GET"])
    return router


class _ReportPages:
    """The pages over one door; holds no state of anybody."""

    def __init__(
        self,
        door: Reporting,
        talk: Talk,
        render: Render,
        settings: ReportSettings,
        *,
        secure: bool,
        now: Callable[[], datetime],
    ) -> None:
        self._door = door
        self._talk = talk
        self._render = render
        self._settings = settings
        self._secure = secure
        self._now = now
        self._patience = Patience(now)

    async def look(self, request: Request) -> Response:
        """Draw the page of an event (`at`), or the place where this chat stands.

        The door answers an event it has seen as before, so a reloaded page, the browser's
        Back and a sent page shown again need nothing kept here.
        """
        visit = self._visit(request)
        at = request.query_params.get("at", "")
        draft = await self._peek(visit)
        note = _note_of(request, is_kept=not visit.is_new)
        if draft is not None and session.is_event_id(at):
            reply = await self._turn(visit, at, Event(EventKind.COMMAND, "/where"))
            if reply.repeated:
                await wait_for_slot(reply.leaves_at, self._now)
                here, draft = f"/report?at={at}", reply.draft or draft
                mine = await self._mine(visit, draft)
                return self._drawn(visit, reply, draft, here=here, mine=mine, note=note)
        says = self._talk.show(draft, language=visit.language)
        mine = await self._mine(visit, draft)
        return self._drawn(visit, Reply(says), draft, mine=mine, note=note)

    async def answer(self, request: Request) -> Response:
        """Take an answer or a deed, and lead to the page that follows."""
        form = await request.form()
        visit = self._visit(request, form)
        token = _field(form, "t")
        if not visit.is_new and not session.is_token_of(visit.chat, token):
            return _to("/report")
        event = event_of(
            question=_field(form, "q"),
            deed=_field(form, "deed"),
            choices=[str(value) for value in form.getlist("choice")],
            words=_field(form, "words"),
            is_about=bool(_field(form, "about")),
            are_signs=bool(_field(form, "signs")),
            beside=_field(form, "beside"),
        )
        wants_files = bool(_field(form, "files"))
        if event is None:
            return _to(FILES) if wants_files else await self._asked_again(visit)
        is_slow = await self._be_patient(visit, event)
        note = "lost" if visit.is_new and token else "slow" if is_slow else ""
        told = (event.kind, event.text, *event.values, event.question)
        event_id = session.event_id_of(token, told)
        if await self._peek(visit) is None:
            start = Event(EventKind.COMMAND, "/start")
            await self._turn(visit, f"{event_id}.start", start)
        played = await self._play(visit, event_id, event, note=note)
        return self._kept(visit, _to(FILES)) if wants_files else played

    async def _be_patient(self, visit: _Visit, event: Event) -> bool:
        """Let a flood wait, by chat or, without one yet, by where it comes from; never danger.

        Returns:
            Whether it waited so long that its page has to say so.
        """
        if self._talk.is_urgent(event):
            return False
        client = visit.request.client
        source = f"from {client.host}" if visit.is_new and client else visit.chat
        pause = self._patience.pause_for(source)
        await asyncio.sleep(pause)
        return pause >= NOTICED

    async def again(self, request: Request) -> Response:
        """Begin a new report after one was sent."""
        form = await request.form()
        visit = self._visit(request, form)
        token = _field(form, "t")
        if visit.is_new or not session.is_token_of(visit.chat, token):
            return _to("/report")
        event_id = session.event_id_of(token, ("/start",))
        return await self._play(visit, event_id, Event(EventKind.COMMAND, "/start"))

    async def leave(self, request: Request) -> Response:
        """Forget the session and lead away, at once and without a word."""
        visit = self._visit(request)
        if not visit.is_new:
            await run_in_threadpool(lambda: self._door.forget(channel=CHANNEL, chat=visit.chat))
        response = RedirectResponse(self._settings.exit_to, 303)
        session.drop_chat(response, secure=self._secure)
        return response

    async def ask_code(self, request: Request) -> Response:
        """Ask for reference and return code."""
        return self._return_page(request)

    async def come_back(self, request: Request) -> Response:
        """Open what a code opens: a report that was sent, or one that was not.

        A code waits a little after wrong ones of its source, and is never refused.
        """
        form = await request.form()
        known, code = _field(form, "reference").strip(), _field(form, "code").strip()
        reference = normal_reference(known)
        if not normal_return_code(code) or (known and reference is None):
            return self._return_page(request, error=WRONG_CODE)
        visit = self._visit(request, form)
        source = request.client.host if request.client else visit.chat
        pause = self._door.pause_for(source)
        await asyncio.sleep(pause)
        event = Event(EventKind.COMMAND, f"/resume {reference or ''} {code}")
        event_id = session.event_id_of(session.new_token(visit.chat), ("/resume",))
        reply = await self._turn(visit, event_id, event, source=source)
        if any(say.style is SayStyle.ERROR for say in reply.says):
            note = SLOW if pause >= NOTICED else ""
            return self._return_page(request, error=WRONG_CODE, note=note)
        return self._kept(visit, _to(f"/report?at={event_id}"))

    async def copy(self, request: Request) -> Response:
        """Give a professional's copy as PDF, in the visit in which it was sent."""
        visit = self._visit(request)
        at = request.query_params.get("at", "")
        draft = await self._peek(visit)
        if draft is None or not session.is_event_id(at):
            return _to("/report")
        reply = await self._turn(visit, at, Event(EventKind.COMMAND, "/where"))
        if reply.receipt is None or not _own_notes_in(reply.says):
            return _to("/report")
        paper = self._talk.paper(draft, reply.receipt, _own_notes_in(reply.says))
        made = await run_in_threadpool(lambda: copy_of(paper))
        headers = {
            "content-disposition": f'attachment; filename="{reply.receipt.reference}.pdf"',
            "cache-control": "no-store",
        }
        return Response(made, media_type="application/pdf", headers=headers)

    async def about(self, request: Request) -> Response:
        """Say who reads this, and how to get help otherwise."""
        facts = {
            "help_lines": self._settings.help_lines,
            "kept_days": self._settings.kept_days,
            "held_days": self._settings.held_days,
        }
        return self._render(request, "reporting/about.html", facts)

    async def ask_language(self, request: Request) -> Response:
        """Show the languages, each by its own name."""
        visit = self._visit(request)
        known = self._talk.language_of(await self._peek(visit)) or visit.language
        facts = {"languages": self._settings.languages, "token": session.new_token(visit.chat)}
        page = self._render(request, "reporting/language.html", facts, language=known)
        return self._kept(visit, page)

    async def choose_language(self, request: Request) -> Response:
        """Go on in a language: the same place, every answer kept."""
        form = await request.form()
        visit = self._visit(request, form)
        code, token = _field(form, "lang"), _field(form, "t")
        if code not in self._offered or not session.is_token_of(visit.chat, token):
            return _to("/report/language")
        if await self._peek(visit) is None:
            response: Response = _to("/report")
        else:
            event_id = session.event_id_of(token, (":language", code))
            response = await self._play(
                visit, event_id, Event(EventKind.CHOICE, f":language {code}")
            )
        minutes = self._settings.session_minutes
        session.keep_language(response, code, secure=self._secure, minutes=minutes)
        return response

    @property
    def _offered(self) -> frozenset[str]:
        return frozenset(code for code, _, _ in self._settings.languages)

    def _visit(self, request: Request, form: FormData | None = None) -> _Visit:
        chat = session.chat_of(request, secure=self._secure)
        told = form or request.query_params
        language = session.language_of(request)
        return _Visit(
            request=request,
            chat=chat or session.new_chat(),
            is_new=not chat,
            is_talk=told.get("view") == "talk",
            language=language if language in self._offered else "en",
        )

    async def _peek(self, visit: _Visit) -> Mapping[str, Any] | None:
        if visit.is_new:
            return None
        return await run_in_threadpool(lambda: self._door.peek(channel=CHANNEL, chat=visit.chat))

    async def _mine(self, visit: _Visit, draft: Mapping[str, Any] | None) -> Mine | None:
        """Return the report that this browser has open, as its page shows it, or None."""
        if draft is None or not self._talk.is_sent(draft):
            return None
        report = await run_in_threadpool(lambda: self._door.mine(channel=CHANNEL, chat=visit.chat))
        return self._talk.mine(report, draft) if report else None

    async def _turn(self, visit: _Visit, event_id: str, event: Event, *, source: str = "") -> Reply:
        step = self._talk.step(event, chat=visit.chat, language=visit.language)
        return await run_in_threadpool(
            lambda: self._door.turn(
                channel=CHANNEL, chat=visit.chat, event_id=event_id, step=step, source=source
            )
        )

    async def _play(
        self, visit: _Visit, event_id: str, event: Event, *, note: str = ""
    ) -> Response:
        reply = await self._turn(visit, event_id, event)
        await wait_for_slot(reply.leaves_at, self._now)
        if not reply.draft:
            return self._drawn(visit, reply, None)
        view = "&view=talk" if visit.is_talk else ""
        now = "#now" if visit.is_talk else ""
        marked = f"&note={note}" if note else ""
        response = _to(f"/report?at={event_id}{view}{marked}{now}")
        return self._kept(visit, response)

    async def _asked_again(self, visit: _Visit) -> Response:
        draft = await self._peek(visit)
        says = self._talk.show(draft, language=visit.language)
        kind = next((say.kind for say in says if say.question), "")
        fault = NOTHING_CHOSEN if kind.startswith("select") else NOTHING_WRITTEN
        mine = await self._mine(visit, draft)
        return self._drawn(visit, Reply(says), draft, fault=fault, mine=mine)

    def _drawn(
        self,
        visit: _Visit,
        reply: Reply,
        draft: Mapping[str, Any] | None,
        *,
        here: str = "/report",
        fault: str = "",
        mine: Mine | None = None,
        note: str = "",
    ) -> Response:
        known = draft or {}
        page = Page(
            token=session.new_token(visit.chat),
            says=reply.says,
            told=self._talk.told(known),
            signs=self._talk.offers(reply.says),
            stands=self._talk.given(known, _question_of(reply.says)),
            is_passed_on=self._talk.is_passed_on(known),
            is_child=self._talk.is_child(known),
            files=self._talk.files(known),
            can_finish=self._talk.can_finish(known),
            note=note,
            is_talk=visit.is_talk,
            here=here,
            fault=fault,
            mine=mine,
        )
        if reply.receipt is not None:
            return self._kept(visit, self._sent_page(visit, reply))
        language = self._talk.language_of(known) or visit.language
        facts = {"page": page, "languages": self._settings.languages, "guess": ""}
        facts["takes_files"] = self._settings.files is not None
        if not known and not session.language_of(visit.request):
            facts["guess"] = self._guess(visit.request, language)
        drawn = self._render(visit.request, page.template, facts, language=language)
        if asked := session.language_of(visit.request):
            minutes = self._settings.session_minutes
            session.keep_language(drawn, asked, secure=self._secure, minutes=minutes)
        return self._kept(visit, drawn)

    def _guess(self, request: Request, language: str) -> str:
        """Return the language to offer first: the browser's, where that is another one."""
        guess = session.guessed_language(request)
        return guess if guess in self._offered and guess != language else ""

    def _kept(self, visit: _Visit, response: Response) -> Response:
        minutes = self._settings.session_minutes
        session.keep_chat(response, visit.chat, secure=self._secure, minutes=minutes)
        return response

    def _sent_page(self, visit: _Visit, reply: Reply) -> Response:
        plain = [say for say in reply.says if say.style is SayStyle.PLAIN and say.key != OWN_NOTES]
        language = self._talk.language_of(reply.draft) or visit.language
        facts = {
            "own_notes": _own_notes_in(reply.says),
            "copy_at": visit.request.query_params.get("at", ""),
            "receipt": reply.receipt,
            "next_steps": [(WHEN.get(say.key, THEN), _step_of(say)) for say in plain],
            "dangers": [said(say) for say in reply.says if say.style is SayStyle.DANGER],
            "help_lines": self._settings.help_lines,
            "takes_files": self._settings.files is not None,
        }
        return self._render(visit.request, "reporting/sent.html", facts, language=language)

    def _return_page(self, request: Request, *, error: str = "", note: str = "") -> Response:
        return self._render(request, "reporting/return.html", {"error": error, "note": note})


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _note_of(request: Request, *, is_kept: bool) -> str:
    """Return what a page says of itself; a browser that comes back unknown keeps no cookie."""
    mark, is_led_here = request.query_params.get("note", ""), "at" in request.query_params
    is_blocked = mark == "lost" and is_led_here and not is_kept
    return NO_COOKIE if is_blocked else NOTES.get(mark, "")


def _question_of(says: tuple[Say, ...]) -> str:
    return next((say.question for say in reversed(says) if say.question), "")


def _step_of(say: Say) -> Words:
    """Return a last word without its heading: the page has that already."""
    if not say.hint:
        return said(say)
    return pair(say.hint, say.english.hint if say.english else "")


def _own_notes_in(says: tuple[Say, ...]) -> str:
    return next((say.text for say in says if say.key == OWN_NOTES), "")


def _to(where: str) -> RedirectResponse:
    return RedirectResponse(where, 303)
