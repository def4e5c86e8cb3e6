import pytest

from matching.query import Description, PartialDate
from tests.build_matching import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1979", (1979, None, None), id="a year"),
        pytest.param(" 1979-02 ", (1979, 2, None), id="a year and a month"),
        pytest.param("1979-02-14", (1979, 2, 14), id="a whole date"),
        pytest.param("14/02/1979", (1979, 2, 14), id="the day first, as written here"),
        pytest.param("14 Feb 1979", (1979, 2, 14), id="a month in letters"),
        pytest.param("14th February 1979", (1979, 2, 14), id="a day with its ending"),
        pytest.param("February 1979", (1979, 2, None), id="a month and a year"),
        pytest.param("about 1979", (1979, None, None), id="about a year"),
    ],
)
def test_a_date_is_read_as_people_write_it(text, expected):
    found = PartialDate.parse(text)

    assert (found.year, found.month, found.day) == expected


@pytest.mark.parametrize("text", ["", "unknown", "1979-13", "1979-02-30", "14 Foo 1979", "79"])
def test_what_is_no_date_is_not_known(text):
    assert PartialDate.parse(text) is None


def test_the_first_of_january_is_no_whole_date():
    assert not PartialDate(1979, 1, 1).is_whole
    assert PartialDate(1979, 1, 2).is_whole


def test_words_about_a_person_are_not_printed():
    said = words("Corrin Thistlewood", born="1979-02-14", phones=("07700 900123",))

    assert "Corrin" not in repr(said)
    assert "1979" not in repr(said.birth)


def test_nothing_said_is_empty():
    assert Description(names=(" ",)).is_empty
    assert not words("Wilf").is_empty
    assert not Description(birth=PartialDate(1979)).is_empty
