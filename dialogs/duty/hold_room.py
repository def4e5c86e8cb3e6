"""What holds a person and until when: put a hold, end one sooner, fill a release's checklist."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.close_room import day_of
from dialogs.duty.desk import Ask, Desk, missing_of, to
from intake.duty.values import ConflictError, JudgementRefusedError, TransitionRefusedError

FAULTS = {
    "flag": "Choose the flag that it stands under.",
    "kind": "Choose what it is.",
    "ends_on": "Write its last day as day month year. A day that has passed holds nobody.",
    "starts_on": "It cannot begin after it ends.",
    "words": "Write it in words.",
    "hold": "Choose which one ends.",
    "last_on": "Write a day before the one it ends on now. What lasts longer follows as a new one.",
    "item": "Choose an item of the checklist.",
}
NOT_YOURS = "Another desk owns this flag, or it has ended."
FIRST = "Somebody was first. This is how it stands now."


class HoldRoom:
    """The page of what holds a person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        where = "/persons/{person}/holds"
        router.add_api_route(where, page(self.ask), methods=["GET"])
        router.add_api_route(where, page(self.put), methods=["POST"])
        router.add_api_route(where + "/sooner", page(self.sooner), methods=["POST"])
        router.add_api_route(where + "/release/{event}", page(self.fill), methods=["POST"])

    def ask(self, ask: Ask) -> Response:
        """Show what holds, what warns, and what is not known of a release."""
        return self._page(ask)

    def put(self, ask: Ask) -> Response:
        """Put a hold under a flag."""
        return self._done(
            ask,
            lambda: self._desk.door.put_hold(
                officer=ask.officer,
                person_id=ask.number("person"),
                flag_id=_number(ask.typed("flag")),
                kind=ask.typed("kind"),
                starts_on=day_of(ask.typed("starts_on")),
                ends_on=day_of(ask.typed("ends_on")),
                words=ask.typed("words"),
                forbids_children=bool(ask.typed("forbids")),
            ),
        )

    def sooner(self, ask: Ask) -> Response:
        """Let a hold end sooner."""
        flag, _, place = ask.typed("hold").partition("-")
        return self._done(
            ask,
            lambda: self._desk.door.end_sooner(
                officer=ask.officer,
                person_id=ask.number("person"),
                flag_id=_number(flag),
                place=_number(place),
                last_on=day_of(ask.typed("last_on")),
                words=ask.typed("why"),
            ),
            faults=FAULTS | {"flag": FAULTS["hold"]},
        )

    def fill(self, ask: Ask) -> Response:
        """Fill one item of a release's checklist."""
        return self._done(
            ask,
            lambda: self._desk.door.fill_release(
                officer=ask.officer,
                person_id=ask.number("person"),
                event_id=ask.number("event"),
                item=ask.typed("item"),
                words=ask.typed("found"),
            ),
        )

    def _done(
        self, ask: Ask, act: Callable[[], Any], *, faults: dict[str, str] | None = None
    ) -> Response:
        """Do it, or say what lacks; nothing typed is lost."""
        try:
            act()
        except JudgementRefusedError as refused:
            told = faults or FAULTS
            fault = " ".join(told[code] for code in missing_of(refused) if code in told)
            return self._page(ask, fault=fault or FAULTS["words"], status=422)
        except ConflictError:
            return self._page(ask, fault=FIRST, status=409)
        except TransitionRefusedError:
            return self._page(ask, fault=NOT_YOURS, status=409)
        return to(f"/desk/persons/{ask.number('person')}/holds")

    def _page(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.holds_page(officer=ask.officer, person_id=ask.number("person"))
        facts = {"page": page, "fault": fault, "typed": ask.form, "narrow": True}
        return self._desk.draw(ask, "duty/holds.html", facts, room="people", status=status)


def _number(told: str) -> int:
    """Return a number of a form; -1 for what is none, which nothing has."""
    return int(told) if told.isdecimal() and len(told) < 13 else -1
