"""Families: who was spoken to and who was there; what they are told, by which right and words."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.close_room import day_of
from dialogs.duty.desk import Ask, Desk, missing_of, to
from intake.duty.values import (
    ConflictError,
    JudgementRefusedError,
    SignInRefusedError,
    TransitionRefusedError,
)

PLAN = "plan_"
"""How the fields of a safe plan begin; the rest of that form is a contact."""
TYPED_OF_CONTACT = (
    "with_whom", "held_on", "how", "reference", "who_else", "present", "words", "is_denial",
    "was_warned", "told", "why_joint",
)  # fmt: skip
CONTACT_FAULTS = {
    "with_whom": "Write who was spoken to.",
    "how": "Choose how.",
    "held_on": "Write the day as day month year, such as 1 12 2026.",
    "who_else": "Choose who else was there.",
    "present": "Write who was there, or choose that nobody was.",
    "words": "Write what was said, or what is planned.",
    "he_is_named": "Somebody there is called as he is. Choose “He himself”, or his household.",
    "reference": "Choose a concern of the list.",
    "apart": "",
}
PLAN_FAULTS = {
    "with_whom": "Write who is to be reached.",
    "how": "Write by which way.",
    "when": "Write at which times.",
    "code": "Write the word by which they know you, and by which they say that it is not safe.",
    "never": "Write by which way never.",
}
TELLING_FAULTS = {
    "decided": "Choose what was decided.",
    "route": "Choose by which right.",
    "what": "Write what may be told, and what may not.",
    "to_whom": "Write who is told, by name.",
    "words": "Write the exact words. “Warned” is none.",
    "asked_of": "Write what they are asked to do with it.",
    "why": "Write why, or why not.",
    "say_by_on": "Write by which day it is said, as day month year.",
    "follow_up_on": "Write on which day somebody asks how it went: after that, within a year.",
    "second": "Somebody else who may authorise it has to sign beside you.",
}
SAID_FAULTS = {
    "said_on": "Write the day on which it was said; it cannot lie ahead.",
    "by_whom": "Write who said it.",
    "words": "Write what was said in fact.",
    "understood": "Choose whether it was understood.",
    "language": "Write in which language, and through whom.",
}
APPLICATION_FAULTS = {
    "scheme": "Choose the scheme.",
    "received_on": "Write the day on which it came, within the last year.",
    "applicant": "Write who asks, and how they may be reached safely.",
    "relation": "Write what they are to the child or to the person.",
    "protects": "Write whom it is to protect.",
    "step": "Choose a step.",
    "words": "Write what was done.",
}
SECOND_DID_NOT_FIT = "The second officer’s name and password do not fit together."
NOT_YOURS = "That is for another desk, or nothing was to be told."
FIRST = "Somebody was first. This is how it stands now."


class FamilyRoom:
    """The page of contacts, and the page of what families are told."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        contacts, tellings = "/persons/{person}/contacts", "/persons/{person}/tellings"
        for where, handler in (
            (contacts, self.contact),
            (contacts + "/plan", self.plan),
            (tellings, self.decide),
            (tellings + "/{decision}/said", self.say),
            (tellings + "/application", self.apply),
            (tellings + "/application/{application}/step", self.step),
        ):
            router.add_api_route(where, page(handler), methods=["POST"])
        router.add_api_route(contacts, page(self.ask_contacts), methods=["GET"])
        router.add_api_route(tellings, page(self.ask_tellings), methods=["GET"])

    def ask_contacts(self, ask: Ask) -> Response:
        """Show who was spoken to and who was there."""
        return self._contacts(ask)

    def contact(self, ask: Ask) -> Response:
        """Keep a contact; warned first where they were not alone."""
        try:
            self._desk.door.keep_contact(
                officer=ask.officer,
                person_id=ask.number("person"),
                typed=ask.form,
                held_on=day_of(ask.typed("held_on")),
            )
        except JudgementRefusedError as refused:
            missing = missing_of(refused)
            fault = " ".join(filter(None, (CONTACT_FAULTS.get(one, "") for one in missing)))
            is_joint = "apart" in missing or "he_is_named" in missing
            return self._contacts(ask, fault=fault, is_joint=is_joint, status=422)
        left = {name: told for name, told in ask.form.items() if name.startswith(PLAN)}
        return self._kept(ask, "The contact is kept.", left, is_joint=False)

    def plan(self, ask: Ask) -> Response:
        """Keep how somebody may be reached safely."""
        try:
            self._desk.door.keep_safe_plan(
                officer=ask.officer,
                person_id=ask.number("person"),
                typed={
                    name.removeprefix(PLAN): told
                    for name, told in ask.form.items()
                    if name.startswith(PLAN)
                },
            )
        except JudgementRefusedError as refused:
            fault = _said(refused, PLAN_FAULTS)
            return self._contacts(ask, fault=fault, is_joint=_is_joint(ask), status=422)
        left = {name: ask.form.get(name, "") for name in TYPED_OF_CONTACT}
        return self._kept(ask, "The plan is kept.", left, is_joint=_is_joint(ask))

    def ask_tellings(self, ask: Ask) -> Response:
        """Show what families were told, and what they asked."""
        return self._tellings(ask)

    def decide(self, ask: Ask) -> Response:
        """Keep what is told to whom."""
        return self._done(
            ask,
            TELLING_FAULTS,
            lambda: self._desk.door.decide_telling(
                officer=ask.officer,
                person_id=ask.number("person"),
                typed=ask.form,
                say_by_on=day_of(ask.typed("say_by_on")),
                follow_up_on=day_of(ask.typed("follow_up_on")),
                second_login=ask.typed("second"),
                second_password=ask.form.get("password", ""),
            ),
        )

    def say(self, ask: Ask) -> Response:
        """Keep that the words were said."""
        return self._done(
            ask,
            SAID_FAULTS,
            lambda: self._desk.door.keep_said(
                officer=ask.officer,
                person_id=ask.number("person"),
                decision_id=ask.number("decision"),
                typed={name.removeprefix("said_"): told for name, told in ask.form.items()},
                said_on=day_of(ask.typed("said_on")),
            ),
        )

    def apply(self, ask: Ask) -> Response:
        """Keep an application under a scheme."""
        return self._done(
            ask,
            APPLICATION_FAULTS,
            lambda: self._desk.door.keep_application(
                officer=ask.officer,
                person_id=ask.number("person"),
                typed=ask.form,
                received_on=day_of(ask.typed("received_on")),
            ),
        )

    def step(self, ask: Ask) -> Response:
        """Keep that a step of an application was taken."""
        return self._done(
            ask,
            APPLICATION_FAULTS,
            lambda: self._desk.door.take_step(
                officer=ask.officer,
                person_id=ask.number("person"),
                application_id=ask.number("application"),
                step=ask.typed("step"),
                words=ask.typed("step_words"),
            ),
        )

    def _done(self, ask: Ask, faults: Mapping[str, str], act: Callable[[], Any]) -> Response:
        """Do it, or say what lacks; nothing typed is lost."""
        try:
            act()
        except JudgementRefusedError as refused:
            return self._tellings(ask, fault=_said(refused, faults), status=422)
        except SignInRefusedError:
            return self._tellings(ask, fault=SECOND_DID_NOT_FIT, status=422)
        except ConflictError:
            return self._tellings(ask, fault=FIRST, status=409)
        except TransitionRefusedError:
            return self._tellings(ask, fault=NOT_YOURS, status=409)
        return to(f"/desk/persons/{ask.number('person')}/tellings")

    def _kept(self, ask: Ask, kept: str, left: Mapping[str, str], *, is_joint: bool) -> Response:
        """Go back to the page; where something else was written beside, it stays on it.

        Why: Who wrote a plan from the warning lost the account that they had just taken down.
        """
        if not any(told.strip() for told in left.values()):
            return to(f"/desk/persons/{ask.number('person')}/contacts")
        return self._contacts(ask, typed=left, kept=kept, is_joint=is_joint)

    def _contacts(
        self,
        ask: Ask,
        *,
        fault: str = "",
        kept: str = "",
        typed: Mapping[str, str] | None = None,
        is_joint: bool = False,
        status: int = 200,
    ) -> Response:
        page = self._desk.door.contacts_page(officer=ask.officer, person_id=ask.number("person"))
        facts = {
            "page": page,
            "fault": fault,
            "kept": kept,
            "is_joint": is_joint,
            "typed": ask.form if typed is None else typed,
            "narrow": True,
        }
        return self._desk.draw(ask, "duty/contacts.html", facts, room="people", status=status)

    def _tellings(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.telling_page(officer=ask.officer, person_id=ask.number("person"))
        facts = {"page": page, "fault": fault, "typed": ask.form, "narrow": True}
        return self._desk.draw(ask, "duty/tellings.html", facts, room="people", status=status)


def _said(refused: JudgementRefusedError, faults: Mapping[str, str]) -> str:
    return " ".join(faults[one] for one in missing_of(refused) if one in faults)


def _is_joint(ask: Ask) -> bool:
    """Whether the page had warned already that they were not alone."""
    return bool(ask.form.get("joint"))
