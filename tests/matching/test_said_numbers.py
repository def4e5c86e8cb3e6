import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.index.memory import MemoryIndex
from matching.said_numbers import phones_in, plate_in
from matching.scoring import Band
from tests.build_matching import TODAY, a_matcher, a_record, words


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("07700 900123 or 07700 900456", ("07700 900123", "07700 900456")),
        ("tel: 07700 900123, home 01632 960001", ("07700 900123", "01632 960001")),
        ("07700900123 07700900456", ("07700900123", "07700900456")),
        ("01632 960001 ext 12", ("01632 960001",)),
        ("+44 (0)7700 900123", ("+44 (0)7700 900123",)),
        ("0000 000 0000", ()),
        ("ask his mum", ()),
    ],
)
def test_each_number_of_a_field_is_read(typed, numbers):
    assert phones_in(typed) == numbers


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("07700 900123", "01632 960001 or 07700 900123"),
        ("07700 900123 / 01632 960001", "+44 (0)1632 960001"),
        ("01632 960001", "01632 960001 ext. 7"),
    ],
)
def test_a_number_told_beside_others_finds_who_has_it(held, asked):
    index = MemoryIndex.build([a_record(1, "Wilf Oakapple", phones=(held,))])
    (found,) = a_matcher().search(index, words(phones=(asked,)), today=TODAY).candidates

    assert "phone.same" in {row.finding for row in found.evidence}


@pytest.mark.parametrize(
    ("asked", "finding"),
    [
        ("AB12 CDE", "vehicle.same"), ("ab12cde", "vehicle.same"), ("ABI2 CDE", "vehicle.same"),
        ("A812 CDE", "vehicle.same"), ("white van, reg AB12 CDE", "vehicle.same"),
        ("ends DE", "vehicle.part"), ("last three CDE", "vehicle.part"),
        ("starts AB12", "vehicle.part"), ("AB12 something", "vehicle.part"),
        ("ends 12", "vehicle.differs"), ("starts CDE", "vehicle.differs"),
        ("AB13 CDE", "vehicle.differs"),
    ],
)  # fmt: skip
def test_a_plate_is_read_as_it_was_seen(asked, finding):
    index = MemoryIndex.build([a_record(1, "Wilf Oakapple", vehicles=("AB12 CDE",))])
    (found,) = (
        a_matcher().search(index, words("Wilf Oakapple", vehicles=(asked,)), today=TODAY).candidates
    )

    assert finding in {row.finding for row in found.evidence}


@pytest.mark.parametrize("asked", ["AB12 CDE", "A8I2 CDE", "ends in CDE", "starts AB12"])
def test_a_plate_finds_without_a_name(asked):
    index = MemoryIndex.build([a_record(1, "Wilf Oakapple", vehicles=("AB12 CDE",))])

    assert a_matcher().search(index, words(vehicles=(asked,)), today=TODAY).candidates


@pytest.mark.parametrize("typed", ["", "--", "white van", "blue 4x4", "2019 hatchback"])
def test_no_plate_is_none(typed):
    found = plate_in(typed)

    assert found is None or found.where == "part"


@given(st.text(max_size=40))
def test_any_words_are_read_without_a_fault(typed):
    phones_in(typed)
    plate_in(typed)


def test_a_phone_that_many_have_is_no_lead_by_itself():
    hostel = [a_record(n, f"Perran Alderby{n}", phones=("01632 960001",)) for n in range(12)]
    index = MemoryIndex.build([*hostel, a_record(99, "Tansy Mossop", phones=("07700 900123",))])

    def found(number):
        return a_matcher().search(index, words(phones=(number,)), today=TODAY).candidates

    assert {row.finding for one in found("01632 960001") for row in one.evidence} >= {
        "phone.shared"
    }
    assert {one.band for one in found("01632 960001")} <= {Band.WEAK, Band.NONE}
    assert found("07700 900123")[0].band is Band.POSSIBLE
