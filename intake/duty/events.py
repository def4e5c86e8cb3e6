"""What happened to a person as a desk reads it, and who has not answered; by name."""

from intake.domain.alert import Alert
from intake.domain.event import Event, Told, ToldAnswer
from intake.domain.person import is_open_to
from intake.duty.sight import Sight
from intake.duty.views.stewardship import EventView, ToldLine

ANSWER_WORDS = {
    ToldAnswer.ATTENDING: "attending",
    ToldAnswer.SENDING_REPORT: "sending a report",
    ToldAnswer.HELD: "something is held",
    ToldAnswer.NOTHING_HELD: "nothing is held",
    ToldAnswer.NO_INVOLVEMENT: "no involvement",
    ToldAnswer.REFUSED: "refused",
}


def events_of(sight: Sight, person_id: int) -> tuple[EventView, ...]:
    """Return what was noted of a person in view, the newest first.

    What was noted while only some desks knew of the person stays with those desks (P13).
    """
    noted = sight.work.stewards.events_of(person_id)
    events = sorted(
        (one for one in noted if is_open_to(one.only_desk, sight.reader.desk)),
        key=lambda one: (one.known_at, one.id),
        reverse=True,
    )
    told: dict[int, list[Told]] = {one.id: [] for one in events}
    for one in sight.work.stewards.told_of_events(told):
        told[one.event_id].append(one)
    return tuple(event_view(sight, event, told[event.id]) for event in events)


def event_view(sight: Sight, event: Event, told: list[Told]) -> EventView:
    """Return one event with everybody who had to be told of it."""
    alerts = sight.work.dispatch.alerts
    ids = [one.alert_id for one in told if one.alert_id]
    by_id = {one.id: one for one in alerts.all(alerts.row.id.in_(ids))} if ids else {}
    return EventView(
        event_id=event.id,
        person_id=event.person_id,
        title=sight.office.policy.events[event.kind].title,
        happened_on=event.happened_on,
        known_at=event.known_at,
        officer=event.officer,
        desk=sight.desk_title(event.desk),
        words=event.words.reveal(),
        areas=tuple(sight.area_title(area) for area in event.areas),
        told=tuple(_line(sight, one, by_id.get(one.alert_id or 0)) for one in told),
    )


def _line(sight: Sight, told: Told, alert: Alert | None) -> ToldLine:
    due_at = alert.deadline if alert is not None and not told.is_answered else None
    state = "answered" if told.is_answered else "refused" if told.answer else "waits"
    if state != "answered" and due_at is not None and due_at < sight.work.at:
        state = "late"
    holder = alert.holder if alert is not None and not told.is_answered else ""
    return ToldLine(
        desk=sight.desk_title(alert.desk if alert is not None else told.desk),
        area=sight.area_title(told.area),
        because=told.because,
        state=state,
        answer=ANSWER_WORDS[ToldAnswer(told.answer)] if told.answer else "",
        words=told.words.reveal(),
        answered_by=told.answered_by or holder,
        answered_at=told.answered_at,
        due_at=due_at,
        is_own=told.desk == sight.reader.desk,
    )
