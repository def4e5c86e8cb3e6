import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.levels import heard_level_of, level_of, may_agree, sketch_of

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


@given(PARTS, PARTS)
def test_a_glance_never_rules_out_what_agrees(one, two):
    assert may_agree(sketch_of(one), sketch_of(two)) or not level_of(one, two)


@given(PARTS)
def test_a_part_is_the_same_as_itself(part):
    assert level_of(part, part) == heard_level_of(part, part) == "same"
