"""The shape of `config/duty.yaml`: desks, hours, rotas, ladders and times."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, model_validator

from intake.domain.calendar import OpeningHours
from intake.domain.desk import Absence, Desk, Duty, DutyBook, Times
from intake.domain.diary import DiarySettings
from intake.domain.disclosing import Scheme, Step, StepPlan
from intake.domain.figures import Span
from intake.domain.ladder import Ladder, Rung
from intake.domain.urgency import Urgency
from intake.policy.areas import Code, Title
from intake.policy.base import Policy
from intake.policy.hours import BankHolidays, HoursPolicy

Channel = Literal["console", "telegram", "email", "sms", "webhook"]
Addresses = Mapping[tuple[str, str], str]
Minutes = Annotated[int, Field(ge=1, le=60 * 24 * 31)]


class RungPolicy(Policy):
    """One rung; `after_minutes` counts from the rung before, 0 for the first."""

    place: Code
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    after_minutes: Annotated[int, Field(ge=0, le=60 * 24 * 31)]
    desk: str = ""
    cannot_decline: bool = False


class LadderPolicy(Policy):
    """Rungs in order; the last repeats until somebody answers."""

    rungs: Annotated[tuple[RungPolicy, ...], Field(min_length=1)]
    repeat_every_minutes: Minutes

    @model_validator(mode="after")
    def ends_at_somebody(self) -> "LadderPolicy":
        """Keep promise P7: no ladder may end where everybody can say no."""
        if not self.rungs[-1].cannot_decline:
            raise ValueError(
                "a ladder may not end in silence: write 'cannot_decline: true' on its last rung"
            )
        if self.rungs[0].after_minutes != 0:
            raise ValueError("the first rung is asked at once: write 'after_minutes: 0' on it")
        if any(rung.after_minutes == 0 for rung in self.rungs[1:]):
            raise ValueError("later rungs wait: write 'after_minutes: 1' or more on them")
        return self

    def to_ladder(self, name: str) -> Ladder:
        """Make the domain's value; there each rung carries the wait that follows it."""
        waits = [*(rung.after_minutes for rung in self.rungs[1:]), self.repeat_every_minutes]
        rungs = (
            Rung(rung.place, rung.channels, timedelta(minutes=wait), rung.desk, rung.cannot_decline)
            for rung, wait in zip(self.rungs, waits, strict=True)
        )
        return Ladder(name, tuple(rungs), timedelta(minutes=self.repeat_every_minutes))


class WithinPolicy(Policy):
    """What is allowed at one urgency; decide takes minutes, or else working days.

    `ladder` replaces the desk's own at this urgency; empty keeps it.
    """

    acknowledge_within_minutes: Minutes
    accept_within_minutes: Minutes
    decide_within_minutes: Minutes | None = None
    decide_within_working_days: Annotated[int, Field(ge=0, le=60)] = 1
    ladder: str = ""

    def to_times(self) -> Times:
        """Make the domain's value."""
        decide = self.decide_within_minutes
        return Times(
            acknowledge_within=timedelta(minutes=self.acknowledge_within_minutes),
            accept_within=timedelta(minutes=self.accept_within_minutes),
            decide_within=None if decide is None else timedelta(minutes=decide),
            decide_working_days=self.decide_within_working_days,
            ladder=self.ladder,
        )


class DeskPolicy(Policy):
    """One desk; `when_closed` names the desk that is asked while it is closed.

    It works for the area of its agency, and for those that it `serves` as well.
    """

    title: Title
    agency: Code
    function: Code
    hours: Code
    when_closed: str = ""
    ladder: Code = "standard"
    serves: tuple[Code, ...] = ()
    channels: dict[Channel, str] = Field(default_factory=dict)
    checked_on: date | None = None


class CalledPolicy(Policy):
    """Somebody who is called: a role with a telephone, not an officer's sign-in."""

    title: Title
    channels: Annotated[dict[Channel, str], Field(min_length=1)]
    checked_on: date | None = None


class TurnPolicy(Policy):
    """One turn of a rota: who, and in which of the named hours."""

    who: Code
    hours: Code


class ReminderPolicy(Policy):
    """When the diary speaks of a day that comes."""

    days_before: Annotated[tuple[Annotated[int, Field(ge=0, le=365)], ...], Field(min_length=1)]
    hour: Annotated[int, Field(ge=0, le=23)]
    ladder: Code
    again_after_lowering_days: Annotated[int, Field(ge=1, le=366)]


class DisagreementPolicy(Policy):
    """Who answers a reporter who was not taken seriously, and by when.

    An empty desk is the one that leads on the concern.
    """

    within_working_days: Annotated[int, Field(ge=1, le=60)]
    desk: str = ""
    ladder: Code


class HandoverPolicy(Policy):
    """By when an offered person is accepted or refused, and which ladder both sides climb."""

    within_working_days: Annotated[int, Field(ge=1, le=60)]
    ladder: Code


class AbsencePolicy(Policy):
    """Somebody of `people` who is away, first and last day included."""

    who: Code
    from_on: date
    to_on: date

    @model_validator(mode="after")
    def days_run_forward(self) -> "AbsencePolicy":
        """Find swapped days, by which nobody would be away."""
        if self.to_on < self.from_on:
            raise ValueError("the days are swapped: write to_on no earlier than from_on")
        return self


class FiguresPolicy(Policy):
    """What the partnership counts by; periods never overlap, so none is taken from another."""

    period: Span
    smallest_count: Annotated[int, Field(ge=3, le=50)]
    repeat_concerns: Annotated[int, Field(ge=2, le=50)]
    repeat_within_days: Annotated[int, Field(ge=28, le=3660)]


class RotaPolicy(Policy):
    """How far ahead rotas are looked at, and how long a test of a channel counts."""

    look_ahead_days: Annotated[int, Field(ge=1, le=92)]
    test_holds_days: Annotated[int, Field(ge=1, le=366)]


class StepPolicy(Policy):
    """One step of a scheme under which people may ask, and its clock from the application on."""

    title: Title
    within_hours: Annotated[int, Field(ge=1, le=24 * 366)]


class SchemePolicy(Policy):
    """A scheme under which people may ask, with its steps; the last is always the decision."""

    title: Title
    steps: dict[Step, StepPolicy]

    @model_validator(mode="after")
    def ends_with_a_decision(self) -> "SchemePolicy":
        """Find a scheme in which nobody ever answers."""
        if Step.DECISION not in self.steps:
            raise ValueError("steps has no decision; write by when whoever asks is answered")
        last = max(one.within_hours for one in self.steps.values())
        if self.steps[Step.DECISION].within_hours < last:
            raise ValueError("steps has one after the decision; write a later decision")
        return self


class DisclosurePolicy(Policy):
    """What families are told: by when a bare warning is made good, and the schemes' clocks."""

    ladder: Code
    warned_within_working_days: Annotated[int, Field(ge=1, le=60)]
    schemes: dict[Scheme, SchemePolicy]

    @model_validator(mode="after")
    def every_scheme_has_clocks(self) -> "DisclosurePolicy":
        """Find a scheme without its steps."""
        if missing := [one.value for one in Scheme if one not in self.schemes]:
            raise ValueError(f"schemes says nothing of {', '.join(missing)}; write its steps")
        return self

    def steps_of(self, scheme: Scheme) -> tuple[StepPlan, ...]:
        """Return the steps of a scheme in the order of their clocks."""
        plans = (
            StepPlan(step, timedelta(hours=plan.within_hours))
            for step, plan in self.schemes[scheme].steps.items()
        )
        return tuple(sorted(plans, key=lambda one: one.within))


class DutyPolicy(Policy):
    """`config/duty.yaml`."""

    bank_holidays: BankHolidays
    hours: dict[Code, HoursPolicy]
    office_hours: Code
    within: dict[Urgency, WithinPolicy]
    ladders: dict[Code, LadderPolicy]
    desks: Annotated[dict[Code, DeskPolicy], Field(min_length=1)]
    people: dict[Code, CalledPolicy]
    rotas: dict[Code, dict[Code, tuple[TurnPolicy, ...]]]
    absences: tuple[AbsencePolicy, ...]
    rota_check: RotaPolicy
    reminders: ReminderPolicy
    disagreement: DisagreementPolicy
    handover: HandoverPolicy
    figures: FiguresPolicy
    disclosure: DisclosurePolicy
    catch_all: Code
    administrator: Code

    @model_validator(mode="after")
    def every_urgency_has_times(self) -> "DutyPolicy":
        """Find an urgency without a deadline."""
        if missing := [urgency.value for urgency in Urgency if urgency not in self.within]:
            raise ValueError(f"within has no times for {', '.join(missing)}; write them")
        return self

    def to_book(self, area_of_agency: Mapping[str, str], addresses: Addresses) -> DutyBook:
        """Make the domain's book; names are known to fit, the loader has checked them."""
        closed_on = self.bank_holidays.days()
        hours = {name: plan.to_hours(closed_on) for name, plan in self.hours.items()}
        desks = {
            name: self._desk(name, area_of_agency[desk.agency], hours[desk.hours])
            for name, desk in self.desks.items()
        }
        return DutyBook(
            desks=MappingProxyType(desks),
            ladders=MappingProxyType(
                {name: ladder.to_ladder(name) for name, ladder in self.ladders.items()}
            ),
            rotas=tuple(self._rotas(hours)),
            absences=tuple(Absence(one.who, one.from_on, one.to_on) for one in self.absences),
            addresses=MappingProxyType(dict(addresses)),
            times=MappingProxyType({u: within.to_times() for u, within in self.within.items()}),
            office=hours[self.office_hours],
            catch_all=self.catch_all,
            administrator=self.administrator,
            by_function=MappingProxyType(
                {
                    (desk.function, area): name
                    for name, desk in desks.items()
                    for area in (desk.area, *self.desks[name].serves)
                }
            ),
        )

    def to_diary_settings(self, office: OpeningHours) -> DiarySettings:
        """Make the domain's value."""
        plan = self.reminders
        again = timedelta(days=plan.again_after_lowering_days)
        return DiarySettings(plan.days_before, plan.hour, plan.ladder, office, again)

    def _desk(self, name: str, area: str, hours: OpeningHours) -> Desk:
        desk = self.desks[name]
        return Desk(
            name=name,
            title=desk.title,
            agency=desk.agency,
            area=area,
            function=desk.function,
            hours=hours,
            when_closed=desk.when_closed,
            ladder=desk.ladder,
        )

    def _rotas(self, hours: Mapping[str, OpeningHours]) -> Iterator[Duty]:
        for desk, places in self.rotas.items():
            for place, turns in places.items():
                for turn in turns:
                    yield Duty(desk, place, turn.who, hours[turn.hours])
