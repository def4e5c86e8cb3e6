"""A tenth of the campaign of kills, in the suite; and its own arithmetic."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.bench.kills import Plan, run
from tests.bench.kills_checks import keys_sent_too_often, latest_climb, slowness_between
from tests.databases import EACH_DATABASE, a_database

DUE = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)


@pytest.mark.slow
@EACH_DATABASE
def test_p01_p07_twenty_kills_lose_nothing_and_silence_nobody(kind, tmp_path):
    with a_database(kind, tmp_path, is_bare=True) as url:
        plan = Plan(kills=20, processes=1 if kind == "sqlite" else 2, database=url)
        findings, about = run(plan, tmp_path)
    print(about | findings.figures)
    assert findings.faults == []
    assert findings.figures["lost"] == 0


@pytest.mark.parametrize(
    ("came", "killed_at", "too_often"),
    [
        pytest.param([10.0], [], 0, id="one copy"),
        pytest.param([10.0, 13.0], [11.0], 0, id="killed before it was written down"),
        pytest.param([10.0, 13.0], [9.0], 0, id="killed while it was being sent"),
        pytest.param([10.0, 13.0], [], 2, id="twice without a kill"),
        pytest.param([10.0, 13.0], [5.0, 20.0], 2, id="twice, and the kills were elsewhere"),
        pytest.param([10.0, 13.0, 16.0], [11.0], 3, id="three times for one kill"),
        pytest.param([10.0, 13.0, 16.0], [11.0, 14.0], 0, id="three times for two kills"),
    ],
)
def test_a_key_may_arrive_twice_for_a_kill_and_once_without(came, killed_at, too_often):
    found = keys_sent_too_often({"key": came}, killed_at)
    assert found.get("key", 0) == too_often


@pytest.mark.parametrize(
    ("outages", "latest"),
    [
        pytest.param([], 5, id="all was up"),
        pytest.param([(-60, -20)], 5, id="an outage long before"),
        pytest.param([(-2, 3)], 13, id="away at the deadline"),
        pytest.param([(4, 6)], 16, id="gone again within the time allowed"),
        pytest.param([(-2, 3), (10, 20)], 30, id="and gone again"),
        pytest.param([(60, 70)], 5, id="an outage long after"),
    ],
)
def test_a_rung_must_be_asked_soon_after_its_time_or_after_a_restart(outages, latest):
    due = DUE.timestamp()
    away = [(due + begins, due + ends) for begins, ends in outages]
    assert latest_climb(DUE, away) == DUE + timedelta(seconds=latest)


@pytest.mark.parametrize(
    ("beats", "latest"),
    [
        pytest.param([], 5, id="nobody timed the machine"),
        pytest.param([(0, 0.1, 1.0), (2, 2.05, 0.5)], 5, id="a machine with nothing else to do"),
        pytest.param([(0, 0.1, 1.0), (2, 2.5, 5.0)], 15, id="a machine that is slow meanwhile"),
        pytest.param([(-9, -1, 80.0), (30, 40, 100.0)], 5, id="slow before and afterwards only"),
        pytest.param([(-1, 1, 20.0)], 100, id="slow as the time came"),
    ],
)
def test_a_rung_may_be_as_late_as_the_machine_was_slow_meanwhile(beats, latest):
    due = DUE.timestamp()
    timed = [(due + begins, due + ends, slow) for begins, ends, slow in beats]
    slowness = slowness_between(timed, DUE, DUE + timedelta(seconds=12))
    assert latest_climb(DUE, [], slowness=slowness) == DUE + timedelta(seconds=latest)
