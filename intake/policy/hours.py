"""How hours and bank holidays are written in `config/duty.yaml`, and read into values."""

import re
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Annotated, Literal

import holidays
from pydantic import Field, model_validator

from intake.domain.calendar import WHOLE_DAY, OpeningHours, Span
from intake.policy.base import Policy

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALL_DAY, CLOSED = "all day", "closed"
SPAN = re.compile(r"([0-2][0-9]):([0-5][0-9])-([0-2][0-9]):([0-5][0-9])")
HOW = 'write "08:00-17:30", "00:00-08:00, 17:30-24:00", "all day" or "closed"'


def spans_of(text: str) -> tuple[Span, ...]:
    """Read the spans of a day.

    Raises:
        ValueError: It is not written as one, a span closes before it opens, or two overlap.
    """
    words = text.strip().lower()
    if words == ALL_DAY:
        return WHOLE_DAY
    if words in {CLOSED, ""}:
        return ()
    spans = tuple(_span_of(part.strip()) for part in words.split(","))
    if any(one.closes > other.opens for one, other in pairwise(spans)):
        raise ValueError(f"spans of a day overlap or are out of order; {HOW}")
    return spans


def _span_of(text: str) -> Span:
    found = SPAN.fullmatch(text)
    if not found:
        raise ValueError(f"not a span of hours; {HOW}")
    opens, opens_min, closes, closes_min = (int(part) for part in found.groups())
    try:
        return Span(opens * 60 + opens_min, closes * 60 + closes_min)
    except ValueError as error:
        raise ValueError(f"{error}; {HOW}") from None


class HoursPolicy(Policy):
    """A named timetable; `every_day` holds for days that are not written."""

    every_day: str = CLOSED
    monday: str | None = None
    tuesday: str | None = None
    wednesday: str | None = None
    thursday: str | None = None
    friday: str | None = None
    saturday: str | None = None
    sunday: str | None = None
    bank_holidays: str = CLOSED

    @model_validator(mode="after")
    def every_day_can_be_read(self) -> "HoursPolicy":
        """Find hours that cannot be read, and a timetable that never opens."""
        spans_of(self.bank_holidays)
        if not any(self._week()):
            raise ValueError(f"these hours never open; {HOW} for at least one day")
        return self

    def _week(self) -> tuple[tuple[Span, ...], ...]:
        written = (getattr(self, day) for day in WEEKDAYS)
        return tuple(spans_of(self.every_day if day is None else day) for day in written)

    def to_hours(self, closed_on: frozenset[date]) -> OpeningHours:
        """Make the domain's value."""
        return OpeningHours(self._week(), closed_on, spans_of(self.bank_holidays))


class BankHolidays(Policy):
    """Whose bank holidays, for which years; `also` adds days such as a royal one."""

    region: Literal["ENG", "WLS", "SCT", "NIR"]
    from_year: Annotated[int, Field(ge=1990, le=2100)]
    to_year: Annotated[int, Field(ge=1990, le=2100)]
    also: tuple[date, ...] = ()

    @model_validator(mode="after")
    def years_run_forward(self) -> "BankHolidays":
        """Find swapped years, with which no day would be a holiday."""
        if self.to_year < self.from_year:
            raise ValueError("the years are swapped: write to_year no earlier than from_year")
        return self

    def days(self) -> frozenset[date]:
        """Return every holiday of the years, and the further days."""
        return _days(self.region, self.from_year, self.to_year) | frozenset(self.also)


@cache
def _days(region: str, from_year: int, to_year: int) -> frozenset[date]:
    years = range(from_year, to_year + 1)
    return frozenset(holidays.country_holidays("GB", subdiv=region, years=years))
