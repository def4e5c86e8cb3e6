from itertools import permutations

import pytest

from matching.alignment import align, level_of


@pytest.mark.parametrize(
    ("said", "held", "level"),
    [
        ("mossop", "mossop", "same"),
        ("m", "mossop", "initial"),
        ("w", "mossop", ""),
        ("bob", "robert", "nickname"),
        ("kathryn", "catherine", "sound"),
        ("thistlewood", "thistlewod", "spelling"),
        ("mossop", "mossup", "spelling"),
        ("quillfeather", "quillfeathes", "one_edit"),
        ("larkspur", "larkspurling", "prefix"),
        ("oakapple", "mossop", ""),
    ],
)
def test_two_parts_agree_by_level(said, held, level):
    assert level_of(said, held) == level


def worth(part: str, level: str) -> float:
    return {"same": 6.0, "initial": 1.0}.get(level, 3.0)


def levels(said: tuple[str, ...], held: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return sorted((pair.said, pair.held, pair.level) for pair in align(said, held, worth))


def test_the_order_of_parts_makes_no_difference():
    said, held = ("elowen", "rook", "penhallick"), ("penhallick", "elowen", "fennimore")

    assert len({tuple(levels(one, held)) for one in permutations(said)}) == 1


def test_each_part_answers_once():
    assert levels(("rook", "ruck"), ("rook",)) == [
        ("rook", "rook", "same"),
        ("ruck", "", "only_said"),
    ]


def test_parts_written_together_are_the_same():
    assert levels(("oak", "apple"), ("oakapple",)) == [("oak apple", "oakapple", "joined")]
    assert levels(("oakapple",), ("oak", "apple")) == [("oakapple", "oak apple", "joined")]


def test_what_is_left_on_both_sides_differs():
    assert levels(("tansy", "mossop"), ("tansy", "larkspur")) == [
        ("mossop", "larkspur", "differs"),
        ("tansy", "tansy", "same"),
    ]
    assert levels(("tansy",), ("tansy", "larkspur"))[0] == ("", "larkspur", "only_held")
