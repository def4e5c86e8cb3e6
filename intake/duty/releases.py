"""Releases of which something is still unknown, for the board of an area (row T2)."""

from collections.abc import Iterable, Iterator

from intake.domain.event import EventKind
from intake.domain.release import open_items
from intake.duty.sight import Sight
from intake.duty.views.radar import Loose


def releases_open(sight: Sight, desks: Iterable[str]) -> Iterator[Loose]:
    """Yield each release that is not known in all its parts, of whom these desks own.

    Why:
        A release with an empty household field must grow old in view (Teesside review, row
        T2). Of whom only some desks may know it stands in those desks' diary alone (P13).
    """
    names = set(desks)
    events = [
        one for one in sight.work.stewards.events_of_kind(EventKind.RELEASE) if not one.only_desk
    ]
    filled = sight.work.stewards.filled_of(one.id for one in events)
    office = sight.office.policy.diary.office
    for event in events:
        left = open_items(event.id, filled)
        if not left or sight.record(event.person_id) is None:
            continue
        owner = sight.known.owner(event.person_id) or event.desk
        if owner not in names:
            continue
        yield Loose(
            person_id=event.person_id,
            number=f"P-{event.person_id:04d}",
            desk=sight.desk_title(owner),
            words=f"Released; not known: {', '.join(one.value for one in left)}",
            since=office.local_day(event.known_at),
            page="holds",
        )
