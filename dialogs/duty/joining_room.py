"""Two records of one person: what was joined, joining and parting."""

import re

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, to
from intake.duty.values import ConflictError, JudgementRefusedError, NotFoundError

NO_REASON = "Write why. It is kept with your name, and the next officer reads it."
SAME_OFFICER = "You said so yourself. Somebody else has to read both records and say yes."
NO_OTHER = "Choose the other record, or write its number: P-0012."
CANNOT = (
    "These two cannot be joined or parted now. One may be joined already, or asked about; an "
    "outcome of one may wait for its second officer; a flag of one may be for some desks only; or "
    "somebody judged that a report about the one is not about the other."
)
NUMBER = re.compile(r"^\s*(?:P-?)?0*(\d{1,9})\s*$", re.IGNORECASE)


class JoiningRoom:
    """The pages of records that are, or may be, one person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/persons/{person}/joined", page(self.show), methods=["GET"])
        router.add_api_route("/persons/{person}/join", page(self.join), methods=["POST"])
        router.add_api_route("/persons/{person}/part", page(self.part), methods=["POST"])
        router.add_api_route("/persons/{person}/join/answer", page(self.answer), methods=["POST"])

    def show(self, ask: Ask) -> Response:
        """Draw what was joined to a record, and what may be."""
        return self._page(ask, ask.request.query_params.get("because", ""))

    def _page(
        self, ask: Ask, purpose: str, *, fault: str = "", typed: str = "", status: int = 200
    ) -> Response:
        number = ask.number("person")
        page = self._desk.door.joins(officer=ask.officer, person_id=number, purpose=purpose)
        facts = {"page": page, "purpose": purpose, "fault": fault, "typed": typed, "narrow": True}
        return self._desk.draw(ask, "duty/joined.html", facts, room="people", status=status)

    def join(self, ask: Ask) -> Response:
        """Say that two records are one person."""
        person, purpose, reason = ask.number("person"), ask.typed("because"), ask.typed("reason")
        other = NUMBER.match(ask.typed("number") or ask.typed("other"))
        if other is None:
            return self._page(ask, purpose, fault=NO_OTHER, typed=reason, status=422)
        try:
            joined = self._desk.door.join_people(
                officer=ask.officer, person_id=person, other_id=int(other[1]), reason=reason
            )
        except JudgementRefusedError:
            return self._page(ask, purpose, fault=NO_REASON, status=422)
        except ConflictError:
            return self._page(ask, purpose, fault=CANNOT, typed=reason, status=409)
        except NotFoundError:
            return self._page(ask, purpose, fault=NO_OTHER, typed=reason, status=422)
        return to(f"/desk/persons/{joined.into_id}/joined?because={_code(purpose)}")

    def part(self, ask: Ask) -> Response:
        """Say that two joined records are not one person after all."""
        person, purpose = ask.number("person"), ask.typed("because")
        joined = ask.typed("joined")
        if not joined.isdecimal():
            raise NotFoundError(what="joining")
        try:
            self._desk.door.part_people(
                officer=ask.officer, joined_id=int(joined), reason=ask.typed("reason")
            )
        except JudgementRefusedError:
            return self._page(ask, purpose, fault=NO_REASON, status=422)
        except ConflictError:
            return self._page(ask, purpose, fault=CANNOT, status=409)
        return to(f"/desk/persons/{person}/joined?because={_code(purpose)}")

    def answer(self, ask: Ask) -> Response:
        """Answer, as second officer, whether two flagged records are one person."""
        person, purpose, door = ask.number("person"), ask.typed("because"), self._desk.door
        joined = ask.typed("joined")
        if not joined.isdecimal():
            raise NotFoundError(what="joining")
        try:
            if ask.typed("do") == "yes":
                door.confirm_joining(officer=ask.officer, joined_id=int(joined))
            else:
                door.refuse_joining(
                    officer=ask.officer, joined_id=int(joined), reason=ask.typed("reason")
                )
        except JudgementRefusedError as refused:
            is_same = refused.facts.get("missing") == ("second",)
            fault = SAME_OFFICER if is_same else NO_REASON
            return self._page(ask, purpose, fault=fault, status=422)
        except ConflictError:
            return self._page(ask, purpose, fault=CANNOT, status=409)
        return to(f"/desk/persons/{person}/joined?because={_code(purpose)}")


def _code(purpose: str) -> str:
    """Return a purpose as it may stand in an address: letters, figures, dashes."""
    return re.sub(r"[^A-Za-z0-9_-]", "", purpose)
