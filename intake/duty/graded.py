"""What an officer graded of a concern, as a desk reads it; read `grades_of` first."""

from intake.domain.grading import Grading, in_force
from intake.domain.held import ConcernHeld
from intake.duty.concern_page import concern_view
from intake.duty.sight import Sight
from intake.duty.views.grading import GradeLine, GradePage

GRADED = ("source", "information", "handling", "conditions")
"""The fields of a grade, as a form sends them."""


def grades_of(sight: Sight, concern: ConcernHeld) -> tuple[GradeLine, ...]:
    """Return every grading of a concern, the newest first; those taken back say so."""
    told = sight.work.concerns.gradings_of(concern.id)
    holds = in_force(told)
    undone = {one.undoes: one for one in told if one.undoes is not None}
    return tuple(
        _line(sight, one, undone.get(one.id), is_in_force=one == holds)
        for one in reversed(told)
        if one.undoes is None
    )


def grade_page(sight: Sight, concern: ConcernHeld, seen: frozenset[str]) -> GradePage:
    """Return the page of grading; the caller has seen to it that it is for this officer."""
    view = concern_view(sight, concern, seen)
    history = grades_of(sight, concern)
    return GradePage(
        reference=concern.reference,
        story=view.story,
        role=view.role,
        known_by=concern.known_by,
        is_suspected_false=concern.suspected_false,
        in_force=next((one for one in history if one.is_in_force), None),
        history=history,
    )


def _line(sight: Sight, graded: Grading, undone: Grading | None, *, is_in_force: bool) -> GradeLine:
    return GradeLine(
        code=graded.code,
        source=graded.source,
        information=graded.information,
        handling=graded.handling,
        conditions=graded.conditions.reveal(),
        officer=graded.officer,
        desk=sight.desk_title(graded.desk),
        at=graded.at,
        reason=graded.reason.reveal(),
        is_in_force=is_in_force,
        undone_by=undone.officer if undone else "",
        undone_at=undone.at if undone else None,
        undone_because=undone.reason.reveal() if undone else "",
    )
