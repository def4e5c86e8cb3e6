"""Five typical worries told to the end: how much is asked (`python -m tests.bench.study`)."""

import pytest

from tests.bench.study import WORRIES, told

FOUR_MINUTES = 240


@pytest.mark.parametrize("worry", WORRIES, ids=lambda worry: worry.title)
def test_a_complete_report_takes_few_questions_and_few_minutes(worry):
    one = told(worry)
    assert one.is_complete
    is_community = not one.report.reporter.role.is_professional
    assert one.questions <= (12 if is_community else 22)


def test_what_is_picked_out_of_the_story_is_not_asked_again():
    from_story = told(WORRIES[0])
    assert from_story.questions <= 10
    assert from_story.report.when.told == "Last Tuesday"
    assert [m.names.told for m in from_story.report.mentions] == ["Tansy", "Corry Thistlewood"]


def test_a_pasted_story_and_four_minutes_are_enough_for_a_professional():
    pasted = told(WORRIES[3])
    assert pasted.is_complete
    assert pasted.seconds <= FOUR_MINUTES
