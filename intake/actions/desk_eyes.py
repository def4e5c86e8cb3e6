"""What a desk may know when nobody is signed in: its agency, its area, what it was told.

`intake.duty.sight` is the same for an officer at a page, and sees further only by role.
"""

from dataclasses import dataclass

from intake.actions.routing_facts import own_people_of
from intake.domain.access import Reader, Subject, may_see
from intake.domain.held import ConcernHeld
from intake.store.office import Office
from intake.store.work import Work

EVERY_ROLE = "duty_officer"
"""What every officer of the desk may know, not what one role may."""


@dataclass(frozen=True, slots=True)
class DeskEyes:
    """What a desk may know, without anybody signed in."""

    office: Office
    work: Work
    desk: str

    def reader(self) -> Reader:
        """Return the desk as the table of access sees one of its officers."""
        desk = self.office.policy.duty.desk(self.desk)
        return Reader(
            login="",
            role=EVERY_ROLE,
            desk=desk.name,
            agency=desk.agency,
            agency_kind=self.office.policy.areas.agencies[desk.agency].kind,
            area=desk.area,
        )

    def may_read(self, field_name: str) -> bool:
        """Whether the desk reads a field of what lies in its own area."""
        reader = self.reader()
        subject = Subject(areas=frozenset({reader.area}))
        return bool(may_see(self.office.policy.access, reader, field_name, subject))

    def hears_of(self, concern: ConcernHeld) -> bool:
        """Whether the desk may know that a concern exists: by its kind, or because it was told.

        Never of one about its own people.
        """
        own = own_people_of(self.office, self.work, concern)
        reader = self.reader()
        if reader.desk in own.desks or reader.agency in own.agencies:
            return False
        elsewhere = Subject(areas=frozenset({"elsewhere"}))
        if may_see(self.office.policy.access, reader, "concern.reference", elsewhere):
            return True
        told = self.work.dispatch.alerts_of_concern(concern.id)
        return any(one.desk == self.desk for one in told)
