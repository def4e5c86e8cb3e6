from datetime import date

import pytest

from matching.evidence import compare_births, compare_facts, in_words
from matching.prepared import outward_of
from matching.query import Age, Description, PartialDate
from matching.said_numbers import phone_of, plate_in
from tests.build_matching import TODAY, words


def codes(said: Description, held: Description) -> list[str]:
    return [found.code for found in compare_facts(said.prepared(), held.prepared(), today=TODAY)]


@pytest.mark.parametrize(
    ("one", "two", "finding"),
    [
        pytest.param("1979-02-14", "1979-02-14", "same", id="the same day"),
        pytest.param("1979-02-04", "1979-04-02", "transposed", id="day and month changed places"),
        pytest.param("1979-02-14", "1979-02-15", "one_digit", id="one digit"),
        pytest.param("1979-02-14", "1991-02-14", "day_month_same", id="another year only"),
        pytest.param("1979-02-14", "1979-08-30", "year_only", id="the year only"),
        pytest.param("1979-02-14", "1980-09-30", "differs", id="a year off, the day known"),
        pytest.param("1979-02-14", "1980", "year_near", id="a year off"),
        pytest.param("1979", "1949-08-30", "year_digit", id="one digit of the year"),
        pytest.param("1979-02-14", "1951-08-30", "differs", id="another date"),
        pytest.param("1979-02", "1979-02-14", "month_same", id="as far as it is known"),
        pytest.param("1979-01-01", "1979-06-14", "year_same", id="1 January is year only"),
        pytest.param("1979-01-01", "1979-01-01", "year_same", id="1 January twice is year only"),
        pytest.param("1979", "1990-01-01", "differs", id="another year"),
    ],
)
def test_births_agree_by_degrees(one, two, finding):
    one, two = PartialDate.parse(one), PartialDate.parse(two)

    assert compare_births(one, two) == compare_births(two, one) == finding


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [
        pytest.param(43, 51, "age.same", id="about 47 and he is 47"),
        pytest.param(40, 48, "age.near", id="about 44"),
        pytest.param(36, 44, "age.apart", id="about 40"),
        pytest.param(20, 28, "age.differs", id="about 24"),
    ],
)
def test_a_guessed_age_agrees_by_degrees(low, high, code):
    said = Description(age=Age(low, high, TODAY))

    assert codes(said, words(born="1979-02-14")) == [code]
    assert codes(words(born="1979-02-14"), said) == [code]


def test_two_guessed_ages_are_compared_across_the_years():
    said, held = Description(age=Age(46, 54, TODAY)), Description(age=Age(36, 44, date(2016, 7, 1)))

    assert codes(said, held) == ["age.same"]


@pytest.mark.parametrize("born", ["2031-02-03", "2026-12-03", "1890-02-03", "0000-00-00"])
def test_a_birth_that_cannot_be_is_not_known(born):
    assert codes(words(born=born), words(born="1979")) == ["not_said"]


def test_a_guess_of_any_age_says_nothing():
    said = Description(age=Age(18, 80, TODAY))

    assert codes(said, words(born="1979-02-14")) == ["age.near"]


@pytest.mark.parametrize("field", ["vehicles", "postcodes"])
def test_words_that_are_no_plate_and_no_postcode_speak_neither_way(field):
    said = Description(**{field: ("white van",)})

    assert codes(said, words(vehicles=("AB12 XKX",), postcodes=("ZE9 2QN",))) == ["not_said"] * 2


@pytest.mark.parametrize(
    ("field", "said", "held", "code"),
    [
        ("places", "Netherby", "NETHERBY", "place.same"),
        ("places", "Netherby Green", "Netherby", "place.shares_word"),
        ("places", "Netherby", "Overby", "place.differs"),
        ("postcodes", "ze9 2qn", "ZE92QN", "postcode.same"),
        ("postcodes", "ZE9", "ZE9 2QN", "postcode.district_same"),
        ("postcodes", "ZE9", "ZE9", "postcode.district_same"),
        ("postcodes", "ZE3", "ZE9 2QN", "postcode.area_same"),
        ("postcodes", "QX1", "ZE9 2QN", "postcode.differs"),
        ("phones", "+44 7700 900123", "07700900123", "phone.same"),
        ("phones", "07700 900124", "07700900123", "phone.differs"),
        ("vehicles", "ab12-xkx", "AB12 XKX", "vehicle.same"),
        ("vehicles", "ends KX", "AB12 XKX", "vehicle.part"),
        ("vehicles", "white van, ends KX", "AB12 XKX", "vehicle.part"),
        ("vehicles", "white van AB12 XKX", "AB12 XKX", "vehicle.same"),
        ("postcodes", "ZE9-2QN", "ZE9 2QN", "postcode.same"),
        ("postcodes", "in ZE9", "ZE9 2QN", "postcode.district_same"),
        ("vehicles", "QQ99 ZZZ", "AB12 XKX", "vehicle.differs"),
        ("handles", "Thistle Down", "@thistle.down", "handle.same"),
        ("handles", "mossy", "@thistle.down", "handle.differs"),
        ("work", "coach", "football coach", "work.shares_word"),
    ],
)
def test_each_kind_agrees_in_its_own_way(field, said, held, code):
    assert codes(Description(**{field: (said,)}), Description(**{field: (held,)})) == [code]


def test_the_best_of_several_speaks():
    said, held = words(places=("Overby", "Netherby")), words(places=("Netherby",))

    assert codes(said, held) == ["place.same"]


def test_what_is_absent_on_one_side_speaks_neither_way():
    assert codes(words(), words(born="1979", places=("Netherby",))) == ["not_said", "not_said"]
    assert codes(words(about=40, phones=("07700 900123",)), words()) == ["not_held", "not_held"]
    assert codes(words(), words()) == []


def test_forms_that_cannot_be_read_are_empty():
    assert outward_of("nowhere") == ""
    assert phone_of("1234") == ""
    assert plate_in("--") is None


def test_an_age_of_long_ago_says_when_it_was_told():
    held = Description(age=Age(38, 42, date(2010, 1, 15)))
    (only,) = compare_facts(words(about=56).prepared(), held.prepared(), today=TODAY)

    found = in_words(only, TODAY)

    assert (found.code, found.said, found.held) == ("age.same", "52 to 60", "38 to 42 in 2010")


def test_an_age_that_half_the_list_has_says_nothing():
    said = Description(age=Age(18, 110, TODAY))

    assert codes(said, words(born="1979-02-14")) == ["age.near"]
