"""From an error's code to an HTTP status and a plain sentence: the one table of the web edge.

Errors know their code and their facts; only this file knows a status or a sentence. The
answer is `application/problem+json` for programs and a page for people, and neither
repeats anything that was typed (promise P10).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dialogs.shell.logs import EventLog
from intake.domain.errors import DueRegardError

log = EventLog("web")

PageOfProblem = Callable[[Request, "Problem"], Response]


@dataclass(frozen=True, slots=True)
class Problem:
    """How one error is answered: a status, a short title and a sentence that helps."""

    status: int
    title: str
    sentence: str


PROBLEMS: Mapping[str, Problem] = {
    "error": Problem(500, "Something went wrong", "It is our fault. Please try again in a minute."),
    "refused": Problem(422, "Not allowed", "The rules do not allow this step."),
    "refused.closure": Problem(
        409, "This cannot be closed yet", "Something is still unanswered, unasked or unchecked."
    ),
    "refused.flag": Problem(
        422, "The flag is not complete", "It needs an owner, a source, a lawful basis and an end."
    ),
    "refused.judgement": Problem(
        422, "The answer is not complete", "Please give a reason for this answer."
    ),
    "refused.transition": Problem(
        409, "This step has passed", "Somebody has already moved this on. Please reload the page."
    ),
    "refused.purpose": Problem(
        403, "A purpose is needed", "Say why you open this record; it is written down."
    ),
    "refused.leaving": Problem(
        409, "Something is held still", "Hand over what is held; then it can be closed."
    ),
    "refused.sign_in": Problem(
        401, "You are not signed in", "Name, password or link did not fit. Please try again."
    ),
    "conflict": Problem(
        409, "Somebody was first", "This has changed meanwhile. Please read it again."
    ),
    "not_found": Problem(404, "Not found", "There is nothing here, or it is not for you."),
    "policy": Problem(503, "Not available", "The service is not set up correctly."),
    "unavailable": Problem(503, "Not available", "Nothing was done. Please try again in a minute."),
    "web.bad_request": Problem(400, "Not understood", "The request could not be read."),
    "web.no_key": Problem(401, "A key is needed", "Send the key of your organisation."),
    "web.other_site": Problem(
        403, "Not from this page", "Please open the page again and answer from there."
    ),
    "web.wrong_method": Problem(405, "Not possible here", "This address takes another method."),
    "web.too_large": Problem(413, "Too long", "Please send less at once."),
    "web.media_type": Problem(415, "Not understood", "Please send application/json."),
    "web.fields": Problem(422, "Some fields need a change", "Each fault names its field."),
    "web.key_reused": Problem(
        409, "Key already used", "This Idempotency-Key came before with another body."
    ),
    "web.too_many": Problem(
        429, "Too many tries", "Please wait a little. In danger, call 999 at any time."
    ),
}
"""Every code with its answer; a test walks all subclasses of `DueRegardError`."""

_BY_STATUS = {
    400: "web.bad_request",
    401: "web.no_key",
    403: "web.other_site",
    404: "not_found",
    405: "web.wrong_method",
    409: "conflict",
    413: "web.too_large",
    415: "web.media_type",
    422: "web.fields",
    429: "web.too_many",
    503: "unavailable",
}


def problem_of(error: DueRegardError) -> Problem:
    """Return the answer to an error: of its own code, else of its nearest ancestor's."""
    for kind in type(error).__mro__:
        code = str(vars(kind).get("code", ""))
        if code in PROBLEMS:
            return PROBLEMS[code]
    return PROBLEMS["error"]


def wants_json(request: Request) -> bool:
    """Whether the asker is a program: it calls the API or asks for JSON only."""
    accept = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or ("json" in accept and "text/html" not in accept)


def answer_problems(app: FastAPI, page: PageOfProblem) -> None:
    """Teach an application to answer every error from the table.

    Args:
        app: The application.
        page: Draws a problem for people.
    """

    def tell(
        request: Request,
        code: str,
        problem: Problem,
        *,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> Response:
        if not wants_json(request):
            response = page(request, problem)
        else:
            response = problem_json(code, problem, more=more)
        response.headers.update(headers or {})
        return response

    def house_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, DueRegardError)
        problem = problem_of(error)
        if problem.status >= 500:
            log.error("web.failed", failure=error, code=error.code)
        return tell(request, error.code, problem)

    def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        detail: Any = error.detail
        more = dict(detail) if isinstance(detail, Mapping) else {"code": detail}
        code = str(more.pop("code", ""))
        if code not in PROBLEMS:
            code = _BY_STATUS.get(error.status_code, "error")
        return tell(request, code, PROBLEMS[code], headers=error.headers, more=more)

    def fields_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        faults = [
            {"field": ".".join(str(part) for part in fault["loc"]), "fault": fault["type"]}
            for fault in error.errors()
        ]
        return tell(request, "web.fields", PROBLEMS["web.fields"], more={"faults": faults})

    def any_error(request: Request, error: Exception) -> Response:
        log.error("web.failed", failure=error)
        return tell(request, "error", PROBLEMS["error"])

    app.add_exception_handler(DueRegardError, house_error)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, fields_error)
    app.add_exception_handler(Exception, any_error)


def problem_json(
    code: str, problem: Problem, *, more: Mapping[str, Any] | None = None
) -> JSONResponse:
    """Return a problem as RFC 9457 describes it; `more` adds members such as `faults`."""
    body = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.sentence,
        "code": code,
    }
    return JSONResponse(
        body | dict(more or {}), problem.status, media_type="application/problem+json"
    )
