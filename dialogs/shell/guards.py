"""What every answer carries and every request is held to: headers, body size, own site.

Plain ASGI, so that a stream of events passes unhindered.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dialogs.shell.problems import PROBLEMS, problem_json

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
"""Nothing inline, nothing from elsewhere, in no frame."""

HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
    "x-robots-tag": "noindex, nofollow",
}


class SafeHeaders:
    """Adds the safety headers to every answer; `no-store` unless the answer says otherwise."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._more = dict(HEADERS)
        if https:
            self._more["strict-transport-security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and dress its answer."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("cache-control", "no-store")
                for name, value in self._more.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, dressed if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses bodies above a number of bytes, told or counted.

    Args:
        app: The application behind.
        most: Bytes of a body.
        more: Other numbers by the path that may have them, where files come.
    """

    def __init__(self, app: ASGIApp, *, most: int, more: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._most = most
        self._more = dict(more or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._more.get(str(scope["path"]), self._most)
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdigit() or int(told) > most:
            await _refusal("web.too_large")(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise HTTPException(413, "web.too_large")
            return message

        await self._app(scope, counted, send)


class OwnSite:
    """Refuses what another site's page makes a browser send (forged requests).

    Args:
        app: The application behind.
        origin: The public address of the service, such as https://report.example.

    Why:
        With `Referrer-Policy: no-referrer` browsers send `Origin: null` from our own forms,
        so the fetch metadata is asked first and the origin only where it is missing. Forms
        carry a token bound to the session as well.
    """

    _harmless = frozenset({"GET", "HEAD", "OPTIONS"})

    def __init__(self, app: ASGIApp, *, origin: str) -> None:
        self._app = app
        self._host = urlsplit(origin).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 403."""
        if scope["type"] == "http" and scope["method"] not in self._harmless:
            headers = Headers(scope=scope)
            if not self._is_own(headers):
                await _refusal("web.other_site")(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_own(self, headers: Headers) -> bool:
        if site := headers.get("sec-fetch-site"):
            return site in {"same-origin", "none"}
        origin = headers.get("origin", "null")
        return origin == "null" or urlsplit(origin).netloc in {
            self._host,
            headers.get("host", ""),
        }


def _refusal(code: str) -> Response:
    return problem_json(code, PROBLEMS[code])
