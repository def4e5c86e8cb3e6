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
        pytest.param("born in 1979", (1979, None, None), id="born in a year"),
        pytest.param("summer of 1979", (1979, None, None), id="a season"),
        pytest.param("02/1979", (1979, 2, None), id="a month and a year in figures"),
        pytest.param("Feb '79", (1979, 2, None), id="a month and two digits"),
        pytest.param("14/02/79", (1979, 2, 14), id="two digits of the year"),
        pytest.param("14 Feb 79", (1979, 2, 14), id="two digits after a month in letters"),
        pytest.param("14-Feb-79", (1979, 2, 14), id="as spreadsheets write it"),
        pytest.param("14.2.1979", (1979, 2, 14), id="full stops"),
        pytest.param("February 14, 1979", (1979, 2, 14), id="the month first, in letters"),
        pytest.param("02/14/1979", (1979, 2, 14), id="the month first, as can be seen"),
        pytest.param("03/04/1979", (1979, 4, 3), id="the day first, as cannot be seen"),
        pytest.param("14/02/05", (2005, 2, 14), id="of this century"),
        pytest.param("19790214", (1979, 2, 14), id="run together"),
        pytest.param("1979/02/14", (1979, 2, 14), id="the year first"),
        pytest.param("1979-02-14 00:00:00", (1979, 2, 14), id="a time of day"),
        pytest.param("c1979", (1979, None, None), id="circa, written together"),
        pytest.param("14FEB1979", (1979, 2, 14), id="letters beside figures"),
        pytest.param("1979-xx-xx", (1979, None, None), id="a month and a day not known"),
        pytest.param("1979-00-00", (1979, None, None), id="zeros for what is not known"),
        pytest.param("1979-02-00", (1979, 2, None), id="a zero for the day"),
        pytest.param("1979-02-??", (1979, 2, None), id="question marks for the day"),
        pytest.param("1979-00", (1979, None, None), id="a zero for the month"),
        pytest.param("??/??/1979", (1979, None, None), id="question marks before the year"),
        pytest.param("00/00/1979", (1979, None, None), id="zeros before the year"),
        pytest.param("00/02/1979", (1979, 2, None), id="a zero before the month"),
        pytest.param("DOB: 14/02/1979", (1979, 2, 14), id="a title"),
    ],
)
def test_a_date_is_read_as_people_write_it(text, expected):
    found = PartialDate.parse(text)

    assert (found.year, found.month, found.day) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unknown",
        "1979-13",
        "1979-02-30",
        "14 Foo 1979",
        "79",
        "14 Feb",
        "1970s",
        "mayor 1979",
        "1979 or 1980",
        "1978-1980",
        "0000-00-00",
        "00/00/0000",
        "1979-13-00",
        "9" * 5000,
        "14/02/" + "9" * 5000,
        "9" * 5000 + " Feb 1979",
    ],
)
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
