"""Words about a day, read on Monday 12 January 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.reporting.days import read_day

TODAY = date(2026, 1, 12)


@pytest.mark.parametrize(
    ("words", "iso", "is_about"),
    [
        ("today", "2026-01-12", False),
        ("last night", "2026-01-11", False),
        ("last Tuesday", "2026-01-06", False),
        ("on Monday", "2026-01-05", False),
        ("two nights ago", "2026-01-10", False),
        ("about 3 weeks ago", "2025-12-16/2025-12-28", True),
        ("3 January", "2026-01-03", False),
        ("3rd of January 2025", "2025-01-03", False),
        ("around 03/01/2026", "2026-01-03", True),
        ("2025-12-24", "2025-12-24", False),
        ("in November", "2025-11", True),
        ("June 2024", "2024-06", True),
        ("in the summer", "2025-06-01/2025-08-31", True),
        ("last month", "2025-12", True),
        ("it may be often", "", True),
        ("31 February", "2025-02", True),
    ],
)
def test_a_day_is_read_as_far_as_it_was_said(words, iso, is_about):
    day = read_day(words, today=TODAY)
    assert (day.iso, day.is_about) == (iso, is_about)


def test_a_day_to_come_is_answered_with_the_day_that_was_meant():
    day = read_day("17 January", today=TODAY)
    assert day.is_ahead
    assert day.meant == date(2025, 12, 17)


def test_a_day_far_ahead_offers_the_same_day_of_last_year_or_nothing():
    assert read_day("31 March", today=TODAY).meant == date(2025, 3, 31)
    assert read_day("3 May 2029", today=TODAY).meant == date(2025, 5, 3)
    assert read_day("30 December 2028", today=TODAY).meant == date(2025, 12, 30)


@given(st.text(max_size=60))
def test_any_words_can_be_read(words):
    day = read_day(words, today=TODAY)
    assert day.meant is None or day.meant <= TODAY
