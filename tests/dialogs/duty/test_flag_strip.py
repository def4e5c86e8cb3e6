"""The strip since the first flag: what it draws and says is what was written down."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.duty.flag_strip import LEFT, RIGHT, strip_since_flag
from intake.domain.band import Band
from intake.duty.views import StandingStep
from tests.dialogs.duty.test_weight_plot import START, a_plot, a_step

NOW = START + timedelta(days=8 * 365)


def a_life(*standings, steps=(1, 2), at=NOW):
    changes = tuple(StandingStep(when, band, by) for when, band, by in standings)
    return a_plot(*(a_step(number, 8 * number) for number in steps), standings=changes, at=at)


def test_row_p20_years_of_silence_are_said_and_lowered_nothing():
    plot = a_life((START + timedelta(days=40), Band.REVIEW, ""))
    strip = strip_since_flag(plot, [date(2025, 6, 1), None, date(2025, 9, 1)])

    assert strip.since == date(2025, 6, 1)
    assert "Quiet for 7 years now, and the standing did not fall." in strip.says
    assert strip.says.endswith("On record now: review.")
    assert len(strip.dots) == 2
    assert [line.rpartition(": ")[2] for line in strip.lines] == ["Note", "Review"]


def test_a_standing_that_a_human_lowered_in_the_silence_is_said():
    plot = a_life(
        (START + timedelta(days=40), Band.DISCUSS, ""),
        (START + timedelta(days=900), Band.NOTE, "Q. Quill"),
    )
    strip = strip_since_flag(plot, [date(2025, 6, 1)])
    assert "Quiet for 7 years now, and a named human lowered the standing." in strip.says


def test_a_silence_that_ended_says_until_when():
    last = a_step(9, 20, days=200)
    plot = a_plot(a_step(1, 8), last, at=last.at + timedelta(days=30))
    strip = strip_since_flag(plot, [date(2026, 1, 1)])
    assert "Quiet for 4 years until 10 Dec 2030" in strip.says


@pytest.mark.parametrize("days", [[], [None], [NOW.date() + timedelta(days=1)], [NOW.date()]])
def test_without_a_flag_of_a_past_day_nothing_is_drawn(days):
    assert strip_since_flag(a_life(), days) is None


@given(
    st.lists(st.tuples(st.integers(-900, 2900), st.sampled_from(list(Band))), max_size=9),
    st.integers(0, 4000),
)
def test_stretches_lie_side_by_side_from_the_first_flag_until_now(told, back):
    changes = [(START + timedelta(days=day), band, "") for day, band in sorted(told, key=str)]
    changes.sort(key=lambda one: one[0])
    flagged = date(2026, 1, 1) - timedelta(days=back)
    strip = strip_since_flag(a_life(*changes), [flagged])

    assert strip.stretches[0].x == LEFT
    ends = strip.stretches[-1].x + strip.stretches[-1].width
    assert RIGHT <= ends <= RIGHT + 1
    assert [one.x for one in strip.stretches] == sorted(one.x for one in strip.stretches)
    bands = [line.rpartition(": ")[2] for line in strip.lines]
    assert all(one != other for one, other in pairwise(bands))
    assert datetime.combine(strip.since, datetime.min.time(), UTC) <= NOW
