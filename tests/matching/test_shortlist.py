from dataclasses import replace

import pytest

from matching.index.memory import MemoryIndex
from matching.query import Description
from matching.shortlist import Shortlister
from tests.build_matching import INVENTED, a_record, an_index, match_settings, words

ELM_STREET = a_record(
    90, "Perran Oakapple", places=("Elm Street",), vehicles=("AB12 XKX",), phones=("07700 900456",)
)


def chosen(query: Description, *records, **limits: int) -> list[int]:
    settings = match_settings()
    shortlister = Shortlister(replace(settings, limits=replace(settings.limits, **limits)))
    return list(shortlister.chosen(MemoryIndex.build((*INVENTED, *records)), query).ids)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(words(places=("Elm Street",)), id="by the street alone"),
        pytest.param(words(vehicles=("ends XKX",), places=("Elm Street",)), id="by van and street"),
        pytest.param(words(phones=("07700 900456",)), id="by phone"),
        pytest.param(words("Nobody Known", phones=("07700 900456",)), id="under another name"),
    ],
)
def test_who_is_described_without_a_name_is_found(query):
    assert chosen(query, ELM_STREET)[0] == 90


def test_somebody_with_the_name_is_compared_though_another_has_the_phone_and_the_plate():
    query = words("Tansy Mossop", phones=("07700 900456",), vehicles=("AB12 XKX",))

    assert set(chosen(query, ELM_STREET)) >= {2, 90}


def test_no_more_are_chosen_than_the_settings_allow():
    assert len(chosen(words("Peter"), shortlist=7)) == 7


def test_those_alike_are_chosen_by_their_ids():
    many = [a_record(number, "Alder Fennimore") for number in range(200, 100, -1)]

    assert chosen(words("Alder Fennimore"), *many, shortlist=5) == [101, 102, 103, 104, 105]


def test_a_loose_key_read_in_small_part_chooses_nobody():
    many = [a_record(number, f"Thist{number}x Alderby") for number in range(100, 200)]

    found = chosen(words("Corrin Thistlewood"), *many, rows_per_key=10)

    assert found[:2] == [1, 12]
    assert all(number < 100 for number in found)


def test_a_loose_key_chooses_where_there_is_nothing_else():
    many = [a_record(number, f"Zwist{number}x") for number in range(100, 200)]

    assert chosen(words("Zwistq"), *many, rows_per_key=10) == list(range(100, 110))


def test_a_limit_is_told_where_somebody_as_likely_may_be_unread():
    twins = MemoryIndex.build(a_record(number, "Alder Mossop") for number in range(1, 200))
    shortlister = Shortlister(match_settings())

    assert shortlister.chosen(twins, words("Alder Mossop")).cut
    assert not shortlister.chosen(an_index(), words("Tansy Mossop")).cut


def test_a_limit_that_hides_nobody_as_likely_is_not_told():
    others = [a_record(number, f"Alder Fenni{number}more") for number in range(100, 400)]
    index = MemoryIndex.build([*others, a_record(1, "Alder Mossop", born="1979-02-14")])
    shortlister = Shortlister(match_settings())

    assert not shortlister.chosen(index, words("Alder Mossop", born="1979-02-14")).cut
    assert shortlister.chosen(index, words("Alder")).cut
