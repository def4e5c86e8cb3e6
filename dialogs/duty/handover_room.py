"""Handing a person over: one page for both desks, with the offer, its answers, and the clock."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, to, told_of
from intake.duty.values import ConflictError, JudgementRefusedError, TransitionRefusedError

FAULTS = {
    "to_desk": "Choose a desk that exists and may know of this person.",
    "words": "Write it in words. Both desks read them, and they stay on the record.",
}
FIRST = "Somebody answered first. This is how it stands now."
NOT_YOURS = "That is for the other desk to say. This is how it stands now."


class HandoverRoom:
    """The page of handovers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        where = "/persons/{person}/handover"
        router.add_api_route(where, page(self.ask), methods=["GET"])
        router.add_api_route(where, page(self.offer), methods=["POST"])
        for name, act in (
            ("accept", self._desk.door.accept_handover),
            ("refuse", self._desk.door.refuse_handover),
            ("take-back", self._desk.door.take_back_handover),
        ):
            router.add_api_route(f"{where}/{name}", page(self._answering(act)), methods=["POST"])

    def ask(self, ask: Ask) -> Response:
        """Show who owns, what is offered, and what can be said."""
        return self._page(ask)

    def offer(self, ask: Ask) -> Response:
        """Offer the person to a desk."""
        return self._done(
            ask,
            lambda: self._desk.door.offer_handover(
                officer=ask.officer,
                person_id=ask.number("person"),
                to_desk=ask.typed("to_desk"),
                reason=ask.typed("words"),
            ),
        )

    def _answering(self, act: Callable[..., Any]) -> Callable[[Ask], Response]:
        def answer(ask: Ask) -> Response:
            person_id, words = ask.number("person"), ask.typed("words")
            return self._done(
                ask, lambda: act(officer=ask.officer, person_id=person_id, words=words)
            )

        return answer

    def _done(self, ask: Ask, act: Callable[[], Any]) -> Response:
        """Do it, or say what lacks; nothing typed is lost."""
        try:
            act()
        except JudgementRefusedError as refused:
            fault = told_of(refused, FAULTS, otherwise="words")
            return self._page(ask, fault=fault, status=422)
        except ConflictError:
            return self._page(ask, fault=FIRST, status=409)
        except TransitionRefusedError:
            return self._page(ask, fault=NOT_YOURS, status=409)
        return to(f"/desk/persons/{ask.number('person')}/handover")

    def _page(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.handover_page(officer=ask.officer, person_id=ask.number("person"))
        facts = {
            "page": page,
            "fault": fault,
            "typed": {name: ask.typed(name) for name in ("to_desk", "words")},
            "narrow": True,
        }
        return self._desk.draw(ask, "duty/handover.html", facts, room="people", status=status)
