"""Grading a report 3x5x2 beside its own words; changed and taken back with a reason."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, to, told_of
from intake.duty.values import ConflictError, JudgementRefusedError, NotFoundError

FIELDS = ("source", "information", "handling", "conditions", "reason")
SOURCE: Mapping[str, str] = {
    "1": "Reliable: the source has been right before",
    "2": "Untested: the normal grade for the public, also nameless",
    "3": "Not reliable: there is a reason to doubt the source",
}
INFORMATION: Mapping[str, str] = {
    "A": "Known directly to the source",
    "B": "Known indirectly, and corroborated",
    "C": "Known indirectly",
    "D": "Not known how",
    "E": "Suspected false. It is kept and shown, weighs next to nothing, and no rule rests on it",
}
HANDLING: Mapping[str, str] = {
    "P": "May be shared as the law allows",
    "C": "May be shared under conditions as well",
}
FAULTS: Mapping[str, str] = {
    "source": "Choose how far the source is to be relied on.",
    "information": "Choose how the source knows it.",
    "handling": "Choose how it may be shared.",
    "conditions": "Write the conditions of sharing.",
    "reason": "Write why. It is kept with your name.",
}
NOTHING_TO_UNDO = "No grade is in force."


class GradeRoom:
    """The page of grading."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/concerns/{reference}/grade", page(self.grades), methods=["GET"])
        router.add_api_route("/concerns/{reference}/grade", page(self.grade), methods=["POST"])

    def grades(self, ask: Ask) -> Response:
        """Draw a report's words beside its grades."""
        return self._page(ask)

    def grade(self, ask: Ask) -> Response:
        """Grade it, or take the grade in force back; nothing typed is lost."""
        reference, officer, door = ask.word("reference"), ask.officer, self._desk.door
        reason = ask.typed("reason")
        try:
            match ask.typed("do"):
                case "grade":
                    told = {name: ask.typed(name) for name in FIELDS[:-1]}
                    door.grade_concern(
                        officer=officer, reference=reference, grade=told, reason=reason
                    )
                case "undo":
                    door.undo_grade(officer=officer, reference=reference, reason=reason)
                case _:
                    raise NotFoundError(what="act")
        except JudgementRefusedError as refused:
            fault = told_of(refused, FAULTS, otherwise="reason")
            return self._page(ask, fault=fault, status=422)
        except ConflictError:
            return self._page(ask, fault=NOTHING_TO_UNDO, status=409)
        return to(f"/desk/concerns/{reference}/grade")

    def _page(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.grade_page(officer=ask.officer, reference=ask.word("reference"))
        facts = {
            "page": page,
            "fault": fault,
            "typed": {name: ask.typed(name) for name in FIELDS},
            "choices": (
                ("source", "The source", SOURCE),
                ("information", "What it tells", INFORMATION),
                ("handling", "Sharing", HANDLING),
            ),
            "meant": {"source": SOURCE, "information": INFORMATION, "handling": HANDLING},
        }
        return self._desk.draw(ask, "duty/grade.html", facts, status=status)
