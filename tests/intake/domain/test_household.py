"""Households put together from what concerns told."""

from itertools import permutations

import pytest

from intake.domain.concern import Part
from intake.domain.household import Home, Lived, households_of, when_lived

ALDER, HERON = "house:14 alder row|northmoor", "house:3 heron close|northmoor"
WREN, PIP, TANSY = "child:wren msp", "child:pip kl", "carer:tansy msp"


def a_home(*keys, concern="DR-1", who="1"):
    return Home(frozenset(keys), (Lived(who, Part.CHILD, concern),))


@pytest.mark.parametrize(
    ("homes", "apart"),
    [
        pytest.param([(ALDER, WREN), (ALDER, PIP)], 1, id="one address is one household"),
        pytest.param([(WREN,), (WREN, PIP), (PIP,)], 1, id="a shared child joins, step by step"),
        pytest.param([(ALDER, WREN), (WREN, TANSY)], 1, id="no address goes to the one that fits"),
        pytest.param([(ALDER, WREN), (HERON, WREN)], 2, id="a child may have two homes"),
        pytest.param([(ALDER, WREN), (HERON, WREN), (WREN,)], 3, id="which of two is not guessed"),
        pytest.param([(ALDER, WREN), (HERON, PIP)], 2, id="strangers stay apart"),
        pytest.param([(), ()], 2, id="nothing told joins nothing"),
    ],
)
def test_row_p02_homes_are_one_household_by_address_child_or_carer(homes, apart):
    told = [a_home(*keys, concern=f"DR-{n}", who=str(n)) for n, keys in enumerate(homes)]

    for order in permutations(told):
        found = households_of(order)
        assert len(found) == apart
        assert {one.who for home in found for one in home.lived} == {
            one.lived[0].who for one in told
        }


def test_a_household_names_the_concerns_that_told_of_it():
    [found] = households_of([a_home(ALDER, WREN), a_home(ALDER, concern="DR-2")])

    assert found.concerns == ("DR-1", "DR-2")


@pytest.mark.parametrize(
    ("told", "when"),
    [
        pytest.param(("mum's boyfriend since March 2019",), ("March 2019", ""), id="since"),
        pytest.param(("moved out in 2021",), ("", "2021"), id="moved out"),
        pytest.param(("mum's ex",), ("", "before"), id="an ex lived there before"),
        pytest.param(("uncle",), ("", ""), id="nothing told of time"),
    ],
)
def test_since_and_until_are_kept_in_the_words_told(told, when):
    assert when_lived(told) == when
