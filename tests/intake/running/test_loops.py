"""The loops do what is due, outlive what breaks, and say so when they do not come round."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from intake.actions.alerting import raise_alert
from intake.delivery.notices import links_under
from intake.domain.desk import Times
from intake.domain.ladder import Ladder, Rung
from intake.domain.urgency import Urgency
from intake.running.loops import SLOW_ROUND, Job, Loops, call, pacing_of
from tests.build import NOON, AClock, a_duty_book, an_alert, an_office, shipped_policy
from tests.loopback import AnHttpServer, serving


class AMailer:
    name = "email"
    confirms = False

    def __init__(self):
        self.sent = []

    def send(self, notice, address):
        self.sent.append(address)
        return "1"


class AConsole(AMailer):
    name = "console"
    confirms = True


SOON = Times(*[timedelta(seconds=0.3)] * 3)


def a_soon_ladder():
    soon = timedelta(seconds=0.3)
    rungs = (
        Rung("desk", ("console", "email"), soon),
        Rung("manager", ("email",), soon, cannot_decline=True),
    )
    return {"standard": Ladder("standard", rungs, soon)}


def loops_of(office, *carriers, **told):
    return Loops(
        office,
        {carrier.name: carrier for carrier in carriers},
        links_under("https://duty.example"),
        holder="test",
        **told,
    )


def until(what, *, within=10.0):
    ends = time.monotonic() + within
    while not what():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def office(tmp_path):
    made = an_office(
        clock=lambda: datetime.now(UTC),
        url=f"sqlite:///{tmp_path / 'loops.db'}",
        duty=a_duty_book(ladders=a_soon_ladder(), times=dict.fromkeys(Urgency, SOON)),
    )
    yield made
    made.archive.close()


def test_p07_what_is_due_leaves_climbs_and_is_sealed_by_itself(office):
    mail = AMailer()
    loops = loops_of(office, AConsole(), mail)
    loops.start()
    try:
        with office.begin() as work:
            raise_alert(office, work, an_alert(desk="front"))
        loops.wake()
        until(lambda: mail.sent.count("manager@northmoor.example") >= 2)
        until(lambda: loops.health().unsealed < 5)
        health = loops.health()
    finally:
        loops.stop()

    assert mail.sent.count("front@northmoor.example") == 1
    assert health.missing() == ()
    assert health.is_on_time
    with office.look() as work:
        assert work.audit.verify().is_whole


def test_waking_ends_the_rest_of_a_loop_at_once(office):
    mail = AMailer()
    loops = loops_of(office, AConsole(), mail)
    loops.start()
    try:
        time.sleep(0.3)
        with office.begin() as work:
            raise_alert(office, work, an_alert(desk="front"))
        started = time.monotonic()
        loops.wake()
        until(lambda: mail.sent)
    finally:
        loops.stop()
    assert time.monotonic() - started < 0.9


def test_a_round_that_breaks_is_told_by_its_code_and_goes_on(office, caplog):
    rounds = []

    def recheck():
        rounds.append(1)
        raise RuntimeError("words about somebody")

    loops = loops_of(office, jobs={"recheck": recheck})
    loops.start()
    try:
        until(lambda: len(rounds) >= 2)
    finally:
        loops.stop()
    facts = [record.facts for record in caplog.records if record.msg == "loop.failed"]
    assert {"job": "recheck", "error": "RuntimeError"} in facts
    assert "words about somebody" not in caplog.text


def test_a_round_that_did_something_is_asked_again_at_once(office):
    left = [3, 2, 1, 0, 0, 0]
    done = threading.Event()

    def recheck():
        amount = left.pop(0) if left else 0
        if not amount:
            done.set()
        return amount

    loops = loops_of(office, jobs={"recheck": recheck})
    loops.start()
    try:
        assert done.wait(0.9)
    finally:
        loops.stop()


def test_stopping_ends_every_thread(office):
    loops = loops_of(office, AConsole())
    before = threading.active_count()
    loops.start()
    assert threading.active_count() > before
    loops.stop()
    assert threading.active_count() == before


class ASteadyClock:
    def __init__(self):
        self.at = 0.0

    def __call__(self):
        return self.at


def test_p07_a_loop_that_does_not_come_round_is_named_by_health():
    office, steady = an_office(clock=AClock(), duty=a_duty_book()), ASteadyClock()
    loops = loops_of(office, steady=steady)
    loops._threads.append(threading.current_thread())
    for job in loops.jobs:
        job.came_round_at = 0.0 if job.name == "escalate" else SLOW_ROUND + 60.0
    steady.at = SLOW_ROUND + 60.0
    loops.beat()

    assert loops.missing() == ("loop.escalate",)
    assert loops.counts()["loops_stopped"] == 1


def test_p07_the_outside_monitor_is_called_only_while_all_is_on_time():
    clock = AClock()
    office = an_office(clock=clock, duty=a_duty_book())
    calls = []
    loops = loops_of(office, heartbeat_url="https://monitor.example/x", ping=calls.append)
    loops.beat()
    loops.ping()
    assert calls == ["https://monitor.example/x"]

    with office.begin() as work:
        raise_alert(office, work, an_alert(desk="front"))
    clock.go(seconds=61)
    loops.beat()
    loops.ping()
    assert len(calls) == 1
    assert loops.missing() == ("deliveries_late",)


def test_p07_a_ladder_that_nobody_lets_climb_turns_health_red():
    clock = AClock()
    office = an_office(clock=clock, duty=a_duty_book())
    with office.begin() as work:
        alert = raise_alert(office, work, an_alert(desk="front"))
        work.dispatch.silence(work.dispatch.owed(f"alert:{alert.id}")[0].id)
    loops = loops_of(office)
    clock.go(minutes=17)
    loops.beat()
    assert loops.missing() == ("ladders_late",)
    loops.escalate()
    assert "ladders_late" not in loops.missing()


def test_p07_a_process_without_loops_sees_whether_another_runs_them():
    clock = AClock()
    office = an_office(clock=clock, duty=a_duty_book())
    web_only, worker = loops_of(office), loops_of(office)
    assert web_only.missing() == ("scheduler",)
    worker.beat()
    assert web_only.missing() == ()
    clock.go(minutes=2)
    assert web_only.missing() == ("scheduler",)


def test_a_database_that_is_away_is_told_and_nothing_else_is_asked(tmp_path):
    office = an_office(clock=AClock(), url=f"sqlite:///{tmp_path / 'x.db'}", duty=a_duty_book())
    loops = loops_of(office)
    with office.archive.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE delivery RENAME TO elsewhere")
    assert loops.missing() == ("database",)
    office.archive.close()


def test_p07_a_clock_set_back_is_told_and_its_ladders_are_brought_back(caplog):
    clock, steady = AClock(), ASteadyClock()
    office = an_office(clock=clock, duty=a_duty_book())
    with office.begin() as work:
        alert = raise_alert(office, work, an_alert(desk="front"))
    loops = loops_of(office, steady=steady)
    loops.watch_clock()
    clock.go(days=30)
    loops.escalate()
    clock.go(days=-30, seconds=5)
    steady.at = 5.0
    loops.watch_clock()
    steady.at = 6.0
    clock.go(days=-1)
    loops.watch_clock()

    assert loops.health().clock_parted
    assert any(record.msg == "clock.parted" for record in caplog.records)
    with office.look() as work:
        entry = work.dispatch.owed(f"alert:{alert.id}")[0]
    assert entry.next_at <= clock.at + timedelta(days=1, minutes=15)


def test_only_one_process_seals_the_audit():
    clock = AClock()
    office = an_office(clock=clock, duty=a_duty_book())
    one = loops_of(office)
    other = Loops(office, {}, links_under("https://duty.example"), holder="other")
    for turn in (one, other):
        with office.begin() as work:
            work.audit.note("something.done")
        turn.seal()
    assert one.health().unsealed == 1
    clock.go(seconds=11)
    assert other.seal()
    assert one.health().unsealed == 0


def test_pacing_is_read_from_the_settings():
    pacing = pacing_of(shipped_policy())
    assert pacing.lease > 2 * pacing.timeout
    assert pacing.first_retry == timedelta(seconds=5)


def test_a_monitor_that_is_away_is_no_failure_of_ours(caplog):
    with serving(AnHttpServer()) as server:
        call(server.url)
        assert len(server.requests) == 1
        gone = server.url
    call(gone)
    assert any(record.msg == "heartbeat.unreachable" for record in caplog.records)


def test_channels_without_a_carrier_have_a_loop_that_moves_their_notices_on():
    office = an_office(clock=AClock(), duty=a_duty_book())
    names = [job.name for job in loops_of(office, AConsole()).jobs]
    assert "deliver.console" in names
    assert "deliver.others" in names
    assert isinstance(loops_of(office).jobs[0], Job)
    assert office.now() == NOON
