"""The days that come: rotas with their gaps, tests of channels, an area's diary, its meetings."""

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, to
from intake.duty.values import ConflictError, JudgementRefusedError

NO_CHANNEL = "This desk has no address on any channel. The administrator writes them in duty.yaml."
JUST_NOW = "This desk was tested a few minutes ago. Wait ten minutes before the next test."


class RotaRoom:
    """Rotas and tests; the diary and the meetings of an area."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/duty/rota", page(self.rota), methods=["GET"])
        router.add_api_route("/duty/rota", page(self.ping), methods=["POST"])
        router.add_api_route("/duty/rota/{ping}/received", page(self.received), methods=["POST"])
        router.add_api_route("/board/diary", page(self.area), methods=["GET"])
        router.add_api_route("/board/meetings", page(self.meetings), methods=["GET"])

    def rota(self, ask: Ask) -> Response:
        """Draw the rotas of the area."""
        return self._rota(ask)

    def ping(self, ask: Ask) -> Response:
        """Test every channel of the desk."""
        try:
            self._desk.door.ping_desk(officer=ask.officer)
        except JudgementRefusedError:
            return self._rota(ask, fault=NO_CHANNEL, status=422)
        except ConflictError:
            return self._rota(ask, fault=JUST_NOW, status=409)
        return to("/desk/duty/rota#tests")

    def received(self, ask: Ask) -> Response:
        """Write down that a test arrived."""
        self._desk.door.receive_ping(officer=ask.officer, ping_id=ask.number("ping"))
        return to("/desk/duty/rota#tests")

    def area(self, ask: Ask) -> Response:
        """Draw the diary of the area."""
        desk = ask.request.query_params.get("desk", "")
        page = self._desk.door.area_diary(officer=ask.officer, desk=desk)
        return self._desk.draw(ask, "duty/area_diary.html", {"page": page}, room="board")

    def meetings(self, ask: Ask) -> Response:
        """Draw the meetings that come and were missed."""
        page = self._desk.door.missed(officer=ask.officer)
        return self._desk.draw(ask, "duty/missed.html", {"page": page}, room="board")

    def _rota(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.rota(officer=ask.officer)
        facts = {"page": page, "fault": fault}
        return self._desk.draw(ask, "duty/rota.html", facts, room="duty", status=status)
