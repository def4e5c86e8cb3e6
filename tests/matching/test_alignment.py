from itertools import permutations

import pytest

from matching.alignment import Aligner
from matching.prepared import NameForm, Prepared
from matching.query import Description

AGAINST = {"differs": -5.0, "only_said": -1.0, "only_held": -0.5}


def worth(said: str, held: str, level: str) -> float:
    return {"same": 6.0, "initial": 1.0}.get(level, 3.0)


def levels(said: str, *held: str) -> list[tuple[str, str, str]]:
    asked, known = Description(names=(said,)).prepared(), Description(names=held).prepared()
    laid = Aligner(asked, worth, AGAINST).best(known)
    return sorted((pair.said, pair.held, pair.level) for pair in laid)


def test_the_order_of_parts_makes_no_difference_to_what_answers_what():
    parts = ("elowen", "rook", "penhallick")
    pairs = {
        tuple(one for one in levels(" ".join(said), "penhallick elowen rook") if one[0])
        for said in permutations(parts)
    }

    assert pairs == {tuple(sorted((part, part, "same") for part in parts))}


def test_each_part_answers_once():
    assert levels("rook ruck", "rook") == [("rook", "rook", "same"), ("ruck", "", "only_said_last")]


def test_parts_written_together_are_the_same():
    assert levels("oak apple", "oakapple") == [("oak apple", "oakapple", "joined")]
    assert levels("oakapple", "oak apple") == [("oakapple", "oak apple", "joined")]


@pytest.mark.parametrize(
    ("said", "held", "left"),
    [
        pytest.param("tansy mossop", "tansy larkspur", "differs", id="family names"),
        pytest.param("wilf mossop", "tansy mossop", "differs_given", id="given names"),
        pytest.param("tilly mossop", "tansy mossop", "differs_initial", id="the same first letter"),
        pytest.param("tansy mossop", "mossop", "only_said_first", id="a given name more was said"),
        pytest.param("tansy rue mossop", "tansy mossop", "only_said", id="a middle name more said"),
        pytest.param("tansy mossop", "tansy", "only_said_last", id="a family name more was said"),
        pytest.param("mossop", "mossop", "", id="nothing is left"),
        pytest.param("tansy mossop", "rue tansy mossop", "only_held_first", id="a first name more"),
        pytest.param("tansy mossop", "tansy rue mossop", "only_held", id="a middle name more"),
        pytest.param("tansy rue", "tansy rue mossop", "only_held_last", id="no family name said"),
        pytest.param("tansy", "tansy rue mossop", "alone_given", id="only a given name said"),
        pytest.param("mossop", "tansy rue mossop", "alone_family", id="only a family name said"),
        pytest.param("rue", "tansy rue mossop", "alone_middle", id="only a middle name said"),
    ],
)
def test_what_is_left_over_is_told_by_its_place(said, held, left):
    assert [level for *_, level in levels(said, held) if level != "same"] == [left] * bool(left)


@pytest.mark.parametrize(
    ("said", "held", "order"),
    [
        ("tansy mossop", "mossop tansy", "crossed"),
        ("tansy mossop", "tansy mossop", ""),
        ("tansy rook", "elowen tansy", "crossed_one"),
        ("tansy rook", "tansy fennimore", ""),
        ("Вера Вотинцева", "Вотинцева Вера", "crossed"),
        ("金星夏", "星夏金", ""),
    ],
)
def test_parts_in_another_order_are_told_where_scripts_keep_the_order(said, held, order):
    assert order in {level for *_, level in levels(said, held)} | {""}
    assert bool(order) == any(level.startswith("crossed") for *_, level in levels(said, held))


def test_of_several_names_the_one_worth_most_speaks():
    assert levels("tansy mossop", "wilf oakapple", "tansy mossop") == [
        ("mossop", "mossop", "same"),
        ("tansy", "tansy", "same"),
    ]


def test_a_record_with_a_name_in_latin_letters_is_not_heard_through_another_script():
    lossy, latin = NameForm(("trstm",), loses_sounds=True), NameForm(("perran",), False)
    alone = Prepared((lossy,), True, None, None, {})
    beside = Prepared((lossy, latin), False, None, None, {})
    aligner = Aligner(Description(names=("tarastum",)).prepared(), worth, AGAINST)

    assert aligner.best(alone)[0].level == "consonants"
    assert {pair.level for pair in aligner.best(beside)} <= {"consonants", "near", "coarse"}


def test_where_either_side_has_no_name_nothing_is_laid():
    assert levels("", "tansy") == levels("tansy") == []
