"""Who and what is linked to a person: the chart, its table, and the places."""

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, safe_purpose
from dialogs.duty.link_chart import chart_art
from dialogs.duty.person_art import told_number
from intake.duty.purposes import PURPOSES
from intake.duty.values import PurposeMissingError
from intake.duty.views import paged

HOPS = 2
HOPS_OFFERED = (1, 2, 3, 4)
ROWS = 100
"""Lines of one page of the table."""


class LinkRoom:
    """The page of a person's links."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the route."""
        page = self._desk.page
        router.add_api_route("/persons/{person}/links", page(self.links), methods=["GET"])

    def links(self, ask: Ask) -> Response:
        """Draw who and what is linked, as many steps away as was asked for."""
        told = ask.request.query_params
        number, purpose = ask.number("person"), told.get("because", "")
        hops = told_number(told.get("hops", "")) or HOPS
        try:
            page = self._desk.door.links(
                officer=ask.officer, person_id=number, purpose=purpose, hops=hops
            )
        except PurposeMissingError:
            facts = {"number": number, "purposes": PURPOSES, "narrow": True}
            return self._desk.draw(ask, "duty/purpose.html", facts, room="people")
        art = chart_art(page.chart)
        facts = {
            "page": page,
            "art": art,
            "rows": paged(art.rows, told_number(told.get("page", "")), ROWS),
            "each": ROWS,
            "hops_offered": HOPS_OFFERED,
            "purpose": safe_purpose(purpose),
            "purpose_words": PURPOSES.get(purpose, purpose.replace("-", " ", 1)),
        }
        return self._desk.draw(ask, "duty/links.html", facts, room="people")
