"""The webhook: a small server of its own that takes updates from Telegram, and nothing else."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dialogs.shell.logs import EventLog

log = EventLog("telegram")

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - a header's name
LARGEST = 1_000_000
Put = Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram brings updates to.

    Args:
        url: The public address; its path is the one served here.
        listen: Address to listen on.
        port: Port to listen on.
        secret: What Telegram shows each time: 1 to 256 letters, digits, `_` and `-`.
    """

    url: str
    listen: str
    port: int
    secret: str = field(repr=False)


def hook_app(hook: Hook, put: Put) -> Starlette:
    """Make the server's one route.

    200 is said only when the update is safe; anything else makes Telegram send it again.
    """

    async def take(request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not hook.secret or not hmac.compare_digest(shown.encode(), hook.secret.encode()):
            return Response(status_code=404)
        if int(request.headers.get("content-length") or 0) > LARGEST:
            return Response(status_code=413)
        try:
            update = json.loads(await request.body())
        except ValueError:
            return Response(status_code=400)
        if not isinstance(update, dict):
            return Response(status_code=400)
        try:
            await put([update])
        except Exception as failure:  # noqa: BLE001 - outermost loop of the web: sent again
            log.error("hook.failed", failure=failure)  # noqa: TRY400 - no words
            return Response(status_code=503)
        return Response()

    return Starlette(routes=[Route(urlsplit(hook.url).path or "/", take, methods=["POST"])])


class HookServer:
    """Serves the webhook while entered.

    Args:
        hook: Where.
        put: Writes updates down; returns when they are safe.
    """

    def __init__(self, hook: Hook, put: Put) -> None:
        self._server = uvicorn.Server(
            uvicorn.Config(
                hook_app(hook, put),
                host=hook.listen,
                port=hook.port,
                lifespan="off",
                access_log=False,
                log_config=None,
                timeout_graceful_shutdown=2,
            )
        )
        self._serving: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._serving = asyncio.create_task(self._server.serve())
        while not self._server.started and not self._serving.done():
            await asyncio.sleep(0.01)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        if self._serving is not None:
            await self._serving
