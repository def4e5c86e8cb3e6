"""Meetings of a replay: set, their minutes closed or refused, signed; all by the real acts."""

from intake.actions.meet import close_minutes, set_meeting, sign_meeting
from intake.domain.concern import Part
from intake.domain.errors import NotFoundError
from intake.domain.meeting import Attendance, Came, ChildRow, Meeting, Minutes
from intake.domain.person import LinkState, is_open_to
from intake.domain.private import private
from intake.policy import replay_steward_events as told
from intake.running.replay_stage import Stage
from intake.store.work import Work


def meeting(stage: Stage, one: told.MeetingSet) -> None:
    """Set a meeting; who must know of it is told, and so invited."""
    today = stage.policy.duty.office.local_day(stage.clock.at)
    kept = set_meeting(
        stage.office,
        officer=stage.officer(one.desk),
        person_id=stage.record_ids(one.person)[0],
        kind=one.kind,
        held_on=one.held_on or today,
        words=one.words,
        areas=one.areas,
    )
    stage.meetings[one.id] = kept.id


def minutes(stage: Stage, one: told.MinutesWritten) -> None:
    """Close the minutes of a meeting."""
    number = _meeting_of(stage, one.meeting)
    with stage.office.look() as work:
        held = work.stewards.meetings.get(number)
        invited = [row.desk for row in work.stewards.told_of_events([held.event_id])]
        linked = _linked_children(stage, work, held, one.desk)
    close_minutes(
        stage.office,
        officer=stage.officer(one.desk),
        meeting_id=number,
        minutes=Minutes(
            attendance=_attendance(one, invited),
            children=tuple(_row(child) for child in one.children),
            words=private(one.words),
            checked_with=private(one.checked_with),
            checked_on=one.checked_on,
        ),
        linked=linked,
    )


def sign(stage: Stage, one: told.MeetingSigned) -> None:
    """Sign what a meeting assessed."""
    number = _meeting_of(stage, one.meeting)
    sign_meeting(stage.office, officer=stage.officer(one.desk), meeting_id=number)


def _meeting_of(stage: Stage, name: str) -> int:
    """Return the meeting of an id of the file.

    Raises:
        NotFoundError: It was refused, so none was set.
    """
    if name not in stage.meetings:
        raise NotFoundError(what="meeting")
    return stage.meetings[name]


def _attendance(one: told.MinutesWritten, invited: list[str]) -> tuple[Attendance, ...]:
    named = [Attendance(row.desk, row.came, row.who) for row in one.came]
    said = {row.desk for row in named}
    others = [
        Attendance(desk, Came(one.others)) for desk in invited if one.others and desk not in said
    ]
    return (*named, *others)


def _row(child: told.ChildWritten) -> ChildRow:
    return ChildRow(
        child=private(child.child),
        known_to=private(child.known_to),
        risk=private(child.risk),
        action=private(child.action),
        owner=private(child.owner),
        by_on=child.by_on,
    )


def _linked_children(stage: Stage, work: Work, held: Meeting, desk: str) -> int:
    """Count the children of the reports that are, or may be, about a person, as a desk may know.

    A child of several reports counts once where the file says who it is. Whom the pack finds
    through a shared home beyond those reports is left out here; the page counts them too.
    """
    mentions = [
        link.mention_id
        for link in work.people.links_of_person(held.person_id)
        if link.state is not LinkState.DIFFERENT and is_open_to(link.only_desk, desk)
    ]
    concerns = {one.concern_id for one in work.concerns.mentions_by_id(mentions).values()}
    children = [
        one
        for concern_id in sorted(concerns)
        for one in work.concerns.mentions_of(concern_id)
        if one.part is Part.CHILD
    ]
    return len({stage.meant.get(one.id, str(one.id)) for one in children})
