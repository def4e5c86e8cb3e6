"""What is read under a loan: the parts lent, and nothing that hangs on them; read `lent_page`."""

from collections.abc import Iterable
from datetime import timedelta

from intake.domain.grading import in_force
from intake.domain.held import ConcernHeld
from intake.domain.lending import Loan
from intake.duty.concern_page import concern_view
from intake.duty.sight import Sight
from intake.duty.views.concern import Segment
from intake.duty.views.lending import LoanLine, LoanPage

STORY = "concern.story"
A_MOMENT = timedelta(seconds=1)


def loan_line(sight: Sight, loan: Loan, concern: ConcernHeld) -> LoanLine:
    """Return a loan in words, without any of the parts."""
    return LoanLine(
        loan_id=loan.id,
        reference=concern.reference,
        from_desk=sight.desk_title(loan.from_desk),
        to_desk=sight.desk_title(loan.to_desk),
        parts=loan.parts,
        purpose=loan.purpose.reveal(),
        basis=loan.basis.value,
        officer=loan.officer,
        at=loan.at,
        last_on=sight.office.policy.duty.office.local_day(loan.ends_at - A_MOMENT),
        is_ours=loan.from_desk == sight.reader.desk,
        stands=loan.stands_at(sight.work.at),
        ended_at=loan.ended_at,
        ended_by=loan.ended_by,
        ended_because=loan.ended_because.reveal(),
    )


def lent_page(sight: Sight, loan: Loan, concern: ConcernHeld, parts: frozenset[str]) -> LoanPage:
    """Return the parts that are read under a loan, by the eyes of who borrows.

    Why:
        What hangs on a concern (matches, weight, earlier reports, who was told) is worked out
        for a desk; none of it is lent, and a name marked in a story stands on a list (P13).
    """
    view = concern_view(sight, concern, parts | {STORY})
    has_story = STORY in parts
    told = [one for one in view.mentions if not one.from_story]
    return LoanPage(
        loan=loan_line(sight, loan, concern),
        received_at=concern.received_at,
        sees=parts,
        role=view.role,
        story=tuple(_plain(one) for one in view.story) if has_story else (),
        asides=tuple((one.label, _plain(one.words)) for one in view.asides) if has_story else (),
        additions=view.additions if has_story else (),
        facts=view.facts if has_story else (),
        incidents=view.incidents if has_story else (),
        mentions=tuple(told) if "concern.mentions" in parts else (),
        signs=view.signs,
        notes=view.notes,
        files=view.files,
    )


def conditions_of(sight: Sight, concern: ConcernHeld, seen: frozenset[str]) -> str:
    """Return the conditions under which a concern may be shared; empty where there are none."""
    graded = in_force(sight.work.concerns.gradings_of(concern.id))
    return graded.conditions.reveal() if graded and "concern.signs" in seen else ""


def _plain(words: Iterable[Segment]) -> str:
    return "".join(one.text for one in words)
