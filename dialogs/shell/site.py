"""The pages and the API of one process, over its doors; apart, for not every process has them."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from fastapi import APIRouter, FastAPI

from dialogs.duty.console import duty_routes
from dialogs.reporting.days import range_in
from dialogs.reporting.walk import Walk
from dialogs.shell.from_policy import areas_of, file_rules_of, voice_in, web_settings_of
from dialogs.shell.pages import Pages
from dialogs.shell.web import Doors, Health, make_app
from intake.duty.door import DutyDoor
from intake.duty.doors.systems import SystemDoor
from intake.reporting.door import ReportingDoor
from intake.reporting.files import FileDoor
from intake.store.office import Office


def preview_site(office: Office, *, public_url: str, begins: str) -> FastAPI:
    """Make the report pages alone, beginning with a named script; for whoever edits scripts.

    Args:
        office: One that is thrown away, so that nothing is kept and nobody told.
        public_url: The address it is served at.
        begins: Name of the script.
    """
    voice = replace(voice_in(office), begins=begins)
    zone = str(office.policy.duty.office.zone)
    doors = Doors(
        reporting=ReportingDoor(office),
        talk=Walk(voice, now=office.now, areas=areas_of(office.policy), zone=zone),
        organisation_of=lambda _key: None,
    )
    return make_app(doors, web_settings_of(office.policy, public_url=public_url), now=office.now)


def site_of(
    office: Office,
    *,
    public_url: str,
    health: Health,
    exercise: Callable[[Pages], APIRouter] | None = None,
) -> FastAPI:
    """Make the web application.

    Args:
        office: The office.
        public_url: The address people see; https makes cookies strict.
        health: What the process tells about itself.
        exercise: Makes the facilitator's routes; every page is then marked as an exercise.
    """
    policy = office.policy
    door = ReportingDoor(office)

    def desk_routes(pages: Pages) -> APIRouter:
        secure = public_url.startswith("https://")
        return duty_routes(
            DutyDoor(office),
            pages.render,
            secure=secure,
            range_in=days_said,
            is_exercise=exercise is not None,
        )

    def days_said(words: str) -> tuple[str, str]:
        return range_in(words, today=office.now().astimezone(ZoneInfo(zone)).date())

    zone = str(policy.duty.office.zone)
    voice, areas = voice_in(office), areas_of(policy)
    doors = Doors(
        reporting=door,
        talk=Walk(voice, now=office.now, areas=areas, zone=zone, files=file_rules_of(policy)),
        talk_of_systems=Walk(voice, now=office.now, areas=areas, zone=zone, channel="rest"),
        organisation_of=door.organisation_of,
        duty=desk_routes,
        health=health,
        systems=SystemDoor(office),
        files=lambda channel: FileDoor(office, channel),
        beside=exercise,
    )
    settings = web_settings_of(policy, public_url=public_url)
    frame = replace(settings.frame, is_exercise=exercise is not None)
    settings = replace(settings, frame=frame)
    return make_app(doors, settings, now=office.now)
