"""Who is at the other end of the report pages: an opaque cookie, and a token on each form.

The cookie is the chat's key at the door, random and tied to nobody. A form's token is
bound to the cookie, so another site cannot make one, and it names the event, so that the
same form sent twice is one event.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

_CHAT = re.compile(r"[A-Za-z0-9_\-]{32}")
LANGUAGE = "language"
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_EVENT = re.compile(r"[A-Za-z0-9_\-]{16}-[0-9a-f]{12}")


def cookie_name(*, secure: bool) -> str:
    """Return the cookie's name; `__Host-` ties it to https and to this host."""
    return "__Host-report" if secure else "report"


def chat_of(request: Request, *, secure: bool) -> str:
    """Return the chat's key from the cookie, or the empty text for none or a made-up one."""
    told = request.cookies.get(cookie_name(secure=secure), "")
    return told if _CHAT.fullmatch(told) else ""


def new_chat() -> str:
    """Return a fresh key of 192 random bits."""
    return secrets.token_urlsafe(24)


def keep_chat(response: Response, chat: str, *, secure: bool, minutes: int) -> None:
    """Set the cookie for so many minutes from now; a shared phone forgets by itself."""
    response.set_cookie(
        cookie_name(secure=secure),
        chat,
        max_age=60 * minutes,
        httponly=True,
        samesite="lax",
        secure=secure,
        path="/",
    )


def drop_chat(response: Response, *, secure: bool) -> None:
    """Take the cookie back."""
    response.delete_cookie(
        cookie_name(secure=secure), httponly=True, samesite="lax", secure=secure, path="/"
    )


def language_of(request: Request) -> str:
    """Return the language asked for by this browser, as a code; empty where none was."""
    told = request.query_params.get("lang") or request.cookies.get(LANGUAGE, "")
    return told if _LANGUAGE.fullmatch(told) else ""


def guessed_language(request: Request) -> str:
    """Return the code of the language that the browser is set to; empty where it says none.

    It is offered, never taken for granted: a phone may be somebody else's.
    """
    first = request.headers.get("accept-language", "").split(",")[0].split(";")[0]
    code = first.strip().lower().partition("-")[0]
    return code if _LANGUAGE.fullmatch(code) else ""


def keep_language(response: Response, code: str, *, secure: bool, minutes: int) -> None:
    """Keep the language for the pages that belong to no report, as long as a session lasts."""
    response.set_cookie(
        LANGUAGE,
        code,
        max_age=60 * minutes,
        httponly=True,
        samesite="lax",
        secure=secure,
        path="/",
    )


def new_token(chat: str) -> str:
    """Return a fresh form token bound to a chat."""
    seed = secrets.token_urlsafe(12)
    return f"{seed}.{_seal(chat, seed)}"


def is_token_of(chat: str, token: str) -> bool:
    """Whether a form token was made for this chat."""
    seed, _, seal = token.partition(".")
    return len(seed) == 16 and hmac.compare_digest(seal.encode(), _seal(chat, seed).encode())


def event_id_of(token: str, fields: Iterable[str]) -> str:
    """Return the event's id: the same page with the same answer is one event.

    Another answer from the same page (the browser's Back, then Continue) is another event.
    """
    seed = token.partition(".")[0]
    told = hashlib.sha256("\x1f".join(fields).encode()).hexdigest()[:12]
    return f"{seed}-{told}"


def is_event_id(text: str) -> bool:
    """Whether a text looks like an id of `event_id_of`."""
    return _EVENT.fullmatch(text) is not None


def _seal(chat: str, seed: str) -> str:
    return hmac.new(chat.encode(), seed.encode(), hashlib.sha256).hexdigest()[:24]
