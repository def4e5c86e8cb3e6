"""A flood waits a little, others do not, and danger never does."""

import time
from datetime import timedelta

from dialogs.reporting.pace import Patience
from tests.build import NOON
from tests.dialogs.client import Client
from tests.dialogs.doors import DoorInMemory
from tests.dialogs.reporting.test_pages import fields_of
from tests.dialogs.site import a_site


def a_patience(clock=None):
    moment = clock or [NOON]
    return Patience(lambda: moment[0], free=3, within=timedelta(minutes=1))


def test_ordinary_telling_never_waits_and_a_flood_waits_longer_and_longer_to_a_bound():
    patience = a_patience()
    waits = [patience.pause_for("one") for _ in range(60)]
    assert waits[:3] == [0, 0, 0]
    assert waits[3] < waits[4] < waits[5]
    assert max(waits) == Patience.longest


def test_a_flood_of_one_lets_no_other_wait():
    patience = a_patience()
    for _ in range(500):
        patience.pause_for("flood")
    assert patience.pause_for("frightened") == 0


def test_a_flood_of_many_sources_is_forgotten_within_bounds():
    patience = a_patience()
    for number in range(10_050):
        assert patience.pause_for(f"source {number}") == 0
    assert len(patience._known) == 10_000


def test_after_a_minute_all_is_forgotten_and_a_clock_set_back_locks_nobody_out():
    clock = [NOON]
    patience = a_patience(clock)
    for _ in range(50):
        patience.pause_for("one")
    clock[0] = NOON + timedelta(minutes=1)
    assert patience.pause_for("one") == 0
    for _ in range(50):
        patience.pause_for("one")
    clock[0] = NOON - timedelta(days=1)
    assert patience.pause_for("one") == 0


def seconds_of(client, fields, **told):
    begun = time.monotonic()
    answer = client.post("/report/answer", data=fields | told)
    return answer.status_code, time.monotonic() - begun


def test_p12_a_flood_of_one_browser_is_slowed_never_refused_and_a_yes_passes_at_once():
    door = DoorInMemory()
    client = Client(a_site(door, clock=lambda: NOON))
    fields = fields_of(client.get("/report"))
    for number in range(64):
        status, _ = seconds_of(client, fields, deed=f":no such deed {number}")
        assert status == 303

    slowed = seconds_of(client, fields, words="noise")
    danger = seconds_of(client, fields, choice="danger=yes")
    words = seconds_of(client, fields, words="he has a knife")
    other = Client(a_site(door, clock=lambda: NOON))
    free = seconds_of(other, fields_of(other.get("/report")), choice="danger=no")

    assert (slowed[0], danger[0], words[0], free[0]) == (303, 303, 303, 303)
    assert slowed[1] > 1.0
    assert slowed[1] > 2 * max(danger[1], words[1], free[1])
    assert [turn.danger.value for turn in door.dangers][:1] == ["danger_yes"]
