"""Meetings that come and meetings that were missed, by the desks that were asked to them."""

from collections.abc import Iterable
from datetime import date, timedelta

from intake.domain.meeting import Came, Meeting
from intake.duty.sight import Sight
from intake.duty.unreviewed import may_name
from intake.duty.views.turns import Attended, MeetingLine, MissedPage

BACK = timedelta(days=183)
MISSED = frozenset({Came.APOLOGIES, Came.ABSENT})


def missed_of(sight: Sight) -> MissedPage:
    """Return the calendar of the area's desks, what they missed, and how that changes.

    Returns:
        Meetings to come, the next first; those missed in half a year, the newest first; and by
        month in how many of those asked to they came. What only some desks may know of is left
        out (P13).

    Why:
        Managers did not know of the meetings and gave no time, and children's services were at
        the edge of ten of them (Teesside review, row T13).
    """
    today = sight.office.policy.diary.office.local_day(sight.work.at)
    since = (today - BACK).replace(day=1)
    desks = [
        name
        for name, desk in sight.office.policy.duty.desks.items()
        if desk.area == sight.reader.area
    ]
    meetings = [one for one in sight.work.stewards.meetings_since(since) if not one.only_desk]
    asked = sight.work.stewards.told_of_events(one.event_id for one in meetings)
    invited: dict[int, list[str]] = {}
    for told in asked:
        if told.desk in desks:
            invited.setdefault(told.event_id, []).append(told.desk)
    lines = [
        _line(sight, meeting, desk)
        for meeting in meetings
        for desk in invited.get(meeting.event_id, [])
    ]
    past = [one for one in lines if one.came]
    missed = {one.value for one in MISSED}
    return MissedPage(
        area=sight.area_title(sight.reader.area),
        coming=tuple(
            sorted(
                (one for one in lines if not one.came and one.held_on >= today),
                key=lambda one: (one.held_on, one.meeting_id),
            )
        ),
        missed=tuple(
            sorted(
                (one for one in past if one.came in missed),
                key=lambda one: (one.held_on, one.meeting_id),
                reverse=True,
            )
        ),
        months=_months(past),
        since=since,
    )


def _line(sight: Sight, meeting: Meeting, desk: str) -> MeetingLine:
    attendance = meeting.minutes.attendance if meeting.minutes else ()
    came = next((one.came.value for one in attendance if one.desk == desk), "")
    opens = may_name(sight, meeting.person_id)
    return MeetingLine(
        meeting_id=meeting.id,
        number=f"P-{meeting.person_id:04d}" if opens else "",
        person_id=meeting.person_id if opens else 0,
        kind=meeting.kind.value,
        held_on=meeting.held_on,
        desk=sight.desk_title(desk),
        holds=sight.desk_title(meeting.desk),
        came=came,
        opens=opens,
    )


def _months(past: Iterable[MeetingLine]) -> tuple[Attended, ...]:
    by_month: dict[date, list[MeetingLine]] = {}
    for one in past:
        by_month.setdefault(one.held_on.replace(day=1), []).append(one)
    missed = {one.value for one in MISSED}
    return tuple(
        Attended(
            month=month,
            asked=len(lines),
            came=sum(one.came == Came.ATTENDED.value for one in lines),
            report=sum(one.came == Came.REPORT.value for one in lines),
            missed=sum(one.came in missed for one in lines),
        )
        for month, lines in sorted(by_month.items())
    )
