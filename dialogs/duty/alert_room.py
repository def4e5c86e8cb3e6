"""One alert, one concern: read, answer, judge, note, copy."""

from fastapi import APIRouter
from starlette.responses import PlainTextResponse, Response

from dialogs.duty.desk import Ask, Desk, to
from intake.duty.values import (
    Answer,
    JudgementRefusedError,
    NotFoundError,
    Part,
    TransitionRefusedError,
    normal_reference,
)

NO_REASON = "Write why. It is kept with your name, and the next officer reads it."
NO_ANSWER = "Choose same, different or cannot tell."
NO_WORDS = "Write what is decided, and why."
CANNOT_DECLINE = "This can no longer be declined: whoever is asked last has to take it."


class AlertRoom:
    """The pages of alerts and concerns."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/alerts/{alert}", page(self.alert), methods=["GET"])
        router.add_api_route("/alerts/{alert}", page(self.answer), methods=["POST"])
        router.add_api_route("/concerns/{reference}", page(self.concern), methods=["GET"])
        router.add_api_route("/concerns/{reference}/note", page(self.note), methods=["POST"])
        router.add_api_route("/concerns/{reference}/referral", page(self.copy), methods=["GET"])
        router.add_api_route("/concerns/{reference}/referral.txt", page(self.text), methods=["GET"])
        router.add_api_route("/mentions/{mention}/part", page(self.part), methods=["POST"])
        router.add_api_route("/links/{link}/judge", page(self.judge), methods=["POST"])
        router.add_api_route("/links/{link}/undo", page(self.undo), methods=["POST"])

    def alert(self, ask: Ask) -> Response:
        """Draw an alert."""
        return self._alert(ask, ask.number("alert"))

    def _alert(
        self, ask: Ask, alert_id: int, *, fault: str = "", typed: str = "", status: int = 200
    ) -> Response:
        page = self._desk.door.alert(officer=ask.officer, alert_id=alert_id)
        facts = {"page": page, "fault": fault, "typed": typed}
        return self._desk.draw(ask, "duty/alert.html", facts, status=status)

    def answer(self, ask: Ask) -> Response:
        """Acknowledge, accept, decide or decline."""
        alert, door, officer = ask.number("alert"), self._desk.door, ask.officer
        reason, decision = ask.typed("reason"), ask.typed("decision")
        match ask.typed("do"):
            case "acknowledge":
                door.acknowledge(officer=officer, alert_id=alert)
            case "accept":
                door.accept(officer=officer, alert_id=alert)
            case "decide":
                if not decision:
                    return self._alert(ask, alert, fault=NO_WORDS, status=422)
                door.decide(officer=officer, alert_id=alert, decision=decision)
            case "decline":
                if not reason:
                    return self._alert(ask, alert, fault=NO_REASON, status=422)
                try:
                    door.decline(officer=officer, alert_id=alert, reason=reason)
                except TransitionRefusedError:
                    return self._alert(ask, alert, fault=CANNOT_DECLINE, typed=reason, status=409)
            case _:
                raise NotFoundError(what="act")
        return to(f"/desk/alerts/{alert}")

    def concern(self, ask: Ask) -> Response:
        """Draw a concern by its reference."""
        return self._concern(ask)

    def _concern(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        view = self._desk.door.concern(officer=ask.officer, reference=ask.word("reference"))
        facts = {"concern": view, "fault": fault, "parts_of": tuple(Part)}
        return self._desk.draw(ask, "duty/concern.html", facts, status=status)

    def note(self, ask: Ask) -> Response:
        """Keep a note on a concern."""
        reference = ask.word("reference")
        try:
            self._desk.door.note_concern(
                officer=ask.officer, reference=reference, words=ask.typed("words")
            )
        except JudgementRefusedError:
            return self._concern(ask, fault="The note is empty.", status=422)
        return to(f"/desk/concerns/{reference}")

    def part(self, ask: Ask) -> Response:
        """Change the part somebody plays in a concern."""
        try:
            part = Part(ask.typed("part"))
        except ValueError as error:
            raise NotFoundError(what="part") from error
        reference = self._desk.door.change_part(
            officer=ask.officer,
            mention_id=ask.number("mention"),
            part=part,
            reason=ask.typed("reason"),
        )
        return to(f"/desk/concerns/{reference}")

    def copy(self, ask: Ask) -> Response:
        """Draw a concern as a referral, to copy or print."""
        text = self._desk.door.referral(officer=ask.officer, reference=ask.word("reference"))
        facts = {"text": text, "reference": ask.word("reference"), "narrow": True}
        return self._desk.draw(ask, "duty/referral.html", facts)

    def text(self, ask: Ask) -> Response:
        """Give a concern as plain text."""
        return PlainTextResponse(
            self._desk.door.referral(officer=ask.officer, reference=ask.word("reference"))
        )

    def judge(self, ask: Ask) -> Response:
        """Keep an answer on a link."""
        link = ask.number("link")
        try:
            answer = Answer(ask.typed("answer"))
        except ValueError:
            return self._back(ask, link, fault=NO_ANSWER)
        try:
            self._desk.door.judge(
                officer=ask.officer, link_id=link, answer=answer, reason=ask.typed("reason")
            )
        except JudgementRefusedError:
            return self._back(ask, link, fault=NO_REASON)
        return self._back(ask, link)

    def undo(self, ask: Ask) -> Response:
        """Take the last answer on a link back."""
        link = ask.number("link")
        try:
            self._desk.door.undo(officer=ask.officer, link_id=link, reason=ask.typed("reason"))
        except JudgementRefusedError:
            return self._back(ask, link, fault=NO_REASON)
        return self._back(ask, link)

    def _back(self, ask: Ask, link: int, *, fault: str = "") -> Response:
        """Return to the page where the answer was given; with a fault it is drawn at once."""
        kind, _, key = ask.typed("back").partition("-")
        if kind == "alert" and key.isdecimal():
            if fault:
                return self._alert(ask, int(key), fault=fault, status=422)
            return to(f"/desk/alerts/{key}#link-{link}")
        if kind == "concern" and (reference := normal_reference(key)):
            if not fault:
                return to(f"/desk/concerns/{reference}#link-{link}")
            view = self._desk.door.concern(officer=ask.officer, reference=reference)
            facts = {"concern": view, "fault": fault, "parts_of": tuple(Part)}
            return self._desk.draw(ask, "duty/concern.html", facts, status=422)
        return to("/desk")
