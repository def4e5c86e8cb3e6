"""Keying in a report taken by telephone, on paper or at the counter: the same act as any other."""

from collections.abc import Callable
from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.desk import Ask, Desk
from dialogs.duty.words import KNOWN_BY
from intake.duty.door import TAKEN_BY
from intake.duty.values import (
    Danger,
    JudgementRefusedError,
    KnownBy,
    MentionSaid,
    NotFoundError,
    Part,
    ReporterRole,
    ReporterSaid,
    Submission,
    about,
    exactly,
    private,
)
from intake.duty.wording import PART_WORDS, ROLE_WORDS

PEOPLE = 4
"""How many people the form has room for."""
FACTS = (
    ("names", "Name as said"),
    ("nickname", "Called"),
    ("age", "Age"),
    ("place", "Place"),
    ("description", "Looks"),
    ("vehicle", "Vehicle"),
    ("phone", "Phone"),
    ("work", "Work"),
    ("relation", "Relation to the child"),
    ("school", "School"),
)
FAULTS = {
    "form": "One of the choices could not be read. Choose again.",
    "channel": "Say how it came: telephone, paper or counter.",
    "story": "Write what was said, in the caller’s own words.",
    "danger": "Ask whether a child is in danger now, and choose the answer.",
}


RangeIn = Callable[[str], tuple[str, str]]
"""Reads words about a time: the first and last ISO day they leave open, or two empty texts."""


def no_range(words: str) -> tuple[str, str]:
    """Read no days out of words, where nobody is there to read them."""
    del words
    return "", ""


class ReportRoom:
    """The form of a report told to an officer."""

    def __init__(self, desk: Desk, range_in: RangeIn) -> None:
        self._desk = desk
        self._range_in = range_in

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        router.add_api_route("/report", self._desk.page(self.ask), methods=["GET"])
        router.add_api_route("/report", self._desk.page(self.keep), methods=["POST"])

    def ask(self, ask: Ask) -> Response:
        """Draw the empty form."""
        if "key_report" not in ask.facts.may:
            raise NotFoundError(what="room")
        return self._page(ask)

    def keep(self, ask: Ask) -> Response:
        """Keep the report; what is missing is told and nothing typed is lost."""
        try:
            submission = _told(ask, self._range_in)
            receipt = self._desk.door.key_report(officer=ask.officer, submission=submission)
        except JudgementRefusedError as refused:
            missing = refused.facts.get("missing", ())
            code = str(missing[0]) if isinstance(missing, tuple) and missing else "story"
            return self._page(ask, fault=FAULTS[code], status=422)
        facts = {"receipt": receipt, "narrow": True}
        return self._desk.draw(ask, "duty/keyed.html", facts, room="report")

    def _page(self, ask: Ask, *, fault: str = "", status: int = 200) -> Response:
        facts = {
            "typed": ask.form,
            "fault": fault,
            "channels": TAKEN_BY,
            "dangers": tuple(Danger),
            "known_by": KNOWN_BY,
            "roles": ROLE_WORDS,
            "parts": PART_WORDS,
            "facts": FACTS,
            "people": range(1, PEOPLE + 1),
            "narrow": True,
        }
        return self._desk.draw(ask, "duty/report.html", facts, room="report", status=status)


def _told(ask: Ask, range_in: RangeIn) -> Submission:
    try:
        told = submission_of(ask)
    except ValueError as error:
        raise JudgementRefusedError(missing=("form",)) from error
    first, last = range_in(told.when.told)
    return replace(told, happened_from=first, happened_to=last)


def submission_of(ask: Ask) -> Submission:
    """Return what an officer typed as a report, the caller kept apart from the officer.

    Raises:
        JudgementRefusedError: `missing` names what lacks of danger, story.
        ValueError: A choice is none of those offered.
    """
    try:
        danger = Danger(ask.typed("danger"))
    except ValueError as error:
        raise JudgementRefusedError(missing=("danger",)) from error
    story = ask.typed("story")
    if not story:
        raise JudgementRefusedError(missing=("story",))
    role = ReporterRole(ask.typed("role") or ReporterRole.COMMUNITY.value)
    return Submission(
        channel=ask.typed("channel"),
        danger=danger,
        story=(private(story),),
        mentions=tuple(
            said for n in range(1, PEOPLE + 1) if (said := _mention(ask, n)) is not None
        ),
        reporter=ReporterSaid(
            role=role,
            name=private(ask.typed("caller_name")),
            agency=private(ask.typed("caller_agency")),
            contact=private(ask.typed("caller_contact")),
            safe_contact=private(ask.typed("caller_safe")),
        ),
        known_by=KnownBy(ask.typed("known_by") or KnownBy.NOT_SAID.value),
        fears_for_child=ask.typed("fears") == "yes",
        where=about(ask.typed("where")),
        when=about(ask.typed("when")),
        area=ask.typed("area"),
        script="keyed",
    )


def _mention(ask: Ask, number: int) -> MentionSaid | None:
    told = {name: ask.typed(f"{name}_{number}") for name, _ in FACTS}
    if not any(told.values()):
        return None
    sure = exactly if ask.typed(f"sure_{number}") else about
    part = Part(ask.typed(f"part_{number}") or Part.NOT_SAID.value)
    return MentionSaid(part=part, **{name: sure(words) for name, words in told.items()})
