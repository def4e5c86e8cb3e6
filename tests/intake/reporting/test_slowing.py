"""Wrong codes are slowed by their source, and nobody is ever locked out."""

from hypothesis import given
from hypothesis import strategies as st

from intake.reporting.slowing import LONGEST, LONGEST_PAUSE, Slowing
from tests.build_office import HandClock


def tried(slowing, source, times):
    for _ in range(times):
        slowing.note_wrong(source)


def test_slips_cost_nothing_and_guesses_cost_ever_more():
    slowing = Slowing(HandClock())
    waits = []
    for _ in range(9):
        waits.append(slowing.wait_for("a"))
        slowing.note_wrong("a")
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 30]


def test_another_source_is_not_slowed_by_a_guesser():
    slowing = Slowing(HandClock())
    tried(slowing, "guesser", 50)
    assert slowing.wait_for("owner") == 0
    assert slowing.pause_for("owner") == 0


def test_under_attack_of_many_sources_everybody_waits_a_little_and_nobody_for_ever():
    slowing = Slowing(HandClock())
    for number in range(200):
        slowing.note_wrong(f"source {number}")
    assert slowing.pause_for("owner") == 2


def test_a_wait_is_over_when_it_is_over_and_a_right_code_forgets_the_slips():
    clock = HandClock()
    slowing = Slowing(clock)
    tried(slowing, "a", 5)
    clock.move(seconds=5)
    assert slowing.wait_for("a") == 0
    slowing.note_right("a")
    slowing.note_wrong("a")
    assert slowing.wait_for("a") == 0


@given(st.integers(min_value=0, max_value=300))
def test_no_wait_is_ever_longer_than_its_longest(times):
    slowing = Slowing(HandClock())
    tried(slowing, "a", times)
    assert slowing.wait_for("a") <= LONGEST
    assert slowing.pause_for("a") <= LONGEST_PAUSE
