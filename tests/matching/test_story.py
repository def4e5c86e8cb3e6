from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.index.memory import MemoryIndex
from tests.build_matching import TODAY, a_matcher, a_record, an_index

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
        pytest.param("Mr Rob Arthur Quillfeather", [("Rob Arthur Quillfeather", 4)], id="middle"),
        pytest.param("Patient: Quillfeather, Robert.", [("Quillfeather, Robert", 4)], id="turned"),
        pytest.param("signed C. Thistlewood", [("C. Thistlewood", 1)], id="an initial"),
        pytest.param("i saw wilf oakapple there", [("wilf oakapple", 3)], id="small, short form"),
        pytest.param(
            "I knew the Quillfeathers. Bob was the worst.", [("Bob", 4)], id="a family and a name"
        ),
        pytest.param(
            "Robert, I think he is a Quillfeather", [("Robert", 4)], id="the two parts apart"
        ),
        pytest.param("Dorothy Oakapple came", [], id="another of the family"),
        pytest.param("The Oakapple family are kind", [], id="a family"),
        pytest.param("Mr and Mrs Oakapple run the shop", [], id="a couple"),
        pytest.param("He lives in Oakapple Road", [], id="a street"),
        pytest.param("Tansy, Robert and Wilfred", [], id="a list of given names"),
        pytest.param("Wilf and Mossop came", [("Mossop", 2)], id="two people joined by and"),
        pytest.param("It was Tansy. Quillfeather left", [("Quillfeather", 4)], id="two sentences"),
    ],
)
def test_listed_names_are_seen_in_a_story(text, expected):
    assert [pair for pair in seen(text) if pair[0] != "Corrin"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Will grant the request in May. Mark my words.",
        "The rose garden is green all summer",
        "he may hunt and she will grant it",
        "on Church Hill, in Rose Street and at Mill House",
    ],
)
def test_names_that_are_words_too_name_nobody_in_plain_talk(text):
    listed = ("Grant May", "Will Hunter", "Rose Green", "Church Hill", "Rose Street", "Mill House")
    index = MemoryIndex.build(a_record(n, name) for n, name in enumerate(listed, 1))

    assert not a_matcher().scan_text(index, text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("a call from 07700 900 123 at night", "07700 900 123", id="a phone"),
        pytest.param("+44 7700 900123 again", "+44 7700 900123", id="a phone from abroad"),
        pytest.param("the van ab12xkx was there", "ab12xkx", id="a plate"),
        pytest.param("he is @thistle.down there", "@thistle.down", id="an account"),
        pytest.param("they moved to ze9 2qn", "ze9 2qn", id="a postcode"),
    ],
)
def test_a_fact_in_a_story_finds_who_has_it_without_a_name(text, span):
    (found,) = a_matcher().scan_text(INDEX, text, today=TODAY)

    assert (found.span, found.candidates[0].record_id) == (span, 1)
    assert found.said.names == ()


def test_the_end_of_a_plate_counts_with_a_street_of_the_story():
    people = (
        a_record(1, "Tansy Mossop", places=("Elm Street",), vehicles=("KX07 ZZT",)),
        *(a_record(n, f"Peter Alder{n}", places=("Overby",)) for n in range(2, 30)),
    )
    index = MemoryIndex.build(people)

    def seen_of(text):
        return [
            one.candidates[0].record_id for one in a_matcher().scan_text(index, text, today=TODAY)
        ]

    assert seen_of("A white van, the plate ends in ZZT, in Elm Street") == [1]
    assert seen_of("A white van, the plate ends in ZZT") == []


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


@pytest.mark.parametrize(
    "words_told",
    [
        "E. Puddlecombe was drunk.",
        "Mr E Puddlecombe hit her.",
        "Then Edgar  Puddlecombe came.",
        "It was Edgar J. Puddlecombe.",
    ],
)
def test_an_initial_or_a_wider_space_never_hides_a_family_name(words_told):
    others = (a_record(100 + n, f"Perran Alderby{n}") for n in range(200))
    people = [a_record(1, "Edgar Puddlecombe"), *others]
    found = a_matcher().scan_text(MemoryIndex.build(people), words_told, today=TODAY)

    assert [one.record_id for sighting in found for one in sighting.candidates] == [1]


@pytest.mark.parametrize(
    ("story", "spans"),
    [
        ("Corrin\nThistlewood hit her.", ["Corrin\nThistlewood"]),
        ("Eddie Thistlewood-Smith and Corrin Thistlewood-Smith.", ["Corrin Thistlewood-Smith"]),
        ("Corrin Thistle-wood hit her.", ["Corrin Thistle-wood"]),
        ("Call 0044 (0)7700 900123.", ["0044 (0)7700 900123"]),
        ("Corrin Thistlewood came. " * 12 + "Tansy Mossop saw it.", ["Corrin Thistlewood", "Tansy Mossop"]),
        ("07700 900123, " * 12 + "ask Tansy Mossop.", ["07700 900123", "Tansy Mossop"]),
    ],
)  # fmt: skip
def test_each_name_and_number_of_a_story_is_told_once(story, spans):
    index = MemoryIndex.build(
        [a_record(1, "Corrin Thistlewood", phones=("07700 900123",)), a_record(2, "Tansy Mossop"),
         *(a_record(100 + n, f"Perran Alderby{n}") for n in range(300))]
    )  # fmt: skip
    found = a_matcher().scan_text(index, story, limit=10, today=TODAY)

    assert [one.span for one in found] == spans


def test_the_uncle_of_a_family_told_before_is_found():
    index = MemoryIndex.build([a_record(1, "Wilfred Oakapple"), a_record(2, "Tansy Mossop")])
    story = "The Oakapple family live there. Uncle Wilf came."
    (found,) = a_matcher().scan_text(index, story, limit=10, today=TODAY)

    assert found.span == "Wilf"
