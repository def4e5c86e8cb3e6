"""The REST channel: a concern from another system, its public status, and words after sending.

The key is looked at before the body, so a stranger learns nothing about what would be
understood. Every answer is computed from the sender's own words alone (promise P4), and no
answer repeats them (promise P10).
"""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dialogs.reporting.afterwards import CORRECT, DISAGREE, LETTER
from dialogs.reporting.bilingual import on_one_line
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.pace import Pace
from dialogs.reporting.release import SECOND, slot_from, slot_of, wait_for_slot
from dialogs.reporting.rest_files import fields_refused, files_kept, fingerprint_of
from dialogs.reporting.rest_models import (
    AdditionIn,
    AdditionOut,
    Codes,
    ConcernIn,
    ConcernOut,
    Fault,
    NextStep,
    ProblemOut,
    StatusOut,
    status_of,
    submission_from,
    would_help,
)
from intake.reporting.files import FileDoor
from intake.reporting.values import (
    ENGLISH,
    ConflictError,
    Danger,
    NotFoundError,
    PublicReport,
    Receipt,
    Reporting,
    Say,
    Step,
    Tongue,
    normal_reference,
)

OrganisationOf = Callable[[str], str | None]

NEXT_STEPS = (
    NextStep(when="now", what="Somebody on duty reads it."),
    NextStep(when="within one working day", what="A worker decides what to do."),
    NextStep(when="if you learn more", what="Send it as a new concern that names this reference."),
    NextStep(when="if a child is in danger", what="Call 999. Do not wait for us."),
)
"""The same for everyone, whatever is known about anybody (promise P4)."""

_KEY = re.compile(r"[\x21-\x7e]{8,200}")
_ADAPTER = TypeAdapter(ConcernIn)
_ADDITIONS = TypeAdapter(AdditionIn)
M = TypeVar("M")


class Talk(Protocol):
    """The conversation, as words after sending need it."""

    def step(self, event: Event, *, chat: str, language: str) -> Step:
        """Return the pure conversation bound to one event of one chat."""
        ...

    def is_urgent(self, event: Event) -> bool:
        """Whether an event may not wait: words of danger, in any language."""
        ...


def concern_routes(
    door: Reporting,
    organisation_of: OrganisationOf,
    *,
    talk: Talk,
    codes: Codes,
    now: Callable[[], datetime],
    tongues: Sequence[Tongue] = (),
    reports_per_minute: int = 60,
    least_wait: timedelta = SECOND,
    slot: timedelta = SECOND,
    files: FileDoor | None = None,
    zone: str = "Europe/London",
) -> APIRouter:
    """Make the routes of the REST channel.

    Args:
        door: The reporting door.
        organisation_of: Whose key this is, or None.
        talk: The conversation, for words after sending.
        codes: The signs and areas that a body may name.
        now: The clock, aware UTC.
        tongues: Languages in which next steps may be told, by the `language` of a body.
        reports_per_minute: How many an organisation may send; danger is never refused.
        least_wait: How long an answer waits at least (promise P4).
        slot: Width of the grid on which answers leave.
        files: Takes files in; None where a concern brings none.
        zone: Where "today" is, for words about a time.
    """
    router = APIRouter(prefix="/api/v1", tags=["concerns"])
    reports = Pace(most=reports_per_minute, within=timedelta(minutes=1), now=now)

    def today() -> date:
        return now().astimezone(ZoneInfo(zone)).date()

    @router.post(
        "/concerns",
        status_code=201,
        response_model=ConcernOut,
        summary="Send one whole concern",
        responses=_told(400, 401, 409, 413, 415, 422, 429, 503),
        openapi_extra=_POST_EXTRA,
    )
    async def send(request: Request) -> Response:
        """Send one concern; the same key with the same body gives the same answer."""
        organisation = await run_in_threadpool(_organisation, request, organisation_of)
        key = _idempotency_key(request)
        body = _concern(await _json_body(request), codes)
        told = Event(EventKind.TEXT, body.story)
        is_urgent = body.danger is Danger.YES or talk.is_urgent(told)
        _pace_reports(reports, organisation, is_urgent=is_urgent)

        def receive() -> Receipt:
            kept = files_kept(body, files, chat=organisation, key=key)
            return door.receive(
                organisation=organisation,
                key=key,
                fingerprint=fingerprint_of(body),
                submission=submission_from(body, organisation=organisation, today=today()),
                files=kept,
            )

        sent_at = now()
        try:
            receipt = await run_in_threadpool(receive)
        except ConflictError as error:
            raise HTTPException(409, "web.key_reused") from error
        await wait_for_slot(slot_of(sent_at, least=least_wait, slot=slot), now, slot)
        answer = ConcernOut(
            reference=receipt.reference,
            return_code=receipt.return_code,
            received_at=slot_from(receipt.received_at).isoformat(),
            next_steps=next_steps_in(body.language, tongues),
            would_help=would_help(body, today=today()),
        )
        where = f"/api/v1/concerns/{receipt.reference}"
        return JSONResponse(answer.model_dump(mode="json"), 201, headers={"location": where})

    @router.get(
        "/concerns/{reference}",
        response_model=StatusOut,
        summary="Read the public status of a concern, and messages for its reporter",
        responses=_told(404, 422, 503),
        openapi_extra=_CODE_EXTRA,
    )
    async def status(request: Request, reference: str) -> Response:
        """Read the status; a wrong reference and a wrong code look alike."""
        report = await _opened(door, request, reference)
        return JSONResponse(status_of(report).model_dump(mode="json"))

    @router.post(
        "/concerns/{reference}/additions",
        status_code=201,
        response_model=AdditionOut,
        summary="Add to a concern: more, a correction, an answer, a disagreement",
        responses=_told(400, 404, 413, 415, 422, 503),
        openapi_extra=_ADD_EXTRA,
    )
    async def add(request: Request, reference: str) -> Response:
        """Add words; the same key gives the same answer."""
        report = await _opened(door, request, reference)
        key = _idempotency_key(request)
        told = _read(_ADDITIONS, await _json_body(request))
        chat = f"code:{report.reference}"
        says: tuple[Say, ...] = ()
        for name, event in events_of(told, report.reference, request.headers["return-code"]):
            says = await run_in_threadpool(_turn, door, talk, chat, f"{key}.{name}", event)
        answer = AdditionOut(reference=report.reference, said=tuple(say.text for say in says))
        return JSONResponse(answer.model_dump(mode="json"), 201)

    return router


async def _opened(door: Reporting, request: Request, reference: str) -> PublicReport:
    """Return the report that the code in the header opens; wrong ones are slowed, never locked.

    Raises:
        NotFoundError: Reference and code do not fit together.
    """
    code = request.headers.get("return-code", "")
    if not code.strip():
        raise fields_refused(Fault(field="header.Return-Code", fault="missing"))
    known = normal_reference(reference)
    if known is None:
        raise NotFoundError
    source = request.client.host if request.client else ""
    await asyncio.sleep(door.pause_for(source))

    def read() -> PublicReport:
        return door.report(reference=known, return_code=code, source=source)

    return await run_in_threadpool(read)


def events_of(told: AdditionIn, reference: str, code: str) -> Iterator[tuple[str, Event]]:
    """Yield what a body means as events of the conversation, each with a name.

    The first opens the report to this caller; the conversation then takes words, and danger,
    as it takes them from everybody.
    """
    keys = {"answer": f"{LETTER}{told.message or 0}", "disagreement": DISAGREE}
    key = {**keys, "correction": CORRECT}.get(told.kind, "")
    beside = (told.beside.replace("\0", ""),) if told.beside.strip() else ()
    words = told.words.replace("\0", "")
    yield "open", Event(EventKind.COMMAND, f"/resume {reference} {code}")
    yield "words", Event(EventKind.TEXT, words, values=beside, is_whole=True, question=key)
    if told.danger == "yes":
        yield "ask", Event(EventKind.CHOICE, "danger=yes")
        yield "danger", Event(EventKind.CHOICE, "danger=yes")


def _turn(door: Reporting, talk: Talk, chat: str, event_id: str, event: Event) -> tuple[Say, ...]:
    step = talk.step(event, chat=chat, language="en")
    return door.turn(channel="rest", chat=chat, event_id=event_id, step=step).says


def next_steps_in(language: str, tongues: Sequence[Tongue]) -> tuple[NextStep, ...]:
    """Return what happens next in the language of a body; its English follows until reviewed."""
    code = language.partition("-")[0]
    tongue = next((one for one in tongues if one.code == code), ENGLISH)

    def said(text: str) -> str:
        spoken = tongue.say(text)
        return spoken if tongue.is_reviewed else on_one_line(spoken, text)

    return tuple(NextStep(when=said(step.when), what=said(step.what)) for step in NEXT_STEPS)


def _organisation(request: Request, organisation_of: OrganisationOf) -> str:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    organisation = organisation_of(key.strip()) if scheme.lower() == "bearer" and key else None
    if organisation is None:
        raise HTTPException(401, "web.no_key", {"www-authenticate": "Bearer"})
    return organisation


def _idempotency_key(request: Request) -> str:
    key = request.headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        fault = "pattern" if key else "missing"
        raise fields_refused(Fault(field="header.Idempotency-Key", fault=fault))
    return key


async def _json_body(request: Request) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "web.media_type")
    return await request.body()


def _concern(body: bytes, codes: Codes) -> ConcernIn:
    told = _read(_ADAPTER, body)
    if strangers := tuple(codes.faults_of(told)):
        raise fields_refused(*strangers)
    return told


def _read(adapter: TypeAdapter[M], body: bytes) -> M:
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_context=False, include_url=False)
        if faults[0]["type"] == "json_invalid":
            raise HTTPException(400, "web.bad_request") from None
        raise fields_refused(*(_fault(fault["loc"], fault["type"]) for fault in faults)) from None


def _fault(place: tuple[int | str, ...], kind: str) -> Fault:
    """Name a field by the places our own models know: a made-up key is words, too."""
    known = [part if isinstance(part, int) or part in _FIELD_NAMES else "?" for part in place]
    return Fault(field=".".join(str(part) for part in known) or "body", fault=kind)


def _pace_reports(reports: Pace, organisation: str, *, is_urgent: bool) -> None:
    """Slow a flood down; a child in danger is never refused, ticked or only told in words."""
    if not is_urgent:
        _wait(reports, organisation)
    reports.note(organisation)


def _wait(pace: Pace, key: str) -> None:
    if seconds := pace.wait_for(key):
        raise HTTPException(429, "web.too_many", {"retry-after": str(seconds)})


_TITLES = {
    400: "The body is not JSON",
    401: "No key of an organisation, or not a valid one",
    404: "Reference and code do not fit together",
    409: "The Idempotency-Key came before with another body",
    413: "The body is too long",
    415: "The body is not application/json",
    422: "Fields or headers need a change; `faults` names them",
    429: "Too many tries; wait as long as Retry-After says",
    503: "Nothing was done; try again with the same key",
}


def _told(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {"application/problem+json": {"schema": _ref(ProblemOut)}}
    return {status: {"description": _TITLES[status], "content": content} for status in statuses}


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _header(name: str, pattern: str, words: str) -> dict[str, Any]:
    schema = {"type": "string", "pattern": pattern}
    return {"name": name, "in": "header", "required": True, "schema": schema, "description": words}


_POST_EXTRA: dict[str, Any] = {
    "security": [{"organisation": []}],
    "parameters": [
        _header("Idempotency-Key", r"^[\x21-\x7e]{8,200}$", "Yours; one for each concern."),
    ],
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _ref(ConcernIn)}},
    },
}
_CODE = _header("Return-Code", r"[!-~]", "The code of the receipt, never in the path.")
_CODE_EXTRA: dict[str, Any] = {"parameters": [_CODE]}
_ADD_EXTRA: dict[str, Any] = {
    "parameters": [
        _CODE,
        _header("Idempotency-Key", r"^[\x21-\x7e]{8,200}$", "Yours; one for each addition."),
    ],
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _ref(AdditionIn)}},
    },
}


def complete(schema: dict[str, Any], codes: Codes, *, takes_files: bool = False) -> None:
    """Add to an OpenAPI description what the routes read by hand: models, codes and the key."""
    parts = schema.setdefault("components", {})
    models = parts.setdefault("schemas", {})
    for model in (ConcernIn, AdditionIn, ProblemOut):
        made = model.model_json_schema(ref_template="#/components/schemas/{model}")
        models.update(made.pop("$defs", {}))
        models[model.__name__] = made
    codes.describe(models)
    if not takes_files:
        models[ConcernIn.__name__]["properties"]["files"]["maxItems"] = 0
    models.pop("HTTPValidationError", None)
    models.pop("ValidationError", None)
    parts["securitySchemes"] = {"organisation": {"type": "http", "scheme": "bearer"}}


def _field_names() -> frozenset[str]:
    made = ConcernIn.model_json_schema()
    parts = [made, *made["$defs"].values(), AdditionIn.model_json_schema()]
    return frozenset(name for part in parts for name in part.get("properties", {}))


_FIELD_NAMES = _field_names()
