"""What must be done by when: of a desk, and about one person; and who is on duty."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.diary_answer import ANSWERABLE, TO_READ
from intake.domain.errors import NotFoundError
from intake.domain.held import PersonHeld
from intake.domain.person import Flag, is_open_to
from intake.duty.sight import Sight
from intake.duty.views import DeskDiary, DiaryLine, DutyTurn

OF_ALERTS = frozenset({DiaryKind.ACKNOWLEDGE, DiaryKind.ACCEPT, DiaryKind.DECIDE})
KIND_WORDS = {
    DiaryKind.ACKNOWLEDGE: "Acknowledge the alert",
    DiaryKind.ACCEPT: "Accept the alert, or hand it on",
    DiaryKind.DECIDE: "Decide",
    DiaryKind.REVIEW: "Look again at this person",
    DiaryKind.ORDER_END: "An order ends: say what follows",
    DiaryKind.LICENCE_END: "A licence ends: say what follows",
    DiaryKind.BAIL_END: "Bail ends: say what follows",
    DiaryKind.REGISTRATION_END: "A registration ends: say what follows",
    DiaryKind.AGREEMENT_CHECK: "Check the written agreement",
    DiaryKind.AGREEMENT_END: "A written agreement ends: say what follows",
    DiaryKind.HANDOVER: "Accept or refuse the handover",
    DiaryKind.HANDOVER_AWAITED: "Your handover is not answered: ask, or take it back",
    DiaryKind.HANDOVER_REFUSED: "Your handover was refused: say who keeps the person, or the case",
    DiaryKind.MEETING: "Hold the meeting and close its minutes",
    DiaryKind.INFORMATION_REQUEST: "Answer what was asked",
    DiaryKind.TELL_OTHERS: "Tell the children’s services, or say why not",
    DiaryKind.RECHECK: "Look up again",
    DiaryKind.LOOK_AGAIN: "Look again at a closed concern",
    DiaryKind.DISAGREEMENT: "Answer a reporter who was not taken seriously",
    DiaryKind.MOVED: "Told of in another area: is it the same man? Hand over, or say why not",
    DiaryKind.WARNED_ONLY: "Somebody was only warned: decide what they are told, in which words",
    DiaryKind.DISCLOSE: "Say what was decided to be told, and whether it was understood",
    DiaryKind.DISCLOSURE_FOLLOW_UP: "Ask how it went after what was told, or was not",
    DiaryKind.APPLICATION_STEP: "Take the next step of an application to be told",
    DiaryKind.AFTER_EVENT: "Say what follows from what happened",
    DiaryKind.CONFIRM_OUTCOME: "Confirm an outcome as the second officer, or say no",
    DiaryKind.THERAPY_REMARK: "Follow up what was said in therapy",
    DiaryKind.LATE_FACT: "Something came late: would you decide the same?",
    DiaryKind.CHALLENGE: "A decision is challenged: answer it",
    DiaryKind.AGREE_PROPOSAL: "A flag is proposed: does your agency agree?",
    DiaryKind.ACCEPT_PROPOSAL: "A flag is agreed: will your desk own it?",
    DiaryKind.HEARTBEAT: "The service is alive",
    DiaryKind.LOAN_GIVEN: "Parts of a report were lent to your desk: read them",
    DiaryKind.LOAN_OVER: "What was lent to your desk can be read no more",
    DiaryKind.REQUEST_ANSWERED: "What your desk asked was answered: read it",
    DiaryKind.REQUEST_SILENT: "What your desk asked was not answered in time",
}
OF_A_PERSON = frozenset(
    {"person", "handover", "event", "agreement", "meeting", "telling", "application"}
)
PLACES = ("on_duty", "manager")


EACH = 50
"""Entries of one page of a diary."""


def lines_of_desk(sight: Sight, *, page: int = 1, until: datetime | None = None) -> DeskDiary:
    """Return a page of what the officer's desk owes, the soonest first.

    Args:
        sight: The reader's eyes.
        page: Which page, from 1; one before the first is the first.
        until: Only what is due by then.
    """
    place, own = max(page, 1), sight.reader.desk
    owed = sight.work.boards.owed(
        [own], reader=own, limit=EACH + 1, skip=(place - 1) * EACH, until=until
    )
    return DeskDiary(_lines(sight, owed[:EACH]), place, has_more=len(owed) > EACH)


def lines_about(sight: Sight, person: PersonHeld, flags: Iterable[Flag]) -> tuple[DiaryLine, ...]:
    """Return what is owed about one person, as far as this desk may know."""
    subjects = [
        *(f"person:{one}" for one in sight.work.joinings.together([person.id])),
        *(f"flag:{flag.id}" for flag in flags),
    ]
    owed = [one for subject in subjects for one in sight.work.dispatch.owed(subject)]
    return _lines(sight, owed)


def _lines(sight: Sight, entries: Iterable[DiaryEntry]) -> tuple[DiaryLine, ...]:
    visible = (one for one in entries if is_open_to(one.only_desk, sight.reader.desk))
    lines = [line for one in visible if (line := line_of(sight, one)) is not None]
    return tuple(sorted(lines, key=lambda one: (one.due_at, one.diary_id)))


def line_of(sight: Sight, entry: DiaryEntry) -> DiaryLine | None:
    """Return one entry as its desk reads it; None where its subject is not for this officer."""
    kind, _, key = entry.subject.partition(":")
    number = int(key) if key.isdecimal() else 0
    try:
        alert_id, person_id, reference = _subject(sight, kind, number)
    except NotFoundError:
        return None
    if entry.kind is DiaryKind.MOVED:
        reference = _reference_of_place(sight, entry)
    return DiaryLine(
        diary_id=entry.id,
        kind=entry.kind.value,
        subject=entry.subject,
        due_at=entry.due_at,
        desk=sight.desk_title(entry.desk),
        is_late=entry.due_at < sight.work.at,
        words=KIND_WORDS[entry.kind],
        alert_id=alert_id,
        person_id=person_id,
        number=f"P-{person_id:04d}" if person_id else "",
        reference=reference,
        is_answerable=entry.kind in ANSWERABLE and entry.desk == sight.reader.desk,
        page=_page_of(sight, entry, reference),
        is_to_read=entry.kind in TO_READ,
    )


def _reference_of_place(sight: Sight, entry: DiaryEntry) -> str:
    """Return the report that tells of a place elsewhere; empty where it is not for the reader."""
    number = entry.cause.rpartition(":")[2]
    try:
        concern, _ = sight.concern_of_id(int(number) if number.isdecimal() else 0)
    except NotFoundError:
        return ""
    return concern.reference


def _page_of(sight: Sight, entry: DiaryEntry, reference: str) -> str:
    """Return where an entry is answered, under /desk; empty where it has no page of its own."""
    kind, _, key = entry.subject.partition(":")
    if entry.kind is DiaryKind.LOAN_OVER:
        return ""
    if kind == "case_offer":
        return f"concerns/{reference}#cases"
    return _page(sight, kind, int(key) if key.isdecimal() else 0)


def _page(sight: Sight, kind: str, number: int) -> str:
    """Return where a decision, a challenge, a question or a proposal is answered."""
    decisions = sight.work.decisions
    if kind == "dossier":
        return f"decisions/{number}"
    if kind == "challenge":
        return f"decisions/{decisions.challenges.get(number).dossier_id}"
    if kind == "request":
        return f"requests/{number}"
    if kind == "loan":
        return f"loans/{number}"
    if kind == "proposal":
        return f"persons/{decisions.proposals.get(number).person_id}/proposals"
    return ""


def _subject(sight: Sight, kind: str, number: int) -> tuple[int | None, int | None, str]:
    """Return alert, person and reference of a subject.

    Raises:
        NotFoundError: It is not for this officer.
    """
    if kind == "alert":
        alert = sight.work.dispatch.alerts.get(number)
        if alert.concern_id is None:
            return alert.id, alert.person_id, ""
        concern, _ = sight.concern_of_id(alert.concern_id)
        return alert.id, None, concern.reference
    if kind in ("concern", "case_offer"):
        concern, _ = sight.concern_of_id(_concern_of(sight, kind, number))
        return None, None, concern.reference
    if kind == "flag":
        flag = sight.work.flags.one(number)
        if flag is None or not flag.is_seen_by(sight.reader.desk):
            raise NotFoundError(what="flag")
        return None, flag.person_id, ""
    if kind in OF_A_PERSON:
        person, _ = sight.person(_person_of(sight, kind, number))
        return None, person.id, ""
    is_asked = kind in ("dossier", "challenge", "proposal")
    return _asked_of(sight, kind, number) if is_asked else (None, None, "")


def _concern_of(sight: Sight, kind: str, number: int) -> int:
    """Return the concern of a subject: itself, or that of the child's case that is offered."""
    if kind == "concern":
        return number
    case = sight.work.case_offers.shelf.get(number).case_id
    return sight.work.concerns.child_cases.get(case).concern_id


def _asked_of(sight: Sight, kind: str, number: int) -> tuple[int | None, int | None, str]:
    """Return what a question is about, where the reader may open it; else nothing but the entry.

    Why nothing and not a refusal: the desk that is asked answers on the page of the question.
    """
    try:
        if kind == "proposal":
            person, _ = sight.person(_person_of(sight, kind, number))
            return None, person.id, ""
        decisions = sight.work.decisions
        key = number if kind == "dossier" else decisions.challenges.get(number).dossier_id
        dossier = decisions.dossiers.get(key)
        if dossier.concern_id is not None:
            concern, _ = sight.concern_of_id(dossier.concern_id)
            return None, None, concern.reference
        person, _ = sight.person(sight.work.joinings.head_of(dossier.person_id or 0))
    except NotFoundError:
        return None, None, ""
    return None, person.id, ""


def _person_of(sight: Sight, kind: str, number: int) -> int:
    stewards, families = sight.work.stewards, sight.work.families
    shelves: dict[str, Any] = {
        "handover": stewards.handovers,
        "event": stewards.events,
        "agreement": stewards.agreements,
        "meeting": stewards.meetings,
        "telling": families.decisions,
        "application": families.applications,
        "proposal": sight.work.decisions.proposals,
    }
    return int(shelves[kind].get(number).person_id) if kind in shelves else number


def turns_of(sight: Sight) -> tuple[DutyTurn, ...]:
    """Return who is on duty now at the desks of the officer's area, their own first."""
    book, at = sight.office.policy.duty, sight.work.at
    near = [desk for desk in book.desks.values() if desk.area == sight.reader.area]
    near.sort(key=lambda desk: (desk.name != sight.reader.desk, desk.title))
    turns = []
    for desk in near:
        opening = book.sits_now(desk.name, at)
        is_open = desk.hours.is_open(at)
        turns.append(
            DutyTurn(
                desk=desk.title,
                is_open=is_open,
                opens_at=None if is_open else desk.hours.next_opening(at),
                stands_in="" if is_open else opening.desk.title,
                places=tuple(
                    (
                        place,
                        tuple(
                            sight.desk_title(name) for name in book.recipients(desk.name, place, at)
                        ),
                    )
                    for place in PLACES
                ),
                is_own=desk.name == sight.reader.desk,
            )
        )
    return tuple(turns)
