"""Codes of seven plain words: the list itself, and what is forgiven in typing one."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.code_meant import codes_meant, is_code_like, slips_between
from intake.domain.code_words import CODE_WORDS
from intake.domain.codes import return_code_of

codes = st.integers(min_value=0, max_value=2**96 - 1).map(lambda n: return_code_of(n, CODE_WORDS))


def test_seven_words_carry_at_least_seventy_bits():
    assert len(set(CODE_WORDS)) == len(CODE_WORDS)
    assert 7 * math.log2(len(CODE_WORDS)) >= 70


def test_every_word_is_short_and_of_plain_letters():
    assert all(word.isascii() and word.isalpha() and word.islower() for word in CODE_WORDS)
    assert all(4 <= len(word) <= 9 for word in CODE_WORDS)


def test_no_two_words_are_one_slip_apart():
    by_form: dict[str, str] = {}
    clashes = []
    for word in CODE_WORDS:
        forms = {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
        near = {by_form[form] for form in forms if form in by_form}
        clashes += [(word, other) for other in near if slips_between(word, other, 1) <= 1]
        by_form |= dict.fromkeys(forms, word)
    assert clashes == []


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        pytest.param("acorn", "acorn", 0, id="the same word"),
        pytest.param("acorn", "acron", 1, id="neighbours swapped"),
        pytest.param("acorn", "acor", 1, id="a letter missing"),
        pytest.param("acorn", "accorn", 1, id="a letter too many"),
        pytest.param("acorn", "akorn", 1, id="a letter wrong"),
        pytest.param("acorn", "zebra", 3, id="another word"),
    ],
)
def test_slips_are_counted(one, other, slips):
    assert slips_between(one, other, 2) == slips


@given(codes)
def test_a_code_typed_as_it_is_means_itself_first(code):
    assert codes_meant(code)[0] == code


@given(codes, st.integers(min_value=0))
def test_one_slip_in_any_word_is_forgiven(code, seed):
    chance = random.Random(seed)
    words = code.split()
    place = chance.randrange(7)
    word = words[place]
    at = chance.randrange(1, len(word))
    words[place] = chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + chance.choice("aeioxyz") + word[at:],
            word[:at] + chance.choice("aeioxyz") + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        ]
    )
    assert code in codes_meant(" ".join(words))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("ACORN Amber anchor ANGLE apple apron arrow", id="any case"),
        pytest.param("acorn-amber-anchor-angle-apple-apron-arrow", id="dashes"),
        pytest.param(" acorn,amber, anchor;angle\napple  apron . arrow ", id="any spacing"),
        pytest.param("1. acorn 2. amber 3. anchor 4. angle 5. apple 6. apron 7. arrow", id="list"),
        pytest.param("acornamberanchorangleappleapronarrow", id="run together"),
        pytest.param("acornamber anchorangle apple apron arrow", id="partly run together"),
    ],
)
def test_case_and_spacing_are_forgiven(typed):
    assert "acorn amber anchor angle apple apron arrow" in codes_meant(typed)


@given(st.text(max_size=400))
def test_anything_typed_gives_few_codes_and_no_error(typed):
    assert len(codes_meant(typed)) <= 32


def test_a_story_of_seven_words_is_no_code():
    assert not is_code_like("the man in the village hits her")
    assert is_code_like("acorn amber ankor angle apple apron arrow")
