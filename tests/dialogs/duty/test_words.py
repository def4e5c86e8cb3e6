"""Clock words, days and points as a desk reads them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from dialogs.duty import words
from dialogs.duty.close_room import day_of
from intake.duty.queue import VIEWS
from intake.duty.values import AlertKind, AlertState, Urgency

NOW = datetime(2026, 11, 17, 21, 48, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (14, "in 14 min"),
        (0, "in 0 min"),
        (-16, "16 min late"),
        (72, "in 1 h 12"),
        (120, "in 2 h"),
        (-142, "2 h 22 late"),
        (60 * 72, "in 3 days"),
    ],
)
def test_a_deadline_is_told_in_words(minutes, said):
    assert words.due(NOW + timedelta(minutes=minutes), NOW) == said


def test_the_bar_fills_as_time_runs_out_and_is_full_when_late():
    far, near, late = (NOW + timedelta(minutes=n) for n in (900, 60, -5))
    assert words.due_bar(far, NOW) < words.due_bar(near, NOW) < words.due_bar(late, NOW) == 46
    assert [words.due_class(at, NOW) for at in (far, near, late)] == ["", "", "late"]
    assert words.due_class(NOW + timedelta(minutes=29), NOW) == "soon"


def test_times_are_local_in_summer_too():
    assert words.clock(datetime(2026, 7, 1, 12, 0, tzinfo=UTC)) == "13:00"


@pytest.mark.parametrize(
    ("value", "said"), [(7.5, "+7.5"), (-1, "−1"), (0, "0"), (Decimal("3.00"), "+3"), (20, "+20")]
)
def test_points_have_a_real_sign_and_no_needless_zeros(value, said):
    assert words.signed(value) == said


def test_what_became_known_much_later_is_spelled_out():
    assert words.lag(date(2026, 11, 16), NOW) == ""
    assert words.lag(date(2026, 9, 28), NOW) == "7 weeks later"
    assert words.lag(date(2025, 3, 17), NOW) == "20 months later"


@pytest.mark.parametrize(
    "typed", ["1 12 2026", "1/12/2026", "1 Dec 2026", "1 december 2026", "2026-12-01", "1.12.2026"]
)
def test_a_day_is_read_as_officers_type_it(typed):
    assert day_of(typed) == date(2026, 12, 1)


@pytest.mark.parametrize("typed", ["", "soon", "31 2 2027", "1 Foo 2026", "1 12", "²1 12 2026"])
def test_what_is_no_day_is_none(typed):
    assert day_of(typed) is None


def test_every_code_has_words():
    assert set(words.URGENCY) == set(Urgency)
    assert set(words.STATES) == set(AlertState)
    assert set(words.KINDS) == set(AlertKind)
    assert set(words.VIEWS) == set(VIEWS)


def test_nobody_is_shown_as_alike_beyond_doubt():
    assert [words.alike(score) for score in (0.0, 0.5, 0.994, 0.999999)] == [
        "0.00", "0.50", "0.99", "0.99",
    ]  # fmt: skip
