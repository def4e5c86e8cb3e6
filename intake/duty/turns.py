"""What an officer holds at a shift's end, and what a desk holds that closes; read `shift_of`."""

from collections import Counter
from datetime import timedelta

from intake.actions.pass_on import held_by
from intake.domain.alert import Alert
from intake.domain.errors import NotFoundError
from intake.domain.held import Officer
from intake.domain.passing import Passing
from intake.duty.diary import line_of, lines_of_desk
from intake.duty.sight import Sight
from intake.duty.unreviewed import may_name
from intake.duty.views.turns import (
    AreaDiary,
    AreaLine,
    HeldLine,
    LeavingPage,
    OwnedLine,
    PassingLine,
    ShiftPage,
)

SHIFT = timedelta(hours=12)
LATELY = timedelta(days=7)
MOST_LINES = 40


def shift_of(sight: Sight, whose: Officer) -> ShiftPage:
    """Return what an officer of the reader's desk still holds, and what the desk owes soon.

    Why:
        Work changes hands by word of mouth at eight in the evening, and what is not said is
        nobody's (promise P7). The list is what the database holds, not what is remembered.
    """
    until = sight.work.at + SHIFT
    desk = sight.work.staff.of_desk(sight.reader.desk)
    may_all = sight.may("pass_on_for_others")
    held = {one.login: len(held_by(sight.work, one)) for one in desk} if may_all else {}
    passings = sight.work.turns.passings_of(sight.reader.desk, since=sight.work.at - LATELY)
    soon = lines_of_desk(sight, until=until)
    return ShiftPage(
        login=whose.login,
        name=whose.name,
        held=tuple(_held(sight, one) for one in held_by(sight.work, whose)),
        owed=soon.lines,
        owes_more=soon.has_more,
        until=until,
        colleagues=tuple((one.login, one.name) for one in desk if one.login != whose.login),
        others=tuple((one.login, one.name, held[one.login]) for one in desk) if may_all else (),
        passings=tuple(
            _passing(sight, one, may_all=may_all)
            for one in passings
            if may_all or sight.officer.name in (one.officer, one.from_name, one.to_name)
        ),
    )


def _held(sight: Sight, alert: Alert) -> HeldLine:
    about, opens = _about(sight, alert)
    return HeldLine(alert.id, about, alert.state, alert.urgency, alert.deadline, opens)


def _about(sight: Sight, alert: Alert) -> tuple[str, bool]:
    """Return what an alert is called aloud, and whether the reader may open it."""
    try:
        if alert.concern_id is not None:
            concern, _ = sight.concern_of_id(alert.concern_id)
            return concern.reference, True
        if alert.person_id is not None:
            person, _ = sight.person(alert.person_id)
            return person.number, True
    except NotFoundError:
        return f"Alert {alert.id}", False
    return f"Alert {alert.id}", True


def _passing(sight: Sight, one: Passing, *, may_all: bool) -> PassingLine:
    return PassingLine(
        passing_id=one.id,
        from_name=one.from_name,
        to_name=one.to_name,
        officer=one.officer,
        at=one.at,
        reason=one.reason.reveal(),
        alerts=len(one.alerts),
        undone_by=one.undone_by,
        may_undo=not one.undone_by and (may_all or one.officer == sight.officer.name),
    )


def leaving_of(sight: Sight) -> LeavingPage:
    """Return everything that the reader's desk holds, and who offers their people to it."""
    work, desk = sight.work, sight.reader.desk
    owned = work.people.owned_by(desk)
    shown = owned[:MOST_LINES]
    records = work.people.records.by_id(shown)
    owed = Counter(
        one.subject for one in work.dispatch.owed_of_each(f"person:{one}" for one in shown)
    )
    offers = {one.person_id: one for one in work.stewards.standing_offers([desk])}
    asked = Counter(one.from_desk for one in offers.values() if one.to_desk == desk)
    titles = sight.office.policy.duty.desks
    people = []
    for one in shown:
        offer = offers.get(one)
        people.append(
            OwnedLine(
                person_id=one,
                number=records[one].number,
                label=records[one].label.reveal(),
                owed=owed[f"person:{one}"],
                offered_to=sight.desk_title(offer.to_desk) if offer else "",
                is_reserved=bool(records[one].only_desk),
            )
        )
    return LeavingPage(
        desk=sight.desk_title(desk),
        people=tuple(people),
        owns=len(owned),
        offered=len(offers.keys() & set(owned)),
        alerts=len(work.dispatch.open_alerts([desk])),
        owed=sum(one.owed for one in work.boards.owed_by([desk], reader=desk).values()),
        desks=tuple(
            sorted(
                ((name, one.title) for name, one in titles.items() if name != desk),
                key=lambda one: one[1],
            )
        ),
        asked=tuple((name, sight.desk_title(name), many) for name, many in sorted(asked.items())),
    )


def area_diary_of(sight: Sight, desk: str = "") -> AreaDiary:
    """Return what is owed in the reader's area: due, late, by whom, why.

    Args:
        sight: The reader's eyes.
        desk: Of this desk alone; of every desk of the area where it is none of them.

    Returns:
        The soonest lines that fit on a page; of what the reader may not open only how many.
        What only another desk may know of is not counted (P13).
    """
    own = {
        name: one.title
        for name, one in sight.office.policy.duty.desks.items()
        if one.area == sight.reader.area
    }
    wanted = [desk] if desk in own else list(own)
    boards, reader = sight.work.boards, sight.reader.desk
    loads = boards.owed_by(wanted, reader=reader).values()
    lines, others = [], 0
    for entry in boards.owed(wanted, reader=reader, limit=MOST_LINES):
        line = line_of(sight, entry)
        if line is None or (line.person_id and not may_name(sight, line.person_id)):
            others += 1
            continue
        who, why = _who_and_why(sight, line.alert_id)
        lines.append(AreaLine(line, who, why or line.words))
    return AreaDiary(
        area=sight.area_title(sight.reader.area),
        lines=tuple(lines),
        others=others,
        total=sum(one.owed for one in loads),
        late=sum(one.late for one in loads),
        desks=tuple(own.items()),
        desk=desk if desk in own else "",
    )


def _who_and_why(sight: Sight, alert_id: int | None) -> tuple[str, str]:
    if alert_id is None:
        return "", ""
    alert = sight.work.dispatch.alerts.get(alert_id)
    return alert.holder, next(iter(sight.titled(alert.because)), "")
