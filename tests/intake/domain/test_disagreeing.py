"""Who answers a reporter who was not taken seriously, level by level."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.disagreeing import (
    addition_in,
    cause_at,
    check_may_answer,
    level_in,
    level_now,
)
from intake.domain.errors import TransitionRefusedError
from tests.build import NOON, shipped_policy

LEVELS = shipped_policy().decisions.levels


def told(addition, level):
    return DiaryEntry(
        kind=DiaryKind.DISAGREEMENT,
        subject="concern:1",
        desk="northmoor_children",
        due_at=NOON + timedelta(days=5),
        opened_at=NOON,
        next_at=NOON,
        ladder="patient",
        cause=cause_at(addition, level),
    )


def answered(addition, level):
    return told(addition, level).meet("Ida Loam", NOON)


@pytest.mark.parametrize(
    ("diary", "level"),
    [
        pytest.param([], 0, id="who says it first is answered by the desk"),
        pytest.param([told(1, 0)], 0, id="what still waits is not overtaken"),
        pytest.param([answered(1, 0)], 1, id="after an answer the next is asked"),
        pytest.param([answered(1, 0), told(2, 1)], 1, id="the next waits too"),
        pytest.param([answered(1, 0), answered(2, 1)], 2, id="and the last"),
        pytest.param([answered(1, 2)], 2, id="above the last there is none: it is asked again"),
        pytest.param([told(1, 0).cancel()], 0, id="what was taken back was no answer"),
    ],
)
def test_each_answer_that_does_not_do_goes_one_level_up(diary, level):
    assert level_now(diary, LEVELS) == level


def test_a_cause_says_words_and_level_and_one_of_before_reads_as_the_first():
    assert (addition_in(cause_at(7, 2)), level_in(cause_at(7, 2))) == (7, 2)
    assert (addition_in("disagreement:7"), level_in("disagreement:7")) == (7, 0)
    assert (addition_in("person:7:review"), level_in("person:7:review")) == (0, 0)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"desk": "northmoor_police"}, id="another desk"),
        pytest.param({"role": "duty_officer"}, id="no manager"),
        pytest.param({"officer": "Ida Loam"}, id="who answered before"),
    ],
)
def test_only_a_manager_of_the_desk_who_has_not_answered_answers_the_second_level(changed):
    entry = replace(told(2, 1), id=9)
    who = {"officer": "Wilf Oakapple", "role": "manager", "desk": "northmoor_children"}
    before = frozenset({"Ida Loam"})

    check_may_answer(entry, LEVELS, answered_by=before, **who)
    with pytest.raises(TransitionRefusedError):
        check_may_answer(entry, LEVELS, answered_by=before, **(who | changed))
