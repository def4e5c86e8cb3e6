"""What holds a person as a desk reads it; only flags that the reader may know of (P13)."""

from collections.abc import Iterator
from datetime import date, timedelta

from intake.domain.diary import DiaryEntry, end_of_term
from intake.domain.event import EventKind
from intake.domain.held import PersonHeld
from intake.domain.hold import Managed
from intake.domain.person import Flag, FlagStatus, is_open_to
from intake.domain.release import ItemFilled, ReleaseItem
from intake.duty.sight import Sight
from intake.duty.views.holds import (
    FilledLine,
    HoldLine,
    HoldsPage,
    ItemView,
    ManagedLine,
    ReleaseView,
)


def holds_of(sight: Sight, person: PersonHeld) -> HoldsPage:
    """Return a person's holds in view, what manages him, and his releases."""
    flags = sight.flags(person.id)
    active = [one for one in flags if one.status is FlagStatus.ACTIVE]
    lines = sorted(
        (line for flag in flags for line in _lines(sight, flag)),
        key=lambda one: (not one.is_in_force, not one.is_to_come, one.last_on),
    )
    is_held = any(one.is_in_force for one in lines)
    today = today_of(sight)
    last_on = max((one.last_on for one in lines if _was_held(one, today)), default=None)
    own = [one for one in active if one.owner_desk == sight.reader.desk]
    may_change = sight.may("review_flag")
    titles = sight.office.policy.areas.flag_kinds
    return HoldsPage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        is_flagged=bool(active),
        is_held=is_held,
        warned=tuple(sorted(sight.office.policy.diary.days_before, reverse=True)),
        free_since=last_on + timedelta(days=1) if last_on and not is_held else None,
        holds=tuple(lines),
        managed=tuple(_managed(sight, one) for one in reversed(_in_view(sight, person, flags))),
        releases=tuple(releases_of(sight, person.id)),
        flags=tuple((one.id, titles.get(one.kind, one.kind)) for one in own if may_change),
        may_fill=sight.may("note_event"),
    )


def _was_held(line: HoldLine, today: date) -> bool:
    """Whether a hold held on some day, and is over; one that ended before it began never did."""
    return line.last_on < today and (line.starts_on is None or line.starts_on <= line.last_on)


def _lines(sight: Sight, flag: Flag) -> Iterator[HoldLine]:
    settings = sight.office.policy.diary
    by_cause: dict[str, DiaryEntry] = {}
    for one in sight.work.dispatch.diary_of(f"flag:{flag.id}"):
        by_cause[one.cause] = one
    for place in range(len(flag.terms)):
        cause = end_of_term(flag, place, settings, at=sight.work.at).cause
        yield _line(sight, flag, place, by_cause.get(cause))


def _line(sight: Sight, flag: Flag, place: int, entry: DiaryEntry | None) -> HoldLine:
    term, today = flag.terms[place], today_of(sight)
    is_active = flag.status is FlagStatus.ACTIVE
    is_owed = entry is not None and entry.is_owed
    is_own = flag.owner_desk == sight.reader.desk and sight.may("review_flag")
    titles = sight.office.policy.areas.flag_kinds
    return HoldLine(
        flag_id=flag.id,
        place=place,
        flag=titles.get(flag.kind, flag.kind),
        kind=term.kind.value,
        words=term.words.reveal(),
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        last_on=term.last_on,
        forbids_children=term.forbids_children,
        is_in_force=is_active and term.holds_on(today),
        is_to_come=is_active and not term.has_begun(today) and not term.is_over(today),
        warns_on=_warns_on(sight, term.last_on) if is_owed else None,
        diary_id=entry.id if entry is not None and is_owed and is_own else None,
        owed_by=sight.desk_title(entry.desk) if entry is not None and is_owed else "",
        met_by=entry.met_by if entry is not None else "",
        is_late=is_owed and term.last_on < today,
        may_change=is_active and is_own and not term.is_over(today),
    )


def _warns_on(sight: Sight, day: date) -> date | None:
    settings = sight.office.policy.diary
    coming = [one for one in settings.reminders(day) if one > sight.work.at]
    return settings.office.local_day(coming[0]) if coming else None


def _in_view(sight: Sight, person: PersonHeld, flags: tuple[Flag, ...]) -> list[Managed]:
    """Return what was said of who manages him; of a hidden flag only to whom it is open."""
    seen = {flag.id for flag in flags}
    return [
        one
        for one in sight.work.stewards.managed_of(person.id)
        if (one.flag_id in seen if one.flag_id else is_open_to(one.only_desk, sight.reader.desk))
    ]


def _managed(sight: Sight, one: Managed) -> ManagedLine:
    return ManagedLine(
        by_whom=one.by_whom.reveal(),
        words=one.words.reveal(),
        officer=one.officer,
        second=one.second,
        desk=sight.desk_title(one.desk),
        at=one.at,
    )


def releases_of(sight: Sight, person_id: int) -> Iterator[ReleaseView]:
    """Yield a person's releases with their checklists, the newest first."""
    events = [
        one
        for one in sight.work.stewards.events_of(person_id)
        if one.kind is EventKind.RELEASE and is_open_to(one.only_desk, sight.reader.desk)
    ]
    filled = sight.work.stewards.filled_of(one.id for one in events)
    for event in reversed(events):
        yield ReleaseView(
            event_id=event.id,
            happened_on=event.happened_on,
            since=sight.office.policy.diary.office.local_day(event.known_at),
            items=tuple(
                ItemView(
                    item.value,
                    tuple(
                        _filled(sight, one)
                        for one in filled
                        if one.event_id == event.id and one.item is item
                    ),
                )
                for item in ReleaseItem
            ),
        )


def _filled(sight: Sight, one: ItemFilled) -> FilledLine:
    return FilledLine(one.words.reveal(), one.officer, sight.desk_title(one.desk), one.at)


def today_of(sight: Sight) -> date:
    """Return the local day of the reader's moment."""
    return sight.office.policy.diary.office.local_day(sight.work.at)
