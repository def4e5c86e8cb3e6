"""The figures of the partnership: one page with its plots and tables, and the same as a file."""

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty import figure_plot
from dialogs.duty.desk import Ask, Desk
from dialogs.duty.figure_file import file_of


class FiguresRoom:
    """The page and the file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/figures", page(self.read), methods=["GET"])
        router.add_api_route("/figures.csv", page(self.file), methods=["GET"])

    def read(self, ask: Ask) -> Response:
        """Draw the figures of a period."""
        period = ask.request.query_params.get("period", "")
        page = self._desk.door.figures(officer=ask.officer, period=period)
        facts = {"page": page, "figures": page.figures, "draw": figure_plot}
        return self._desk.draw(ask, "duty/figures.html", facts, room="board")

    def file(self, ask: Ask) -> Response:
        """Give the figures of a period as a file."""
        period = ask.request.query_params.get("period", "")
        figures = self._desk.door.exported_figures(officer=ask.officer, period=period)
        return Response(
            file_of(figures),
            media_type="text/csv; charset=utf-8",
            headers={
                "content-disposition": f'attachment; filename="figures-{figures.period.code}.csv"',
                "cache-control": "no-store",
            },
        )
