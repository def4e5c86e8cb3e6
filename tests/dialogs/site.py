"""A whole web application over a door in memory, for page and API tests."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI

from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.web import ReportSettings
from dialogs.shell.pages import Frame
from dialogs.shell.web import Doors, WebSettings, make_app, now_utc
from intake.reporting.values import (
    Danger,
    Say,
    SayChoice,
    SayLine,
    SayStyle,
    Step,
    Submission,
    Turn,
    private,
)
from tests.dialogs.doors import DoorInMemory

API_KEY = "dr_key_of_the_thornbury_practice"
SITE = "http://testserver"

_ASKED = {
    "danger": Say(
        "Is a child in danger right now?",
        SayStyle.QUESTION,
        question="danger",
        kind="select_one",
        choices=(
            SayChoice("danger=yes", "Yes", "It is happening"),
            SayChoice("danger=no", "No"),
        ),
    ),
    "story": Say("What are you worried about?", SayStyle.QUESTION, question="story", kind="story"),
}


class SmallTalk:
    """Two questions and a summary: enough to walk the pages without any script."""

    def step(self, event: Event, *, language: str) -> Step:
        def advance(draft: Mapping[str, Any] | None) -> Turn:
            kept = dict(draft or {})
            asked = _place(kept)
            says: tuple[Say, ...] = ()
            if event.text == "/back":
                kept.pop("story" if "story" in kept else "danger", None)
            elif event.text == ":send":
                return Turn(kept, send=_submission(kept), ends=True)
            elif event.text.startswith(":change "):
                kept.pop(event.text.removeprefix(":change "), None)
            elif event.kind is EventKind.CHOICE:
                key, _, value = event.text.partition("=")
                kept[key] = value
                if value == "yes":
                    says = (Say("Call 999 now", SayStyle.DANGER),)
            elif event.kind is EventKind.TEXT and asked:
                kept[asked] = event.text
            return Turn(kept, (*says, *self.show(kept, language=language)))

        return Step(advance, lambda _draft, _receipt: ())

    def show(self, draft: Mapping[str, Any] | None, *, language: str) -> tuple[Say, ...]:
        asked = _place(draft or {})
        if asked:
            return (_ASKED[asked],)
        deeds = (SayChoice(":send", "Send"),)
        return (Say("Check", SayStyle.SUMMARY, choices=deeds),)

    def told(self, draft: Mapping[str, Any]) -> tuple[SayLine, ...]:
        return tuple(
            SayLine(number, key, _ASKED[key].text, draft[key])
            for number, key in enumerate(draft, start=1)
        )


def _place(draft: Mapping[str, Any]) -> str:
    return next((key for key in _ASKED if key not in draft), "")


def _submission(draft: Mapping[str, Any]) -> Submission:
    return Submission("web", Danger(draft["danger"]), (private(draft["story"]),))


def organisation_of(key: str) -> str | None:
    """Know one key of one organisation."""
    return "thornbury" if key == API_KEY else None


def a_site(
    door: Any = None, *, talk: Any = None, url: str = SITE, clock: Any = now_utc, **more: Any
) -> FastAPI:
    """Make the application; `more` goes into the doors."""
    doors = Doors(
        reporting=door if door is not None else DoorInMemory(),
        talk=talk or SmallTalk(),
        organisation_of=organisation_of,
        **more,
    )
    settings = WebSettings(
        public_url=url,
        report=ReportSettings(
            exit_to="https://weather.example/",
            help_lines=(("Listening line", "01632 960111"),),
        ),
        frame=Frame(place="Northmoor and Southfen"),
    )
    return make_app(doors, settings, now=clock)


def moment() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)
