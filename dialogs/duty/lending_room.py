"""Parts of a concern lent to another desk: lent, listed, read, ended."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.close_room import day_of
from dialogs.duty.desk import Ask, Desk, missing_of, to
from dialogs.duty.file_room import picture_of
from intake.duty.values import ConflictError, JudgementRefusedError, LendingOffer

FAULTS: Mapping[str, str] = {
    "to_desk": "Choose a desk that may be lent it.",
    "parts": "Choose at least one part.",
    "last_on": "Write the last day, today or later, and no later than is allowed.",
    "purpose": "Write what it is for.",
    "basis": "Choose why it may be passed on.",
    "because": "Write why it ends now. It is kept with your name.",
}
STANDS = "Your desk lends that desk parts of this concern already. End that first, or leave it."
IS_OVER = "It is over already. This is how it is now."


class LendingRoom:
    """The pages of loans between desks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        for where, method, handler in (
            ("/concerns/{reference}/lend", "GET", self.lend),
            ("/concerns/{reference}/lend", "POST", self.keep),
            ("/loans", "GET", self.loans),
            ("/loans/{loan}", "GET", self.loan),
            ("/loans/{loan}", "POST", self.end),
            ("/loans/{loan}/files/{file}", "POST", self.open_file),
        ):
            router.add_api_route(where, page(handler), methods=[method])

    def lend(self, ask: Ask) -> Response:
        """Show what may be lent of a concern, and what is."""
        return self._lend(ask)

    def keep(self, ask: Ask) -> Response:
        """Lend, or say what is missing; nothing typed is lost."""
        reference = ask.word("reference")
        offer = LendingOffer(
            to_desk=ask.typed("to_desk"),
            parts=tuple(one[len("part-") :] for one in ask.form if one.startswith("part-")),
            last_on=day_of(ask.typed("last_on")),
            purpose=ask.typed("purpose"),
            basis=ask.typed("basis"),
        )
        done = self._done(
            ask,
            lambda: self._desk.door.lend(officer=ask.officer, reference=reference, offer=offer),
            self._lend,
            STANDS,
        )
        return done or to(f"/desk/concerns/{reference}/lend#lent")

    def loans(self, ask: Ask) -> Response:
        """Show what the desk lends, and what it may read."""
        facts = {"loans": self._desk.door.loans(officer=ask.officer), "narrow": True}
        return self._desk.draw(ask, "duty/loans.html", facts)

    def loan(self, ask: Ask) -> Response:
        """Show one loan."""
        return self._loan(ask)

    def end(self, ask: Ask) -> Response:
        """End a loan."""
        number = ask.number("loan")
        because = ask.typed("because")
        done = self._done(
            ask,
            lambda: self._desk.door.end_loan(officer=ask.officer, loan_id=number, because=because),
            self._loan,
            IS_OVER,
        )
        return done or to(f"/desk/loans/{number}")

    def open_file(self, ask: Ask) -> Response:
        """Draw a file that is lent; it cannot be taken away or sealed under a loan."""
        loan = ask.number("loan")
        found = self._desk.door.open_lent_file(
            officer=ask.officer, loan_id=loan, file_id=ask.number("file")
        )
        facts = {
            "page": found,
            "picture": picture_of(found),
            "is_open": True,
            "fault": "",
            "loan": loan,
        }
        return self._desk.draw(ask, "duty/file.html", facts)

    def _done(
        self, ask: Ask, act: Callable[[], Any], again: Callable[..., Response], changed: str
    ) -> Response | None:
        """Do it; the page again with what lacks, or None where it was done."""
        try:
            act()
        except JudgementRefusedError as refused:
            fault = " ".join(FAULTS[code] for code in missing_of(refused))
            return again(ask, fault=fault, status=422)
        except ConflictError:
            return again(ask, fault=changed, status=409)
        return None

    def _lend(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.lend_page(officer=ask.officer, reference=ask.word("reference"))
        facts = {"page": page, "fault": fault, "typed": ask.form, "narrow": True}
        return self._desk.draw(ask, "duty/lend.html", facts, status=status)

    def _loan(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.loan(officer=ask.officer, loan_id=ask.number("loan"))
        facts = {"page": page, "fault": fault, "typed": ask.form, "narrow": True}
        return self._desk.draw(ask, "duty/loan.html", facts, status=status)
