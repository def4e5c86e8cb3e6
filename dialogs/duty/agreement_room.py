"""Written agreements: one page a person, with a form that refuses what nobody can check."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.close_room import day_of
from dialogs.duty.desk import Ask, Desk, missing_of, to
from intake.duty.values import (
    ConflictError,
    JudgementRefusedError,
    Term,
    TransitionRefusedError,
    private,
)

MOST_TERMS = 5
PARTS = ("words", "how", "who", "every_days", "breach")
FAULTS = {
    "parties": "Write who agreed.",
    "why": "Write what it is for.",
    "terms": "Write at least one term.",
    "expires_on": "Write its last day as day month year, within a year.",
    "term": "Choose a term of this agreement.",
    "found": "Choose what was found.",
    "words": "Write how it was seen, or why not.",
}
OF_TERM = {
    "words": "what is agreed",
    "how": "how it is verified; if it cannot be, do not rely on it",
    "who": "who verifies it",
    "every_days": "every how many days, 1 to 92",
    "breach": "what follows if it is not kept",
}
ENDED = "It was ended before. This is how it stands now."
ELSEWHERE = "Another desk checks this agreement."


class AgreementRoom:
    """The page of agreements."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        where = "/persons/{person}/agreements"
        router.add_api_route(where, page(self.ask), methods=["GET"])
        router.add_api_route(where, page(self.keep), methods=["POST"])
        router.add_api_route(where + "/{agreement}/look", page(self.look), methods=["POST"])
        router.add_api_route(where + "/{agreement}/end", page(self.end), methods=["POST"])

    def ask(self, ask: Ask) -> Response:
        """Show every agreement, and the form of a new one."""
        return self._page(ask)

    def keep(self, ask: Ask) -> Response:
        """Keep an agreement, or say all that it lacks."""
        terms = [one for place in range(1, MOST_TERMS + 1) if (one := _term(ask, place))]
        return self._done(
            ask,
            lambda: self._desk.door.keep_agreement(
                officer=ask.officer,
                person_id=ask.number("person"),
                parties=ask.typed("parties"),
                why=ask.typed("why"),
                terms=terms,
                expires_on=day_of(ask.typed("expires_on")),
            ),
        )

    def look(self, ask: Ask) -> Response:
        """Write down a look at one term."""
        told = ask.typed("term")
        return self._done(
            ask,
            lambda: self._desk.door.check_term(
                officer=ask.officer,
                agreement_id=ask.number("agreement"),
                term=int(told) if told.isdecimal() and len(told) < 3 else -1,
                found=ask.typed("found"),
                words=ask.typed("words"),
            ),
        )

    def end(self, ask: Ask) -> Response:
        """End an agreement with a reason."""
        return self._done(
            ask,
            lambda: self._desk.door.end_agreement(
                officer=ask.officer,
                agreement_id=ask.number("agreement"),
                because=ask.typed("words"),
            ),
        )

    def _done(self, ask: Ask, act: Callable[[], Any]) -> Response:
        """Do it, or say what lacks; nothing typed is lost."""
        try:
            act()
        except JudgementRefusedError as refused:
            return self._page(ask, faults=_faults(refused), status=422)
        except ConflictError:
            return self._page(ask, faults=(ENDED,), status=409)
        except TransitionRefusedError:
            return self._page(ask, faults=(ELSEWHERE,), status=409)
        return to(f"/desk/persons/{ask.number('person')}/agreements")

    def _page(self, ask: Ask, *, faults: tuple[str, ...] = (), status: int = 200) -> Response:
        page = self._desk.door.agreements_page(officer=ask.officer, person_id=ask.number("person"))
        facts = {
            "page": page,
            "fault": " ".join(faults),
            "typed": ask.form,
            "places": range(1, MOST_TERMS + 1),
            "narrow": True,
        }
        return self._desk.draw(ask, "duty/agreements.html", facts, room="people", status=status)


def _term(ask: Ask, place: int) -> Term | None:
    """Return a term as typed, or None where nothing of it was."""
    told = {name: ask.typed(f"{name}-{place}") for name in PARTS}
    if not any(told.values()):
        return None
    days = told["every_days"]
    return Term(
        words=private(told["words"]),
        how=private(told["how"]),
        who=private(told["who"]),
        every_days=int(days) if days.isdecimal() and len(days) < 4 else 0,
        breach=private(told["breach"]),
    )


def _faults(refused: JudgementRefusedError) -> tuple[str, ...]:
    told = []
    for code in missing_of(refused):
        place, _, part = code.partition(".")
        told.append(f"Term {place}: write {OF_TERM[part]}." if part else FAULTS[code])
    return tuple(told)
