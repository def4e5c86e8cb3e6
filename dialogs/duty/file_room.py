"""One file of a concern: opened with care, taken away, or sealed away without being looked at."""

from base64 import b64encode

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, to
from intake.duty.values import JudgementRefusedError
from intake.duty.views.files import FilePage

NO_REASON = "Write why. It is kept with your name."


class FileRoom:
    """The pages of one file. Opening is a POST: nothing that only looks ahead opens a file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/files/{file}", page(self.ask), methods=["GET"])
        router.add_api_route("/files/{file}/open", page(self.open), methods=["POST"])
        router.add_api_route("/files/{file}/take", page(self.take), methods=["POST"])
        router.add_api_route("/files/{file}/seal", page(self.seal), methods=["POST"])

    def ask(self, ask: Ask) -> Response:
        """Draw what opening means, and the way to seal the file away without looking."""
        return self._page(ask)

    def open(self, ask: Ask) -> Response:
        """Draw the file, or offer to take it away; it is written down."""
        found = self._desk.door.open_file(officer=ask.officer, file_id=ask.number("file"))
        facts = {"page": found, "picture": picture_of(found), "is_open": True, "fault": ""}
        return self._desk.draw(ask, "duty/file.html", facts)

    def take(self, ask: Ask) -> Response:
        """Hand the file over as it came, never to be shown inside the page."""
        taken = self._desk.door.take_file(officer=ask.officer, file_id=ask.number("file"))
        headers = {
            "content-disposition": f'attachment; filename="{taken.file_name}"',
            "x-content-type-options": "nosniff",
            "content-security-policy": "sandbox; default-src 'none'",
        }
        return Response(taken.data, media_type="application/octet-stream", headers=headers)

    def seal(self, ask: Ask) -> Response:
        """Seal the file away."""
        try:
            reference = self._desk.door.seal_file(
                officer=ask.officer, file_id=ask.number("file"), reason=ask.typed("reason")
            )
        except JudgementRefusedError:
            return self._page(ask, fault=NO_REASON, status=422)
        return to(f"/desk/concerns/{reference}#files")

    def _page(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        found = self._desk.door.file_to_seal(officer=ask.officer, file_id=ask.number("file"))
        facts = {"page": found, "picture": "", "is_open": False, "fault": fault}
        return self._desk.draw(ask, "duty/file.html", facts, status=status)


def picture_of(found: FilePage) -> str:
    """Return the shown copy inside the page: it has no address that could be kept or sent on."""
    told = b64encode(found.picture).decode() if found.picture else ""
    return f"data:image/jpeg;base64,{told}" if told else ""
