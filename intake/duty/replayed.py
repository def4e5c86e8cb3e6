"""What was known at the end of a month; read `then_of`."""

import re
from datetime import date, timedelta

from intake.domain.held import PersonHeld
from intake.duty.sight import Sight
from intake.duty.views import Then, WeightPlot
from intake.duty.weights import standing_on, standings_in_view, weight_of

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def then_of(sight: Sight, person: PersonHeld, plot: WeightPlot, month: str) -> Then | None:
    """Return what was known at the end of a month; None where none was asked for.

    Args:
        sight: The reader's eyes; the working is the one this desk sees (P13).
        person: Who.
        plot: The weight over time.
        month: Year and month, 2026-05; one before the first step is the first, one to come is
            this one. Anything else asks for none.

    Why: "When could it have been seen?" is what every review asks, and each month was read by
    somebody who had only that month.
    """
    told = MONTH.fullmatch(month)
    if told is None:
        return None
    office = sight.office.policy.duty.office
    first, last = (_first(office.local_day(at)) for at in (plot.steps[0].at, plot.at))
    asked = min(max(date(int(told[1]), int(told[2]), 1), first), last)
    begins = office.moment_of(asked, 0)
    until = min(office.moment_of(_after(asked), 0) - timedelta(microseconds=1), plot.at)
    weight = weight_of(sight, person, until=until)
    if weight is None:
        return None
    return Then(
        month=asked,
        until=until,
        weight=weight,
        standing=standing_on(standings_in_view(sight, person.id), until),
        steps=sum(step.at <= until for step in plot.steps),
        news=tuple(step for step in plot.steps if begins <= step.at <= until),
    )


def _first(day: date) -> date:
    return day.replace(day=1)


def _after(month: date) -> date:
    return _first(month + timedelta(days=32))
