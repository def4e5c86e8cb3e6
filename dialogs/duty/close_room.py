"""Closing a concern, or one child's case: the refusal first, the second officer."""

from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, missing_of, to, told_of
from dialogs.duty.words import MISSING
from intake.duty.values import (
    ClosureRefusedError,
    ConflictError,
    JudgementRefusedError,
    NotFoundError,
    Part,
    Said,
    SignAnswer,
    TransitionRefusedError,
    private,
)

MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
CASE_FAULTS = {
    "reason": "Write what was done for this child, and who goes on.",
    "second_officer": "You proposed it; somebody else confirms.",
}
OFFER_FAULTS = {
    "to_desk": "Choose a desk that may take it on.",
    "words": "Write why; it is kept with your name.",
}
CASE_CHANGED = "This case has changed meanwhile, or that is for another desk. This is how it is."


class CloseRoom:
    """The pages of closing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/concerns/{reference}/close", page(self.ask), methods=["GET"])
        router.add_api_route("/concerns/{reference}/close", page(self.close), methods=["POST"])
        router.add_api_route(
            "/concerns/{reference}/confirm/{closing}", page(self.confirm), methods=["POST"]
        )
        router.add_api_route(
            "/concerns/{reference}/cases/{case}", page(self.case), methods=["POST"]
        )

    def case(self, ask: Ask) -> Response:
        """Close one child's case or hand it over, or say what is missing."""
        door, officer, reference = self._desk.door, ask.officer, ask.word("reference")
        case_id = ask.number("case")
        try:
            match ask.typed("do"):
                case "propose":
                    words = ask.typed("words")
                    door.propose_child_case(
                        officer=officer, reference=reference, case_id=case_id, words=words
                    )
                case "confirm":
                    door.confirm_child_case(officer=officer, reference=reference, case_id=case_id)
                case _:
                    self._hand_over(ask, reference, case_id)
        except ClosureRefusedError as refused:
            return self._refused(ask, told_of(refused, CASE_FAULTS, otherwise="reason"))
        except JudgementRefusedError as lacking:
            faults = " ".join(OFFER_FAULTS[code] for code in missing_of(lacking))
            return self._refused(ask, faults)
        except (ConflictError, TransitionRefusedError):
            return self._refused(ask, CASE_CHANGED)
        return to(f"/desk/concerns/{reference}#cases")

    def _hand_over(self, ask: Ask, reference: str, case_id: int) -> None:
        """Offer one child's case, or answer an offer of it."""
        door, officer, words = self._desk.door, ask.officer, ask.typed("words")
        match ask.typed("do"):
            case "offer":
                door.offer_child_case(
                    officer=officer,
                    reference=reference,
                    case_id=case_id,
                    to_desk=ask.typed("to_desk"),
                    reason=words,
                )
            case "take_back":
                door.take_back_child_case(
                    officer=officer, reference=reference, case_id=case_id, words=words
                )
            case "accept" | "refuse" as answer:
                door.answer_child_case(
                    officer=officer,
                    reference=reference,
                    case_id=case_id,
                    accepts=answer == "accept",
                    words=words,
                )
            case _:
                raise NotFoundError(what="act")

    def _refused(self, ask: Ask, fault: str) -> Response:
        """Draw the concern with what was wrong; nothing typed is lost."""
        typed = {name: ask.typed(name) for name in ("words", "to_desk")}
        facts = {
            "concern": self._desk.door.concern(
                officer=ask.officer, reference=ask.word("reference")
            ),
            "fault": fault,
            "case_typed": {**typed, "case": ask.number("case")},
            "parts_of": tuple(Part),
        }
        return self._desk.draw(ask, "duty/concern.html", facts, status=409)

    def ask(self, ask: Ask) -> Response:
        """Ask how it ends."""
        return self._page(ask)

    def close(self, ask: Ask) -> Response:
        """Close it, or say what is missing; nothing typed is lost."""
        told_day = ask.typed("look_again_on")
        try:
            self._desk.door.close(
                officer=ask.officer,
                reference=ask.word("reference"),
                how=ask.typed("how"),
                detail=ask.typed("detail"),
                reason=ask.typed("reason"),
                look_again_on=day_of(told_day) if told_day else None,
                said=_said(ask),
            )
        except ClosureRefusedError as refused:
            return self._page(ask, missing=missing_of(refused), status=409)
        return to(f"/desk/concerns/{ask.word('reference')}")

    def confirm(self, ask: Ask) -> Response:
        """Confirm a colleague's closing."""
        try:
            self._desk.door.confirm_close(officer=ask.officer, closing_id=ask.number("closing"))
        except ClosureRefusedError as refused:
            return self._page(ask, missing=missing_of(refused), status=409)
        return to(f"/desk/concerns/{ask.word('reference')}")

    def _page(self, ask: Ask, *, missing: tuple[str, ...] = (), status: int = 200) -> Response:
        page = self._desk.door.close_page(officer=ask.officer, reference=ask.word("reference"))
        fields = ("how", "detail", "reason", "look_again_on", "alone_because", "beside")
        facts = {
            "page": page,
            "missing": [_fault(code, dict(page.table.signs)) for code in missing],
            "typed": {name: ask.typed(name) for name in fields},
            "form": ask.form,
            "narrow": True,
        }
        return self._desk.draw(ask, "duty/close.html", facts, status=status)


def _said(ask: Ask) -> Said:
    """Return what the form says beside the closing: grounds, signs answered, who was asked."""
    return Said(
        digest=ask.typed("digest"),
        alone_because=ask.typed("alone_because"),
        grounds=tuple(told for name, told in ask.form.items() if name.startswith("ground-")),
        beside=ask.typed("beside"),
        answers=tuple(
            SignAnswer(name.removeprefix("sign-"), private(told.strip()))
            for name, told in ask.form.items()
            if name.startswith("sign-") and told.strip()
        ),
    )


def _fault(code: str, signs: Mapping[str, str]) -> tuple[str, str, str]:
    """Return what is missing: its code, its title, and what to do; a sign bears its own words."""
    kind, _, sign = code.partition(":")
    title, words = MISSING.get(kind, (code, "is missing."))
    return (code, f"{sign}, {signs.get(sign, '')}" if sign else title, words)


def day_of(words: str) -> date | None:
    """Return a day as officers type it: 1 12 2026, 1/12/2026, 1 Dec 2026, 2026-12-01.

    Anything else is None.
    """
    parts = words.replace("/", " ").replace("-", " ").replace(".", " ").split()
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    month = parts[1].lower()[:3]
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month) if month.isdecimal() else 0
    try:
        return date(int(parts[2]), number, int(parts[0]))
    except ValueError:
        return None
