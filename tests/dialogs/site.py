"""A whole web application over a door in memory and the real conversation, for page tests."""

from dataclasses import replace
from functools import cache
from typing import Any

from fastapi import FastAPI

from dialogs.reporting.asking import Voice
from dialogs.reporting.walk import Walk
from dialogs.shell.from_policy import areas_of, voice_of, web_settings_of
from dialogs.shell.web import Doors, WebSettings, make_app, now_utc
from intake.policy.loader import PolicySet, load_policy
from tests.dialogs.doors import DoorInMemory

API_KEY = "dr_key_of_the_thornbury_practice"
SITE = "http://testserver"
AWAY = "https://weather.example/"


@cache
def packaged_policy() -> PolicySet:
    """Read the packaged settings once."""
    return load_policy()


@cache
def packaged_voice() -> Voice:
    """Give how the conversation speaks at the packaged settings, put together once."""
    return voice_of(packaged_policy())


def organisation_of(key: str) -> str | None:
    """Know one key of one organisation."""
    return "thornbury" if key == API_KEY else None


def settings_for(url: str, *, away: str = AWAY) -> WebSettings:
    """Return the packaged settings, leading away to an invented page."""
    made = web_settings_of(packaged_policy(), public_url=url)
    return replace(made, report=replace(made.report, exit_to=away))


def a_site(
    door: Any = None, *, url: str = SITE, away: str = AWAY, clock: Any = now_utc, **more: Any
) -> FastAPI:
    """Make the application; `more` goes into the doors."""
    policy = packaged_policy()
    doors = Doors(
        reporting=door if door is not None else DoorInMemory(),
        talk=Walk(packaged_voice(), now=clock, areas=areas_of(policy)),
        organisation_of=organisation_of,
        **more,
    )
    return make_app(doors, settings_for(url, away=away), now=clock)
