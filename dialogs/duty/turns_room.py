"""Shifts and closing desks: what is still held, passed on in one act, offered and taken back."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, to, told_of
from intake.duty.values import ConflictError, JudgementRefusedError, TransitionRefusedError

FAULTS = {
    "to": "Choose a colleague of this desk.",
    "to_desk": "Choose another desk.",
    "words": "Write why, in words. It is kept with your name.",
    "held": "There is nothing to pass on.",
    "people": "Nobody is left to offer to that desk: all are offered, or it may not know of them.",
}
FIRST = "Somebody was first. This is how it stands now."
NOT_NOW = "That cannot be taken back by you, or no longer. This is how it stands now."


class TurnsRoom:
    """The pages of a shift's end, and of a desk that hands over all."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/shift", page(self.shift), methods=["GET"])
        router.add_api_route("/shift", page(self.pass_on), methods=["POST"])
        router.add_api_route("/shift/{passing}/back", page(self.take_back), methods=["POST"])
        router.add_api_route("/leaving", page(self.leaving), methods=["GET"])
        router.add_api_route("/leaving", page(self.offer_all), methods=["POST"])
        router.add_api_route("/leaving/accept", page(self.accept_all), methods=["POST"])

    def shift(self, ask: Ask) -> Response:
        """Draw what an officer still holds."""
        return self._shift(ask, whose=ask.request.query_params.get("of", ""))

    def pass_on(self, ask: Ask) -> Response:
        """Pass it all to a colleague."""
        whose = ask.typed("of") or ask.officer.login

        def act() -> object:
            return self._desk.door.pass_on(
                officer=ask.officer,
                from_login=whose,
                to_login=ask.typed("to"),
                reason=ask.typed("words"),
            )

        where = "/desk/shift" if whose == ask.officer.login else f"/desk/shift?of={whose}"
        return self._done(act, where, lambda **more: self._shift(ask, whose=whose, **more))

    def take_back(self, ask: Ask) -> Response:
        """Take an act back."""
        passing = ask.number("passing")

        def act() -> object:
            return self._desk.door.take_back_passing(officer=ask.officer, passing_id=passing)

        return self._done(act, "/desk/shift", lambda **more: self._shift(ask, **more))

    def leaving(self, ask: Ask) -> Response:
        """Draw what the desk holds."""
        return self._leaving(ask)

    def offer_all(self, ask: Ask) -> Response:
        """Offer everybody to another desk."""

        def act() -> object:
            return self._desk.door.offer_all(
                officer=ask.officer, to_desk=ask.typed("to_desk"), reason=ask.typed("words")
            )

        return self._done(act, "/desk/leaving", lambda **more: self._leaving(ask, **more))

    def accept_all(self, ask: Ask) -> Response:
        """Accept everybody whom one desk offers."""

        def act() -> object:
            return self._desk.door.accept_all(
                officer=ask.officer, from_desk=ask.typed("from_desk"), words=ask.typed("words")
            )

        return self._done(act, "/desk/leaving", lambda **more: self._leaving(ask, **more))

    def _done(
        self, act: Callable[[], object], where: str, again: Callable[..., Response]
    ) -> Response:
        """Do it, or draw the page again with what lacks; nothing typed is lost."""
        try:
            act()
        except JudgementRefusedError as refused:
            return again(fault=told_of(refused, FAULTS, otherwise="words"), status=422)
        except ConflictError:
            return again(fault=FIRST, status=409)
        except TransitionRefusedError:
            return again(fault=NOT_NOW, status=409)
        return to(where)

    def _shift(self, ask: Ask, *, whose: str = "", fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.shift(officer=ask.officer, whose=whose)
        return self._draw(ask, "duty/shift.html", page, fault, status)

    def _leaving(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.leaving(officer=ask.officer)
        return self._draw(ask, "duty/leaving.html", page, fault, status)

    def _draw(self, ask: Ask, template: str, page: Any, fault: str, status: int) -> Response:
        typed = {name: ask.typed(name) for name in ("to", "to_desk", "from_desk", "words")}
        facts = {"page": page, "fault": fault, "typed": typed}
        return self._desk.draw(ask, template, facts, room="diary", status=status)
