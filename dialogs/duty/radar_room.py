"""The board of an area: who owes what, and what might fall off the radar."""

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk


class RadarRoom:
    """One page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the route."""
        router.add_api_route("/board", self._desk.page(self.board), methods=["GET"])

    def board(self, ask: Ask) -> Response:
        """Draw the board."""
        facts = {"page": self._desk.door.radar(officer=ask.officer)}
        return self._desk.draw(ask, "duty/radar.html", facts, room="board")
