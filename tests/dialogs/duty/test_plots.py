"""Plots: the parts add up on paper as they do in points."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from dialogs.duty import plots
from intake.duty.views import EarlierDot, WeightPlot, WeightStep

START = datetime(2026, 1, 5, tzinfo=UTC)


def a_step(number, firm, if_same=None, voice="1"):
    firm = Decimal(firm)
    return WeightStep(
        number=number,
        reference=f"DR-{number}",
        at=START + timedelta(days=30 * number),
        voice=voice,
        setting="school",
        is_professional=True,
        is_firm=if_same is None,
        adds=Decimal(1),
        firm=firm,
        if_same=Decimal(if_same or firm),
        by_voice=((voice, firm),),
        rules=("two_worried_voices",) if number == 2 else (),
        because="",
    )


def a_plot(*steps):
    return WeightPlot(
        steps=steps,
        voices=(("1", "school", True),),
        review_at=Decimal(14),
        discuss_at=Decimal(24),
        at=START + timedelta(days=300),
    )


def drawn(plot):
    return plots.over_time(plot, rule_words={}, points=str)


def test_many_dots_of_one_month_are_stacked_and_cut_at_three():
    dots = [EarlierDot(0, is_professional=bool(n % 2)) for n in range(5)]
    placed = plots.strip(dots)
    assert len(placed) == 3
    assert len({one.x for one in placed}) == 1
    assert len({one.y for one in placed}) == 3


def test_firm_weight_is_a_stair_that_never_falls_and_the_rest_is_dashed():
    picture = drawn(a_plot(a_step(1, 8), a_step(2, 16), a_step(3, 16, 30)))
    heights = [step.y for step in picture.steps]
    assert heights == sorted(heights, reverse=True)
    assert picture.dashed
    assert picture.if_same_y < picture.firm_y
    assert [mark.name for mark in picture.rules] == ["two worried voices"]


def test_nothing_is_dashed_where_nothing_hangs_on_a_match():
    assert drawn(a_plot(a_step(1, 8))).dashed == ""


def test_a_single_concern_of_today_is_drawn_too():
    step = a_step(1, 8)
    plot = a_plot(step)
    picture = drawn(WeightPlot(plot.steps, plot.voices, plot.review_at, plot.discuss_at, step.at))
    assert plots.LEFT < picture.steps[0].x < plots.RIGHT
