"""Words of the settings are found in what people tell, and only where they tell of work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.told_words import (
    folded,
    holds,
    may_hold,
    name_keys,
    pieces,
    tells_of_work,
    tells_of_work_of,
)

CHILDREN = "Northmoor children's services"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Northmoor children's services", id="as the settings write it"),
        pytest.param("northmoor childrens services", id="without apostrophe and capitals"),
        pytest.param("Northmoor children\u2019s services", id="with a telephone's apostrophe"),
        pytest.param("(NORTHMOOR CHILDREN`S SERVICES!)", id="shouted"),
    ],
)
def test_an_apostrophe_or_a_capital_letter_does_not_decide(words):
    assert holds(folded(words), CHILDREN)


def test_a_star_stands_for_any_ending_and_nothing_else_does():
    assert holds(folded("she babysits"), "babysit*")
    assert not holds(folded("she babysits"), "babysit")
    assert not holds(folded("a marshmallow"), "MASH")


@pytest.mark.parametrize(
    ("words", "is_work"),
    [
        pytest.param("works for the police", True, id="works for"),
        pytest.param("has a job at the police", True, id="a job at"),
        pytest.param("a civilian officer at the police", True, id="an officer at"),
        pytest.param("police officer", True, id="officer of it"),
        pytest.param("he is a police sergeant", True, id="is a sergeant"),
        pytest.param("Southfen police", True, id="nothing else is told"),
        pytest.param("known to the police", False, id="known to them"),
        pytest.param("was arrested by the police last year", False, id="arrested"),
        pytest.param("the police were called twice", False, id="they were called"),
        pytest.param("her social worker told the police", False, id="a worker told them"),
        pytest.param("I work for the police", False, id="the teller does"),
    ],
)
def test_only_work_is_work(words, is_work):
    assert any(tells_of_work(piece, "police") for piece in pieces(words)) is is_work


@pytest.mark.parametrize(
    ("story", "is_work"),
    [
        pytest.param("Nia works at Northmoor children's services.", True, id="by name"),
        pytest.param("Nia Wren, social worker at Northmoor childrens services, shouts.", True,
                     id="after the name"),
        pytest.param("She has a job at Northmoor children\u2019s services", True, id="she"),
        pytest.param("I work at Northmoor children's services and saw her", False, id="the teller"),
        pytest.param("I told Northmoor children's services about Nia", False, id="they were told"),
        pytest.param("Tansy works at Northmoor children's services", False, id="somebody else"),
    ],
)  # fmt: skip
def test_a_story_tells_of_the_work_of_whom_it_is_about(story, is_work):
    assert tells_of_work_of(("Nia Wren",), pieces(story), CHILDREN) is is_work


def test_a_full_name_is_the_same_in_both_orders_with_title_and_middle_name():
    assert name_keys("Nia Wren") == name_keys("WREN, Nia") == name_keys("Ms Nia Wren")
    assert name_keys("Nia Wren") & name_keys("Nia Jane Wren")
    assert not name_keys("Nia Wren") & name_keys("Nia Oakapple")
    assert not name_keys("Nia")


few = st.sampled_from(["the", "police", "policing", "of", "northmoor"])


@given(
    st.lists(few, max_size=5).map(tuple),
    st.lists(few | st.just("polic*"), min_size=1, max_size=3).map(" ".join),
)
def test_words_that_hold_a_phrase_never_lack_one_of_its_words(said, phrase):
    assert may_hold(frozenset(said), phrase) or not holds(said, phrase)
    assert not may_hold(frozenset({"grocer"}), phrase)
