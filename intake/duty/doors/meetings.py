"""Meetings at the desk's door: setting one, its pack, its minutes, and signing them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from intake.actions.meet import check_kind, close_minutes, set_meeting, sign_meeting
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import Officer
from intake.domain.meeting import Attendance, Came, ChildRow, Meeting, Minutes, Signature
from intake.domain.person import is_open_to
from intake.domain.private import private
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.meetings import KINDS, linked_children, meeting_page, meetings_in_view
from intake.duty.sight import Sight
from intake.duty.views.meetings import LinkedChild, MeetingPage, MeetingsPage
from intake.store.work import Work

ChildSaid = tuple[str, str, str, str, date | None]
"""What the minutes say of one child: known to, risk, action, owner, by when."""
NOTHING: ChildSaid = ("", "", "", "", None)


class MeetingDoor(DoorPart):
    """What a desk may do about meetings."""

    @act("record_meeting")
    def meetings_page(self, *, officer: Officer, person_id: int) -> MeetingsPage:
        """Return every meeting about a person, and write down that they were opened.

        Raises:
            NotFoundError: As `person`.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            _check_readable(sight, person_id)
            person, _ = sight.person(person_id)
            work.audit.note("meetings.opened", actor=officer.login, person=person_id)
            areas = self.office.policy.areas.areas
            return MeetingsPage(
                person_id=person.id,
                number=person.number,
                label=person.label.reveal(),
                meetings=tuple(
                    (
                        one.id,
                        KINDS[one.kind],
                        one.held_on,
                        sight.desk_title(one.desk),
                        one.closed_at is not None,
                    )
                    for one in reversed(meetings_in_view(sight, person_id))
                ),
                kinds=tuple((kind.value, title) for kind, title in KINDS.items()),
                areas=tuple((code, area.title) for code, area in areas.items()),
            )

    @act("record_meeting")
    def meeting(self, *, officer: Officer, meeting_id: int) -> MeetingPage:
        """Return a meeting's pack and minutes, and write down that they were opened.

        Raises:
            NotFoundError: It is missing, or its person is not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            meeting = _readable(sight, work, meeting_id)
            work.audit.note("meeting.opened", actor=officer.login, meeting=meeting_id)
            return meeting_page(sight, meeting)

    @act("record_meeting")
    def take_pack(self, *, officer: Officer, meeting_id: int) -> MeetingPage:
        """Return what `meeting` returns, to be kept elsewhere; raises as `meeting`.

        Why a line of its own: paper leaves the house, and who is asked where a copy came from
        must find who took it away and when.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            meeting = _readable(sight, work, meeting_id)
            for deed in ("meeting.opened", "meeting.pack_taken"):
                work.audit.note(deed, actor=officer.login, meeting=meeting_id)
            return meeting_page(sight, meeting)

    @act("record_meeting")
    def set_meeting(
        self,
        *,
        officer: Officer,
        person_id: int,
        kind: str,
        held_on: date | None,
        words: str,
        areas: tuple[str, ...] = (),
    ) -> Meeting:
        """Set a meeting and tell everybody; raises as `set_meeting`, or NotFoundError."""
        with self.office.look() as work:
            _check_readable(self._sight(work, officer), person_id)
        known = frozenset(self.office.policy.areas.areas)
        return set_meeting(
            self.office,
            officer=officer,
            person_id=person_id,
            kind=check_kind(kind),
            held_on=held_on,
            words=words,
            areas=tuple(one for one in areas if one in known),
        )

    @act("record_meeting")
    def close_minutes(
        self,
        *,
        officer: Officer,
        meeting_id: int,
        words: str,
        attendance: Sequence[tuple[str, str, str]],
        children: Mapping[str, ChildSaid],
        checked_with: str = "",
        checked_on: date | None = None,
    ) -> Meeting:
        """Close the minutes; raises as `close_minutes`, or NotFoundError.

        Args:
            officer: Who closes them.
            meeting_id: Of which meeting.
            words: What was decided.
            attendance: Of each desk its code, how it took part, and who.
            children: Of each linked child, by the key that it had on the page: known to, risk,
                action, owner, by when.
            checked_with: With whom it was checked that no child is linked.
            checked_on: When that was.

        Raises:
            JudgementRefusedError: As `close_minutes`; `missing` is children_changed where
                something is written of a child who is not linked any more.

        Why by key: a child linked while the minutes were written moved every row below it, and
        one child's risk stood under another's name.
        """
        with self.office.look() as work:
            sight = self._sight(work, officer)
            meeting = _readable(sight, work, meeting_id)
            linked = linked_children(sight, meeting.person_id)
        came = {one.value: one for one in Came}
        if any(how not in came for _, how, _ in attendance if how):
            raise JudgementRefusedError(missing=("attendance",))
        if set(children) - {one.key for one in linked}:
            raise JudgementRefusedError(missing=("children_changed",))
        minutes = Minutes(
            attendance=tuple(
                Attendance(desk, came[how], who.strip()) for desk, how, who in attendance if how
            ),
            children=tuple(_row(child, children.get(child.key, NOTHING)) for child in linked),
            words=private(words.strip()),
            checked_with=private(checked_with.strip()),
            checked_on=checked_on,
        )
        return close_minutes(
            self.office,
            officer=officer,
            meeting_id=meeting_id,
            minutes=minutes,
            linked=len(linked),
        )

    @act("record_meeting")
    def sign_meeting(self, *, officer: Officer, meeting_id: int) -> Signature:
        """Sign for the officer's desk; raises as `sign_meeting`, or NotFoundError."""
        with self.office.look() as work:
            _readable(self._sight(work, officer), work, meeting_id)
        return sign_meeting(self.office, officer=officer, meeting_id=meeting_id)


def _row(child: LinkedChild, said: ChildSaid) -> ChildRow:
    known_to, risk, deed, owner, by_on = said
    return ChildRow(
        child=private(child.words),
        known_to=private(known_to.strip()),
        risk=private(risk.strip()),
        action=private(deed.strip()),
        owner=private(owner.strip()),
        by_on=by_on,
    )


def _readable(sight: Sight, work: Work, meeting_id: int) -> Meeting:
    """Return a meeting that this officer's desk may read, as of whom it is about now.

    Raises:
        NotFoundError: It is missing, or it was held while only other desks knew of the person.

    Why: The children of a record that was joined to another are linked to that other.
    """
    meeting = work.stewards.meetings.get(meeting_id)
    whom = work.joinings.head_of(meeting.person_id)
    _check_readable(sight, whom)
    if not is_open_to(meeting.only_desk, sight.reader.desk):
        raise NotFoundError(what="meeting")
    return replace(meeting, person_id=whom)


def _check_readable(sight: Sight, person_id: int) -> None:
    """Refuse a person whose history is not for this officer.

    Raises:
        NotFoundError: As if there were nobody.
    """
    _, seen = sight.person(person_id)
    if "person.chronology" not in seen:
        raise NotFoundError(what="person")
