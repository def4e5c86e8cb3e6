"""Whether a record is a child's, by what was told."""

from datetime import date

import pytest

from intake.domain.childhood import AgeTold, adult_from, childhood_of

SPRING = date(2026, 3, 1)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        pytest.param({"age": "13"}, date(2031, 3, 1), id="an age, as if just become so old"),
        pytest.param({"age": "12-15"}, date(2029, 3, 1), id="the oldest of several"),
        pytest.param({"birth": "2010-05-14"}, date(2028, 5, 14), id="a birthday"),
        pytest.param({"birth": "2008-02-29"}, date(2026, 3, 1), id="a birthday of a leap year"),
        pytest.param({"birth": "2010", "age": "40"}, date(2028, 1, 1), id="a year before an age"),
        pytest.param({"birth": "2010-99-14"}, date(2028, 1, 1), id="no such day: its year"),
        pytest.param({"age": "forty"}, date(2004, 3, 1), id="an adult, long ago"),
        pytest.param({"age": "teenager"}, date(2025, 3, 1), id="may be 19, so may be an adult"),
        pytest.param({"age": "young"}, None, id="nothing that can be read"),
        pytest.param({"birth": "0000"}, None, id="no year"),
        pytest.param({}, None, id="nothing told"),
    ],
)
def test_the_day_of_eighteen(told, day):
    assert adult_from(AgeTold(SPRING, **told)) == day


def test_row_p46_unknown_is_no_child_and_who_was_ever_told_of_as_an_adult_is_none():
    child, adult = AgeTold(SPRING, age="15"), AgeTold(SPRING, age="19")

    assert childhood_of([], today=TODAY) is None
    assert childhood_of([AgeTold(SPRING)], today=TODAY) is None
    assert childhood_of([child, AgeTold(TODAY)], today=TODAY).adult_on == date(2029, 3, 1)
    assert childhood_of([child, adult], today=TODAY) is None
    assert childhood_of([child, AgeTold(TODAY, age="20")], today=TODAY) is None


def test_row_p46_at_18_it_is_kept_aside_until_something_comes_or_an_officer_lets_it_count():
    child, birthday = AgeTold(SPRING, birth="2009-05-14"), date(2027, 5, 14)

    assert not childhood_of([child], today=date(2027, 5, 13)).is_past
    assert childhood_of([child], today=birthday).is_past
    assert childhood_of([child], today=birthday, counted_on=[birthday]) is None
    before = childhood_of([child], today=birthday, counted_on=[date(2027, 5, 13)])
    assert before is not None
    assert childhood_of([child, AgeTold(birthday)], today=birthday) is None
