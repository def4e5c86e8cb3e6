"""Addresses in words, in one spelling."""

import pytest

from intake.domain.address import addresses_in


@pytest.mark.parametrize(
    ("words", "is_place", "plain"),
    [
        pytest.param("14 Alder Row, Northmoor", True, ("14 alder row",), id="a house in a place"),
        pytest.param("14, alder rd.", True, ("14 alder road",), id="small letters, shortened"),
        pytest.param("He is back at hers, 14 Alder Row.", False, ("14 alder row",), id="a story"),
        pytest.param("lives on Elm Street", True, ("elm street",), id="a street alone"),
        pytest.param(
            "by the white van on Elm St", False, ("elm street",), id="a street in a story"
        ),
        pytest.param("we went 2 the same way home", False, (), id="no street in small letters"),
        pytest.param("Flat 3, 9 Heron Court", True, ("3/9 heron court",), id="a flat"),
        pytest.param("the park", True, (), id="a park without a name"),
        pytest.param("", True, (), id="nothing told"),
    ],
)
def test_an_address_has_one_spelling(words, is_place, plain):
    found = addresses_in(words, is_place=is_place)

    assert tuple(one.plain for one in found) == plain
    assert all(bool(one.house) == one.plain[0].isdigit() for one in found)


def test_a_house_knows_its_street_and_its_postcode():
    [house] = addresses_in("14 Alder Row, NM1 2AB", is_place=True)

    assert (house.house, house.street, house.code) == ("14", "alder row", "nm12ab")


def test_small_words_before_a_name_are_no_part_of_a_street_in_a_story():
    [house] = addresses_in("She told me he is at number 14 Old Mill Lane now.")

    assert (house.plain, house.words) == ("14 old mill lane", "14 Old Mill Lane")
