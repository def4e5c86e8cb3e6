"""Silence is never the end of an alert."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.ladder import Ladder, Rung, next_rung, plan_rung
from tests.build import NOON, a_ladder, shipped_policy

ladders = st.lists(st.integers(1, 600), min_size=1, max_size=6).map(lambda w: a_ladder(*w))
held = st.sets(st.sampled_from("abcdef"))


def plan(ladder, step, places, **told):
    return plan_rung(
        ladder,
        step,
        key="alert:1:acknowledge",
        desk="home",
        at=NOON,
        recipients=lambda desk, place, _at: (f"{desk}.{place}",) if place in places else (),
        reaches=lambda _recipient, channel: channel == "console",
        **told,
    )


@given(ladders, held, st.integers(0, 40))
def test_p07_every_step_of_every_ladder_is_followed_by_a_later_one(ladder, places, step):
    planned = plan(ladder, step, places)

    assert planned.next_step > step
    assert planned.next_due_at > NOON


@given(ladders, st.integers(0, 40))
def test_p07_a_ladder_ends_at_somebody_who_cannot_decline_and_asks_again(ladder, more):
    beyond = ladder.last + more

    assert ladder.rung_of(beyond).cannot_decline
    assert ladder.wait_of(beyond) == ladder.repeat_every
    assert plan(ladder, beyond, {ladder.rungs[-1].place}).deliveries


@given(ladders, held)
def test_p07_an_empty_rung_is_passed_at_once_and_the_administrator_is_warned(ladder, places):
    planned = plan(ladder, 0, places)
    found = [n for n, rung in enumerate(ladder.rungs) if rung.place in places]

    assert planned.step == (found[0] if found else ladder.last)
    assert planned.warns_admin is (planned.empty != ())
    assert bool(planned.deliveries) is bool(found)


@given(ladders, st.integers(0, 20))
def test_p07_a_whole_climb_reaches_the_last_rung_whoever_is_missing(ladder, climbs):
    step = 0
    for _ in range(ladder.last + climbs):
        step = plan(ladder, step, set()).next_step

    assert ladder.rung_of(step) == ladder.rungs[-1]


@given(st.lists(st.integers(0, 30), unique=True, min_size=2, max_size=8))
def test_p07_a_repeat_is_a_step_of_its_own_so_its_key_is_never_planned_twice(steps):
    ladder = a_ladder(5, 5)
    keys = [one.key for step in steps for one in plan(ladder, step, {"a", "b"}).deliveries]

    assert len(set(keys)) == len(keys)


def test_a_recipient_without_an_address_is_an_empty_rung():
    planned = plan_rung(
        a_ladder(5, 5),
        0,
        key="k",
        desk="home",
        at=NOON,
        recipients=lambda _desk, place, _at: (place,),
        reaches=lambda recipient, _channel: recipient == "b",
    )

    assert planned.step == 1
    assert planned.empty == ("a",)
    assert planned.warns_admin


def test_the_second_rung_waits_for_the_deadline():
    planned = plan(a_ladder(5, 5), 0, {"a"}, not_before=NOON + timedelta(hours=4))

    assert planned.next_due_at == NOON + timedelta(hours=4)
    assert plan(a_ladder(5, 5), 0, {"a"}).next_due_at == NOON + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("only_desk", "asked"),
    [
        pytest.param(False, "other.a", id="a rung may ask another desk"),
        pytest.param(True, "home.a", id="an owner-only flag never leaves its own desk"),
    ],
)
def test_p13_a_rung_of_another_desk_is_asked_only_where_it_may_know(only_desk, asked):
    elsewhere = Rung("a", ("console",), timedelta(minutes=1), desk="other", cannot_decline=True)
    ladder = Ladder("test", (elsewhere,), timedelta(minutes=1))

    assert plan(ladder, 0, {"a"}, only_desk=only_desk).deliveries[0].recipient == asked


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: Ladder("x", (), timedelta(1)), id="a ladder without rungs"),
        pytest.param(
            lambda: Ladder("x", (Rung("a", (), timedelta(1)),), timedelta(1)),
            id="a last rung that may decline",
        ),
        pytest.param(lambda: a_ladder(5, repeat=0), id="a repeat without a wait"),
        pytest.param(lambda: a_ladder(0, 5), id="a rung without a wait"),
    ],
)
def test_p07_a_ladder_that_could_end_in_silence_is_refused(made):
    with pytest.raises(ValueError, match=r"at least one rung|cannot decline|longer than nothing"):
        made()


def test_a_step_never_goes_back():
    assert next_rung(-3) == 1
    assert next_rung(7) == 8


@pytest.mark.parametrize("name", sorted(shipped_policy().duty.ladders))
def test_p07_every_shipped_ladder_reaches_a_person_at_every_desk_at_every_hour(name):
    book = shipped_policy().duty
    for desk in book.desks:
        for hour in range(0, 24 * 7, 3):
            planned = plan_rung(
                book.ladders[name],
                book.ladders[name].last,
                key="k",
                desk=desk,
                at=NOON + timedelta(hours=hour),
                recipients=book.recipients,
                reaches=book.reaches,
            )
            assert planned.deliveries, desk
