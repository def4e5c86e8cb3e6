"""Meetings about a person: set one, read its pack, close its minutes, sign them."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.close_room import day_of
from dialogs.duty.desk import Ask, Desk, missing_of, to
from dialogs.duty.homes_room import HOW
from dialogs.duty.pack_paper import paper_of
from dialogs.duty.pack_words import pack_of
from intake.duty.values import ConflictError, JudgementRefusedError, TransitionRefusedError

FAULTS = {
    "kind": "Choose what kind of meeting.",
    "happened_on": "Write its day as day month year, such as 1 12 2026.",
    "words": "Write it in words.",
    "attendance": "Choose how each desk took part.",
    "held_on": "The meeting has not been held yet.",
    "children": "Every linked child stands in the minutes.",
    "children_changed": "You wrote about a child who is not linked to this person any more. "
    "Look at the list of children again.",
    "checked_with": "No child is known: write with whom that was checked.",
    "checked_on": "Write on which day that was checked.",
}
OF_CHILD = {
    "known_to": "who knows this child",
    "risk": "the risk",
    "action": "what is done",
    "owner": "who does it",
    "by_on": "by which day",
}
FIRST = "Somebody was first. This is how it stands now."
NOT_YOURS = "That is for another desk, or not yet. This is how it stands now."


class MeetingRoom:
    """The pages of meetings."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        page = self._desk.page
        router.add_api_route("/persons/{person}/meetings", page(self.ask), methods=["GET"])
        router.add_api_route("/persons/{person}/meetings", page(self.set), methods=["POST"])
        router.add_api_route("/meetings/{meeting}", page(self.read), methods=["GET"])
        router.add_api_route("/meetings/{meeting}", page(self.close), methods=["POST"])
        router.add_api_route("/meetings/{meeting}/sign", page(self.sign), methods=["POST"])
        router.add_api_route("/meetings/{meeting}/take", page(self.take), methods=["POST"])

    def ask(self, ask: Ask) -> Response:
        """Show the meetings about a person, and the form of a new one."""
        return self._meetings(ask)

    def set(self, ask: Ask) -> Response:
        """Set a meeting."""
        try:
            kept = self._desk.door.set_meeting(
                officer=ask.officer,
                person_id=ask.number("person"),
                kind=ask.typed("kind"),
                held_on=day_of(ask.typed("held_on")),
                words=ask.typed("words"),
                areas=tuple(key[5:] for key in ask.form if key.startswith("area-")),
            )
        except JudgementRefusedError as refused:
            return self._meetings(ask, fault=" ".join(_faults(refused)), status=422)
        return to(f"/desk/meetings/{kept.id}")

    def read(self, ask: Ask) -> Response:
        """Show the pack, and the minutes or their form."""
        return self._meeting(ask)

    def close(self, ask: Ask) -> Response:
        """Close the minutes, or say who is left out; nothing typed is lost."""
        page = self._desk.door.meeting(officer=ask.officer, meeting_id=ask.number("meeting"))
        keys = [name.removeprefix("risk-") for name in ask.form if name.startswith("risk-")]
        return self._done(
            ask,
            lambda: self._desk.door.close_minutes(
                officer=ask.officer,
                meeting_id=page.meeting_id,
                words=ask.typed("words"),
                attendance=[
                    (desk, ask.typed(f"came-{desk}"), ask.typed(f"who-{desk}"))
                    for desk, _ in page.invited
                ],
                children={
                    key: (
                        ask.typed(f"known_to-{key}"),
                        ask.typed(f"risk-{key}"),
                        ask.typed(f"action-{key}"),
                        ask.typed(f"owner-{key}"),
                        day_of(ask.typed(f"by_on-{key}")),
                    )
                    for key in keys
                },
                checked_with=ask.typed("checked_with"),
                checked_on=day_of(ask.typed("checked_on")),
            ),
        )

    def sign(self, ask: Ask) -> Response:
        """Sign for the officer's desk."""
        number = ask.number("meeting")
        return self._done(
            ask, lambda: self._desk.door.sign_meeting(officer=ask.officer, meeting_id=number)
        )

    def take(self, ask: Ask) -> Response:
        """Hand the pack over as a PDF; its name tells the meeting's number and nobody's."""
        number = ask.number("meeting")
        page = self._desk.door.take_pack(officer=ask.officer, meeting_id=number)
        data = paper_of(pack_of(page, ask.facts.at), is_exercise=self._desk.is_exercise)
        headers = {
            "content-disposition": f'attachment; filename="meeting-{number}.pdf"',
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
        }
        return Response(data, media_type="application/pdf", headers=headers)

    def _done(self, ask: Ask, act: Callable[[], Any]) -> Response:
        try:
            act()
        except JudgementRefusedError as refused:
            return self._meeting(ask, faults=_faults(refused), status=422)
        except ConflictError:
            return self._meeting(ask, faults=(FIRST,), status=409)
        except TransitionRefusedError:
            return self._meeting(ask, faults=(NOT_YOURS,), status=409)
        return to(f"/desk/meetings/{ask.number('meeting')}")

    def _meetings(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        page = self._desk.door.meetings_page(officer=ask.officer, person_id=ask.number("person"))
        facts = {"page": page, "fault": fault, "typed": ask.form, "narrow": True}
        return self._desk.draw(ask, "duty/meetings.html", facts, room="people", status=status)

    def _meeting(self, ask: Ask, *, faults: tuple[str, ...] = (), status: int = 200) -> Response:
        page = self._desk.door.meeting(officer=ask.officer, meeting_id=ask.number("meeting"))
        facts = {
            "page": page,
            "fault": " ".join(faults),
            "typed": ask.form,
            "how": HOW,
            "narrow": True,
        }
        return self._desk.draw(ask, "duty/meeting.html", facts, room="people", status=status)


def _faults(refused: JudgementRefusedError) -> tuple[str, ...]:
    told: dict[str, None] = {}
    for code in missing_of(refused):
        place, _, part = code.partition(".")
        if part:
            told[f"Child {place}: write {OF_CHILD[part]}."] = None
        elif code.startswith("desk:"):
            told["Say of every desk how it took part, and who came."] = None
        else:
            told[FAULTS[code]] = None
    return tuple(told)
