"""Nothing that is hidden comes back by arithmetic, and periods never overlap."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.calendar import always_open
from intake.domain.figures import Row, Span, period_at, periods_back, quantiles_of, shown_of

SMALLEST = 5
counts = st.lists(st.integers(0, 6), min_size=1, max_size=3)


def shown(parts):
    return shown_of(Row("Somewhere", tuple(parts)), smallest=SMALLEST)


@pytest.mark.parametrize(
    ("parts", "whole", "told"),
    [
        pytest.param((0, 0), 0, (0, 0), id="nothing is said to be nothing"),
        pytest.param((3, 0), None, (None, None), id="of three even the whole is hidden"),
        pytest.param((4, 1), 5, (None, None), id="of five split in small parts only the whole"),
        pytest.param((9, 2), 11, (None, None), id="the rest of a whole is hidden with its part"),
        pytest.param((9, 0), 9, (9, 0), id="all of them and none is no small count"),
        pytest.param((9, 5), 14, (9, 5), id="what is large stands as it is"),
        pytest.param((2,), None, (None,), id="a count alone is hidden"),
        pytest.param((7,), 7, (7,), id="a count alone is shown"),
    ],
)
def test_a_row_shows(parts, whole, told):
    row = shown(parts)
    assert (row.whole, row.parts) == (whole, told)


@given(counts)
@settings(max_examples=60, deadline=None)
def test_what_is_hidden_may_be_more_than_one_number_whoever_knows_how_it_was_hidden(parts):
    row = shown(parts)
    if None not in row.parts:
        return
    most = (row.whole or SMALLEST) + 1
    could_be = [
        other
        for other in product(range(most), repeat=len(parts))
        if (shown(other).whole, shown(other).parts) == (row.whole, row.parts)
    ]
    assert tuple(parts) in could_be
    for place in range(len(parts)):
        assert len({other[place] for other in could_be}) > 1


@given(counts)
def test_no_small_count_is_ever_shown(parts):
    row = shown(parts)
    told = [one for one in (row.whole, *row.parts) if one is not None]
    assert all(one == 0 or one >= SMALLEST for one in told)


def timed(of, late):
    """A desk of whose alerts some were answered in five minutes, the late ones in 900."""
    minutes = (5,) * (of - late) + (900,) * late
    return shown_of(Row("A desk", (of - late, late), minutes), smallest=SMALLEST)


@pytest.mark.parametrize("few", range(1, SMALLEST))
@pytest.mark.parametrize("of", [5, 9, 10, 12, 19, 25])
def test_no_span_beside_hidden_parts_says_how_many_were_late(of, few):
    for late in (few, of - few):
        alike = [other for other in range(of + 1) if timed(of, other) == timed(of, late)]
        assert late in alike
        assert len(alike) > 1


@given(st.sampled_from(Span), st.integers(0, 4000))
def test_periods_follow_each_other_without_a_gap_or_an_overlap(span, days):
    at = datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=days)
    found = periods_back(at, span, always_open(), 9)
    assert found[0].holds(at)
    for later, earlier in pairwise(found):
        assert earlier.ends_at == later.starts_at
        assert period_at(earlier.starts_at, span, always_open()) == earlier
    assert len({one.code for one in found}) == len(found)


def test_the_quickest_tenth_half_and_nine_in_ten_are_spans_that_were_measured():
    assert quantiles_of(range(1, 11)) == (1, 5, 9)
    assert quantiles_of([30, 2, 7]) == (2, 7, 30)
    assert quantiles_of([]) == ()
