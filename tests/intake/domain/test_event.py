"""Children's services hear of every event in every linked area; each desk once; blanks are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.event import (
    Cell,
    EventRule,
    Told,
    ToldAnswer,
    check_event,
    who_is_told,
)
from intake.domain.urgency import Urgency
from tests.build import NOON

AREAS = ("northmoor", "southfen", "westmarsh")
RULE = EventRule(
    "Charged",
    Urgency.TODAY,
    (Cell("front_door", "Children are linked."), Cell("probation", "Manages licences.")),
)


def desk_for(function, area):
    return "" if area == "westmarsh" else f"{area}_{function}"


@given(st.lists(st.sampled_from(AREAS), max_size=6))
def test_row_t10_childrens_services_of_every_linked_area_are_told_once(areas):
    told = who_is_told(RULE, areas, desk_for=desk_for, catch_all="catch_all")

    desks = [one.desk for one in told]
    assert len(desks) == len(set(desks))
    for area in set(areas) - {"westmarsh"}:
        assert f"{area}_front_door" in desks
    if "westmarsh" in areas or not areas:
        assert "catch_all" in desks


def test_row_t17_an_area_without_such_a_desk_is_somebodys_work():
    (told,) = who_is_told(RULE, ["westmarsh"], desk_for=desk_for, catch_all="northmoor_children")

    assert (told.desk, told.area, told.is_missing) == ("northmoor_children", "westmarsh", True)


def a_told(**facts):
    return Told(**({"event_id": 1, "desk": "d", "area": "northmoor", "because": "x"} | facts))


@pytest.mark.parametrize("answer", ["no_involvement", "refused", "held"])
def test_row_t18_a_refusal_or_what_is_held_needs_its_words(answer):
    with pytest.raises(JudgementRefusedError) as refused:
        a_told().answered(ToldAnswer(answer), " ", "N. Tarn", NOON)
    assert refused.value.facts["missing"] == ("words",)


def test_row_t07_nothing_held_is_an_answer_by_name_and_is_given_once():
    told = a_told().answered(ToldAnswer.NOTHING_HELD, "", "N. Tarn", NOON)

    assert told.is_answered
    assert told.answered_by == "N. Tarn"
    with pytest.raises(ConflictError):
        told.answered(ToldAnswer.ATTENDING, "", "N. Tarn", NOON)


def test_row_t18_a_refusal_leaves_the_question_open():
    told = a_told().answered(ToldAnswer.REFUSED, "Not ours.", "N. Tarn", NOON)

    assert not told.is_answered
    assert told.answered(ToldAnswer.HELD, "Call us.", "S. Head", NOON).is_answered


def test_an_event_without_day_or_words_is_refused_whole():
    with pytest.raises(JudgementRefusedError) as refused:
        check_event("  ", None)
    assert refused.value.facts["missing"] == ("happened_on", "words")
