"""A first and a last day: kept as text, told in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.told_days import Days, days_in_words, days_of


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-11-17", "17 November 2026"),
        ("2026-10", "October 2026"),
        ("2026-06-01/2026-08-31", "June to August 2026"),
        ("2025-12-01/2026-02-28", "December 2025 to February 2026"),
        ("2019-01-01/2019-12-31", "2019"),
        ("2018-01-01/2020-12-31", "2018 to 2020"),
        ("2026-11-03/2026-11-09", "3 to 9 November 2026"),
        ("2026-10-28/2026-11-03", "28 October to 3 November 2026"),
        ("2025-12-24/2026-11-22", "24 December 2025 to 22 November 2026"),
    ],
)
def test_a_range_is_told_as_short_as_it_can_be(iso, words):
    days = days_of(iso)
    assert days is not None
    assert days_in_words(days) == words
    assert days.iso == iso


@pytest.mark.parametrize(
    "iso", ["", "/", "often", "2026-13", "2026-02-30", "2026-08-31/2026-06-01"]
)
def test_what_is_no_range_is_none(iso):
    assert days_of(iso) is None


def test_a_range_never_ends_before_it_begins():
    with pytest.raises(ValueError, match="before the first"):
        Days(date(2026, 2, 1), date(2026, 1, 1))


@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)))
def test_a_range_is_read_as_it_was_written(one, other):
    days = Days(min(one, other), max(one, other))
    assert days_of(days.iso) == days
    assert days_in_words(days)
