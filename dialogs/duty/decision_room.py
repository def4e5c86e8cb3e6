"""Decisions: what lay on the table, what came since, who disagrees; and what is asked elsewhere."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, missing_of, to
from intake.duty.values import (
    ConflictError,
    JudgementRefusedError,
    NotFoundError,
    TransitionRefusedError,
)

FAULTS: Mapping[str, str] = {
    "words": "Write why. It is kept with your name.",
    "second": "Whoever decided cannot answer this; another officer has to.",
    "to_desk": "Choose a desk that may be asked.",
    "shared": "Write what you pass on: a name, and no more than is needed.",
    "question": "Write what you ask.",
    "basis": "Choose why it may be passed on.",
    "answer": "Choose an answer.",
}
CHANGED = "Somebody has answered meanwhile, or it does not stand any more. This is how it is now."
NOT_YOURS = "This step is not for your desk or role, or there is no level above."


class DecisionRoom:
    """The pages of decisions and of questions between desks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        for where, get, post in (
            ("/concerns/{reference}/decisions", self.of_concern, None),
            ("/persons/{person}/decisions", self.of_person, None),
            ("/decisions/{dossier}", self.one, self.change),
            ("/concerns/{reference}/ask", self.ask, self.ask_desk),
            ("/persons/{person}/ask", self.ask, self.ask_desk),
            ("/requests/{number}", self.request, self.answer),
        ):
            router.add_api_route(where, page(get), methods=["GET"])
            if post is not None:
                router.add_api_route(where, page(post), methods=["POST"])

    def of_concern(self, ask: Ask) -> Response:
        """Show the decisions on a concern."""
        page = self._desk.door.decisions_on(officer=ask.officer, reference=ask.word("reference"))
        return self._decisions(ask, page)

    def of_person(self, ask: Ask) -> Response:
        """Show the decisions about a person."""
        page = self._desk.door.decisions_about(officer=ask.officer, person_id=ask.number("person"))
        return self._decisions(ask, page)

    def one(self, ask: Ask) -> Response:
        """Show one decision."""
        return self._one(ask)

    def change(self, ask: Ask) -> Response:
        """Look again, challenge, answer or settle a challenge; nothing typed is lost."""
        number = ask.number("dossier")
        done = self._done(ask, lambda: self._act(ask, number), self._one)
        return done or to(f"/desk/decisions/{number}")

    def ask(self, ask: Ask) -> Response:
        """Ask another desk."""
        return self._ask(ask)

    def ask_desk(self, ask: Ask) -> Response:
        """Keep the question, or say what it lacks."""
        person, reference = _about(ask)
        done = self._done(
            ask,
            lambda: self._desk.door.ask_desk(
                officer=ask.officer,
                person_id=person,
                reference=reference,
                **{name: ask.typed(name) for name in ("to_desk", "shared", "question", "basis")},
            ),
            self._ask,
        )
        where = f"concerns/{reference}" if person is None else f"persons/{person}"
        return done or to(f"/desk/{where}/ask")

    def request(self, ask: Ask) -> Response:
        """Show a question between two desks."""
        return self._request(ask)

    def answer(self, ask: Ask) -> Response:
        """Answer it."""
        number = ask.number("number")
        done = self._done(
            ask,
            lambda: self._desk.door.answer_question(
                officer=ask.officer,
                request_id=number,
                answer=ask.typed("answer"),
                words=ask.typed("words"),
            ),
            self._request,
        )
        return done or to(f"/desk/requests/{number}")

    def _act(self, ask: Ask, number: int) -> None:
        door, words = self._desk.door, ask.typed("words")
        match ask.typed("do"):
            case "same" | "other" as told:
                door.look_again(
                    officer=ask.officer, dossier_id=number, same=told == "same", words=words
                )
            case "challenge":
                door.challenge(officer=ask.officer, dossier_id=number, words=words)
            case "stands" | "undo" as told:
                door.answer_challenge(
                    officer=ask.officer,
                    challenge_id=_challenge(ask),
                    changed=told == "undo",
                    words=words,
                )
            case "settle":
                door.settle_challenge(officer=ask.officer, challenge_id=_challenge(ask), further="")
            case "further":
                if not words:
                    raise JudgementRefusedError(missing=("words",))
                door.settle_challenge(
                    officer=ask.officer, challenge_id=_challenge(ask), further=words
                )
            case _:
                raise NotFoundError(what="act")

    def _done(
        self, ask: Ask, act: Callable[[], Any], again: Callable[..., Response]
    ) -> Response | None:
        """Do it; the page again with what lacks, or None where it was done."""
        try:
            act()
        except JudgementRefusedError as refused:
            fault = " ".join(FAULTS[code] for code in missing_of(refused))
            return again(ask, fault=fault, status=422)
        except ConflictError:
            return again(ask, fault=CHANGED, status=409)
        except TransitionRefusedError:
            return again(ask, fault=NOT_YOURS, status=409)
        return None

    def _one(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.decision(officer=ask.officer, dossier_id=ask.number("dossier"))
        return self._decisions(ask, page, fault=fault, status=status)

    def _decisions(self, ask: Ask, page: object, *, fault: str = "", status: int = 200) -> Response:
        facts = {
            "page": page,
            "fault": fault,
            "typed": ask.form,
            "narrow": True,
            "is_alone": bool(ask.word("dossier")),
        }
        return self._desk.draw(ask, "duty/decisions.html", facts, status=status)

    def _ask(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        person, reference = _about(ask)
        page = self._desk.door.ask_page(officer=ask.officer, person_id=person, reference=reference)
        facts = {"page": page, "fault": fault, "typed": ask.form, "narrow": True}
        return self._desk.draw(ask, "duty/ask.html", facts, status=status)

    def _request(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.request_page(officer=ask.officer, request_id=ask.number("number"))
        facts = {"page": page, "fault": fault, "typed": ask.form, "narrow": True}
        return self._desk.draw(ask, "duty/request.html", facts, status=status)


def _about(ask: Ask) -> tuple[int | None, str]:
    """Return the person or the reference that a question is about."""
    if "person" in ask.request.path_params:
        return ask.number("person"), ""
    return None, ask.word("reference")


def _challenge(ask: Ask) -> int:
    told = ask.typed("challenge")
    if not told.isdecimal() or len(told) > 9:
        raise NotFoundError(what="challenge")
    return int(told)
