"""Whom a person can reach, for the link chart and the list of children within reach."""

from intake.domain.errors import NotFoundError
from intake.domain.held import Officer
from intake.domain.network import Network
from intake.duty.chart import read_links
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.homes_page import homes_of
from intake.duty.network import HOPS, network_of_person
from intake.duty.purposes import check_purpose
from intake.duty.views import LinksPage
from intake.duty.views.homes import HomesPage

MOST_HOPS = 4
MOST_NODES = 500


class NetworkDoor(DoorPart):
    """What a desk may see of the people, homes and things around a person."""

    @act("read_person")
    def network(
        self, *, officer: Officer, person_id: int, purpose: str, hops: int = HOPS
    ) -> Network:
        """Return what is told around a person, as a graph; the look is written down.

        Args:
            officer: Who looks.
            person_id: The record in the middle.
            purpose: Why.
            hops: Steps from human to human; kept between 1 and 4.

        Raises:
            PurposeMissingError: No purpose was given.
            NotFoundError: The record is missing, or who is linked to it is not for this officer.
        """
        check_purpose(purpose)
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person, seen = sight.person(person_id)
            if "person.links" not in seen:
                raise NotFoundError(what="person")
            work.audit.note(
                "person.network", actor=officer.login, person=person_id, purpose=purpose
            )
            steps = min(max(hops, 1), MOST_HOPS)
            return network_of_person(sight, person, hops=steps, most=MOST_NODES)

    @act("read_person")
    def homes(
        self, *, officer: Officer, person_id: int, purpose: str, hops: int = HOPS
    ) -> HomesPage:
        """Return the same as tables of homes and of people in reach; raises as `network`."""
        check_purpose(purpose)
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person, seen = sight.person(person_id)
            if "person.links" not in seen:
                raise NotFoundError(what="person")
            work.audit.note(
                "person.network", actor=officer.login, person=person_id, purpose=purpose
            )
            return homes_of(sight, person, hops=min(max(hops, 1), MOST_HOPS), most=MOST_NODES)

    @act("read_person")
    def links(
        self, *, officer: Officer, person_id: int, purpose: str, hops: int = HOPS
    ) -> LinksPage:
        """Return who and what is linked to a person, to be drawn; the look is written down.

        Args and errors as `network`.
        """
        check_purpose(purpose)
        with self.office.begin() as work:
            page = read_links(self._sight(work, officer), person_id, purpose=purpose, hops=hops)
            work.audit.note(
                "person.network", actor=officer.login, person=person_id, purpose=purpose
            )
            return page
