"""Words about a time, wherever they stand, read on Sunday 22 November 2026."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.reporting.days import read_day
from dialogs.reporting.time_readers import TimeKind
from dialogs.reporting.times import times_in
from dialogs.reporting.year_days import easter_sunday
from intake.reporting.values import days_in_words, days_of

TODAY = date(2026, 11, 22)


def days(words, **known):
    found = times_in(words, today=TODAY, **known)
    return [days_in_words(one.days) if one.days else "" for one in found]


@pytest.mark.parametrize(
    ("words", "leaves_open"),
    [
        ("last summer", "June to August 2026"),
        ("two nights ago", "20 November 2026"),
        ("since Christmas", "24 December 2025 to 22 November 2026"),
        ("in the holidays", "24 October to 1 November 2026"),
        ("around 5pm on Friday", "20 November 2026"),
        ("for about two years", "20 November 2023 to 22 November 2026"),
        ("last month", "October 2026"),
        ("yesterday afternoon", "21 November 2026"),
        ("in 2019", "2019"),
        ("about 3 weeks ago", "26 October to 7 November 2026"),
        ("over the summer holidays", "18 July to 5 September 2026"),
        ("during the Easter holidays last year", "4 April to 6 May 2025"),
        ("at half term", "24 October to 1 November 2026"),
        ("the winter of 2023", "December 2023 to February 2024"),
        ("between June and August", "June to August 2026"),
        ("from March to May 2024", "March to May 2024"),
        ("2018 to 2020", "2018 to 2020"),
        ("early 2019", "January to April 2019"),
        ("in the nineties", "1990 to 1999"),
        ("in the early 2000s", "2000 to 2003"),
        ("last March", "March 2026"),
        ("in December", "December 2025"),
        ("November 2026", "1 to 22 November 2026"),
        ("at the weekend", "21 to 22 November 2026"),
        ("last week", "9 to 15 November 2026"),
        ("last year", "2025"),
        ("the Tuesday before last", "10 November 2026"),
        ("Tuesday last week", "10 November 2026"),
        ("over the past two months", "21 September to 22 November 2026"),
        ("a few weeks ago", "15 October to 11 November 2026"),
        ("Boxing Day", "26 December 2025"),
        ("03/04/2026", "3 April 2026"),
        ("the 3rd of April", "3 April 2026"),
        ("an hour ago", "22 November 2026"),
        ("the other night", "8 to 22 November 2026"),
    ],
)
def test_a_vague_time_leaves_open_what_its_words_leave_open(words, leaves_open):
    assert days(words) == [leaves_open]


@pytest.mark.parametrize(
    "words", ["since he moved in", "when she was six", "every Friday", "for years", "twice a week"]
)
def test_words_that_name_no_day_are_kept_as_said_without_one(words):
    assert days(words) == [""]
    assert times_in(words, today=TODAY)[0].words == words


@pytest.mark.parametrize(
    "words", ["he may be there", "they will march past", "12.30", "he is 5.11", "in his thirties",
              "a Christmas tree", "number 2019b", "her may be", "next week"]
)  # fmt: skip
def test_what_names_no_time_is_not_taken_for_one(words):
    assert days(words) == []


def test_an_age_of_long_ago_is_a_time_where_the_age_of_now_was_told():
    [found] = times_in("when she was six", today=TODAY, age=9)
    assert found.days is not None
    assert (found.days.first.year, found.days.last.year) == (2022, 2024)


def test_each_time_of_a_story_stands_by_itself():
    story = (
        "Last Tuesday he came. In the summer he took her out, and since Christmas he drives her."
    )
    found = times_in(story, today=TODAY)
    assert [one.words for one in found] == ["Last Tuesday", "In the summer", "since Christmas"]
    assert [one.kind for one in found] == [TimeKind.AT, TimeKind.AT, TimeKind.SINCE]


def test_a_day_to_come_is_no_range_but_is_asked_about():
    [found] = times_in("on the 3rd of December", today=TODAY)
    assert (found.days, found.ahead) == (None, date(2026, 12, 3))


def test_several_times_in_one_answer_leave_open_all_between_them():
    day = read_day("last Tuesday, and in the summer", today=TODAY)
    assert day.iso == "2026-06-01/2026-11-17"
    assert day.is_about


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28)]
)
def test_easter_is_on_its_day(year, month, day):
    assert easter_sunday(year) == date(year, month, day)


PIECES = st.sampled_from(
    ["last", "since", "in", "the", "about", "for", "two", "a few", "17", "2019", "03/04", "weeks",
     "years", "ago", "Friday", "every", "summer", "holidays", "half term", "Christmas", "March",
     "May 2024", "when she was", "six", "yesterday", "before last", "early", "nineties", "to", ",",
     "31 February", "999", "0", "weekend", "this", "month", "night"]
)  # fmt: skip
MOMENTS = st.dates(date(2020, 1, 1), date(2031, 12, 31))


@given(st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=60), MOMENTS)
def test_every_range_begins_before_it_ends_and_ends_by_today(words, today):
    for one in times_in(words, today=today):
        assert words[one.start : one.end] == one.words
        if one.days is not None:
            assert one.days.first <= one.days.last <= today
            assert days_of(one.days.iso) == one.days
        assert one.ahead is None or one.ahead > today


@given(st.lists(PIECES, max_size=8).map(" ".join), MOMENTS)
def test_no_two_times_overlap(words, today):
    found = times_in(words, today=today)
    assert all(one.end <= then.start for one, then in pairwise(found))
