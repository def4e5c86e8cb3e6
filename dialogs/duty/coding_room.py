"""Reading signs in a report, and answering what the diary asks."""

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.close_room import day_of
from dialogs.duty.desk import Ask, Desk, missing_of, to
from intake.duty.values import (
    FlagTerm,
    JudgementRefusedError,
    NotFoundError,
    SignInRefusedError,
    term_of,
)

NO_REASON = "Write why. It is kept with your name."
NO_SIGN = "Choose a sign."
SECOND_DID_NOT_FIT = "The second officer’s name and password do not fit together."
ANSWER_FAULTS = {
    "words": "Write what was done, or what manages the person now.",
    "again_on": "Write the day of the next look, within a year: 1 12 2026.",
    "second": "A second officer has to sign beside you.",
    "managed_by": "Say by name who manages the person now, or fill in the hold that follows.",
    "successor": "What follows has to begin with no day between, and to last longer.",
    "kind": "Choose what kind of hold follows.",
    "ends_on": "Write the last day of the hold that follows as day month year.",
    "checklist": "Something is not known of this release. Fill its checklist first.",
}


class CodingRoom:
    """The page of signs, and the page of one diary entry."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/concerns/{reference}/signs", page(self.signs), methods=["GET"])
        router.add_api_route("/concerns/{reference}/signs", page(self.code), methods=["POST"])
        router.add_api_route("/diary/{entry}", page(self.entry), methods=["GET"])
        router.add_api_route("/diary/{entry}", page(self.answer), methods=["POST"])

    def signs(self, ask: Ask) -> Response:
        """Draw a concern's words beside its signs."""
        return self._signs(ask)

    def _signs(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.signs_page(officer=ask.officer, reference=ask.word("reference"))
        facts = {"page": page, "fault": fault}
        return self._desk.draw(ask, "duty/signs.html", facts, status=status)

    def code(self, ask: Ask) -> Response:
        """Add a sign, or take one back."""
        reference, officer, door = ask.word("reference"), ask.officer, self._desk.door
        sign, reason, about = ask.typed("sign"), ask.typed("reason"), ask.typed("about")
        place = int(about) if about.isdecimal() and len(about) < 6 else None
        try:
            match ask.typed("do"):
                case "code" if not sign:
                    return self._signs(ask, fault=NO_SIGN, status=422)
                case "code":
                    door.code_sign(officer=officer, reference=reference, sign=sign, about=place)
                case "uncode":
                    door.uncode_sign(
                        officer=officer, reference=reference, sign=sign, about=place, reason=reason
                    )
                case _:
                    raise NotFoundError(what="act")
        except JudgementRefusedError:
            return self._signs(ask, fault=NO_REASON, status=422)
        return to(f"/desk/concerns/{reference}/signs")

    def entry(self, ask: Ask) -> Response:
        """Draw one thing owed."""
        return self._entry(ask)

    def _entry(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.diary_page(officer=ask.officer, diary_id=ask.number("entry"))
        fields = (
            "words", "again_on", "second", "was_told", "managed_by", "follows", "hold_kind",
            "hold_from", "hold_until", "hold_words",
        )  # fmt: skip
        typed = {name: ask.typed(name) for name in fields}
        facts = {"page": page, "fault": fault, "typed": typed, "narrow": True}
        return self._desk.draw(ask, "duty/diary_entry.html", facts, room="diary", status=status)

    def answer(self, ask: Ask) -> Response:
        """Answer one thing owed; nothing typed is lost where something is missing."""
        try:
            self._desk.door.answer_diary(
                officer=ask.officer,
                diary_id=ask.number("entry"),
                words=ask.typed("words"),
                again_on=day_of(ask.typed("again_on")),
                was_told=ask.typed("was_told") != "no",
                second_login=ask.typed("second"),
                second_password=ask.form.get("password", ""),
                managed_by=ask.typed("managed_by"),
                successor=_successor(ask),
            )
        except JudgementRefusedError as refused:
            faults = [ANSWER_FAULTS[one] for one in missing_of(refused) if one in ANSWER_FAULTS]
            return self._entry(ask, fault=" ".join(faults), status=422)
        except SignInRefusedError:
            return self._entry(ask, fault=SECOND_DID_NOT_FIT, status=422)
        return to("/desk/diary")


def _successor(ask: Ask) -> FlagTerm | None:
    """Return the hold that follows as typed; None where none was said to.

    Raises:
        JudgementRefusedError: `missing` holds kind or ends_on.
    """
    if ask.typed("follows") != "hold":
        return None
    return term_of(
        ask.typed("hold_kind"),
        day_of(ask.typed("hold_from")),
        day_of(ask.typed("hold_until")),
        ask.typed("hold_words"),
        forbids_children=bool(ask.typed("hold_forbids")),
    )
