"""The homes around a person, and whom he reaches through them, as tables."""

import re

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk

HOW = {"lives": "Lives there", "lived": "Lived there", "comes_to": "Comes there"}
STEPS = (1, 2, 3)


class HomesRoom:
    """The page of the homes around a person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the route."""
        page = self._desk.page
        router.add_api_route("/persons/{person}/homes", page(self.show), methods=["GET"])

    def show(self, ask: Ask) -> Response:
        """Draw the homes within one, two or three steps."""
        query = ask.request.query_params
        steps = query.get("steps", "")
        page = self._desk.door.homes(
            officer=ask.officer,
            person_id=ask.number("person"),
            purpose=query.get("because", ""),
            hops=int(steps) if steps in map(str, STEPS) else 2,
        )
        purpose = re.sub(r"[^A-Za-z0-9_-]", "", query.get("because", ""))
        facts = {"page": page, "purpose": purpose, "how": HOW, "steps": STEPS, "narrow": True}
        return self._desk.draw(ask, "duty/homes.html", facts, room="people")
