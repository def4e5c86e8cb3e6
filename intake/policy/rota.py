"""What rotas that load may still want: gaps, one person alone, absences, channels nobody tried.

Read `rota_remarks`. Faults that would end in silence refuse the start (`crosscheck`); these do
not, for a rota changes every week and a service that does not start helps nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from intake.domain.calendar import Span
from intake.domain.desk import Desk
from intake.domain.ladder import Ladder
from intake.domain.rota import DayHeld, held_on
from intake.policy.loader import PolicySet

DESK = "desk"
Proven = frozenset[tuple[str, str]]


class RemarkKind(StrEnum):
    """What is remarked."""

    GAP = "gap"
    UNREACHABLE = "unreachable"
    AWAY = "away"
    SINGLE = "single"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class RotaRemark:
    """One thing to mend; `words` name places, days and channels, and whoever is called."""

    kind: RemarkKind
    desk: str
    place: str
    words: str


def places_of(policy: PolicySet, desk: Desk) -> tuple[tuple[str, bool], ...]:
    """Return the places that the ladders of a desk ask, in order, and whether one ends there."""
    places: dict[str, bool] = {}
    for ladder in _ladders_of(policy, desk):
        for place, rung in enumerate(ladder.rungs):
            if rung.place != DESK and not rung.desk:
                places[rung.place] = places.get(rung.place, False) or place == ladder.last
    return tuple(places.items())


def days_held(policy: PolicySet, desk: Desk, place: str, first: date) -> tuple[DayHeld, ...]:
    """Return how a place is held on each day that is looked ahead."""
    is_last = dict(places_of(policy, desk)).get(place, False)
    days = policy.called.rota_check.look_ahead_days
    return tuple(
        held_on(policy.duty, desk, place, first + timedelta(days=n), is_last=is_last)
        for n in range(days)
    )


def rota_remarks(
    policy: PolicySet, first: date, *, proven: Proven = frozenset()
) -> tuple[RotaRemark, ...]:
    """Return what the rotas of all desks want in the days that come.

    Args:
        policy: The settings.
        first: The first local day that is looked at.
        proven: Recipients and channels on which a test arrived, as far as that is known.

    Returns:
        By desk in the order of the settings; gaps before the rest. Empty where all is well.
    """
    order = list(RemarkKind)
    return tuple(
        one
        for desk in policy.duty.desks.values()
        for one in sorted(
            _of_desk(policy, desk, first, proven), key=lambda one: order.index(one.kind)
        )
    )


def _of_desk(policy: PolicySet, desk: Desk, first: date, proven: Proven) -> Iterator[RotaRemark]:
    for place, _ in places_of(policy, desk):
        days = days_held(policy, desk, place, first)
        for one in days:
            if one.gaps:
                spans = ", ".join(_clock(span) for span in one.gaps)
                words = f"{one.day:%a} {one.day.day} {one.day:%b}: nobody, {spans}"
                yield RotaRemark(RemarkKind.GAP, desk.name, place, words)
        if max((one.fewest or 0 for one in days), default=0) == 1:
            words = "held by one person at a time: nobody takes over if they cannot"
            yield RotaRemark(RemarkKind.SINGLE, desk.name, place, words)
        yield from _of_holders(policy, desk, place, first, proven)
    yield from _unverified(policy, desk, DESK, desk.name, proven)


def _of_holders(
    policy: PolicySet, desk: Desk, place: str, first: date, proven: Proven
) -> Iterator[RotaRemark]:
    book = policy.duty
    until = first + timedelta(days=policy.called.rota_check.look_ahead_days - 1)
    turns = [one for one in book.rotas if one.desk == desk.name and one.place == place]
    for who in dict.fromkeys(one.recipient for one in turns):
        title = policy.called.people[who].title
        for away in book.absences:
            if away.recipient == who and away.first <= until and away.last >= first:
                words = f"{title} is away from {away.first} to {away.last}"
                yield RotaRemark(RemarkKind.AWAY, desk.name, place, words)
        asked = {
            channel
            for ladder in _ladders_of(policy, desk)
            for rung in ladder.rungs
            if rung.place == place
            for channel in rung.channels
        }
        if not any(book.reaches(who, channel) for channel in asked):
            words = f"{title} has an address on no channel that this place is asked on"
            yield RotaRemark(RemarkKind.UNREACHABLE, desk.name, place, words)
        yield from _unverified(policy, desk, place, who, proven)


def _unverified(
    policy: PolicySet, desk: Desk, place: str, who: str, proven: Proven
) -> Iterator[RotaRemark]:
    called = policy.called.desks[who] if place == DESK else policy.called.people[who]
    if called.checked_on is not None:
        return
    lacking = sorted(
        channel
        for name, channel in policy.duty.addresses
        if name == who and (who, channel) not in proven
    )
    if lacking:
        words = f"{called.title}: nobody has tried {', '.join(lacking)}"
        yield RotaRemark(RemarkKind.UNVERIFIED, desk.name, place, words)


def _ladders_of(policy: PolicySet, desk: Desk) -> Iterator[Ladder]:
    book = policy.duty
    named = [desk.ladder, *(times.ladder for times in book.times.values() if times.ladder)]
    yield from (book.ladders[name] for name in dict.fromkeys(named))


def _clock(span: Span) -> str:
    opens, closes = (f"{m // 60:02d}:{m % 60:02d}" for m in (span.opens, span.closes))
    return f"{opens} to {closes}"
