import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.closeness import letters_off

PARTS = st.text(alphabet="abcdehiklmnoprstuwyz", max_size=9)


@pytest.mark.parametrize(
    ("closer", "farther"),
    [
        pytest.param("mossup", "mosstp", id="a vowel for a vowel"),
        pytest.param("mozsop", "mobsop", id="a letter that sounds alike"),
        pytest.param("mosdop", "moskop", id="a letter beside it on the keyboard"),
        pytest.param("mosspo", "mosstt", id="two letters that changed places"),
        pytest.param("mosssop", "mosskop", id="a doubled letter"),
        pytest.param("mosshop", "mosskop", id="a silent letter"),
        pytest.param("mossop", "mossup", id="no slip at all"),
    ],
)
def test_a_slip_of_finger_or_ear_costs_less_than_another_letter(closer, farther):
    assert letters_off("mossop", closer) < letters_off("mossop", farther)


def test_two_letters_for_one_sound_are_hardly_off():
    assert 0 < letters_off("philomot", "filomot") < letters_off("filomot", "gilomot")


@given(PARTS, PARTS)
def test_letters_off_are_the_same_both_ways_round_and_bounded(one, two):
    assert letters_off(one, two) == letters_off(two, one)
    assert 0 <= letters_off(one, two) <= max(len(one), len(two)) * 2


@given(PARTS)
def test_a_part_is_not_off_from_itself(part):
    assert letters_off(part, part) == 0
