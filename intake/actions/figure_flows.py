"""What happened in a period, counted: checks, answers, silence, who was told; read `flows_of`."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from intake.actions.figure_parts import desks_counted, rows_by_desk, split_by
from intake.domain.concern import ReporterRole
from intake.domain.event import ToldAnswer
from intake.domain.figures import Period, Row, Table
from intake.domain.meeting import CHILDREN, Came, Meeting
from intake.store.office import Office
from intake.store.work import Work

SOURCES: Mapping[str, str] = {
    ReporterRole.HEALTH.value: "Health",
    ReporterRole.THERAPIST.value: "Therapy and counselling",
    ReporterRole.TEACHER.value: "School and childcare",
    ReporterRole.POLICE.value: "Police",
    ReporterRole.SOCIAL_CARE.value: "Social care",
    ReporterRole.OTHER_PROFESSIONAL.value: "Other professionals",
    ReporterRole.PARENT.value: "Parents and carers",
    ReporterRole.CHILD.value: "Children and young people",
    ReporterRole.COMMUNITY.value: "Community",
}
MEETINGS = {
    "mappa_2": "MAPPA, level 2",
    "mappa_3": "MAPPA, level 3",
    "strategy": "Strategy discussion",
    "marac": "MARAC",
    "multi_agency": "Multi-agency discussion",
}
STEPS = (
    ("acknowledged", "From the alert, or the opening of a desk that was closed"),
    ("accepted", "From the acknowledgement"),
    ("decided", "From the acceptance"),
)


def flows_of(office: Office, work: Work, period: Period) -> tuple[Table, ...]:
    """Return what happened in a period; nothing is hidden yet."""
    return (
        _checks(work, period),
        *(_step(office, work, period, *step) for step in STEPS),
        _silence(office, work, period),
        _told(office, work, period),
        _meetings(office, work, period),
        _looks(office, work, period),
    )


def _checks(work: Work, period: Period) -> Table:
    found = work.tallies.concerns(period)
    by_role = split_by(found, lambda one: one.role, lambda one: 0 if one.is_checked else 1, 2)
    rows = tuple(Row(title, by_role.get(role, (0, 0))) for role, title in SOURCES.items())
    return Table(
        "checks",
        "Was everybody looked up at the moment of the report?",
        "Concerns received, by who told",
        ("Checked at the report", "Not then"),
        rows,
    )


def _step(office: Office, work: Work, period: Period, step: str, since: str) -> Table:
    found = work.tallies.steps(step, period)
    minutes: dict[str, list[int]] = defaultdict(list)
    for one in found:
        start = max(one.since or one.made_at, one.made_at)
        minutes[one.desk].append(max(int((one.done - start).total_seconds() // 60), 0))
    split = split_by(found, lambda one: one.desk, _is_late, 2)
    rows = tuple(
        Row(title, split.get(desk, (0, 0)), tuple(minutes.get(desk, ())))
        for desk, title in desks_counted(office, split)
    )
    return Table(
        step,
        f"How long until a named person {step}",
        f"{since}. Alerts that somebody {step} in this period",
        ("In time", "Late"),
        rows,
        is_timed=True,
    )


def _is_late(one: Any) -> int:
    return int(one.due is not None and bool(one.due < one.done))


def _silence(office: Office, work: Work, period: Period) -> Table:
    rungs: dict[str, int] = {}
    for one in work.tallies.rungs(period):
        rungs[one.subject] = max(one.rung, rungs.get(one.subject, 1))

    def part(one: Any) -> int:
        return min(max(rungs.get(f"alert:{one.id}", 1) - 1, 0), 2)

    found = work.tallies.steps("acknowledged", period)
    split = split_by(found, lambda one: one.desk, part, 3)
    return Table(
        "silence",
        "Silence: how far an alert had to climb",
        "Who had been asked when somebody acknowledged",
        ("First asked", "Second", "Third or later"),
        rows_by_desk(office, split),
    )


def _told(office: Office, work: Work, period: Period) -> Table:
    found = work.tallies.told(known=period)

    def part(one: Any) -> int:
        return 0 if is_answered(one) and one.answered_at < period.ends_at else 1

    split = split_by(found, lambda one: one.desk, part, 2)
    return Table(
        "told",
        "Who had to be told, and answered",
        "Desks told of releases, charges, moves, meetings and the like in this period",
        ("Answered", "No answer, or refused"),
        rows_by_desk(office, split),
    )


def is_answered(one: Any) -> bool:
    """Whether a desk said what it does; a refusal leaves the question open."""
    return one.answer not in ("", ToldAnswer.REFUSED.value) and one.answered_at is not None


def _meetings(office: Office, work: Work, period: Period) -> Table:
    closed = work.stewards.closed_meetings(since=period.starts_at, until=period.ends_at)
    own = {
        name
        for name, desk in office.policy.duty.desks.items()
        if desk.agency in office.policy.areas.agencies
        and office.policy.areas.agencies[desk.agency].kind == CHILDREN
    }
    found = [one for one in closed if not one.only_desk]
    split = split_by(found, lambda one: one.kind.value, lambda one: _came(one, own), 3)
    return Table(
        "meetings",
        "Meetings with and without the children’s services",
        "Meetings whose minutes were closed in this period",
        ("They came", "They sent a report", "Without them"),
        tuple(Row(title, split.get(kind, (0, 0, 0))) for kind, title in MEETINGS.items()),
    )


def _came(meeting: Meeting, children: set[str]) -> int:
    attendance = meeting.minutes.attendance if meeting.minutes else ()
    ways = {one.came for one in attendance if one.desk in children}
    if Came.ATTENDED in ways:
        return 0
    return 1 if Came.REPORT in ways else 2


def _looks(office: Office, work: Work, period: Period) -> Table:
    found = work.tallies.looks_due(period, work.at)
    day = office.policy.diary.office.local_day

    def part(one: Any) -> int:
        return 0 if one.met_at is not None and day(one.met_at) <= day(one.due_at) else 1

    split = split_by(found, lambda one: one.desk, part, 2)
    return Table(
        "looks",
        "Written agreements: looked at when due",
        "Looks that fell due in this period",
        ("On the day or before", "Later, or not yet"),
        rows_by_desk(office, split),
    )
