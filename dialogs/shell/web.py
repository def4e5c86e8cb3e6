"""The web application put together: both sides' pages, the API, health, and what guards them.

Read `make_app` first. The application holds no decision: doors are handed in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import uvicorn
from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from dialogs.duty import screen
from dialogs.reporting import rest, web
from dialogs.reporting.learning import LearningPage, learning_routes
from dialogs.reporting.pace import Pace
from dialogs.reporting.rest_models import Codes
from dialogs.reporting.walk import CHANNEL
from dialogs.reporting.way_in import way_in_routes
from dialogs.reporting.web_files import PATH as FILES
from dialogs.reporting.web_files import FileTalk, file_routes
from dialogs.reporting.web_needs import ReportSettings
from dialogs.reporting.work import work_routes
from dialogs.shell.faults import what_to_do
from dialogs.shell.guards import BodyLimit, OwnSite, SafeHeaders
from dialogs.shell.pages import Frame, Pages
from dialogs.shell.problems import answer_problems
from intake.duty.doors.systems import SystemDoor
from intake.reporting.door import Reporting
from intake.reporting.files import FileDoor
from intake.reporting.turns import FileRules

STATIC = Path(__file__).parent / "static"
LARGEST_BODY = 1_000_000
"""Bytes; a very long story has some 50,000."""


class Health(Protocol):
    """What the process tells about itself; codes and counts only."""

    def missing(self) -> Sequence[str]:
        """Return codes of what is not ready; empty when the service may take reports."""
        ...

    def faults(self) -> Sequence[str]:
        """Return faults of parts by name, such as "telegram.not_reached"."""
        ...

    def counts(self) -> Mapping[str, float]:
        """Return figures by name, such as `alerts_open`; never a word about anyone."""
        ...


@dataclass(frozen=True, slots=True)
class Doors:
    """Everything behind the pages.

    Args:
        reporting: The door of whoever tells.
        talk: The conversation that the report pages walk.
        organisation_of: Whose API key this is, or None; the key itself is never kept here.
        duty: Makes the console's routes once it has `Pages`; None leaves /desk away.
        health: What the process tells about itself; None is always ready.
        systems: The door of desks' own systems; None leaves /api/v1/screen away.
        talk_of_systems: The conversation for words that systems add; None is that of the pages.
        files: Takes files in from a channel; None where reports bring none.
        beside: Makes further routes once it has `Pages`, as those of an exercise.
    """

    reporting: Reporting
    talk: FileTalk
    organisation_of: Callable[[str], str | None]
    duty: Callable[[Pages], APIRouter] | None = None
    health: Health | None = None
    systems: SystemDoor | None = None
    talk_of_systems: rest.Talk | None = None
    files: Callable[[str], FileDoor] | None = None
    beside: Callable[[Pages], APIRouter] | None = None


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the web side is set.

    Args:
        public_url: The address people see.
        report: What the report pages need.
        codes: The signs and areas that other systems may name.
        learning: Pages that say what to look for; `numbers` are filled in by their keys.
        frame: What stands around every page.
        reports_per_minute: Of one organisation by REST.
        look_ups_per_minute: Of one desk's system.
        least_wait: How long a final answer waits at least (promise P4).
        slot: Width of the grid on which final answers leave.
        zone: Where "today" is, for words about a time.
    """

    public_url: str
    report: ReportSettings
    codes: Codes
    learning: tuple[LearningPage, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    frame: Frame = field(default_factory=Frame)
    reports_per_minute: int = 60
    look_ups_per_minute: int = 60
    least_wait: timedelta = timedelta(seconds=1)
    slot: timedelta = timedelta(seconds=1)
    zone: str = "Europe/London"

    @property
    def is_https(self) -> bool:
        """Whether browsers come by https; decides on HSTS and `__Host-` cookies."""
        return self.public_url.startswith("https://")


def now_utc() -> datetime:
    """Return the moment; the one clock of the web side."""
    return datetime.now(UTC)


def make_app(
    doors: Doors, settings: WebSettings, *, now: Callable[[], datetime] = now_utc
) -> FastAPI:
    """Put the web application together.

    Args:
        doors: What is behind the pages.
        settings: How it is set.
        now: The clock, aware UTC.
    """
    app = FastAPI(
        title="Due Regard",
        version="1",
        description="Send a concern from another system, read its public status; look up.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    pages = Pages(settings.frame)
    app.include_router(
        web.report_routes(
            doors.reporting,
            doors.talk,
            pages.render,
            settings.report,
            secure=settings.is_https,
            now=now,
        )
    )
    app.include_router(
        way_in_routes(
            doors.reporting,
            doors.talk,
            pages.render,
            address=f"{settings.public_url.rstrip('/')}/report",
            session_minutes=settings.report.session_minutes,
            secure=settings.is_https,
        )
    )
    app.include_router(
        rest.concern_routes(
            doors.reporting,
            doors.organisation_of,
            talk=doors.talk_of_systems or doors.talk,
            codes=settings.codes,
            now=now,
            tongues=settings.frame.tongues,
            reports_per_minute=settings.reports_per_minute,
            least_wait=settings.least_wait,
            slot=settings.slot,
            files=doors.files("rest") if doors.files and settings.report.files else None,
            zone=settings.zone,
        )
    )
    if doors.files is not None and settings.report.files is not None:
        app.include_router(
            file_routes(
                doors.reporting,
                doors.files(CHANNEL),
                doors.talk,
                pages.render,
                rules=settings.report.files,
                secure=settings.is_https,
                session_minutes=settings.report.session_minutes,
            )
        )
    if doors.systems is not None:
        pace = Pace(most=settings.look_ups_per_minute, within=timedelta(minutes=1), now=now)
        app.include_router(screen.screen_routes(doors.systems, pace))
    app.include_router(
        work_routes(
            doors.reporting,
            pages.render,
            session_minutes=settings.report.session_minutes,
            secure=settings.is_https,
        )
    )
    app.include_router(learning_routes(settings.learning, settings.numbers, pages.render))
    app.include_router(health_routes(doors.health))
    for routes in (doors.duty, doors.beside):
        if routes is not None:
            app.include_router(routes(pages))
    app.mount("/static", _Static(directory=STATIC), name="static")
    answer_problems(app, pages.problem)
    app.add_middleware(OwnSite, origin=settings.public_url)
    app.add_middleware(BodyLimit, most=LARGEST_BODY, more=_larger(settings.report.files))
    app.add_middleware(SafeHeaders, https=settings.is_https)
    _describe(
        app,
        settings.codes,
        screens=doors.systems is not None,
        takes_files=doors.files is not None and settings.report.files is not None,
    )
    return app


def server_for(app: FastAPI, *, host: str, port: int) -> uvicorn.Server:
    """Return a server for an application that writes no address down and trusts no proxy's word.

    Why:
        An access log holds the address of whoever reports and when (promise P10); our own log
        lines tell what is needed. `X-Forwarded-*` from outside is not believed.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=10,
    )
    return uvicorn.Server(config)


def health_routes(health: Health | None) -> APIRouter:
    """Make the routes by which the process is watched from outside."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def home() -> Response:
        return RedirectResponse("/report", 303)

    @router.get("/health/live")
    def live() -> Response:
        return PlainTextResponse("live\n")

    @router.get("/health/ready")
    async def ready() -> Response:
        missing = list(await run_in_threadpool(health.missing)) if health else []
        names = await run_in_threadpool(health.faults) if health else ()
        told: dict[str, Any] = {"ready": not missing, "missing": missing}
        told["faults"] = [_fault(name) for name in names]
        return JSONResponse(told, 503 if missing else 200)

    @router.get("/metrics")
    async def metrics() -> Response:
        counts = await run_in_threadpool(health.counts) if health else {}
        lines = [f"dueregard_{name} {value:g}\n" for name, value in sorted(counts.items())]
        return PlainTextResponse("".join(lines), media_type="text/plain; version=0.0.4")

    return router


def _larger(rules: FileRules | None) -> dict[str, int]:
    """Return how large a body may be where files come: one on a page, or some as base64."""
    if rules is None:
        return {}
    return {
        FILES: rules.most_bytes + LARGEST_BODY,
        "/api/v1/concerns": rules.most_bytes * 3 + LARGEST_BODY,
    }


def _fault(name: str) -> dict[str, str]:
    part, _, code = name.partition(".")
    return {"part": part, "code": code, "what_to_do": what_to_do(name)}


class _Static(StaticFiles):
    """Our stylesheet and script; asked for again by their tag, so a new release shows."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "no-cache"
        return response


def _describe(app: FastAPI, codes: Codes, *, screens: bool, takes_files: bool) -> None:
    def schema() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
            )
            rest.complete(made, codes, takes_files=takes_files)
            if screens:
                screen.complete(made)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = schema  # type: ignore[method-assign]
