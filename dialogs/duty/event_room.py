"""What happened to a person: note it, see who was told, and answer what one's agency is told."""

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.close_room import day_of
from dialogs.duty.desk import Ask, Desk, missing_of, to, told_of
from intake.duty.values import ConflictError, JudgementRefusedError, TransitionRefusedError

FAULTS = {
    "kind": "Choose what happened.",
    "happened_on": "Write the day as day month year, such as 1 12 2026.",
    "areas": "Choose areas of the list.",
    "words": "Write it in words: the desks that are told read them.",
}
NO_ANSWER = "Choose what your agency does or holds."
NO_WORDS = "Write what is held and whom to call; or the reason, if you refuse or have no part."
LAST = "This can no longer be refused: whoever is asked last has to answer."
FIRST = "Somebody answered first. This is how it stands now."


class EventRoom:
    """The page of what happened to a person, and the answer to an alert about it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/persons/{person}/events", page(self.ask), methods=["GET"])
        router.add_api_route("/persons/{person}/events", page(self.note), methods=["POST"])
        router.add_api_route("/alerts/{alert}/told", page(self.answer), methods=["POST"])

    def ask(self, ask: Ask) -> Response:
        """Show what happened, and who was told."""
        return self._page(ask)

    def note(self, ask: Ask) -> Response:
        """Write down what happened."""
        areas = tuple(key[5:] for key in ask.form if key.startswith("area-"))
        try:
            self._desk.door.note_event(
                officer=ask.officer,
                person_id=ask.number("person"),
                kind=ask.typed("kind"),
                happened_on=day_of(ask.typed("happened_on")),
                words=ask.typed("words"),
                areas=areas,
            )
        except JudgementRefusedError as refused:
            return self._page(
                ask, fault=told_of(refused, FAULTS, otherwise="words"), areas=areas, status=422
            )
        return to(f"/desk/persons/{ask.number('person')}/events")

    def answer(self, ask: Ask) -> Response:
        """Answer for the officer's agency; back to the alert."""
        alert = ask.number("alert")
        try:
            self._desk.door.answer_told(
                officer=ask.officer,
                alert_id=alert,
                answer=ask.typed("answer"),
                words=ask.typed("words"),
            )
        except JudgementRefusedError as refused:
            fault = NO_ANSWER if "answer" in missing_of(refused) else NO_WORDS
            return self._alert(ask, alert, fault, 422)
        except TransitionRefusedError:
            return self._alert(ask, alert, LAST, 409)
        except ConflictError:
            return self._alert(ask, alert, FIRST, 409)
        return to(f"/desk/alerts/{alert}")

    def _alert(self, ask: Ask, alert_id: int, fault: str, status: int) -> Response:
        page = self._desk.door.alert(officer=ask.officer, alert_id=alert_id)
        facts = {"page": page, "fault": fault, "typed": ask.typed("words")}
        return self._desk.draw(ask, "duty/alert.html", facts, status=status)

    def _page(
        self, ask: Ask, *, fault: str = "", areas: tuple[str, ...] = (), status: int = 200
    ) -> Response:
        page = self._desk.door.events_page(officer=ask.officer, person_id=ask.number("person"))
        facts = {
            "page": page,
            "fault": fault,
            "typed": {name: ask.typed(name) for name in ("kind", "happened_on", "words")},
            "ticked": areas,
            "narrow": True,
        }
        return self._desk.draw(ask, "duty/events.html", facts, room="people", status=status)
