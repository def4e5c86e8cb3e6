"""What was said in therapy is followed up by a day of its own, whatever else becomes of it."""

from intake.domain.concern import ReporterRole
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.held import ConcernHeld
from intake.store.office import Office
from intake.store.work import Work

HINTS = "CS16"
"""The sign of half-sentences, drawings, and things said in therapy."""

NOT_PROFESSIONAL = frozenset({ReporterRole.COMMUNITY, ReporterRole.CHILD, ReporterRole.PARENT})


def owe_follow_up(office: Office, work: Work, concern: ConcernHeld, *, desk: str) -> None:
    """Make the desk that leads owe a follow-up of what a child said half; once a concern.

    Args:
        office: By when, and on which ladder.
        work: The act's transaction.
        concern: As it was told; one that was not sent yet owes nothing.
        desk: The desk that leads.

    Why:
        Remarks in therapy were not followed up (Peterborough review, row P32). Closing a
        concern does not meet this, so it is an entry of its own, and refuses the closing.
    """
    if concern.is_unfinished or not _is_half_said(concern):
        return
    cause = f"therapy:{concern.id}"
    subject = f"concern:{concern.id}"
    if any(one.cause == cause for one in work.dispatch.diary_of(subject)):
        return
    plan = office.policy.decisions.therapy_remark
    due_at = office.policy.duty.desk(desk).hours.working_days_later(
        work.at, plan.within_working_days
    )
    work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.THERAPY_REMARK,
            subject=subject,
            desk=desk,
            due_at=due_at,
            opened_at=work.at,
            next_at=due_at,
            ladder=plan.ladder,
            cause=cause,
        )
    )


def _is_half_said(concern: ConcernHeld) -> bool:
    """Whether a therapist told it, or another professional told of a child's hints."""
    role = ReporterRole(concern.role)
    has_hints = any(said.sign == HINTS for said in concern.body.signs)
    return role is ReporterRole.THERAPIST or (has_hints and role not in NOT_PROFESSIONAL)
