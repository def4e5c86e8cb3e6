"""How many hold each place of a desk on the days that come; read `held_on` first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from intake.domain.calendar import WHOLE_DAY, Span
from intake.domain.desk import Desk, Duty, DutyBook


@dataclass(frozen=True, slots=True)
class DayHeld:
    """One place of one desk on one local day.

    Args:
        day: The local day.
        fewest: The fewest who hold it at any minute at which it must be held; None where the
            desk is closed all day and another stands in.
        gaps: When nobody holds it, in minutes of the day.
    """

    day: date
    fewest: int | None
    gaps: tuple[Span, ...] = ()


def held_on(book: DutyBook, desk: Desk, place: str, day: date, *, is_last: bool) -> DayHeld:
    """Return how one place of a desk is held on a day.

    Args:
        book: Rotas, hours and absences in force.
        desk: The desk.
        place: A place of its rota.
        day: The local day.
        is_last: Whether a ladder ends there: such a place is held at every hour, any other while
            the desk is open.

    Why:
        An empty rota is passed at once and the administrator is warned (P7), but that is at
        night, with an alert in hand. A gap is better met at a desk, a fortnight before.
    """
    needed = WHOLE_DAY if is_last else desk.hours.spans_of(day)
    if not needed:
        return DayHeld(day, None)
    turns = [
        one
        for one in book.rotas
        if one.desk == desk.name and one.place == place and not book.is_away(one.recipient, day)
    ]
    counted = list(_counted(needed, turns, day))
    gaps = _joined(span for span, holders in counted if holders == 0)
    return DayHeld(day, min(holders for _, holders in counted), gaps)


def _counted(
    needed: Iterable[Span], turns: Iterable[Duty], day: date
) -> Iterable[tuple[Span, int]]:
    """Yield spans of the time that must be held, with how many different people hold each."""
    held = [(one.recipient, span) for one in turns for span in one.hours.spans_of(day)]
    for need in needed:
        edges = {need.opens, need.closes}
        for _, span in held:
            edges |= {edge for edge in (span.opens, span.closes) if need.opens < edge < need.closes}
        for opens, closes in pairwise(sorted(edges)):
            who = {name for name, span in held if span.opens <= opens and closes <= span.closes}
            yield Span(opens, closes), len(who)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans with those that touch made one."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].closes == span.opens:
            found[-1] = Span(found[-1].opens, span.closes)
        else:
            found.append(span)
    return tuple(found)
