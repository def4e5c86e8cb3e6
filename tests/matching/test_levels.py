import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.levels import Lineup, heard_level_of, level_of

PARTS = st.text(alphabet="abcdehiklmnoprstuwyz", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("said", "held", "level"),
    [
        ("mossop", "mossop", "same"),
        ("m", "mossop", "initial"),
        ("w", "mossop", ""),
        ("bob", "robert", "nickname"),
        ("thistlewood", "thistlewod", "spelling"),
        ("mossop", "mossup", "spelling"),
        ("quillfeather", "quillfeathes", "one_edit"),
        ("stephen", "steven", "sound"),
        ("larkspur", "larkspurling", "prefix"),
        ("oakapple", "mossop", ""),
        ("hewi", "hawa", ""),
    ],
)
def test_two_parts_agree_by_level(said, held, level):
    assert level_of(said, held) == level


def test_a_short_form_answers_another_spelling_of_its_formal_name():
    assert level_of("kate", "cathryn") in {"nickname", "sibling"}


@given(PARTS, PARTS)
def test_a_level_is_the_same_both_ways_round(one, two):
    assert level_of(one, two) == level_of(two, one)
    assert heard_level_of(one, two) == heard_level_of(two, one)


@given(PARTS, st.lists(PARTS, unique=True))
def test_a_glance_never_rules_out_what_agrees(said, held):
    assert {part for part in held if level_of(said, part)} <= Lineup(held).may_agree(said)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        pytest.param("bob", "robert", id="short and formal"),
        pytest.param("peggy", "margareta", id="short, and another spelling of the formal one"),
        pytest.param("m", "mossop", id="an initial said"),
        pytest.param("mossop", "m", id="an initial held"),
        pytest.param("juan", "ivan", id="the same name elsewhere"),
    ],
)
def test_a_glance_keeps_what_is_not_spelt_alike(said, held):
    assert Lineup(["quillfeather", held]).may_agree(said) == {held}


@given(PARTS)
def test_a_part_is_the_same_as_itself(part):
    level = "same" if len(part) > 1 else "initial"
    assert level_of(part, part) == heard_level_of(part, part) == level
