"""People: look one up, read a record, note, set a standing, open an identity."""

import re

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, to
from dialogs.duty.link_chart import chart_art
from dialogs.duty.person_art import asked_of, drawn_of, kept_of, links_of, told_number
from intake.duty.purposes import PURPOSES
from intake.duty.values import (
    Band,
    JudgementRefusedError,
    NotFoundError,
    PurposeMissingError,
    SignInRefusedError,
    TransitionRefusedError,
)

FIELDS = ("name", "age", "birth", "place", "postcode", "phone", "vehicle")
NO_PURPOSE = "Say why you look. It is written down with your name."
NOTHING_TYPED = "Write at least one thing to look for."
DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
WRONG_BIRTH = "Write the date of birth as year, year-month or year-month-day: 1979-02-14."
STANDING_FAULTS = {
    "reason": "Write why. It is kept with your name.",
    "seen_apart": "All who were spoken to were heard beside him. See them apart first.",
    "second_view": "Ask another agency for its view first, or write why none was had.",
    "second": "A second officer who may confirm this has to sign beside you.",
}
SECOND_DID_NOT_FIT = "The second officer’s name and password do not fit together."
WHY_COUNT = "Say why it is to count: what was told was told of a child."
NOT_ASIDE = "Nothing is kept aside here: not 18 yet, or it counts already."
NOT_LOWER = "It stands there already, or may not go so low."


class PersonRoom:
    """The pages of people."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/people", page(self.ask), methods=["GET"])
        router.add_api_route("/people", page(self.look_up), methods=["POST"])
        router.add_api_route("/persons/{person}", page(self.person), methods=["GET"])
        router.add_api_route("/persons/{person}/note", page(self.note), methods=["POST"])
        router.add_api_route("/persons/{person}/standing", page(self.standing), methods=["POST"])
        router.add_api_route("/persons/{person}/grown", page(self.grown), methods=["POST"])
        router.add_api_route("/identity", page(self.ask_identity), methods=["GET"])
        router.add_api_route("/identity", page(self.identity), methods=["POST"])

    def ask(self, ask: Ask) -> Response:
        """Ask whom to look for, and why."""
        if "look_up" not in ask.facts.may:
            raise NotFoundError(what="room")
        return self._look_up_page(ask)

    def look_up(self, ask: Ask) -> Response:
        """Look somebody up; a form posted, so that no name stands in an address (P10)."""
        typed = {name: ask.typed(name)[:200] for name in FIELDS}
        if not any(typed.values()):
            return self._look_up_page(ask, typed=typed, fault=NOTHING_TYPED, status=422)
        if typed["birth"] and not DATE.match(typed["birth"]):
            return self._look_up_page(ask, typed=typed, fault=WRONG_BIRTH, status=422)
        try:
            found = self._desk.door.look_up(
                officer=ask.officer, words=typed, purpose=ask.typed("purpose")
            )
        except PurposeMissingError:
            return self._look_up_page(ask, typed=typed, fault=NO_PURPOSE, status=422)
        return self._look_up_page(ask, typed=typed, found=found)

    def _look_up_page(
        self,
        ask: Ask,
        *,
        typed: dict[str, str] | None = None,
        found: object = None,
        fault: str = "",
        status: int = 200,
    ) -> Response:
        lines = ask.typed("purpose")
        facts = {
            "typed": typed or {},
            "found": found,
            "fault": fault,
            "purposes": PURPOSES,
            "purpose": lines,
        }
        return self._desk.draw(ask, "duty/people.html", facts, room="people", status=status)

    def person(self, ask: Ask) -> Response:
        """Draw a person's record; without a purpose it is asked first."""
        return self._person(ask, ask.request.query_params.get("because", ""))

    def _person(
        self, ask: Ask, purpose: str, *, fault: str = "", typed: str = "", status: int = 200
    ) -> Response:
        number = ask.number("person")
        wanted = asked_of(ask.request.query_params)
        try:
            page = self._desk.door.person(
                officer=ask.officer, person_id=number, purpose=purpose, asked=wanted
            )
        except PurposeMissingError:
            facts = {"number": number, "purposes": PURPOSES, "narrow": True}
            return self._desk.draw(ask, "duty/purpose.html", facts, room="people")
        facts = {
            "page": page,
            "by_known": wanted.by_known,
            "link": links_of(purpose, wanted),
            "kept": kept_of(purpose, wanted),
            "art": drawn_of(page, told_number(ask.request.query_params.get("steps", ""))),
            "links_art": chart_art(page.chart) if page.chart else None,
            "fault": fault,
            "typed": typed,
            "typed_alone": ask.typed("alone_because"),
            "purpose": purpose,
            "purpose_words": PURPOSES.get(purpose, purpose.replace("-", " ", 1)),
            "bands": tuple(Band),
        }
        return self._desk.draw(ask, "duty/person.html", facts, room="people", status=status)

    def note(self, ask: Ask) -> Response:
        """Keep a note on a person."""
        number, purpose = ask.number("person"), ask.typed("because")
        try:
            self._desk.door.note_person(
                officer=ask.officer, person_id=number, words=ask.typed("words")
            )
        except JudgementRefusedError:
            return self._person(ask, purpose, fault="The note is empty.", status=422)
        return to(f"/desk/persons/{number}?because={_code(purpose)}")

    def grown(self, ask: Ask) -> Response:
        """Let what was told of a child count, now that they are 18."""
        number, purpose, reason = ask.number("person"), ask.typed("because"), ask.typed("reason")
        try:
            self._desk.door.let_count(officer=ask.officer, person_id=number, reason=reason)
        except JudgementRefusedError:
            return self._person(ask, purpose, fault=WHY_COUNT, status=422)
        except TransitionRefusedError:
            return self._person(ask, purpose, fault=NOT_ASIDE, status=409)
        return to(f"/desk/persons/{number}?because={_code(purpose)}")

    def standing(self, ask: Ask) -> Response:
        """Set a standing by decision; a second human signs beside the first."""
        number, purpose, reason = ask.number("person"), ask.typed("because"), ask.typed("reason")
        try:
            self._desk.door.set_standing(
                officer=ask.officer,
                person_id=number,
                to=Band(ask.typed("to")),
                reason=reason,
                second_login=ask.typed("second"),
                second_password=ask.form.get("password", ""),
                alone_because=ask.typed("alone_because"),
            )
        except JudgementRefusedError as refused:
            missing = refused.facts.get("missing", ())
            code = missing[0] if isinstance(missing, tuple) and missing else "reason"
            fault = STANDING_FAULTS.get(str(code), STANDING_FAULTS["reason"])
            return self._person(ask, purpose, fault=fault, typed=reason, status=422)
        except SignInRefusedError:
            return self._person(ask, purpose, fault=SECOND_DID_NOT_FIT, typed=reason, status=422)
        except TransitionRefusedError:
            return self._person(ask, purpose, fault=NOT_LOWER, typed=reason, status=409)
        except ValueError as error:
            raise NotFoundError(what="band") from error
        return to(f"/desk/persons/{number}?because={_code(purpose)}")

    def ask_identity(self, ask: Ask) -> Response:
        """Ask whose identity, and why."""
        if "open_identity" not in ask.facts.may:
            raise NotFoundError(what="room")
        return self._identity_page(ask)

    def identity(self, ask: Ask) -> Response:
        """Open who told."""
        reference = ask.typed("reference")
        try:
            found = self._desk.door.open_identity(
                officer=ask.officer, reference=reference, reason=ask.typed("reason")
            )
        except JudgementRefusedError:
            return self._identity_page(
                ask, reference=reference, fault="Write why it has to be opened.", status=422
            )
        return self._identity_page(ask, reference=reference, found=found)

    def _identity_page(
        self,
        ask: Ask,
        *,
        reference: str = "",
        found: object = None,
        fault: str = "",
        status: int = 200,
    ) -> Response:
        facts = {"reference": reference, "found": found, "fault": fault, "narrow": True}
        return self._desk.draw(ask, "duty/identity.html", facts, room="identity", status=status)


def _code(purpose: str) -> str:
    """Return a purpose as it may stand in an address: letters, figures, dashes."""
    return re.sub(r"[^A-Za-z0-9_-]", "", purpose)
