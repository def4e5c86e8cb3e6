"""Reading signs in a report, and grading it; every change is weighed and routed anew."""

from collections.abc import Mapping

from intake.actions.code_sign import code_sign, uncode_sign
from intake.actions.grade_concern import Grade, grade_concern, undo_grade
from intake.domain.concern import Part, SignSaid, SignSource
from intake.domain.errors import NotFoundError
from intake.domain.grading import Grading
from intake.domain.held import ConcernHeld, MentionHeld, Officer
from intake.domain.signs import SignBook
from intake.duty.concern_page import concern_view
from intake.duty.doors.base import DoorPart, by_reference, note_opened
from intake.duty.graded import GRADED, grade_page
from intake.duty.guard import act
from intake.duty.views.coding import SignChoice, SignLine, SignsPage, Whose
from intake.duty.views.grading import GradePage
from intake.duty.wording import PART_WORDS, called

GROUPS = {
    "GC": "Grooming a child",
    "GP": "Grooming those around a child",
    "CS": "What a child shows or says",
    "OB": "What the adult does or has done",
    "DA": "Violence or control at home",
    "CV": "What makes a child easier to reach",
}
"""Titles of the groups of signs, in the order in which they are offered."""


class CodingDoor(DoorPart):
    """What a desk reads in a report."""

    @act("code_sign")
    def signs_page(self, *, officer: Officer, reference: str) -> SignsPage:
        """Return a concern's words beside its signs, and write down that it was opened.

        Raises:
            NotFoundError: It is missing, or its words or signs are not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern, seen = sight.concern(by_reference(work, reference))
            _check_readable(seen)
            note_opened(work, officer, concern.reference, "signs")
            mentions = sight.mentions_of(concern.id)
            return SignsPage(
                reference=concern.reference,
                story=concern_view(sight, concern, seen).story,
                signs=_lines(self.office.policy.sign_book, concern, _labels(mentions, seen)),
                people=tuple(
                    Whose(one.place, _labels(mentions, seen)[one.place], PART_WORDS[one.part])
                    for one in mentions
                ),
                groups=_groups(self.office.policy.sign_book),
                is_suspected_false=concern.suspected_false,
            )

    @act("code_sign")
    def code_sign(
        self, *, officer: Officer, reference: str, sign: str, about: int | None
    ) -> ConcernHeld:
        """Add a sign read in the words; raises as `code_sign`, or NotFoundError."""
        concern = self._readable(officer, reference)
        return code_sign(
            self.office, officer=officer, concern_id=concern.id, sign=sign, about_mention=about
        )

    @act("code_sign")
    def uncode_sign(
        self, *, officer: Officer, reference: str, sign: str, about: int | None, reason: str
    ) -> ConcernHeld:
        """Take a coded sign back; raises as `uncode_sign`, or NotFoundError."""
        concern = self._readable(officer, reference)
        return uncode_sign(
            self.office,
            officer=officer,
            concern_id=concern.id,
            sign=sign,
            about_mention=about,
            reason=reason,
        )

    @act("grade_concern")
    def grade_page(self, *, officer: Officer, reference: str) -> GradePage:
        """Return a concern's words beside its grades, and write down that it was opened.

        Raises:
            NotFoundError: It is missing, or its words or signs are not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern, seen = sight.concern(by_reference(work, reference))
            _check_readable(seen)
            note_opened(work, officer, concern.reference, "grade")
            return grade_page(sight, concern, seen)

    @act("grade_concern")
    def grade_concern(
        self, *, officer: Officer, reference: str, grade: Mapping[str, str], reason: str
    ) -> Grading:
        """Grade a concern; raises as `grade_concern`, or NotFoundError."""
        concern = self._readable(officer, reference)
        return grade_concern(
            self.office,
            officer=officer,
            concern_id=concern.id,
            grade=Grade(**{name: grade.get(name, "") for name in GRADED}),
            reason=reason,
        )

    @act("grade_concern")
    def undo_grade(self, *, officer: Officer, reference: str, reason: str) -> Grading:
        """Take the grade in force back; raises as `undo_grade`, or NotFoundError."""
        concern = self._readable(officer, reference)
        return undo_grade(self.office, officer=officer, concern_id=concern.id, reason=reason)

    def _readable(self, officer: Officer, reference: str) -> ConcernHeld:
        with self.office.look() as work:
            concern, seen = self._sight(work, officer).concern(by_reference(work, reference))
        _check_readable(seen)
        return concern


def _check_readable(seen: frozenset[str]) -> None:
    if not {"concern.story", "concern.signs"} <= seen:
        raise NotFoundError(what="concern")


def _labels(mentions: tuple[MentionHeld, ...], seen: frozenset[str]) -> dict[int, str]:
    """Return what each mention is called by; a child is not named where details are hidden."""
    return {
        one.place: ""
        if one.part is Part.CHILD and "child.details" not in seen
        else called(one.body)
        for one in mentions
    }


def _lines(book: SignBook, concern: ConcernHeld, labels: dict[int, str]) -> tuple[SignLine, ...]:
    return tuple(_line(book, said, labels) for said in concern.body.signs)


def _line(book: SignBook, said: SignSaid, labels: dict[int, str]) -> SignLine:
    whose = "" if said.about_mention is None else labels.get(said.about_mention, "")
    return SignLine(
        sign=said.sign,
        words=book.sign_of(said.sign).professional,
        source=said.source.value,
        about=said.about_mention,
        whose=whose,
        can_take_back=said.source is SignSource.CODED,
    )


def _groups(book: SignBook) -> tuple[tuple[str, tuple[SignChoice, ...]], ...]:
    return tuple(
        (
            title,
            tuple(SignChoice(one.id, one.professional) for one in book.group_of(group)),
        )
        for group, title in GROUPS.items()
    )
