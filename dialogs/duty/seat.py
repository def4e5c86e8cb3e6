"""The seat of an officer in a browser: the session's cookie, and the token of every form."""

import hmac
import re
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "dr_desk"
_SAFE_NEXT = re.compile(r"^/desk(/[A-Za-z0-9/_-]*)?(\?[A-Za-z0-9=&_-]*)?$")


def cookie_name(*, secure: bool) -> str:
    """Return the cookie's name; `__Host-` pins it to this host where browsers come by https."""
    return f"__Host-{COOKIE}" if secure else COOKIE


def session_of(request: Request, *, secure: bool) -> str:
    """Return the session's secret token, or the empty text."""
    return request.cookies.get(cookie_name(secure=secure), "")


def keep_session(response: Response, token: str, *, secure: bool) -> None:
    """Put the session into the browser; it ends with the browser or on the server.

    Why Lax: the link of a notice must open on a telephone, signed in, at the alert itself.
    """
    response.set_cookie(
        cookie_name(secure=secure), token, httponly=True, secure=secure, samesite="lax", path="/"
    )


def drop_session(response: Response, *, secure: bool) -> None:
    """Take the session out of the browser."""
    response.delete_cookie(
        cookie_name(secure=secure), httponly=True, secure=secure, samesite="lax", path="/"
    )


def form_token(session: str) -> str:
    """Return the token that every form of a session carries against forged requests."""
    return sha256(f"form of the desk:{session}".encode()).hexdigest()


def is_form_of(session: str, token: str) -> bool:
    """Whether a form belongs to a session."""
    return hmac.compare_digest(form_token(session), token)


def safe_next(where: str) -> str:
    """Return a page of the desk to go to after signing in; the queue for anything else."""
    is_ours = not urlsplit(where).netloc and _SAFE_NEXT.match(where)
    return where if is_ours and not where.startswith("/desk/sign-") else "/desk"
