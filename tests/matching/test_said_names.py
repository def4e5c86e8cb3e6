import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.names import readings
from matching.query import Description
from matching.said_names import names_in
from tests.build_matching import TODAY, a_matcher, a_record, an_index, words


@pytest.mark.parametrize(
    "typed",
    [
        "his name is Wilf Oakapple", "someone called Wilf Oakapple", "my neighbour Wilf Oakapple",
        "Wilf Oakapple, my neighbour", "Wilf Oakapple - neighbour", "stepdad: Wilf Oakapple",
        "Wilf Oakapple i think", "maybe Wilf Oakapple?", "Uncle Wilf Oakapple", "name: Wilf Oakapple",
        "her mum's boyfriend Wilf Oakapple", "Wilf Oakapple from next door", "he's called Wilf Oakapple",
        "Wilf Oakapple (my uncle)", "Wilf Oakapple, 40", "Wilf Oakapple aged 40", "Coach Wilf Oakapple",
        "surname Oakapple first name Wilf", "First name: Wilf, surname: Oakapple", "Oakapple, Wilf",
        "Wilf Oakapple (not sure of the surname)", "Wilf Oakapple, MP", "WILF OAKAPPLE",
    ],
)  # fmt: skip
def test_words_around_a_name_are_no_parts_of_it(typed):
    assert readings(typed) == (("wilf", "oakapple"),)


@pytest.mark.parametrize(
    "typed",
    ["Uncle Wilf", "Wilf someone", "Wilf (don't know surname)", "I think Wilf", "Tansy's dad Wilf",
     "Wilf the coach", "Wilf with the white van", "a man called Wilf", "Dad Wilf", "Wilf?"],
)  # fmt: skip
def test_a_given_name_alone_stays_alone(typed):
    assert readings(typed) == (("wilf",),)


@pytest.mark.parametrize(
    "typed",
    ["a man", "the man", "my neighbour", "the old man next door", "he", "my dad", "Dad", "unknown",
     "not sure", "don't know his name", "no idea", "Wilf's brother", "her mum's boyfriend"],
)  # fmt: skip
def test_words_that_name_nobody_are_no_name(typed):
    assert readings(typed) == ()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        pytest.param("Wilf or Bill Oakapple", {"wilf oakapple", "bill oakapple"}, id="or"),
        pytest.param("Wilf/Bill Oakapple", {"wilf oakapple", "bill oakapple"}, id="a stroke"),
        pytest.param("Wilf Oakapple or Oakappel", {"wilf oakapple", "wilf oakappel"}, id="families"),
        pytest.param("Wilf 'Corky' Oakapple", {"wilf oakapple", "corky oakapple"}, id="quotes"),
        pytest.param("Wilf (Corky) Oakapple", {"wilf oakapple", "corky oakapple"}, id="brackets"),
        pytest.param("Oakapple, Wilf “Corky”", {"wilf oakapple", "corky oakapple"}, id="turned"),
        pytest.param("Wilf Oakapple aka Corky", {"wilf oakapple", "corky oakapple"}, id="aka"),
        pytest.param("Wilf Oakapple, known as Corky", {"wilf oakapple", "corky oakapple"}, id="known"),
        pytest.param("Wilf Oakapple goes by Corky Thistle", {"wilf oakapple", "corky thistle"}, id="by"),
        pytest.param("Tansy Mossop née Larkspur", {"tansy mossop", "tansy larkspur"}, id="née"),
        pytest.param("Tansy Mossop (nee Larkspur)", {"tansy mossop", "tansy larkspur"}, id="nee"),
        pytest.param("Tansy Mossop geb. Larkspur", {"tansy mossop", "tansy larkspur"}, id="geb."),
        pytest.param("Wilf Mossop né Larkspur", {"wilf mossop", "wilf larkspur"}, id="né"),
        pytest.param("Wilf Mossop f/k/a Larkspur", {"wilf mossop", "wilf larkspur"}, id="f/k/a"),
        pytest.param("Wilf Mossop fka Larkspur", {"wilf mossop", "wilf larkspur"}, id="fka"),
        pytest.param("Wilf Mossop aka", {"wilf mossop"}, id="aka and nothing behind it"),
        pytest.param("Wilf Mossop a.k.a.", {"wilf mossop"}, id="the same with stops"),
        pytest.param("\U0001f3f4\U000e0067\U000e0062\U000e007f Wilf Mossop", {"wilf mossop"}, id="a flag"),
        pytest.param("the man with the white van", set(), id="somebody described"),
        pytest.param("the lady at the shop", set(), id="somebody described by a place"),
        pytest.param("Tansy née Larkspur", {"tansy", "tansy larkspur"}, id="one name and née"),
        pytest.param("Wilf Oakapple's brother Danny", {"danny oakapple"}, id="a brother"),
        pytest.param("Wilf Oakapple's neighbour Danny", {"danny"}, id="a neighbour"),
        pytest.param("Thistlewood (Corrin)", {"thistlewood corrin"}, id="half in brackets"),
        pytest.param("CJ Thistlewood", {"cj thistlewood", "c j thistlewood"}, id="initials"),
        pytest.param("Taru s/o Jhilmil", {"taru jhilmil"}, id="son of"),
        pytest.param("C/raxmaan Jhilmil", {"raxmaan jhilmil"}, id="servant of"),
        pytest.param("Jan van den Oakberg", {"jan oakberg"}, id="van den"),
    ],
)  # fmt: skip
def test_several_names_in_one_line_are_names_of_one_person(typed, names):
    assert {" ".join(parts) for parts in readings(typed)} == names


@pytest.mark.parametrize(
    "name",
    ["Or Larkspur", "Guy Mossop", "Nan Oakapple", "Wilf Friend", "Jane Child", "My Hanh Tran",
     "He Na", "Aka Mossop", "Alias Mossop", "Mum Chim Hoy", "Will May", "Man Ho Fung"],
)  # fmt: skip
def test_names_that_are_also_such_words_stay_names(name):
    assert readings(name) == (tuple(name.lower().split()),)


@given(st.text(max_size=60))
def test_any_words_are_read_without_a_fault(typed):
    assert all(isinstance(name, str) for name in names_in(typed))


@pytest.mark.parametrize(
    ("held", "asked"),
    [("Maria de la Cruzwood", "Maria Delacruzwood"), ("Salman al-Penhali", "Salman Alpenhali"),
     ("Jan van den Oakberg", "Jan Vandenoakberg")],
)  # fmt: skip
def test_a_particle_written_together_with_a_name_is_no_other_name(held, asked):
    index = type(an_index()).build([a_record(1, held, born="1979-02-14")])
    (found,) = a_matcher().search(index, words(asked), today=TODAY).candidates

    assert {"name.same", "name.joined"} <= {row.finding for row in found.evidence}


def test_a_mention_that_names_nobody_finds_nobody_by_name():
    index = type(an_index()).build([a_record(1, "a man"), a_record(2, "Wilf Oakapple")])

    assert a_matcher().search(index, Description(names=("the man",)), today=TODAY).candidates == ()
