"""Saying that two records are one person, or that they are not: read, join, part."""

from intake.actions.confirm_joining import confirm_joining, refuse_joining
from intake.actions.join_people import join_people, part_people
from intake.domain.errors import NotFoundError
from intake.domain.held import Officer
from intake.domain.joining import Joined
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.joined_page import checked, joins_of
from intake.duty.purposes import check_purpose
from intake.duty.views.joined import JoinsPage


class JoiningDoor(DoorPart):
    """What a desk may see and say of two records being one person (P6, P11)."""

    @act("read_person")
    def joins(self, *, officer: Officer, person_id: int, purpose: str) -> JoinsPage:
        """Return what was joined to a record and what may be; the look is written down.

        Raises:
            PurposeMissingError: No purpose was given.
            NotFoundError: The record is missing or not for this officer.
        """
        check_purpose(purpose)
        with self.office.begin() as work:
            page = joins_of(self._sight(work, officer), person_id)
            work.audit.note("person.opened", actor=officer.login, person=person_id, purpose=purpose)
            return page

    @act("join_people")
    def join_people(
        self, *, officer: Officer, person_id: int, other_id: int, reason: str
    ) -> Joined:
        """Say that two records are one person; raises as `join_people`.

        Raises:
            NotFoundError: One of them is missing or not for this officer.
        """
        with self.office.look() as work:
            sight = self._sight(work, officer)
            for one in (person_id, other_id):
                checked(sight, one)
        return join_people(
            self.office, officer=officer, person_id=person_id, other_id=other_id, reason=reason
        )

    @act("part_people")
    def part_people(self, *, officer: Officer, joined_id: int, reason: str) -> Joined:
        """Take a joining back; raises as `part_people`.

        Raises:
            NotFoundError: It is missing, or one of the records is not for this officer.
        """
        self._check_joining(officer, joined_id)
        return part_people(self.office, officer=officer, joined_id=joined_id, reason=reason)

    @act("join_people")
    def confirm_joining(self, *, officer: Officer, joined_id: int) -> Joined:
        """Say yes to a colleague's word about two flagged records; raises as `confirm_joining`.

        Raises:
            NotFoundError: It is missing, or one of the records is not for this officer.
        """
        self._check_joining(officer, joined_id)
        return confirm_joining(self.office, officer=officer, joined_id=joined_id)

    @act("join_people")
    def refuse_joining(self, *, officer: Officer, joined_id: int, reason: str) -> Joined:
        """Say no to it, or take one's own word back; raises as `refuse_joining`.

        Raises:
            NotFoundError: It is missing, or one of the records is not for this officer.
        """
        self._check_joining(officer, joined_id)
        return refuse_joining(self.office, officer=officer, joined_id=joined_id, reason=reason)

    def _check_joining(self, officer: Officer, joined_id: int) -> None:
        with self.office.look() as work:
            sight = self._sight(work, officer)
            rows = work.joinings.rows
            joined = rows.find(rows.row.id == joined_id)
            if joined is None:
                raise NotFoundError(what="joining")
            for one in (joined.person_id, joined.into_id):
                checked(sight, one)
