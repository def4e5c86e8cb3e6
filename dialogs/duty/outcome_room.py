"""The way out: outcomes said by two officers, the person's own statement, the three things."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.close_room import day_of
from dialogs.duty.desk import Ask, Desk, safe_purpose, to, told_of
from intake.duty.purposes import PURPOSES
from intake.duty.values import ConflictError, JudgementRefusedError, NotFoundError

KINDS: Mapping[str, str] = {
    "substantiated": "Substantiated: what was told was found to be so",
    "unsubstantiated": "Unsubstantiated: nothing was shown either way. It clears nobody",
    "unfounded": "Unfounded: it was looked into, and it was not so. He is cleared of all of it",
    "mistaken_identity": "Mistaken identity: the reports chosen mean somebody else",
    "malicious": "Malicious: the reports chosen were made to harm him",
}
HOW_SAID: Mapping[str, str] = {
    "writing": "in writing",
    "interview": "in an interview",
    "telephone": "by telephone",
    "representative": "through somebody who speaks for them",
}
STATES: Mapping[str, str] = {
    "waiting": "waits for a second officer",
    "confirmed": "confirmed",
    "refused": "refused by the second officer",
    "taken_back": "taken back",
}
FAULTS: Mapping[str, str] = {
    "kind": "Choose how it came out.",
    "concerns": "Choose the reports that are mistaken or malicious.",
    "reason": "Write why. It is kept with your name.",
    "meant": "Write the number of another record that your desk may open, such as P-0412.",
    "second": "Another officer than the first has to say yes.",
    "second_view": "Ask another agency for its view first, or write why none was had.",
    "words": "Write what the person says.",
    "said_on": "Write the day on which it was said: 1 12 2026.",
    "how": "Choose how it was said.",
    "seen_apart": "All who were spoken to were heard beside him. See them apart first.",
}
FIELDS = ("alone_because", "kind", "meant", "reason", "words", "said_on", "how")
CHANGED = "This has been answered or taken back meanwhile, or another outcome waits."


class OutcomeRoom:
    """The page of outcomes, and its five forms."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/persons/{person}/outcomes", page(self.outcomes), methods=["GET"])
        router.add_api_route("/persons/{person}/outcomes", page(self.change), methods=["POST"])

    def outcomes(self, ask: Ask) -> Response:
        """Draw how it came out; without a purpose the record asks for one."""
        purpose = ask.request.query_params.get("because", "")
        if not purpose:
            return to(f"/desk/persons/{ask.number('person')}")
        return self._page(ask, purpose)

    def change(self, ask: Ask) -> Response:
        """Record, confirm, refuse, take back, or keep a statement; nothing typed is lost."""
        number, purpose = ask.number("person"), ask.typed("because")
        try:
            self._act(ask, number)
        except JudgementRefusedError as refused:
            fault = told_of(refused, FAULTS, otherwise="reason")
            return self._page(ask, purpose, fault=fault, status=422)
        except ConflictError:
            return self._page(ask, purpose, fault=CHANGED, status=409)
        return to(f"/desk/persons/{number}/outcomes?because={safe_purpose(purpose)}")

    def _act(self, ask: Ask, number: int) -> None:
        door, officer, reason = self._desk.door, ask.officer, ask.typed("reason")
        match ask.typed("do"):
            case "record":
                door.record_outcome(
                    officer=officer,
                    person_id=number,
                    kind=ask.typed("kind"),
                    references=_picked(ask),
                    meant=ask.typed("meant"),
                    reason=reason,
                    alone_because=ask.typed("alone_because"),
                )
            case "confirm":
                door.confirm_outcome(officer=officer, person_id=number, outcome_id=_outcome(ask))
            case "refuse":
                door.refuse_outcome(
                    officer=officer, person_id=number, outcome_id=_outcome(ask), reason=reason
                )
            case "take_back":
                door.take_back_outcome(
                    officer=officer, person_id=number, outcome_id=_outcome(ask), reason=reason
                )
            case "state":
                door.record_statement(
                    officer=officer,
                    person_id=number,
                    words=ask.typed("words"),
                    said_on=day_of(ask.typed("said_on")),
                    how=ask.typed("how"),
                )
            case _:
                raise NotFoundError(what="act")

    def _page(self, ask: Ask, purpose: str, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.outcomes(
            officer=ask.officer, person_id=ask.number("person"), purpose=purpose
        )
        facts = {
            "page": page,
            "fault": fault,
            "purpose": purpose,
            "purpose_words": PURPOSES.get(purpose, purpose.replace("-", " ", 1)),
            "typed": {name: ask.typed(name) for name in FIELDS},
            "picked": frozenset(_picked(ask)),
            "kinds": KINDS,
            "how_said": HOW_SAID,
            "states": STATES,
        }
        return self._desk.draw(ask, "duty/outcomes.html", facts, room="people", status=status)


def _picked(ask: Ask) -> tuple[str, ...]:
    """Return the references of the boxes that were ticked."""
    return tuple(told for name, told in ask.form.items() if name.startswith("pick"))


def _outcome(ask: Ask) -> int:
    told = ask.typed("outcome")
    if not told.isdecimal() or len(told) > 9:
        raise NotFoundError(what="outcome")
    return int(told)
