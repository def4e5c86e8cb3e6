"""`POST /api/v1/screen`: a desk's own system looks somebody up; read `screen_routes` first.

The key is looked at before the body. What comes back is what the desk may see, in words, with
neither score nor probability (promises P11, P13), and no answer repeats what was asked or what is
held (P10). Points stand by the rows of `why` alone, each with its reason.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal, Protocol

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dialogs.duty.words import BAND_WORDS
from intake.duty.doors.systems import Screened, System, SystemDoor
from intake.duty.views import EvidenceRow, FoundPerson

Words = Annotated[str, Field(min_length=1, max_length=200, pattern=r"[^\s\u0000]")]
Fact = Annotated[str, Field(max_length=200)]


class Pace(Protocol):
    """How often a system may ask."""

    def wait_for(self, key: str) -> int:
        """Return how many seconds until another try; 0 if one is allowed now."""
        ...

    def note(self, key: str) -> None:
        """Count one try."""
        ...


class Closed(BaseModel):
    """Base of the models: closed, frozen, silent about what was typed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class ScreenIn(Closed):
    """Who is asked about, and why; what is not known is left out."""

    purpose: Literal[
        "new_concern", "agency_asks", "review", "meeting", "subject_asks", "correction"
    ]
    names: Annotated[tuple[Words, ...], Field(max_length=10)] = ()
    birth: Fact = ""
    age: Fact = ""
    place: Fact = ""
    postcode: Fact = ""
    phone: Fact = ""
    vehicle: Fact = ""


class EvidenceOut(Closed):
    """One thing compared: which, and what came of it, in words."""

    kind: str
    words: str


class StepOut(Closed):
    """One row of the waterfall: what came of it, its points, and what the rows add up to so far.

    `bearing`: start (before anything is compared), for, against, neither, missing.
    """

    kind: str
    words: str
    bearing: str
    points: float
    so_far: float


class CandidateOut(Closed):
    """A record that may be meant; a lead, never an identity.

    `why` has every row, in the order in which they add up; `would_help` is what to find out next.
    `equally_alike` are numbers of records that the same words fit as well, and `would_part` what
    would tell them apart.

    Where the desk may not open it, only that something is held in an area, and whom to ask.
    """

    number: str
    label: str
    line: str
    is_flagged: bool
    band: str
    band_words: str
    stands: str
    likelihood: str
    area: str
    ask: str
    evidence_for: tuple[EvidenceOut, ...]
    evidence_against: tuple[EvidenceOut, ...]
    missing: tuple[EvidenceOut, ...]
    why: tuple[StepOut, ...]
    would_help: str
    equally_alike: tuple[str, ...]
    would_part: str


class ScreenOut(Closed):
    """The answer: candidates, the likeliest first, and of which list version.

    `not_read` names fields that could not be understood and were left out. `is_cut` tells that so
    many share a name that somebody may be missing: ask again with more.
    """

    candidates: tuple[CandidateOut, ...]
    list_version: int
    asked_at: str
    not_read: tuple[str, ...]
    is_cut: bool


_ADAPTER = TypeAdapter(ScreenIn)
FACTS = ("birth", "age", "place", "postcode", "phone", "vehicle")


def screen_routes(door: SystemDoor, pace: Pace) -> APIRouter:
    """Make the route.

    Args:
        door: The door of desks' systems; called in a worker thread.
        pace: How often one system may ask, within this process.
    """
    router = APIRouter(prefix="/api/v1", tags=["screening"])

    @router.post(
        "/screen",
        response_model=ScreenOut,
        summary="Look somebody up, as the desk of the key may see them",
        responses={status: _told(words) for status, words in _ANSWERS.items()},
        openapi_extra=_EXTRA,
    )
    async def screen(request: Request) -> Response:
        """Look somebody up; that it was done, and why, is written down before the answer."""
        system = await run_in_threadpool(_system, request, door.system_of)
        asked = _asked(await _json_body(request))
        if seconds := pace.wait_for(system.name):
            raise HTTPException(429, "web.too_many", {"retry-after": str(seconds)})
        pace.note(system.name)

        def look() -> Screened:
            facts = {name: getattr(asked, name) for name in FACTS}
            return door.screen(system=system, names=asked.names, facts=facts, purpose=asked.purpose)

        return JSONResponse(_answer(await run_in_threadpool(look)).model_dump(mode="json"))

    return router


def _system(request: Request, system_of: Callable[..., System | None]) -> System:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    system = system_of(key=key.strip()) if scheme.lower() == "bearer" and key else None
    if system is None:
        raise HTTPException(401, "web.no_key", {"www-authenticate": "Bearer"})
    return system


async def _json_body(request: Request) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "web.media_type")
    return await request.body()


def _asked(body: bytes) -> ScreenIn:
    try:
        return _ADAPTER.validate_json(body)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_context=False, include_url=False)
        if faults[0]["type"] == "json_invalid":
            raise HTTPException(400, "web.bad_request") from None
        detail: Any = {"code": "web.fields", "faults": [_fault(one) for one in faults]}
        raise HTTPException(422, detail) from None


def _fault(fault: Any) -> dict[str, str]:
    """Name a field by the places our own model knows: a made-up key is words, too."""
    known = (
        str(part) if isinstance(part, int) or part in ScreenIn.model_fields else "?"
        for part in fault["loc"]
    )
    return {"field": ".".join(known) or "body", "fault": fault["type"]}


def _answer(screened: Screened) -> ScreenOut:
    found = screened.found
    return ScreenOut(
        candidates=tuple(_candidate(one) for one in found.people),
        list_version=found.list_version,
        asked_at=found.at.isoformat(),
        not_read=screened.not_read,
        is_cut=found.is_cut,
    )


def _candidate(one: FoundPerson) -> CandidateOut:
    said = [row for row in one.rows if not row.is_gone and row.kind != "prior"]
    return CandidateOut(
        number=one.number,
        label=one.label,
        line=one.line,
        is_flagged=one.is_flagged,
        band=one.band,
        band_words=BAND_WORDS.get(one.band, one.band),
        stands=one.why.stands,
        likelihood=one.likely,
        area=one.area,
        ask=one.asks,
        evidence_for=tuple(_evidence(row) for row in said if row.points > 0),
        evidence_against=tuple(_evidence(row) for row in said if row.points <= 0),
        missing=tuple(_evidence(row) for row in one.rows if row.is_gone),
        why=tuple(_step(row) for row in one.rows),
        would_help=one.why.asks,
        equally_alike=one.ties.numbers if one.ties else (),
        would_part=one.ties.parted_by if one.ties else "",
    )


def _step(row: EvidenceRow) -> StepOut:
    return StepOut(
        kind=row.kind,
        words=row.words,
        bearing=row.bearing,
        points=float(row.points),
        so_far=float(row.sum),
    )


def _evidence(row: EvidenceRow) -> EvidenceOut:
    return EvidenceOut(kind=row.kind, words=row.words)


# the description


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _told(words: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _ref("ProblemOut")}}
    return {"description": words, "content": content}


_ANSWERS: dict[int | str, str] = {
    400: "The body is not JSON",
    401: "No key that may screen, or not a valid one",
    404: "Nothing here, or not for the desk of this key",
    413: "The body is too long",
    415: "The body is not application/json",
    422: "Fields need a change; `faults` names them",
    429: "Too many questions; wait as long as Retry-After says",
    503: "Nothing was done; try again",
}
_EXTRA: dict[str, Any] = {
    "security": [{"organisation": []}],
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _ref("ScreenIn")}},
    },
}


def complete(schema: dict[str, Any]) -> None:
    """Add to an OpenAPI description what the route reads by hand."""
    made = ScreenIn.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["components"]["schemas"]["ScreenIn"] = made
