"""The page of a concern's reporter: what they read, a message or question, a release.

Nothing goes out before the officer has seen what in it tells too much (promise P4).
"""

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk, to
from intake.duty.values import (
    ConflictError,
    DisclosedTo,
    DisclosedWhat,
    JudgementRefusedError,
    LetterKind,
    TransitionRefusedError,
)
from intake.duty.views.reporter import WarnedLine

FAULTS = {
    "words": "Write the words that the reporter reads.",
    "reason": "Write why it goes all the same. It is kept with your name.",
    "to_whom": "Write to whom it was told, by name or role.",
    "route": "Write the lawful route.",
    "authorised_by": "Write who authorised it, by name.",
    "level": "This is answered by somebody else: see above by whom. Nothing was sent.",
    "first": "Somebody has answered it meanwhile. This is how it is now; nothing was sent.",
    "form": "One of the choices could not be read. Choose again.",
}
WARNED = {"name": "A name", "agency": "An agency", "status": "A word that tells where it stands"}
STATUSES = {
    "received": "It is safely kept, and people on duty can read it",
    "with_front_door": "It is with the front door of the area",
    "finished": "The people who looked at it have finished",
}
CONTACT = {
    "any": "A neutral notice leaves for their chat at once",
    "mornings": "A neutral notice leaves for their chat in the morning only",
    "evenings": "A neutral notice leaves for their chat in the evening only",
    "code": "No notice is ever sent; they come back with their code",
    "": "They have no chat; they come back with their code",
}
KINDS = {
    "message": "A message",
    "question": "A question to be answered",
    "reply": "The answer to “this was not taken seriously”",
}
WHAT = {"finished": "That it is finished", "outcome": "An outcome", "other": "Something else"}
TO = {"reporter": "The reporter", "parent": "A parent or carer", "other": "Somebody else"}
LETTER_FIELDS = ("kind", "words", "reason", "diary")
RELEASE_FIELDS = ("what", "to", "to_whom", "route", "words", "authorised_by")


class ReporterRoom:
    """The page at which a desk and a reporter speak."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page, where = self._desk.page, "/concerns/{reference}/reporter"
        router.add_api_route(where, page(self.look), methods=["GET"])
        router.add_api_route(where, page(self.write), methods=["POST"])
        router.add_api_route(f"{where}/release", page(self.release), methods=["POST"])

    def look(self, ask: Ask) -> Response:
        """Draw the page."""
        return self._page(ask)

    def write(self, ask: Ask) -> Response:
        """Send what was written; with a warning it waits for a reason, and nothing is lost."""
        words, reference = ask.typed("words"), ask.word("reference")
        warned = self._desk.door.warnings(officer=ask.officer, reference=reference, words=words)
        diary = ask.typed("diary") if ask.typed("kind") == LetterKind.REPLY else ""
        try:
            self._desk.door.write(
                officer=ask.officer,
                reference=reference,
                kind=LetterKind(ask.typed("kind")),
                words=words,
                reason=ask.typed("reason") if ask.typed("sure") else "",
                diary_id=int(diary) if diary.isdecimal() and len(diary) < 12 else 0,
            )
        except ValueError:
            return self._page(ask, fault="form", status=422)
        except JudgementRefusedError as refused:
            missing = _first(refused)
            is_first = missing == "reason" and not ask.typed("sure")
            fault = "" if is_first else missing
            return self._page(ask, fault=fault, warned=warned, status=422)
        except TransitionRefusedError:
            return self._page(ask, fault="level", status=409)
        except ConflictError:
            return self._page(ask, fault="first", status=409)
        return to(f"/desk/concerns/{reference}/reporter")

    def release(self, ask: Ask) -> Response:
        """Record what is released, or say what is missing."""
        reference = ask.word("reference")
        try:
            self._desk.door.disclose(
                officer=ask.officer,
                reference=reference,
                what=DisclosedWhat(ask.typed("what")),
                to=DisclosedTo(ask.typed("to")),
                to_whom=ask.typed("to_whom"),
                route=ask.typed("route"),
                words=ask.typed("words"),
                authorised_by=ask.typed("authorised_by"),
            )
        except ValueError:
            return self._page(ask, release_fault="form", status=422)
        except JudgementRefusedError as refused:
            return self._page(ask, release_fault=_first(refused), status=422)
        return to(f"/desk/concerns/{reference}/reporter#released")

    def _page(
        self,
        ask: Ask,
        *,
        fault: str = "",
        release_fault: str = "",
        warned: tuple[WarnedLine, ...] = (),
        status: int = 200,
    ) -> Response:
        page = self._desk.door.reporter_page(officer=ask.officer, reference=ask.word("reference"))
        is_release = bool(release_fault)
        facts = {
            "page": page,
            "fault": FAULTS.get(fault, ""),
            "release_fault": FAULTS.get(release_fault, ""),
            "warned": warned,
            "typed": {} if is_release else {name: ask.typed(name) for name in LETTER_FIELDS},
            "released": {name: ask.typed(name) for name in RELEASE_FIELDS} if is_release else {},
            "warned_words": WARNED,
            "statuses": STATUSES,
            "contacts": CONTACT,
            "kinds": KINDS,
            "what_words": WHAT,
            "to_words": TO,
        }
        return self._desk.draw(ask, "duty/reporter.html", facts, status=status)


def _first(refused: JudgementRefusedError) -> str:
    missing = refused.facts.get("missing", ())
    return str(missing[0]) if isinstance(missing, tuple) and missing else "words"
