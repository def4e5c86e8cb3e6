"""The rotas of an area in the days that come, and the tests of a desk's channels."""

from datetime import timedelta

from intake.duty.sight import Sight
from intake.duty.views.turns import PingLine, PlaceDays, RemarkLine, RotaPage
from intake.policy.rota import days_held, places_of, rota_remarks

LATELY = timedelta(days=31)


def rota_of(sight: Sight) -> RotaPage:
    """Return how each place of the area is held, what is to be mended, and what was tested."""
    policy, at = sight.office.policy, sight.work.at
    first = policy.diary.office.local_day(at)
    desks = {name: one for name, one in policy.duty.desks.items() if one.area == sight.reader.area}
    since = at - timedelta(days=policy.called.rota_check.test_holds_days)
    proven = sight.work.turns.proven(since=since)
    remarks = (one for one in rota_remarks(policy, first, proven=proven) if one.desk in desks)
    places = tuple(
        PlaceDays(desk.title, place, days_held(policy, desk, place, first))
        for desk in desks.values()
        for place, _ in places_of(policy, desk)
    )
    return RotaPage(
        area=sight.area_title(sight.reader.area),
        desk=sight.desk_title(sight.reader.desk),
        days=tuple(
            first + timedelta(days=n) for n in range(policy.called.rota_check.look_ahead_days)
        ),
        places=places,
        remarks=tuple(
            RemarkLine(one.kind.value, desks[one.desk].title, one.place, one.words)
            for one in remarks
        ),
        pings=_pings(sight),
        may_test=sight.may("test_channels"),
    )


def _pings(sight: Sight) -> tuple[PingLine, ...]:
    found = sight.work.turns.pings_of([sight.reader.desk], since=sight.work.at - LATELY)
    sent = sight.work.dispatch.deliveries.by_id(one.delivery_id for one in found)
    return tuple(
        PingLine(
            ping_id=one.id,
            recipient=sight.desk_title(one.recipient),
            channel=one.channel,
            officer=one.officer,
            at=one.at,
            state=sent[one.delivery_id].state,
            sent_at=sent[one.delivery_id].sent_at,
            received_by=one.received_by,
            received_at=one.received_at,
        )
        for one in found
    )
