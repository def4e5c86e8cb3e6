"""Silence is answered: who is asked, when, and that it never ends."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intake.actions.alerting import raise_alert
from intake.actions.answer_alert import acknowledge_alert
from intake.actions.escalate_overdue import bring_back, escalate_overdue
from intake.domain.calendar import OpeningHours, Span
from intake.domain.desk import Duty
from intake.domain.diary import DiaryEntry, DiaryKind, DiaryState
from intake.domain.held import Officer
from intake.domain.ladder import Ladder, Rung
from intake.domain.urgency import Urgency
from tests.build import NOON, AClock, a_duty_book, an_alert, an_office
from tests.databases import EACH_DATABASE, a_database


def an_office_with(clock, **changes):
    return an_office(clock=clock, duty=a_duty_book(**changes))


def raised(office, **told):
    with office.begin() as work:
        return raise_alert(office, work, an_alert(**{"desk": "front", **told}))


def asked(office, alert):
    with office.look() as work:
        return [
            (delivery.rung, delivery.recipient, delivery.channel)
            for delivery in work.dispatch.deliveries_of_alert(alert.id)
        ]


def the_entry(office, alert):
    with office.look() as work:
        return work.dispatch.owed(f"alert:{alert.id}")[0]


def warnings(office):
    with office.look() as work:
        return [
            (one.recipient, one.channel)
            for one in work.dispatch.deliveries.all()
            if one.subject.startswith("rota:")
        ]


def audited(office, event):
    with office.look() as work:
        return [line for line in work.audit.lines() if line.event == event]


CORRIN = Officer(
    login="corrin", name="Corrin Thistlewood", desk="front", role="officer", made_at=NOON
)


def acknowledge(office, alert):
    acknowledge_alert(office, officer=CORRIN, alert_id=alert.id)


DESK = [(0, "front", "console"), (0, "front", "email")]
ON_DUTY = [(1, "duty_phone", "sms")]
MANAGER = [(2, "manager", "sms"), (2, "manager", "email")]


def test_p07_an_alert_that_nobody_answers_climbs_on_time_and_is_never_given_up():
    clock = AClock()
    office = an_office_with(clock)
    alert = raised(office)
    assert asked(office, alert) == DESK

    clock.go(minutes=14, seconds=59)
    assert escalate_overdue(office) == 0
    clock.go(seconds=1)
    assert escalate_overdue(office) == 1
    assert asked(office, alert) == DESK + ON_DUTY

    clock.go(minutes=15)
    escalate_overdue(office)
    assert asked(office, alert) == DESK + ON_DUTY + MANAGER

    for _ in range(20):
        clock.go(minutes=15)
        assert escalate_overdue(office) == 1
    assert len(asked(office, alert)) == 3 + 21 * 2
    assert {one[1] for one in asked(office, alert)[3:]} == {"manager"}


def test_p07_each_climb_is_audited_and_the_deadline_is_missed_once():
    clock = AClock()
    office = an_office_with(clock)
    raised(office)
    for _ in range(3):
        clock.go(minutes=15)
        escalate_overdue(office)

    assert len(audited(office, "ladder.climbed")) == 3
    assert len(audited(office, "diary.missed")) == 1


def test_p07_a_rung_that_nobody_holds_is_passed_at_once_and_the_administrator_is_warned():
    clock = AClock()
    office = an_office_with(clock, rotas=(Duty("front", "manager", "manager"),))
    first, second = raised(office), raised(office)

    clock.go(minutes=15)
    escalate_overdue(office)

    assert asked(office, first) == DESK + MANAGER
    assert asked(office, second) == DESK + MANAGER
    assert warnings(office) == [("administrator", "email")]


def test_p07_a_gap_of_another_day_is_told_again():
    clock = AClock()
    office = an_office_with(clock, rotas=(Duty("front", "manager", "manager"),))
    raised(office)
    clock.go(minutes=15)
    escalate_overdue(office)
    clock.go(days=1)
    raised(office)
    clock.go(minutes=15)
    escalate_overdue(office)

    assert len(warnings(office)) == 2


def test_p07_a_ladder_on_which_nobody_can_be_reached_goes_on_asking():
    clock = AClock()
    office = an_office_with(clock, rotas=())
    alert = raised(office)
    for _ in range(4):
        clock.go(minutes=15)
        assert escalate_overdue(office) == 1

    assert asked(office, alert) == DESK
    assert warnings(office) == [("administrator", "email")]


def test_p07_acknowledging_stops_the_pings_in_the_same_transaction():
    clock = AClock()
    office = an_office_with(clock)
    alert = raised(office)
    clock.go(minutes=1)
    acknowledge(office, alert)

    clock.go(minutes=50)
    assert escalate_overdue(office) == 0
    with office.look() as work:
        states = {one.state for one in work.dispatch.deliveries_of_alert(alert.id)}
    assert states == {"cancelled"}


def test_p07_a_kept_copy_speaks_first_when_its_desk_opens():
    clock = AClock()
    office = an_office_with(clock)
    alert = raised(office, held_until=NOON + timedelta(hours=20))
    assert asked(office, alert) == []

    clock.go(hours=19)
    assert escalate_overdue(office) == 0
    clock.go(hours=1)
    assert escalate_overdue(office) == 1
    assert asked(office, alert) == DESK


@pytest.mark.parametrize(
    "days",
    [
        pytest.param(30, id="a month ahead and back"),
        pytest.param(-30, id="a month back and ahead"),
        pytest.param(1, id="a day ahead and back"),
        pytest.param(-1, id="a day back and ahead"),
    ],
)
def test_p07_a_clock_that_jumps_fires_nothing_early_and_nothing_twice(days):
    clock = AClock()
    office = an_office_with(clock)
    alert = raised(office)

    clock.go(days=days)
    for _ in range(5):
        escalate_overdue(office)
    expected = DESK + ON_DUTY if days > 0 else DESK
    assert asked(office, alert) == expected

    clock.go(days=-days)
    for _ in range(5):
        escalate_overdue(office)
    assert asked(office, alert) == expected


def test_p07_a_clock_that_was_wrong_buys_no_month_of_silence():
    clock = AClock()
    office = an_office_with(clock)
    alert = raised(office)
    clock.go(days=30)
    escalate_overdue(office)
    clock.go(days=-30)

    assert bring_back(office) == 1
    assert bring_back(office) == 0
    clock.go(minutes=15)
    escalate_overdue(office)
    assert asked(office, alert) == DESK + ON_DUTY + MANAGER


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(datetime(2026, 3, 29, 0, 50, tzinfo=UTC), id="the night of the lost hour"),
        pytest.param(datetime(2026, 10, 25, 0, 50, tzinfo=UTC), id="the night of the double hour"),
    ],
)
def test_p07_the_night_of_daylight_saving_lengthens_no_wait(start):
    clock = AClock(start)
    office = an_office_with(clock)
    alert = raised(office)
    climbs = []
    for _ in range(120):
        clock.go(minutes=1)
        if escalate_overdue(office):
            climbs.append((clock.at - start) // timedelta(minutes=1))

    assert climbs == list(range(15, 121, 15))
    assert asked(office, alert)[2] == ON_DUTY[0]


def test_a_rota_of_nights_is_read_in_local_time():
    night = OpeningHours(week=((Span(0, 8 * 60),),) * 7)
    start = datetime(2026, 7, 1, 6, 44, tzinfo=UTC)  # 07.44 in summer
    clock = AClock(start)
    rotas = (Duty("front", "on_duty", "duty_phone", night), Duty("front", "manager", "manager"))
    office = an_office_with(clock, rotas=rotas)
    in_time, too_late = raised(office), None
    clock.go(minutes=10)
    too_late = raised(office)
    for _ in range(20):
        clock.go(minutes=1)
        escalate_overdue(office)

    assert asked(office, in_time)[2:3] == ON_DUTY
    assert asked(office, too_late)[2:] == MANAGER


def owed_review(office, due_at, next_at, **told):
    with office.begin() as work:
        return work.dispatch.owe(
            DiaryEntry(
                **{
                    "kind": DiaryKind.REVIEW,
                    "subject": "flag:7",
                    "desk": "front",
                    "due_at": due_at,
                    "opened_at": NOON,
                    "next_at": next_at,
                    "ladder": "standard",
                    "cause": "flag:7:review",
                    **told,
                }
            )
        )


def test_a_review_is_reminded_of_before_its_day_and_climbs_after_it():
    clock = AClock()
    office = an_office_with(clock)
    due_at = datetime(2026, 2, 20, 9, tzinfo=UTC)
    settings = office.policy.diary
    entry = owed_review(office, due_at, settings.next_reminder(due_at.date(), NOON))
    spoke = []
    for _ in range(24 * 45):
        clock.go(hours=1)
        if escalate_overdue(office):
            spoke.append(clock.at)

    reminders = [moment for moment in settings.reminders(due_at.date()) if moment < due_at]
    assert spoke[: len(reminders)] == [
        moment.replace(minute=0) for moment in reminders if moment > NOON
    ]
    with office.look() as work:
        kept = work.dispatch.diary.get(entry.id)
        rungs = [one.rung for one in work.dispatch.deliveries_of(entry.id)]
    assert kept.state is DiaryState.MISSED
    assert rungs.count(0) == 2 * (len(reminders) + 1)
    assert 1 in rungs
    assert kept.rung > 2


def test_a_reminder_misses_nothing_and_takes_no_rung():
    clock = AClock()
    office = an_office_with(clock)
    entry = owed_review(office, NOON + timedelta(days=10), NOON + timedelta(days=3))
    clock.go(days=3)
    assert escalate_overdue(office) == 1

    with office.look() as work:
        kept = work.dispatch.diary.get(entry.id)
    assert (kept.state, kept.rung) == (DiaryState.OPEN, 0)
    assert clock.at < kept.next_at <= kept.due_at


def test_an_owner_only_entry_never_asks_another_desk():
    book = a_duty_book()
    other = replace(book.desks["front"], name="other", title="Other desk")
    ladder = Ladder(
        "standard",
        (
            Rung("desk", ("console",), timedelta(minutes=15)),
            Rung("manager", ("sms",), timedelta(minutes=15), desk="other", cannot_decline=True),
        ),
        timedelta(minutes=15),
    )
    clock = AClock()
    office = an_office_with(
        clock,
        desks={**book.desks, "other": other},
        ladders={"standard": ladder},
        rotas=(*book.rotas, Duty("other", "manager", "duty_phone")),
    )
    kept_close = owed_review(office, NOON, NOON, only_desk="front")
    open_to_all = owed_review(office, NOON, NOON, cause="flag:8:review", subject="flag:8")
    for _ in range(2):
        escalate_overdue(office)
        clock.go(minutes=15)

    def recipients(entry):
        with office.look() as work:
            return {one.recipient for one in work.dispatch.deliveries_of(entry.id)}

    assert recipients(kept_close) == {"front", "manager"}
    assert recipients(open_to_all) == {"front", "duty_phone"}


def test_a_desk_that_the_settings_no_longer_know_is_stood_in_for_by_the_catch_all():
    clock = AClock()
    office = an_office_with(clock)
    alert = raised(office)
    with office.begin() as work:
        entry = work.dispatch.owed(f"alert:{alert.id}")[0]
        work.dispatch.diary.keep(replace(entry, desk="gone", ladder="gone"))
    clock.go(minutes=15)
    escalate_overdue(office)

    assert asked(office, alert) == DESK + ON_DUTY
    assert the_entry(office, alert).desk == "front"


class HoursThatFail:
    def is_open(self, at):
        raise ValueError("no hours")


def test_one_entry_that_cannot_speak_keeps_nobody_else_silent():
    clock = AClock()
    book = a_duty_book()
    office = an_office_with(
        clock,
        desks={**book.desks, "broken": replace(book.desks["front"], name="broken")},
        rotas=(*book.rotas, Duty("broken", "on_duty", "duty_phone", HoursThatFail())),
    )
    broken = owed_review(office, NOON, NOON, desk="broken", rung=1)
    alert = raised(office)
    clock.go(minutes=15)

    assert escalate_overdue(office) == 2
    assert asked(office, alert) == DESK + ON_DUTY
    assert len(audited(office, "ladder.stuck")) == 1
    with office.look() as work:
        assert work.dispatch.diary.get(broken.id).next_at == clock.at + timedelta(minutes=1)


@EACH_DATABASE
def test_p07_the_most_urgent_speak_first_when_much_is_due_at_once(kind, tmp_path):
    clock = AClock()
    with a_database(kind, tmp_path) as url:
        office = an_office(clock=clock, url=url, duty=a_duty_book())
        by_urgency = {}
        for urgency in (Urgency.THREE_DAYS, Urgency.NEXT_DAY, Urgency.TODAY, Urgency.NOW) * 2:
            by_urgency.setdefault(urgency, []).append(raised(office, urgency=urgency))
            clock.go(seconds=1)
        owed_review(office, NOON, NOON + timedelta(minutes=10))
        clock.go(minutes=30)

        spoken = []
        while escalate_overdue(office, limit=2):
            with office.look() as work:
                climbed = [one for one in work.audit.lines() if one.event == "ladder.climbed"]
            spoken.append({one.facts.split('"subject":"')[1][:-2] for one in climbed[:2]})
        office.archive.close()

    def subjects(urgency):
        return {f"alert:{alert.id}" for alert in by_urgency[urgency]}

    assert spoken[0] == subjects(Urgency.NOW)
    assert spoken[1] == subjects(Urgency.TODAY)
    assert "flag:7" in spoken[2]
    assert spoken[4] >= subjects(Urgency.THREE_DAYS) - spoken[3]


@EACH_DATABASE
def test_p07_no_rung_is_asked_after_a_committed_answer_however_they_race(kind, tmp_path):
    clock = AClock()
    with a_database(kind, tmp_path) as url:
        office = an_office(clock=clock, url=url, duty=a_duty_book())
        alerts = [raised(office) for _ in range(40)]
        clock.go(minutes=15)
        failures = []

        def answer(half):
            for alert in half:
                acknowledge(office, alert)

        def climb(_half):
            while escalate_overdue(office, limit=3):
                pass

        def run(act, half):
            try:
                act(half)
            except Exception as fault:  # noqa: BLE001 - a thread must not hide it
                failures.append(fault)

        threads = [
            threading.Thread(target=run, args=(act, half))
            for act, half in (
                (answer, alerts[::2]),
                (climb, ()),
                (climb, ()),
                (answer, alerts[::-4]),
            )
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        clock.go(minutes=15)
        climb(())
        answered = {alert.id for alert in alerts[::2] + alerts[::-4]}
        late = [one for alert in alerts for one in asked(office, alert) if one[0] == 2]
        twice = [alert.id for alert in alerts if asked(office, alert).count(ON_DUTY[0]) > 1]
        office.archive.close()

    assert failures == []
    assert twice == []
    assert len(late) == 2 * (len(alerts) - len(answered))
