"""The voices of one person: what counts as one source and why; joined and parted by hand."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, safe_purpose, to, told_of
from dialogs.duty.person_art import told_number
from dialogs.duty.voices import letter
from intake.duty.purposes import PURPOSES
from intake.duty.values import ConflictError, JudgementRefusedError, NotFoundError

FAULTS: Mapping[str, str] = {
    "reason": "Write why. It is kept with your name.",
    "voices": "Choose at least two voices.",
    "concerns": "Choose what counts as a source of its own, out of one voice.",
    "left": "Leave at least one report in the voice.",
    "unknown": "No report on this person that you may read has that reference.",
}
BY_THEMSELVES = (
    "These stay apart: a report of one’s own harm, or of the gravest signs, counts by itself. "
    "People hurt by one man tell alike because it was one man. Affected: "
)
OTHER = "pick-other"
"""The field for a voice that stands on another page, by the reference of one of its reports."""
MOVED_SINCE = "A report of this has been joined or parted again since. Take that back first."


class VoiceRoom:
    """The page of a person's voices, and its three forms."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/persons/{person}/voices", page(self.voices), methods=["GET"])
        router.add_api_route("/persons/{person}/voices", page(self.change), methods=["POST"])

    def voices(self, ask: Ask) -> Response:
        """Draw the voices of a person; without a purpose the record asks for one."""
        purpose = ask.request.query_params.get("because", "")
        if not purpose:
            return to(f"/desk/persons/{ask.number('person')}")
        return self._page(ask, purpose)

    def change(self, ask: Ask) -> Response:
        """Join voices, part one, or take an act back."""
        number, purpose = ask.number("person"), ask.typed("because")
        try:
            self._act(ask, number)
        except JudgementRefusedError as refused:
            return self._page(ask, purpose, fault=_fault_of(refused), status=422)
        except ConflictError:
            return self._page(ask, purpose, fault=MOVED_SINCE, status=409)
        except NotFoundError:
            if not ask.typed(OTHER):
                raise
            return self._page(ask, purpose, fault=FAULTS["unknown"], status=422)
        where = f"/desk/persons/{number}/voices?because={safe_purpose(purpose)}"
        return to(f"{where}&page={_place(ask)}")

    def _act(self, ask: Ask, number: int) -> None:
        door, officer, reason = self._desk.door, ask.officer, ask.typed("reason")
        match ask.typed("do"):
            case "join":
                door.join_voices(
                    officer=officer, person_id=number, references=_picked(ask), reason=reason
                )
            case "part":
                door.part_voice(
                    officer=officer, person_id=number, references=_picked(ask), reason=reason
                )
            case "undo":
                act_id = ask.typed("act")
                if not act_id.isdecimal() or len(act_id) > 9:
                    raise NotFoundError(what="voice_act")
                door.undo_voice_act(
                    officer=officer, person_id=number, act_id=int(act_id), reason=reason
                )
            case _:
                raise NotFoundError(what="act")

    def _page(self, ask: Ask, purpose: str, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.voices(
            officer=ask.officer,
            person_id=ask.number("person"),
            purpose=purpose,
            page=_place(ask),
        )
        facts = {
            "page": page,
            "named": lambda number: letter(number - 1),
            "fault": fault,
            "purpose": purpose,
            "purpose_words": PURPOSES.get(purpose, purpose.replace("-", " ", 1)),
            "typed": ask.typed("reason"),
            "other": ask.typed(OTHER),
            "picked": frozenset(_picked(ask)),
        }
        return self._desk.draw(ask, "duty/voices.html", facts, room="people", status=status)


def _place(ask: Ask) -> int:
    """Return which page of voices is read; 0 where none is told."""
    return told_number(ask.typed("page") or ask.request.query_params.get("page", ""))


def _picked(ask: Ask) -> tuple[str, ...]:
    """Return the references of the boxes that were ticked, and the one that was typed."""
    other = ask.typed(OTHER).strip().upper()
    ticked = (told for name, told in ask.form.items() if name.startswith("pick") and name != OTHER)
    return (*ticked, *([other] if other else []))


def _fault_of(refused: JudgementRefusedError) -> str:
    by_themselves = refused.facts.get("concerns")
    if isinstance(by_themselves, tuple):
        return BY_THEMSELVES + ", ".join(by_themselves) + "."
    return told_of(refused, FAULTS, otherwise="reason")
