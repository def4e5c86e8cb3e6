"""Holds at the desk's door: what holds a person, until when, and what follows."""

from datetime import date

from intake.actions.fill_release import fill_release
from intake.actions.hold import end_sooner, put_hold
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import Officer, PersonHeld
from intake.domain.hold import term_of
from intake.domain.person import Flag, is_open_to
from intake.domain.release import ItemFilled
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.holds import holds_of
from intake.duty.sight import Sight
from intake.duty.views.holds import HoldsPage


class HoldDoor(DoorPart):
    """What a desk may do about orders, licences, bail, registrations, and releases."""

    @act("read_person")
    def holds_page(self, *, officer: Officer, person_id: int) -> HoldsPage:
        """Return what holds a person, and write down that it was read.

        Raises:
            NotFoundError: The person, or his flags, are not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person = _readable(sight, person_id)
            work.audit.note("holds.opened", actor=officer.login, person=person_id)
            return holds_of(sight, person)

    @act("review_flag")
    def put_hold(
        self,
        *,
        officer: Officer,
        person_id: int,
        flag_id: int,
        kind: str,
        starts_on: date | None,
        ends_on: date | None,
        words: str,
        forbids_children: bool = False,
    ) -> Flag:
        """Put a hold under a flag; raises as `put_hold`.

        Raises:
            JudgementRefusedError: `missing` holds flag, kind, ends_on, starts_on or words.
            NotFoundError: The person is not for this officer.
        """
        self._check_flag(officer, person_id, flag_id)
        term = term_of(kind, starts_on, ends_on, words, forbids_children=forbids_children)
        return put_hold(self.office, officer=officer, flag_id=flag_id, term=term)

    @act("review_flag")
    def end_sooner(
        self,
        *,
        officer: Officer,
        person_id: int,
        flag_id: int,
        place: int,
        last_on: date | None,
        words: str,
    ) -> Flag:
        """Let a hold end sooner; raises as `end_sooner`, NotFoundError, or as `put_hold`."""
        self._check_flag(officer, person_id, flag_id)
        return end_sooner(
            self.office,
            officer=officer,
            flag_id=flag_id,
            place=place,
            last_on=last_on,
            words=words,
        )

    @act("note_event")
    def fill_release(
        self, *, officer: Officer, person_id: int, event_id: int, item: str, words: str
    ) -> ItemFilled:
        """Fill one item of a release's checklist; raises as `fill_release`, or NotFoundError."""
        with self.office.look() as work:
            _readable(self._sight(work, officer), person_id)
            noted = work.stewards.events_of(person_id)
            if event_id not in {one.id for one in noted if is_open_to(one.only_desk, officer.desk)}:
                raise NotFoundError(what="event")
        return fill_release(self.office, officer=officer, event_id=event_id, item=item, words=words)

    def _check_flag(self, officer: Officer, person_id: int, flag_id: int) -> None:
        """Refuse a flag that is not this person's, or not for this officer.

        Raises:
            JudgementRefusedError: `missing` is flag.
            NotFoundError: The person is not for this officer.
        """
        with self.office.look() as work:
            sight = self._sight(work, officer)
            _readable(sight, person_id)
            if flag_id not in {one.id for one in sight.flags(person_id)}:
                raise JudgementRefusedError(missing=("flag",))


def _readable(sight: Sight, person_id: int) -> PersonHeld:
    person, seen = sight.person(person_id)
    if not {"person.flags", "person.chronology"} <= seen:
        raise NotFoundError(what="person")
    return person
