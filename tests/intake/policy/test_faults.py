"""Faults say which file, which key, what is wrong and what to write instead."""

import pytest
from pydantic import Field

from intake.policy.base import Policy
from intake.policy.faults import did_you_mean, known_keys, read_as, without_strangers


class Inner(Policy):
    """A leaf."""

    colour: str
    cls: int = Field(default=0, alias="class")


class Outer(Policy):
    """A tree of every shape that policy uses."""

    by_name: dict[str, Inner] = Field(default_factory=dict)
    in_order: tuple[Inner, ...] = ()
    perhaps: Inner | None = None


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        pytest.param("colur", "write 'colour' instead", id="the nearest word is proposed"),
        pytest.param("zzz", "write one of colour, size", id="else the list"),
    ],
)
def test_advice_names_what_there_is(word, advice):
    assert did_you_mean(word, ["size", "colour"]) == advice


def test_where_nothing_is_known_it_is_to_be_left_out():
    assert did_you_mean("zzz", []) == "leave it out"


@pytest.mark.parametrize(
    "loc",
    [
        pytest.param(("by_name", "a"), id="in a table"),
        pytest.param(("in_order", 0), id="in a list"),
        pytest.param(("perhaps",), id="in something that may be missing"),
    ],
)
def test_the_keys_of_a_place_are_found(loc):
    assert known_keys(Outer, loc) == {"colour", "class"}


def test_no_keys_are_known_below_a_plain_value():
    assert known_keys(Outer, ("by_name", "a", "colour")) == frozenset()
    assert known_keys(Outer, ("nowhere", "a")) == frozenset()


def test_an_unknown_key_is_told_and_the_rest_is_still_read():
    found, faults = read_as(
        "x.yaml", Outer, {"by_name": {"a": {"colour": "red", "colur": "s3cret"}}}
    )

    assert found == Outer(by_name={"a": Inner(colour="red")})
    assert faults == ["x.yaml: by_name.a.colur: there is no such key; write 'colour' instead"]


def test_a_fault_of_shape_is_told_beside_an_unknown_key_and_no_value_is_repeated():
    content = {"in_order": [{"colour": ["s3cret"]}, {"color": "s3cret"}], "more": 1}
    found, faults = read_as("x.yaml", Outer, content)

    assert found is None
    assert [one.split(":")[1].strip() for one in faults] == [
        "in_order.0.colour",
        "in_order.1.colour",
        "in_order.1.color",
        "more",
    ]
    assert "s3cret" not in "".join(faults)


def test_nothing_is_pruned_where_nothing_is_strange():
    with pytest.raises(ValueError) as caught:  # noqa: PT011 pydantic's own
        Inner.model_validate({})

    assert without_strangers({"a": 1}, caught.value) == {"a": 1}
