"""Free words about one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.reporting.people import guesses_of, read_person, words_for_nobody
from intake.reporting.values import Certainty, Part


def read(words):
    return dict(guesses_of(read_person(words, part=Part.PERSON_OF_CONCERN)))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Corrin Thistlewood", "Corrin Thistlewood"),
        ("corrin thistlewood", "corrin thistlewood"),
        ("Corry, about 45, white van", "Corry"),
        ("a man called Corry who lives downstairs", "Corry"),
        ("His name is Wilf Oakapple", "Wilf Oakapple"),
        ("Big Len from the garage", "Big Len"),
        ("Tansy 9", "Tansy"),
        ("the man next door. He's called Corry", "Corry"),
        ("a neighbour, her name is Juniper Fernsby, 30", "Juniper Fernsby"),
        ("Mr Thistlewood", "Mr Thistlewood"),
        ("Corry (45)", "Corry"),
        ("Ångström Öberg, 50", "Ångström Öberg"),
        ("Łukasz", "Łukasz"),
        ("O'Fernsby", "O'Fernsby"),
    ],
)
def test_a_name_is_found_where_one_was_written(words, name):
    assert read(words).get("name") == name


@pytest.mark.parametrize(
    "words",
    ["the man next door", "a neighbour", "my uncle", "some lad with a red car", "he is always there",
     "about 45, white van", "no idea really", "07700 900123"],
)  # fmt: skip
def test_no_name_is_made_up(words):
    assert "name" not in read(words)


@pytest.mark.parametrize(
    ("words", "key", "told"),
    [
        ("Corry, about 45", "age", "about 45"),
        ("Tansy, 9", "age", "9"),
        ("Tansy, aged 9", "age", "9"),
        ("Tansy is 9 years old", "age", "9"),
        ("Corry, in his forties", "age", "in his forties"),
        ("the lad, a teenager", "age", "teenager"),
        ("Corry, known as Big Cor", "nickname", "Big Cor"),
        ("Corrin “Corry” Thistlewood", "nickname", "Corry"),
        ("Corry, born 3/5/1980", "birth", "3/5/1980"),
        ("Corry, lives at Mill Lane", "place", "lives at Mill Lane"),
        ("Corry, nm1 2ab", "postcode", "NM1 2AB"),
        ("Corry, white van", "vehicle", "white van"),
        ("Corry, 07700 900123", "phone", "07700 900123"),
        ("Corry, @corry_t", "handle", "@corry_t"),
        ("Corry, works at the fair", "work", "works at the fair"),
        ("Corry, her mum's boyfriend", "relation", "her mum's boyfriend"),
        ("Tansy, Northmoor Primary School", "school", "Northmoor Primary School"),
    ],
)
def test_a_fact_is_read_where_it_was_said(words, key, told):
    assert read(words)[key] == told


@pytest.mark.parametrize(
    "words", ["Corry, number 45 Mill Lane", "Corry, drives bus 12", "Corry, 900"]
)
def test_a_number_is_not_always_an_age(words):
    assert "age" not in read(words)


def test_a_rough_age_is_marked_so():
    assert read_person("Corry, about 45", part=Part.CHILD).age.certainty is Certainty.ABOUT


@given(st.text(max_size=80))
def test_every_word_stays_in_the_description(words):
    mention = read_person(words, part=Part.CHILD)
    assert mention.description.told == words.strip()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("a man with a white van", "a man with a white van", id="a description"),
        pytest.param("my neighbour", "my neighbour", id="somebody's neighbour"),
        pytest.param("A man", "A man", id="a man"),
        pytest.param("unknown", "", id="unknown"),
        pytest.param("N/K", "", id="not known"),
        pytest.param("Not known.", "", id="in words"),
        pytest.param("Tansy Mossop", None, id="a name"),
        pytest.param("An Larkspur", None, id="a given name that is an article as well"),
        pytest.param("a man called Wilf Oakapple", None, id="a name behind a description"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_words_where_a_name_is_asked_may_name_nobody(typed, told):
    assert words_for_nobody(typed) == told
