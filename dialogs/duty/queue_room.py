"""Queue, diary and duty: what waits, what is owed, who sits where; and the live stream."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, to
from dialogs.duty.person_art import told_number
from dialogs.duty.seat import session_of
from intake.duty.queue import ROWS, QueueFilter
from intake.duty.values import DueRegardError, Officer

POLL_SECONDS = 5.0
ALIVE_SECONDS = 15.0
MOST = 5000
"""Rows of the longest page; a browser has to hold them."""
RAILS = (
    ("Work", ("all", "nobody", "late", "mine")),
    ("Look twice", ("decide", "unchecked", "thrice")),
)


def _rows(told: str) -> int:
    """Return how many rows are asked for: a page at least, `MOST` at most."""
    return min(max(int(told), ROWS), MOST) if told.isdecimal() and len(told) < 6 else ROWS


def _longer(told: QueryParams, rows: int) -> str:
    """Return the address of the same part of the queue with so many rows."""
    kept = {key: value for key, value in told.items() if key != "rows"}
    return f"/desk?{urlencode(kept | {'rows': str(rows)})}"


class QueueRoom:
    """The first page of the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("", page(self.queue), methods=["GET"])
        router.add_api_route("/diary", page(self.diary), methods=["GET"])
        router.add_api_route("/duty", page(self.duty), methods=["GET"])
        router.add_api_route("/stream", self.stream, methods=["GET"])

    def queue(self, ask: Ask) -> Response:
        """Draw the queue; who has none is led to the room they have."""
        if "see_queue" not in ask.facts.may:
            if "open_identity" in ask.facts.may:
                return to("/desk/identity")
            if "see_board" in ask.facts.may:
                return to("/desk/figures")
            return self._desk.problem(
                ask, 200, "You are signed in", "There is no queue for your role here."
            )
        told = ask.request.query_params
        wanted = QueueFilter(
            view=told.get("view", "all") or "all",
            urgency=told.get("urgency", ""),
            tag=told.get("tag", ""),
            owner=told.get("owner", ""),
            area=told.get("area", ""),
            rows=_rows(told.get("rows", "")),
        )
        queue = self._desk.door.queue(officer=ask.officer, wanted=wanted)
        query = f"?{ask.request.url.query}" if ask.request.url.query else ""
        facts = {
            "queue": queue,
            "wanted": wanted,
            "rails": RAILS,
            "here": f"/desk{query}",
            "step": ROWS,
            "most": MOST,
            "more": _longer(told, wanted.rows + ROWS),
            "whole": _longer(told, min(queue.total, MOST)),
            "stream": f"/desk/stream?since={queue.newest}",
        }
        return self._desk.draw(ask, "duty/queue.html", facts)

    def diary(self, ask: Ask) -> Response:
        """Draw what the desk owes."""
        page = told_number(ask.request.query_params.get("page", ""))
        facts = {"page": self._desk.door.diary(officer=ask.officer, page=page)}
        return self._desk.draw(ask, "duty/diary.html", facts, room="diary")

    def duty(self, ask: Ask) -> Response:
        """Draw who is on duty, and the gaps."""
        facts = {"turns": self._desk.door.on_duty(officer=ask.officer)}
        return self._desk.draw(ask, "duty/on_duty.html", facts, room="duty")

    async def stream(self, request: Request) -> Response:
        """Tell an open queue what is new; nothing but counts goes over it.

        Why: new rows announce themselves and wait to be shown, and a queue whose stream is
        lost must say so; hence a sign of life when nothing is new.
        """
        token = session_of(request, secure=self._desk.secure)
        officer = await run_in_threadpool(self._desk.door.officer_of, token=token)
        if officer is None:
            return Response(status_code=401)
        told = request.query_params.get("since", "")
        since = int(told) if told.isdecimal() and len(told) < 13 else 0
        return EventSourceResponse(
            self._events(request, officer, token, since),
            headers={"cache-control": "no-store"},
            ping=int(ALIVE_SECONDS),
        )

    async def _events(
        self, request: Request, officer: Officer, token: str, since: int
    ) -> AsyncIterator[ServerSentEvent]:
        said, quiet = -1, ALIVE_SECONDS
        while not await request.is_disconnected():
            try:
                if await run_in_threadpool(self._desk.door.officer_of, token=token) is None:
                    return
                count, _ = await run_in_threadpool(
                    self._desk.door.news, officer=officer, since=since
                )
            except DueRegardError:
                return
            if count != said:
                said = count
                yield ServerSentEvent(str(count), event="new")
            elif quiet >= ALIVE_SECONDS:
                quiet = 0.0
                yield ServerSentEvent("", event="alive")
            await asyncio.sleep(POLL_SECONDS)
            quiet += POLL_SECONDS
