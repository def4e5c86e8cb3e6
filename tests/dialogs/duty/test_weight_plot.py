"""The weight over time: what is drawn is what was weighed, however long the history."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dialogs.duty.plot_scale import FLOOR, LEFT, NOW
from dialogs.duty.weight_plot import MOST_LINKS, over_time
from intake.domain.band import Band
from intake.duty.views import StandingStep, WeightPlot, WeightStep

START = datetime(2026, 1, 5, tzinfo=UTC)


def a_step(number, firm, if_same=None, voice="1", days=30):
    firm = Decimal(firm)
    return WeightStep(
        number=number,
        reference=f"DR-{number}",
        at=START + timedelta(days=days * number),
        voice=voice,
        setting="school",
        is_professional=True,
        is_firm=if_same is None,
        adds=Decimal(1),
        firm=firm,
        if_same=Decimal(if_same or firm),
        by_voice=((voice, firm),),
        band=Band.NOTE,
        rules=("two_worried_voices",) if number == 2 else (),
        because="GC1 (class 2, seen by the teller); counts whole.",
    )


def a_plot(*steps, standings=(), at=None):
    names = dict.fromkeys(step.voice for step in steps)
    return WeightPlot(
        steps=steps,
        voices=tuple((name, "school", True) for name in names),
        review_at=Decimal(14),
        discuss_at=Decimal(24),
        at=at or START + timedelta(days=300),
        standings=standings,
    )


def drawn(plot, until=None):
    return over_time(plot, rule_words={}, points=str, until=until)


def a_crowd(many):
    """Give many steps by many voices, each of one point, a day apart."""
    steps = []
    for number in range(1, many + 1):
        step = a_step(number, number, voice=str(number % 50), days=1)
        of_voice = Decimal(1 + (number - 1) // 50)
        steps.append(
            WeightStep(**{**{name: getattr(step, name) for name in step.__slots__},
                          "by_voice": ((step.voice, of_voice),)})
        )  # fmt: skip
    return a_plot(*steps, at=START + timedelta(days=many + 1))


def test_firm_weight_is_a_stair_that_never_falls_and_the_rest_is_dashed():
    picture = drawn(a_plot(a_step(1, 8), a_step(2, 16), a_step(3, 16, 30)))
    heights = [mark.y for mark in picture.marks]
    assert heights == sorted(heights, reverse=True)
    assert picture.dashed
    assert picture.if_same_label_y < picture.firm_label_y
    assert [mark.name for mark in picture.rules] == ["two worried voices"]


def test_nothing_is_dashed_where_nothing_hangs_on_a_match():
    assert drawn(a_plot(a_step(1, 8))).dashed == ""


def test_a_single_concern_of_today_is_drawn_too():
    step = a_step(1, 8)
    picture = drawn(a_plot(step, at=step.at))
    assert LEFT < picture.marks[0].x <= NOW


def test_looking_back_draws_what_was_known_then_on_the_paper_of_the_whole():
    plot = a_plot(a_step(1, 8), a_step(2, 16), a_step(3, 30))
    whole, then = drawn(plot), drawn(plot, until=START + timedelta(days=65))
    assert [mark.step.number for mark in then.marks] == [1, 2]
    assert [mark.x for mark in then.marks] == [mark.x for mark in whole.marks][:2]
    assert then.grid == whole.grid
    assert then.firm == "16"
    assert then.marks[-1].x < then.end_x < whole.end_x


def test_looking_back_to_before_the_first_step_draws_nothing_and_breaks_nothing():
    picture = drawn(a_plot(a_step(1, 8)), until=START)
    assert picture.marks == ()
    assert picture.layers == ()
    assert picture.firm == "0"


def test_what_a_step_says_has_its_voice_its_points_and_its_reason():
    (mark,) = drawn(a_plot(a_step(1, 8))).marks
    assert mark.tip.whole.startswith("Step 1, 4 Feb 2026: school, voice A. +1, so 8 firm.")
    assert "seen by the teller" in mark.tip.whole
    assert all(len(line) <= 54 for line in mark.tip.lines)


def test_a_human_decision_on_standing_has_a_mark_of_its_own():
    kept = (StandingStep(START + timedelta(days=31), Band.REVIEW),
            StandingStep(START + timedelta(days=200), Band.NOTE, "S. Lanternley"))  # fmt: skip
    marks = drawn(a_plot(a_step(1, 8), standings=kept)).standings
    assert [(mark.band, mark.is_human) for mark in marks] == [("Review", False), ("Note", True)]


def test_a_thousand_steps_are_a_picture_that_can_be_sent_and_tabbed_through():
    picture = drawn(a_crowd(1000))
    assert len(picture.marks) <= MOST_LINKS
    assert len(picture.layers) == 8
    assert picture.layers[-1].name == "43 other voices"
    shown = [one for layer in picture.layers for one in layer.path]
    assert len(shown) + len(picture.outline) + len(picture.dots) < 120_000


def test_numbers_stand_apart_on_the_stairs():
    marks = [mark for mark in drawn(a_crowd(300)).marks if mark.number]
    for place, one in enumerate(marks):
        for other in marks[:place]:
            assert max(abs(one.x - other.x), abs(one.y - other.y)) >= 18


@given(st.lists(st.integers(0, 40), min_size=1, max_size=25), st.integers(0, 800))
def test_layers_reach_from_the_floor_to_the_firm_weight_at_any_moment(points, day):
    total, steps = 0, []
    for number, more in enumerate(points, start=1):
        total += more
        steps.append(a_step(number, total, voice="1"))
    plot = a_plot(*steps, at=START + timedelta(days=801))
    until = START + timedelta(days=day)
    picture = drawn(plot, until=until)
    known = [step.firm for step in steps if step.at <= until]
    assert picture.firm == str(known[-1] if known else 0)
    heights = [float(pair.split()[1]) for layer in picture.layers
               for pair in layer.path.strip("MZ").split("L")]  # fmt: skip
    assert max(heights, default=FLOOR) == FLOOR
