"""Flags proposed for a person: proposed, agreed by a second agency, accepted by an owner."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.close_room import day_of
from dialogs.duty.desk import Ask, Desk, missing_of, to
from intake.duty.values import (
    ConflictError,
    FlagRefusedError,
    FlagTerm,
    NotFoundError,
    RiskLevel,
    TermKind,
    TransitionRefusedError,
    Wanted,
)

FAULTS: Mapping[str, str] = {
    "adult": "Nobody under 18 is ever flagged. A child who harms needs help.",
    "joined": "This record was joined to another. Propose it on the page of the one that stays.",
    "kind": "Choose what is proposed.",
    "category": "MAPPA has category 1 to 4 and level 1 to 3; category 3 is level 2 or 3 only.",
    "second_desk": "Choose a desk of another agency that is asked to agree.",
    "owner_desk": "Choose the desk that is asked to own it.",
    "reason": "Write why.",
    "lawful_basis": "Write by what right it is kept.",
    "terms": "Write the last day of the order, licence or bail, after today.",
    "review_on": "Write a day to look again, within a year.",
    "words": "Write why. It is kept with your name.",
}
CHANGED = "Somebody has answered meanwhile, or it is proposed already. This is how it stands now."
NOT_YOURS = "The agency that proposes cannot agree with itself, and only who is asked may accept."


class ProposalRoom:
    """The page of proposals."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        where = "/persons/{person}/proposals"
        router.add_api_route(where, self._desk.page(self.ask), methods=["GET"])
        router.add_api_route(where, self._desk.page(self.change), methods=["POST"])

    def ask(self, ask: Ask) -> Response:
        """Show every proposal, and the form of a new one."""
        return self._page(ask)

    def change(self, ask: Ask) -> Response:
        """Propose, agree, accept, refuse or withdraw; nothing typed is lost."""
        try:
            self._act(ask)
        except FlagRefusedError as refused:
            fault = " ".join(FAULTS.get(code, code) for code in missing_of(refused))
            return self._page(ask, fault=fault, status=422)
        except ConflictError:
            return self._page(ask, fault=CHANGED, status=409)
        except TransitionRefusedError:
            return self._page(ask, fault=NOT_YOURS, status=409)
        return to(f"/desk/persons/{ask.number('person')}/proposals")

    def _act(self, ask: Ask) -> None:
        door, person = self._desk.door, ask.number("person")
        if ask.typed("do") == "propose":
            door.propose_flag(officer=ask.officer, person_id=person, wanted=_wanted(ask))
            return
        number = _proposal(ask)
        if ask.typed("do") == "accept":
            door.accept_flag(
                officer=ask.officer,
                person_id=person,
                proposal_id=number,
                review_on=day_of(ask.typed("review_on")),
            )
            return
        acts: Mapping[str, Callable[..., Any]] = {
            "agree": door.agree_flag,
            "refuse": door.refuse_flag,
            "withdraw": door.withdraw_flag,
        }
        if ask.typed("do") not in acts:
            raise NotFoundError(what="act")
        acts[ask.typed("do")](
            officer=ask.officer, person_id=person, proposal_id=number, words=ask.typed("words")
        )

    def _page(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.proposals_page(officer=ask.officer, person_id=ask.number("person"))
        facts = {
            "page": page,
            "fault": fault,
            "typed": ask.form,
            "risks": tuple(RiskLevel),
            "term_kinds": tuple(TermKind),
            "narrow": True,
        }
        return self._desk.draw(ask, "duty/proposals.html", facts, room="people", status=status)


def _wanted(ask: Ask) -> Wanted:
    return Wanted(
        kind=ask.typed("kind"),
        reason=ask.typed("reason"),
        lawful_basis=ask.typed("lawful_basis"),
        second_desk=ask.typed("second_desk"),
        owner_desk=ask.typed("owner_desk"),
        category=ask.typed("category"),
        level=ask.typed("level"),
        risk=next((one for one in RiskLevel if one.value == ask.typed("risk")), None),
        terms=_terms(ask),
    )


def _terms(ask: Ask) -> tuple[FlagTerm, ...]:
    """Return the order, licence or bail as typed.

    Raises:
        FlagRefusedError: It has no last day; `missing` is terms.
    """
    kind = next((one for one in TermKind if one.value == ask.typed("term_kind")), None)
    ends_on = day_of(ask.typed("term_ends"))
    if kind is None and not ask.typed("term_ends"):
        return ()
    if kind is None or ends_on is None:
        raise FlagRefusedError(missing=("terms",))
    return (FlagTerm(kind, ends_on, forbids_children=bool(ask.typed("term_forbids"))),)


def _proposal(ask: Ask) -> int:
    told = ask.typed("proposal")
    if not told.isdecimal() or len(told) > 9:
        raise NotFoundError(what="proposal")
    return int(told)
