from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.communities import shares_of
from matching.keys import keys_asked
from matching.rarity import Rarities
from tests.build_matching import match_settings, words

EVERYDAY = (
    "patel",
    "khan",
    "begum",
    "singh",
    "kaur",
    "nguyen",
    "kowalski",
    "ionescu",
    "popescu",
    "kazlauskas",
    "silva",
    "ali",
    "hussein",
    "hussain",
    "mohammed",
    "muhammad",
    "mohamed",
    "mohammad",
    "mohamud",
    "abdi",
    "thapa",
    "tamang",
    "wang",
    "kim",
    "yilmaz",
    "smith",
)
parts = st.sampled_from(["mossop", "oakapple", "tansy", "patel", "begum", "kim", "smith"])
shares = st.floats(0.0001, 0.9)
counts = st.integers(0, 4_000)


def rarity_of(part: str, *, here: int, size: int, known: dict[str, float] | None = None) -> float:
    settings = match_settings()
    if known is not None:
        settings = replace(settings, common_parts=known)
    keys = keys_asked(words(part), parts_per_name=6)
    held = {key.number: here for key in keys}
    return Rarities.counted(keys, held, size=size, settings=settings).of[(part, "word")]


@pytest.mark.parametrize("name", EVERYDAY)
def test_an_everyday_name_is_not_rare_because_a_list_holds_it_once(name):
    known = match_settings().common_parts[name]

    for size in (1, 1_000, 10_000, 1_000_000):
        assert rarity_of(name, here=1, size=size) <= -log(known)


def test_spellings_of_one_name_are_equally_common():
    spelt = ("mohammed", "muhammad", "mohamed", "mohammad", "mohamad", "muhammed")

    assert len({rarity_of(part, here=1, size=10_000) for part in spelt}) == 1


@given(parts, shares, counts, st.integers(1, 2_000_000))
def test_no_part_is_rarer_than_in_its_own_community(part, share, here, size):
    assert rarity_of(part, here=here, size=size, known={part: share}) <= -log(share)


@given(parts, shares, counts, st.integers(1, 2_000_000))
def test_knowing_a_share_never_makes_a_part_rarer(part, share, here, size):
    known = rarity_of(part, here=here, size=size, known={part: share})

    assert known <= rarity_of(part, here=here, size=size, known={})


@given(parts, counts, counts, st.integers(1, 2_000_000))
def test_the_list_may_only_lower_a_rarity(part, here, more, size):
    lowered = rarity_of(part, here=here + more, size=size)

    assert lowered <= rarity_of(part, here=here, size=size)


@given(parts, counts, st.integers(1, 2_000_000), st.integers(1, 2_000_000))
def test_a_shorter_list_calls_nothing_rarer(part, here, one, other):
    shorter, longer = sorted((one, other))

    assert rarity_of(part, here=here, size=shorter) <= rarity_of(part, here=here, size=longer)


def test_a_part_counts_by_the_community_where_it_is_most_common():
    told = shares_of({"here": "mossop 1.5 tansy 2", "there": "mossop/mosop 40"})

    assert dict(told) == {"mossop": 0.04, "mosop": 0.04, "tansy": 0.002}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("mossop", "mossop", id="a part without its number"),
        pytest.param("mossop 5 6", "6", id="a number without its part"),
        pytest.param("Mossop 5", "Mossop", id="a capital letter"),
        pytest.param("mossop -5", "mossop", id="less than nobody"),
        pytest.param("mossop 0", "mossop", id="nobody"),
        pytest.param("mossop 1000", "mossop", id="everybody"),
        pytest.param("", "here", id="nothing"),
        pytest.param(5, "here", id="no text"),
    ],
)
def test_a_faulty_list_of_parts_is_told_by_its_community_and_word(text, told):
    with pytest.raises(ValueError, match=f"common_parts.here.*{told}|: common_parts.{told}"):
        shares_of({"here": text})
