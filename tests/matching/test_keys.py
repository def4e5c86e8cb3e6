from hypothesis import given
from hypothesis import strategies as st

from matching.keys import keys_asked, keys_held, number_of, pair_numbers
from matching.query import Description
from tests.build_matching import INVENTED, a_record, words

PARTS = 6


def held(one: Description) -> frozenset[int]:
    return keys_held(one, parts_per_name=PARTS)


def asked(one: Description) -> tuple[int, ...]:
    return keys_asked(one, parts_per_name=PARTS).numbers


def levels(one: Description, other: Description) -> set[str]:
    own = held(other)
    keys = keys_asked(one, parts_per_name=PARTS)
    return {mark[1] for key in keys if key.number in own for mark in key.marks}


def test_a_number_is_the_same_on_every_machine():
    assert number_of("x", "tansy") == 1287599971635717588
    assert number_of("x", "") != number_of("s", "")


@given(st.sampled_from(INVENTED), st.sampled_from(INVENTED))
def test_a_question_in_the_words_of_a_record_asks_for_nothing_it_does_not_stand_under(one, other):
    both = Description(
        names=(*one.description.names, *other.description.names),
        birth=one.description.birth,
        places=other.description.places,
        phones=one.description.phones,
        vehicles=one.description.vehicles,
    )

    assert held(both).issuperset(asked(both))


@given(st.sampled_from(INVENTED))
def test_every_key_fits_the_column_of_a_database(record):
    assert all(0 <= number < 1 << 63 for number in held(record.description))


def test_the_order_of_parts_does_not_matter_to_a_pair():
    assert set(asked(words("Tansy Mossop"))) == set(asked(words("Mossop Tansy")))
    assert sorted(pair_numbers("tansy", "bob")) == sorted(pair_numbers("bob", "tansy"))


def test_a_name_of_more_parts_than_are_read_has_no_more_keys():
    longer = words("Anselm Barnabas Corrin Dorcas Edgar Fenella Godfrey")
    read = words("Anselm Barnabas Corrin Dorcas Edgar Fenella")

    assert held(longer) == held(read)


def test_an_age_finds_who_was_born_in_one_of_its_years():
    about = words("Tansy", about=47)

    assert "year" in levels(about, words("Tansy Mossop", born="1979-02-14"))
    assert "year" not in levels(about, words("Tansy Mossop", born="1951-02-14"))


def test_nothing_said_is_nothing_asked():
    assert len(keys_asked(Description(), parts_per_name=PARTS)) == 0
    assert held(Description(names=("***",))) == frozenset()


def test_what_is_known_beside_a_name_has_keys_of_its_own():
    record = a_record(
        1, "Tansy Mossop", born="1979-02-14", places=("Elm Street",), postcodes=("ZE9 2QN",),
        phones=("07700 900123",), vehicles=("AB12 XKX",), handles=("@mossop",),
    ).description  # fmt: skip

    assert levels(words(places=("elm street",)), record) == {"place"}
    assert levels(words(postcodes=("ZE9",)), record) == {"outward"}
    assert levels(words(phones=("+44 7700 900123",)), record) == {"phone"}
    assert levels(words(vehicles=("ends KX",)), record) == {"plate_end"}
    assert levels(words(handles=("mossop",)), record) == {"handle"}
    assert "date" in levels(words(born="1979-02-14"), record)


def test_a_key_does_not_print_the_words_it_was_made_of():
    keys = keys_asked(words("Tansy Mossop"), parts_per_name=PARTS)

    assert "tansy" not in f"{keys!r} {next(iter(keys))!r} {keys.own()!r}"
