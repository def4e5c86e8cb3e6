"""An officer grades a concern 3x5x2 beside the teller's own words; only E weighs (P11)."""

from dataclasses import dataclass, replace

from intake.actions.link_mentions import linked_already
from intake.actions.tell_desks import route_and_weigh
from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.grading import Grading, check_grade, in_force
from intake.domain.held import Officer
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work


@dataclass(frozen=True, slots=True)
class Grade:
    """What an officer grades; the codes are those of `intake.domain.grading`."""

    source: str
    information: str
    handling: str
    conditions: str = ""


def grade_concern(
    office: Office, *, officer: Officer, concern_id: int, grade: Grade, reason: str
) -> Grading:
    """Grade a concern, beside what stood before; every earlier grade stays in its history.

    Suspected false caps what it weighs and lets no rule rest on it; it is never dropped, and a
    standing that it raised stays (P5). No other grade moves a weight.

    Args:
        office: Settings in force.
        officer: Who grades.
        concern_id: Which concern.
        grade: Source, information, handling, conditions.
        reason: Why.

    Raises:
        JudgementRefusedError: As `check_grade`.

    Why:
        A grudge must not carry a man over a line, and nobody may make a report vanish: it
        stays, is shown, and the grade stands with a name (P11).
    """
    check_grade(
        grade.source,
        grade.information,
        grade.handling,
        conditions=grade.conditions,
        reason=reason,
    )
    with office.begin() as work:
        return keep_grade(office, work, officer, concern_id, grade, reason)


def keep_grade(
    office: Office, work: Work, officer: Officer, concern_id: int, grade: Grade, reason: str
) -> Grading:
    """Keep a grade that was checked, in an act's own transaction."""
    return _keep(
        office,
        work,
        officer,
        Grading(
            concern_id=concern_id,
            officer=officer.name,
            desk=officer.desk,
            at=work.at,
            reason=private(reason),
            source=grade.source,
            information=grade.information,
            handling=grade.handling,
            conditions=private(grade.conditions),
        ),
    )


def undo_grade(office: Office, *, officer: Officer, concern_id: int, reason: str) -> Grading:
    """Take the grade in force back; the one before it holds again, or none.

    Raises:
        JudgementRefusedError: The reason is empty.
        ConflictError: No grade is in force.
    """
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",))
    with office.begin() as work:
        last = in_force(work.concerns.gradings_of(concern_id))
        if last is None:
            raise ConflictError(what="grade")
        return undo_in(office, work, officer, last, reason)


def undo_in(office: Office, work: Work, officer: Officer, graded: Grading, reason: str) -> Grading:
    """Take one grading back in an act's own transaction."""
    back = Grading(
        graded.concern_id, officer.name, officer.desk, work.at, private(reason), undoes=graded.id
    )
    return _keep(office, work, officer, back)


def _keep(office: Office, work: Work, officer: Officer, grading: Grading) -> Grading:
    concern = work.concerns.records.get(grading.concern_id)
    kept = work.concerns.gradings.add(grading)
    holds = in_force(work.concerns.gradings_of(concern.id))
    work.audit.note(
        "concern.graded",
        actor=officer.login,
        concern=concern.reference,
        grade=holds.code if holds else "",
        grading=kept.id,
    )
    is_doubted = holds is not None and holds.is_suspected_false
    if is_doubted != concern.suspected_false:
        changed = replace(concern, suspected_false=is_doubted, version=concern.version + 1)
        held = work.concerns.records.keep(changed)
        route_and_weigh(office, work, held, linked_already(work, held))
    return kept
